//! The HTTP side: it finds out who asks, reads what is asked, hands it to the engine under that person's rights, and puts
//! the answer, or the problem, into words. No rule and no SQL lives here.
//!
//! A request meets the [`frame`] (id, parameters, panics, problems, figures), then one handler. A handler takes its
//! [`caller::Caller`] as an argument, so that it cannot run for nobody, and reads through [`reads`] or writes through
//! [`writes`], which is the one place that knows idempotency keys.
//!
//! To add an operation: one file `<area>/<verb>_<resource>.rs` with `doc` and `handler`, one line in [`routes::all`]. What the
//! document does not name does not exist: a parameter that `doc` leaves out is refused.

mod access_log;
mod answers;
mod api_keys;
mod apps;
mod body;
mod caller;
mod comments;
mod context;
mod departments;
mod etag;
mod exports;
mod failure;
mod files;
mod frame;
mod groups;
mod health;
mod imports;
mod jobs;
mod leftover;
mod logins;
mod members;
mod meters;
mod modules;
pub mod openapi;
mod organisation;
mod outlets;
mod pages;
mod params;
mod paths;
mod problems;
mod reads;
mod records;
mod recycle_bin;
mod roles;
mod routes;
mod search;
mod secret;
mod serve;
mod session;
mod sessions;
mod setup;
mod sharing_rules;
mod state;
mod tags;
mod views;
mod web;
mod writes;

pub use body::{MAX_DEPTH, MAX_JSON};
pub use serve::serve;
pub use state::{DemoOffer, Options, WebFiles};
