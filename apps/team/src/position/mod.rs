//! Positions: the posts that people hold.

pub mod fields;

/// The noun.
pub const NOUN: heyi_engine::Noun =
    heyi_engine::Noun { key: "positions", toml: include_str!("position.module.toml"), rules: &[], after: &[] };
