//! Tests of whole files.

mod bounds;
mod messy_files;
mod round_trips;
mod throughput;

use std::io::Write as _;

use tempfile::NamedTempFile;

use super::{Hints, Refusal, RowFault, TableRow, TableSource};

/// A file with these bytes, whose name says nothing.
fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn open(bytes: &[u8]) -> Result<TableSource, Refusal> {
    TableSource::open(file(bytes).path(), &Hints::default())
}

/// A row as `line:cell|cell`, a fault as its sentence.
fn shown(row: Result<TableRow, RowFault>) -> String {
    match row {
        Ok(row) => {
            let cells: Vec<&str> = row.cells.iter().map(super::Cell::text).collect();
            format!("{}:{}", row.line, cells.join("|"))
        }
        Err(fault) => fault.en(),
    }
}
