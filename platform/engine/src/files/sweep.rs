//! Upkeep of files: uploads that were never used, and content that no file uses.

use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use heyi_db::{Cells as _, Ctx, Value, bind, params, sql};
use heyi_model::{Problem, RecordId};
use sea_query::{Expr, ExprTrait as _, Query};

use super::{blob, store};
use crate::access::System;
use crate::engine::Engine;

/// An upload that hangs on nothing for this long is given up, and content is kept this long after its last use, in
/// milliseconds: 24 hours.
pub const ABANDONED_MS: i64 = 24 * 3_600_000;
/// Files in one write.
const CHUNK: usize = 200;

/// Gives up abandoned uploads and deletes content that no file uses; gives how many contents were deleted. Safe at any
/// time, on any node: content is deleted inside the write lane, where nobody can begin to use it meanwhile.
pub fn sweep(engine: &Engine) -> Result<u64, Problem> {
    while give_up(engine)? == CHUNK {}
    let before = engine.clock().now_ms() - ABANDONED_MS;
    for left in old_files(&blob::incoming(engine.files_dir()), before) {
        // Another node may have been quicker.
        let _ = std::fs::remove_file(left);
    }
    let mut swept = 0;
    for folder in folders(engine.files_dir()).iter().filter(|f| is_hex(f)).flat_map(|f| folders(f)) {
        for chunk in old_files(&folder, before).chunks(CHUNK) {
            swept += sweep_unused(engine, chunk.to_vec())?;
        }
    }
    Ok(swept)
}

fn give_up(engine: &Engine) -> Result<usize, Problem> {
    engine.write_blocking(System::maintenance(), Ctx::slow(), |work| {
        let before = work.now_ms() - ABANDONED_MS;
        let rows = work.tx.all(sql(
            "SELECT id, blob FROM stored_file WHERE record IS NULL AND deleted_at IS NULL AND at < $1 ORDER BY id LIMIT $2",
            params![before, CHUNK as i64],
        ))?;
        for row in &rows {
            if let Some(file) = row.int(0).and_then(RecordId::new) {
                store::release(work, file, row.text(1).unwrap_or_default())?;
            }
        }
        Ok(rows.len())
    })
}

fn sweep_unused(engine: &Engine, files: Vec<PathBuf>) -> Result<u64, Problem> {
    engine.write_blocking(System::maintenance(), Ctx::slow(), move |work| {
        let hash = |path: &PathBuf| path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        let mut select = Query::select();
        select
            .column("hash")
            .from("blob")
            .and_where(Expr::col("uses").gt(0))
            .and_where(Expr::col("hash").is_in(files.iter().map(|f| bind(hash(f)))));
        let used: Vec<String> = work.tx.all(select)?.iter().filter_map(|row| row.text(0).map(str::to_owned)).collect();
        let mut swept = 0;
        for file in files.iter().filter(|f| !used.contains(&hash(f))) {
            work.tx.execute(sql("DELETE FROM blob WHERE hash = $1", vec![Value::from(hash(file))]))?;
            match std::fs::remove_file(file) {
                Ok(()) => swept += 1,
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
                Err(e) => return Err(Problem::internal(e)),
            }
        }
        Ok(swept)
    })
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|e| e.path()).filter(|p| p.is_dir()).collect()
}

fn is_hex(folder: &Path) -> bool {
    folder.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.len() == 2)
}

/// Files of a folder that were last touched before `before`, UTC milliseconds.
fn old_files(folder: &Path, before: i64) -> Vec<PathBuf> {
    let limit = UNIX_EPOCH + Duration::from_millis(u64::try_from(before).unwrap_or_default());
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_old = |e: &std::fs::DirEntry| e.metadata().and_then(|m| m.modified()).is_ok_and(|at| at < limit);
    entries.filter(is_old).map(|e| e.path()).filter(|p| p.is_file()).collect()
}
