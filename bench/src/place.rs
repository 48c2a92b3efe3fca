//! Where a bench happens: a data folder, a database, the engine in this process and the server in its own.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use heyi_db::test_support::PrivateCluster;
use heyi_db::{Db, DbConfig};
use heyi_engine::Engine;
use heyi_engine::engine::Parts;
use heyi_model::SystemClock;

use crate::{Args, Which, http};

/// The seed of everything that is drawn.
pub const SEED: u64 = 20_261_123;
/// The server must be ready within this time.
const PATIENCE: Duration = Duration::from_secs(120);

/// A data folder and its database. Both are removed at the end, unless the folder is kept.
pub struct Place {
    pub data: PathBuf,
    pub url: String,
    _folder: Option<tempfile::TempDir>,
    _cluster: Option<PrivateCluster>,
}

impl Place {
    /// An empty place, or with `--keep` the one that was made there before.
    pub fn new(which: Which, args: &Args) -> Result<Self> {
        Self::at(which, args.keep.as_deref(), args.database.as_deref())
    }

    /// An empty place.
    pub fn fresh(which: Which) -> Result<Self> {
        Self::at(which, None, None)
    }

    fn at(which: Which, keep: Option<&Path>, database: Option<&str>) -> Result<Self> {
        let folder = match keep {
            Some(_) => None,
            None => Some(tempfile::Builder::new().prefix("heyi-bench-").tempdir()?),
        };
        let data = match (keep, &folder) {
            (Some(keep), _) => keep.to_owned(),
            (None, Some(folder)) => folder.path().to_owned(),
            (None, None) => bail!("no folder"),
        };
        std::fs::create_dir_all(&data)?;
        let (url, cluster) = match (which, database) {
            (Which::Sqlite, _) => (format!("sqlite:{}", data.join("heyi.db").display()), None),
            (Which::Postgres, Some(url)) => (url.to_owned(), None),
            (Which::Postgres, None) => {
                let cluster = PrivateCluster::start()?;
                (cluster.fresh_database()?, Some(cluster))
            }
        };
        Ok(Self { data, url, _folder: folder, _cluster: cluster })
    }

    /// The engine in this process, up to date. `change` may set up its database differently.
    pub fn engine(&self, change: impl FnOnce(&mut DbConfig)) -> Result<Engine> {
        let mut config = DbConfig::parse(&self.url)?;
        change(&mut config);
        let clock = Arc::new(SystemClock);
        let db = Db::open(config, clock.clone())?;
        let apps = vec![heyi_team::app(), heyi_work::app(), heyi_customers::app(), heyi_sales::app()];
        let roles = heyi_team::roles::shipped_roles(&apps).map_err(|faults| anyhow::anyhow!("roles: {faults:?}"))?;
        let engine = Engine::open(Parts { db, clock, apps, roles, seed: SEED, files: self.data.join("files") })?;
        engine.migrate()?;
        Ok(engine)
    }

    /// The command `heyi` on this place.
    pub fn command(&self, heyi: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(heyi);
        command.args(arguments).arg("--data").arg(&self.data).args(["--database", &self.url]);
        command.stdin(Stdio::null());
        command
    }

    /// Starts the server; it is ready when this returns.
    pub fn serve(&self, heyi: &Path) -> Result<Server> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let log = std::fs::File::create(self.data.join("server.log"))?;
        let mut command = self.command(heyi, &["serve", "--listen", &address.to_string()]);
        command.stdout(log.try_clone()?).stderr(log);
        let begun = Instant::now();
        let child = command.spawn().with_context(|| format!("{} cannot be started", heyi.display()))?;
        let mut server = Server { child, address, ready_after: Duration::ZERO };
        loop {
            if is_ready(address).unwrap_or(false) {
                server.ready_after = begun.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                let log = std::fs::read_to_string(self.data.join("server.log")).unwrap_or_default();
                bail!("the server ended with {status}: {log}");
            }
            if begun.elapsed() > PATIENCE {
                bail!("the server is not ready after {PATIENCE:?}");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

fn is_ready(address: SocketAddr) -> std::io::Result<bool> {
    Ok(http::Connection::open(address, "")?.send("GET", "/readyz", None)?.status == 200)
}

/// The server, a process of its own. Dropping it kills it.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From its start until it answered.
    pub ready_after: Duration,
}

impl Server {
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
