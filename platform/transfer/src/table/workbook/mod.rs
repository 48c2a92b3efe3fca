//! Workbooks: XLSX and the older XLS, read by calamine behind bounds of our own.

mod bounds;
mod rows;

use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Dimensions, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};

use super::header::{self, Header, Merge};
use super::limits::MAX_SHEETS;
use super::refusal::Refusal;
use super::{Hints, SheetInfo};
use rows::Cursor;
pub(super) use rows::SheetRows;

/// Merged cells of a sheet's first rows that are looked at to find the header; a header of people has a few dozen.
const MAX_HEADER_MERGES: usize = 4_096;

type Input = BufReader<File>;

enum Book {
    Xlsx(Box<Xlsx<Input>>),
    Xls(Box<Xls<Input>>),
}

/// A workbook with one of its sheets chosen.
pub(super) struct Workbook {
    book: Book,
    sheet: String,
    merges: Vec<Merge>,
    pub(super) header: Header,
    pub(super) sheets: Vec<SheetInfo>,
}

impl Workbook {
    /// Opens a ZIP archive as an XLSX.
    pub(super) fn open_xlsx(path: &Path, hints: &Hints) -> Result<Workbook, Refusal> {
        bounds::check_zip(path)?;
        let opened = guard(|| Xlsx::new(open(path)?).map_err(|error| refusal_of_xlsx(&error)))??;
        Workbook::choose(Book::Xlsx(Box::new(opened)), hints)
    }

    /// Opens a compound file as an XLS.
    pub(super) fn open_xls(path: &Path, hints: &Hints) -> Result<Workbook, Refusal> {
        bounds::check_compound(path)?;
        let opened = guard(|| Xls::new(open(path)?).map_err(|error| refusal_of_xls(&error)))??;
        Workbook::choose(Book::Xls(Box::new(opened)), hints)
    }

    fn choose(mut book: Book, hints: &Hints) -> Result<Workbook, Refusal> {
        let mut sheets = book.sheets();
        if sheets.len() > MAX_SHEETS {
            return Err(Refusal::Damaged);
        }
        let mut tables = Vec::new();
        for sheet in &mut sheets {
            let table = match sheet.refusal.clone() {
                Some(refusal) => Err(refusal),
                None => book.table(&sheet.name, hints.header_line),
            };
            sheet.refusal = table.as_ref().err().cloned();
            tables.push(table);
        }
        let chosen = match &hints.sheet {
            Some(name) => named(&sheets, name).ok_or_else(|| Refusal::NoSuchSheet { name: name.clone() })?,
            None => first_usable(&sheets).ok_or_else(|| refusal_of_all(&sheets))?,
        };
        let (header, merges) = tables.swap_remove(chosen)?;
        Ok(Workbook { book, sheet: sheets[chosen].name.clone(), merges, header, sheets })
    }

    /// The name of the chosen sheet.
    pub(super) fn sheet(&self) -> &str {
        &self.sheet
    }

    /// Whether it is the older format.
    pub(super) fn is_xls(&self) -> bool {
        matches!(self.book, Book::Xls(_))
    }

    /// The rows of the chosen sheet from the first one below the header.
    pub(super) fn rows(&mut self) -> Result<SheetRows<'_>, Refusal> {
        Ok(SheetRows::new(self.book.cursor(&self.sheet)?, &self.header, &self.merges))
    }
}

impl Book {
    fn sheets(&self) -> Vec<SheetInfo> {
        let sheets = match self {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xls(book) => book.sheets_metadata(),
        };
        let info = |sheet: &calamine::Sheet| SheetInfo {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
            refusal: (sheet.typ != SheetType::WorkSheet).then(|| Refusal::BadSheet { name: sheet.name.clone() }),
        };
        sheets.iter().map(info).collect()
    }

    fn table(&mut self, name: &str, header_line: Option<u64>) -> Result<(Header, Vec<Merge>), Refusal> {
        let merges = self.merges(name);
        let sample = rows::sample(self.cursor(name)?)?;
        let last_line = sample.last().map_or(0, |row| row.line);
        let above = merges.iter().take_while(|merge| merge.top <= last_line).take(MAX_HEADER_MERGES);
        let above: Vec<Merge> = above.copied().collect();
        let header = header::find(&sample, &above, header_line)?;
        Ok((header, merges))
    }

    /// The merged cells of a sheet from top to bottom. A list that cannot be read is none: the values are still there.
    fn merges(&mut self, name: &str) -> Vec<Merge> {
        let merges = guard(|| match self {
            Book::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
            Book::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        });
        let merge = |range: Dimensions| Merge {
            top: u64::from(range.start.0) + 1,
            bottom: u64::from(range.end.0) + 1,
            left: range.start.1,
            right: range.end.1,
        };
        let is_sound = |merge: &Merge| merge.left <= merge.right && merge.top <= merge.bottom;
        let mut merges: Vec<Merge> = merges.unwrap_or_default().into_iter().map(merge).filter(is_sound).collect();
        merges.sort_by_key(|merge| (merge.top, merge.left));
        merges
    }

    fn cursor(&mut self, name: &str) -> Result<Cursor<'_>, Refusal> {
        match self {
            Book::Xlsx(book) => {
                guard(|| book.worksheet_cells_reader(name).map_err(|error| refusal_of_xlsx(&error)))?.map(Cursor::xlsx)
            }
            Book::Xls(book) => {
                guard(|| book.worksheet_range(name).map_err(|error| refusal_of_xls(&error)))?.map(Cursor::xls)
            }
        }
    }
}

/// Runs calamine, which takes places and lengths from the file and panics when some of them are wrong.
fn guard<T>(read: impl FnOnce() -> T) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| Refusal::Damaged)
}

fn open(path: &Path) -> Result<Input, Refusal> {
    File::open(path).map(BufReader::new).map_err(|error| Refusal::unreadable(&error))
}

fn refusal_of_xlsx(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Encrypted,
        XlsxError::WorksheetNotFound(name) => Refusal::BadSheet { name: name.clone() },
        _ => Refusal::Damaged,
    }
}

fn refusal_of_xls(error: &XlsError) -> Refusal {
    match error {
        XlsError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}

/// The sheet of that name, else the only one whose name differs by spaces around it.
fn named(sheets: &[SheetInfo], name: &str) -> Option<usize> {
    let exact = sheets.iter().position(|sheet| sheet.name == name);
    exact.or_else(|| sheets.iter().position(|sheet| sheet.name.trim() == name.trim()))
}

fn first_usable(sheets: &[SheetInfo]) -> Option<usize> {
    let usable = |hidden: bool| sheets.iter().position(|sheet| sheet.refusal.is_none() && sheet.hidden == hidden);
    usable(false).or_else(|| usable(true))
}

/// Why no sheet can be read: what is wrong with the first one that has something in it.
fn refusal_of_all(sheets: &[SheetInfo]) -> Refusal {
    let refusals = || sheets.iter().filter_map(|sheet| sheet.refusal.clone());
    refusals().find(|refusal| *refusal != Refusal::Empty).unwrap_or(Refusal::Empty)
}
