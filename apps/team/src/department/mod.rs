//! Departments: the tree that data scopes, targets and reports follow.

pub mod fields;
mod rules;

#[cfg(test)]
mod tests;

/// The noun.
pub const NOUN: heyi_engine::Noun = heyi_engine::Noun {
    key: "departments",
    toml: include_str!("department.module.toml"),
    rules: rules::RULES,
    after: &[],
};
