//! Deals: the chances to sell, on their way through a pipeline.

pub mod fields;
mod rules;

#[cfg(test)]
mod tests;

/// The noun.
pub const NOUN: heyi_engine::Noun =
    heyi_engine::Noun { key: "deals", toml: include_str!("deal.module.toml"), rules: rules::RULES, after: &[] };
