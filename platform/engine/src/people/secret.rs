//! Secrets: tokens of sessions and keys.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use heyi_model::Problem;
use rand::TryRng as _;
use sha2::{Digest as _, Sha256};

/// A new secret of 256 bits, 43 characters long.
///
/// It comes from the operating system and not from the request's generator: that one is seeded with 64 bits, so whoever
/// holds one secret could search for the next. A re-run of a write draws another secret, which is harmless: the first one
/// was rolled back and nobody has seen it.
pub(super) fn draw() -> Result<String, Problem> {
    let mut bytes = [0; 32];
    rand::rngs::SysRng.try_fill_bytes(&mut bytes).map_err(Problem::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What is stored of a secret. A plain hash is enough: there is nothing to guess in 256 random bits.
pub(super) fn stored(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// Can it be a secret at all? Everything else is refused before it costs a statement.
pub(super) fn is_shaped(secret: &str) -> bool {
    secret.len() == 43 && secret.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
