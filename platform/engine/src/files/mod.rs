//! Files: content in blobs that are named by their SHA-256, and rows that say what a file is called and whose it is.
//!
//! An upload is received outside the write lane (`receive`: streamed, hashed, sniffed, scanned, durable), then stored in a
//! write (`store`). A file has the rights of the record that it hangs on; until then only whoever sent it sees it.
//! Content that no file uses any more is swept away by upkeep (`sweep`).

mod blob;
mod name;
mod receive;
mod store;
mod sweep;

pub(crate) use blob::path as blob_path;
pub use name::{MAX_NAME, disposition};
pub use receive::{FileScan, Intake, MAX_SIZE, NoScan, Received, Verdict, receive};
pub use store::{Download, attach, list, open, remove, store};
pub(crate) use store::{keep, keep_received, let_go, release_record};
pub use sweep::{ABANDONED_MS, sweep};
