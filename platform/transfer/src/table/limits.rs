//! The bounds of what a file may make us hold or do. A file beyond a bound is refused or its row reported; none of
//! them depends on the size of the machine.

/// Columns that a table may have, counting those with a label or a value.
pub const MAX_COLUMNS: usize = 1_000;
/// Bytes of one CSV field as UTF-8 (1 MiB).
pub const MAX_FIELD_BYTES: usize = 1 << 20;
/// Bytes of one CSV record as UTF-8, its line breaks inside quotes included (4 MiB).
pub const MAX_RECORD_BYTES: usize = 4 << 20;
/// Fields of one CSV record, the empty ones that Excel leaves at the end of lines included.
pub const MAX_FIELDS: usize = 20_000;
/// Quotes that are opened and never closed before reading of a CSV file stops; each makes the reader look at a record
/// twice, so without a bound a hostile file could keep it busy for hours.
pub const MAX_UNCLOSED_QUOTES: u32 = 100;
/// Bytes that are read to learn what a file is, its encoding and its delimiter (64 KiB).
pub const SNIFF_BYTES: usize = 64 << 10;
/// Rows that are read ahead to find the header and the columns without a label that hold values.
pub const SAMPLE_ROWS: usize = 200;
/// Rows among which the header is looked for.
pub const HEADER_SEARCH_ROWS: usize = 20;
/// Rows that a header of merged cells may span.
pub const MAX_HEADER_LEVELS: usize = 4;
/// Characters of one label; a longer cell is prose, not a label.
pub const MAX_LABEL_CHARS: usize = 100;
/// Sheets of one workbook.
pub const MAX_SHEETS: usize = 256;
/// Bytes of a workbook once unpacked: all parts of an XLSX, or the workbook stream of an XLS (200 MB).
pub const MAX_UNPACKED_BYTES: u64 = 200_000_000;
/// Parts in an XLSX file.
pub const MAX_ZIP_ENTRIES: usize = 10_000;
/// Unpacked over packed size of an XLSX beyond [`RATIO_FROM_BYTES`]. Sheets of real, very repetitive data reach about 60.
pub const MAX_ZIP_RATIO: u64 = 300;
/// Unpacked size below which the ratio does not matter.
pub const RATIO_FROM_BYTES: u64 = 20_000_000;
/// Opening and closing tags in the shared strings of an XLSX; each distinct text takes four.
pub const MAX_SHARED_STRING_TAGS: u64 = 12_000_000;
/// Opening and closing tags in the styles of an XLSX. Excel itself allows 65,490 cell formats.
pub const MAX_STYLE_TAGS: u64 = 1_000_000;
/// Cells of all sheets of an XLS, blank ones inside each sheet's used rectangle included, since they are held densely.
pub const MAX_XLS_CELLS: u64 = 6_000_000;
