//! Finding the header of a table and its columns, the same way for text and workbooks.
//!
//! The header is the first row that is no title and looks like labels. A title is a lone cell above a wider table, or a
//! row that covers less than half of the columns below it. A header of merged cells spans several rows: `联系人` above
//! `姓名` and `电话` gives the labels `联系人/姓名` and `联系人/电话`.
//! A column without a label is kept under its letter (`列C`) when one of the first rows has a value in it, else dropped.
//! A label that came before gets a number: `数字 (2)`.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, CellKind};
use super::limits::{HEADER_SEARCH_ROWS, MAX_COLUMNS, MAX_HEADER_LEVELS, MAX_LABEL_CHARS};
use super::refusal::Refusal;

/// One of the first rows: its cells that are not blank.
#[derive(Debug)]
pub(super) struct SampleRow {
    /// Its line from 1.
    pub(super) line: u64,
    /// Fields of a CSV record, the blank ones included; unbounded in a sheet.
    pub(super) width: usize,
    /// Column from 0, and cell.
    pub(super) cells: BTreeMap<u32, Cell>,
}

/// A merged rectangle of a sheet. Lines count from 1, columns from 0; all bounds belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    pub(super) top: u64,
    pub(super) bottom: u64,
    pub(super) left: u32,
    pub(super) right: u32,
}

impl Merge {
    fn covers(&self, line: u64, column: u32) -> bool {
        (self.top..=self.bottom).contains(&line) && (self.left..=self.right).contains(&column)
    }
}

/// The header of a table.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// The labels, each once.
    pub(super) labels: Vec<String>,
    /// The column in the file of each label, rising.
    pub(super) columns: Vec<u32>,
    /// Fields of the header's record in a CSV file.
    pub(super) width: usize,
    /// The last line of the header; data starts below.
    pub(super) last_line: u64,
}

/// Finds the header in the first rows of a table. `wanted` is the line that the caller says it is on.
pub(super) fn find(rows: &[SampleRow], merges: &[Merge], wanted: Option<u64>) -> Result<Header, Refusal> {
    let first = match wanted {
        Some(line) => rows.iter().position(|row| row.line == line).ok_or(Refusal::NoSuchHeaderRow { line })?,
        None => find_row(rows, merges)?,
    };
    let levels = levels(&rows[first..], merges);
    let (header, body) = rows[first..].split_at(levels);
    let columns = columns(header, body)?;
    let labels = unique(columns.iter().map(|&column| label(header, column, merges)).collect());
    let last_line = header.last().map_or(0, |row| row.line);
    Ok(Header { labels, columns, width: rows[first].width, last_line })
}

fn find_row(rows: &[SampleRow], merges: &[Merge]) -> Result<usize, Refusal> {
    let Some(top) = rows.first() else { return Err(Refusal::Empty) };
    let is_lone_cell = rows.len() == 1 && top.cells.len() == 1;
    for (index, row) in rows.iter().enumerate().take(HEADER_SEARCH_ROWS) {
        let widest_below = rows[index + 1..].iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let is_title = (row.cells.len() == 1 && widest_below > 1) || covered(row, merges) * 2 < widest_below;
        if is_title {
            continue;
        }
        if is_lone_cell || !looks_like_labels(row) {
            return Err(Refusal::NoHeader { line: row.line });
        }
        return Ok(index);
    }
    Err(Refusal::NoHeader { line: top.line })
}

/// Columns that the row's own cells cover, merged ones in their full width.
fn covered(row: &SampleRow, merges: &[Merge]) -> usize {
    let width = |column: u32| {
        let merge = merges.iter().find(|merge| merge.top == row.line && merge.left == column);
        merge.map_or(1, |merge| (merge.right - merge.left) as usize + 1)
    };
    row.cells.keys().map(|&column| width(column)).sum()
}

/// At least half of the cells are labels; years (2021, 2022) count when a real label stands beside them.
fn looks_like_labels(row: &SampleRow) -> bool {
    let labels = row.cells.values().filter(|cell| is_label(cell)).count();
    let years = row.cells.values().filter(|cell| is_year(cell)).count();
    labels > 0 && (labels + years) * 2 >= row.cells.len()
}

fn is_year(cell: &Cell) -> bool {
    cell.text().len() == 4 && cell.text().parse().is_ok_and(|year: u16| (1900..=2100).contains(&year))
}

/// Text that names something, rather than being a value: no number, date, address of mail or web, identifier.
fn is_label(cell: &Cell) -> bool {
    let text = cell.text().trim();
    cell.kind() == CellKind::Text && text.chars().count() <= MAX_LABEL_CHARS && !looks_like_value(text)
}

fn looks_like_value(text: &str) -> bool {
    const PERIODS: [char; 8] = ['年', '月', '日', '周', '季', '号', '期', '度'];
    let signs = text.chars().filter(|char| !char.is_whitespace()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_period = signs <= 6 && text.ends_with(PERIODS);
    let mostly_digits = digits * 10 >= signs * 6 && digits > 0 && !is_period;
    let is_mail = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let is_address = text.starts_with("http://") || text.starts_with("https://");
    let is_boolean = text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
    let is_hex_id = text.len() >= 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    mostly_digits || is_mail || is_address || is_boolean || is_hex_id
}

/// How many rows the header spans. A row below belongs to it when a label is merged over several columns and that row
/// holds labels below it while the columns beside it have nothing of their own there, or when all labels are merged
/// down into it.
fn levels(rows: &[SampleRow], merges: &[Merge]) -> usize {
    let mut levels = 1;
    while levels < MAX_HEADER_LEVELS {
        let (row, below) =
            (&rows[levels - 1], rows.get(levels).filter(|below| below.line == rows[levels - 1].line + 1));
        let reaches_down = |column: u32| merges.iter().any(|m| m.bottom > row.line && m.covers(row.line, column));
        let Some(below) = below else { break };
        if !row.cells.is_empty() && rows[0].cells.keys().all(|&column| reaches_down(column)) {
            levels += 1;
            continue;
        }
        let is_group = |merge: &&Merge| {
            merge.bottom == row.line
                && merge.right > merge.left
                && row.cells.contains_key(&merge.left)
                && below.cells.range(merge.left..=merge.right).count() > 1
        };
        let groups: Vec<&Merge> = merges.iter().filter(is_group).collect();
        let under_group = |column: u32| groups.iter().any(|group| (group.left..=group.right).contains(&column));
        let belongs = |(&column, cell): (&u32, &Cell)| under_group(column) && is_label(cell);
        if groups.is_empty() || !below.cells.iter().all(belongs) {
            break;
        }
        levels += 1;
    }
    levels
}

/// The columns that are kept: those with a label, and those without one that hold a value in the first rows.
fn columns(header: &[SampleRow], body: &[SampleRow]) -> Result<Vec<u32>, Refusal> {
    let width = header.first().map_or(0, |row| row.width);
    let labelled = header.iter().flat_map(|row| row.cells.keys().copied());
    let used = body.iter().flat_map(|row| row.cells.keys().copied()).filter(|&column| (column as usize) < width);
    let columns: BTreeSet<u32> = labelled.chain(used).collect();
    if columns.len() > MAX_COLUMNS {
        return Err(Refusal::TooManyColumns);
    }
    Ok(columns.into_iter().collect())
}

/// The label of a column: the texts above it from top to bottom, joined with `/`. A merged text counts for each column
/// that it covers, and once.
fn label(header: &[SampleRow], column: u32, merges: &[Merge]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for row in header {
        let owner = merges.iter().find(|merge| merge.top == row.line && merge.covers(row.line, column));
        let owner = owner.map_or(column, |merge| merge.left);
        let part = row.cells.get(&owner).map(|cell| clean(cell.text())).unwrap_or_default();
        if !part.is_empty() && parts.last() != Some(&part) {
            parts.push(part);
        }
    }
    if parts.is_empty() { format!("列{}", letters(column)) } else { parts.join("/") }
}

/// A label on one line: a line break between two Chinese characters only wraps them and goes, other white space becomes
/// one space.
fn clean(label: &str) -> String {
    let mut cleaned = String::new();
    let mut gap = None;
    for char in label.trim().chars() {
        if char.is_whitespace() {
            gap = Some(gap.unwrap_or(true) && matches!(char, '\n' | '\r'));
            continue;
        }
        if let Some(only_breaks) = gap.take() {
            let wraps = only_breaks && cleaned.ends_with(is_wide) && is_wide(char);
            cleaned.push_str(if wraps { "" } else { " " });
        }
        cleaned.push(char);
    }
    cleaned
}

fn is_wide(char: char) -> bool {
    matches!(char, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

fn unique(labels: Vec<String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut unique = Vec::with_capacity(labels.len());
    for label in labels {
        let mut free = label.clone();
        let mut number = 1;
        while !taken.insert(free.clone()) {
            number += 1;
            free = format!("{label} ({number})");
        }
        unique.push(free);
    }
    unique
}

/// The letters of a column as a spreadsheet shows them: 0 is `A`, 27 is `AB`.
pub(super) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Vec<SampleRow> {
        let cells = |row: &[&str]| -> BTreeMap<u32, Cell> {
            let all = row.iter().enumerate().map(|(column, text)| (column as u32, Cell::text_of(*text)));
            all.filter(|(_, cell)| !cell.is_blank()).collect()
        };
        let rows = rows.iter().enumerate();
        let rows = rows.map(|(index, row)| SampleRow { line: index as u64 + 1, width: usize::MAX, cells: cells(row) });
        rows.filter(|row| !row.cells.is_empty()).collect()
    }

    fn merge(top: u64, bottom: u64, left: u32, right: u32) -> Merge {
        Merge { top, bottom, left, right }
    }

    fn check(rows: &[&[&str]], merges: &[Merge], labels: &[&str], last_line: u64) {
        let header = find(&sheet(rows), merges, None).unwrap();
        assert_eq!((header.labels, header.last_line), (labels.iter().map(ToString::to_string).collect(), last_line));
    }

    #[test]
    fn the_header_is_the_first_row_of_labels_below_the_titles() {
        check(&[&["姓名", "电话"], &["张三", "13800138000"]], &[], &["姓名", "电话"], 1);
        check(&[&["客户表"], &[], &["姓名", "电话"], &["张三", "1"]], &[merge(1, 1, 0, 1)], &["姓名", "电话"], 3);
        check(
            &[&["导出时间", "2024-01-01"], &["a", "b", "c", "d", "e"], &["1", "2", "3", "4", "5"]],
            &[],
            &["a", "b", "c", "d", "e"],
            2,
        );
        check(&[&["公司"], &["合一"], &["百度"]], &[], &["公司"], 1);
        check(
            &[&["地区", "2022", "2023", "12月"], &["华东", "1", "2", "3"]],
            &[],
            &["地区", "2022", "2023", "12月"],
            1,
        );
    }

    #[test]
    fn merged_header_cells_are_joined() {
        let rows: &[&[&str]] =
            &[&["序号", "联系人", "", "备注"], &["", "姓名", "电话", ""], &["1", "张三", "138", "x"]];
        let merges = [merge(1, 2, 0, 0), merge(1, 1, 1, 2), merge(1, 2, 3, 3)];
        check(rows, &merges, &["序号", "联系人/姓名", "联系人/电话", "备注"], 2);
        check(
            &[&["地址", "", "电话"], &["上海", "浦东", "138"]],
            &[merge(1, 1, 0, 1)],
            &["地址", "地址 (2)", "电话"],
            1,
        );
        check(&[&["地址", "", "电话"], &["上海", "", "138"]], &[merge(1, 1, 0, 1)], &["地址", "电话"], 1);
        check(&[&["甲", "乙"], &["", ""], &["1", "2"]], &[merge(1, 2, 0, 0), merge(1, 2, 1, 1)], &["甲", "乙"], 1);
    }

    #[test]
    fn labels_are_cleaned_named_and_made_unique() {
        check(
            &[&["原料中\n含量", "E-mail\r\n Type ", "数字", "数字"]],
            &[],
            &["原料中含量", "E-mail Type", "数字", "数字 (2)"],
            1,
        );
        check(&[&["", "甲", "乙", ""], &["1", "x", "", ""]], &[], &["列A", "甲", "乙"], 1);
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn a_table_without_header_is_refused() {
        let refused = |rows: &[&[&str]]| find(&sheet(rows), &[], None).unwrap_err();
        assert_eq!(refused(&[&["12-07-84", "36y11m15d"]]), Refusal::NoHeader { line: 1 });
        assert_eq!(refused(&[&["7.500", "278.27"], &["1", "2"]]), Refusal::NoHeader { line: 1 });
        assert_eq!(refused(&[&["a@b.cn", "张三", "13800138000", "2020-01-01"]]), Refusal::NoHeader { line: 1 });
        assert_eq!(refused(&[&["SH_Z002"]]), Refusal::NoHeader { line: 1 });
        assert_eq!(refused(&[]), Refusal::Empty);
        let wide: Vec<String> = (0..=MAX_COLUMNS).map(|column| format!("c_{}", letters(column as u32))).collect();
        let wide: Vec<&str> = wide.iter().map(String::as_str).collect();
        assert_eq!(refused(&[&wide]), Refusal::TooManyColumns);
    }

    #[test]
    fn the_caller_may_say_where_the_header_is() {
        let rows = sheet(&[&["x", "y"], &["姓名", "电话"], &["1", "2"]]);
        assert_eq!(find(&rows, &[], Some(2)).unwrap().labels, ["姓名", "电话"]);
        assert_eq!(find(&rows, &[], Some(9)).unwrap_err(), Refusal::NoSuchHeaderRow { line: 9 });
    }
}
