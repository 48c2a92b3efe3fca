//! Opening the organisation that the arguments name.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use heyi_db::{Db, DbConfig};
use heyi_engine::Engine;
use heyi_engine::engine::Parts;
use heyi_model::SystemClock;
use rand::TryRng as _;

/// Where the organisation is. Both may be given: then files live in `--data`.
#[derive(Debug, Clone, clap::Args)]
pub struct Place {
    /// Folder of the data: the database file, unless --database names another, and stored files.
    #[arg(long, env = "HEYI_DATA", default_value = "./heyi-data", global = true)]
    pub data: PathBuf,
    /// `sqlite:PATH` or `postgres://USER@HOST/NAME`.
    #[arg(long, env = "HEYI_DATABASE", global = true)]
    pub database: Option<String>,
}

impl Place {
    /// Opens the engine without touching tables.
    pub fn open(&self) -> anyhow::Result<Engine> {
        std::fs::create_dir_all(&self.data)
            .with_context(|| format!("the folder {} cannot be made", self.data.display()))?;
        let url = match &self.database {
            Some(url) => url.clone(),
            None => format!("sqlite:{}", self.data.join("heyi.db").display()),
        };
        let clock = Arc::new(SystemClock);
        let db = Db::open(DbConfig::parse(&url)?, clock.clone()).context("the database cannot be opened")?;
        let apps = crate::wiring::apps();
        let roles = heyi_team::roles::shipped_roles(&apps).map_err(|faults| anyhow::anyhow!("roles: {faults:?}"))?;
        let mut seed = [0; 8];
        rand::rngs::SysRng.try_fill_bytes(&mut seed)?;
        let parts = Parts { db, clock, apps, roles, seed: u64::from_le_bytes(seed), files: self.data.join("files") };
        Ok(Engine::open(parts)?)
    }

    /// Opens an organisation that `heyi migrate` or `heyi serve` has prepared.
    pub fn attach(&self) -> anyhow::Result<Engine> {
        let engine = self.open()?;
        let pending = engine.pending_migrations().unwrap_or_else(|_| vec!["everything".into()]);
        if !pending.is_empty() {
            bail!("the database is not up to date; run `heyi migrate` first (pending: {})", pending.join(", "));
        }
        engine.attach()?;
        Ok(engine)
    }
}

/// Logs to standard error: warnings by default, `RUST_LOG` decides.
pub fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
