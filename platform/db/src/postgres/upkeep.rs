//! Upkeep beside the writer, on a connection of its own: statistics of tables that grow fast, and search tokens on their
//! way into the index, which took three fifths of an import's time while the second processor had nothing to do.

use postgres::Client;

use super::connect::Session;
use super::growth::Growth;
use crate::error::{DbError, Result};
use crate::schema::quote;
use crate::search;

/// So many groups may wait for their upkeep. Until then every search reads through their tokens, some 3 MB a group.
const AHEAD: usize = 1;

/// What a writer asks of its upkeep.
pub(super) struct Upkeep {
    growth: Growth,
    tell: flume::Sender<Vec<String>>,
}

impl Upkeep {
    /// Starts the thread; it connects when there is something to do, and ends with its writer.
    pub(super) fn beside(mut session: Session) -> Result<Self> {
        let (tell, told) = flume::bounded::<Vec<String>>(AHEAD);
        let serve = move || {
            let mut client = None;
            while let Ok(mut texts) = told.recv() {
                // What was asked for meanwhile, each thing once: the more tokens at a time, the less each costs.
                texts.extend(told.try_iter().flatten());
                texts.sort_unstable();
                texts.dedup();
                if let Err(error) = texts.iter().try_for_each(|text| run(&mut session, &mut client, text)) {
                    tracing::warn!(error.detail = error.detail(), "db.upkeep.failed");
                }
            }
        };
        std::thread::Builder::new().name("heyi-db-upkeep".into()).spawn(serve).map_err(|_| DbError::Unavailable)?;
        Ok(Self { growth: Growth::default(), tell })
    }

    /// So many rows came into these tables. Returns when the upkeep before has ended: nobody gathers tokens faster than they
    /// come into the index.
    pub(super) fn grew(&mut self, tables: &[(Box<str>, u64)]) {
        let mut texts = Vec::new();
        for (table, rows) in tables {
            texts.extend(search::settle(table, *rows));
            if self.growth.note(table, *rows) {
                texts.push(format!("ANALYZE {}", quote(table)));
            }
        }
        if !texts.is_empty() && self.tell.send(texts).is_err() {
            tracing::warn!("db.upkeep.ended");
        }
    }
}

fn run(session: &mut Session, client: &mut Option<Client>, text: &str) -> Result<()> {
    let connected = match client {
        Some(connected) => connected,
        None => client.insert(session.connect_again()?),
    };
    connected.batch_execute(text).map_err(|error| {
        let meaning = super::error::fault(&error);
        *client = None;
        meaning
    })
}
