//! A row that could not be read, while the rows around it could.

/// Why one row could not be read. A fault concerns its row only: the rows after it are read, except after
/// [`RowFault::BrokenOff`], which is always the last item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// Fewer fields than the header has columns.
    #[error("Line {line} has {found} fields where the header has {expected}.")]
    TooFewFields {
        /// Line on which the row starts, from 1.
        line: u64,
        /// Fields of the row.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// More fields than the header has columns, and the excess is not empty.
    #[error("Line {line} has {found} fields where the header has {expected}.")]
    TooManyFields {
        /// Line on which the row starts, from 1.
        line: u64,
        /// Fields of the row.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// The whole line is one quoted text, and what is inside is not a row of this table.
    #[error("Line {line} is wrapped in quotes as a whole and holds {found} fields where the header has {expected}.")]
    WrappedLine {
        /// Line on which the row starts, from 1.
        line: u64,
        /// Fields inside the quotes.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// Bytes that mean nothing in the file's encoding.
    #[error("Line {line} holds bytes that are not text in {encoding}.")]
    WronglyEncoded {
        /// Line on which the row starts, from 1.
        line: u64,
        /// The file's encoding.
        encoding: &'static str,
    },
    /// A quote that is opened and never closed. Reading goes on at the next line.
    #[error("Line {line} opens a quote that is never closed.")]
    UnclosedQuote {
        /// Line on which the row starts, from 1.
        line: u64,
    },
    /// A field, a record or a number of fields beyond its bound. Reading goes on at the next line.
    #[error("Line {line} is too long: a field may have 1 MiB, a row 4 MiB and 20,000 fields.")]
    TooLong {
        /// Line on which the row starts, from 1.
        line: u64,
    },
    /// A value in a column that has no label.
    #[error("Line {line} has a value in column {column}, which has no label.")]
    ValueOutsideTable {
        /// Row of the sheet, from 1.
        line: u64,
        /// The column's letters, as in `AB`.
        column: String,
    },
    /// A cell of a workbook that its own program would not read. Such a cell says no place: when it stands between two
    /// rows that were read, both are reported.
    #[error("Line {line}, or one beside it, holds a damaged cell.")]
    DamagedCell {
        /// Row of the sheet, from 1.
        line: u64,
    },
    /// The file is damaged or cannot be read from here on. Nothing follows.
    #[error("The file cannot be read beyond line {line}.")]
    BrokenOff {
        /// Last line that was read.
        line: u64,
    },
}

impl RowFault {
    /// The line on which the row starts, from 1; in a workbook the row's number.
    pub fn line(&self) -> u64 {
        match *self {
            RowFault::TooFewFields { line, .. }
            | RowFault::TooManyFields { line, .. }
            | RowFault::WrappedLine { line, .. }
            | RowFault::WronglyEncoded { line, .. }
            | RowFault::UnclosedQuote { line }
            | RowFault::TooLong { line }
            | RowFault::ValueOutsideTable { line, .. }
            | RowFault::DamagedCell { line }
            | RowFault::BrokenOff { line } => line,
        }
    }

    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            RowFault::TooFewFields { .. } => "row_too_few_fields",
            RowFault::TooManyFields { .. } => "row_too_many_fields",
            RowFault::WrappedLine { .. } => "row_wrapped_in_quotes",
            RowFault::WronglyEncoded { .. } => "row_wrongly_encoded",
            RowFault::UnclosedQuote { .. } => "row_unclosed_quote",
            RowFault::TooLong { .. } => "row_too_long",
            RowFault::ValueOutsideTable { .. } => "row_value_outside_table",
            RowFault::DamagedCell { .. } => "row_damaged_cell",
            RowFault::BrokenOff { .. } => "row_broken_off",
        }
    }

    /// The reason in English.
    pub fn en(&self) -> String {
        self.to_string()
    }

    /// The reason in Chinese.
    pub fn zh(&self) -> String {
        match self {
            RowFault::TooFewFields { line, found, expected } | RowFault::TooManyFields { line, found, expected } => {
                format!("第 {line} 行有 {found} 个字段，而标题行有 {expected} 列。")
            }
            RowFault::WrappedLine { line, found, expected } => {
                format!("第 {line} 行整行被引号包住，其中有 {found} 个字段，而标题行有 {expected} 列。")
            }
            RowFault::WronglyEncoded { line, encoding } => format!("第 {line} 行含有不属于 {encoding} 编码的字节。"),
            RowFault::UnclosedQuote { line } => format!("第 {line} 行有一个没有闭合的引号。"),
            RowFault::TooLong { line } => {
                format!("第 {line} 行过长：一个字段最多 1 MiB，一行最多 4 MiB、20,000 个字段。")
            }
            RowFault::ValueOutsideTable { line, column } => format!("第 {line} 行在没有标题的 {column} 列有内容。"),
            RowFault::DamagedCell { line } => format!("第 {line} 行或其相邻行有损坏的单元格。"),
            RowFault::BrokenOff { line } => format!("第 {line} 行之后的内容已损坏，无法读取。"),
        }
    }
}
