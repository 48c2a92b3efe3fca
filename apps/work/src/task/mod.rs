//! Tasks: what somebody has to do, and until when.

pub mod fields;
mod rules;

#[cfg(test)]
mod tests;

/// The noun.
pub const NOUN: heyi_engine::Noun =
    heyi_engine::Noun { key: "tasks", toml: include_str!("task.module.toml"), rules: rules::RULES, after: &[] };
