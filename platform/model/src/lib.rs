//! The words everything else is said in: ids, typed values, module and field definitions, filters, problems, time.
//!
//! This crate is pure. It reads no clock, opens no file and knows no database; what it needs from the outside
//! (the time, a random number) is a parameter.

pub mod clock;
pub mod id;
pub mod text;
pub mod value;

pub use clock::{Clock, FakeClock, SystemClock};
pub use id::{IdSource, RecordId};
pub use value::{Cells, Value};
