//! Imports that people ask for over the API: looking at the file, proposing a mapping, correcting it, starting the job, and
//! the file of rejected rows.

use std::io::Write;
use std::path::Path;

use heyi_db::Ctx;
use heyi_engine::imports::{self, Entry, EntryKind, Import, Proposed};
use heyi_engine::{Engine, Who, Work, files};
use heyi_model::{Code, Fault, Problem, RecordId};
use serde_json::{Value as Json, json};

use super::check::check;
use super::propose::propose;
use super::reason::Reason;
use super::rejected::Rejected;
use super::run::refused;
use super::spec::ImportSpec;
use crate::table::{Cell, Format, Refusal, TableSource};

/// Rows that one import over the API has at most.
pub const MAX_ROWS: u64 = 2_000_000;
/// Rows that are shown with a proposal, and characters of each cell.
const SAMPLE: (usize, usize) = (5, 100);

/// Looks at a file that was sent and keeps a proposal: with the mapping of `spec`, or with one proposed from the labels
/// where `spec` has none. Reads the whole file: call it on a thread that may block.
///
/// # Errors
/// 403 when the role may not import, 404 for the module, 422 for a file that is not there or no table, and for every fault
/// of the mapping.
pub fn request(
    engine: &Engine,
    who: &Who,
    module: &str,
    file: RecordId,
    spec: ImportSpec,
) -> Result<RecordId, Problem> {
    let key = module.to_owned();
    let path = engine.read_blocking(who.clone(), Ctx::slow(), move |work| {
        if !work.who().rights(&*work.module(&key)?).import {
            return Err(Problem::forbidden());
        }
        let found = files::open(work, file).map_err(|_| Problem::field("file", Code::UnknownFile))?;
        Ok(found.path)
    })?;
    let proposed = look(engine, who, module, &path, spec)?;
    let module = module.to_owned();
    engine.write_blocking(who.clone(), Ctx::default(), move |work| imports::create(work, &module, file, &proposed))
}

/// Tells an import something else; like [`request`] it proposes a mapping where `spec` has none.
///
/// # Errors
/// As [`request`]; 409 `import_begun` once the run that writes has begun.
pub fn change(engine: &Engine, who: &Who, id: RecordId, spec: ImportSpec) -> Result<(), Problem> {
    let found = engine.read_blocking(who.clone(), Ctx::default(), move |work| imports::find(work, id))?;
    let proposed = look(engine, who, &found.module, &found.path, spec)?;
    engine.write_blocking(who.clone(), Ctx::default(), move |work| imports::set(work, id, &proposed))
}

/// Starts the run, a dry one or the one that writes. In the transaction of the caller.
///
/// # Errors
/// 422 for what is wrong with the mapping by now, 409 `import_begun`.
pub fn start(work: &mut Work, id: RecordId, dry_run: bool) -> Result<RecordId, Problem> {
    let found = imports::find(work, id)?;
    let looked: Json = serde_json::from_str(&found.proposed.looked).map_err(Problem::internal)?;
    let header: Vec<String> = serde_json::from_value(looked["table"]["columns"].clone()).map_err(Problem::internal)?;
    check(work.snapshot(), work.who(), &found.module, &spec_of(&found)?, &header)?;
    imports::start(work, id, dry_run, crate::jobs::IMPORT.key)
}

/// What an import was told.
pub(crate) fn spec_of(import: &Import) -> Result<ImportSpec, Problem> {
    serde_json::from_str(&import.proposed.spec).map_err(Problem::internal)
}

fn look(engine: &Engine, who: &Who, module: &str, path: &Path, mut spec: ImportSpec) -> Result<Proposed, Problem> {
    let mut source = TableSource::open(path, &spec.hints()).map_err(|refusal| refused(&refusal, who))?;
    let header = source.header().to_vec();
    let proposal = propose(engine, who, module, &header)?;
    if spec.columns.is_empty() {
        spec.columns = proposal.spec.columns;
    } else {
        check(&engine.snapshot(), who, module, &spec, &header)?;
    }
    let mut table = described(&source);
    let (sample, rows) = count(&mut source, who)?;
    table["sample"] = sample.into();
    let looked = json!({
        "table": table,
        "proposal": {"unmapped": proposal.unmapped, "missing": proposal.missing},
    });
    let spec = serde_json::to_string(&spec).map_err(Problem::internal)?;
    Ok(Proposed { spec, looked: looked.to_string(), rows })
}

/// What the file was found to be.
fn described(source: &TableSource) -> Json {
    let (format, encoding, delimiter) = match source.format() {
        Format::Text { encoding, delimiter } => ("text", Some(encoding.name()), delimiter),
        Format::Xlsx => ("xlsx", None, None),
        Format::Xls => ("xls", None, None),
    };
    let sheet = |sheet: &crate::table::SheetInfo| {
        let refusal = sheet.refusal.as_ref().map(Refusal::code);
        json!({"name": sheet.name, "hidden": sheet.hidden, "refusal": refusal})
    };
    json!({
        "format": format,
        "encoding": encoding,
        "delimiter": delimiter,
        "sheets": source.sheets().iter().map(sheet).collect::<Vec<_>>(),
        "sheet": source.sheet(),
        "header_line": source.header_line(),
        "columns": source.header(),
    })
}

/// The first rows, and how many there are, those that cannot be read included.
fn count(source: &mut TableSource, who: &Who) -> Result<(Vec<Json>, u64), Problem> {
    let (most, chars) = SAMPLE;
    let mut sample = Vec::new();
    let mut rows = 0;
    for row in source.rows().map_err(|refusal| refused(&refusal, who))? {
        rows += 1;
        if rows > MAX_ROWS {
            return Err(Fault::new("file", Code::TooManyRows).with("max", MAX_ROWS).into());
        }
        if let Ok(row) = row
            && sample.len() < most
        {
            let cut = |cell: &Cell| cell.text().chars().take(chars).collect::<String>();
            sample.push(row.cells.iter().map(cut).collect());
        }
    }
    Ok((sample, rows))
}

/// The file of rejected rows of an import, opened: what is left is to write it.
pub struct RejectedFile {
    engine: Engine,
    who: Who,
    source: TableSource,
    job: Option<RecordId>,
    /// What it is called.
    pub name: String,
}

/// Opens the file of rejected rows. Blocks.
///
/// # Errors
/// 404 for somebody else's import.
pub fn rejected(engine: &Engine, who: &Who, id: RecordId) -> Result<RejectedFile, Problem> {
    let found = engine.read_blocking(who.clone(), Ctx::default(), move |work| imports::find(work, id))?;
    let source = TableSource::open(&found.path, &spec_of(&found)?.hints()).map_err(|refusal| refused(&refusal, who))?;
    let (stem, label) = (
        Path::new(&found.name).file_stem(),
        match who.locale() {
            heyi_model::Locale::Zh => "未导入",
            heyi_model::Locale::En => "rejected",
        },
    );
    let name = format!("{} {label}.csv", stem.unwrap_or_default().to_string_lossy());
    Ok(RejectedFile { engine: engine.clone(), who: who.clone(), source, job: found.job, name })
}

impl RejectedFile {
    /// Writes the rows that were refused, in the order of the file, each with its line and the reason in the language of
    /// whoever asks.
    pub fn write(mut self, out: impl Write + Send + 'static) -> Result<(), Problem> {
        const PAGE: u32 = 500;
        let locale = self.who.locale();
        let mut rejected = Rejected::begin(out, self.source.header(), locale)?;
        let mut rows = self.source.rows().map_err(|refusal| refused(&refusal, &self.who))?;
        let (mut read, mut after) = (0, None);
        while let Some(job) = self.job {
            let page = self.engine.read_blocking(self.who.clone(), Ctx::slow(), move |work| {
                imports::entries(work, job, EntryKind::Failed, after, PAGE)
            })?;
            let Some(last) = page.last() else { break };
            after = Some((last.place, last.part));
            for Entry { place, line, detail, .. } in &page {
                let mut cells = Vec::new();
                while read <= *place {
                    cells = match rows.next() {
                        Some(Ok(row)) => row.cells.into_iter().map(Cell::into_text).collect(),
                        Some(Err(_)) => rows.cells_of_fault(),
                        None => Vec::new(),
                    };
                    read += 1;
                }
                rejected.add(*line, &cells, Reason::text_of_json(detail, locale))?;
            }
        }
        rejected.finish()
    }
}
