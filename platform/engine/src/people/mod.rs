//! People who sign in: their log-ins, sessions and API keys.
//!
//! A log-in belongs to exactly one person. What proves it is a password, a session's token or a key; the three are
//! stored only as hashes. Whatever takes a proof away (a closed session, a revoked key, a disabled log-in, a new
//! password) raises the snapshot's epoch: a remembered [`crate::Caller`] carries the epoch at which it was proved, and a
//! request whose transaction sees a newer one asks [`still_holds`] in that same transaction. So a proof ends on every node
//! with the next request, while requests in between ask nothing.

pub mod api_keys;
pub mod joining;
pub mod logins;
pub mod passwords;
mod proof;
mod secret;
pub mod sessions;
pub mod setup;
mod throttle;

pub(crate) use proof::still_holds;
pub(crate) use throttle::Throttle;

/// What signing in remembers between requests.
#[derive(Default)]
pub(crate) struct Remembered {
    pub proofs: proof::Proofs,
    pub throttle: Throttle,
    pub hashing: passwords::Gate,
}
