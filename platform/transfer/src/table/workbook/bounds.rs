//! What a workbook would cost, before calamine opens it.
//!
//! A file of a few kilobytes can unpack to gigabytes. The sizes in a ZIP directory bound what is unpacked, for the zip
//! crate breaks a part off that exceeds its claim. What calamine holds whole, and the numbers in a file that it reserves
//! memory by, are counted before.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use super::super::encoding::read_some;
use super::super::limits::{
    MAX_SHARED_STRING_TAGS, MAX_STYLE_TAGS, MAX_UNPACKED_BYTES, MAX_XLS_CELLS, MAX_ZIP_ENTRIES, MAX_ZIP_RATIO,
    RATIO_FROM_BYTES,
};
use super::super::refusal::{NotATable, Refusal};
use super::guard;

/// Refuses an archive that is no XLSX, or one that would unpack to too much.
pub(super) fn check_zip(path: &Path) -> Result<(), Refusal> {
    let file = File::open(path).map_err(|error| Refusal::unreadable(&error))?;
    let packed = file.metadata().map_err(|error| Refusal::unreadable(&error))?.len();
    guard(|| {
        let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|_| Refusal::Damaged)?;
        if archive.len() > MAX_ZIP_ENTRIES {
            return Err(Refusal::too_large());
        }
        let names: Vec<String> = archive.file_names().flatten().map(|name| plain_name(&name)).collect();
        check_kind(&names)?;
        let mut claimed = 0_u64;
        for index in 0..archive.len() {
            claimed = claimed.saturating_add(archive.by_index_raw(index).map_err(|_| Refusal::Damaged)?.size());
        }
        let is_bomb = claimed > RATIO_FROM_BYTES && claimed / packed.max(1) > MAX_ZIP_RATIO;
        if claimed > MAX_UNPACKED_BYTES || is_bomb {
            return Err(Refusal::too_large());
        }
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
            let name = plain_name(&part.name().unwrap_or_default());
            if name.ends_with("sharedstrings.xml") {
                check_part(part, MAX_SHARED_STRING_TAGS)?;
            } else if name.ends_with("styles.xml") {
                check_part(part, MAX_STYLE_TAGS)?;
            }
        }
        Ok(())
    })?
}

fn plain_name(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// Tells an XLSX from other archives by its parts.
fn check_kind(names: &[String]) -> Result<(), Refusal> {
    let has = |part: &dyn Fn(&str) -> bool| names.iter().any(|name| part(name));
    let kind = if has(&|name| name.ends_with("workbook.bin")) {
        NotATable::OtherSpreadsheet
    } else if has(&|name| name.ends_with("workbook.xml") || name.starts_with("xl/worksheets/")) {
        return Ok(());
    } else if has(&|name| name.starts_with("word/") || name.starts_with("ppt/")) {
        NotATable::Document
    } else if has(&|name| name == "mimetype" || name.starts_with("index/")) && has(&|name| is_open_document(name)) {
        NotATable::OtherSpreadsheet
    } else {
        NotATable::Archive
    };
    Err(Refusal::NotATable(kind))
}

/// The part that an OpenDocument or an iWork file has.
fn is_open_document(name: &str) -> bool {
    name == "content.xml" || name == "index/document.iwa"
}

/// Bytes that are looked at again with the next piece, so that an attribute is seen whole.
const ATTRIBUTE_BYTES: usize = 256;

/// Unpacks a part of an archive without keeping it and counts what calamine would hold of it.
fn check_part(mut part: impl Read, max_tags: u64) -> Result<(), Refusal> {
    const PIECE_BYTES: usize = 64 << 10;
    let mut window = Vec::new();
    let mut piece = vec![0; PIECE_BYTES];
    let mut tags = 0_u64;
    loop {
        let read = read_some(&mut part, &mut piece).map_err(|_| Refusal::Damaged)?;
        window.extend_from_slice(&piece[..read]);
        check_unique_counts(&window)?;
        if read == 0 {
            return Ok(());
        }
        tags += piece[..read].iter().map(|&byte| u64::from(byte == b'<')).sum::<u64>();
        if tags > max_tags {
            return Err(Refusal::too_large());
        }
        window.drain(..window.len().saturating_sub(ATTRIBUTE_BYTES));
    }
}

/// Room for as many texts as the file claims is reserved before the first is read. UTF-16, in which the claim would not
/// be seen, is written by no program.
fn check_unique_counts(window: &[u8]) -> Result<(), Refusal> {
    const MAX_TEXTS: u64 = MAX_SHARED_STRING_TAGS / 4;
    const NAME: &[u8] = b"uniqueCount";
    if window.contains(&0) {
        return Err(Refusal::Damaged);
    }
    for at in 0..window.len().saturating_sub(NAME.len()) {
        if !window[at..].starts_with(NAME) {
            continue;
        }
        let value = &window[at + NAME.len()..];
        let is_between = |byte: &&u8| byte.is_ascii_whitespace() || b"=\"'".contains(byte);
        let before = value.iter().take_while(is_between).count();
        let digits = value[before..].iter().take_while(|byte| byte.is_ascii_digit());
        if before + digits.clone().count() == value.len() && value.len() > ATTRIBUTE_BYTES / 2 {
            return Err(Refusal::Damaged);
        }
        let texts = digits.fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
        if texts > MAX_TEXTS {
            return Err(Refusal::too_large());
        }
    }
    Ok(())
}

/// Refuses a compound file that is no XLS, or one whose sheets would take too much memory.
pub(super) fn check_compound(path: &Path) -> Result<(), Refusal> {
    guard(|| {
        let mut file = cfb::open(path).map_err(|_| Refusal::Damaged)?;
        let stream = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
        let Some(stream) = stream else {
            let holds = |name: &str| file.exists(name);
            return Err(if holds("/EncryptedPackage") {
                Refusal::Encrypted
            } else if holds("/WordDocument") || holds("/PowerPoint Document") {
                Refusal::NotATable(NotATable::Document)
            } else {
                Refusal::NotATable(NotATable::Binary)
            });
        };
        let stream = file.open_stream(stream).map_err(|_| Refusal::Damaged)?;
        if stream.len() > MAX_UNPACKED_BYTES {
            return Err(Refusal::too_large());
        }
        let mut bytes = Vec::new();
        stream.take(MAX_UNPACKED_BYTES).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
        check_xls(&bytes)
    })?
}

/// One record of an XLS stream: its type and data.
type XlsRecord<'a> = (u16, &'a [u8]);

/// The records from a place in the stream to the end of its substream. MS-XLS 2.1.4: type, length, data.
fn xls_records(mut rest: &[u8]) -> impl Iterator<Item = XlsRecord<'_>> {
    const END_OF_SUBSTREAM: u16 = 0x000A;
    let mut ended = false;
    std::iter::from_fn(move || {
        let (head, tail) = rest.split_first_chunk::<4>().filter(|_| !ended)?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = tail.get(..length)?;
        rest = &tail[length..];
        ended = kind == END_OF_SUBSTREAM;
        Some((kind, data))
    })
}

fn check_xls(stream: &[u8]) -> Result<(), Refusal> {
    const BOUND_SHEET: u16 = 0x0085;
    let place = |(kind, data): XlsRecord<'_>| (kind == BOUND_SHEET).then(|| data.first_chunk::<4>().copied()).flatten();
    let mut places = BTreeSet::new();
    let mut cells = 0_u64;
    for place in xls_records(stream).filter_map(place) {
        let place = u32::from_le_bytes(place) as usize;
        if !places.insert(place) {
            return Err(Refusal::Damaged);
        }
        cells = cells.saturating_add(xls_sheet_cells(stream.get(place..).ok_or(Refusal::Damaged)?));
        if cells > MAX_XLS_CELLS {
            return Err(Refusal::too_large());
        }
    }
    Ok(())
}

/// Cells in the used rectangle of a sheet: by its cells, or by its own claim when that is larger.
fn xls_sheet_cells(sheet: &[u8]) -> u64 {
    const DIMENSIONS: u16 = 0x0200;
    const MULTI_RK: u16 = 0x00BD;
    const CELLS: [u16; 8] = [0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, MULTI_RK];
    let number =
        |data: &[u8], at: usize| data.get(at..at + 2).map_or(0, |two| u64::from(two[0]) | u64::from(two[1]) << 8);
    let wide = |data: &[u8], at: usize| number(data, at) | number(data, at + 2) << 16;
    let (mut claimed, mut cells) = (0, 0_u64);
    let (mut top, mut bottom, mut left, mut right) = (u64::MAX, 0, u64::MAX, 0);
    for (kind, data) in xls_records(sheet) {
        if kind == DIMENSIONS {
            let (from, to, last) = match data.len() {
                10 => (number(data, 0), number(data, 2), number(data, 6)),
                _ => (wide(data, 0), wide(data, 4), number(data, 10)),
            };
            claimed = to.checked_sub(from).map_or(u64::MAX, |rows| rows.saturating_mul(last)).max(claimed);
        } else if CELLS.contains(&kind) {
            let (row, column) = (number(data, 0), number(data, 2));
            let last = if kind == MULTI_RK { number(data, data.len().saturating_sub(2)) } else { column };
            (top, bottom) = (top.min(row), bottom.max(row));
            (left, right) = (left.min(column), right.max(column).max(last));
            cells += 1;
        }
    }
    if cells == 0 {
        return claimed;
    }
    claimed.max((bottom - top + 1) * (right - left + 1))
}
