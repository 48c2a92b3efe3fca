//! Setting up: an organisation in which nobody can sign in yet gets its first administrator.

pub mod set_up;
pub mod show_setup;
