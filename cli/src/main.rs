//! The binary `heyi`: the only place where the parts are wired together.

#![expect(clippy::print_stdout, reason = "a command answers on standard output")]

use clap::Parser;

mod commands;
mod open;
mod web;
mod wiring;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let args = commands::Args::parse();
    open::log();
    match commands::run(args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("heyi: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}
