//! People who sign in: their log-ins, sessions and API keys.

pub mod api_keys;
pub mod logins;
pub mod passwords;
pub mod sessions;
