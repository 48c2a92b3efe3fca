//! Setting up an organisation in which nobody can sign in yet: its name, its apps, and the first administrator, who is
//! signed in with it. Whoever comes first does it, so it is open only until there is a log-in, be it a disabled one.

use heyi_db::{Ctx, Tx};
use heyi_model::{Code, Fault, Kind, Locale, Problem};
use serde_json::{Value as Json, json};

use super::joining::{self, Joining, Joins};
use super::logins;
use super::passwords::{self, Hashed};
use super::sessions::{self, Opened};
use crate::roles::ADMINISTRATOR;
use crate::{Engine, System, Work, access_log, organisation};

/// What an organisation begins with, and from where it is set up.
#[derive(Clone)]
pub struct SetUp {
    /// What the first administrator types to sign in.
    pub account: String,
    /// The name of the first administrator.
    pub name: String,
    /// The password.
    pub password: String,
    /// The language of answers.
    pub locale: Locale,
    /// Settings of the organisation: its name, and what else is not as it is shipped.
    pub organisation: Json,
    /// The apps that are on, beside the base apps; `None` for all.
    pub apps: Option<Vec<String>>,
    /// The program.
    pub agent: String,
    /// The address.
    pub address: String,
}

impl std::fmt::Debug for SetUp {
    /// Shows no password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetUp").field("account", &self.account).finish_non_exhaustive()
    }
}

/// A new secret that whoever sets up must know.
pub fn draw_token() -> Result<String, Problem> {
    super::secret::draw()
}

/// Can nobody sign in yet?
pub async fn is_needed(engine: &Engine) -> Result<bool, Problem> {
    Ok(engine.db().read(Ctx::default(), has_no_login).await?)
}

fn has_no_login(tx: &mut Tx) -> heyi_db::Result<bool> {
    Ok(tx.one("SELECT 1 FROM login LIMIT 1")?.is_none())
}

/// Sets the organisation up and signs its first administrator in. 409 as soon as there is a log-in: that is asked in the
/// write itself, of which there is one at a time on all nodes, so that of two at once one wins. Blocks for about 50 ms of a
/// core, like signing in, and is slowed down like it.
pub fn set_up(engine: &Engine, with: SetUp) -> Result<Opened, Problem> {
    if !engine.db().read_blocking(Ctx::default(), has_no_login)? {
        return Err(is_done());
    }
    if let Some(fault) = passwords::weakness(&with.password) {
        return Err(fault.into());
    }
    let attempt = logins::begin_attempt(engine, &with.account, &with.address)?;
    let hashed = passwords::hash_in_turn(&engine.0.caches.people.hashing, &with.password)?;
    let opened =
        engine.write_blocking(System::maintenance(), Ctx::default(), move |work| write(work, &with, &hashed))?;
    attempt.succeeded(engine);
    Ok(opened)
}

fn is_done() -> Problem {
    Problem::new(Kind::Conflict, Code::AlreadySetUp)
}

fn write(work: &mut Work, with: &SetUp, password: &Hashed) -> Result<Opened, Problem> {
    if !has_no_login(work.tx)? {
        return Err(is_done());
    }
    organisation::set(work, &with.organisation).map_err(|problem| under("organisation", problem))?;
    if let Some(apps) = &with.apps {
        leave_on(work, apps)?;
    }
    let name = with.organisation["name"].as_str().unwrap_or_default();
    let department = joining::make_department(work, name).map_err(|problem| under("organisation", problem))?;
    work.renew()?;
    let new = Joining {
        account: with.account.clone(),
        who: Joins::New { name: with.name.clone(), department: Some(department) },
        password: password.clone(),
        locale: with.locale,
        roles: vec![ADMINISTRATOR.to_owned()],
    };
    let joined = joining::join(work, &new)?;
    work.renew()?;
    access_log::note(work, "set_up", None, None, &json!({"login": joined.login, "person": joined.person}))?;
    sessions::open(work, joined.login, &with.agent, &with.address)
}

/// Switches off every app that is neither named nor a base app.
fn leave_on(work: &mut Work, named: &[String]) -> Result<(), Problem> {
    let known: Vec<&'static str> = work.engine.apps().iter().map(|app| app.key).collect();
    let unknown = |(i, key): (usize, &String)| {
        (!known.contains(&key.as_str())).then(|| Fault::new(format!("apps[{i}]"), Code::UnknownApp))
    };
    let faults: Vec<Fault> = named.iter().enumerate().filter_map(unknown).collect();
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let base: Vec<&'static str> = work.engine.apps().iter().filter(|app| app.base).map(|app| app.key).collect();
    for app in known.into_iter().filter(|app| !base.contains(app)) {
        organisation::switch_app(work, app, named.iter().any(|key| key == app), false)?;
        work.renew()?;
    }
    Ok(())
}

/// The same faults, as of members of `member`.
fn under(member: &str, mut problem: Problem) -> Problem {
    for fault in &mut problem.faults {
        fault.field = if fault.field.is_empty() { member.to_owned() } else { format!("{member}.{}", fault.field) };
    }
    problem
}
