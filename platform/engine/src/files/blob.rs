//! Where content lies: `ab/cd/<sha256>` under the folder of files.

use std::path::{Path, PathBuf};

/// The path of the content with this hash; `None` when it is not 64 lower-case hexadecimal digits, so that no stored text
/// can lead elsewhere.
pub(crate) fn path(files: &Path, hash: &str) -> Option<PathBuf> {
    let sound = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
    sound.then(|| files.join(&hash[..2]).join(&hash[2..4]).join(hash))
}

/// The folder of what is being received.
pub(super) fn incoming(files: &Path) -> PathBuf {
    files.join("incoming")
}

/// What the beginning of a file says it is, whatever its name says.
pub(super) fn media_type(head: &[u8]) -> &'static str {
    match infer::get(head) {
        Some(kind) => kind.mime_type(),
        None if is_text(head) => "text/plain",
        None => "application/octet-stream",
    }
}

/// UTF-8 without control characters; the last character may be cut off.
fn is_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(e) if e.error_len().is_none() => std::str::from_utf8(&head[..e.valid_up_to()]).unwrap_or_default(),
        Err(_) => return false,
    };
    !text.is_empty() && text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'))
}
