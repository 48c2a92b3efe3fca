//! What the model knows of the sample app: its modules and their fields, written down once more by hand.

use heyi_model::text::TextKind;

/// A module of the sample app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// Departments.
    Units,
    /// People.
    Persons,
    /// Makers of gadgets; a tree.
    Makers,
    /// Gadgets, with a field of every type.
    Gadgets,
    /// Notes on gadgets; they show on timelines.
    Notes,
    /// Repairs; each needs its gadget.
    Repairs,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// A number that the organisation draws.
    Number,
    /// Several lines.
    Long,
    /// A whole number.
    Integer,
    /// A number with so many decimals.
    Decimal(u8),
    /// An amount in the organisation's currency.
    Money,
    /// Yes or no.
    Bool,
    /// A day.
    Date,
    /// A moment.
    Moment,
    /// A time of day.
    Time,
    /// One of these options (key, Chinese label).
    Choice(&'static [(&'static str, &'static str)]),
    /// Several of these options.
    Multi(&'static [(&'static str, &'static str)]),
    /// A link.
    Link(Name),
    /// A telephone number.
    Phone,
    /// A mail address.
    Mail,
    /// A web address.
    Url,
    /// An address.
    Address,
    /// A region.
    Region,
    /// A file.
    File,
}

/// A field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Lists may be sorted by it.
    pub sortable: bool,
    /// How it is searched.
    pub search: Option<TextKind>,
    /// Only the engine writes it.
    pub system: bool,
}

const fn field(key: &'static str, kind: Kind) -> Field {
    Field { key, kind, sortable: false, search: None, system: false }
}

impl Field {
    const fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }
    const fn search(mut self, kind: TextKind) -> Self {
        self.search = Some(kind);
        self
    }
    const fn system(mut self) -> Self {
        self.system = true;
        self
    }
}

use Kind::{
    Address, Bool, Choice, Date, Decimal, File, Integer, Link, Long, Mail, Moment, Money, Multi, Number, Phone, Region,
    Text, Time, Url,
};
use TextKind::{Code, NameLike, Plain};

const OWNED: &[Field] = &[field("owner", Link(Name::Persons)), field("owner_department", Link(Name::Units)).system()];
const COMMON: &[Field] = &[
    field("external_id", Text),
    field("created_at", Moment).sortable().system(),
    field("created_by", Link(Name::Persons)).system(),
    field("updated_at", Moment).sortable().system(),
    field("updated_by", Link(Name::Persons)).system(),
];
const UNITS: &[Field] = &[field("name", Text).sortable().search(NameLike), field("parent", Link(Name::Units))];
const PERSONS: &[Field] = &[
    field("name", Text).sortable().search(NameLike),
    field("unit", Link(Name::Units)),
    field("boss", Link(Name::Persons)),
];
const MAKERS: &[Field] = &[
    field("name", Text).sortable().search(NameLike),
    field("trade", Choice(&[("metal", "金属"), ("wood", "木材")])),
    field("parent", Link(Name::Makers)),
];
const GADGETS: &[Field] = &[
    field("name", Text).sortable().search(NameLike),
    field("code", Text).search(Plain),
    field("number", Number).search(Code),
    field("story", Long).search(Plain),
    field("pieces", Integer).sortable(),
    field("weight", Decimal(3)).sortable(),
    field("price", Money).sortable(),
    field("share", Decimal(2)),
    field("fragile", Bool),
    field("made_on", Date).sortable(),
    field("opens", Time),
    field("checked_at", Moment).sortable(),
    field("colour", Choice(&[("red", "红"), ("blue", "蓝")])),
    field("uses", Multi(&[("home", "家用"), ("work", "办公"), ("field", "外勤")])),
    field("maker", Link(Name::Makers)),
    field("keeper", Link(Name::Persons)),
    field("place", Link(Name::Units)),
    field("phone", Phone).search(Code),
    field("mail", Mail).search(Code),
    field("site", Url),
    field("address", Address).search(Plain),
    field("region", Region),
    field("manual", File),
];
const NOTES: &[Field] = &[
    field("subject", Text).search(Plain),
    field("happened_at", Moment).sortable(),
    field("gadget", Link(Name::Gadgets)),
];
const REPAIRS: &[Field] = &[field("fault", Text).search(Plain), field("gadget", Link(Name::Gadgets))];

impl Name {
    /// All modules.
    pub const ALL: [Self; 6] = [Self::Units, Self::Persons, Self::Makers, Self::Gadgets, Self::Notes, Self::Repairs];
    /// Those whose records belong to somebody.
    pub const OWNED: [Self; 4] = [Self::Makers, Self::Gadgets, Self::Notes, Self::Repairs];

    /// The module's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Persons => "persons",
            Self::Makers => "makers",
            Self::Gadgets => "gadgets",
            Self::Notes => "notes",
            Self::Repairs => "repairs",
        }
    }
    /// Its fields, system fields first.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        let own = match self {
            Self::Units => UNITS,
            Self::Persons => PERSONS,
            Self::Makers => MAKERS,
            Self::Gadgets => GADGETS,
            Self::Notes => NOTES,
            Self::Repairs => REPAIRS,
        };
        let owned = if self.is_owned() { OWNED } else { &[] };
        owned.iter().chain(COMMON).chain(own)
    }
    /// The field with this key.
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.key == key)
    }
    /// The field that names a record.
    pub fn name_field(self) -> &'static str {
        match self {
            Self::Notes => "subject",
            Self::Repairs => "fault",
            _ => "name",
        }
    }
    /// Do its records belong to somebody?
    pub fn is_owned(self) -> bool {
        Self::OWNED.contains(&self)
    }
    /// Are its records the people or departments, whose names everybody sees?
    pub fn is_directory(self) -> bool {
        matches!(self, Self::Units | Self::Persons)
    }
}
