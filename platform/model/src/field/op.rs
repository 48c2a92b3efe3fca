//! The operators of filters.

/// An operator of a filter's leaf. API.md, section Filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// Equal.
    Eq,
    /// Not equal; an empty value is not equal to anything.
    Ne,
    /// Less.
    Lt,
    /// Less or equal.
    Le,
    /// Greater.
    Gt,
    /// Greater or equal.
    Ge,
    /// One of a list.
    In,
    /// None of a list; also true for an empty value.
    NotIn,
    /// Text that contains, a multi-choice that has.
    Contains,
    /// Text that starts with.
    StartsWith,
    /// No value.
    Empty,
    /// Some value.
    NotEmpty,
    /// From one value to another, both included.
    Between,
    /// In a relative period: `today`, `last_30_days`.
    Within,
    /// The person who asks.
    IsMe,
    /// The direct subordinates of the person who asks, and that person.
    MyTeam,
    /// Everyone below the person who asks in the reporting line.
    UnderMe,
    /// A department, or one below it.
    DepartmentAndBelow,
}

impl Op {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Eq,
        Self::Ne,
        Self::Lt,
        Self::Le,
        Self::Gt,
        Self::Ge,
        Self::In,
        Self::NotIn,
        Self::Contains,
        Self::StartsWith,
        Self::Empty,
        Self::NotEmpty,
        Self::Between,
        Self::Within,
        Self::IsMe,
        Self::MyTeam,
        Self::UnderMe,
        Self::DepartmentAndBelow,
    ];
    /// The name on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Lt => "lt",
            Self::Le => "le",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::In => "in",
            Self::NotIn => "not_in",
            Self::Contains => "contains",
            Self::StartsWith => "starts_with",
            Self::Empty => "empty",
            Self::NotEmpty => "not_empty",
            Self::Between => "between",
            Self::Within => "within",
            Self::IsMe => "is_me",
            Self::MyTeam => "my_team",
            Self::UnderMe => "under_me",
            Self::DepartmentAndBelow => "department_and_below",
        }
    }
    /// The operator with this name.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.key() == key)
    }

    /// For text.
    pub const TEXT: &'static [Self] =
        &[Self::Eq, Self::Ne, Self::In, Self::NotIn, Self::Contains, Self::StartsWith, Self::Empty, Self::NotEmpty];
    /// For long text, which is not compared as a whole.
    pub const LONG_TEXT: &'static [Self] = &[Self::Contains, Self::Empty, Self::NotEmpty];
    /// For numbers.
    pub const NUMBER: &'static [Self] = &[
        Self::Eq,
        Self::Ne,
        Self::Lt,
        Self::Le,
        Self::Gt,
        Self::Ge,
        Self::In,
        Self::NotIn,
        Self::Empty,
        Self::NotEmpty,
        Self::Between,
    ];
    /// For dates and times.
    pub const DATE: &'static [Self] = &[
        Self::Eq,
        Self::Ne,
        Self::Lt,
        Self::Le,
        Self::Gt,
        Self::Ge,
        Self::Empty,
        Self::NotEmpty,
        Self::Between,
        Self::Within,
    ];
    /// For choices.
    pub const CHOICE: &'static [Self] = &[Self::Eq, Self::Ne, Self::In, Self::NotIn, Self::Empty, Self::NotEmpty];
    /// For multi-choices.
    pub const MULTI_CHOICE: &'static [Self] = &[Self::Contains, Self::In, Self::NotIn, Self::Empty, Self::NotEmpty];
    /// For yes and no.
    pub const BOOLEAN: &'static [Self] = &[Self::Eq, Self::Ne, Self::Empty, Self::NotEmpty];
    /// For persons.
    pub const PERSON: &'static [Self] = &[
        Self::Eq,
        Self::Ne,
        Self::In,
        Self::NotIn,
        Self::Empty,
        Self::NotEmpty,
        Self::IsMe,
        Self::MyTeam,
        Self::UnderMe,
        Self::DepartmentAndBelow,
    ];
    /// For departments.
    pub const DEPARTMENT: &'static [Self] =
        &[Self::Eq, Self::Ne, Self::In, Self::NotIn, Self::Empty, Self::NotEmpty, Self::DepartmentAndBelow];
    /// For what can only be there or not.
    pub const PRESENCE: &'static [Self] = &[Self::Empty, Self::NotEmpty];
}
