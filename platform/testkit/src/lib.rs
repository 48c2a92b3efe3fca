//! What tests of the platform stand on: an organisation in a temporary place with a fake clock, people to act as, and a
//! sample app with a module of every field type. Only a dev-dependency.

pub mod access;
mod heyi;
pub mod sample;

pub use heyi::{Shape, TestHeyi, on_both_databases};
