//! Tables in files: reading whatever CSV, TSV, XLSX or XLS file a company has as rows of text cells, and writing CSV and
//! XLSX. Nothing here knows a module or a field.
//!
//! ```no_run
//! # use heyi_transfer::table::{Hints, TableSource};
//! # fn main() -> Result<(), heyi_transfer::table::Refusal> {
//! let mut source = TableSource::open("customers.csv".as_ref(), &Hints::default())?;
//! let labels = source.header().to_vec();
//! for row in source.rows()? {
//!     match row {
//!         Ok(row) => assert_eq!(row.cells.len(), labels.len()),
//!         Err(fault) => eprintln!("{}", fault.zh()),
//!     }
//! }
//! # Ok(()) }
//! ```
//!
//! What a file is, its encoding and its delimiter are found by content, never by its name. A file that is no table is a
//! [`Refusal`]; a row that cannot be read is a [`RowFault`] and the rows around it are read. Bounds are in [`limits`].
//! Every row has one cell per label; blank lines and lines of blank fields are no rows.
//!
//! How the header is found is told in `header.rs`, merged cells in `workbook/rows.rs`, CSV in `records.rs`.

mod cell;
mod dates;
mod delimiter;
mod encoding;
mod fault;
mod formula;
mod header;
pub mod limits;
mod records;
mod refusal;
mod sniff;
#[cfg(test)]
mod tests;
mod text_table;
mod workbook;
mod write;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub use cell::{Cell, CellKind, CellNote};
pub use dates::{DateOrder, WrittenDate};
pub use delimiter::Delimiter;
pub use encoding::Encoding;
pub use fault::RowFault;
pub use refusal::{NotATable, Refusal};
pub use write::{CsvEncoding, CsvWriter, OutCell, TableWriter, WriteError, XlsxWriter};

use sniff::Container;
use text_table::{TextRows, TextTable};
use workbook::{SheetRows, Workbook};

/// What the caller knows better than detection. All of it may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Encoding of a text file.
    pub encoding: Option<Encoding>,
    /// Delimiter of a text file.
    pub delimiter: Option<Delimiter>,
    /// Name of the sheet of a workbook; without it the first visible sheet that is a table.
    pub sheet: Option<String>,
    /// Line of the header from 1: the line of the file, the row of the sheet. It must be among the first
    /// [`limits::SAMPLE_ROWS`] rows that are not blank.
    pub header_line: Option<u64>,
    /// Order of day, month and year in dates written with numbers; kept for who reads the cells.
    pub date_order: Option<DateOrder>,
}

/// One sheet of a file. A text file has one, without name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name, spaces included.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// Why it cannot be read as a table, when it cannot.
    pub refusal: Option<Refusal>,
}

/// What the file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CSV, TSV or another delimited text.
    Text {
        /// Its encoding.
        encoding: Encoding,
        /// Its delimiter; none for a list of one column.
        delimiter: Option<char>,
    },
    /// Excel since 2007.
    Xlsx,
    /// Excel until 2003.
    Xls,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Line of the file on which it starts, or row of the sheet, from 1.
    pub line: u64,
    /// One cell per label of the header.
    pub cells: Vec<Cell>,
}

/// A file that is a table, with one of its sheets chosen.
pub struct TableSource {
    source: Source,
    sheets: Vec<SheetInfo>,
    date_order: Option<DateOrder>,
}

enum Source {
    Text(TextTable),
    Workbook(Workbook),
}

impl TableSource {
    /// Opens a file and finds the header of its table.
    ///
    /// # Errors
    /// A [`Refusal`] that says what the file is instead and what to do about it. Of a workbook with several sheets, only
    /// the one that `hints` name, or all of them, can be the reason.
    pub fn open(path: &Path, hints: &Hints) -> Result<TableSource, Refusal> {
        let (prefix, is_whole_file) = prefix(path).map_err(|error| Refusal::unreadable(&error))?;
        let source = match sniff::container(&prefix)? {
            Container::Text => Source::Text(TextTable::open(path, &prefix, is_whole_file, hints)?),
            Container::Zip => Source::Workbook(Workbook::open_xlsx(path, hints)?),
            Container::Compound => Source::Workbook(Workbook::open_xls(path, hints)?),
        };
        let sheets = match &source {
            Source::Text(_) => vec![SheetInfo { name: String::new(), hidden: false, refusal: None }],
            Source::Workbook(workbook) => workbook.sheets.clone(),
        };
        Ok(TableSource { source, sheets, date_order: hints.date_order })
    }

    /// What the file turned out to be.
    pub fn format(&self) -> Format {
        match &self.source {
            Source::Text(table) => Format::Text { encoding: table.encoding, delimiter: table.delimiter() },
            Source::Workbook(workbook) if workbook.is_xls() => Format::Xls,
            Source::Workbook(_) => Format::Xlsx,
        }
    }

    /// All sheets of the file, in its order, the unreadable ones with the reason.
    pub fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// The name of the sheet that is read; empty for text.
    pub fn sheet(&self) -> &str {
        match &self.source {
            Source::Text(_) => "",
            Source::Workbook(workbook) => workbook.sheet(),
        }
    }

    /// The labels of the columns, each once, never empty; merged header cells are joined as `上/下`.
    pub fn header(&self) -> &[String] {
        &self.layout().labels
    }

    /// The last line of the header; data starts below it.
    pub fn header_line(&self) -> u64 {
        self.layout().last_line
    }

    /// The order of dates that the caller gave.
    pub fn date_order(&self) -> Option<DateOrder> {
        self.date_order
    }

    /// The rows below the header, from the first. May be called again: each call reads the file anew.
    ///
    /// # Errors
    /// When the file is no longer what it was at [`TableSource::open`].
    pub fn rows(&mut self) -> Result<Rows<'_>, Refusal> {
        let rows = match &mut self.source {
            Source::Text(table) => RowsOf::Text(Box::new(table.rows()?)),
            Source::Workbook(workbook) => RowsOf::Sheet(Box::new(workbook.rows()?)),
        };
        Ok(Rows(rows))
    }

    fn layout(&self) -> &header::Header {
        match &self.source {
            Source::Text(table) => &table.header,
            Source::Workbook(workbook) => &workbook.header,
        }
    }
}

/// The rows of a table, read as they are asked for.
pub struct Rows<'a>(RowsOf<'a>);

enum RowsOf<'a> {
    Text(Box<TextRows<'a>>),
    Sheet(Box<SheetRows<'a>>),
}

impl Rows<'_> {
    /// After a fault: the cells of the row that is at fault, a text per label, as far as they could be told apart; else
    /// nothing. Values beyond the last label are left out.
    pub fn cells_of_fault(&self) -> Vec<String> {
        match &self.0 {
            RowsOf::Text(rows) => rows.cells_of_fault(),
            RowsOf::Sheet(rows) => rows.cells_of_fault(),
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<TableRow, RowFault>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            RowsOf::Text(rows) => rows.next(),
            RowsOf::Sheet(rows) => rows.next(),
        }
    }
}

/// The first bytes of a file, and whether they are all of it.
fn prefix(path: &Path) -> std::io::Result<(Vec<u8>, bool)> {
    let mut prefix = Vec::new();
    File::open(path)?.take(limits::SNIFF_BYTES as u64).read_to_end(&mut prefix)?;
    let is_whole_file = prefix.len() < limits::SNIFF_BYTES;
    Ok((prefix, is_whole_file))
}
