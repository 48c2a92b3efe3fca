//! The words everything else is said in: ids, typed values, module and field definitions, filters, problems, time.
//!
//! This crate is pure. It reads no clock, opens no file and knows no database; what it needs from the outside
//! (the time, a random number) is a parameter.
//!
//! To add a field type: one file in `field/types/`, one line in [`field::types::ALL`].

pub mod clock;
pub mod field;
pub mod filter;
pub mod id;
pub mod label;
pub mod mask;
pub mod module;
pub mod problem;
pub mod text;
pub mod value;
pub mod wire;

pub use clock::{Clock, FakeClock, SystemClock};
pub use field::{ColumnKind, Field, FieldDef, FieldType, ParseCx};
pub use filter::Filter;
pub use id::{IdSource, RecordId};
pub use label::{Label, Locale};
pub use module::{Module, ModuleDef};
pub use problem::{Code, Fault, Kind, Problem};
pub use text::TextKind;
pub use value::{Cells, Value};

/// Is `text` a key: 1 to 28 lower-case ASCII letters, digits and single underscores, beginning with a letter?
/// 28, because PostgreSQL cuts names at 63 bytes and an index is named `ix_<module>_<field>_s`.
pub fn is_key(text: &str) -> bool {
    let shape = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    (1..=28).contains(&text.len())
        && text.as_bytes()[0].is_ascii_lowercase()
        && text.bytes().all(shape)
        && !text.contains("__")
        && !text.ends_with('_')
}
