//! Modules: what metadata says of a kind of record, and the effective module that the engine works with.

use std::collections::HashMap;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Label;
use crate::field::{ColumnKind, Field, FieldDef, Target};

mod compile;
mod index;

pub use compile::{MAX_CUSTOM, MAX_CUSTOM_SORTABLE, MetaFault, compile};
pub use index::IndexDef;

/// Cell of the record's id.
pub const ID: usize = 0;
/// Cell of its version, 1 for a new record.
pub const VERSION: usize = 1;
/// Cell of the moment it went to the recycle bin.
pub const DELETED_AT: usize = 2;
/// Cell of the person who put it there.
pub const DELETED_BY: usize = 3;
/// Cell of the company or branch that it belongs to; reserved.
pub const LEGAL_ENTITY: usize = 4;

/// The columns that every module's table begins with.
pub const FIXED: [(&str, ColumnKind); 5] = [
    ("id", ColumnKind::Int),
    ("version", ColumnKind::Int),
    ("deleted_at", ColumnKind::Int),
    ("deleted_by", ColumnKind::Int),
    ("legal_entity", ColumnKind::Int),
];

/// A module as a `*.module.toml` file, a package or the organisation defines it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ModuleDef {
    /// The app that owns it; empty for a module that the organisation made.
    pub app: String,
    /// What people call it, in the singular.
    pub label: Label,
    /// What people call many of its records, in the languages that have another word for it.
    #[serde(skip_serializing_if = "Label::is_empty")]
    pub plural: Label,
    /// The field that names a record: a text or an auto-number.
    pub name_field: String,
    /// Has records that belong to a person and a department; without it everyone with the right to read sees every record.
    pub owned: bool,
    /// No longer offered; its records stay.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
    /// Its records are the persons or the departments of the organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<Directory>,
    /// A lookup to the module itself that makes a tree: no cycles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<String>,
    /// The fields, in the order of the form.
    pub fields: IndexMap<String, FieldDef>,
    /// Sections of the page; fields that no section names follow at the end.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub layout: IndexMap<String, SectionDef>,
    /// Views that come with the module.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub views: IndexMap<String, ViewDef>,
    /// Lookups, or paths of lookups, on whose records' timeline a record of this module is shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shows_on: Vec<String>,
    /// The date or date-time field that places a record on a timeline; the time of creation without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub happens_at: Option<String>,
    /// What the shipped roles may do with it.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub access: IndexMap<String, AccessDef>,
}

impl ModuleDef {
    /// What people call many of its records, in every language of its label: the plural, or the label where there is none.
    pub fn many(&self) -> Label {
        let mut many = self.label.clone();
        many.0.extend(
            self.plural.0.iter().filter(|(_, text)| !text.is_empty()).map(|(k, text)| (k.clone(), text.clone())),
        );
        many
    }
}

/// Which directory a module is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Directory {
    /// Its records are the people who own records and sign in.
    Person,
    /// Its records are the departments that people belong to.
    Department,
}

/// A section of a record's page.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionDef {
    /// Its heading.
    pub label: Label,
    /// The fields in it, in order.
    pub fields: Vec<String>,
}

/// A view: a filter, a sort and columns under a name.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ViewDef {
    /// Its name.
    pub label: Label,
    /// The condition, as on the wire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<serde_json::Value>,
    /// `-updated_at,name`
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// The columns, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
}

/// What a shipped role may do with a module. A missing scope means: not at all.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AccessDef {
    /// Which records it reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<Scope>,
    /// May it create?
    pub create: bool,
    /// Which records it changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update: Option<Scope>,
    /// Which records it deletes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete: Option<Scope>,
    /// Which records it gives to another owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Scope>,
    /// May it export what it reads?
    pub export: bool,
    /// May it import?
    pub import: bool,
    /// May it change many records at once?
    pub bulk: bool,
    /// Fields that it sees less of than `write`.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub fields: IndexMap<String, FieldAccess>,
    /// Masked fields that it may reveal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reveal: Vec<String>,
}

/// A data scope (数据范围). Several roles give the union of their scopes, never "the highest".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 本人
    Own,
    /// 本人及下属, by the reporting line
    OwnAndSubordinates,
    /// 本部门
    Department,
    /// 本部门及下级部门
    DepartmentAndBelow,
    /// 全部
    All,
}

impl Scope {
    /// All five.
    pub const ALL: [Self; 5] =
        [Self::Own, Self::OwnAndSubordinates, Self::Department, Self::DepartmentAndBelow, Self::All];
}

/// What a role sees of a field. Several roles give the most of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldAccess {
    /// It does not exist for the role.
    Hidden,
    /// Its value is shown as `138****5678`; it cannot be filtered, sorted, grouped, aggregated or searched.
    Masked,
    /// It is read.
    Read,
    /// It is read and written.
    Write,
}

/// A module as it is now: shipped ⊕ packages ⊕ organisation, with every field's type and place.
#[derive(Debug, Clone)]
pub struct Module {
    /// The stable key, also the name of its table.
    pub key: Box<str>,
    /// Its definition.
    pub def: ModuleDef,
    /// Every field that is not retired: system fields first, then the definition's, in order.
    pub fields: Vec<Field>,
    /// Made by the organisation at run time.
    pub custom: bool,
    by_key: HashMap<Box<str>, usize>,
    columns: Vec<(Box<str>, ColumnKind)>,
    name_at: usize,
}

impl Module {
    /// The field with this key, unless it is retired.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.by_key.get(key).map(|i| &self.fields[*i])
    }
    /// The index in [`Module::fields`] of the field with this key.
    pub fn field_index(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }
    /// Names and kinds of all columns, in the order of a record's cells.
    pub fn columns(&self) -> &[(Box<str>, ColumnKind)] {
        &self.columns
    }
    /// How many cells a record has.
    pub fn width(&self) -> usize {
        self.columns.len()
    }
    /// The field that names a record.
    pub fn name_field(&self) -> &Field {
        &self.fields[self.name_at]
    }
    /// Fields that are searched, with their class.
    pub fn search_fields(&self) -> impl Iterator<Item = (&Field, char)> {
        self.fields.iter().filter_map(|f| f.def.search.map(|class| (f, class)))
    }
    /// Fields that link to another module.
    pub fn links(&self) -> impl Iterator<Item = (&Field, Target<'_>)> {
        self.fields.iter().filter_map(|f| f.ty.target(&f.def).map(|t| (f, t)))
    }
}
