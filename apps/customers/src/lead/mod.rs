//! Leads: people and firms who might become customers.

pub mod fields;
mod rules;

#[cfg(test)]
mod tests;

/// The noun.
pub const NOUN: heyi_engine::Noun =
    heyi_engine::Noun { key: "leads", toml: include_str!("lead.module.toml"), rules: rules::RULES, after: &[] };
