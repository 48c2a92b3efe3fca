//! `heyi user`

use std::io::BufRead;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Subcommand;
use heyi_db::Ctx;
use heyi_engine::people::joining::{self, Joining, Joins};
use heyi_engine::{Engine, System};
use heyi_model::{Locale, RecordId};

use super::said;
use crate::open::Place;

/// The role of a person for whom none is named.
const DEFAULT_ROLE: &str = "salesperson";

/// Log-ins.
#[derive(Debug, clap::Args)]
pub struct User {
    #[command(subcommand)]
    command: UserCommand,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Adds a log-in and, unless --employee names one, its employee.
    Add(Add),
}

#[derive(Debug, clap::Args)]
struct Add {
    /// What the person types to sign in.
    #[arg(long)]
    account: String,
    /// The person's name.
    #[arg(long)]
    name: Option<String>,
    /// The person may do and set everything.
    #[arg(long)]
    admin: bool,
    /// Id of the employee that the log-in is for.
    #[arg(long)]
    employee: Option<RecordId>,
    /// Key of a role that the person gets, `salesperson` without it (own records and those of subordinates); may be given
    /// more than once.
    #[arg(long = "role")]
    roles: Vec<String>,
    /// Reads the password from the first line of standard input.
    #[arg(long)]
    password_stdin: bool,
}

impl User {
    pub fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let engine = place.attach()?;
        match self.command {
            UserCommand::Add(add) => add.run(&engine),
        }
    }
}

impl Add {
    fn run(self, engine: &Engine) -> anyhow::Result<ExitCode> {
        if !self.password_stdin {
            bail!("give the password on standard input, with --password-stdin");
        }
        let mut password = String::new();
        std::io::stdin().lock().read_line(&mut password).context("reading the password")?;
        let password = password.trim_end_matches(['\r', '\n']).to_owned();
        let hashed = heyi_engine::people::passwords::Hashed::new(&password).map_err(|p| said(&p))?;
        let mut roles = self.roles;
        if self.admin {
            roles.push("administrator".into());
        } else if roles.is_empty() {
            roles.push(DEFAULT_ROLE.into());
        }
        let who = match self.employee {
            Some(employee) => Joins::Known(employee),
            None => Joins::New { name: self.name.unwrap_or_else(|| self.account.clone()), department: None },
        };
        let new = Joining { account: self.account.clone(), who, password: hashed, locale: Locale::Zh, roles };
        let joined = engine
            .write_blocking(System::command(), Ctx::default(), move |work| joining::join(work, &new))
            .map_err(|p| said(&p))?;
        let person = joined.person;
        println!("{} signs in as employee {person}", self.account);
        Ok(ExitCode::SUCCESS)
    }
}
