//! What a file is, by its content and never by its name.

use super::encoding::{Encoding, is_odd_control};
use super::refusal::{NotATable, Refusal};

/// What a file may be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// Text.
    Text,
    /// A ZIP archive, which an XLSX is.
    Zip,
    /// A compound file, which an XLS is, and an encrypted XLSX too.
    Compound,
}

/// Tells text from the containers of workbooks, and refuses what is neither.
pub(super) fn container(prefix: &[u8]) -> Result<Container, Refusal> {
    const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    match prefix {
        [] => Err(Refusal::Empty),
        [b'P', b'K', 3, 4, ..] => Ok(Container::Zip),
        [b'P', b'K', 5, 6, ..] => Err(Refusal::NotATable(NotATable::Archive)),
        _ if prefix.starts_with(&COMPOUND) => Ok(Container::Compound),
        _ if prefix.starts_with(b"%PDF-") => Err(Refusal::NotATable(NotATable::Pdf)),
        _ if prefix.starts_with(b"{\\rtf") => Err(Refusal::NotATable(NotATable::Document)),
        _ if Encoding::of_marks(prefix).is_some() => Ok(Container::Text),
        _ if looks_binary(prefix) => Err(Refusal::NotATable(kind_of_binary(prefix))),
        _ => Ok(Container::Text),
    }
}

/// Control bytes are at home in binary files. One stray byte in two hundred is let through: an end-of-file mark of old
/// systems, a zero in the middle of an export.
fn looks_binary(prefix: &[u8]) -> bool {
    let controls = prefix.iter().filter(|&&byte| is_odd_control(char::from(byte))).count();
    controls * 200 > prefix.len()
}

fn kind_of_binary(prefix: &[u8]) -> NotATable {
    match infer::get(prefix).map(|kind| kind.matcher_type()) {
        Some(infer::MatcherType::Image) => NotATable::Image,
        Some(infer::MatcherType::Audio | infer::MatcherType::Video) => NotATable::Media,
        Some(infer::MatcherType::Archive) => NotATable::Archive,
        Some(infer::MatcherType::Doc | infer::MatcherType::Book) => NotATable::Document,
        _ => NotATable::Binary,
    }
}

/// Refuses text that is something else than a table: a web page, JSON, a Git LFS pointer and the like.
pub(super) fn refuse_other_text(text: &str) -> Result<(), Refusal> {
    let text = text.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{FEFF}');
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    let start: String = text.chars().take(200).collect::<String>().to_ascii_lowercase();
    let starts_with_any = |marks: &[&str]| marks.iter().any(|mark| start.starts_with(mark));
    let kind =
        if starts_with_any(&["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<script", "<style"]) {
            NotATable::WebPage
        } else if starts_with_any(&["<?xml", "<!doctype", "<!--"]) {
            if start.contains("<html") { NotATable::WebPage } else { NotATable::Xml }
        } else if start.starts_with("version https://git-lfs.github.com/spec/") {
            NotATable::GitLfsPointer
        } else if starts_with_any(&["begin:vcard", "begin:vcalendar"]) {
            NotATable::Card
        } else if is_json(text) {
            NotATable::Json
        } else {
            return Ok(());
        };
    Err(Refusal::NotATable(kind))
}

/// An object or a list by its first two signs. A header such as `[id],name` is not taken for JSON.
fn is_json(text: &str) -> bool {
    let mut signs = text.chars().filter(|char| !char.is_whitespace());
    match (signs.next(), signs.next()) {
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '"' | ']')) => true,
        (Some('['), Some('[')) => matches!(signs.next(), Some('"' | '0'..='9' | '-' | ']')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(bytes: &[u8]) -> Result<Container, Refusal> {
        let container = container(bytes)?;
        if container == Container::Text {
            refuse_other_text(&String::from_utf8_lossy(bytes))?;
        }
        Ok(container)
    }

    #[test]
    fn a_file_is_what_its_content_says() {
        let not = |kind| Err(Refusal::NotATable(kind));
        for (bytes, expected) in [
            (&b"name,phone\n"[..], Ok(Container::Text)),
            (b"BM,MZ,ID3\n1,2,3\n", Ok(Container::Text)),
            (b"[id],name\n", Ok(Container::Text)),
            (b"PK\x03\x04rest", Ok(Container::Zip)),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", Ok(Container::Compound)),
            (b"", Err(Refusal::Empty)),
            (b"\xEF\xBB\xBF \n\t\n", Err(Refusal::Empty)),
            (b"\n\n <!DOCTYPE html><html>", not(NotATable::WebPage)),
            (b"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>", not(NotATable::WebPage)),
            (b"<?xml version=\"1.0\"?><Workbook>", not(NotATable::Xml)),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n", not(NotATable::GitLfsPointer)),
            (b"BEGIN:VCARD\nVERSION:3.0\n", not(NotATable::Card)),
            (b"{\"a\": 1}", not(NotATable::Json)),
            (b"[ {\"a\": 1} ]", not(NotATable::Json)),
            (b"[[1,2],[3,4]]", not(NotATable::Json)),
            (b"%PDF-1.7\n%\xE2\xE3", not(NotATable::Pdf)),
            (b"{\\rtf1\\ansi", not(NotATable::Document)),
            (b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x01", not(NotATable::Image)),
            (b"\x1F\x8B\x08\0\0\0\0\0\0\x03", not(NotATable::Archive)),
            (b"\x01\x02\x03\x04\x05\x06\x07\x08\0\0", not(NotATable::Binary)),
        ] {
            assert_eq!(verdict(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
