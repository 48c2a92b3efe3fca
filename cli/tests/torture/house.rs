//! The binary on a fresh data folder: its commands, its server, and the end of that by SIGKILL.

use std::fs::File;
use std::io::Write as _;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub const ACCOUNT: &str = "torture";
pub const PASSWORD: &str = "铁锤-不碎-2026";

/// A data folder with its database, and an administrator in it.
pub struct House {
    folder: TempDir,
    url: String,
}

impl House {
    /// A migrated organisation on `url`; without one on an SQLite file in the data folder.
    pub fn new(url: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = url.unwrap_or_else(|| format!("sqlite:{}", folder.path().join("heyi.db").display()));
        let house = Self { folder, url };
        house.succeed(&["migrate"], "");
        house.succeed(
            &["user", "add", "--account", ACCOUNT, "--name", "试金石", "--admin", "--password-stdin"],
            PASSWORD,
        );
        house
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_heyi"));
        command.args(arguments).arg("--data").arg(self.folder.path()).args(["--database", &self.url]);
        command.env_remove("HEYI_DATA").env_remove("HEYI_DATABASE").env_remove("HEYI_LISTEN");
        command
    }

    /// Runs a command to its end: whether it ended well, and all that it said.
    pub fn run(&self, arguments: &[&str], input: &str) -> (bool, String) {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let ended = child.wait_with_output().unwrap();
        let said = [ended.stdout, ended.stderr].concat();
        (ended.status.success(), String::from_utf8_lossy(&said).into_owned())
    }

    pub fn succeed(&self, arguments: &[&str], input: &str) {
        let (good, said) = self.run(arguments, input);
        assert!(good, "heyi {arguments:?}: {said}");
    }

    /// Starts the server on a free port and does not wait for it.
    pub fn start(&self) -> Server {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let log = self.folder.path().join("server.log");
        let to_log = || Stdio::from(File::options().create(true).append(true).open(&log).unwrap());
        let mut command = self.command(&["serve", "--listen", &free.to_string()]);
        let child = command.stdin(Stdio::null()).stdout(to_log()).stderr(to_log()).spawn().unwrap();
        Server { child, base: format!("http://{free}"), log }
    }

    /// Starts the server and waits until it is ready.
    pub fn start_ready(&self) -> Server {
        let mut server = self.start();
        server.wait_ready();
        server
    }
}

/// The running server. Dropping it kills it.
pub struct Server {
    child: Child,
    pub base: String,
    log: std::path::PathBuf,
}

impl Server {
    pub fn wait_ready(&mut self) {
        let begun = Instant::now();
        let ready = format!("{}/readyz", self.base);
        while !ureq::get(&ready).call().is_ok_and(|answer| answer.status().is_success()) {
            let ended = self.child.try_wait().unwrap();
            let late = begun.elapsed() > Duration::from_secs(60);
            assert!(ended.is_none() && !late, "the server is not ready ({ended:?}): {}", self.last_words());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The end of the server's log.
    pub fn last_words(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(15)..].join("\n")
    }

    /// SIGKILL: the process has no say in it.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is dead already where the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
