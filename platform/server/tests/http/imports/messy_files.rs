//! Real files of real companies, each through a whole import into a module made at run time with a field for each column.
//! The files are not part of the repository.

use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use super::{assert_whole, figures, path, run_jobs, upload};
use crate::client::{Client, on_both_databases};

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/messy_import");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: the folder messy_import of shared/data is not there");
    None
}

/// File, sheet (none in text), columns, records made, rows refused, and a value: which record (from 0), under which
/// heading, what it is there.
type Expected = (&'static str, &'static str, usize, u64, u64, (usize, &'static str, &'static str));

const IMPORTED: &[Expected] = &[
    ("csv/chatwoot_existing_contacts.csv", "", 8, 3, 0, (2, "email", "nwindibank2@bluehost.com")),
    // Five rows have seven fields under eight headings.
    ("csv/chatwoot_invalid_contacts.csv", "", 8, 3, 5, (0, "first_name", "Clarice")),
    ("csv/easyexcel_bom_no_bom.csv", "", 2, 10, 0, (0, "姓名", "姓名0")),
    ("csv/easyexcel_bom_office_bom.csv", "", 2, 10, 0, (9, "年纪", "20")),
    // Its header lost a comma, so its one row has a value too many.
    ("csv/easyexcel_converter_converterCsv.csv", "", 37, 0, 1, (0, "", "")),
    ("csv/easyexcel_demo_demo.csv", "", 3, 10, 0, (9, "日期标题", "2020-01-10 01:01:00")),
    ("csv/easyexcel_fill_simple.csv", "", 5, 1, 0, (0, "空", "空{.empty}")),
    ("csv/google_contacts.csv", "", 10, 2, 0, (1, "Name", "Zoë, Smith")),
    // 79 of its lines are wrapped whole in quotes.
    (
        "csv/leads_lines_wrapped_in_quotes_2000.csv",
        "",
        37,
        2000,
        0,
        (59, "Specialization", "Banking, Investment And Insurance"),
    ),
    ("derived_encodings/companies_1000_utf16le_bom_tab.txt", "", 9, 1000, 0, (0, "所在省份", "山西")),
    ("derived_encodings/companies_1000_utf8_bom.csv", "", 9, 1000, 0, (0, "所在省份", "山西")),
    ("derived_encodings/companies_5000_gb18030.csv", "", 9, 5000, 0, (0, "所在省份", "山西")),
    (
        "derived_encodings/companies_rows_needing_4byte_gb18030.csv",
        "",
        9,
        6,
        0,
        (3, "注册地址", "南宁市西乡塘区西宁路19号同人▪学府大道4号楼902号房"),
    ),
    ("xlsx/easyexcel_compatibility_t01.xls", "产品数据", 18, 1, 0, (0, "品名*", "加大平垫圈")),
    ("xlsx/easyexcel_compatibility_t02.xlsx", "测试配方1027", 18, 1, 0, (0, "标准中文名", "1,2-戊二醇")),
    // 16,384 columns wide, of which twelve have a heading.
    ("xlsx/easyexcel_compatibility_t03.xlsx", "重算文件", 12, 1, 0, (0, "用户昵称", "4")),
    // Cells merged over rows: each row has the value.
    ("xlsx/easyexcel_compatibility_t04.xlsx", "工作表1", 12, 56, 0, (31, "PACK位置", "8号")),
    ("xlsx/easyexcel_compatibility_t05.xlsx", "模板", 1, 5, 0, (0, "日期时间标题", "2023-01-01T00:00:00.400")),
    ("xlsx/easyexcel_compatibility_t07.xlsx", "MVA", 16, 1, 0, (0, "EM Quote", "37.24")),
    ("xlsx/easyexcel_dataformat_dataformat.xls", "Sheet1", 7, 27, 0, (3, "numberStringCn", "¥1")),
    ("xlsx/easyexcel_dataformat_dataformat.xlsx", "Sheet1", 7, 27, 0, (6, "dateStringCn", "2020年1月1日")),
    ("xlsx/easyexcel_demo_cellDataDemo.xlsx", "Sheet1", 4, 10, 0, (0, "公式", "字符串01")),
    ("xlsx/easyexcel_demo_cellDataDemo.xlsx", "Sheet2", 3, 10, 0, (9, "日期标题", "2020-01-10T01:01:01")),
    ("xlsx/easyexcel_demo_demo.xlsx", "Sheet1", 3, 10, 0, (0, "数字标题", "1")),
    ("xlsx/easyexcel_demo_demo.xlsx", "Sheet2", 3, 10, 0, (0, "字符串标题", "表2字符串0")),
    ("xlsx/easyexcel_demo_extra.xlsx", "Sheet1", 2, 5, 0, (4, "第一列", "合并单元格")),
    ("xlsx/easyexcel_extra_extra.xls", "Sheet1", 2, 5, 0, (2, "第二列", "多单元格超链接D")),
    ("xlsx/easyexcel_fill_complex.xls", "Sheet1", 4, 2, 0, (1, "数字 (2)", "统计:{total}")),
    ("xlsx/easyexcel_fill_complex.xlsx", "Sheet1", 4, 2, 0, (0, "姓名", "{.name}")),
    ("xlsx/easyexcel_fill_composite.xlsx", "Sheet1", 5, 8, 0, (0, "", "")),
    ("xlsx/easyexcel_fill_horizontal.xlsx", "Sheet1", 3, 4, 0, (3, "统计", "时间：{date}")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet1", 1, 1, 0, (0, "表1头", "表1数据")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet2", 1, 1, 0, (0, "表2头", "表2数据")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet3", 1, 1, 0, (0, "表3头", "表3数据")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet4", 1, 1, 0, (0, "表4头", "表4数据")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet5", 1, 1, 0, (0, "表5头", "表5数据")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xls", "Sheet6", 1, 1, 0, (0, "表6头", "表6数据")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet1", 1, 1, 0, (0, "表1头", "表1数据")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet2", 1, 1, 0, (0, "表2头", "表2数据")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet3", 1, 1, 0, (0, "表3头", "表3数据")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet4", 1, 1, 0, (0, "表4头", "表4数据")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet5", 1, 1, 0, (0, "表5头", "表5数据")),
    ("xlsx/easyexcel_multiplesheets_multiplesheets.xlsx", "Sheet6", 1, 1, 0, (0, "表6头", "表6数据")),
    ("xlsx/easyexcel_simple_simple07.xlsx", "simple ", 1, 1, 0, (0, "姓名", "张三")),
    ("xlsx/easyexcel_temp_issue2443_date1.xlsx", "Sheet1", 2, 1, 0, (0, "a", "1.00")),
];

/// The three files that are no table, and files of which no sheet has a header.
const REFUSED: &[(&str, &str)] = &[
    ("csv/lfs_pointer_SLA.csv", "Git LFS"),
    ("csv/one_line_no_header_Leads.csv", "第 1 行看起来是数据而不是标题行"),
    ("csv/web_page_saved_as_Leads.csv", "网页"),
    ("xlsx/easyexcel_compatibility_t06.xlsx", "第 1 行看起来是数据而不是标题行"),
    ("xlsx/easyexcel_compatibility_t09.xlsx", "第 1 行看起来是数据而不是标题行"),
];

/// Makes a module with a text field for each heading, the first of which names its records.
fn module_for(boss: &Client, n: usize, headings: &[Json]) -> String {
    let key = format!("c_table{n}");
    let field = |(n, heading): (usize, &Json)| match n {
        0 => json!({"key": "c_name", "type": "text", "max_length": 500, "label": heading}),
        n => json!({"key": format!("c_column{n}"), "type": "long_text", "label": heading}),
    };
    let fields: Vec<Json> = headings.iter().enumerate().map(field).collect();
    let module = json!({"key": key, "label": {"zh": format!("表{n}")}, "fields": fields});
    boss.post("/api/v1/modules", &module).expect(201);
    key
}

fn check(heyi: &heyi_testkit::TestHeyi, boss: &Client, folder: &Path, n: usize, expected: &Expected) {
    let (name, sheet, columns, made, refused, (index, heading, value)) = expected;
    let file = upload(boss, name.rsplit('/').next().unwrap(), &std::fs::read(folder.join(name)).unwrap());
    let spec = if sheet.is_empty() { json!({}) } else { json!({"sheet": sheet}) };
    let seen =
        boss.post("/api/v1/imports", &json!({"module": "makers", "file": file, "spec": spec})).expect(201).json();
    let headings = seen["table"]["columns"].as_array().unwrap();
    assert_eq!(headings.len(), *columns, "{name} {sheet}: {headings:?}");
    let module = module_for(boss, n, headings);
    let asked = json!({"module": module, "file": file, "spec": spec});
    let proposed = boss.post("/api/v1/imports", &asked).expect(201).json();
    assert_eq!(proposed["proposal"], json!({"unmapped": [], "missing": []}), "{name} {sheet}");
    boss.post(&path(&proposed), &json!({})).expect(202);
    run_jobs(heyi);
    let done = boss.get(&path(&proposed)).expect(200).json();
    assert_eq!(done["state"], "done", "{name} {sheet}: {done}");
    assert_whole(&done);
    assert_eq!(figures(&done), [made + refused, *made, 0, 0, *refused, made + refused], "{name} {sheet}: {done}");
    let rejected = boss.get(&format!("{}/rejected", path(&proposed))).expect(200);
    let rejected = rejected.text().trim_end().lines().count() as u64;
    assert!(rejected > *refused, "{name}: a line for the header and one for each refused row, {rejected}");
    if heading.is_empty() {
        return;
    }
    let field = match headings.iter().position(|label| label == heading).unwrap() {
        0 => "c_name".to_owned(),
        n => format!("c_column{n}"),
    };
    let asked = json!({"sort": "id", "limit": 1, "offset": index});
    let record = boss.post(&format!("/api/v1/records/{module}/query"), &asked).expect(200).json();
    assert_eq!(record["records"][0][&field], *value, "{name} {sheet}: record {index}, {heading}");
}

#[test]
fn heavy_each_file_gives_the_records_that_a_person_expects() {
    let Some(folder) = folder() else { return };
    on_both_databases(|heyi, _, boss| {
        for (n, expected) in IMPORTED.iter().enumerate() {
            check(heyi, boss, &folder, n, expected);
        }
    });
}

#[test]
fn only_what_is_no_table_is_refused_and_says_why() {
    let Some(folder) = folder() else { return };
    on_both_databases(|_, _, boss| {
        for (name, said) in REFUSED {
            let file = upload(boss, "a.csv", &std::fs::read(folder.join(name)).unwrap());
            let answer = boss.post("/api/v1/imports", &json!({"module": "makers", "file": file})).expect(422);
            assert_eq!(answer.codes(), ["not_a_table"], "{name}");
            assert!(answer.json()["detail"].as_str().unwrap().contains(said), "{name}: {}", answer.text());
        }
        let mut stated: Vec<&str> = IMPORTED.iter().map(|e| e.0).chain(REFUSED.iter().map(|e| e.0)).collect();
        stated.dedup();
        let mut found = 0;
        for kind in ["csv", "derived_encodings", "xlsx"] {
            for entry in folder.join(kind).read_dir().unwrap() {
                let name = format!("{kind}/{}", entry.unwrap().file_name().to_string_lossy());
                assert!(stated.contains(&name.as_str()), "{name} is in no list");
                found += 1;
            }
        }
        assert_eq!(found, stated.len());
    });
}
