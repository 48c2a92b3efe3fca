//! Accounts: the firms and persons we sell to or want to.

pub mod fields;
mod rules;

#[cfg(test)]
mod tests;

/// The noun.
pub const NOUN: heyi_engine::Noun =
    heyi_engine::Noun { key: "accounts", toml: include_str!("account.module.toml"), rules: rules::RULES, after: &[] };
