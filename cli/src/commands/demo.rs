//! `heyi demo`, and the demo company of `heyi serve --demo`.

use std::process::ExitCode;

use heyi_cli::demo::people::signing_in;
use heyi_cli::demo::{self as company, Company, Plan};
use heyi_db::Ctx;
use heyi_engine::organisation;
use heyi_engine::people::logins::{self, NewLogin};
use heyi_engine::people::passwords::Hashed;
use heyi_engine::{Engine, System};
use heyi_model::{Locale, RecordId};
use serde_json::json;

use super::fill::{Place, Staff};
use super::said;
use crate::open;

/// Fills the organisation with a believable Chinese company of any size, through the pipeline.
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// How many customers.
    #[arg(long, default_value_t = 3_000)]
    customers: u32,
    /// How many people.
    #[arg(long, default_value_t = 60)]
    people: u32,
    /// Activities per customer in a year, on average.
    #[arg(long, default_value_t = 15)]
    activities: u32,
    /// The same seed gives the same company.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Everyone's password in the demo company.
const PASSWORD: &str = "heyi-demo-2026";

impl Demo {
    pub fn run(self, place: &open::Place) -> anyhow::Result<ExitCode> {
        let engine = place.attach()?;
        let now_ms = engine.clock().now_ms();
        let plan = Plan {
            seed: self.seed,
            people: self.people,
            customers: self.customers,
            activities: self.activities,
            ..Plan::standard(now_ms)
        };
        fill(&engine, &plan)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Fills an organisation that has no people yet, and says who may sign in.
pub fn fill_if_empty(engine: &Engine) -> anyhow::Result<()> {
    if engine.snapshot().directory.has_people() {
        return Ok(());
    }
    println!("making the demo company …");
    fill(engine, &Plan::standard(engine.clock().now_ms()))
}

fn fill(engine: &Engine, plan: &Plan) -> anyhow::Result<()> {
    let company = company::company(plan);
    name(engine, &company.departments[0].name)?;
    let (staff, records) = Place { engine, guest: None }.fill(plan, &company).map_err(|p| said(&p))?;
    println!("{} people, {} customers, {records} records", company.people.len(), plan.customers);
    sign_ins(engine, &company, &staff)
}

/// The organisation is called as its company.
fn name(engine: &Engine, name: &str) -> anyhow::Result<()> {
    let change = json!({ "name": name });
    let named = engine.write_blocking(System::command(), Ctx::default(), move |work| organisation::set(work, &change));
    named.map_err(|p| said(&p))
}

/// Gives one person of each role a log-in, and prints them.
fn sign_ins(engine: &Engine, company: &Company, staff: &Staff) -> anyhow::Result<()> {
    let hashed = Hashed::new(PASSWORD).map_err(|p| said(&p))?;
    let chosen = signing_in(&company.people);
    println!("sign in with one of these log-ins and the password {PASSWORD}:");
    for (at, (person, id)) in company.people.iter().zip(&staff.people).enumerate() {
        let Some(id) = RecordId::new(*id) else { continue };
        let first = chosen.contains(&at);
        let (role, name, hashed) = (person.role.to_owned(), person.role.replace('_', "."), hashed.clone());
        let account = name.clone();
        engine
            .write_blocking(System::command(), Ctx::default(), move |work| {
                heyi_engine::roles::set_of_person(work, id, std::slice::from_ref(&role))?;
                if first {
                    let admin = role == "administrator";
                    let new = NewLogin {
                        account: account.clone(),
                        person: id,
                        password: hashed.clone(),
                        locale: Locale::Zh,
                        admin,
                    };
                    logins::add(work, new)?;
                }
                Ok(())
            })
            .map_err(|p| said(&p))?;
        if first {
            println!("  {name:<16} {}", person.name);
        }
    }
    Ok(())
}
