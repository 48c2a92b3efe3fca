//! Ordered changes of schema and rows, each applied once.

use std::sync::Arc;
use std::time::Duration;

use heyi_model::{Cells, Value};

use super::SchemaPlan;
use crate::config::Ctx;
use crate::db::Db;
use crate::error::{DbError, Result};
use crate::sql::sql;
use crate::tx::Tx;

/// The work of a migration on rows.
pub type MigrationWork = Arc<dyn Fn(&mut Tx<'_>) -> Result<()> + Send + Sync>;

/// What a migration may take.
const DEADLINE: Duration = Duration::from_hours(1);

/// One change: first the plan, then the work on rows in one transaction together with the note that it is done.
#[derive(Clone)]
pub struct Migration {
    /// Its number; migrations run in the order of their numbers.
    pub version: i64,
    /// What it does, for people.
    pub name: String,
    /// The change of schema.
    pub plan: SchemaPlan,
    /// The work on rows.
    pub work: Option<MigrationWork>,
}

impl Migration {
    /// A change of schema only.
    pub fn new(version: i64, name: impl Into<String>, plan: SchemaPlan) -> Self {
        Self { version, name: name.into(), plan, work: None }
    }
    /// The same with work on rows.
    #[must_use]
    pub fn with_work(mut self, work: impl Fn(&mut Tx<'_>) -> Result<()> + Send + Sync + 'static) -> Self {
        self.work = Some(Arc::new(work));
        self
    }
}

impl std::fmt::Debug for Migration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Migration({} {:?})", self.version, self.name)
    }
}

impl Db {
    /// The versions that were applied, in order.
    pub fn applied_migrations(&self) -> Result<Vec<i64>> {
        let rows = self.read_blocking(Ctx::default(), |tx| tx.all("SELECT version FROM migration ORDER BY version"))?;
        Ok(rows.iter().filter_map(|row| row.int(0)).collect())
    }

    /// Which of `migrations` [`Db::migrate`] would apply, in order: the dry run.
    pub fn pending_migrations(&self, migrations: &[Migration]) -> Result<Vec<Migration>> {
        let applied = self.applied_migrations()?;
        let mut pending: Vec<Migration> =
            migrations.iter().filter(|m| !applied.contains(&m.version)).cloned().collect();
        pending.sort_by_key(|m| m.version);
        if let Some(twice) = pending.windows(2).find(|pair| pair[0].version == pair[1].version) {
            return Err(DbError::internal(format!("two migrations have the number {}", twice[0].version)));
        }
        Ok(pending)
    }

    /// Applies what is pending and gives the versions that this call applied.
    ///
    /// Plans are idempotent and the work is noted in its own transaction inside the write lane, so two nodes that start
    /// together apply each migration once, and one that was broken off goes on where it stopped.
    pub fn migrate(&self, migrations: &[Migration]) -> Result<Vec<i64>> {
        let mut applied = Vec::new();
        for migration in self.pending_migrations(migrations)? {
            self.change_schema(&migration.plan)?;
            let Migration { version, name, work, .. } = migration;
            let done = self.write_blocking(Ctx::slow().within(DEADLINE), move |tx| {
                let noted = sql(
                    "INSERT INTO migration (version, name, applied_at) VALUES ($1, $2, $3) ON CONFLICT (version) DO NOTHING",
                    vec![Value::Int(version), Value::from(name.as_str()), Value::Timestamp(tx.now_ms())],
                );
                let first = tx.execute(noted)? == 1;
                if let (true, Some(work)) = (first, &work) {
                    work(tx)?;
                }
                Ok::<_, DbError>(first)
            })?;
            if done {
                applied.push(version);
            }
        }
        Ok(applied)
    }
}
