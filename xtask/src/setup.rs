//! Brings what the tests need onto the machine: from the system's packages when that is allowed, otherwise by a sentence.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::command::{command, must, output, works};
use crate::repository::Repository;

/// A program that the tests need and that cargo and npm do not bring.
struct Need {
    name: &'static str,
    /// The package of Debian and Ubuntu.
    package: &'static str,
    needed: fn(&Repository) -> bool,
    found: fn() -> bool,
}

const NEEDS: &[Need] = &[
    Need { name: "PostgreSQL 15 or newer", package: "postgresql", needed: |_| true, found: has_postgres },
    Need { name: "Python 3.10 or newer with venv", package: "python3-venv", needed: |_| true, found: has_python },
    Need { name: "Node with npm", package: "npm", needed: Repository::has_web, found: has_npm },
    Need { name: "Chromium", package: "chromium", needed: Repository::has_web, found: has_chromium },
];

/// Finds or installs what the tests need.
///
/// # Errors
/// When something is missing and cannot be installed here; the message says what to install.
pub fn run(repository: &Repository) -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| (need.needed)(repository) && !(need.found)()).collect();
    if missing.is_empty() {
        println!("everything that the tests need is here");
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if may_install() {
        must(apt(&repository.root, &["update"]))?;
        must(apt(&repository.root, &[&["install", "--yes", "--no-install-recommends"], &packages[..]].concat()))?;
    }
    let still: Vec<&str> = missing.iter().filter(|need| !(need.found)()).map(|need| need.name).collect();
    if !still.is_empty() {
        bail!(
            "The tests need {}. Install it and run this again (on Debian or Ubuntu: sudo apt-get install {}).",
            still.join(" and "),
            packages.join(" ")
        );
    }
    Ok(())
}

/// System packages are installed only by root on a machine with apt: nobody is asked for a password.
fn may_install() -> bool {
    let root = output(command(Path::new("/"), "id", &["-u"])).is_ok_and(|id| id.trim() == "0");
    root && works(command(Path::new("/"), "apt-get", &["--version"]))
}

fn apt(at: &Path, arguments: &[&str]) -> Command {
    let mut command = command(at, "apt-get", arguments);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Whether `initdb` of a version that Heyi supports is on the PATH or where Debian puts it.
fn has_postgres() -> bool {
    let on_path = output(command(Path::new("/"), "initdb", &["--version"])).ok();
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let of_debian = installed.filter_map(|folder| {
        let initdb = folder.path().join("bin/initdb");
        output(command(Path::new("/"), &initdb.to_string_lossy(), &["--version"])).ok()
    });
    on_path.into_iter().chain(of_debian).filter_map(|version| major(&version)).any(|major| major >= 15)
}

/// The major version in `initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major(version: &str) -> Option<u32> {
    let number = version.split("(PostgreSQL) ").nth(1)?;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// Whether there is a Python that Schemathesis runs on and that makes virtual environments.
pub fn has_python() -> bool {
    let version = "import sys, venv, ensurepip; print(*sys.version_info[:2])";
    let numbers = |said: String| said.split_whitespace().filter_map(|part| part.parse().ok()).collect::<Vec<u32>>();
    output(command(Path::new("/"), "python3", &["-c", version])).is_ok_and(|said| numbers(said) >= vec![3, 10])
}

fn has_npm() -> bool {
    works(command(Path::new("/"), "npm", &["--version"]))
}

fn has_chromium() -> bool {
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .any(|browser| works(command(Path::new("/"), browser, &["--version"])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_postgres_is_read_from_its_own_words() {
        let cases = [
            ("initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", Some(15)),
            ("initdb (PostgreSQL) 18beta1\n", Some(18)),
            ("initdb (PostgreSQL) devel\n", None),
            ("", None),
        ];
        for (version, expect) in cases {
            assert_eq!(major(version), expect, "{version}");
        }
    }
}
