//! The record engine: one pipeline of named steps for every write, one door for every read, both under the caller's rights.
//!
//! A request becomes a [`Work`]: a transaction, a snapshot of metadata and roles, and who acts. Reads go through [`query`],
//! which adds the caller's visibility and takes out fields that the caller may not read; writes go through [`pipeline`],
//! whose unit is a set of records of one module. There is no flag that skips either: work without a person is another
//! type, [`System`], which only commands and upkeep can make.
//!
//! Nothing here knows a noun of the business: apps bring theirs as an [`App`].

pub mod access;
pub mod access_log;
pub mod app;
pub mod bin;
mod cache;
pub mod comments;
pub mod customise;
pub mod dated;
pub mod demo_data;
pub mod describe;
pub mod directory;
pub mod engine;
pub mod events;
pub mod exports;
pub mod facts;
pub mod files;
pub mod filter_eval;
pub mod groups;
pub mod history;
pub mod idempotency;
pub mod imports;
pub mod jobs;
mod look;
pub mod meta;
pub mod node;
pub mod organisation;
pub mod outbox;
pub mod page;
pub mod people;
pub mod pipeline;
pub mod query;
pub mod record;
pub mod reveal;
pub mod roles;
mod rows;
pub mod schema;
mod seeds;
pub mod settings;
pub mod sharing;
pub mod snapshot;
pub mod tags;
pub mod timeline;
pub mod views;
pub mod why;
mod work;

pub use access::{Action, Caller, Reach, System, Who};
pub use app::{After, App, Noun, On, Rule, RuleCx, Seed};
pub use engine::Engine;
pub use record::{Change, Record};
pub use snapshot::Snapshot;
pub use work::Work;
