//! The key file of the seals. It lies outside the database, is readable by its owner only, and is in no backup.

use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit as _};
use rand::TryRng as _;
use sha2::{Digest as _, Sha256};

use super::commitment::SIZE;

/// The key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SealKeyError {
    /// It cannot be read, or made when it is missing.
    #[error("the key file {} cannot be used: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A line is not a key of 64 hexadecimal digits.
    #[error("line {line} of the key file {} is not a key of 64 hexadecimal digits", path.display())]
    NotAKey {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// The machine gives no random bytes.
    #[error("the machine gives no random bytes for the key file")]
    NoRandomness,
}

/// Where the key file of an engine with this folder of files is: `seal.key` beside the folder.
///
/// One key a line, 64 hexadecimal digits. The last line seals; the others are only used to check older seals, so a key
/// is changed by adding a line.
pub fn seal_key_path(files: &Path) -> PathBuf {
    files.parent().unwrap_or(Path::new(".")).join("seal.key")
}

/// One key.
#[derive(Clone)]
pub(super) struct SealKey {
    /// Names the key without telling it.
    pub id: Box<str>,
    mac: Hmac<Sha256>,
}

impl SealKey {
    fn new(bytes: &[u8; SIZE]) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"heyi seal key");
        hash.update(bytes);
        let id = hex::encode(&hash.finalize()[..8]).into();
        Self { id, mac: Hmac::new(&padded(bytes)) }
    }
    /// A message authentication code under this key, not begun yet.
    pub fn mac(&self) -> Hmac<Sha256> {
        self.mac.clone()
    }
}

/// A key of HMAC-SHA256 in the block that HMAC makes of it anyhow.
fn padded(bytes: &[u8]) -> hmac::digest::Key<Hmac<Sha256>> {
    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
    block[..bytes.len()].copy_from_slice(bytes);
    block
}

/// The keys of the file, the one that seals last.
pub(super) fn read(path: &Path) -> Result<Vec<SealKey>, SealKeyError> {
    let text = std::fs::read_to_string(path).map_err(|error| SealKeyError::Io { path: path.into(), error })?;
    parse(path, &text)
}

/// The keys of the file; makes it with a new key when it is missing or empty. Two processes that start together use the
/// same key: the file is locked meanwhile.
pub(super) fn read_or_make(path: &Path) -> Result<Vec<SealKey>, SealKeyError> {
    let failed = |error| SealKeyError::Io { path: path.into(), error };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).or_else(|_| std::fs::File::open(path)).map_err(failed)?;
    file.lock().map_err(failed)?;
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(failed)?;
    if text.trim().is_empty() {
        let mut key = [0_u8; SIZE];
        // A key must not follow from the seed of a process: it comes from the machine.
        rand::rngs::SysRng.try_fill_bytes(&mut key).map_err(|_| SealKeyError::NoRandomness)?;
        text = format!("{}\n", hex::encode(key));
        file.rewind().and_then(|()| file.write_all(text.as_bytes())).and_then(|()| file.sync_all()).map_err(failed)?;
        tracing::info!(path = %path.display(), "history.seal_key.made");
    }
    parse(path, &text)
}

fn parse(path: &Path, text: &str) -> Result<Vec<SealKey>, SealKeyError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let keys = lines.map(|(i, line)| {
        let mut key = [0_u8; SIZE];
        match hex::decode_to_slice(line.trim(), &mut key) {
            Ok(()) => Ok(SealKey::new(&key)),
            Err(_) => Err(SealKeyError::NotAKey { path: path.into(), line: i + 1 }),
        }
    });
    keys.collect()
}
