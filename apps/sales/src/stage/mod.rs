//! Stages: the steps of a pipeline.

pub mod fields;
mod rules;

#[cfg(test)]
mod tests;

/// The noun.
pub const NOUN: heyi_engine::Noun =
    heyi_engine::Noun { key: "stages", toml: include_str!("stage.module.toml"), rules: rules::RULES, after: &[] };

/// 100 % in a field of percentages with two decimals.
pub(crate) const HUNDRED_PERCENT: i64 = 10_000;
