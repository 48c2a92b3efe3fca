//! Why a file is not read at all, in words that tell a person what to do.

use super::limits;

/// What a file is instead of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotATable {
    /// A web page, also one that was saved under the name of a table.
    WebPage,
    /// An XML document, the "XML Spreadsheet 2003" included.
    Xml,
    /// JSON.
    Json,
    /// The stand-in that Git LFS leaves where the real file should be.
    GitLfsPointer,
    /// A vCard or a calendar file.
    Card,
    /// A PDF.
    Pdf,
    /// A picture.
    Image,
    /// Sound or film.
    Media,
    /// A text document such as DOCX or RTF, or slides.
    Document,
    /// A spreadsheet of a kind that is not read: ODS, XLSB, Numbers.
    OtherSpreadsheet,
    /// A ZIP, 7z, RAR or gzip archive.
    Archive,
    /// Something else that is no text.
    Binary,
}

/// Why a file, or one of its sheets, is not read. Nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The file is something else.
    #[error("{}", self.en())]
    NotATable(NotATable),
    /// No row looks like a header.
    #[error("{}", self.en())]
    NoHeader {
        /// The line that should have been the header, from 1.
        line: u64,
    },
    /// There is nothing in the file or the sheet.
    #[error("{}", self.en())]
    Empty,
    /// The file unpacks to more than can be held.
    #[error("{}", self.en())]
    TooLarge {
        /// The bound in megabytes (10⁶ bytes).
        limit_mb: u64,
    },
    /// More columns than [`limits::MAX_COLUMNS`].
    #[error("{}", self.en())]
    TooManyColumns,
    /// A password protects the file.
    #[error("{}", self.en())]
    Encrypted,
    /// The bytes are text in none of the encodings that are tried.
    #[error("{}", self.en())]
    UnknownEncoding,
    /// The workbook has no sheet of that name.
    #[error("{}", self.en())]
    NoSuchSheet {
        /// The name asked for.
        name: String,
    },
    /// The header row that was asked for is not there or is blank.
    #[error("{}", self.en())]
    NoSuchHeaderRow {
        /// The line asked for, from 1.
        line: u64,
    },
    /// The sheet is a chart or a macro.
    #[error("{}", self.en())]
    BadSheet {
        /// Its name.
        name: String,
    },
    /// The workbook is damaged.
    #[error("{}", self.en())]
    Damaged,
    /// The file cannot be opened or read.
    #[error("{}", self.en())]
    Unreadable {
        /// What the system said.
        reason: String,
    },
}

impl Refusal {
    pub(super) fn too_large() -> Refusal {
        Refusal::TooLarge { limit_mb: limits::MAX_UNPACKED_BYTES / 1_000_000 }
    }

    pub(super) fn unreadable(error: &std::io::Error) -> Refusal {
        Refusal::Unreadable { reason: error.kind().to_string() }
    }

    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::NotATable(_) => "not_a_table",
            Refusal::NoHeader { .. } => "no_header",
            Refusal::Empty => "empty_table",
            Refusal::TooLarge { .. } => "table_too_large",
            Refusal::TooManyColumns => "too_many_columns",
            Refusal::Encrypted => "encrypted_file",
            Refusal::UnknownEncoding => "unknown_encoding",
            Refusal::NoSuchSheet { .. } => "no_such_sheet",
            Refusal::NoSuchHeaderRow { .. } => "no_such_header_row",
            Refusal::BadSheet { .. } => "bad_sheet",
            Refusal::Damaged => "damaged_file",
            Refusal::Unreadable { .. } => "unreadable_file",
        }
    }

    /// The reason and what to do, in English.
    pub fn en(&self) -> String {
        match self {
            Refusal::NotATable(kind) => kind.en().into(),
            Refusal::NoHeader { line } => format!(
                "Line {line} looks like data, not like a header. Put the names of the columns into the first row, or say                  which row holds them."
            ),
            Refusal::Empty => "There is nothing in this table. Choose another sheet or file.".into(),
            Refusal::TooLarge { limit_mb } => format!(
                "The workbook unpacks to more than {limit_mb} MB. Split it, or save the sheet as CSV, which may have any                  size."
            ),
            Refusal::TooManyColumns => format!(
                "The table has more than {} columns. Remove the columns that are not needed.",
                limits::MAX_COLUMNS
            ),
            Refusal::Encrypted => {
                "The file is protected by a password. Open it, remove the password and save it again.".into()
            }
            Refusal::UnknownEncoding => {
                "The text is neither UTF-8, UTF-16 nor GB18030. Save the file as \"CSV UTF-8\", or say its encoding."
                    .into()
            }
            Refusal::NoSuchSheet { name } => {
                format!("The file has no sheet called \"{name}\". Choose one that it has.")
            }
            Refusal::NoSuchHeaderRow { line } => format!("Line {line} holds no header. Choose another header row."),
            Refusal::BadSheet { name } => {
                format!("The sheet \"{name}\" is a chart or a macro, not a table. Choose another sheet.")
            }
            Refusal::Damaged => {
                "The workbook is damaged. Open it in the program that made it and save it as XLSX again.".into()
            }
            Refusal::Unreadable { reason } => format!("The file cannot be read ({reason}). Try again."),
        }
    }

    /// The reason and what to do, in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Refusal::NotATable(kind) => kind.zh().into(),
            Refusal::NoHeader { line } => {
                format!("第 {line} 行看起来是数据而不是标题行。请把列名放在第一行，或者指定标题行是哪一行。")
            }
            Refusal::Empty => "这张表是空的。请选择其他工作表或文件。".into(),
            Refusal::TooLarge { limit_mb } => {
                format!("工作簿解压后超过 {limit_mb} MB。请拆分文件，或另存为 CSV（CSV 不限大小）。")
            }
            Refusal::TooManyColumns => format!("表格超过 {} 列。请删除不需要的列。", limits::MAX_COLUMNS),
            Refusal::Encrypted => "文件有密码保护。请打开文件、取消密码后重新保存。".into(),
            Refusal::UnknownEncoding => {
                "文字不是 UTF-8、UTF-16 或 GB18030 编码。请另存为“CSV UTF-8”，或者指定文件的编码。".into()
            }
            Refusal::NoSuchSheet { name } => format!("文件中没有名为“{name}”的工作表。请选择已有的工作表。"),
            Refusal::NoSuchHeaderRow { line } => format!("第 {line} 行不是标题行。请选择其他行作为标题行。"),
            Refusal::BadSheet { name } => format!("工作表“{name}”是图表或宏，不是表格。请选择其他工作表。"),
            Refusal::Damaged => "工作簿已损坏。请用原来的程序打开，重新另存为 XLSX。".into(),
            Refusal::Unreadable { reason } => format!("无法读取文件（{reason}）。请重试。"),
        }
    }
}

impl NotATable {
    fn en(&self) -> &'static str {
        match self {
            NotATable::WebPage => {
                "This is a web page, not a table. Download the real file, or open the page in Excel and save it as XLSX."
            }
            NotATable::Xml => "This is an XML file, not a table. Open it in Excel and save it as XLSX or CSV.",
            NotATable::Json => "This is JSON, not a table. Convert it to CSV, or send it to the API.",
            NotATable::GitLfsPointer => {
                "This is the pointer that Git LFS leaves, not the file itself. Run `git lfs pull` and use the real file."
            }
            NotATable::Card => "This is a vCard or calendar file, not a table. Save the contacts as CSV.",
            NotATable::Pdf => "This is a PDF, not a table. Use the XLSX or CSV file that it was made from.",
            NotATable::Image => "This is a picture, not a table. Use the XLSX or CSV file.",
            NotATable::Media => "This is a sound or film, not a table. Use the XLSX or CSV file.",
            NotATable::Document => {
                "This is a text document, not a table. Copy the table into Excel and save it as XLSX."
            }
            NotATable::OtherSpreadsheet => "This kind of spreadsheet is not read. Save it as XLSX or CSV.",
            NotATable::Archive => "This is an archive. Unpack it and choose the XLSX or CSV file inside.",
            NotATable::Binary => "This file holds no text and is no workbook. Choose an XLSX, XLS or CSV file.",
        }
    }

    fn zh(&self) -> &'static str {
        match self {
            NotATable::WebPage => "这是网页，不是表格。请下载真正的文件，或用 Excel 打开后另存为 XLSX。",
            NotATable::Xml => "这是 XML 文件，不是表格。请用 Excel 打开后另存为 XLSX 或 CSV。",
            NotATable::Json => "这是 JSON，不是表格。请转换成 CSV，或通过 API 提交。",
            NotATable::GitLfsPointer => {
                "这是 Git LFS 的指针文件，不是文件本身。请运行 `git lfs pull` 后使用真正的文件。"
            }
            NotATable::Card => "这是名片或日历文件，不是表格。请把其中的人员另存为 CSV。",
            NotATable::Pdf => "这是 PDF，不是表格。请使用生成它的 XLSX 或 CSV 文件。",
            NotATable::Image => "这是图片，不是表格。请使用 XLSX 或 CSV 文件。",
            NotATable::Media => "这是音频或视频，不是表格。请使用 XLSX 或 CSV 文件。",
            NotATable::Document => "这是文档，不是表格。请把表格复制到 Excel 后另存为 XLSX。",
            NotATable::OtherSpreadsheet => "不支持这种电子表格格式。请另存为 XLSX 或 CSV。",
            NotATable::Archive => "这是压缩包。请解压后选择其中的 XLSX 或 CSV 文件。",
            NotATable::Binary => "这个文件不是文字，也不是工作簿。请选择 XLSX、XLS 或 CSV 文件。",
        }
    }
}
