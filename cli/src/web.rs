//! The web app inside the binary.

use std::borrow::Cow;

/// What `npm run build` made. A development build reads it from the folder, so that a rebuilt app is there at once; a binary
/// that was built without it serves a page that says so.
#[derive(rust_embed::Embed)]
#[folder = "../web/dist"]
#[allow_missing = true]
struct Dist;

/// The content of a file of the web app, `assets/index-1a2b.js`.
pub fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    Dist::get(path).map(|file| file.data)
}
