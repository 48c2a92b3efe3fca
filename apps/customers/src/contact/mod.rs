//! Contacts: the people on the customer's side.

pub mod fields;
mod rules;

#[cfg(test)]
mod tests;

/// The noun.
pub const NOUN: heyi_engine::Noun =
    heyi_engine::Noun { key: "contacts", toml: include_str!("contact.module.toml"), rules: rules::RULES, after: &[] };
