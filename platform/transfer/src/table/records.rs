//! CSV records out of text, strictly as a stream: what is held is one record and one piece of the file.
//!
//! The rules are RFC 4180 read kindly: a quote counts only at the start of a field, a doubled quote inside is one quote,
//! what follows a closing quote belongs to the field; CR, LF and CRLF end a record; blank lines are skipped.
//! A quote that is never closed would swallow the rest of the file, so its line is reported and reading starts again
//! at the line after it.

use std::io::{self, Empty, Read};

use super::encoding::{TextStream, UNDECODABLE};
use super::fault::RowFault;
use super::limits::{MAX_FIELD_BYTES, MAX_FIELDS, MAX_RECORD_BYTES, MAX_UNCLOSED_QUOTES};

/// No byte of UTF-8 text; as the delimiter it makes each line one field.
pub(super) const NO_DELIMITER: u8 = 0xFF;

/// The fields of one record, unquoted.
#[derive(Debug, Default)]
pub(super) struct Record {
    text: String,
    ends: Vec<usize>,
    line: u64,
}

impl Record {
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn field(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.text[start..self.ends[index]]
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.field(index))
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    fn end_field(&mut self) {
        self.ends.push(self.text.len());
    }

    fn field_bytes(&self) -> usize {
        self.text.len() - self.ends.last().copied().unwrap_or_default()
    }

    fn start(&mut self, line: u64) {
        self.text.clear();
        self.ends.clear();
        self.line = line;
    }
}

/// Reads records.
pub(super) struct RecordReader<R> {
    stream: TextStream<R>,
    delimiter: u8,
    text: String,
    start: usize,
    line: u64,
    unclosed: u32,
    ended: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    AfterQuote,
}

/// Where the scan of one record stopped.
enum Stop {
    /// At its end: so many bytes, without the line break that ends it.
    End(usize),
    /// Beyond a bound, or at the end of the file inside quotes.
    Bad(State),
}

/// The file could not be read.
struct Unreadable;

impl RecordReader<Empty> {
    /// Reads the records in a text that is at hand.
    pub(super) fn of_text(text: &str, delimiter: u8) -> RecordReader<Empty> {
        RecordReader { text: text.to_owned(), ..RecordReader::new(TextStream::ended(io::empty()), delimiter) }
    }
}

impl<R: Read> RecordReader<R> {
    pub(super) fn new(stream: TextStream<R>, delimiter: u8) -> RecordReader<R> {
        RecordReader { stream, delimiter, text: String::new(), start: 0, line: 1, unclosed: 0, ended: false }
    }

    /// Reads the next record that is not a blank line into `record`; `None` at the end.
    pub(super) fn read(&mut self, record: &mut Record) -> Option<Result<(), RowFault>> {
        if self.ended {
            return None;
        }
        match self.try_read(record) {
            Ok(read) => read,
            Err(Unreadable) => Some(Err(self.break_off())),
        }
    }

    fn try_read(&mut self, record: &mut Record) -> Result<Option<Result<(), RowFault>>, Unreadable> {
        if !self.skip_line_breaks()? {
            self.ended = true;
            return Ok(None);
        }
        record.start(self.line);
        let bytes = match self.scan(record)? {
            Stop::End(bytes) => bytes,
            Stop::Bad(state) => return self.start_again_at_next_line(state).map(|fault| Some(Err(fault))),
        };
        self.line += line_breaks(&self.text[self.start..self.start + bytes]);
        self.start += bytes;
        if self.stream.has_wrong_bytes() && record.text.contains(UNDECODABLE) {
            let encoding = self.stream.encoding().name();
            return Ok(Some(Err(RowFault::WronglyEncoded { line: record.line, encoding })));
        }
        Ok(Some(Ok(())))
    }

    fn break_off(&mut self) -> RowFault {
        self.ended = true;
        RowFault::BrokenOff { line: self.line }
    }

    fn rest(&self) -> &str {
        &self.text[self.start..]
    }

    /// Gets more text; `false` at the end of the file.
    fn more(&mut self) -> Result<bool, Unreadable> {
        self.text.drain(..self.start);
        self.start = 0;
        self.stream.append_to(&mut self.text).map_err(|_| Unreadable)
    }

    /// Whether a record follows.
    fn skip_line_breaks(&mut self) -> Result<bool, Unreadable> {
        loop {
            let bytes = match self.rest().as_bytes() {
                [] | [b'\r'] => {
                    if !self.more()? {
                        return Ok(false);
                    }
                    continue;
                }
                [b'\r', b'\n', ..] => 2,
                [b'\r' | b'\n', ..] => 1,
                _ => return Ok(true),
            };
            self.start += bytes;
            self.line += 1;
        }
    }

    fn scan(&mut self, record: &mut Record) -> Result<Stop, Unreadable> {
        let delimiter = self.delimiter;
        let mut state = State::FieldStart;
        let mut at = 0;
        loop {
            if at > MAX_RECORD_BYTES || record.len() > MAX_FIELDS || record.field_bytes() > MAX_FIELD_BYTES {
                return Ok(Stop::Bad(state));
            }
            let rest = &self.rest()[at..];
            let Some(&byte) = rest.as_bytes().first() else {
                if self.more()? {
                    continue;
                }
                if state == State::Quoted {
                    return Ok(Stop::Bad(state));
                }
                record.end_field();
                return Ok(Stop::End(at));
            };
            match (state, byte) {
                (State::FieldStart, b'"') => {
                    state = State::Quoted;
                    at += 1;
                }
                (State::Quoted, b'"') => {
                    state = State::AfterQuote;
                    at += 1;
                }
                (State::AfterQuote, b'"') => {
                    record.text.push('"');
                    state = State::Quoted;
                    at += 1;
                }
                (State::Quoted, _) => at += take_until(rest, record, |byte| byte == b'"'),
                (_, byte) if byte == delimiter => {
                    record.end_field();
                    state = State::FieldStart;
                    at += 1;
                }
                (_, b'\n' | b'\r') => {
                    record.end_field();
                    return Ok(Stop::End(at));
                }
                _ => {
                    at += take_until(rest, record, |byte| byte == delimiter || byte == b'\n' || byte == b'\r');
                    state = State::Plain;
                }
            }
        }
    }

    /// Gives the record up and goes to the line after the one on which it starts.
    fn start_again_at_next_line(&mut self, state: State) -> Result<RowFault, Unreadable> {
        let line = self.line;
        let first_line = self.rest().find(['\n', '\r']);
        let spans_lines = first_line.is_some();
        match first_line {
            Some(bytes) => self.start += bytes,
            None => self.skip_line()?,
        }
        if spans_lines || state == State::Quoted {
            self.unclosed += 1;
            if self.unclosed > MAX_UNCLOSED_QUOTES {
                return Ok(self.break_off());
            }
        }
        Ok(if state == State::Quoted { RowFault::UnclosedQuote { line } } else { RowFault::TooLong { line } })
    }

    fn skip_line(&mut self) -> Result<(), Unreadable> {
        loop {
            self.start = self.text.len();
            if !self.more()? {
                return Ok(());
            }
            if let Some(bytes) = self.text.find(['\n', '\r']) {
                self.start = bytes;
                return Ok(());
            }
        }
    }
}

/// Adds the text up to the first byte that `stops` to the field; how many bytes that was.
fn take_until(text: &str, record: &mut Record, stops: impl Fn(u8) -> bool) -> usize {
    let run = text.bytes().position(stops).unwrap_or(text.len());
    record.text.push_str(&text[..run]);
    run
}

/// Line breaks in a text, CRLF counted once.
fn line_breaks(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let breaks_here = |index: usize| match bytes[index] {
        b'\n' => true,
        b'\r' => bytes.get(index + 1) != Some(&b'\n'),
        _ => false,
    };
    (0..bytes.len()).filter(|&index| breaks_here(index)).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Encoding;

    /// Each record as `line:field|field`, each fault as its text.
    fn read_all(text: &[u8]) -> Vec<String> {
        let mut reader = RecordReader::new(TextStream::new(text, Encoding::Utf8), b',');
        let mut record = Record::default();
        let mut all = Vec::new();
        while let Some(read) = reader.read(&mut record) {
            all.push(match read {
                Ok(()) => format!("{}:{}", record.line(), record.fields().collect::<Vec<_>>().join("|")),
                Err(fault) => fault.to_string(),
            });
        }
        all
    }

    #[test]
    fn records_are_read_as_rfc_4180_says_and_kindly() {
        for (text, records) in [
            ("a,b\nc,d", &["1:a|b", "2:c|d"][..]),
            ("a,b\r\n\r\n\nc,d\r\n", &["1:a|b", "4:c|d"]),
            ("a\rb\r", &["1:a", "2:b"]),
            ("a,\n,b\n,\n", &["1:a|", "2:|b", "3:|"]),
            ("\"a,1\",\"b\"\"c\"\"\"\n", &["1:a,1|b\"c\""]),
            ("\"a\r\nb\nc\rd\",e\nf,g", &["1:a\r\nb\nc\rd|e", "5:f|g"]),
            ("5\" pipe,a\"b\"\n", &["1:5\" pipe|a\"b\""]),
            ("\"a\"b,\"\"\n", &["1:ab|"]),
            ("\"\"", &["1:"]),
            ("", &[]),
            ("\n\r\n", &[]),
        ] {
            assert_eq!(read_all(text.as_bytes()), records, "{text:?}");
        }
    }

    #[test]
    fn an_unclosed_quote_costs_its_own_line_only() {
        assert_eq!(
            read_all(b"a,b\n1,\"x\n2,y\n3,z"),
            ["1:a|b", "Line 2 opens a quote that is never closed.", "3:2|y", "4:3|z"]
        );
        assert_eq!(read_all(b"a\n\"x"), ["1:a", "Line 2 opens a quote that is never closed."]);
    }

    #[test]
    fn a_record_beyond_its_bounds_is_reported_and_the_next_line_read() {
        let too_long = "Line 2 is too long: a field may have 1 MiB, a row 4 MiB and 20,000 fields.";
        let wide = ",".repeat(MAX_FIELDS + 10);
        for bad in ["x".repeat(MAX_RECORD_BYTES * 2), "x".repeat(MAX_FIELD_BYTES + 1), wide] {
            assert_eq!(read_all(format!("a\n{bad}\nb").as_bytes()), ["1:a", too_long, "3:b"], "{}", bad.len());
        }
        let quoted = format!("a\n\"{}\nb", "x\n".repeat(MAX_FIELD_BYTES));
        assert_eq!(read_all(quoted.as_bytes())[1], "Line 2 opens a quote that is never closed.");
    }

    #[test]
    fn a_file_of_unclosed_quotes_is_given_up() {
        let line = format!("{}\",\"\n", "a".repeat(100_000));
        let all = read_all(line.repeat(300).as_bytes());
        assert_eq!(all.len(), MAX_UNCLOSED_QUOTES as usize + 1);
        assert_eq!(all.last().map(String::as_str), Some("The file cannot be read beyond line 101."));
    }

    #[test]
    fn a_wrongly_encoded_row_is_reported_and_its_neighbours_read() {
        assert_eq!(
            read_all(b"a,b\n\xFFx,1\n\"c\",2\n"),
            ["1:a|b", "Line 2 holds bytes that are not text in UTF-8.", "3:c|2"]
        );
    }
}
