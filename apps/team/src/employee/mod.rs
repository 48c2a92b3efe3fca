//! Employees: the people who own records and sign in, with their personnel file.

pub mod fields;
mod id_number;
mod rules;

#[cfg(test)]
mod tests;

/// The noun.
pub const NOUN: heyi_engine::Noun =
    heyi_engine::Noun { key: "employees", toml: include_str!("employee.module.toml"), rules: rules::RULES, after: &[] };
