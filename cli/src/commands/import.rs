//! `heyi import`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use heyi_engine::{System, Who};
use heyi_transfer::import::{self, ImportSpec, Mode};
use heyi_transfer::table::TableSource;
use indicatif::{ProgressBar, ProgressStyle};

use super::said;
use crate::open::Place;

/// Imports a CSV, TSV, XLSX or XLS file.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The module, `accounts`.
    module: String,
    /// The file.
    file: PathBuf,
    /// A TOML file that says which column fills which field; without it the headings decide.
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// What to do with a row: insert, update or upsert.
    #[arg(long)]
    mode: Option<ModeArg>,
    /// The unique field that names the record of a row, for update and upsert.
    #[arg(long)]
    match_on: Option<String>,
    /// Checks every row and writes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Where rejected rows are written, with their reasons.
    #[arg(long)]
    rejected: Option<PathBuf>,
    /// Prints no progress.
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum ModeArg {
    Insert,
    Update,
    Upsert,
}

impl Import {
    pub fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let engine = place.attach()?;
        let who = Who::from(System::command());
        let mut spec = self.spec(&engine, &who)?;
        if let Some(mode) = self.mode {
            spec.mode = match mode {
                ModeArg::Insert => Mode::Insert,
                ModeArg::Update => Mode::Update,
                ModeArg::Upsert => Mode::Upsert,
            };
        }
        if self.match_on.is_some() {
            spec.match_on = self.match_on;
        }
        let bar = if self.quiet { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        bar.set_style(
            ProgressStyle::with_template("{spinner} {pos} rows  {per_sec}  {msg}").context("progress style")?,
        );
        let shown = bar.clone();
        let report = import::run(import::Import {
            engine: &engine,
            who,
            module: &self.module,
            path: &self.file,
            spec: &spec,
            dry_run: self.dry_run,
            rejected: self.rejected.as_deref(),
            progress: Box::new(move |p| {
                shown.set_position(p.rows);
                shown.set_message(format!("{} failed", p.failed));
                true
            }),
        })
        .map_err(|p| said(&p))?;
        bar.finish_and_clear();
        for note in report.notes.iter().take(20) {
            eprintln!("line {}: {} {} {}", note.line, note.kind, note.field, note.value);
        }
        let p = report.progress;
        println!(
            "{}{}: {} rows = {} created + {} updated + {} skipped + {} failed; {} notes, {} linked records made",
            if report.dry_run { "dry run of " } else { "" },
            self.module,
            p.rows,
            p.created,
            p.updated,
            p.skipped,
            p.failed,
            report.notes_total,
            report.targets_created
        );
        Ok(if p.failed > 0 && p.created + p.updated == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    fn spec(&self, engine: &heyi_engine::Engine, who: &Who) -> anyhow::Result<ImportSpec> {
        if let Some(path) = &self.mapping {
            let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
            return toml::from_str(&text).with_context(|| format!("in {}", path.display()));
        }
        let source = TableSource::open(&self.file, &heyi_transfer::table::Hints::default());
        let source = source.map_err(|r| anyhow::anyhow!(r.en()))?;
        let proposal = import::propose(engine, who, &self.module, source.header()).map_err(|p| said(&p))?;
        for heading in &proposal.unmapped {
            eprintln!("column \"{heading}\" means no field and is left out");
        }
        Ok(proposal.spec)
    }
}
