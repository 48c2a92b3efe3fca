//! Which character separates the fields.

use super::encoding::{Encoding, TextStream};
use super::records::{NO_DELIMITER, Record, RecordReader};

/// The character between the fields of a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// `,`
    Comma,
    /// The tabulator of TSV and of Excel's "Unicode text".
    Tab,
    /// `;`, where a comma is the decimal sign.
    Semicolon,
    /// `|`
    Bar,
}

impl Delimiter {
    /// The character as a byte.
    pub fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Tab => b'\t',
            Delimiter::Semicolon => b';',
            Delimiter::Bar => b'|',
        }
    }
}

/// Candidates in the order in which a tie is decided.
const CANDIDATES: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Records that a candidate is tried on.
const TRIED_RECORDS: usize = 100;

/// The delimiter of the text at the start of a file, by consistency: the one that gives most rows the same, largest
/// number of fields. A first line `sep=;`, which Excel understands, decides at once. [`NO_DELIMITER`] for one column.
pub(super) fn detect(prefix: &[u8], encoding: Encoding, is_whole_file: bool) -> u8 {
    if let Some(told) = told_by_first_line(prefix, encoding) {
        return told;
    }
    let mut best = (NO_DELIMITER, 0.0);
    for candidate in CANDIDATES {
        let score = consistency(&field_counts(prefix, encoding, candidate, is_whole_file));
        if score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

/// The delimiter that a `sep=;` line names.
pub(super) fn told_by(line: &str) -> Option<u8> {
    match line.trim().as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => {
            CANDIDATES.contains(delimiter).then_some(*delimiter)
        }
        _ => None,
    }
}

fn told_by_first_line(prefix: &[u8], encoding: Encoding) -> Option<u8> {
    let mut record = Record::default();
    RecordReader::new(TextStream::new(prefix, encoding), NO_DELIMITER).read(&mut record)?.ok()?;
    told_by(record.field(0))
}

fn field_counts(prefix: &[u8], encoding: Encoding, delimiter: u8, is_whole_file: bool) -> Vec<usize> {
    let mut reader = RecordReader::new(TextStream::new(prefix, encoding), delimiter);
    let mut record = Record::default();
    let mut counts = Vec::new();
    while counts.len() < TRIED_RECORDS {
        match reader.read(&mut record) {
            None => {
                // The prefix probably cuts its last record.
                if !is_whole_file && counts.len() > 1 {
                    counts.pop();
                }
                break;
            }
            Some(Ok(())) => counts.push(record.len()),
            Some(Err(_)) => {}
        }
    }
    counts
}

/// How well these counts of fields look like a table: the share of rows that have as many fields as the first row, times
/// the columns beyond one. Title lines of one field above a table of three columns or more are passed over when at
/// least three rows stand for each of them.
fn consistency(counts: &[usize]) -> f64 {
    let titles = counts.iter().take_while(|&&fields| fields == 1).count();
    let Some(&columns) = counts.get(titles) else { return 0.0 };
    if titles > 0 && columns < 3 {
        return 0.0;
    }
    let body = &counts[titles..];
    let agreeing = body.iter().filter(|&&fields| fields == columns).count();
    if titles > 0 && (agreeing < titles * 3 || agreeing * 5 < body.len() * 4) {
        return 0.0;
    }
    let share = agreeing as f64 / body.len() as f64;
    share * share * (columns - 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_makes_rows_agree() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2,5\n1,7;2\n", b';'),
            ("a\tb\n\"x,y\"\tz\n", b'\t'),
            ("a|b|c\n1|2|3\n", b'|'),
            ("sep=;\na;b,c\n", b';'),
            ("name\nHello, world\nfoo\n", NO_DELIMITER),
            ("name\n合一\n", NO_DELIMITER),
            ("客户列表\na,b,c\n1,2,3\n4,5,6\n7,8,9\n1,2,3\n", b','),
            ("清单\na,b,c\n1,2,3\n4,5,6\n", b','),
            ("note\nfoo\na,b,c\nd,e,f\n", NO_DELIMITER),
            ("\"a;b\",c\n\"d;e\",f\n", b','),
            ("a,b;b,c\n1,2,3\n4,5,6\n", b','),
            ("", NO_DELIMITER),
        ] {
            assert_eq!(detect(text.as_bytes(), Encoding::Utf8, true), delimiter, "{text:?}");
        }
    }
}
