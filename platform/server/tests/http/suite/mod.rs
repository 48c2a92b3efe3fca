//! One suite of behaviours over two modules of the same definition: `gadgets`, which ships with a field of every type, and
//! `c_gadgets`, which an organisation made of it over the API. Each behaviour runs on both, on both databases, and every
//! answer must be the same apart from ids and the `c_` of keys.

mod batches;
mod beside;
mod change;
mod described;
mod filters;
mod lists;
mod rights;
mod subject;
mod table;
mod values;
mod writes;

use subject::alike;
