//! The cluster that all tests of a user share.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::NoTestDatabase;
use super::cluster::{Programs, create, succeed, url as url_of};

/// Names a server to use in place of the shared cluster.
const OVERRIDE: &str = "HEYI_TEST_POSTGRES";

/// Stops the cluster when nobody has touched the stamp for three minutes. `$1` is the folder, the rest stops the cluster.
const WATCHER: &str = r#"folder=$1; shift
while sleep 15; do
  [ -e "$folder/stamp" ] || break
  [ -n "$(find "$folder/stamp" -mmin +3 2>/dev/null)" ] && break
done
"$@"
rm -rf "$folder"
"#;

/// The folder of the running cluster is named in a file, so that a new cluster never meets the remains of an old one.
fn note(name: &str) -> PathBuf {
    let user = std::env::var("USER").unwrap_or_default();
    let user: String = user.chars().filter(char::is_ascii_alphanumeric).collect();
    std::env::temp_dir().join(format!("heyi-test-postgres-{user}-{name}"))
}

/// The lock under which the cluster is started and stopped; it is free again when the file is closed.
fn lock() -> Result<File, NoTestDatabase> {
    let open = OpenOptions::new().create(true).truncate(false).write(true).open(note("lock"));
    let file = open.map_err(|e| NoTestDatabase::because("lock file", e))?;
    file.lock().map_err(|e| NoTestDatabase::because("lock", e))?;
    Ok(file)
}

/// The URL of the maintenance database; starts the cluster when it does not run.
pub(super) fn url() -> Result<String, NoTestDatabase> {
    if let Ok(url) = std::env::var(OVERRIDE) {
        return Ok(url);
    }
    let _held = lock()?;
    if let Some(folder) = running() {
        return Ok(url_of(&folder, "postgres"));
    }
    let programs = Programs::find()?;
    let made = tempfile::Builder::new().prefix("heyi-pg-shared-").disable_cleanup(true).tempdir();
    let folder = made.map_err(|e| NoTestDatabase::because("tempdir", e))?.path().to_owned();
    touch(&folder)?;
    create(&programs, &folder, "fsync = off\nfull_page_writes = off\nautovacuum = off\n")?;
    watch(&programs, &folder)?;
    std::fs::write(note("folder"), folder.display().to_string()).map_err(|e| NoTestDatabase::because("note", e))?;
    Ok(url_of(&folder, "postgres"))
}

/// The folder of the cluster, if it answers; tells its watcher that it is used.
fn running() -> Option<PathBuf> {
    let folder = PathBuf::from(std::fs::read_to_string(note("folder")).ok()?);
    folder.join("stamp").is_file().then_some(())?;
    touch(&folder).ok()?;
    super::run(&url_of(&folder, "postgres"), &["SELECT 1"]).ok()?;
    Some(folder)
}

fn touch(folder: &Path) -> Result<(), NoTestDatabase> {
    // Writing changes the time of the file.
    std::fs::write(folder.join("stamp"), b"used").map_err(|e| NoTestDatabase::because("stamp", e))
}

fn stop_command(programs: &Programs, folder: &Path) -> Command {
    let mut command = programs.command("pg_ctl");
    command.args(["stop", "-s", "-m", "immediate", "-D"]).arg(folder.join("data"));
    command
}

fn watch(programs: &Programs, folder: &Path) -> Result<(), NoTestDatabase> {
    let stop = stop_command(programs, folder);
    let mut shell = Command::new("setsid");
    shell.args(["sh", "-c", WATCHER, "heyi-watch"]).arg(folder).arg(stop.get_program()).args(stop.get_args());
    shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).current_dir("/");
    shell.spawn().map(|_| ()).map_err(|e| NoTestDatabase::because("watcher", e))
}

/// Stops the shared cluster, if it runs; for the end of `make test`.
pub fn stop_shared_cluster() -> Result<(), NoTestDatabase> {
    let _held = lock()?;
    let Ok(folder) = std::fs::read_to_string(note("folder")) else { return Ok(()) };
    let folder = PathBuf::from(folder);
    if folder.join("data/postmaster.pid").is_file() {
        succeed(&mut stop_command(&Programs::find()?, &folder), "pg_ctl stop")?;
    }
    // The watcher ends when the stamp is gone.
    let gone = std::fs::remove_dir_all(&folder).and_then(|()| std::fs::remove_file(note("folder")));
    gone.map_err(|e| NoTestDatabase::because("removing the cluster", e))
}
