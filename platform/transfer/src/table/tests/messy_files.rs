//! Real files of real companies: what a person expects of each sheet. The files are not part of the repository.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::shown;
use crate::table::{CellKind, CellNote, Encoding, Format, Hints, NotATable, Refusal, TableSource};

fn folder(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if !folder.is_dir() {
        println!("skipped: the folder {name} of shared/data is not there");
        return None;
    }
    Some(folder)
}

fn hints(sheet: &str) -> Hints {
    Hints { sheet: (!sheet.is_empty()).then(|| sheet.into()), ..Hints::default() }
}

/// File, sheet (none in text), labels, rows, faults, and one row (or fault) as `line:cell|cell`.
type Expected = (&'static str, &'static str, &'static str, usize, usize, &'static str);

const COMPANIES: &str = "企业名称|统一社会信用代码|注册日期|企业类型|注册资金|经营范围|所在省份|地区|注册地址";
const CONTACTS: &str = "id|first_name|last_name|email|gender|ip_address|identifier|phone_number";
const DEMO: &str = "字符串标题|日期标题|数字标题";
const FORMATS: &str = "date|dateStringCn|dateStringCn2|dateStringUs|number|numberStringCn|numberStringUs";
const CONVERTER: &str = "大数的布尔(不支持)|大数的数字|大数的字符串，大整数的布尔(不支持)|大整数的数字|大整数的字符串|布尔的布尔|\
    布尔的数字(不支持)|布尔的字符串|字节的布尔(不支持)|字节的数字|字节的字符串|日期的数字|日期的字符串|本地日期的数字|\
    本地日期的字符串|双精度浮点的布尔(不支持)|双精度浮点的数字|双精度浮点的字符串|浮点的布尔(不支持)|浮点的数字|\
    浮点的字符串|整型的布尔(不支持)|整型的数字|整型的字符串|长整型的布尔(不支持)|长整型的数字|长整型的字符串|\
    短整型的布尔(不支持)|短整型的数字|短整型的字符串|字符串的布尔|字符串的数字|字符串的字符串|字符串的错误|\
    字符串的数字公式|字符串的字符串公式|字符串的数字日期";
const LEADS: &str = "Prospect ID|Lead Number|Lead Origin|Lead Source|Do Not Email|Do Not Call|Converted|TotalVisits|\
    Total Time Spent on Website|Page Views Per Visit|Last Activity|Country|Specialization|\
    How did you hear about X Education|What is your current occupation|What matters most to you in choosing a course|\
    Search|Magazine|Newspaper Article|X Education Forums|Newspaper|Digital Advertisement|Through Recommendations|\
    Receive More Updates About Our Courses|Tags|Lead Quality|Update me on Supply Chain Content|\
    Get updates on DM Content|Lead Profile|City|Asymmetrique Activity Index|Asymmetrique Profile Index|\
    Asymmetrique Activity Score|Asymmetrique Profile Score|I agree to pay the amount through cheque|\
    A free copy of Mastering The Interview|Last Notable Activity";
const GOOGLE: &str = "Name|Given Name|Additional Name|Family Name|E-mail 1 - Type|E-mail 1 - Value|Phone 1 - Type|\
    Phone 1 - Value|Organization 1 - Name|Organization 1 - Title";

const TABLES: &[Expected] = &[
    (
        "csv/chatwoot_existing_contacts.csv",
        "",
        CONTACTS,
        3,
        0,
        "4:3|Nancey|Windibank|nwindibank2@bluehost.com|Agender|73.44.41.59|f793e813-4210-4bf3-a812-711418de25d2|+918080808082",
    ),
    ("csv/chatwoot_invalid_contacts.csv", "", CONTACTS, 3, 5, "Line 5 has 7 fields where the header has 8."),
    ("csv/easyexcel_bom_no_bom.csv", "", "姓名|年纪", 10, 0, "2:姓名0|20"),
    ("csv/easyexcel_bom_office_bom.csv", "", "姓名|年纪", 10, 0, "11:姓名9|20"),
    // Its header lost a comma (`大数的字符串，大整数的布尔`), so its one row has a value too many.
    ("csv/easyexcel_converter_converterCsv.csv", "", CONVERTER, 0, 1, "Line 2 has 38 fields where the header has 37."),
    ("csv/easyexcel_demo_demo.csv", "", DEMO, 10, 0, "11:字符串9|2020-01-10 01:01:00|10"),
    (
        "csv/easyexcel_fill_simple.csv",
        "",
        "姓名|数字|复杂|忽略|空",
        1,
        0,
        "2:{name}|{number}|{name}今年{number}岁了|\\{name\\}忽略，{name}|空{.empty}",
    ),
    (
        "csv/google_contacts.csv",
        "",
        GOOGLE,
        2,
        0,
        "3:Zoë, Smith|Zoë||Smith|Home|zoe@example.com|||Unicode Works|Engineer",
    ),
    (
        "csv/leads_lines_wrapped_in_quotes_2000.csv",
        "",
        LEADS,
        2000,
        0,
        "61:a739f33a-7d4d-4c4e-9c9c-3c30e1f48940|659727|Landing Page Submission|Google|No|No|1|6|595|3|Email Opened|India|\
         Banking, Investment And Insurance|Word Of Mouth|Working Professional|Better Career Prospects|No|No|No|No|No|No|\
         No|No|Will revert after reading the email|Low in Relevance|No|No|Potential Lead|Mumbai|02.Medium|01.High|14|20|\
         No|No|Email Opened",
    ),
    ("derived_encodings/companies_1000_utf16le_bom_tab.txt", "", COMPANIES, 1000, 0, ""),
    ("derived_encodings/companies_1000_utf8_bom.csv", "", COMPANIES, 1000, 0, ""),
    ("derived_encodings/companies_5000_gb18030.csv", "", COMPANIES, 5000, 0, ""),
    (
        "derived_encodings/companies_rows_needing_4byte_gb18030.csv",
        "",
        COMPANIES,
        6,
        0,
        "5:南宁市日昇科技有限公司|914501073404440112|2015-06-05|N/A|50(万)|计算机网络技术开发，计算机应用服务，教育信息咨询|\
         广西|南宁|南宁市西乡塘区西宁路19号同人▪学府大道4号楼902号房",
    ),
    (
        "xlsx/easyexcel_compatibility_t01.xls",
        "产品数据",
        "材质*|等级|标准号*|规格*|品名*|表面处理*|计量单位*|单重|牙型|品牌|印记|一级包装单位|一级包装数|二级包装单位|\
         二级包装数|三级包装单位|三级包装数|备注",
        1,
        0,
        "3:Q235(碳钢)|HV200|DIN9021|M6|加大平垫圈|达克罗|千支|5.5千克|半牙|通润春（TRC）|WT8|箱|200|||||",
    ),
    (
        "xlsx/easyexcel_compatibility_t02.xlsx",
        "测试配方1027",
        "序号|原料编号|厂定名称|标准中文名|INCI名|原料含量（%）|原料中成分含量（%）|配方中成分含量（%）|使用目的|\
         配方中原料使用目的|使用部位/纳米级/色淀类型|备案用CAS|成分序列号|备案用商品名称|备案用生产制造商|原料报送码|\
         是否新原料|注册号/备案号",
        1,
        0,
        "3:1|01502200|1，2-戊二醇|1,2-戊二醇|PENTYLENE GLYCOL|100|100|100|溶剂||||00005|1、信越有机硅；2、浙江物美生物|\
         1、信越有机硅国际贸易（上海）有限公司；2、浙江物美生物技术有限公司|1、无；2、无|0|",
    ),
    (
        "xlsx/easyexcel_compatibility_t03.xlsx",
        "重算文件",
        "单据号|服务产品编码|用户昵称|来源系统|计费节点|用户类型编码(选填)|费用项名称|报价版本ID|报价明细ID|重算一级原因|\
         重算二级原因|重算三级原因",
        1,
        0,
        "2:3|3|4|3|3|3|3|3|6|5|4|3",
    ),
    (
        "xlsx/easyexcel_compatibility_t04.xlsx",
        "工作表1",
        "序号|ID号|工位号|eblock编码|PACK位置|PACK编码|PCS编码|水机|程序版本号|异常情况|调试时间|调试状态",
        56,
        0,
        "33:4|14|4|A1JB037FPHA03224000170|8号|AASJK28F152A012248S0006|CXS2234JS186FBA05S0112|黑水机-新水机|\
         CPU1：V2.0.0.0E.4.1.8\nCPU2：V2.0.0.0E.4.1.8\nCPU3:\u{a0}\u{a0} V1.0.29.5E.2.1.6\n\
         FPGA:\u{a0}\u{a0}\u{a0} V2.0.0.0E2.1.11\n通讯板：V1.0.7||2022.11.29白|",
    ),
    ("xlsx/easyexcel_compatibility_t05.xlsx", "模板", "日期时间标题", 5, 0, "2:2023-01-01T00:00:00.400"),
    (
        "xlsx/easyexcel_compatibility_t07.xlsx",
        "MVA",
        "Model Name|Baseline MKO Item|MKO Item|MKO Item Description|CSP Valid From|CSP Valid To|EM Quote|DM Quote|\
         AM One Cost|EE Cost|ME Cost|EM Cost (EE+ME)|AM Reserve Unit Price|EM MVA|Baseline MKO Item MVA|Upsell MVA Impact",
        1,
        0,
        "2:ODXXXXXXXX|5JXXXX|5JXXXX|ASSY|20220101|20220131|37.24|213.2324|250.4724|14.2858324|9.91398|24.1998124|-1.07|\
         14.1101876|14.1101876|0",
    ),
    (
        "xlsx/easyexcel_dataformat_dataformat.xls",
        "Sheet1",
        FORMATS,
        27,
        0,
        "5:2020-01-01T01:01:01|2020年1月1日||2020年1月1日|1.1111|¥1|¥1",
    ),
    (
        "xlsx/easyexcel_dataformat_dataformat.xlsx",
        "Sheet1",
        FORMATS,
        27,
        0,
        "8:2020-01-01T01:01:01|2020年1月1日||2020年1月1日|1.1111|¥1|¥1",
    ),
    (
        "xlsx/easyexcel_demo_cellDataDemo.xlsx",
        "Sheet1",
        "字符串标题|日期标题|数字标题|公式",
        10,
        0,
        "2:字符串0|2020-01-01T01:01:01|1|字符串01",
    ),
    ("xlsx/easyexcel_demo_cellDataDemo.xlsx", "Sheet2", DEMO, 10, 0, "11:表2字符串9|2020-01-10T01:01:01|10"),
    ("xlsx/easyexcel_demo_demo.xlsx", "Sheet1", DEMO, 10, 0, "2:字符串0|2020-01-01T01:01:01|1"),
    ("xlsx/easyexcel_demo_demo.xlsx", "Sheet2", DEMO, 10, 0, "2:表2字符串0|2020-01-01T01:01:01|1"),
    // Its last row is merged over two rows and all columns: one row.
    ("xlsx/easyexcel_demo_extra.xlsx", "Sheet1", "第一列|第二列", 5, 0, "6:合并单元格|"),
    ("xlsx/easyexcel_extra_extra.xls", "Sheet1", "第一列|第二列", 5, 0, "4:多单元格超链接C|多单元格超链接D"),
    // Two merged titles above the header.
    ("xlsx/easyexcel_fill_complex.xls", "Sheet1", "姓名|数字|姓名 (2)|数字 (2)", 2, 0, "5:|||统计:{total}"),
    (
        "xlsx/easyexcel_fill_complex.xlsx",
        "Sheet1",
        "姓名|数字|姓名 (2)|数字 (2)",
        2,
        0,
        "4:{.name}|{.number}|{.name}|{.number}",
    ),
    // Templates for filling, no tables; what is in them is given all the same.
    ("xlsx/easyexcel_fill_composite.xlsx", "Sheet1", "统计|姓名|{data1.name}|列D|列E", 8, 0, "10:|||姓名|数字"),
    ("xlsx/easyexcel_fill_horizontal.xlsx", "Sheet1", "统计|姓名|{.name}", 4, 0, "5:时间：{date}||"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet1", "表1头", 1, 0, "2:表1数据"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet2", "表2头", 1, 0, "2:表2数据"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet3", "表3头", 1, 0, "2:表3数据"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet4", "表4头", 1, 0, "2:表4数据"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet5", "表5头", 1, 0, "2:表5数据"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet6", "表6头", 1, 0, "2:表6数据"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet1", "表1头", 1, 0, "2:表1数据"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet2", "表2头", 1, 0, "2:表2数据"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet3", "表3头", 1, 0, "2:表3数据"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet4", "表4头", 1, 0, "2:表4数据"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet5", "表5头", 1, 0, "2:表5数据"),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet6", "表6头", 1, 0, "2:表6数据"),
    ("xlsx/easyexcel_simple_simple07.xlsx", "simple ", "姓名", 1, 0, "2:张三"),
    ("xlsx/easyexcel_temp_issue2443_date1.xlsx", "Sheet1", "a|b", 1, 0, "2:1.00|1"),
];

/// File, sheet, and why it is refused: the three files that are no table, and sheets without a header.
const REFUSED: &[(&str, &str, Refusal)] = &[
    ("csv/lfs_pointer_SLA.csv", "", Refusal::NotATable(NotATable::GitLfsPointer)),
    ("csv/one_line_no_header_Leads.csv", "", Refusal::NoHeader { line: 1 }),
    ("csv/web_page_saved_as_Leads.csv", "", Refusal::NotATable(NotATable::WebPage)),
    ("xlsx/easyexcel_compatibility_t06.xlsx", "Sheet1", Refusal::NoHeader { line: 1 }),
    ("xlsx/easyexcel_compatibility_t09.xlsx", "Sheet1", Refusal::NoHeader { line: 1 }),
    ("xlsx/easyexcel_dataformat_dataformat.xls", "Sheet2", Refusal::Empty),
    ("xlsx/easyexcel_dataformat_dataformat.xls", "Sheet3", Refusal::Empty),
    ("xlsx/easyexcel_dataformat_dataformat.xlsx", "Sheet2", Refusal::Empty),
    ("xlsx/easyexcel_dataformat_dataformat.xlsx", "Sheet3", Refusal::Empty),
    ("xlsx/easyexcel_demo_extra.xlsx", "Sheet2", Refusal::Empty),
    ("xlsx/easyexcel_demo_extra.xlsx", "Sheet3", Refusal::Empty),
    ("xlsx/easyexcel_extra_extra.xls", "Sheet2", Refusal::Empty),
    ("xlsx/easyexcel_extra_extra.xls", "Sheet3", Refusal::Empty),
    ("xlsx/easyexcel_fill_complex.xls", "Sheet2", Refusal::Empty),
    ("xlsx/easyexcel_fill_complex.xls", "Sheet3", Refusal::Empty),
    ("xlsx/easyexcel_fill_complex.xlsx", "Sheet2", Refusal::Empty),
    ("xlsx/easyexcel_fill_complex.xlsx", "Sheet3", Refusal::Empty),
    ("xlsx/easyexcel_fill_composite.xlsx", "Sheet2", Refusal::Empty),
    ("xlsx/easyexcel_fill_composite.xlsx", "Sheet3", Refusal::Empty),
    ("xlsx/easyexcel_fill_horizontal.xlsx", "Sheet2", Refusal::Empty),
    ("xlsx/easyexcel_fill_horizontal.xlsx", "Sheet3", Refusal::Empty),
    ("xlsx/easyexcel_simple_simple07.xlsx", "Sheet1", Refusal::Empty),
    ("xlsx/easyexcel_simple_simple07.xlsx", "Sheet3", Refusal::Empty),
    ("xlsx/easyexcel_temp_issue2443_date1.xlsx", "Sheet2", Refusal::Empty),
    ("xlsx/easyexcel_temp_issue2443_date1.xlsx", "Sheet3", Refusal::Empty),
];

fn check(folder: &Path, &(file, sheet, labels, rows, faults, sample): &Expected) {
    let mut source = TableSource::open(&folder.join(file), &hints(sheet)).unwrap();
    let width = source.header().len();
    assert_eq!((source.sheet(), source.header().join("|").as_str()), (sheet, labels), "{file}");
    let all: Vec<_> = source.rows().unwrap().collect();
    let read = all.iter().flatten().inspect(|row| assert_eq!(row.cells.len(), width, "{file}")).count();
    assert_eq!((read, all.len() - read), (rows, faults), "{file} {sheet}: rows and faults");
    let all: Vec<String> = all.into_iter().map(shown).collect();
    assert!(sample.is_empty() || all.iter().any(|row| row == sample), "{file} {sheet}: {sample} is not in {all:#?}");
}

#[test]
fn each_file_gives_the_rows_that_a_person_expects() {
    let Some(folder) = folder("messy_import") else { return };
    for expected in TABLES {
        check(&folder, expected);
    }
}

#[test]
fn what_is_no_table_is_refused_with_the_reason() {
    let Some(folder) = folder("messy_import") else { return };
    for (file, sheet, refusal) in REFUSED {
        let refused = TableSource::open(&folder.join(file), &hints(sheet)).err();
        assert_eq!(refused.as_ref(), Some(refusal), "{file} {sheet}");
    }
}

#[test]
fn no_file_and_no_sheet_is_left_out() {
    let Some(folder) = folder("messy_import") else { return };
    let stated = TABLES.iter().map(|expected| (expected.0, expected.1));
    let stated: BTreeSet<(String, String)> = stated
        .chain(REFUSED.iter().map(|&(file, sheet, _)| (file, sheet)))
        .map(|(file, sheet)| (file.into(), sheet.into()))
        .collect();
    let mut found = BTreeSet::new();
    for kind in ["csv", "derived_encodings", "xlsx"] {
        for entry in folder.join(kind).read_dir().unwrap() {
            let path = entry.unwrap().path();
            let file = format!("{kind}/{}", path.file_name().unwrap().to_string_lossy());
            let sheets: Vec<String> = match TableSource::open(&path, &Hints::default()) {
                Ok(source) => source.sheets().iter().map(|sheet| sheet.name.clone()).collect(),
                Err(_) if kind == "xlsx" => vec!["Sheet1".into()],
                Err(_) => vec![String::new()],
            };
            found.extend(sheets.into_iter().map(|sheet| (file.clone(), sheet)));
        }
    }
    assert_eq!(stated, found);
}

#[test]
fn the_same_companies_are_read_in_every_encoding() {
    let Some(folder) = folder("messy_import/derived_encodings") else { return };
    let read = |file: &str, encoding: Encoding, delimiter: char| -> Vec<String> {
        let mut source = TableSource::open(&folder.join(file), &Hints::default()).unwrap();
        assert_eq!(source.format(), Format::Text { encoding, delimiter: Some(delimiter) });
        source.rows().unwrap().take(1000).map(shown).collect()
    };
    let utf8 = read("companies_1000_utf8_bom.csv", Encoding::Utf8, ',');
    let utf16 = read("companies_1000_utf16le_bom_tab.txt", Encoding::Utf16Le, '\t');
    let gb = read("companies_5000_gb18030.csv", Encoding::Gb18030, ',');
    assert_eq!(utf8.len(), 1000);
    assert_eq!(utf8, utf16);
    assert_eq!(utf8, gb);
}

#[test]
fn files_of_a_crm_are_read_whole_and_empty_columns_dropped() {
    let Some(folder) = folder("zoho_crm_demo") else { return };
    for (file, columns, rows) in [
        ("Accounts", 11, 2229),
        ("Calls", 19, 4100),
        ("Campaign_Lead_Status", 6, 3900),
        ("Campaigns", 11, 110),
        ("Cases", 8, 797),
        ("Contacts", 9, 1265),
        ("Events", 15, 2978),
        ("Invoice_Line_Items", 10, 3051),
        ("Invoices", 16, 1300),
        ("Leads", 13, 3900),
        ("Potentials", 20, 3632),
        ("Price_Books", 8, 10),
        ("Products", 18, 2000),
        ("Purchase_Order_Line_Items", 10, 4577),
        ("Purchase_Orders", 16, 1416),
        ("Quotes", 13, 3000),
        ("Sales_Order_Line_Items", 10, 6138),
        ("Sales_Orders", 15, 2061),
        ("Tasks", 6, 2978),
        ("Users", 4, 11),
        ("Vendors", 6, 100),
    ] {
        let mut source = TableSource::open(&folder.join(format!("{file}.csv")), &Hints::default()).unwrap();
        let found = source.header().len();
        assert_eq!((found, source.rows().unwrap().flatten().count()), (columns, rows), "{file}");
        assert_eq!(source.rows().unwrap().find_map(Result::err), None, "{file}");
    }
}

#[test]
fn cells_of_a_workbook_say_what_they_were() {
    let Some(folder) = folder("messy_import/xlsx") else { return };
    let first = |file: &str| {
        let mut source = TableSource::open(&folder.join(file), &Hints::default()).unwrap();
        source.rows().unwrap().next().unwrap().unwrap().cells
    };
    let kinds: Vec<CellKind> = first("easyexcel_demo_cellDataDemo.xlsx").iter().map(crate::table::Cell::kind).collect();
    assert_eq!(kinds, [CellKind::Text, CellKind::DateTime, CellKind::Number, CellKind::Text]);
    let codes = first("easyexcel_compatibility_t04.xlsx");
    let code = &codes[6];
    assert_eq!((code.text(), code.kind(), code.note()), ("1111111111111111111111", CellKind::Text, None::<CellNote>));
}
