//! `heyi migrate`

use std::process::ExitCode;

use crate::open::Place;

/// Brings the database up to date with this version and its metadata.
#[derive(Debug, clap::Args)]
pub struct Migrate {
    /// Lists what would be done, and conflicts of the organisation's metadata, and changes nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Migrate {
    pub fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let engine = place.open()?;
        let pending = engine.pending_migrations()?;
        if self.dry_run {
            for name in &pending {
                println!("would run: {name}");
            }
            println!("{} migrations pending", pending.len());
            return Ok(ExitCode::SUCCESS);
        }
        engine.migrate()?;
        let snapshot = engine.snapshot();
        for fault in &snapshot.faults {
            eprintln!("conflict: {fault}");
        }
        println!("{} migrations run, {} modules ready", pending.len(), snapshot.modules().count());
        Ok(if snapshot.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
