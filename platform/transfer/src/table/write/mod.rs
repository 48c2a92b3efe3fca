//! Writing tables.

mod csv;
mod xlsx;

use jiff::civil::{Date, DateTime};

pub use self::csv::{CsvEncoding, CsvWriter};
pub use self::xlsx::XlsxWriter;

/// One cell to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutCell<'a> {
    /// Nothing.
    Empty,
    /// Text of people. Never run as a formula, whatever it starts with.
    Text(&'a str),
    /// A plain decimal number, exactly: `-12.50`. What is no such number is written as text.
    Number(&'a str),
    /// A phone number: digits and spaces, with a `+` before them. What is no such number is written as text.
    Phone(&'a str),
    /// A day.
    Date(Date),
    /// A day and a time of the wall.
    DateTime(DateTime),
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file could not be written: the disk is full, the connection closed.
    #[error("The table could not be written: {0}.")]
    Io(#[from] std::io::Error),
    /// XLSX holds at most 32,767 characters in a cell. CSV has no such bound.
    #[error("Row {row}, column {column} has more text than a cell of XLSX holds (32,767 characters); use CSV.")]
    TextTooLong {
        /// Row of data, from 1.
        row: u64,
        /// Column, from 1.
        column: usize,
    },
    /// XLSX holds at most 16,384 columns.
    #[error("The table has more than the 16,384 columns that XLSX holds; use CSV.")]
    TooManyColumns,
    /// The workbook could not be built.
    #[error("The workbook could not be built: {0}")]
    Workbook(String),
}

/// Writes a table: once the header, then the rows, then the end.
pub trait TableWriter {
    /// Writes the labels of the columns.
    fn header(&mut self, labels: &[&str]) -> Result<(), WriteError>;

    /// Writes one row.
    fn row(&mut self, cells: &[OutCell<'_>]) -> Result<(), WriteError>;

    /// Completes the file. Without it the file is not whole.
    fn finish(self: Box<Self>) -> Result<(), WriteError>;
}

/// Whether the text is a plain decimal number: `-12.5`, without exponent, grouping or leading `+`.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && is_digits(fraction)
}

/// Whether the text is a phone number that no spreadsheet would calculate with.
fn is_plain_phone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    digits.starts_with(|char: char| char.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
}
