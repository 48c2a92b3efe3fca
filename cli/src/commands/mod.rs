//! The commands. A new one is a file here and a line in two places below.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::open::Place;

mod check;
mod demo;
pub mod demo_job;
mod export;
mod fill;
mod import;
mod migrate;
mod openapi;
mod serve;
mod user;

/// Heyi 合一: people and customers on one platform.
#[derive(Debug, Parser)]
#[command(name = "heyi", version, about, propagate_version = true)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs everything: API, web app, jobs. Migrates first.
    Serve(serve::Serve),
    /// Brings the database up to date.
    Migrate(migrate::Migrate),
    /// Checks metadata, database and evidence, and says what is wrong.
    Check(check::Check),
    /// Prints the description of the API, OpenAPI 3.1, for the records of any module.
    Openapi,
    /// Log-ins.
    User(user::User),
    /// Imports a table into a module.
    Import(import::Import),
    /// Exports the records of a module.
    Export(export::Export),
    /// Fills the organisation with a believable company of any size.
    Demo(demo::Demo),
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let place = args.place;
    match args.command {
        Command::Serve(serve) => serve.run(&place),
        Command::Migrate(migrate) => migrate.run(&place),
        Command::Check(check) => check.run(&place),
        Command::Openapi => openapi::run(),
        Command::User(user) => user.run(&place),
        Command::Import(import) => import.run(&place),
        Command::Export(export) => export.run(&place),
        Command::Demo(demo) => demo.run(&place),
    }
}

/// A problem as one readable line per fault, in English: the command line is the operator's.
pub fn said(problem: &heyi_model::Problem) -> anyhow::Error {
    let locale = heyi_model::Locale::En;
    let mut text = problem.title(locale);
    for fault in &problem.faults {
        text.push_str(&format!("\n  {}: {}", fault.field, fault.message(locale)));
    }
    if !problem.log.is_empty() {
        text.push_str(&format!("\n  ({})", problem.log));
    }
    anyhow::anyhow!(text)
}
