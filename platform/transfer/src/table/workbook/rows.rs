//! The rows of one sheet, cell by cell.
//!
//! A value merged over several rows belongs to each of them, in the leftmost column of the merge: going down it says the
//! same of every row, going across it is only wider. A row that has nothing but such values is no row of its own.

use std::collections::BTreeMap;
use std::iter::Peekable;

use calamine::{Data, DataRef, Range, XlsxCellReader, XlsxError};

use super::super::TableRow;
use super::super::cell::Cell;
use super::super::fault::RowFault;
use super::super::header::{Header, Merge, SampleRow, letters};
use super::super::limits::SAMPLE_ROWS;
use super::super::refusal::Refusal;
use super::{Input, guard};

/// The cells of one row that are not empty.
struct SparseRow {
    line: u64,
    cells: BTreeMap<u32, Cell>,
    has_damaged_cell: bool,
}

/// Goes through a sheet row by row.
pub(super) struct Cursor<'a> {
    source: Source<'a>,
    pending: Option<(u64, u32, Cell)>,
    line: u64,
    /// A damaged cell was met after the last sound one; it says no place, so it may belong to this row or the next.
    damage: bool,
    ended: bool,
}

enum Source<'a> {
    Xlsx(Box<XlsxCellReader<'a, Input>>),
    Xls { range: Range<Data>, next: usize },
}

/// What reading one cell gave.
enum Step {
    Cell(u64, u32, Cell),
    Damaged,
    End,
    Broken,
}

impl<'a> Cursor<'a> {
    pub(super) fn xlsx(reader: XlsxCellReader<'a, Input>) -> Cursor<'a> {
        Cursor { source: Source::Xlsx(Box::new(reader)), pending: None, line: 0, damage: false, ended: false }
    }

    pub(super) fn xls(range: Range<Data>) -> Cursor<'a> {
        Cursor { source: Source::Xls { range, next: 0 }, pending: None, line: 0, damage: false, ended: false }
    }

    /// The next row that has a cell; `None` at the end.
    fn next_row(&mut self) -> Option<Result<SparseRow, RowFault>> {
        if self.ended {
            return None;
        }
        let mut row = SparseRow { line: self.line + 1, cells: BTreeMap::new(), has_damaged_cell: self.damage };
        self.damage = false;
        if let Some((line, column, cell)) = self.pending.take() {
            row.line = line;
            row.cells.insert(column, cell);
        }
        loop {
            match self.source.step() {
                Step::Cell(line, column, cell) if row.cells.is_empty() || line == row.line => {
                    row.line = line;
                    row.cells.insert(column, cell);
                    row.has_damaged_cell |= std::mem::take(&mut self.damage);
                }
                Step::Cell(line, column, cell) => {
                    self.pending = Some((line, column, cell));
                    self.line = row.line;
                    row.has_damaged_cell |= self.damage;
                    return Some(Ok(row));
                }
                Step::Damaged => self.damage = true,
                Step::End => {
                    self.ended = true;
                    row.has_damaged_cell |= self.damage;
                    return (!row.cells.is_empty() || row.has_damaged_cell).then_some(Ok(row));
                }
                Step::Broken => {
                    self.ended = true;
                    return Some(Err(RowFault::BrokenOff { line: self.line }));
                }
            }
        }
    }
}

impl Source<'_> {
    /// The next cell that is not empty.
    fn step(&mut self) -> Step {
        match self {
            Source::Xlsx(reader) => loop {
                let (position, cell) = match guard(|| reader.next_cell()) {
                    Ok(Ok(Some(cell))) => (cell.get_position(), Cell::of_value(cell.get_value())),
                    Ok(Ok(None)) => return Step::End,
                    // An error value of a newer Excel (#SPILL!) reads as empty, like the ones that are known.
                    Ok(Err(XlsxError::CellError(_))) => continue,
                    Ok(Err(error)) if is_about_one_cell(&error) => return Step::Damaged,
                    Ok(Err(_)) | Err(_) => return Step::Broken,
                };
                if !cell.text().is_empty() || cell.note().is_some() {
                    return Step::Cell(u64::from(position.0) + 1, position.1, cell);
                }
            },
            Source::Xls { range, next } => {
                let (rows, columns) = range.get_size();
                while *next < rows * columns {
                    let (row, column) = (*next / columns, *next % columns);
                    *next += 1;
                    let Some(value) = range.get((row, column)) else { continue };
                    let cell = Cell::of_value(&as_reference(value));
                    if !cell.text().is_empty() || cell.note().is_some() {
                        let (top, left) = range.start().unwrap_or_default();
                        return Step::Cell(u64::from(top) + row as u64 + 1, left + column as u32, cell);
                    }
                }
                Step::End
            }
        }
    }
}

fn is_about_one_cell(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::ParseFloat(_)
            | XlsxError::ParseInt(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::Unrecognized { .. }
            | XlsxError::Unexpected(_)
    )
}

fn as_reference(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(stamp) => DataRef::DateTime(*stamp),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The first rows of a sheet.
pub(super) fn sample(mut cursor: Cursor<'_>) -> Result<Vec<SampleRow>, Refusal> {
    let mut rows = Vec::new();
    while rows.len() < SAMPLE_ROWS {
        let row = match cursor.next_row() {
            Some(Ok(row)) => row,
            Some(Err(_)) if rows.is_empty() => return Err(Refusal::Damaged),
            Some(Err(_)) | None => break,
        };
        let cells: BTreeMap<u32, Cell> = row.cells.into_iter().filter(|(_, cell)| !cell.is_blank()).collect();
        if !cells.is_empty() {
            rows.push(SampleRow { line: row.line, width: usize::MAX, cells });
        }
    }
    Ok(rows)
}

/// The rows of a sheet's table.
pub(in super::super) struct SheetRows<'a> {
    cursor: Cursor<'a>,
    header: &'a Header,
    merges: Peekable<std::slice::Iter<'a, Merge>>,
    /// Of each column of the table: the value merged over rows that go down to the line.
    reaching: Vec<Option<(u64, Cell)>>,
    /// The cells of the last row, when it is at fault.
    at_fault: Vec<String>,
}

impl<'a> SheetRows<'a> {
    pub(super) fn new(cursor: Cursor<'a>, header: &'a Header, merges: &'a [Merge]) -> SheetRows<'a> {
        let (merges, reaching) = (merges.iter().peekable(), vec![None; header.columns.len()]);
        SheetRows { cursor, header, merges, reaching, at_fault: Vec::new() }
    }

    pub(in super::super) fn cells_of_fault(&self) -> Vec<String> {
        self.at_fault.clone()
    }

    fn row(&mut self, row: SparseRow) -> Result<TableRow, RowFault> {
        let line = row.line;
        let mut fault = row.has_damaged_cell.then_some(RowFault::DamagedCell { line });
        let mut cells = vec![Cell::default(); self.header.columns.len()];
        for (column, cell) in row.cells {
            match self.header.columns.binary_search(&column) {
                Ok(index) => cells[index] = cell,
                Err(_) if cell.is_blank() => {}
                Err(_) => fault = fault.or(Some(RowFault::ValueOutsideTable { line, column: letters(column) })),
            }
        }
        if let Some(fault) = fault {
            self.at_fault = cells.into_iter().map(Cell::into_text).collect();
            return Err(fault);
        }
        self.fill_merged(line, &mut cells);
        Ok(TableRow { line, cells })
    }

    fn fill_merged(&mut self, line: u64, cells: &mut [Cell]) {
        while let Some(merge) = self.merges.next_if(|merge| merge.top <= line) {
            let Ok(index) = self.header.columns.binary_search(&merge.left) else { continue };
            if merge.top == line && merge.bottom > line && !cells[index].is_blank() {
                self.reaching[index] = Some((merge.bottom, cells[index].clone()));
            }
        }
        for (cell, reaching) in cells.iter_mut().zip(&self.reaching) {
            match reaching {
                Some((bottom, value)) if line <= *bottom && cell.is_blank() => cell.clone_from(value),
                _ => {}
            }
        }
    }
}

impl Iterator for SheetRows<'_> {
    type Item = Result<TableRow, RowFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.at_fault.clear();
        loop {
            match self.cursor.next_row()? {
                Err(fault) => return Some(Err(fault)),
                Ok(row) if row.line <= self.header.last_line => {}
                Ok(row) if !row.has_damaged_cell && row.cells.values().all(Cell::is_blank) => {}
                Ok(row) => return Some(self.row(row)),
            }
        }
    }
}
