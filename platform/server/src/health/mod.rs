//! Whether the server is alive and ready, and its figures.

pub mod is_alive;
pub mod is_ready;
pub mod show_metrics;
