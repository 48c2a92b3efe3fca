//! Exporting what a caller reads: the same rows and fields as a list, page by page, as CSV or XLSX.

use std::io::Write;

use heyi_db::Ctx;
use heyi_engine::query::{self, CountMode, ListRequest, Paging, SortKey};
use heyi_engine::{Engine, Who};
use heyi_model::filter::Path;
use heyi_model::{Filter, Locale, Problem};
use serde_json::Value as Json;

use crate::table::{CsvEncoding, CsvWriter, OutCell, TableWriter, XlsxWriter};

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// CSV in UTF-8 with a byte order mark, which Excel opens rightly.
    #[default]
    Csv,
    /// CSV in GB18030.
    CsvGb18030,
    /// Excel.
    Xlsx,
}

/// What is exported.
#[derive(Debug, Clone, Default)]
pub struct ExportSpec {
    /// The module.
    pub module: String,
    /// Which records.
    pub filter: Filter,
    /// A search, as in a list.
    pub q: Option<String>,
    /// Which fields, in order; empty for all that the caller reads.
    pub fields: Vec<String>,
    /// The kind of file.
    pub kind: FileKind,
}

impl ExportSpec {
    /// As it is kept with an export.
    pub fn to_json(filter: &Json, q: Option<&str>, fields: &[String], kind: FileKind) -> Json {
        serde_json::json!({"filter": filter, "q": q, "fields": fields, "kind": kind})
    }

    /// What was kept.
    ///
    /// # Errors
    /// 422 when the condition is no longer one.
    pub fn from_json(module: &str, json: &Json) -> Result<Self, Problem> {
        let filter = match &json["filter"] {
            Json::Null => Filter::default(),
            filter => Filter::parse(filter)?,
        };
        Ok(Self {
            module: module.to_owned(),
            filter,
            q: json["q"].as_str().map(str::to_owned),
            fields: serde_json::from_value(json["fields"].clone()).unwrap_or_default(),
            kind: serde_json::from_value(json["kind"].clone()).unwrap_or_default(),
        })
    }
}

impl FileKind {
    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvGb18030 => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Exports, and gives the number of rows. `progress` is called after each page; `false` stops.
///
/// # Errors
/// 403 when the role may not export; whatever a list answers; 503 when the file cannot be written.
pub fn export<W: Write + Send + 'static>(
    engine: &Engine,
    who: &Who,
    spec: &ExportSpec,
    out: W,
    progress: &dyn Fn(u64) -> bool,
) -> Result<u64, Problem> {
    let snapshot = engine.snapshot();
    let module = snapshot.module(&spec.module)?.clone();
    let rights = who.rights(&module);
    if !rights.export {
        return Err(Problem::forbidden());
    }
    let readable =
        |key: &str| module.field(key).is_some_and(|f| rights.field(f) != heyi_model::module::FieldAccess::Hidden);
    let fields: Vec<String> = if spec.fields.is_empty() {
        let shown = module.fields.iter().map(|f| f.key.to_string());
        shown.filter(|k| readable(k)).collect()
    } else {
        spec.fields.clone()
    };
    let locale = who.locale();
    let mut writer = writer(spec, out, module.def.label.get(locale), engine)?;
    let id = if locale == Locale::Zh { "编号 ID" } else { "ID" };
    let labels = fields.iter().map(|k| module.field(k).map_or("", |f| f.def.label.get(locale)));
    let labels: Vec<&str> = [id].into_iter().chain(labels).collect();
    writer.header(&labels).map_err(unwritable)?;
    let sort = vec![SortKey { path: Path::parse("id")?, desc: false }];
    let mut request = ListRequest {
        filter: spec.filter.clone(),
        q: spec.q.clone(),
        sort,
        fields: Some(fields.clone()),
        limit: 200,
        paging: Paging::First,
        count: CountMode::None,
    };
    let mut rows = 0;
    loop {
        let (key, page) = (spec.module.clone(), request.clone());
        let answer = engine.read_blocking(who.clone(), Ctx::slow(), move |work| {
            let mut out = Vec::new();
            let info = query::list(work, &key, &page, &mut out)?;
            Ok((out, info))
        })?;
        let (json, info) = answer;
        let page: Json = serde_json::from_slice(&json).map_err(Problem::internal)?;
        for record in page["records"].as_array().into_iter().flatten() {
            let texts: Vec<String> = fields.iter().map(|k| text(&module, k, record, locale)).collect();
            let id = record["id"].as_str().unwrap_or_default();
            let cells = fields.iter().zip(&texts).map(|(k, t)| cell(&module, k, t));
            let cells: Vec<OutCell> = [OutCell::Text(id)].into_iter().chain(cells).collect();
            writer.row(&cells).map_err(unwritable)?;
            rows += 1;
        }
        match info.next_cursor {
            Some(cursor) if progress(rows) => request.paging = Paging::Cursor(cursor),
            _ => break,
        }
    }
    writer.finish().map_err(unwritable)?;
    Ok(rows)
}

fn writer<W: Write + Send + 'static>(
    spec: &ExportSpec,
    out: W,
    sheet: &str,
    engine: &Engine,
) -> Result<Box<dyn TableWriter>, Problem> {
    Ok(match spec.kind {
        FileKind::Csv => Box::new(CsvWriter::new(out, CsvEncoding::Utf8WithBom)),
        FileKind::CsvGb18030 => Box::new(CsvWriter::new(out, CsvEncoding::Gb18030)),
        FileKind::Xlsx => {
            let now = jiff::Timestamp::from_millisecond(engine.clock().now_ms()).map_err(Problem::internal)?;
            let created = now.to_zoned_datetime(engine.snapshot().parse.zone.clone()).datetime();
            Box::new(XlsxWriter::new(out, sheet, created).map_err(unwritable)?)
        }
    })
}

/// The value of a field as a person reads it in a file.
fn text(module: &heyi_model::Module, key: &str, record: &Json, locale: Locale) -> String {
    let option = |key: &str, option: &str| {
        let def = module.field(key).and_then(|f| f.def.options.get(option));
        def.map_or_else(|| option.to_owned(), |o| o.label.get(locale).to_owned())
    };
    match &record[key] {
        Json::Null => String::new(),
        Json::String(s) if module.field(key).is_some_and(|f| f.ty.key() == "choice") => option(key, s),
        Json::String(s) => s.clone(),
        Json::Bool(b) => match (b, locale) {
            (true, Locale::Zh) => "是".into(),
            (false, Locale::Zh) => "否".into(),
            (true, Locale::En) => "Yes".into(),
            (false, Locale::En) => "No".into(),
        },
        Json::Array(items) => {
            items.iter().filter_map(Json::as_str).map(|o| option(key, o)).collect::<Vec<_>>().join(", ")
        }
        Json::Object(parts) if parts.contains_key("name") => parts["name"].as_str().unwrap_or_default().to_owned(),
        Json::Object(parts) => parts.values().filter_map(Json::as_str).collect::<Vec<_>>().join(" "),
        Json::Number(n) => n.to_string(),
    }
}

fn cell<'a>(module: &heyi_model::Module, key: &str, text: &'a str) -> OutCell<'a> {
    match module.field(key).map(|f| f.ty.key()) {
        _ if text.is_empty() => OutCell::Empty,
        Some("integer" | "decimal" | "money" | "percent") => OutCell::Number(text),
        Some("phone") => OutCell::Phone(text),
        Some("date") => text.parse().map_or(OutCell::Text(text), OutCell::Date),
        _ => OutCell::Text(text),
    }
}

fn unwritable(error: impl std::fmt::Display) -> Problem {
    Problem { log: error.to_string(), ..Problem::new(heyi_model::Kind::Unavailable, heyi_model::Code::Busy) }
}
