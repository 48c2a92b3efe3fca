//! What no file of the repository may give away about the machine it was written on.

use super::Fault;
use crate::repository::Repository;

/// Hosts of package registries, in two parts so that this file names none of them.
const REGISTRIES: &[(&str, &str)] = &[
    ("static.crates", "io"),
    ("index.crates", "io"),
    ("registry.npmjs", "org"),
    ("registry.yarnpkg", "com"),
    ("registry.npmmirror", "com"),
    ("files.pythonhosted", "org"),
    ("pypi", "org"),
    ("deb.debian", "org"),
    ("archive.ubuntu", "com"),
    ("proxy.golang", "org"),
];

/// Fails for a line with the host of a package registry: a checkout must build wherever the client of the registry
/// is set up, mirrors included. `Cargo.lock` is cargo's own.
pub fn no_file_names_a_package_registry(repository: &Repository) -> Vec<Fault> {
    let hosts: Vec<String> = REGISTRIES.iter().map(|(name, end)| format!("{name}.{end}")).collect();
    lines_with(repository, |line| hosts.iter().any(|host| line.contains(host)), "names the host of a package registry")
}

/// Fails for a line with this checkout's own folder, the person's home, or anybody's.
pub fn no_file_names_a_path_of_one_machine(repository: &Repository) -> Vec<Fault> {
    let mut paths = Vec::from(["root", "home", "Users"].map(|folder| format!("/{folder}/")));
    // The path of a checkout right under `/` may also be a path of the web app.
    if let Some(parent) = repository.root.parent().filter(|parent| parent.file_name().is_some()) {
        paths.extend([repository.root.clone(), parent.join("shared")].map(|path| path.display().to_string()));
    }
    let names = |line: &str| paths.iter().any(|path| line.match_indices(path.as_str()).any(|(at, _)| begins(line, at)));
    lines_with(repository, names, "names a path of one machine")
}

/// A path begins where no other path goes on: `/api/home/` and `../home/` hold no absolute path.
fn begins(line: &str, at: usize) -> bool {
    let before = line[..at].chars().next_back();
    before.is_none_or(|c| !(c.is_alphanumeric() || "./_-}>~$*".contains(c)))
}

fn lines_with(repository: &Repository, breaks: impl Fn(&str) -> bool, says: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in repository.files.iter().filter(|file| file.path != "Cargo.lock") {
        let lines = file.text.lines().enumerate().filter(|(_, line)| breaks(line));
        faults.extend(lines.map(|(number, _)| Fault::at(&file.path, number + 1, says)));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn a_registry_is_named_by_its_client_only() {
        let named = format!("\nurl = https://{}.{}/x", REGISTRIES[2].0, REGISTRIES[2].1);
        let files: &[(&str, &str)] =
            &[("Cargo.lock", &named), ("web/package-lock.json", &named), ("a.md", "npm install")];
        check(no_file_names_a_package_registry, files, &["web/package-lock.json:2"]);
    }

    #[test]
    fn a_path_of_one_machine_is_found_wherever_it_begins() {
        let homes = ["root", "home", "Users"].map(|folder| format!("\"/{folder}/me/x\""));
        for line in [homes[0].as_str(), &homes[1], &homes[2], "cd /machines/checkout/web", "(/machines/shared/data)"] {
            check(no_file_names_a_path_of_one_machine, &[("a.rs", line)], &["a.rs:1"]);
        }
        for line in ["/api/home/x", "/tmp/x", "../shared/data", "/checkout/x", "$X/home/y", "/homes"] {
            check(no_file_names_a_path_of_one_machine, &[("a.rs", line)], &[]);
        }
    }
}
