//! What the writers write, the reader reads; and the reader never panics.

use std::io::Write;

use jiff::civil::{DateTime, datetime};
use proptest::prelude::*;

use super::{file, open};
use crate::table::{CellKind, CsvEncoding, CsvWriter, Hints, OutCell, TableSource, TableWriter, XlsxWriter};

const CREATED: DateTime = datetime(2024, 1, 31, 8, 0, 0, 0);
const LABELS: [&str; 3] = ["企业名称", "备注", "=编号"];

/// Text of people: Han of all planes, letters, quotes, delimiters, line breaks, what looks like formulas.
fn text() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        4 => proptest::char::range('\u{4E00}', '\u{9FA5}'),
        1 => proptest::char::range('\u{20000}', '\u{2A6D6}'),
        4 => proptest::char::range(' ', '~'),
        1 => proptest::char::range('\u{A0}', '\u{D7FF}'),
        4 => proptest::sample::select(vec!['"', ',', ';', '\t', '|', '\n', '\r', '\'', '=', '+', '-', '@', '_', 'x', '0', '，']),
    ];
    proptest::collection::vec(sign, 0..12).prop_map(String::from_iter)
}

fn rows() -> impl Strategy<Value = Vec<[String; 3]>> {
    let row = [text(), text(), text()].prop_map(|mut row: [String; 3]| {
        row[0].insert(0, '甲');
        row
    });
    proptest::collection::vec(row, 0..8)
}

fn write(mut writer: Box<dyn TableWriter + '_>, rows: &[[String; 3]]) {
    writer.header(&LABELS).unwrap();
    for row in rows {
        writer.row(&[OutCell::Text(&row[0]), OutCell::Text(&row[1]), OutCell::Text(&row[2])]).unwrap();
    }
    writer.finish().unwrap();
}

fn read(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let file = file(bytes);
    let mut source = TableSource::open(file.path(), &Hints::default()).unwrap();
    let labels = source.header().to_vec();
    let cells = |row: crate::table::TableRow| row.cells.into_iter().map(crate::table::Cell::into_text).collect();
    (labels, source.rows().unwrap().map(|row| cells(row.unwrap())).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn csv_reads_back_in_every_encoding(rows in rows()) {
        for encoding in [CsvEncoding::Utf8, CsvEncoding::Utf8WithBom, CsvEncoding::Gb18030] {
            let mut bytes = Vec::new();
            write(Box::new(CsvWriter::new(&mut bytes, encoding)), &rows);
            let (labels, back) = read(&bytes);
            prop_assert_eq!(&labels[..], &LABELS);
            prop_assert_eq!(&back, &rows, "{:?}", encoding);
        }
    }

    #[test]
    fn xlsx_reads_back(rows in rows()) {
        let mut bytes = Vec::new();
        write(Box::new(XlsxWriter::new(&mut bytes, "客户", CREATED).unwrap()), &rows);
        let (labels, back) = read(&bytes);
        prop_assert_eq!(&labels[..], &LABELS);
        prop_assert_eq!(back, rows);
    }

    #[test]
    fn random_bytes_are_read_or_refused(
        magic in proptest::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE", b"a,b\n"]),
        bytes in proptest::collection::vec(any::<u8>(), 0..2000),
    ) {
        exhaust(&[magic, &bytes].concat());
    }

    #[test]
    fn random_text_is_read_or_refused(text in "([,;\t|\"'\r\na0甲=\\.]{0,30}\n){0,30}") {
        exhaust(text.as_bytes());
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(
        at in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<proptest::sample::Index>(),
    ) {
        let mut bytes = Vec::new();
        write(Box::new(XlsxWriter::new(&mut bytes, "客户", CREATED).unwrap()), &[["甲".into(), "乙".into(), "丙".into()]]);
        for (index, byte) in at {
            let place = index.index(bytes.len());
            bytes[place] = byte;
        }
        exhaust(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        exhaust(&bytes);
    }
}

/// Reads whatever can be read.
fn exhaust(bytes: &[u8]) {
    if let Ok(mut source) = open(bytes) {
        let width = source.header().len();
        assert!(width > 0 && source.header().iter().all(|label| !label.is_empty()));
        if let Ok(rows) = source.rows() {
            rows.flatten().for_each(|row| assert_eq!(row.cells.len(), width));
        }
    }
}

#[test]
fn typed_cells_come_back_as_what_they_were() {
    let cells = [
        OutCell::Text("=1+1"),
        OutCell::Number("-12.50"),
        OutCell::Number("123456789012345678"),
        OutCell::Phone("+86 13800138000"),
        OutCell::Date(CREATED.date()),
        OutCell::DateTime(CREATED),
        OutCell::Date(jiff::civil::date(1899, 1, 1)),
        OutCell::Empty,
    ];
    let labels = ["文", "数", "码", "电", "日", "时", "古", "空"];
    let mut bytes = Vec::new();
    let mut writer = Box::new(XlsxWriter::new(&mut bytes, "a/b:c", CREATED).unwrap());
    writer.header(&labels).unwrap();
    writer.row(&cells).unwrap();
    writer.finish().unwrap();
    let file = file(&bytes);
    let mut source = TableSource::open(file.path(), &Hints::default()).unwrap();
    assert_eq!((source.sheet(), source.header()), ("abc", &labels.map(String::from)[..]));
    let row = source.rows().unwrap().next().unwrap().unwrap();
    let cells: Vec<(&str, CellKind)> = row.cells.iter().map(|cell| (cell.text(), cell.kind())).collect();
    assert_eq!(
        cells,
        [
            ("=1+1", CellKind::Text),
            ("-12.5", CellKind::Number),
            ("123456789012345678", CellKind::Text),
            ("+86 13800138000", CellKind::Text),
            ("2024-01-31", CellKind::Date),
            ("2024-01-31T08:00:00", CellKind::DateTime),
            ("1899-01-01", CellKind::Text),
            ("", CellKind::Empty),
        ]
    );
}

#[test]
fn a_table_longer_than_a_sheet_goes_on_in_the_next() {
    const ROWS: usize = 1_048_580;
    let mut out = file(&[]);
    let mut writer = Box::new(XlsxWriter::new(out.as_file_mut(), "客户", CREATED).unwrap());
    writer.header(&["编号"]).unwrap();
    for _ in 0..ROWS {
        writer.row(&[OutCell::Number("1")]).unwrap();
    }
    writer.finish().unwrap();
    out.flush().unwrap();
    let count = |sheet: &str| {
        let hints = Hints { sheet: Some(sheet.into()), ..Hints::default() };
        let mut source = TableSource::open(out.path(), &hints).unwrap();
        assert_eq!(source.header(), ["编号"]);
        source.rows().unwrap().map(Result::unwrap).count()
    };
    assert_eq!([count("客户"), count("客户 2")], [1_048_575, ROWS - 1_048_575]);
}

#[test]
fn a_text_too_long_for_a_cell_is_an_error_that_names_it() {
    let mut bytes = Vec::new();
    let mut writer = XlsxWriter::new(&mut bytes, "客户", CREATED).unwrap();
    writer.header(&["a", "b"]).unwrap();
    let error = writer.row(&[OutCell::Empty, OutCell::Text(&"长".repeat(32_768))]).unwrap_err().to_string();
    assert_eq!(error, "Row 1, column 2 has more text than a cell of XLSX holds (32,767 characters); use CSV.");
    writer.row(&[OutCell::Empty, OutCell::Text(&"长".repeat(32_767))]).unwrap();
}
