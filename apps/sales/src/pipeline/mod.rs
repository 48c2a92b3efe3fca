//! Pipelines: the ways in which we sell, each with its own stages.

pub mod fields;
mod rules;

#[cfg(test)]
mod tests;

/// The noun.
pub const NOUN: heyi_engine::Noun =
    heyi_engine::Noun { key: "pipelines", toml: include_str!("pipeline.module.toml"), rules: rules::RULES, after: &[] };
