//! The jobs that carry tables into and out of the record engine, with the rights of whoever asked for them.

use std::cell::Cell;
use std::io::BufWriter;
use std::sync::Arc;

use heyi_db::Ctx;
use heyi_engine::files::{self, Intake};
use heyi_engine::jobs::{JobCx, JobKind};
use heyi_engine::{Engine, exports, imports};
use heyi_model::{Code, Kind, Problem, RecordId};
use serde_json::{Value as Json, json};

use crate::export::{self, ExportSpec};
use crate::import::{Kept, Progress, Run, spec_of};

/// Runs an import, a dry one too. When it is taken over, it goes on after the last set that was written.
pub const IMPORT: JobKind = JobKind::of_persons("records.import", run_import);
/// Writes an export.
pub const EXPORT: JobKind = JobKind::of_persons("records.export", run_export);

/// Every kind of job of this crate.
pub fn kinds() -> Vec<JobKind> {
    vec![IMPORT, EXPORT]
}

fn id_in(cx: &JobCx, name: &str) -> Result<RecordId, Problem> {
    let id = cx.payload[name].as_str().and_then(|text| text.parse().ok());
    id.ok_or_else(|| Problem::internal("a job without its id"))
}

fn run_import(engine: &Engine, cx: &JobCx) -> Result<Json, Problem> {
    let id = id_in(cx, "import")?;
    let found = cx.write(engine, move |work| imports::find(work, id))?;
    if found.job != Some(cx.id) {
        return Err(Problem::not_found());
    }
    let figures = found.figures;
    let so_far = Progress {
        rows: figures.rows,
        created: figures.created,
        updated: figures.updated,
        skipped: figures.skipped,
        failed: figures.failed,
    };
    let module = found.module.clone();
    let keeper = Arc::new(Kept { engine: engine.clone(), cx: cx.clone(), module, so_far });
    let (who, spec) = (cx.who.clone(), spec_of(&found)?);
    let (module, path, dry_run) = (&*found.module, &*found.path, found.dry_run);
    Run { engine, who, module, path, spec: &spec, dry_run, keeper }.run()?;
    let done = engine.read_blocking(cx.who.clone(), Ctx::slow(), move |work| imports::find(work, id))?.figures;
    Ok(json!({"import": id, "rows": done.rows, "failed": done.failed}))
}

fn run_export(engine: &Engine, cx: &JobCx) -> Result<Json, Problem> {
    /// Bytes that a file of an export has at most: 2 GB.
    const MAX_BYTES: u64 = 2_000_000_000;
    /// Rows between two looks whether the job was cancelled.
    const STEP: u64 = 2_000;
    let id = id_in(cx, "export")?;
    let found = cx.write(engine, move |work| exports::find(work, id))?;
    let spec = ExportSpec::from_json(&found.module, &found.spec)?;
    let (mut reader, writer) = std::io::pipe().map_err(Problem::internal)?;
    let told = Cell::new(0);
    let lost = Cell::new(None);
    let progress = |rows: u64| {
        if rows < told.get() + STEP {
            return true;
        }
        told.set(rows);
        cx.progress(engine, rows, None).map_err(|problem| lost.set(Some(problem))).is_ok()
    };
    let (written, received) = std::thread::scope(|scope| {
        let receiving = scope.spawn(|| {
            let received = files::receive(engine, &mut reader, &Intake { max: MAX_BYTES, ..Intake::default() });
            // Whoever writes hears that nobody reads any more.
            drop(reader);
            received
        });
        let written = export::export(engine, &cx.who, &spec, BufWriter::new(writer), &progress);
        (written, receiving.join())
    });
    if let Some(problem) = lost.take() {
        return Err(problem);
    }
    let received = received.map_err(|_| Problem::internal("receiving an export panicked"))?;
    let (rows, received) = match (written, received) {
        (_, Err(problem)) if problem.kind == Kind::TooLarge => return Err(too_large(&problem)),
        (Err(problem), _) | (_, Err(problem)) => return Err(problem),
        (Ok(rows), Ok(received)) => (rows, received),
    };
    let content = received.clone();
    cx.write(engine, move |work| exports::finish(work, id, &content, rows))?;
    Ok(json!({"export": id, "rows": rows, "size": received.size}))
}

/// The file would be larger than can be kept: final, whatever the writer says of its broken pipe.
fn too_large(problem: &Problem) -> Problem {
    Problem { params: problem.params.clone(), ..Problem::new(Kind::TooLarge, Code::TooLarge) }
}
