//! Every read of records: lists, single records, counts, aggregates, related lists, search.
//!
//! Each function takes the caller from its [`crate::Work`], adds the caller's visibility to the statement and leaves out what the
//! caller may not read. Nothing here can be told to skip that; what rules must see beyond it is in [`crate::facts`].
//!
//! How a list is answered: the request is compiled against the module (`filter`, `order`), the path is chosen from what
//! is known of the number of rows (`plan`), one statement picks the rows and joins the names of linked records for
//! those rows only, and each row is written to the answer while the statement runs (`shape`).

mod aggregate;
mod bucket;
mod cache;
mod check;
mod count;
mod cursor;
mod explain;
mod filter;
mod find;
mod hits;
mod leaf;
mod list;
mod measure;
mod name;
mod order;
mod period;
mod plan;
mod ranked;
mod reach;
mod read;
mod related;
mod request;
mod scope;
mod search;
mod shape;
#[cfg(test)]
mod tests;
mod value;

pub use aggregate::aggregate;
pub(crate) use cache::Shapes;
pub use check::check;
pub use count::count;
pub use explain::explain;
pub use find::{find_by_text, find_likely, is_findable};
pub use list::list;
pub(crate) use reach::known;
pub use reach::{labels, require_visible, visible_ids};
pub(crate) use read::read_leading;
pub use read::{read, read_many};
pub use related::related;
pub use request::*;
pub use search::search;
