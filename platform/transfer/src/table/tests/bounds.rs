//! Files made to hurt.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::{file, open, shown};
use crate::table::header::letters;
use crate::table::limits::{MAX_COLUMNS, MAX_UNPACKED_BYTES};
use crate::table::{CellNote, Delimiter, Encoding, Hints, NotATable, Refusal, SheetInfo, TableSource};

/// An XLSX with one sheet: what is inside `worksheet`, and the shared strings part as it is.
fn xlsx(worksheet: &str, shared_strings: Option<&str>) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let workbook = format!(
        r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let relations = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let sheet = format!(r#"<worksheet xmlns="{main}">{worksheet}</worksheet>"#);
    let mut parts = vec![
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    if let Some(strings) = shared_strings {
        parts.push(("xl/sharedStrings.xml", strings.into()));
    }
    archive(parts.iter().map(|(name, text)| (*name, text.as_bytes())))
}

fn archive<'a>(parts: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn text_cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn all_rows(bytes: &[u8]) -> Vec<String> {
    let file = file(bytes);
    let mut source = TableSource::open(file.path(), &Hints::default()).unwrap();
    source.rows().unwrap().map(shown).collect()
}

fn refusal(bytes: &[u8]) -> Option<Refusal> {
    open(bytes).err()
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked_in_memory() {
    let too_large = Some(Refusal::TooLarge { limit_mb: 200 });
    let megabytes = (MAX_UNPACKED_BYTES / 1_000_000) as usize;
    let honest = bomb(megabytes + 1);
    assert!(honest.len() < 1_000_000);
    assert_eq!(refusal(&honest), too_large, "by size");
    assert_eq!(refusal(&bomb(30)), too_large, "by ratio");
    assert_eq!(refusal(&bomb(10)), Some(Refusal::Damaged), "a small one is opened");

    // Headers and directory claim one byte; what exceeds a claim is not unpacked.
    let mut liar = honest;
    let size = ((megabytes + 1) as u32 * 1_000_000).to_le_bytes();
    let claims: Vec<usize> = (0..liar.len() - 4).filter(|&at| liar[at..at + 4] == size).collect();
    assert!(!claims.is_empty());
    for at in claims {
        liar[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
    }
    assert_eq!(refusal(&liar), Some(Refusal::Damaged), "by its own claim");
}

/// An archive with the parts of a workbook, one of them so many megabytes of nothing.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    let megabyte = vec![b' '; 1_000_000];
    (0..megabytes).for_each(|_| zip.write_all(&megabyte).unwrap());
    zip.finish().unwrap().into_inner()
}

#[test]
fn claims_inside_a_workbook_reserve_no_memory() {
    let strings =
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="99999999999999"></sst>"#;
    let sheet = format!("<sheetData><row r=\"1\">{}{}</row></sheetData>", text_cell("A1", "甲"), text_cell("B1", "乙"));
    assert_eq!(refusal(&xlsx(&sheet, Some(strings))), Some(Refusal::TooLarge { limit_mb: 200 }));
    assert_eq!(refusal(&xlsx(&sheet, Some(&strings.replace("99999999999999", "0")))), None);

    let padded = strings.replace("<sst", &format!("{}<sst", " ".repeat(65_530)));
    assert_eq!(refusal(&xlsx(&sheet, Some(&padded))), Some(Refusal::TooLarge { limit_mb: 200 }));

    let far = format!(
        "<dimension ref=\"A1:XFD1048576\"/>{}",
        sheet.replace("</sheetData>", &format!("<row r=\"1048576\">{}</row></sheetData>", text_cell("A1048576", "末")))
    );
    assert_eq!(all_rows(&xlsx(&far, None)), ["1048576:末|"]);
}

#[test]
fn a_sheet_too_wide_is_refused_and_blank_width_is_not_counted() {
    let letters: Vec<String> = (0..=MAX_COLUMNS).map(|column| letters(column as u32)).collect();
    let cells: String = letters.iter().map(|column| text_cell(&format!("{column}1"), &format!("c_{column}"))).collect();
    let sheet = format!("<sheetData><row r=\"1\">{cells}</row></sheetData>");
    assert_eq!(refusal(&xlsx(&sheet, None)), Some(Refusal::TooManyColumns));
    assert_eq!(refusal(letters.join(",").as_bytes()), Some(Refusal::TooManyColumns));
    let padded = format!("甲,乙{0}\n1,2{0}\n", ",".repeat(16_382));
    assert_eq!(all_rows(padded.as_bytes()), ["2:1|2"]);
}

#[test]
fn merged_errors_and_formulas_of_a_sheet_are_read_by_the_rules() {
    let sheet = [
        "<sheetData>",
        &format!(
            "<row r=\"1\">{}{}{}</row>",
            text_cell("A1", "序号"),
            text_cell("B1", "联系人"),
            text_cell("D1", "金额")
        ),
        &format!("<row r=\"2\">{}{}</row>", text_cell("B2", "姓名"), text_cell("C2", "电话")),
        &format!(
            "<row r=\"3\"><c r=\"A3\"><v>1</v></c>{}<c r=\"D3\" t=\"e\"><v>#N/A</v></c></row>",
            text_cell("B3", "张三")
        ),
        &format!("<row r=\"4\">{}<c r=\"D4\"><f>1+1</f><v>2</v></c></row>", text_cell("B4", "李四")),
        "<row r=\"5\"/>",
        &format!(
            "<row r=\"7\"><c r=\"A7\" t=\"b\"><v>1</v></c><c r=\"D7\" t=\"e\"><v>#SPILL!</v></c>{}</row>",
            text_cell("E7", "旁注")
        ),
        "</sheetData><mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"D1:D2\"/>\
         <mergeCell ref=\"A3:A5\"/></mergeCells>",
    ]
    .concat();
    let file = file(&xlsx(&sheet, None));
    let mut source = TableSource::open(file.path(), &Hints::default()).unwrap();
    assert_eq!(source.header(), ["序号", "联系人/姓名", "联系人/电话", "金额", "列E"]);
    assert_eq!(source.header_line(), 2);
    let rows: Vec<_> = source.rows().unwrap().collect();
    assert_eq!(rows[0].as_ref().unwrap().cells[3].note(), Some(CellNote::Error("#N/A")));
    let rows: Vec<String> = rows.into_iter().map(shown).collect();
    assert_eq!(rows, ["3:1|张三|||", "4:1|李四||2|", "7:TRUE||||旁注"]);
    let again: Vec<String> = source.rows().unwrap().map(shown).collect();
    assert_eq!(again, rows);
}

#[test]
fn a_value_outside_the_table_and_damage_are_reported_with_their_rows() {
    let row = |row: u32, rest: &str| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c>{rest}</row>");
    let mut sheet = format!("<sheetData><row r=\"1\">{}{}</row>", text_cell("A1", "甲"), text_cell("B1", "乙"));
    sheet.extend((2..=300).map(|line| row(line, "")));
    sheet.push_str(&row(301, "<c r=\"AB301\"><v>1</v></c>"));
    sheet.push_str(&row(302, "<c r=\"B302\" t=\"n\"><v>x</v></c><c r=\"B302\"><v>2</v></c>"));
    sheet.push_str(&row(303, "<c r=\"B303\" t=\"b\"><v>maybe</v></c>"));
    sheet.push_str(&[row(304, ""), row(305, ""), "<row r=\"306\"><c></row>".into()].concat());
    let rows = all_rows(&xlsx(&sheet, None));
    assert_eq!(
        rows[299..],
        [
            "Line 301 has a value in column AB, which has no label.",
            "Line 302, or one beside it, holds a damaged cell.",
            "Line 303, or one beside it, holds a damaged cell.",
            "Line 304, or one beside it, holds a damaged cell.",
            "The file cannot be read beyond line 304."
        ]
    );
}

#[test]
fn containers_that_hold_no_table_are_named() {
    let part = |name: &'static str| archive([(name, &b"x"[..])].into_iter());
    let not = |kind| Some(Refusal::NotATable(kind));
    assert_eq!(refusal(&part("word/document.xml")), not(NotATable::Document));
    assert_eq!(refusal(&part("xl/workbook.bin")), not(NotATable::OtherSpreadsheet));
    assert_eq!(refusal(&part("photos/cat.jpg")), not(NotATable::Archive));
    assert_eq!(refusal(&part("xl/workbook.xml")), Some(Refusal::Damaged));
    assert_eq!(refusal(b"PK\x03\x04 cut off"), Some(Refusal::Damaged));
    assert_eq!(refusal(&compound("EncryptedPackage", b"x")), Some(Refusal::Encrypted));
    assert_eq!(refusal(&compound("WordDocument", b"x")), not(NotATable::Document));
    assert_eq!(refusal(&compound("Else", b"x")), not(NotATable::Binary));
}

fn compound(stream: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap().write_all(bytes).unwrap();
    file.into_inner().into_inner()
}

#[test]
fn an_xls_that_claims_too_many_cells_is_refused() {
    let record = |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat();
    let start = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let bound_sheet = |place: u32| record(0x0085, &[&place.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
    let globals = (start.len() + bound_sheet(0).len() + end.len()) as u32;
    let xls =
        |cells: &[u8]| compound("Workbook", &[&start[..], &bound_sheet(globals), &end, &start, cells, &end].concat());
    let number =
        |row: u16, column: u16| record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat());
    let too_large = Some(Refusal::TooLarge { limit_mb: 200 });
    assert_eq!(refusal(&xls(&[number(0, 0), number(65_535, 65_535)].concat())), too_large, "by its cells");
    let dimensions =
        [&0_u32.to_le_bytes()[..], &u32::MAX.to_le_bytes(), &0_u16.to_le_bytes(), &u16::MAX.to_le_bytes(), &[0; 2]]
            .concat();
    assert_eq!(refusal(&xls(&record(0x0200, &dimensions))), too_large, "by its claim");
    assert_eq!(refusal(&xls(&number(0, 0))), Some(Refusal::NoHeader { line: 1 }), "a small one is read");
    assert_eq!(refusal(&xls(&record(0x0203, &[1, 2]))), Some(Refusal::Damaged), "a cut cell");
    assert_eq!(refusal(&compound("Workbook", &record(0x002F, &[1, 0]))), Some(Refusal::Encrypted));
}

#[test]
fn hints_win_over_detection() {
    let check = |bytes: &[u8], hints: Hints, header: &[&str], rows: &[&str]| {
        let file = file(bytes);
        let mut source = TableSource::open(file.path(), &hints).unwrap();
        assert_eq!(source.header(), header);
        assert_eq!(source.rows().unwrap().map(shown).collect::<Vec<_>>(), rows);
    };
    let hints = Hints::default;
    check(
        "a,b;c\n1,2;3\n".as_bytes(),
        Hints { delimiter: Some(Delimiter::Semicolon), ..hints() },
        &["a,b", "c"],
        &["2:1,2|3"],
    );
    check(
        b"caf\xE9,b\n\xE0,2\n",
        Hints { encoding: Some(Encoding::Windows1252), ..hints() },
        &["café", "b"],
        &["2:à|2"],
    );
    check(b"1,2\nx,y\n3,4\n", Hints { header_line: Some(2), ..hints() }, &["x", "y"], &["3:3|4"]);
    check(b"sep=;\nx;y\n3;4\n", hints(), &["x", "y"], &["3:3|4"]);
    let none =
        TableSource::open(file(&xlsx("<sheetData/>", None)).path(), &Hints { sheet: Some("无".into()), ..hints() });
    assert_eq!(none.err(), Some(Refusal::NoSuchSheet { name: "无".into() }));
}

#[test]
fn a_row_that_does_not_fit_is_reported_and_its_neighbours_read() {
    assert_eq!(
        all_rows("姓名,电话,备注\n张三,1\n\"李四,2,\"\"好,很好\"\"\"\n\"王五,2\"\n,,\n赵六,3,x,,\n钱七,4,x,y\n孙八\n周九,5,z\n".as_bytes()),
        [
            "Line 2 has 2 fields where the header has 3.",
            "3:李四|2|好,很好",
            "Line 4 is wrapped in quotes as a whole and holds 2 fields where the header has 3.",
            "6:赵六|3|x",
            "Line 7 has 4 fields where the header has 3.",
            "Line 8 has 1 fields where the header has 3.",
            "9:周九|5|z",
        ]
    );
}

#[test]
fn every_reason_says_what_to_do_in_both_languages() {
    let refusals = [
        Refusal::NotATable(NotATable::WebPage),
        Refusal::NoHeader { line: 1 },
        Refusal::Empty,
        Refusal::TooLarge { limit_mb: 200 },
        Refusal::TooManyColumns,
        Refusal::Encrypted,
        Refusal::UnknownEncoding,
        Refusal::NoSuchSheet { name: "表".into() },
        Refusal::NoSuchHeaderRow { line: 3 },
        Refusal::BadSheet { name: "图".into() },
        Refusal::Damaged,
        Refusal::Unreadable { reason: "permission denied".into() },
    ];
    for refusal in refusals {
        assert_eq!(refusal.to_string(), refusal.en());
        assert!(refusal.en().ends_with('.') && refusal.en().contains(' '), "{}", refusal.en());
        assert!(refusal.zh().ends_with('。') && refusal.zh().contains("请"), "{}", refusal.zh());
    }
    assert_eq!(
        TableSource::open("/no/such/file".as_ref(), &Hints::default()).err().map(|refusal| refusal.code()),
        Some("unreadable_file")
    );
}

#[test]
fn a_source_and_its_rows_may_cross_threads() {
    fn can_be_sent<T: Send>(_: &T) {}
    let file = file(b"a,b\n1,2\n");
    let mut source = TableSource::open(file.path(), &Hints::default()).unwrap();
    can_be_sent(&source);
    can_be_sent(&source.rows().unwrap());
    assert_eq!(source.sheets(), [SheetInfo { name: String::new(), hidden: false, refusal: None }]);
}

#[test]
fn a_row_at_fault_still_gives_the_cells_that_it_has() {
    let table = b"a,b,c\n1,2\n1,2,3,4\n\"1,\"\"2\"\"\"\n\"x\n1,2,3\n";
    let file = file(table);
    let mut source = TableSource::open(file.path(), &Hints::default()).unwrap();
    let mut rows = source.rows().unwrap();
    let mut told = Vec::new();
    while let Some(row) = rows.next() {
        let code = row.err().map(|fault| fault.code());
        told.push((code.unwrap_or_default(), rows.cells_of_fault().join("|")));
    }
    let expected = [
        ("row_too_few_fields", "1|2|"),
        ("row_too_many_fields", "1|2|3"),
        ("row_wrapped_in_quotes", "1,\"2\"||"),
        ("row_unclosed_quote", ""),
        ("", ""),
    ];
    assert_eq!(told, expected.map(|(code, cells)| (code, cells.to_owned())));
}
