//! CSV as RFC 4180 says, with CRLF, for Excel and for programs.

use std::borrow::Cow;
use std::io::Write;

use encoding_rs::{EncoderResult, GB18030};

use super::super::formula::guarded;
use super::{OutCell, TableWriter, WriteError, is_plain_number, is_plain_phone};

/// How the text of a CSV file is written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CsvEncoding {
    /// UTF-8, for programs.
    Utf8,
    /// UTF-8 behind a byte order mark, without which Excel in China reads it as GBK.
    Utf8WithBom,
    /// GB18030, for older Chinese programs. One code point of private use (U+E5E5) does not exist in it and becomes `〓`.
    Gb18030,
}

/// Writes CSV row by row; holds one row.
pub struct CsvWriter<W> {
    out: W,
    encoding: CsvEncoding,
    line: String,
    bytes: Vec<u8>,
    started: bool,
}

impl<W: Write> CsvWriter<W> {
    /// A writer into `out`, which should be buffered.
    pub fn new(out: W, encoding: CsvEncoding) -> CsvWriter<W> {
        CsvWriter { out, encoding, line: String::new(), bytes: Vec::new(), started: false }
    }

    fn write_line<'a>(&mut self, cells: impl Iterator<Item = Cow<'a, str>>) -> Result<(), WriteError> {
        self.line.clear();
        if !self.started && self.encoding == CsvEncoding::Utf8WithBom {
            self.line.push('\u{FEFF}');
        }
        self.started = true;
        let start = self.line.len();
        for (column, cell) in cells.enumerate() {
            if column > 0 {
                self.line.push(',');
            }
            push_field(&mut self.line, &cell);
        }
        // A lone blank field would be a blank line.
        if self.line.len() == start {
            self.line.push_str("\"\"");
        }
        self.line.push_str("\r\n");
        let bytes = match self.encoding {
            CsvEncoding::Utf8 | CsvEncoding::Utf8WithBom => self.line.as_bytes(),
            CsvEncoding::Gb18030 => {
                encode_gb18030(&self.line, &mut self.bytes);
                &self.bytes
            }
        };
        Ok(self.out.write_all(bytes)?)
    }
}

impl<W: Write> TableWriter for CsvWriter<W> {
    fn header(&mut self, labels: &[&str]) -> Result<(), WriteError> {
        self.write_line(labels.iter().map(|label| guarded(label)))
    }

    fn row(&mut self, cells: &[OutCell<'_>]) -> Result<(), WriteError> {
        self.write_line(cells.iter().map(text))
    }

    fn finish(mut self: Box<Self>) -> Result<(), WriteError> {
        Ok(self.out.flush()?)
    }
}

fn text<'a>(cell: &OutCell<'a>) -> Cow<'a, str> {
    match *cell {
        OutCell::Empty => Cow::Borrowed(""),
        OutCell::Number(number) if is_plain_number(number) => Cow::Borrowed(number),
        OutCell::Phone(phone) if is_plain_phone(phone) => Cow::Borrowed(phone),
        OutCell::Text(text) | OutCell::Number(text) | OutCell::Phone(text) => guarded(text),
        OutCell::Date(date) => Cow::Owned(date.to_string()),
        // With a space instead of `T`, Excel takes it for a time.
        OutCell::DateTime(moment) => Cow::Owned(moment.to_string().replacen('T', " ", 1)),
    }
}

fn push_field(line: &mut String, text: &str) {
    let needs_quotes = text.contains([',', '"', '\n', '\r', '\t', ';', '|']) || text.trim() != text;
    if !needs_quotes {
        line.push_str(text);
        return;
    }
    line.push('"');
    line.push_str(&text.replace('"', "\"\""));
    line.push('"');
}

fn encode_gb18030(text: &str, bytes: &mut Vec<u8>) {
    const SUBSTITUTE: &str = "〓";
    bytes.clear();
    let mut encoder = GB18030.new_encoder();
    let mut rest = text;
    loop {
        bytes.reserve(encoder.max_buffer_length_from_utf8_without_replacement(rest.len()).unwrap_or(rest.len() * 4));
        let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(rest, bytes, true);
        rest = &rest[read..];
        match result {
            EncoderResult::InputEmpty => return,
            EncoderResult::OutputFull => {}
            EncoderResult::Unmappable(_) => bytes.extend_from_slice(&GB18030.encode(SUBSTITUTE).0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    fn written(encoding: CsvEncoding, rows: &[&[OutCell<'_>]]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut writer = Box::new(CsvWriter::new(&mut out, encoding));
        writer.header(&["甲", "=乙"]).unwrap();
        for row in rows {
            writer.row(row).unwrap();
        }
        writer.finish().unwrap();
        out
    }

    #[test]
    fn cells_are_written_so_that_no_formula_runs() {
        use OutCell::{Date, DateTime, Empty, Number, Phone, Text};
        let rows: &[&[OutCell<'_>]] = &[
            &[Text("=HYPERLINK(\"x\")"), Text("-12.5")],
            &[Number("-12.50"), Number("-1+1")],
            &[Phone("+86 138 0013 8000"), Phone("+86-138")],
            &[Date(date(2024, 1, 31)), DateTime(datetime(2024, 1, 31, 8, 0, 0, 0))],
            &[Text("a,\"b\"\nc"), Empty],
            &[Empty],
        ];
        let expected = "\u{FEFF}甲,'=乙\r\n\"'=HYPERLINK(\"\"x\"\")\",'-12.5\r\n-12.50,'-1+1\r\n+86 138 0013 8000,'+86-138\r\n\
                        2024-01-31,2024-01-31 08:00:00\r\n\"a,\"\"b\"\"\nc\",\r\n\"\"\r\n";
        assert_eq!(String::from_utf8(written(CsvEncoding::Utf8WithBom, rows)).unwrap(), expected);
    }

    #[test]
    fn gb18030_has_every_character_but_one() {
        let bytes = written(CsvEncoding::Gb18030, &[&[OutCell::Text("㐂𠮷\u{E5E5}é")]]);
        assert_eq!(GB18030.decode(&bytes).0, "甲,'=乙\r\n㐂𠮷〓é\r\n");
    }
}
