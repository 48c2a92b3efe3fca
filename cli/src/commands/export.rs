//! `heyi export`

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use heyi_engine::{System, Who};
use heyi_transfer::export::{self, ExportSpec, FileKind};

use super::said;
use crate::open::Place;

/// Exports all records of a module.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The module.
    module: String,
    /// The file to write; its name decides the kind: .csv or .xlsx.
    file: PathBuf,
    /// A filter, as JSON.
    #[arg(long)]
    filter: Option<String>,
    /// Fields, separated by commas; all of them without it.
    #[arg(long, value_delimiter = ',')]
    fields: Vec<String>,
}

impl Export {
    pub fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let engine = place.attach()?;
        let filter = match &self.filter {
            Some(text) => heyi_model::Filter::parse(&serde_json::from_str(text)?).map_err(|p| said(&p))?,
            None => heyi_model::Filter::default(),
        };
        let xlsx = self.file.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
        let kind = if xlsx { FileKind::Xlsx } else { FileKind::Csv };
        let spec = ExportSpec { module: self.module, filter, q: None, fields: self.fields, kind };
        let out = File::create(&self.file).with_context(|| format!("writing {}", self.file.display()))?;
        let who = Who::from(System::command());
        let rows = export::export(&engine, &who, &spec, BufWriter::new(out), &|_| true).map_err(|p| said(&p))?;
        println!("{rows} rows written to {}", self.file.display());
        Ok(ExitCode::SUCCESS)
    }
}
