//! Constants of the names that metadata defines, so that a misspelt field or option in a rule does not compile.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use toml::Table;

/// The file `fields.rs` of every noun, made from its module file.
pub fn make(root: &Path) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for app in folders(&root.join("apps"))? {
        for noun in folders(&app.join("src"))? {
            let name = noun.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let file = noun.join(format!("{name}.module.toml"));
            let text = std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
            let made = constants(&name, &text).with_context(|| format!("{} is faulty", file.display()))?;
            let folder = noun.strip_prefix(root).context("the noun lies in the repository")?;
            files.push((folder.join("fields.rs").to_string_lossy().replace('\\', "/"), made));
        }
    }
    Ok(files)
}

/// The folders in a folder, in order.
fn folders(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut folders: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path()).filter(|p| p.is_dir())).collect();
    folders.sort();
    Ok(folders)
}

/// A constant for every field, and for every option that code may name.
fn constants(noun: &str, text: &str) -> Result<String> {
    let def: Table = toml::from_str(text)?;
    let fields = def.get("fields").and_then(|f| f.as_table()).context("it has no fields")?;
    let mut out = format!(
        "// {} from {noun}.module.toml.\n//! Keys of the fields, and of the options that code knows.\n",
        crate::tidy::GENERATED
    );
    for (key, field) in fields {
        let label = label_of(field);
        write!(out, "\n/// {label}\npub const {}: &str = \"{key}\";\n", key.to_uppercase())?;
        for (option, def) in field.get("options").and_then(|o| o.as_table()).into_iter().flatten() {
            if def.get("core").and_then(toml::Value::as_bool) == Some(true) {
                let name = format!("{key}_{option}").to_uppercase();
                writeln!(out, "/// {label}: {}\npub const {name}: &str = \"{option}\";", label_of(def))?;
            }
        }
    }
    Ok(out)
}

/// Both labels, Chinese first.
fn label_of(def: &toml::Value) -> String {
    let label = |locale: &str| def.get("label").and_then(|l| l.get(locale)).and_then(|l| l.as_str());
    [label("zh"), label("en")].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_and_every_option_of_code_becomes_a_constant() {
        let text = "[fields.type]\nlabel = { zh = \"类型\", en = \"Type\" }\n\
            options.open = { label = { zh = \"进行中\", en = \"Open\" }, core = true }\n\
            options.mine = { label = { zh = \"自己\", en = \"Mine\" } }\n\
            [fields.a_b]\nlabel = { zh = \"甲\" }\n";
        let made = constants("stage", text).unwrap();
        let lines: Vec<&str> = made.lines().skip(3).collect();
        assert_eq!(
            lines,
            [
                "/// 类型 · Type",
                "pub const TYPE: &str = \"type\";",
                "/// 类型 · Type: 进行中 · Open",
                "pub const TYPE_OPEN: &str = \"open\";",
                "",
                "/// 甲",
                "pub const A_B: &str = \"a_b\";"
            ]
        );
        assert!(constants("stage", "label = 1").is_err());
    }
}
