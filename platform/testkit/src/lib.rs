//! What tests need: rules tried without a database, and metadata read with a critical eye.

pub mod metadata;
pub mod rules;
