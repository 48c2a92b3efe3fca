//! `heyi user`

use std::io::BufRead;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Subcommand;
use heyi_db::Ctx;
use heyi_engine::people::logins::{self, NewLogin};
use heyi_engine::pipeline::{self, Draft, Origin};
use heyi_engine::{Engine, System};
use heyi_model::{Locale, RecordId};
use serde_json::json;

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
        let (account, name, employee) = (self.account.clone(), self.name, self.employee);
        let admin = self.admin;
        let person = engine
            .write_blocking(System::command(), Ctx::default(), move |work| {
                let person = match (employee, &name) {
                    (Some(id), _) => id,
                    (None, name) => {
                        let name = name.clone().unwrap_or_else(|| account.clone());
                        let draft = Draft(json!({"name": name}).as_object().cloned().unwrap_or_default());
                        pipeline::create(work, "employees", vec![draft], Origin::Person)?.remove(0)?
                    }
                };
                work.renew()?;
                let new =
                    NewLogin { account: account.clone(), person, password: hashed.clone(), locale: Locale::Zh, admin };
                logins::add(work, new)?;
                if !roles.is_empty() {
                    heyi_engine::roles::set_of_person(work, person, &roles)?;
                }
                Ok(person)
            })
            .map_err(|p| said(&p))?;
        println!("{} signs in as employee {person}", self.account);
        Ok(ExitCode::SUCCESS)
    }
}
