//! Activities: what was done with customers.

pub mod fields;
mod follow_up;
mod rules;

#[cfg(test)]
mod tests;

/// The noun.
pub const NOUN: heyi_engine::Noun = heyi_engine::Noun {
    key: "activities",
    toml: include_str!("activity.module.toml"),
    rules: rules::RULES,
    after: rules::AFTER,
};
