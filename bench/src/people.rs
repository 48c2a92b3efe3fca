//! The people of the bench: a company of regions, areas and teams, and four log-ins with their sessions.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use heyi_db::Ctx;
use heyi_engine::people::logins::{self, NewLogin};
use heyi_engine::people::passwords::Hashed;
use heyi_engine::people::sessions;
use heyi_engine::pipeline::{self, Draft, Origin};
use heyi_engine::{Caller, Engine, System, roles};
use heyi_model::{Locale, Problem, RecordId};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::names;
use crate::place::SEED;

/// How many parts the company has; a region has so many areas, an area so many teams, a team so many people.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub regions: usize,
    pub areas: usize,
    pub teams: usize,
    pub people: usize,
}

/// Somebody who signs in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Person {
    /// `administrator`, `region head`, `team leader`, `rep`.
    pub title: String,
    pub employee: RecordId,
    pub login: RecordId,
    /// The cookie of a session, `name=value`.
    pub cookie: String,
}

impl Person {
    /// The caller that this person is now.
    pub fn caller(&self, engine: &Engine) -> std::sync::Arc<Caller> {
        Caller::resolve(&engine.snapshot(), self.login, self.employee, Locale::Zh, None).into()
    }
}

/// The company.
#[derive(Debug, Serialize, Deserialize)]
pub struct Company {
    /// Those who own records, team by team.
    pub owners: Vec<RecordId>,
    pub administrator: Person,
    pub head: Person,
    pub leader: Person,
    pub rep: Person,
}

/// Where the company of a kept place is written down.
const KEPT: &str = "company.json";

impl Company {
    /// The company that was made in this folder before.
    pub fn kept(data: &Path) -> Result<Option<Self>> {
        match std::fs::read_to_string(data.join(KEPT)) {
            Ok(text) => Ok(serde_json::from_str(&text)?),
            Err(_) => Ok(None),
        }
    }

    /// Writes it down for the next time.
    pub fn keep(&self, data: &Path) -> Result<()> {
        Ok(std::fs::write(data.join(KEPT), serde_json::to_string(self)?)?)
    }

    /// The four who sign in, from the widest view to the narrowest.
    pub fn people(&self) -> [&Person; 4] {
        [&self.administrator, &self.head, &self.leader, &self.rep]
    }
}

/// An error of the engine, with what its log says.
pub fn said(problem: Problem) -> anyhow::Error {
    anyhow!("{problem}: {:?} {}", problem.faults, problem.log)
}

/// Makes records as the system.
pub fn make(engine: &Engine, module: &str, drafts: Vec<Json>) -> Result<Vec<RecordId>> {
    let drafts: Vec<Draft> = drafts.into_iter().map(draft).collect();
    let module = module.to_owned();
    let made = engine
        .write_blocking(System::command(), Ctx::default(), move |work| {
            pipeline::create(work, &module, drafts.clone(), Origin::Import)?.into_iter().collect::<Result<Vec<_>, _>>()
        })
        .map_err(said)?;
    Ok(made)
}

/// A draft from a JSON object.
pub fn draft(json: Json) -> Draft {
    match json {
        Json::Object(fields) => Draft(fields),
        _ => Draft::default(),
    }
}

/// Makes the company.
pub fn hire(engine: &Engine, size: Size) -> Result<Company> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let department = |name: String, parent: Option<RecordId>| json!({"name": name, "parent": parent});
    let root = make(engine, "departments", vec![department("合一集团".into(), None)])?[0];
    let below = |parents: &[RecordId], count: usize, word: &str| {
        let each = |parent: RecordId| (1..=count).map(move |n| department(format!("{word}{n}"), Some(parent)));
        make(engine, "departments", parents.iter().copied().flat_map(each).collect())
    };
    let regions = below(&[root], size.regions, "大区")?;
    let areas = below(&regions, size.areas, "区域")?;
    let teams = below(&areas, size.teams, "团队")?;
    let mut employee = |department: RecordId| json!({"name": names::person(&mut rng), "department": department});
    let one = |fields: Json| Ok::<_, anyhow::Error>(make(engine, "employees", vec![fields])?[0]);
    let administrator = one(employee(root))?;
    let head = one(employee(regions[0]))?;
    let leader = one(employee(teams[0]))?;
    let mut owners = Vec::new();
    for some in teams.chunks(20) {
        let fields = some.iter().flat_map(|team| std::iter::repeat_n(*team, size.people)).map(&mut employee);
        owners.extend(make(engine, "employees", fields.collect())?);
    }
    let password = Hashed::new("量一量再说-2026").map_err(said)?;
    let rep = *owners.first().context("a company without people")?;
    let sign = |title: &str, employee, role: &str| sign_in(engine, title, employee, role, &password);
    Ok(Company {
        administrator: sign("administrator", administrator, roles::ADMINISTRATOR)?,
        head: sign("region head", head, "sales_manager")?,
        leader: sign("team leader", leader, "sales_manager")?,
        rep: sign("rep", rep, "salesperson")?,
        owners,
    })
}

fn sign_in(engine: &Engine, title: &str, employee: RecordId, role: &str, password: &Hashed) -> Result<Person> {
    let (role, password) = (role.to_owned(), password.clone());
    let (login, token) = engine
        .write_blocking(System::command(), Ctx::default(), move |work| {
            work.renew()?;
            let new = NewLogin {
                account: format!("bench-{employee}"),
                person: employee,
                password: password.clone(),
                locale: Locale::Zh,
                admin: role == roles::ADMINISTRATOR,
            };
            let login = logins::add(work, new)?;
            roles::set_of_person(work, employee, std::slice::from_ref(&role))?;
            Ok((login, sessions::open(work, login, "heyi-bench", "127.0.0.1")?.token))
        })
        .map_err(said)?;
    Ok(Person { title: title.to_owned(), employee, login, cookie: format!("heyi_session={token}") })
}
