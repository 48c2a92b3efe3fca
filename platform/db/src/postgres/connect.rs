//! Connecting, the settings of a session, and connecting again.

use std::time::{Duration, Instant};

use postgres::{Client, Config, NoTls};

use super::Driver;
use super::error::fault;
use super::upkeep::Upkeep;
use crate::config::{DbConfig, Lane};
use crate::error::{DbError, Result};

/// First key of the advisory locks of this program ("Heyi" and "Heyj" in ASCII).
const LANE: i32 = 0x4865_7969;
const SCHEMA: i32 = 0x4865_796a;
/// After a failed attempt to connect, jobs are refused at once for so long.
const PAUSE: Duration = Duration::from_millis(200);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// An index on millions of rows is built within this.
const BUILD_TIMEOUT: Duration = Duration::from_hours(1);

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The write lane of this node.
    Writer,
    /// A reader.
    Reader(Lane),
    /// A change of schema.
    Schema,
    /// What is done beside the writer.
    Upkeep,
}

/// How to connect, again and again.
pub(super) struct Session {
    config: Config,
    settings: String,
    pub(super) timeout: Duration,
    pub(super) statements: usize,
    pub(super) organisation: i32,
    retry_at: Option<Instant>,
}

/// The key of the lock that only one write lane of all nodes holds.
pub(super) fn lane_lock(organisation: i32) -> String {
    format!("{LANE}, {organisation}")
}

/// The key of the lock that only one change of schema holds.
pub(super) fn schema_lock(organisation: i32) -> String {
    format!("{SCHEMA}, {organisation}")
}

/// Opens a connection for `role`.
pub(crate) fn open(url: &str, config: &DbConfig, role: Role) -> Result<Driver> {
    let mut session = Session::new(url, config, role)?;
    let client = session.connect_again()?;
    let upkeep = match role {
        Role::Writer => Some(Upkeep::beside(Session::new(url, config, Role::Upkeep)?)?),
        Role::Reader(_) | Role::Schema | Role::Upkeep => None,
    };
    Ok(Driver::new(session, client, upkeep))
}

impl Session {
    fn new(url: &str, config: &DbConfig, role: Role) -> Result<Self> {
        let mut connect: Config = url.parse().map_err(|_| DbError::internal("the database URL cannot be read"))?;
        let (name, timeout, lock_wait, own) = match role {
            Role::Writer => {
                let own = "SET synchronous_commit = on; SET idle_in_transaction_session_timeout = '60s'";
                let own = format!("{own}; {}", crate::search::PENDING);
                ("write", config.write_deadline, config.lock_wait, own)
            }
            Role::Reader(lane) => {
                let (name, deadline) = match lane {
                    Lane::Interactive => ("read", config.read_deadline),
                    Lane::Slow => ("slow", config.slow_deadline),
                };
                (name, deadline, config.lock_wait, "SET default_transaction_read_only = on".to_owned())
            }
            Role::Schema => ("schema", BUILD_TIMEOUT, Duration::from_secs(2), "SET synchronous_commit = on".to_owned()),
            // What it does is done again by the next, so nobody waits for the disk.
            Role::Upkeep => ("upkeep", BUILD_TIMEOUT, config.lock_wait, "SET synchronous_commit = off".to_owned()),
        };
        connect.application_name(&format!("heyi-{}-{name}", config.node));
        if connect.get_connect_timeout().is_none() {
            connect.connect_timeout(CONNECT_TIMEOUT);
        }
        let settings = format!(
            "SET statement_timeout = {}; SET lock_timeout = {}; SET jit = off; SET client_min_messages = warning; \
             SET TimeZone = 'UTC'; {own}",
            timeout.as_millis(),
            lock_wait.as_millis()
        );
        let (statements, organisation) = (config.statements, config.organisation);
        Ok(Self { config: connect, settings, timeout, statements, organisation, retry_at: None })
    }

    /// Connects. While the server is away, callers are told so at once instead of each waiting for it.
    pub(super) fn connect_again(&mut self) -> Result<Client> {
        if self.retry_at.is_some_and(|at| Instant::now() < at) {
            return Err(DbError::Unavailable);
        }
        let connected = self.config.connect(NoTls).and_then(|mut client| {
            client.batch_execute(&self.settings)?;
            Ok(client)
        });
        match connected {
            Ok(client) => {
                self.retry_at = None;
                Ok(client)
            }
            Err(error) => {
                self.retry_at = Some(Instant::now() + PAUSE);
                tracing::warn!(error.detail = %fault(&error), error.cause = %error, "db.connect.failed");
                Err(DbError::Unavailable)
            }
        }
    }
}
