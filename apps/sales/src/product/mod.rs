//! Products: what we sell, goods and services.

pub mod fields;
mod rules;

#[cfg(test)]
mod tests;

/// The noun.
pub const NOUN: heyi_engine::Noun =
    heyi_engine::Noun { key: "products", toml: include_str!("product.module.toml"), rules: rules::RULES, after: &[] };
