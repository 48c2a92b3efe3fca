//! A table in a text file: CSV, TSV and their relatives.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use super::cell::Cell;
use super::delimiter;
use super::encoding::{Encoding, TextStream, decode_some};
use super::fault::RowFault;
use super::header::{self, Header, SampleRow, letters};
use super::limits::SAMPLE_ROWS;
use super::records::{NO_DELIMITER, Record, RecordReader};
use super::refusal::Refusal;
use super::{Hints, TableRow, formula, sniff};

/// How to read the file again from its start.
#[derive(Debug)]
pub(super) struct TextTable {
    path: PathBuf,
    pub(super) encoding: Encoding,
    delimiter: u8,
    pub(super) header: Header,
}

impl TextTable {
    /// `prefix` is the start of the file, the whole of it when `is_whole_file`.
    pub(super) fn open(path: &Path, prefix: &[u8], is_whole_file: bool, hints: &Hints) -> Result<TextTable, Refusal> {
        let encoding = match hints.encoding.or_else(|| Encoding::of_marks(prefix)) {
            Some(encoding) => encoding,
            None => Encoding::detect(open(path)?)
                .map_err(|error| Refusal::unreadable(&error))?
                .ok_or(Refusal::UnknownEncoding)?,
        };
        let mut start = String::new();
        decode_some(&mut encoding.codec().new_decoder_with_bom_removal(), prefix, &mut start, is_whole_file);
        sniff::refuse_other_text(&start)?;
        let delimiter = match hints.delimiter {
            Some(delimiter) => delimiter.byte(),
            None => delimiter::detect(prefix, encoding, is_whole_file),
        };
        let sample = sample(RecordReader::new(TextStream::new(open(path)?, encoding), delimiter));
        let header = header::find(&sample, &[], hints.header_line)?;
        Ok(TextTable { path: path.into(), encoding, delimiter, header })
    }

    /// The rows from the first one below the header.
    pub(super) fn rows(&self) -> Result<TextRows<'_>, Refusal> {
        let records = RecordReader::new(TextStream::new(open(&self.path)?, self.encoding), self.delimiter);
        let (record, at_fault) = (Record::default(), Vec::new());
        Ok(TextRows { header: &self.header, delimiter: self.delimiter, records, record, at_fault })
    }

    pub(super) fn delimiter(&self) -> Option<char> {
        (self.delimiter != NO_DELIMITER).then(|| char::from(self.delimiter))
    }
}

fn open(path: &Path) -> Result<File, Refusal> {
    File::open(path).map_err(|error| Refusal::unreadable(&error))
}

fn sample(mut records: RecordReader<File>) -> Vec<SampleRow> {
    let mut rows = Vec::new();
    let mut record = Record::default();
    while rows.len() < SAMPLE_ROWS {
        match records.read(&mut record) {
            None | Some(Err(RowFault::BrokenOff { .. })) => break,
            Some(Err(_)) => continue,
            Some(Ok(())) if record.line() == 1 && is_delimiter_line(&record) => continue,
            Some(Ok(())) => {}
        }
        let cells =
            record.fields().enumerate().map(|(column, text)| (column as u32, Cell::text_of(formula::unguarded(text))));
        let cells: BTreeMap<u32, Cell> = cells.filter(|(_, cell)| !cell.is_blank()).collect();
        if !cells.is_empty() {
            rows.push(SampleRow { line: record.line(), width: record.len(), cells });
        }
    }
    rows
}

/// `sep=;`, which reads as `sep=` and nothing when `;` is the delimiter.
fn is_delimiter_line(record: &Record) -> bool {
    let is_cut = record.len() == 2 && record.field(0).eq_ignore_ascii_case("sep=") && record.field(1).is_empty();
    is_cut || (record.len() == 1 && delimiter::told_by(record.field(0)).is_some())
}

/// The rows of a text table.
pub(super) struct TextRows<'a> {
    header: &'a Header,
    delimiter: u8,
    records: RecordReader<File>,
    record: Record,
    /// The cells of the last row, when it is at fault.
    at_fault: Vec<String>,
}

impl Iterator for TextRows<'_> {
    type Item = Result<TableRow, RowFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.at_fault.clear();
        loop {
            match self.records.read(&mut self.record)? {
                Err(fault) if fault.line() <= self.header.last_line => {}
                Err(fault) => return Some(Err(fault)),
                Ok(()) if self.record.line() <= self.header.last_line || self.record.is_blank() => {}
                Ok(()) => {
                    let row = self.row();
                    if row.is_err() {
                        self.at_fault = cells_there(self.header, &self.record);
                    }
                    return Some(row);
                }
            }
        }
    }
}

impl TextRows<'_> {
    pub(super) fn cells_of_fault(&self) -> Vec<String> {
        self.at_fault.clone()
    }

    fn row(&self) -> Result<TableRow, RowFault> {
        if self.record.len() == 1 && self.header.width > 1 {
            return unwrapped_row(self.header, &self.record, self.delimiter);
        }
        check_width(self.header, &self.record)?;
        Ok(TableRow { line: self.record.line(), cells: cells(self.header, &self.record) })
    }
}

/// The cells that a record has, whether it has enough of them or not.
fn cells_there(header: &Header, record: &Record) -> Vec<String> {
    let cell = |&column: &u32| match column as usize {
        column if column < record.len() => formula::unguarded(record.field(column)).to_owned(),
        _ => String::new(),
    };
    header.columns.iter().map(cell).collect()
}

fn cells(header: &Header, record: &Record) -> Vec<Cell> {
    let cell = |&column: &u32| Cell::text_of(formula::unguarded(record.field(column as usize)));
    header.columns.iter().map(cell).collect()
}

/// A row needs a field for each column of the table, and nothing beside them.
fn check_width(header: &Header, record: &Record) -> Result<(), RowFault> {
    let (line, found) = (record.line(), record.len());
    let needed = header.columns.last().map_or(0, |&column| column as usize + 1);
    if found < needed {
        return Err(RowFault::TooFewFields { line, found, expected: needed });
    }
    let is_outside = |&column: &usize| header.columns.binary_search(&(column as u32)).is_err();
    let has_value = |&column: &usize| !record.field(column).trim().is_empty();
    let first_unsure = if header.columns.len() == needed { needed } else { 0 };
    match (first_unsure..found).filter(is_outside).find(has_value) {
        None => Ok(()),
        Some(column) if column < header.width => {
            Err(RowFault::ValueOutsideTable { line, column: letters(column as u32) })
        }
        Some(_) => Err(RowFault::TooManyFields { line, found, expected: header.width }),
    }
}

/// Some programs wrap a line that has quotes in it as a whole in quotes: `"a,""b,c"",d"`. The record is then one field,
/// and what is inside is the true record when it has exactly as many fields as the header.
fn unwrapped_row(header: &Header, record: &Record, delimiter: u8) -> Result<TableRow, RowFault> {
    let (line, expected) = (record.line(), header.width);
    let mut reader = RecordReader::of_text(record.field(0), delimiter);
    let mut inner = Record::default();
    let is_record = matches!(reader.read(&mut inner), Some(Ok(()))) && reader.read(&mut Record::default()).is_none();
    match inner.len() {
        found if is_record && found == expected => {
            check_width(header, &inner)?;
            Ok(TableRow { line, cells: cells(header, &inner) })
        }
        found if is_record && found > 1 => Err(RowFault::WrappedLine { line, found, expected }),
        _ => Err(RowFault::TooFewFields { line, found: 1, expected }),
    }
}
