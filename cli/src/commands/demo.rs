//! `heyi demo`, and the demo company of `heyi serve --demo`.

use std::process::ExitCode;

use anyhow::Context;
use heyi_cli::demo::drafts::DealLinks;
use heyi_cli::demo::goods::GOODS;
use heyi_cli::demo::people::{POSITIONS, signing_in};
use heyi_cli::demo::stages::STAGES;
use heyi_cli::demo::{self as company, Company, Customer, Plan};
use heyi_db::Ctx;
use heyi_engine::organisation;
use heyi_engine::people::logins::{self, NewLogin};
use heyi_engine::people::passwords::Hashed;
use heyi_engine::pipeline::{self, Draft, Edit, Origin};
use heyi_engine::{Engine, System};
use heyi_model::{Locale, Problem, RecordId};
use serde_json::{Map, Value as Json, json};

use super::said;
use crate::open::Place;

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
/// Customers whose records are written in one set.
const SET: usize = 100;

impl Demo {
    pub fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
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
    let staff = Staff::make(engine, &company)?;
    let mut pending: Vec<Customer> = Vec::with_capacity(SET);
    let mut made = 0;
    for customer in company::customers(plan, &company) {
        pending.push(customer);
        if pending.len() == SET {
            made += staff.write_customers(engine, &pending)?;
            pending.clear();
        }
    }
    made += staff.write_customers(engine, &pending)?;
    let leads: Vec<Draft> =
        company::leads(plan, &company).map(|l| both(l.draft(staff.people[l.owner]), l.facts())).collect();
    for chunk in leads.chunks(200) {
        made += create(engine, "leads", chunk.to_vec())?.len();
    }
    println!("{} people, {} customers, {made} records", company.people.len(), plan.customers);
    sign_ins(engine, &company, &staff)
}

/// The organisation is called as its company.
fn name(engine: &Engine, name: &str) -> anyhow::Result<()> {
    let change = json!({ "name": name });
    let named = engine.write_blocking(System::command(), Ctx::default(), move |work| organisation::set(work, &change));
    named.map_err(|p| said(&p))
}

/// A draft with the facts that only rules write.
fn both(mut draft: Map<String, Json>, facts: Map<String, Json>) -> Draft {
    draft.extend(facts);
    Draft(draft)
}

/// Writes a set; a refused record of a company that we drew ourselves is a fault of ours.
fn create(engine: &Engine, module: &str, drafts: Vec<Draft>) -> anyhow::Result<Vec<i64>> {
    let key = module.to_owned();
    let made = engine
        .write_blocking(System::command(), Ctx::slow(), move |work| {
            let outcomes = pipeline::create(work, &key, drafts.clone(), Origin::System)?;
            outcomes.into_iter().collect::<Result<Vec<RecordId>, Problem>>()
        })
        .map_err(|p| said(&p))
        .with_context(|| format!("making {module}"))?;
    Ok(made.into_iter().map(RecordId::get).collect())
}

/// Ids of the company's own records, by their place in the plan.
struct Staff {
    people: Vec<i64>,
    products: Vec<i64>,
    stages: Vec<i64>,
    pipeline: i64,
}

impl Staff {
    fn make(engine: &Engine, company: &Company) -> anyhow::Result<Self> {
        let mut departments: Vec<i64> = Vec::new();
        for department in &company.departments {
            let parent = department.parent.map(|at| departments[at]);
            departments.extend(create(engine, "departments", vec![Draft(department.draft(parent))])?);
        }
        let position = |(name, family, leads): &(&str, &str, bool)| {
            let fields = json!({"name": name, "family": family, "is_leading": leads});
            Draft(fields.as_object().cloned().unwrap_or_default())
        };
        let positions = create(engine, "positions", POSITIONS.iter().map(position).collect())?;
        let mut people: Vec<i64> = Vec::new();
        for person in &company.people {
            let manager = person.manager.map(|at| people[at]);
            let draft = person.draft(departments[person.department], positions[person.position], manager);
            people.extend(create(engine, "employees", vec![Draft(draft)])?);
        }
        let heads: Vec<Edit> = departments
            .iter()
            .zip(&company.departments)
            .filter_map(|(id, department)| {
                let manager = json!({"manager": people[department.manager].to_string()});
                let draft = Draft(manager.as_object().cloned().unwrap_or_default());
                Some(Edit { id: RecordId::new(*id)?, version: None, draft })
            })
            .collect();
        engine
            .write_blocking(System::command(), Ctx::slow(), move |work| {
                pipeline::update(work, "departments", &heads, Origin::System)
            })
            .map_err(|p| said(&p))?;
        let products = create(engine, "products", GOODS.iter().map(|g| Draft(g.draft())).collect())?;
        let stages: Vec<String> = STAGES.iter().map(|s| s.external_id.to_owned()).collect();
        let found = engine
            .read_blocking(System::command(), Ctx::default(), move |work| {
                let stages = heyi_engine::query::find_by_text(work, "stages", "external_id", &stages)?;
                let pipelines =
                    heyi_engine::query::find_by_text(work, "pipelines", "external_id", &["default".to_owned()])?;
                Ok((stages, pipelines))
            })
            .map_err(|p| said(&p))?;
        let id_of = |texts: &std::collections::HashMap<String, Vec<RecordId>>, key: &str| {
            texts
                .get(key)
                .and_then(|ids| ids.first())
                .map(|id| id.get())
                .with_context(|| format!("there is no stage {key}"))
        };
        let stages = STAGES.iter().map(|s| id_of(&found.0, s.external_id)).collect::<anyhow::Result<Vec<i64>>>()?;
        Ok(Self { people, products, stages, pipeline: id_of(&found.1, "default")? })
    }

    /// Writes customers with everything about them, one set per module. Gives the number of records.
    fn write_customers(&self, engine: &Engine, customers: &[Customer]) -> anyhow::Result<usize> {
        if customers.is_empty() {
            return Ok(0);
        }
        let owner = |c: &Customer| self.people[c.account.owner];
        let accounts = create(
            engine,
            "accounts",
            customers.iter().map(|c| both(c.account.draft(owner(c)), c.account.facts())).collect(),
        )?;
        let mut drafts = Vec::new();
        let mut first_contact = Vec::new();
        for (customer, account) in customers.iter().zip(&accounts) {
            first_contact.push(drafts.len());
            drafts.extend(customer.contacts.iter().enumerate().map(|(at, contact)| {
                both(contact.draft(*account, owner(customer)), contact.facts(customer.last_with(at)))
            }));
        }
        let contacts = self.in_sets(engine, "contacts", drafts)?;
        let mut drafts = Vec::new();
        let mut first_deal = Vec::new();
        for (i, customer) in customers.iter().enumerate() {
            first_deal.push(drafts.len());
            drafts.extend(customer.deals.iter().enumerate().map(|(at, deal)| {
                let links = DealLinks {
                    account: accounts[i],
                    contact: contacts[first_contact[i] + deal.contact],
                    pipeline: self.pipeline,
                    stage: self.stages[deal.stage()],
                    product: self.products[deal.good],
                    owner: owner(customer),
                };
                both(deal.draft(&links), deal.facts(customer.last_about(at)))
            }));
        }
        let deals = self.in_sets(engine, "deals", drafts)?;
        let (mut activities, mut tasks) = (Vec::new(), Vec::new());
        for (i, customer) in customers.iter().enumerate() {
            let deal = |at: Option<usize>| at.map(|at| deals[first_deal[i] + at]);
            activities.extend(customer.activities.iter().map(|a| {
                let contact = contacts[first_contact[i] + a.contact];
                both(a.draft(accounts[i], contact, deal(a.deal), owner(customer)), a.facts())
            }));
            tasks.extend(
                customer.tasks.iter().map(|t| both(t.draft(accounts[i], deal(t.deal), owner(customer)), t.facts())),
            );
        }
        let activities = self.in_sets(engine, "activities", activities)?;
        let tasks = self.in_sets(engine, "tasks", tasks)?;
        Ok(accounts.len() + contacts.len() + deals.len() + activities.len() + tasks.len())
    }

    fn in_sets(&self, engine: &Engine, module: &str, drafts: Vec<Draft>) -> anyhow::Result<Vec<i64>> {
        let mut ids = Vec::with_capacity(drafts.len());
        for chunk in drafts.chunks(200) {
            ids.extend(create(engine, module, chunk.to_vec())?);
        }
        Ok(ids)
    }
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
