//! Benches that print ratios: what Heyi costs over the very SQL that it emits.
//!
//! `heyi-bench` alone prints the ratios and the gain of the commit groups. `--million` measures answer times at 1,000,000
//! accounts and 5,000,000 activities, `--import FILE` reads a list of names into an empty organisation. A new request
//! shape is a file in `bench/requests/`; what it may draw is listed in `shapes.rs`.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

mod cpu;
mod emitted;
mod fill;
mod http;
mod import;
mod load;
mod million;
mod names;
mod people;
mod place;
mod ratios;
mod shapes;
mod statements;
mod stepped;
mod writers;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, ValueEnum};

/// Measures Heyi.
#[derive(Debug, Parser)]
pub struct Args {
    /// The databases to measure on.
    #[arg(long, value_enum, default_values_t = [Which::Sqlite, Which::Postgres])]
    on: Vec<Which>,
    /// The release binary of Heyi.
    #[arg(long, default_value = "target/release/heyi", env = "HEYI_BIN")]
    heyi: PathBuf,
    /// Only the request shapes whose file's name contains this; with `--million` only the kinds of requests.
    #[arg(long)]
    only: Option<String>,
    /// Accounts of the ratios; half as many deals.
    #[arg(long, default_value_t = 100_000)]
    accounts: usize,
    /// Answer times at 1,000,000 accounts and 5,000,000 activities, in place of the ratios.
    #[arg(long)]
    million: bool,
    /// With `--million`: so many accounts, and five times as many activities.
    #[arg(long, default_value_t = 1_000_000)]
    million_accounts: usize,
    /// Imports this list of company names, one a line, `.zst` or plain, in place of the ratios.
    #[arg(long)]
    import: Option<PathBuf>,
    /// Keeps the data here and uses what is there already; without it they are made anew and removed.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// With `--keep` on PostgreSQL: the database, made by you; without it a cluster of our own is started and removed.
    #[arg(long, requires = "keep")]
    database: Option<String>,
    /// Shows the statements of each shape with their plans.
    #[arg(long)]
    statements: bool,
    /// Writes a profile of the server under load (`perf`) for each request shape into this folder.
    #[arg(long)]
    perf: Option<PathBuf>,
}

/// A database to measure on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let args = Args::parse();
    for which in &args.on {
        match &args.import {
            Some(list) => import::run(*which, &args, list)?,
            None if args.million => million::run(*which, &args)?,
            None => {
                ratios::run(*which, &args)?;
                if args.only.is_none() {
                    writers::run(*which)?;
                }
            }
        }
    }
    Ok(())
}
