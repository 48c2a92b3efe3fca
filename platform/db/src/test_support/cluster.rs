//! A PostgreSQL cluster in a temporary directory.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{NoTestDatabase, create_database};

/// The programs of a cluster and how to run them: never as root.
pub(super) struct Programs {
    folder: PathBuf,
    as_postgres: bool,
}

impl Programs {
    /// Finds them in `PATH`, then where Debian puts them; the newest version.
    pub(super) fn find() -> Result<Self, NoTestDatabase> {
        let in_path =
            std::env::var_os("PATH").into_iter().flat_map(|path| std::env::split_paths(&path).collect::<Vec<_>>());
        let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
            .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
            .unwrap_or_default();
        versions.sort();
        versions.reverse();
        let folder =
            in_path.chain(versions).find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file());
        let folder =
            folder.ok_or_else(|| NoTestDatabase("initdb is neither in PATH nor in /usr/lib/postgresql".into()))?;
        let id = Command::new("id").arg("-u").output().map_err(|e| NoTestDatabase::because("id", e))?;
        Ok(Self { folder, as_postgres: id.stdout.trim_ascii() == b"0" })
    }

    /// A program with the rights of an ordinary user.
    pub(super) fn command(&self, program: &str) -> Command {
        let path = self.folder.join(program);
        if !self.as_postgres {
            return Command::new(path);
        }
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"]).arg(path);
        command
    }

    /// Makes `folder` belong to the user that the programs run as.
    fn hand_over(&self, folder: &Path) -> Result<(), NoTestDatabase> {
        if self.as_postgres {
            succeed(Command::new("chown").arg("postgres:").arg(folder), "chown")?;
        }
        Ok(())
    }
}

/// Runs a command to its end.
pub(super) fn succeed(command: &mut Command, what: &str) -> Result<(), NoTestDatabase> {
    let done = command.stdin(Stdio::null()).output().map_err(|e| NoTestDatabase::because(what, e))?;
    if done.status.success() {
        return Ok(());
    }
    Err(NoTestDatabase::because(what, String::from_utf8_lossy(&done.stderr).trim()))
}

/// Makes a cluster in `folder` and starts it; it listens on a socket in that folder only.
pub(super) fn create(programs: &Programs, folder: &Path, settings: &str) -> Result<(), NoTestDatabase> {
    programs.hand_over(folder)?;
    let mut initdb = programs.command("initdb");
    initdb
        .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D"])
        .arg(folder.join("data"));
    succeed(&mut initdb, "initdb")?;
    let text = format!(
        "listen_addresses = ''\nunix_socket_directories = '{}'\nmax_connections = 400\nshared_buffers = 128MB\n\
         max_wal_size = 1GB\nlog_min_messages = fatal\n{settings}",
        folder.display()
    );
    let conf = folder.join("data/heyi.conf");
    std::fs::write(&conf, text).map_err(|e| NoTestDatabase::because("heyi.conf", e))?;
    programs.hand_over(&conf)?;
    let main = folder.join("data/postgresql.conf");
    let mut whole = std::fs::read_to_string(&main).map_err(|e| NoTestDatabase::because("postgresql.conf", e))?;
    whole.push_str("\ninclude 'heyi.conf'\n");
    std::fs::write(&main, whole).map_err(|e| NoTestDatabase::because("postgresql.conf", e))?;
    start(programs, folder)
}

/// Starts a cluster that was made here, and waits until it answers.
pub(super) fn start(programs: &Programs, folder: &Path) -> Result<(), NoTestDatabase> {
    let mut pg_ctl = programs.command("pg_ctl");
    pg_ctl.args(["start", "-w", "-t", "60", "-s", "-D"]).arg(folder.join("data")).arg("-l").arg(folder.join("log"));
    // pg_ctl's server keeps the pipes of its parent open, so they must not be ours.
    pg_ctl.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let done = pg_ctl.status().map_err(|e| NoTestDatabase::because("pg_ctl", e))?;
    if done.success() {
        return Ok(());
    }
    let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
    Err(NoTestDatabase::because("pg_ctl start", log.lines().last().unwrap_or("no log")))
}

/// The URL of a database on the cluster in `folder`.
pub(super) fn url(folder: &Path, database: &str) -> String {
    let host = folder.display().to_string().replace('/', "%2F");
    format!("postgres://postgres@/{database}?host={host}")
}

/// A cluster of one test, with `fsync` on, that can be killed and started again. Dropping it removes it.
#[derive(Debug)]
pub struct PrivateCluster {
    folder: tempfile::TempDir,
}

impl PrivateCluster {
    /// Makes one and starts it.
    pub fn start() -> Result<Self, NoTestDatabase> {
        let folder =
            tempfile::Builder::new().prefix("heyi-pg-").tempdir().map_err(|e| NoTestDatabase::because("tempdir", e))?;
        create(&Programs::find()?, folder.path(), "fsync = on\n")?;
        Ok(Self { folder })
    }

    /// A new, empty database; its URL.
    pub fn fresh_database(&self) -> Result<String, NoTestDatabase> {
        create_database(&url(self.folder.path(), "postgres"), "template0")
    }

    /// The process id of the postmaster, while it runs.
    pub fn postmaster(&self) -> Option<u32> {
        let text = std::fs::read_to_string(self.folder.path().join("data/postmaster.pid")).ok()?;
        text.lines().next()?.trim().parse().ok()
    }

    /// Kills the postmaster with SIGKILL; its back ends notice and end.
    pub fn kill(&self) -> Result<(), NoTestDatabase> {
        let pid = self.postmaster().ok_or_else(|| NoTestDatabase("the postmaster does not run".into()))?;
        succeed(Command::new("kill").args(["-9", &pid.to_string()]), "kill")
    }

    /// Starts it again after [`PrivateCluster::kill`]; it recovers from its log.
    pub fn restart(&self) -> Result<(), NoTestDatabase> {
        let programs = Programs::find()?;
        // The back ends of the killed postmaster hold the shared memory for a moment.
        let mut last = Ok(());
        for _ in 0..50 {
            last = start(&programs, self.folder.path());
            if last.is_ok() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        last
    }
}

impl Drop for PrivateCluster {
    fn drop(&mut self) {
        if let (Ok(programs), Some(_)) = (Programs::find(), self.postmaster()) {
            let mut stop = programs.command("pg_ctl");
            stop.args(["stop", "-s", "-m", "immediate", "-D"]).arg(self.folder.path().join("data"));
            // A cluster that is dead already is what we want.
            let _ = succeed(&mut stop, "pg_ctl stop");
        }
    }
}
