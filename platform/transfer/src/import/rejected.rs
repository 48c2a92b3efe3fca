//! The file of rejected rows: the rows as they were, with the line and the reason, ready to be mended and imported again.

use std::io::Write;

use heyi_model::{Code, Kind, Locale, Problem};

use crate::table::{CsvEncoding, CsvWriter, OutCell, TableWriter};

/// The headings of the two columns that are added.
const ADDED: [(Locale, [&str; 2]); 2] = [(Locale::Zh, ["行号", "原因"]), (Locale::En, ["Line", "Reason"])];

/// Writes rejected rows as CSV.
pub(crate) struct Rejected {
    writer: Box<dyn TableWriter + Send>,
    /// Columns of the imported table that are written.
    columns: usize,
}

impl Rejected {
    /// Begins the file with the header of the import and two columns more. Where the import was itself a file of rejected
    /// rows, its two columns make room for the new ones.
    pub fn begin(out: impl Write + Send + 'static, header: &[String], locale: Locale) -> Result<Self, Problem> {
        let mut writer = CsvWriter::new(out, CsvEncoding::Utf8WithBom);
        let was_rejected =
            ADDED.iter().any(|(_, labels)| header.len() > 2 && header.ends_with(&labels.map(str::to_owned)));
        let columns = header.len() - if was_rejected { 2 } else { 0 };
        let added = ADDED.iter().find(|(of, _)| *of == locale).map_or(ADDED[0].1, |(_, labels)| *labels);
        let labels: Vec<&str> = header[..columns].iter().map(String::as_str).chain(added).collect();
        writer.header(&labels).map_err(unwritable)?;
        Ok(Self { writer: Box::new(writer), columns })
    }

    /// Adds a row with its line and the reason.
    pub fn add(&mut self, line: u64, cells: &[String], reason: &str) -> Result<(), Problem> {
        let line = line.to_string();
        let cells = cells.iter().map(|cell| OutCell::Text(cell)).chain(std::iter::repeat(OutCell::Empty));
        let added = [OutCell::Number(&line), OutCell::Text(reason)];
        let row: Vec<OutCell> = cells.take(self.columns).chain(added).collect();
        self.writer.row(&row).map_err(unwritable)
    }

    /// Ends the file.
    pub fn finish(self) -> Result<(), Problem> {
        self.writer.finish().map_err(unwritable)
    }
}

/// 503: a file cannot be written.
pub(crate) fn unwritable(error: impl std::fmt::Display) -> Problem {
    Problem { log: error.to_string(), ..Problem::new(Kind::Unavailable, Code::Busy) }
}
