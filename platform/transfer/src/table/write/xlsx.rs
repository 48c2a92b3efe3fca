//! XLSX, written row by row through a temporary file, so that memory does not grow with the table.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{OutCell, TableWriter, WriteError, is_plain_number};

/// Rows of one sheet, the header included. A longer table goes on in a further sheet with the same header.
const SHEET_ROWS: u32 = 1_048_576;
/// Characters, as UTF-16 units, of one cell.
const MAX_CELL_UNITS: usize = 32_767;

/// Writes one table into an XLSX file. Texts are string cells, so nothing is ever a formula. Numbers of more than 15
/// digits, which Excel would round, are written as text.
pub struct XlsxWriter<W> {
    out: W,
    workbook: Workbook,
    sheet_name: String,
    sheets: usize,
    labels: Vec<String>,
    next_row: u32,
    rows: u64,
    formats: Formats,
}

struct Formats {
    header: Format,
    date: Format,
    moment: Format,
}

impl<W: Write + Send> XlsxWriter<W> {
    /// A writer into `out`, which gets the file on `finish`. `sheet_name` is shortened to what Excel allows (31
    /// characters, none of `[]:*?/\\`); `created` is the time that the file shows as its own.
    pub fn new(out: W, sheet_name: &str, created: DateTime) -> Result<XlsxWriter<W>, WriteError> {
        let mut workbook = Workbook::new();
        if let Some(created) = serial(created) {
            workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        }
        let formats = Formats {
            header: Format::new().set_bold(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        };
        let sheet_name = allowed_name(sheet_name);
        let mut writer =
            XlsxWriter { out, workbook, sheet_name, sheets: 0, labels: Vec::new(), next_row: 0, rows: 0, formats };
        writer.start_sheet()?;
        Ok(writer)
    }

    fn start_sheet(&mut self) -> Result<(), WriteError> {
        let name = match self.sheets {
            0 => self.sheet_name.clone(),
            more => format!("{} {}", self.sheet_name, more + 1),
        };
        self.workbook.add_worksheet_with_constant_memory().and_then(|sheet| sheet.set_name(name)).map_err(workbook)?;
        self.sheets += 1;
        self.next_row = 0;
        if !self.labels.is_empty() {
            self.write_labels()?;
        }
        Ok(())
    }

    fn write_labels(&mut self) -> Result<(), WriteError> {
        let sheet = self.workbook.worksheet_from_index(self.sheets - 1).map_err(workbook)?;
        sheet.set_freeze_panes(1, 0).map_err(workbook)?;
        for (column, label) in self.labels.iter().enumerate() {
            check_text(label, self.rows, column)?;
            sheet.write_string_with_format(0, column as u16, label, &self.formats.header).map_err(workbook)?;
        }
        self.next_row = 1;
        Ok(())
    }

    fn write_cells(&mut self, cells: &[OutCell<'_>]) -> Result<(), WriteError> {
        let row = self.next_row;
        let sheet = self.workbook.worksheet_from_index(self.sheets - 1).map_err(workbook)?;
        for (column, cell) in cells.iter().enumerate() {
            if let Some(text) = text_of(cell) {
                check_text(&text, self.rows, column)?;
                sheet.write_string(row, column as u16, text).map_err(workbook)?;
            } else {
                write_value(sheet, (row, column as u16), cell, &self.formats).map_err(workbook)?;
            }
        }
        self.next_row += 1;
        Ok(())
    }
}

impl<W: Write + Send> TableWriter for XlsxWriter<W> {
    fn header(&mut self, labels: &[&str]) -> Result<(), WriteError> {
        check_width(labels.len())?;
        self.labels = labels.iter().map(ToString::to_string).collect();
        guard(|| self.write_labels())
    }

    fn row(&mut self, cells: &[OutCell<'_>]) -> Result<(), WriteError> {
        check_width(cells.len())?;
        self.rows += 1;
        guard(|| {
            if self.next_row == SHEET_ROWS {
                self.start_sheet()?;
            }
            self.write_cells(cells)
        })
    }

    fn finish(mut self: Box<Self>) -> Result<(), WriteError> {
        guard(|| {
            self.workbook.save_to_writer(&mut self.out).map_err(workbook)?;
            Ok(self.out.flush()?)
        })
    }
}

/// Runs the library, which panics when its temporary file cannot be written (the disk is full).
fn guard(write: impl FnOnce() -> Result<(), WriteError>) -> Result<(), WriteError> {
    catch_unwind(AssertUnwindSafe(write))
        .unwrap_or_else(|_| Err(WriteError::Workbook("its temporary file could not be written".into())))
}

fn workbook(error: XlsxError) -> WriteError {
    match error {
        XlsxError::IoError(error) => WriteError::Io(error),
        other => WriteError::Workbook(other.to_string()),
    }
}

fn check_width(columns: usize) -> Result<(), WriteError> {
    const SHEET_COLUMNS: usize = 16_384;
    if columns > SHEET_COLUMNS { Err(WriteError::TooManyColumns) } else { Ok(()) }
}

fn check_text(text: &str, row: u64, column: usize) -> Result<(), WriteError> {
    let is_long = text.len() > MAX_CELL_UNITS && text.encode_utf16().count() > MAX_CELL_UNITS;
    if is_long { Err(WriteError::TextTooLong { row, column: column + 1 }) } else { Ok(()) }
}

/// The text of a cell that is written as text: text, phones, and what Excel could not hold exactly.
fn text_of(cell: &OutCell<'_>) -> Option<String> {
    match *cell {
        OutCell::Text(text) | OutCell::Phone(text) => Some(text.into()),
        OutCell::Number(number) => (!is_exact_in_excel(number)).then(|| number.into()),
        OutCell::Date(date) => serial_day(date).is_none().then(|| date.to_string()),
        OutCell::DateTime(moment) => serial(moment).is_none().then(|| moment.to_string()),
        OutCell::Empty => None,
    }
}

fn write_value(sheet: &mut Worksheet, at: (u32, u16), cell: &OutCell<'_>, formats: &Formats) -> Result<(), XlsxError> {
    let (row, column) = at;
    match *cell {
        OutCell::Number(number) => {
            sheet.write_number(row, column, number.parse::<f64>().unwrap_or_default())?;
        }
        OutCell::Date(date) => {
            if let Some(serial) = serial_day(date) {
                sheet.write_datetime_with_format(row, column, &serial, &formats.date)?;
            }
        }
        OutCell::DateTime(moment) => {
            if let Some(serial) = serial(moment) {
                sheet.write_datetime_with_format(row, column, &serial, &formats.moment)?;
            }
        }
        OutCell::Empty | OutCell::Text(_) | OutCell::Phone(_) => {}
    }
    Ok(())
}

/// Excel keeps 15 significant digits.
fn is_exact_in_excel(number: &str) -> bool {
    const DIGITS: usize = 15;
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    is_plain_number(number) && digits.trim_start_matches('0').len() <= DIGITS
}

/// Excel's days begin in 1900, and its 1900 had a 29 February that never was; dates before March 1900 go as text.
fn serial_day(date: Date) -> Option<ExcelDateTime> {
    const FIRST_SURE_DAY: Date = jiff::civil::date(1900, 3, 1);
    if date < FIRST_SURE_DAY {
        return None;
    }
    ExcelDateTime::from_ymd(date.year() as u16, date.month() as u8, date.day() as u8).ok()
}

fn serial(moment: DateTime) -> Option<ExcelDateTime> {
    let seconds = f64::from(moment.second()) + f64::from(moment.subsec_nanosecond()) / 1e9;
    serial_day(moment.date())?.and_hms(moment.hour() as u16, moment.minute() as u8, seconds).ok()
}

fn allowed_name(name: &str) -> String {
    const MAX_UNITS: usize = 24;
    let mut allowed = String::new();
    for char in name.chars().filter(|char| !"[]:*?/\\".contains(*char) && !char.is_control()) {
        if allowed.encode_utf16().count() + char.len_utf16() > MAX_UNITS {
            break;
        }
        allowed.push(char);
    }
    let allowed = allowed.trim_matches(|char: char| char == '\'' || char.is_whitespace());
    if allowed.is_empty() { "Sheet1".into() } else { allowed.into() }
}
