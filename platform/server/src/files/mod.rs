//! Files: sending them here, and getting them back.

pub mod download_file;
pub mod intake;
pub mod remove_file;
pub mod upload_file;
