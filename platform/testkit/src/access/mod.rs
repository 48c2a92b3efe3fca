//! The model of access: who sees what, decided by plain loops over an organisation that is held in memory.
//!
//! Nothing here knows SQL, and nothing here uses the engine's own rights, reach, filters or paths; of the model's crate only
//! texts are used (how a value is written, masked, sorted, searched). A case of the property test is one request by one
//! person: [`answers::answer`] loops, `tests/access` asks the product, and the two have to say the same.
//!
//! How to add the next kind of request: a variant of [`ask::Ask`], an answer in `answers/`, a way to draw it in `draw/`, a
//! way to ask it in `tests/access`.

pub mod answers;
pub mod ask;
pub mod dice;
pub mod disclosures;
pub mod draw;
pub mod filter;
pub mod schema;
pub mod script;
pub mod sight;
pub mod value;
pub mod world;
