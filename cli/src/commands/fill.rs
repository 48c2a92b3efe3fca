//! Writing the demo company: into an organisation of its own, or as demo data into one that was just set up.

use heyi_cli::demo::drafts::DealLinks;
use heyi_cli::demo::goods::GOODS;
use heyi_cli::demo::people::POSITIONS;
use heyi_cli::demo::stages::STAGES;
use heyi_cli::demo::{self as company, Company, Customer, Plan};
use heyi_db::Ctx;
use heyi_engine::jobs::JobCx;
use heyi_engine::pipeline::{self, Draft, Edit, Origin};
use heyi_engine::{Engine, System, Work, demo_data};
use heyi_model::{Problem, RecordId};
use serde_json::{Map, Value as Json, json};

/// Customers whose records are written in one set.
const SET: usize = 100;
/// Records of one transaction.
const CHUNK: usize = 200;

/// Where the demo company goes.
pub struct Place<'a> {
    pub engine: &'a Engine,
    /// The organisation that was set up, and the job that brings demo data to it; `None` for an organisation of its own.
    pub guest: Option<Guest<'a>>,
}

/// Demo data beside real people: whoever asked for them leads the company, and every record is noted.
pub struct Guest<'a> {
    pub job: &'a JobCx,
    /// The department of whoever asked, at the top.
    pub department: i64,
    /// Whoever asked.
    pub head: i64,
}

impl Place<'_> {
    /// Runs `f` in a transaction of the system's; as demo data, under the hold of the job.
    fn write<T: Send + 'static>(
        &self,
        mut f: impl FnMut(&mut Work) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let job = self.guest.as_ref().map(|guest| guest.job.clone());
        self.engine.write_blocking(System::command(), Ctx::slow(), move |work| {
            if let Some(job) = &job {
                job.hold(work)?;
            }
            f(work)
        })
    }

    /// Writes a set; a refused record of a company that we drew ourselves is a fault of ours.
    fn create(&self, module: &str, drafts: Vec<Draft>) -> Result<Vec<i64>, Problem> {
        let (key, is_noted) = (module.to_owned(), self.guest.is_some());
        let made: Vec<RecordId> = self.write(move |work| {
            let outcomes = pipeline::create(work, &key, drafts.clone(), Origin::System)?;
            let ids = outcomes.into_iter().collect::<Result<Vec<RecordId>, Problem>>()?;
            if is_noted {
                demo_data::note(work, &key, &ids)?;
            }
            Ok(ids)
        })?;
        Ok(made.into_iter().map(RecordId::get).collect())
    }

    fn in_sets(&self, module: &str, drafts: Vec<Draft>) -> Result<Vec<i64>, Problem> {
        let mut ids = Vec::with_capacity(drafts.len());
        for chunk in drafts.chunks(CHUNK) {
            ids.extend(self.create(module, chunk.to_vec())?);
        }
        Ok(ids)
    }

    /// Says how many customers are written.
    fn tell(&self, done: u32, total: u32) -> Result<(), Problem> {
        match &self.guest {
            Some(guest) => guest.job.progress(self.engine, done.into(), Some(total.into())),
            None => Ok(()),
        }
    }

    /// Writes the company of the plan. Gives its own records and how many there are of customers and what is about them.
    pub fn fill(&self, plan: &Plan, company: &Company) -> Result<(Staff, usize), Problem> {
        let staff = Staff::make(self, company)?;
        let mut pending: Vec<Customer> = Vec::with_capacity(SET);
        let (mut records, mut written) = (0, 0);
        for customer in company::customers(plan, company) {
            pending.push(customer);
            if pending.len() == SET {
                records += staff.write_customers(self, &pending)?;
                written += SET as u32;
                pending.clear();
                self.tell(written, plan.customers)?;
            }
        }
        records += staff.write_customers(self, &pending)?;
        let leads = company::leads(plan, company).map(|l| both(l.draft(staff.people[l.owner]), l.facts()));
        records += self.in_sets("leads", leads.collect())?.len();
        self.tell(plan.customers, plan.customers)?;
        Ok((staff, records))
    }
}

fn fields(json: Json) -> Map<String, Json> {
    if let Json::Object(fields) = json { fields } else { Map::new() }
}

/// A draft with the facts that only rules write.
fn both(mut draft: Map<String, Json>, facts: Map<String, Json>) -> Draft {
    draft.extend(facts);
    Draft(draft)
}

/// Ids of the company's own records, by their place in the plan.
pub struct Staff {
    pub people: Vec<i64>,
    products: Vec<i64>,
    stages: Vec<i64>,
    pipeline: i64,
}

impl Staff {
    fn make(place: &Place<'_>, company: &Company) -> Result<Self, Problem> {
        let departments = make_departments(place, company)?;
        let position = |(name, family, leads): &(&str, &str, bool)| {
            Draft(fields(json!({"name": name, "family": family, "is_leading": leads})))
        };
        let positions = place.create("positions", POSITIONS.iter().map(position).collect())?;
        let mut people: Vec<i64> = place.guest.iter().map(|guest| guest.head).collect();
        for person in &company.people[people.len()..] {
            let manager = person.manager.map(|at| people[at]);
            let mut draft = person.draft(departments[person.department], positions[person.position], manager);
            if place.guest.is_some() {
                draft.insert("number".into(), format!("DEMO-{}", person.number).into());
            }
            people.extend(place.create("employees", vec![Draft(draft)])?);
        }
        name_managers(place, company, &departments, &people)?;
        let products = place.create("products", GOODS.iter().map(|g| Draft(g.draft())).collect())?;
        let (stages, pipeline) = find_stages(place.engine)?;
        Ok(Self { people, products, stages, pipeline })
    }

    /// Writes customers with everything about them, one set per module. Gives the number of records.
    fn write_customers(&self, place: &Place<'_>, customers: &[Customer]) -> Result<usize, Problem> {
        if customers.is_empty() {
            return Ok(0);
        }
        let owner = |c: &Customer| self.people[c.account.owner];
        let drafts = customers.iter().map(|c| both(c.account.draft(owner(c)), c.account.facts()));
        let accounts = place.create("accounts", drafts.collect())?;
        let mut drafts = Vec::new();
        let mut first_contact = Vec::new();
        for (customer, account) in customers.iter().zip(&accounts) {
            first_contact.push(drafts.len());
            drafts.extend(customer.contacts.iter().enumerate().map(|(at, contact)| {
                both(contact.draft(*account, owner(customer)), contact.facts(customer.last_with(at)))
            }));
        }
        let contacts = place.in_sets("contacts", drafts)?;
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
        let deals = place.in_sets("deals", drafts)?;
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
        let activities = place.in_sets("activities", activities)?;
        let tasks = place.in_sets("tasks", tasks)?;
        Ok(accounts.len() + contacts.len() + deals.len() + activities.len() + tasks.len())
    }
}

/// The departments, each after the one above it. Demo data hang below the department of whoever asked.
fn make_departments(place: &Place<'_>, company: &Company) -> Result<Vec<i64>, Problem> {
    let mut departments: Vec<i64> = place.guest.iter().map(|guest| guest.department).collect();
    for department in &company.departments[departments.len()..] {
        let mut draft = department.draft(department.parent.map(|at| departments[at]));
        if place.guest.is_some() {
            draft.insert("code".into(), format!("DEMO-{}", department.code).into());
        }
        departments.extend(place.create("departments", vec![Draft(draft)])?);
    }
    Ok(departments)
}

/// Says who leads which department; the one of whoever asked for demo data keeps its own manager.
fn name_managers(place: &Place<'_>, company: &Company, departments: &[i64], people: &[i64]) -> Result<(), Problem> {
    let kept = usize::from(place.guest.is_some());
    let heads: Vec<Edit> = departments
        .iter()
        .zip(&company.departments)
        .skip(kept)
        .filter_map(|(id, department)| {
            let manager = json!({"manager": people[department.manager].to_string()});
            Some(Edit { id: RecordId::new(*id)?, version: None, draft: Draft(fields(manager)) })
        })
        .collect();
    place.write(move |work| pipeline::update(work, "departments", &heads, Origin::System))?;
    Ok(())
}

/// Ids of the shipped stages in their order, and of their pipeline.
fn find_stages(engine: &Engine) -> Result<(Vec<i64>, i64), Problem> {
    let keys: Vec<String> = STAGES.iter().map(|s| s.external_id.to_owned()).collect();
    let (stages, pipelines) = engine.read_blocking(System::command(), Ctx::default(), move |work| {
        let find = heyi_engine::query::find_by_text;
        let stages = find(work, "stages", "external_id", &keys)?;
        Ok((stages, find(work, "pipelines", "external_id", &["default".to_owned()])?))
    })?;
    let id_of = |texts: &std::collections::HashMap<String, Vec<RecordId>>, key: &str| {
        let first = texts.get(key).and_then(|ids| ids.first());
        first.map(|id| id.get()).ok_or_else(|| Problem::internal(format!("nothing is called {key}")))
    };
    let stages = STAGES.iter().map(|s| id_of(&stages, s.external_id)).collect::<Result<Vec<i64>, Problem>>()?;
    Ok((stages, id_of(&pipelines, "default")?))
}
