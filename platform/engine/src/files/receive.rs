//! Receiving content: streamed into a temporary file, hashed and sniffed on the way, scanned, made durable, and put under
//! its name. Outside the write lane; nothing refers to it until it is stored.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use heyi_model::{Code, Kind, Problem};
use sha2::{Digest as _, Sha256};

use super::blob;
use crate::engine::Engine;

/// Largest file when nothing else is said, in bytes: 100 MB.
pub const MAX_SIZE: u64 = 100_000_000;
/// Bytes at the beginning of a file that say what it is.
const HEAD: usize = 8192;

/// What a scan says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// It must not be stored; why, for the log.
    Refused(String),
}

/// A scan of received files, for viruses or whatever an organisation forbids. Runs before the file can be seen by anyone.
pub trait FileScan: Send + Sync {
    /// Scans the file at this path.
    fn scan(&self, file: &Path) -> Result<Verdict, Problem>;
}

/// Scans nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoScan;

impl FileScan for NoScan {
    fn scan(&self, _: &Path) -> Result<Verdict, Problem> {
        Ok(Verdict::Clean)
    }
}

/// How content is received.
pub struct Intake<'a> {
    /// Largest size in bytes.
    pub max: u64,
    /// The scan.
    pub scan: &'a dyn FileScan,
}

impl Default for Intake<'_> {
    fn default() -> Self {
        Self { max: MAX_SIZE, scan: &NoScan }
    }
}

impl std::fmt::Debug for Intake<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Intake").field("max", &self.max).finish_non_exhaustive()
    }
}

/// Content that is there and durable, but that no file uses yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Its SHA-256, 64 hexadecimal digits.
    pub hash: String,
    /// Its size in bytes.
    pub size: u64,
    /// What it is, by its content.
    pub media_type: String,
}

/// A file on its way; it is removed unless it arrives.
struct Incoming {
    path: PathBuf,
    arrived: bool,
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.arrived {
            // What is left behind is removed by `sweep`.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Receives content. Blocks: call it on a thread that may.
///
/// # Errors
/// 413 above the limit, 422 for nothing at all or what the scan refuses, 500 when the disk says no.
pub fn receive(engine: &Engine, reader: &mut dyn Read, intake: &Intake) -> Result<Received, Problem> {
    let folder = blob::incoming(engine.files_dir());
    std::fs::create_dir_all(&folder).map_err(Problem::internal)?;
    let id = engine.0.ids.draw(&*engine.0.clock);
    let mut incoming = Incoming { path: folder.join(id.to_string()), arrived: false };
    let mut file = OpenOptions::new().write(true).create_new(true).open(&incoming.path).map_err(Problem::internal)?;
    let received = copy(reader, &mut file, intake.max)?;
    file.sync_all().map_err(Problem::internal)?;
    if let Verdict::Refused(why) = intake.scan.scan(&incoming.path)? {
        tracing::warn!(file.hash = received.hash, why, "file.refused");
        return Err(Problem::field("file", Code::FileRefused));
    }
    let now = engine.clock().now_ms();
    place(engine.files_dir(), &received.hash, &incoming.path, now).map_err(Problem::internal)?;
    incoming.arrived = true;
    Ok(received)
}

fn copy(reader: &mut dyn Read, file: &mut File, max: u64) -> Result<Received, Problem> {
    let (mut hash, mut size, mut head) = (Sha256::new(), 0_u64, Vec::with_capacity(HEAD));
    let mut buffer = vec![0_u8; 64 * 1024];
    loop {
        let n = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
            // The sender went away or sent nonsense: not a fault of ours.
            Err(e) => return Err(Problem { log: e.to_string(), ..Problem::malformed("file", Code::InvalidParameter) }),
        };
        size += n as u64;
        if size > max {
            let shown = if max >= 1_000_000 { format!("{} MB", max / 1_000_000) } else { format!("{max} B") };
            return Err(Problem::new(Kind::TooLarge, Code::TooLarge).with("max", shown));
        }
        head.extend_from_slice(&buffer[..n.min(HEAD - head.len())]);
        hash.update(&buffer[..n]);
        file.write_all(&buffer[..n]).map_err(Problem::internal)?;
    }
    if size == 0 {
        return Err(Problem::field("file", Code::EmptyFile));
    }
    Ok(Received { hash: hex::encode(hash.finalize()), size, media_type: blob::media_type(&head).to_owned() })
}

/// Puts the file under its name, durably. The same content may be there already; it is then as new as this one, so that
/// upkeep does not sweep it away before it is stored.
fn place(files: &Path, hash: &str, incoming: &Path, now_ms: i64) -> std::io::Result<()> {
    let path = blob::path(files, hash).ok_or(std::io::ErrorKind::InvalidInput)?;
    let folder = path.parent().ok_or(std::io::ErrorKind::InvalidInput)?;
    std::fs::create_dir_all(folder)?;
    let now = UNIX_EPOCH + Duration::from_millis(u64::try_from(now_ms).unwrap_or_default());
    OpenOptions::new().write(true).open(incoming)?.set_modified(now)?;
    std::fs::rename(incoming, &path)?;
    for folder in [Some(folder), folder.parent(), Some(files)].into_iter().flatten() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
