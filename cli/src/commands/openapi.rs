//! `heyi openapi`

use std::process::ExitCode;

/// Prints the description of the API without an organisation: programs that learn the modules when they run are made from it.
pub fn run() -> anyhow::Result<ExitCode> {
    println!("{}", serde_json::to_string_pretty(&heyi_server::openapi::document::of_any_module())?);
    Ok(ExitCode::SUCCESS)
}
