//! Seals of commit groups.

use crate::Engine;

/// Has every commit group of the engine's write lane sealed.
pub(crate) fn seal_groups(engine: &Engine) {
    let _ = engine;
}
