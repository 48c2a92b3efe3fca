//! The file of rejected rows: the rows as they were, with the line and the reason, ready to be mended and imported again.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use heyi_model::{Code, Kind, Locale, Problem};

use crate::table::{CsvEncoding, CsvWriter, OutCell, TableWriter};

/// Writes rejected rows. Without a path it only counts.
pub(crate) struct Rejected {
    writer: Option<Box<dyn TableWriter + Send>>,
    locale: Locale,
}

impl Rejected {
    /// Begins the file with the header of the import and two columns more.
    pub fn create(path: Option<&Path>, header: &[String], locale: Locale) -> Result<Self, Problem> {
        let Some(path) = path else { return Ok(Self { writer: None, locale }) };
        let file = File::create(path).map_err(unwritable)?;
        let mut writer = CsvWriter::new(BufWriter::new(file), CsvEncoding::Utf8WithBom);
        let (line, reason) = match locale {
            Locale::Zh => ("行号", "原因"),
            Locale::En => ("Line", "Reason"),
        };
        let labels: Vec<&str> = header.iter().map(String::as_str).chain([line, reason]).collect();
        writer.header(&labels).map_err(unwritable)?;
        Ok(Self { writer: Some(Box::new(writer)), locale })
    }

    /// Adds a row.
    pub fn add(&mut self, line: u64, cells: &[String], problem: &Problem) -> Result<(), Problem> {
        let reason = super::report::reason(problem, self.locale);
        self.add_reason(line, cells, &reason)
    }

    /// Adds a row with a reason in words.
    pub fn add_reason(&mut self, line: u64, cells: &[String], reason: &str) -> Result<(), Problem> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        let line = line.to_string();
        let cells = cells.iter().map(|c| OutCell::Text(c));
        let row: Vec<OutCell> = cells.chain([OutCell::Number(&line), OutCell::Text(reason)]).collect();
        writer.row(&row).map_err(unwritable)
    }

    /// Ends the file.
    pub fn finish(self) -> Result<(), Problem> {
        self.writer.map_or(Ok(()), |w| w.finish().map_err(unwritable))
    }

    /// The language of reasons.
    pub fn locale(&self) -> Locale {
        self.locale
    }
}

fn unwritable(error: impl std::fmt::Display) -> Problem {
    Problem { log: error.to_string(), ..Problem::new(Kind::Unavailable, Code::Busy) }
}
