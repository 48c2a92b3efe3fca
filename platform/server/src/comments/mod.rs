//! Comments by their own id; those of a record are among its doors.

pub mod delete_comment;
pub mod update_comment;
