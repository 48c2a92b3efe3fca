//! The repository as the checks see it: its files and its crates, read once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::command::{command, output};

/// The checkout in which the task runs.
pub struct Repository {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Every file that git tracks or would add, in order of path.
    pub files: Vec<File>,
    /// Every crate of the workspace, in order of folder.
    pub crates: Vec<Krate>,
}

/// One file. Paths are relative to the root and written with `/`.
pub struct File {
    pub path: String,
    /// Empty for a file that is no UTF-8 text.
    pub text: String,
}

/// One crate of the workspace, as its `Cargo.toml` says.
pub struct Krate {
    pub name: String,
    /// The folder, relative to the root.
    pub folder: String,
    /// Names of the dependencies, of every target.
    pub uses: BTreeSet<String>,
    /// Names of the dev-dependencies.
    pub uses_in_tests: BTreeSet<String>,
}

impl Repository {
    /// Where cargo puts what it builds.
    pub fn target(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.root.join("target"), PathBuf::from)
    }

    /// Reads the checkout that this program was built from.
    ///
    /// # Errors
    /// When git cannot list the files, or a manifest cannot be read.
    pub fn here() -> Result<Repository> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the workspace")?.to_owned();
        let listed = output(command(
            &root,
            "git",
            &["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"],
        ))?;
        let mut paths: Vec<&str> = listed.split('\0').filter(|path| root.join(path).is_file()).collect();
        paths.sort_unstable();
        let mut files = Vec::new();
        for path in paths {
            let bytes = std::fs::read(root.join(path)).with_context(|| format!("{path} cannot be read"))?;
            files.push(File { path: path.to_owned(), text: String::from_utf8(bytes).unwrap_or_default() });
        }
        Repository::of(root, files)
    }

    /// A repository made of these files.
    ///
    /// # Errors
    /// When one of the manifests is no TOML or names no package.
    pub fn of(root: PathBuf, files: Vec<File>) -> Result<Repository> {
        let mut crates = Vec::new();
        for file in &files {
            if let Some(folder) = file.path.strip_suffix("/Cargo.toml") {
                crates.push(Krate::read(folder, &file.text).with_context(|| format!("{} cannot be read", file.path))?);
            }
        }
        Ok(Repository { root, files, crates })
    }

    /// The text of the file at this path.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// Whether a file or a folder with files is at this path.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        self.files
            .iter()
            .any(|file| file.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// Whether there is a web app to build and to test.
    pub fn has_web(&self) -> bool {
        self.has("web/package.json")
    }

    /// The files in Rust.
    pub fn rust_files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is("rs"))
    }
}

impl File {
    /// Whether the name ends with this extension.
    pub fn is(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == extension)
    }

    /// Whether the whole file is for tests.
    pub fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name == "tests.rs"
            || self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || [".test.", ".spec.", ".stories."].iter().any(|mark| name.contains(mark))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest {
    package: Package,
    #[serde(default)]
    dependencies: toml::Table,
    #[serde(default)]
    build_dependencies: toml::Table,
    #[serde(default)]
    dev_dependencies: toml::Table,
    #[serde(default)]
    target: std::collections::BTreeMap<String, Target>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Target {
    #[serde(default)]
    dependencies: toml::Table,
    #[serde(default)]
    dev_dependencies: toml::Table,
}

impl Krate {
    fn read(folder: &str, text: &str) -> Result<Krate> {
        let manifest: Manifest = toml::from_str(text)?;
        let mut uses = names(&manifest.dependencies);
        uses.extend(names(&manifest.build_dependencies));
        let mut uses_in_tests = names(&manifest.dev_dependencies);
        for target in manifest.target.values() {
            uses.extend(names(&target.dependencies));
            uses_in_tests.extend(names(&target.dev_dependencies));
        }
        Ok(Krate { name: manifest.package.name, folder: folder.to_owned(), uses, uses_in_tests })
    }
}

/// The names of the packages, also where a dependency was given another name here.
fn names(table: &toml::Table) -> BTreeSet<String> {
    let package = |value: &toml::Value| value.get("package").and_then(toml::Value::as_str).map(str::to_owned);
    table.iter().map(|(name, value)| package(value).unwrap_or_else(|| name.clone())).collect()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A repository of these paths and texts, in `/machines/checkout`.
    pub fn repository(files: &[(&str, &str)]) -> Repository {
        let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
        Repository::of(PathBuf::from("/machines/checkout"), files.iter().map(file).collect()).unwrap()
    }

    #[test]
    fn a_crate_uses_what_any_of_its_tables_names() {
        let manifest = "[package]\nname = 'heyi-a'\n[dependencies]\nb.workspace = true\n[build-dependencies]\nc = '1'\n\
                        [target.'cfg(unix)'.dependencies]\nd = { package = 'real-d', version = '1' }\n[dev-dependencies]\ne = '1'";
        let repository = repository(&[("platform/a/Cargo.toml", manifest), ("Cargo.toml", "[workspace]")]);
        let [krate] = &repository.crates[..] else { panic!("one crate") };
        assert_eq!((krate.name.as_str(), krate.folder.as_str()), ("heyi-a", "platform/a"));
        assert_eq!(krate.uses.iter().collect::<Vec<_>>(), ["b", "c", "real-d"]);
        assert_eq!(krate.uses_in_tests.iter().collect::<Vec<_>>(), ["e"]);
    }

    #[test]
    fn a_path_is_there_when_it_is_a_file_or_holds_one() {
        let repository = repository(&[("docs/adr/0001-a.md", "")]);
        for (path, there) in [("docs", true), ("docs/adr/", true), ("docs/adr/0001-a.md", true), ("docs/ad", false)] {
            assert_eq!(repository.has(path), there, "{path}");
        }
    }

    #[test]
    fn test_files_are_known_by_their_names() {
        let is_test = |path: &str| File { path: path.to_owned(), text: String::new() }.is_test();
        for path in ["a/src/tests.rs", "a/tests/b.rs", "web/src/Board.test.tsx", "web/src/Board.stories.tsx"] {
            assert!(is_test(path), "{path}");
        }
        for path in ["a/src/test.rs", "a/src/contests.rs", "a/src/testsuite/b.rs"] {
            assert!(!is_test(path), "{path}");
        }
    }
}
