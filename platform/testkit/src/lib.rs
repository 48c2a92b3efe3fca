//! What tests of the platform stand on: an organisation in a temporary place with a fake clock, people to act as, a sample
//! app with a module of every field type, rules tried without a database, and metadata read with a critical eye. Only a
//! dev-dependency.

pub mod access;
mod heyi;
pub mod metadata;
pub mod rules;
pub mod sample;

pub use heyi::{Shape, TestHeyi, on_both_databases};
