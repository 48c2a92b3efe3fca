//! What the `Makefile` calls: everything that checks, builds or starts the repository, on any machine that has Rust and Node.
//!
//! How to add the next thing:
//! - a check of the house: one function in a file of `tidy/`, one line in the list of `tidy/mod.rs`;
//! - a step of `make test`: one function in `ci.rs`, one line in its list;
//! - a generated file: one line in the list of `codegen.rs`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod ci;
mod codegen;
mod command;
mod contract;
mod fields;
mod mutate;
mod quick;
mod repository;
mod rust_text;
mod schemas;
mod setup;
mod start;
mod tally;
mod tidy;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::repository::Repository;

/// The tasks of the repository.
#[derive(Parser)]
#[command(name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run everything that CI runs; the last line is "N passed, N failed".
    Ci,
    /// Check only the crates that this branch touched, and those that depend on them.
    Quick {
        /// The branch to compare with.
        #[arg(long, default_value = "main")]
        base: String,
    },
    /// Check the house rules.
    Tidy,
    /// Write the generated files, or with `--check` fail when one of them is out of date.
    Codegen {
        #[arg(long)]
        check: bool,
    },
    /// Ask a running Heyi what its OpenAPI document allows, and hold every answer against it.
    Contract,
    /// Install what the tests need from the system's packages, or say what to install.
    Setup,
    /// Build and serve Heyi with the demo company in the foreground.
    Run,
    /// Build the release binary with the web app inside it.
    Build,
    /// Measure Heyi against the very SQL that it emits.
    Bench,
    /// Take pictures of all pages of the web app, in both languages and themes, on a desktop and a phone.
    Screenshots,
    /// Take one predicate of access out at a time, and see that the property test notices.
    Mutate {
        /// Only the mutation of this path.
        #[arg(long)]
        only: Option<String>,
    },
    /// Kill Heyi under load, again and again, and look for lost or half writes.
    Torture,
}

fn main() -> Result<ExitCode> {
    let repository = Repository::here()?;
    match Arguments::parse().task {
        Task::Ci => Ok(ci::run(&repository)),
        Task::Quick { base } => quick::run(&repository, &base),
        Task::Tidy => Ok(tidy::run(&repository)),
        Task::Codegen { check } => codegen::run(&repository, check),
        Task::Contract => Ok(ci::contract_of_the_api(&repository)?.exit()),
        Task::Setup => setup::run(&repository).map(|()| ExitCode::SUCCESS),
        Task::Run => start::run(&repository),
        Task::Build => start::build(&repository),
        Task::Bench => start::bench(&repository),
        Task::Screenshots => start::screenshots(&repository),
        Task::Mutate { only } => mutate::run(&repository, only.as_deref()),
        Task::Torture => start::torture(&repository),
    }
}
