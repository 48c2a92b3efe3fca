//! The open sessions of whoever asks.

pub mod end_other_sessions;
pub mod end_session;
pub mod list_sessions;
