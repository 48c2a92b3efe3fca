//! What of the binary is used elsewhere, too: the demo company.

pub mod demo;
