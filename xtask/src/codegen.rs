//! Writes the files that are made from Rust types and from metadata, and tells when a committed one is out of date.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::command::{command, output};
use crate::repository::Repository;

/// Makes some of the generated files.
pub struct Generator {
    /// What it makes, for the person who reads the output.
    pub name: &'static str,
    /// The files. The same repository gives the same text.
    pub make: fn(root: &Path) -> Result<Files>,
}

/// Paths from the root, each with the text of its file.
type Files = Vec<(String, String)>;

/// Every generator, in the order in which they run.
pub const GENERATORS: &[Generator] = &[
    Generator { name: "names of fields", make: crate::fields::make },
    Generator { name: "schemas of metadata", make: crate::schemas::make },
    Generator { name: "description of the API", make: describe_api },
];

/// The file from which the types of the web app's client are made (`npm run schema` in `web`).
const API: &str = "web/openapi.json";

/// What the program itself says of its API.
fn describe_api(root: &Path) -> Result<Files> {
    let asking = command(root, "cargo", &["run", "--quiet", "--package", "heyi", "--", "openapi"]);
    Ok(vec![(API.to_owned(), output(asking)?)])
}

/// `cargo xtask codegen`: writes what has changed; with `check` writes nothing and fails when something would change.
pub fn run(repository: &Repository, check: bool) -> Result<ExitCode> {
    let mut is_fresh = true;
    // One after the other: the program can only be built, and asked, when the names that it uses are written.
    for generator in GENERATORS {
        for (path, text) in stale(&repository.root, std::slice::from_ref(generator))? {
            is_fresh = false;
            if check {
                println!("{path} is out of date; run `cargo xtask codegen`");
            } else {
                write(&repository.root.join(&path), &text)?;
                println!("{path} written");
            }
        }
    }
    Ok(if check && !is_fresh { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The generated files whose text on disk is not what the generators make, with the text they should have.
fn stale(root: &Path, generators: &[Generator]) -> Result<Files> {
    let mut stale = Vec::new();
    for generator in generators {
        let files = (generator.make)(root).with_context(|| format!("{} cannot be made", generator.name))?;
        stale.extend(
            files
                .into_iter()
                .filter(|(path, text)| std::fs::read(root.join(path)).ok().as_deref() != Some(text.as_bytes())),
        );
    }
    Ok(stale)
}

fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().context("a generated file lies in a folder")?;
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_file_is_stale_until_it_is_written() {
        let root = std::env::temp_dir().join(format!("heyi-xtask-codegen-{}", std::process::id()));
        let make: fn(&Path) -> Result<Files> =
            |_| Ok(vec![("a/fields.rs".to_owned(), "new".to_owned()), ("b.json".to_owned(), "{}".to_owned())]);
        let generators = [Generator { name: "fields", make }];
        write(&root.join("a/fields.rs"), "old").unwrap();
        let found = stale(&root, &generators).unwrap();
        assert_eq!(found, make(&root).unwrap());
        for (path, text) in &found {
            write(&root.join(path), text).unwrap();
        }
        assert_eq!(stale(&root, &generators).unwrap(), []);
        std::fs::remove_dir_all(root).unwrap();
    }
}
