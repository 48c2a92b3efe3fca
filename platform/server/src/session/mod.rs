//! The session of whoever asks: signing in, who am I, signing out.

pub mod close_session;
pub mod open_session;
pub mod set_password;
pub mod show_session;
pub mod update_session;
