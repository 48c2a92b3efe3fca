//! The engine of one organisation: its database, its clock, its snapshot, and the two ways in, read and write.

use std::sync::Arc;

use arc_swap::ArcSwap;
use heyi_db::{Ctx, Db, Tx};
use heyi_model::{Clock, IdSource, Problem};
use indexmap::IndexMap;

use crate::access::{RoleDef, Who};
use crate::app::App;
use crate::snapshot::{EPOCH, Shipped, Snapshot, load};
use crate::work::{Draws, Work};

/// The engine of one organisation. Cheap to clone.
#[derive(Clone)]
pub struct Engine(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: IdSource,
    pub(crate) shipped: Shipped,
    pub(crate) snapshot: ArcSwap<Snapshot>,
    pub(crate) seed: u64,
    pub(crate) requests: std::sync::atomic::AtomicU64,
    pub(crate) files: std::path::PathBuf,
    pub(crate) caches: crate::engine::Caches,
}

/// What is remembered between requests: bounded, and never a source of truth.
#[derive(Default)]
pub(crate) struct Caches {
    /// Filled by the parts that use it.
    pub(crate) rows: crate::cache::RowCounts,
    /// Who signed in, and attempts to.
    pub(crate) people: crate::people::Remembered,
    /// Shapes of records.
    pub(crate) shapes: crate::query::Shapes,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("epoch", &self.snapshot().epoch).finish_non_exhaustive()
    }
}

/// What an engine is opened with.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The apps, in the order in which they are shown.
    pub apps: Vec<App>,
    /// The shipped roles.
    pub roles: IndexMap<String, RoleDef>,
    /// What the generators of requests are seeded with. Random in production, fixed in tests.
    pub seed: u64,
    /// The folder of stored files.
    pub files: std::path::PathBuf,
}

/// The engine cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Shipped metadata is faulty; every fault names module, place and what is wrong.
    #[error("metadata: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Metadata(Vec<heyi_model::module::MetaFault>),
    /// The database says no.
    #[error("database: {0}")]
    Db(#[from] heyi_db::DbError),
    /// Something else failed; the problem's log says what.
    #[error("{0}")]
    Problem(#[from] Problem),
    /// The key file of the seals cannot be read or made.
    #[error(transparent)]
    SealKey(#[from] crate::history::SealKeyError),
}

impl Engine {
    /// Opens the engine on a database, without changing the database. Call [`Engine::migrate`] before the first request.
    pub fn open(parts: Parts) -> Result<Self, OpenError> {
        let shipped = Shipped::read(parts.apps, parts.roles).map_err(OpenError::Metadata)?;
        let inner = Inner {
            db: parts.db,
            clock: parts.clock,
            ids: IdSource::new(0),
            shipped,
            snapshot: ArcSwap::from_pointee(Snapshot::unloaded()),
            seed: parts.seed,
            requests: std::sync::atomic::AtomicU64::new(0),
            files: parts.files,
            caches: Caches::default(),
        };
        let engine = Self(Arc::new(inner));
        crate::history::seal_groups(&engine)?;
        Ok(engine)
    }

    /// Brings the tables up to date with this version's migrations and with metadata, and loads the snapshot.
    pub fn migrate(&self) -> Result<(), OpenError> {
        self.0.db.migrate(&crate::schema::migrations())?;
        crate::history::seal_groups(self)?;
        self.fit_tables()?;
        self.attach()?;
        crate::seeds::plant(self)?;
        Ok(())
    }

    /// Joins a database that is up to date already: loads the snapshot and leases a node number.
    pub fn attach(&self) -> Result<(), OpenError> {
        self.reload()?;
        self.0.ids.set_node(crate::node::lease(self)?);
        Ok(())
    }

    /// The migrations that [`Engine::migrate`] would run.
    pub fn pending_migrations(&self) -> Result<Vec<String>, OpenError> {
        Ok(self.0.db.pending_migrations(&crate::schema::migrations())?.into_iter().map(|m| m.name).collect())
    }

    /// Makes the tables, columns and indexes that metadata asks for.
    pub(crate) fn fit_tables(&self) -> Result<(), OpenError> {
        let engine = self.clone();
        let modules =
            self.0.db.read_blocking(Ctx::slow(), move |tx| crate::snapshot::load_definitions(tx, &engine.0.shipped))?;
        for module in modules.all_modules() {
            self.fit_table(module)?;
        }
        Ok(())
    }

    /// Makes the table, columns and indexes of one module.
    pub(crate) fn fit_table(&self, module: &heyi_model::Module) -> heyi_db::Result<()> {
        let found = self.0.db.columns(&module.key)?;
        self.0.db.change_schema(&crate::schema::module_plan(module, &found))
    }

    /// Loads the present snapshot.
    pub(crate) fn reload(&self) -> Result<(), Problem> {
        let engine = self.clone();
        let snapshot = self.0.db.read_blocking(Ctx::slow(), move |tx| load(tx, &engine.0.shipped))?;
        self.0.snapshot.store(Arc::new(snapshot));
        Ok(())
    }

    /// The snapshot as this node knows it. Inside a [`Work`] use the work's own.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.0.snapshot.load_full()
    }
    /// The database, for upkeep and figures: `check`, `bench`.
    pub fn db(&self) -> &Db {
        &self.0.db
    }
    /// The number of this node, leased by [`Engine::attach`].
    pub fn node(&self) -> u16 {
        self.0.ids.node()
    }
    /// The clock.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }
    /// The apps.
    pub fn apps(&self) -> &[App] {
        &self.0.shipped.apps
    }
    /// The folder of stored files.
    pub fn files_dir(&self) -> &std::path::Path {
        &self.0.files
    }
    /// A seed for one request, different for each.
    pub(crate) fn draw_seed(&self) -> u64 {
        let n = self.0.requests.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.0.seed.wrapping_add(n.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// Runs `f` on a reader under the rights of `who`.
    pub async fn read<T: Send + 'static>(
        &self,
        who: impl Into<Who>,
        ctx: Ctx,
        f: impl FnOnce(&mut Work) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (engine, who) = (self.clone(), who.into());
        self.0.db.read(ctx, move |tx| engine.enter(tx, who, &Draws::new(engine.draw_seed()), f)).await
    }

    /// Runs `f` in the write lane under the rights of `who`; what it wrote is durable when this returns. `f` may be run
    /// again when a neighbour in its commit group fails; it then draws the same ids, times and random numbers.
    pub async fn write<T: Send + 'static>(
        &self,
        who: impl Into<Who>,
        ctx: Ctx,
        mut f: impl FnMut(&mut Work) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (engine, who) = (self.clone(), who.into());
        let draws = Draws::new(self.draw_seed());
        self.0.db.write(ctx, move |tx| engine.enter(tx, who.clone(), &draws, &mut f)).await
    }

    /// The blocking twin of [`Engine::read`], for commands and jobs.
    pub fn read_blocking<T: Send + 'static>(
        &self,
        who: impl Into<Who>,
        ctx: Ctx,
        f: impl FnOnce(&mut Work) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (engine, who) = (self.clone(), who.into());
        self.0.db.read_blocking(ctx, move |tx| engine.enter(tx, who, &Draws::new(engine.draw_seed()), f))
    }

    /// The blocking twin of [`Engine::write`].
    pub fn write_blocking<T: Send + 'static>(
        &self,
        who: impl Into<Who>,
        ctx: Ctx,
        mut f: impl FnMut(&mut Work) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (engine, who) = (self.clone(), who.into());
        let draws = Draws::new(self.draw_seed());
        self.0.db.write_blocking(ctx, move |tx| engine.enter(tx, who.clone(), &draws, &mut f))
    }

    /// Puts a write into the queue and goes on: what comes next is prepared while it is written.
    pub fn write_later<T: Send + 'static>(
        &self,
        who: impl Into<Who>,
        ctx: Ctx,
        mut f: impl FnMut(&mut Work) -> Result<T, Problem> + Send + 'static,
    ) -> Result<heyi_db::Later<T, Problem>, Problem> {
        let (engine, who) = (self.clone(), who.into());
        let draws = Draws::new(self.draw_seed());
        self.0.db.write_later(ctx, move |tx| engine.enter(tx, who.clone(), &draws, &mut f))
    }

    /// Compares the epoch, takes the snapshot that fits it, proves a caller of an older epoch anew and renews its rights,
    /// and runs `f`.
    fn enter<T>(
        &self,
        tx: &mut Tx,
        who: Who,
        draws: &Draws,
        f: impl FnOnce(&mut Work) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let snapshot = self.snapshot_of(tx)?;
        if tx.is_write() && snapshot.epoch != self.snapshot().epoch {
            // It holds what earlier jobs of this commit group have changed: it is everybody's when they are kept.
            let (engine, snapshot) = (self.clone(), snapshot.clone());
            tx.after_commit(Box::new(move || engine.publish(snapshot)));
        }
        if let Who::Person(caller) = &who
            && caller.epoch != snapshot.epoch
        {
            crate::people::still_holds(tx, caller)?;
        }
        let who = who.renewed(&snapshot)?;
        f(&mut Work::new(tx, self.clone(), snapshot, who, draws.begin()))
    }

    /// The snapshot of the epoch that the transaction sees.
    pub(crate) fn snapshot_of(&self, tx: &mut Tx) -> Result<Arc<Snapshot>, Problem> {
        let epoch = tx.epoch(EPOCH)?;
        let known = self.snapshot();
        if known.epoch == epoch {
            return Ok(known);
        }
        let fresh = Arc::new(load(tx, &self.0.shipped)?);
        // What a write transaction changed and has not committed yet is nobody else's business.
        if !tx.is_write() {
            self.publish(fresh.clone());
        }
        Ok(fresh)
    }

    /// Makes a committed snapshot the one that this node knows, if it is newer.
    fn publish(&self, fresh: Arc<Snapshot>) {
        self.0.snapshot.rcu(|known| if fresh.epoch > known.epoch { fresh.clone() } else { known.clone() });
    }
}
