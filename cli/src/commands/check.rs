//! `heyi check`

use std::process::ExitCode;

use crate::open::Place;

/// Checks metadata, database and evidence.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Also checks the history of every record against its seals and against the records.
    #[arg(long)]
    history: bool,
}

impl Check {
    pub fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let engine = place.open()?;
        let mut faults: Vec<String> = Vec::new();
        for pending in engine.pending_migrations()? {
            faults.push(format!("migration \"{pending}\" has not been run"));
        }
        if faults.is_empty() {
            engine.attach()?;
            let snapshot = engine.snapshot();
            faults.extend(snapshot.faults.iter().map(ToString::to_string));
            faults.extend(missing_columns(&engine)?);
            if self.history {
                let found = heyi_engine::history::check(&engine).map_err(|p| super::said(&p))?;
                faults.extend(found.into_iter().map(|f| f.to_string()));
            }
        }
        for fault in &faults {
            println!("{fault}");
        }
        println!("{} faults", faults.len());
        Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Columns that metadata asks for and the database does not have.
fn missing_columns(engine: &heyi_engine::Engine) -> anyhow::Result<Vec<String>> {
    let mut missing = Vec::new();
    for module in engine.snapshot().all_modules() {
        let found = engine.db().columns(&module.key)?;
        for (name, _) in module.columns() {
            if !found.iter().any(|c| *c.name == **name) {
                missing.push(format!("{}: {name}: the database has no such column", module.key));
            }
        }
    }
    Ok(missing)
}
