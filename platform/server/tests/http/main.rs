//! The API over HTTP: a real server on a free port, an engine on SQLite and on PostgreSQL, a clock that the test moves.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]

mod auth;
mod bad_input;
mod client;
mod demo_data;
mod idempotency;
mod imports;
mod metadata;
mod openapi;
mod problems;
mod records;
mod setup;
mod suite;
mod views;
mod web;
