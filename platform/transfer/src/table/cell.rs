//! One cell as text, with what the file knew about it.

use std::fmt::Write as _;

use calamine::{CellErrorType, DataRef, ExcelDateTime};

/// What a cell was in the file. CSV only has text and nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellKind {
    /// Nothing, or an error value (see [`CellNote::Error`]).
    #[default]
    Empty,
    /// Text as typed, spaces included.
    Text,
    /// A plain decimal number: `-12.5`, no grouping, no exponent below 10³⁰.
    Number,
    /// `2024-01-31`.
    Date,
    /// `2024-01-31T08:00:00`, with `.400` when there are milliseconds; the time of the wall, no zone.
    DateTime,
    /// `08:00:00` since midnight, or a duration that may exceed 24 hours.
    Time,
    /// `TRUE` or `FALSE`.
    Bool,
}

/// Something a person should know about a cell that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellNote {
    /// The cell held an error such as `#N/A`; it reads as empty.
    Error(&'static str),
    /// A number of more than 15 digits: the program that wrote it may have lost its last digits (18-digit codes typed
    /// as numbers). The cell should have been text.
    ManyDigits,
}

/// One cell: its text, what it was, and a note when something was odd.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    text: String,
    kind: CellKind,
    note: Option<CellNote>,
}

impl Cell {
    /// A text cell; empty text is an empty cell.
    pub fn text_of(text: impl Into<String>) -> Cell {
        let text = text.into();
        let kind = if text.is_empty() { CellKind::Empty } else { CellKind::Text };
        Cell { text, kind, note: None }
    }

    /// The text, empty for an empty cell and for an error.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes the text out.
    pub fn into_text(self) -> String {
        self.text
    }

    /// What the cell was in the file.
    pub fn kind(&self) -> CellKind {
        self.kind
    }

    /// What a person should know about it.
    pub fn note(&self) -> Option<CellNote> {
        self.note
    }

    /// Whether it holds nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    fn of(kind: CellKind, text: String) -> Cell {
        Cell { text, kind, note: None }
    }

    /// The cell of a workbook's value, a formula's cached value included.
    pub(super) fn of_value(value: &DataRef<'_>) -> Cell {
        match value {
            DataRef::Empty => Cell::default(),
            DataRef::String(text) | DataRef::DurationIso(text) => Cell::text_of(text.as_str()),
            DataRef::SharedString(text) => Cell::text_of(*text),
            DataRef::Int(number) => Cell::of(CellKind::Number, number.to_string()),
            DataRef::Float(number) => number_cell(*number),
            DataRef::Bool(true) => Cell::of(CellKind::Bool, "TRUE".into()),
            DataRef::Bool(false) => Cell::of(CellKind::Bool, "FALSE".into()),
            DataRef::DateTime(stamp) => stamp_cell(stamp),
            DataRef::DateTimeIso(text) => iso_cell(text),
            DataRef::Error(error) => Cell { note: Some(CellNote::Error(error_name(error))), ..Cell::default() },
        }
    }
}

fn error_name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

fn number_cell(number: f64) -> Cell {
    let text = number_text(number);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let note = (number.fract() == 0.0 && digits > 15 && !text.contains('E')).then_some(CellNote::ManyDigits);
    Cell { text, kind: CellKind::Number, note }
}

/// The number as a person sees it: whole numbers below 2⁵³ exactly, others rounded to the 15 significant digits that
/// Excel itself shows, so that 2087.0249999999996 reads 2087.025.
pub(super) fn number_text(number: f64) -> String {
    const EXACT_WHOLE: f64 = 9_007_199_254_740_992.0;
    if !number.is_finite() {
        return String::new();
    }
    if number.fract() == 0.0 && number.abs() < EXACT_WHOLE {
        return (number as i64).to_string();
    }
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    if !(-30..30).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{sign}{first}{point}{rest}E{exponent:+}");
    }
    let mut text = String::from(sign);
    if exponent < 0 {
        text.push_str("0.");
        text.extend(std::iter::repeat_n('0', (-exponent - 1) as usize));
        text.push_str(digits);
        return text;
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        text.push_str(digits);
        text.extend(std::iter::repeat_n('0', whole - digits.len()));
    } else {
        text.push_str(&digits[..whole]);
        text.push('.');
        text.push_str(&digits[whole..]);
    }
    text
}

/// A date, a date with time, or a time. Excel keeps days since 1900 (or 1904), so midnight is a date without time and
/// a value below one day is a time. Times are rounded to the millisecond.
fn stamp_cell(stamp: &ExcelDateTime) -> Cell {
    const DAYS_TO_YEAR_10000: f64 = 2_958_466.0;
    const MS_PER_DAY: f64 = 86_400_000.0;
    let days = stamp.as_f64();
    if stamp.is_duration() || (0.0..1.0).contains(&days) {
        return time_cell((days * MS_PER_DAY).round());
    }
    if !(0.0..DAYS_TO_YEAR_10000).contains(&days) {
        return number_cell(days);
    }
    let (year, month, day, hour, minute, second, ms) = stamp.to_ymd_hms_milli();
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second, ms) == (0, 0, 0, 0) {
        return Cell::of(CellKind::Date, text);
    }
    let _ = write!(text, "T{hour:02}:{minute:02}:{second:02}");
    push_ms(&mut text, u64::from(ms));
    Cell::of(CellKind::DateTime, text)
}

fn time_cell(ms: f64) -> Cell {
    const LONGEST_MS: f64 = 1e15;
    if !ms.is_finite() || ms.abs() > LONGEST_MS {
        return number_cell(ms);
    }
    let sign = if ms < 0.0 { "-" } else { "" };
    let ms = ms.abs() as u64;
    let seconds = ms / 1000;
    let mut text = format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    push_ms(&mut text, ms % 1000);
    Cell::of(CellKind::Time, text)
}

fn push_ms(text: &mut String, ms: u64) {
    if ms > 0 {
        let _ = write!(text, ".{ms:03}");
    }
}

/// A cell of type `d` holds ISO 8601 text: a date, a date with time, or a time.
fn iso_cell(text: &str) -> Cell {
    let text = text.strip_suffix('Z').unwrap_or(text);
    if let Some((date, "00:00:00" | "00:00:00.000")) = text.split_once('T') {
        return Cell::of(CellKind::Date, date.into());
    }
    let kind = match (text.contains('T'), text.contains(':')) {
        (true, _) => CellKind::DateTime,
        (false, true) => CellKind::Time,
        (false, false) => CellKind::Date,
    };
    Cell::of(kind, text.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_lose_their_float_noise_and_keep_their_digits() {
        for (number, text) in [
            (1.0, "1"),
            (-0.0, "0"),
            (-12.5, "-12.5"),
            (0.1 + 0.2, "0.3"),
            (2_087.024_999_999_999_6, "2087.025"),
            (14.285_832_400_000_018, "14.2858324"),
            (1e-7, "0.0000001"),
            (123_456_789_012_345.0, "123456789012345"),
            (1_234_567_890_123_456.0, "1234567890123456"),
            (1.101_011_990_010_1e17, "110101199001010000"),
            (1e29, "100000000000000000000000000000"),
            (1.5e40, "1.5E+40"),
            (-2e-40, "-2E-40"),
            (f64::MAX, "1.79769313486232E+308"),
            (f64::NAN, ""),
        ] {
            assert_eq!(number_text(number), text, "{number:?}");
        }
    }

    #[test]
    fn a_code_typed_as_a_number_carries_a_note() {
        assert_eq!(number_cell(110_101_199_001_010_000.0).note(), Some(CellNote::ManyDigits));
        assert_eq!(number_cell(13_800_138_000.0).note(), None);
    }

    #[test]
    fn days_since_1900_become_iso_text() {
        let check = |days: f64, kind: ExcelDateTimeType, text: &str, cell_kind: CellKind| {
            let cell = Cell::of_value(&DataRef::DateTime(ExcelDateTime::new(days, kind, false)));
            assert_eq!((cell.text(), cell.kind()), (text, cell_kind), "{days}");
        };
        let stamp = ExcelDateTimeType::DateTime;
        check(43831.0, stamp, "2020-01-01", CellKind::Date);
        check(43_831.042_372_685_2, stamp, "2020-01-01T01:01:01", CellKind::DateTime);
        check(44_927.000_004_629_63, stamp, "2023-01-01T00:00:00.400", CellKind::DateTime);
        check(0.75, stamp, "18:00:00", CellKind::Time);
        check(1.5, ExcelDateTimeType::TimeDelta, "36:00:00", CellKind::Time);
        check(-3.0, stamp, "-3", CellKind::Number);
        check(1e300, ExcelDateTimeType::TimeDelta, "8.64E+307", CellKind::Number);
    }
}
