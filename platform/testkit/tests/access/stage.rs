//! The product on a stage: an organisation that is emptied, and that takes the steps of a script.

use std::collections::BTreeMap;
use std::sync::Arc;

use heyi_db::{Cells as _, Ctx, sql};
use heyi_engine::access::RoleDef;
use heyi_engine::files::{self, Intake};
use heyi_engine::pipeline::{self, Draft, Edit, Origin};
use heyi_engine::snapshot::EPOCH;
use heyi_engine::{Caller, System, Work, comments, groups, roles, sharing, views};
use heyi_model::{Label, Locale, Problem, RecordId};
use heyi_testkit::access::schema::Name;
use heyi_testkit::access::script::{Cells, Step};
use heyi_testkit::access::share::{CriteriaShare, OwnerShare, Subject};
use heyi_testkit::access::world::{Id, Role, World};
use heyi_testkit::{TestHeyi, sample};
use serde_json::{Map, Value as Json, json};

/// 2026-11-23T01:00:00Z, a Monday.
pub const BEGINNING: i64 = 1_795_395_600_000;

/// Tables of an organisation that are emptied between two; modules are emptied apart.
const TABLES: [&str; 18] = [
    "role",
    "role_member",
    "user_group",
    "group_member",
    "record_grant",
    "sharing_rule",
    "moved_person",
    "field_period",
    "timeline",
    "event",
    "job",
    "record_option",
    "record_tag",
    "record_comment",
    "stored_file",
    "access_log",
    "saved_view",
    "saved_view_share",
];

/// An organisation of the product.
pub struct Stage {
    pub heyi: TestHeyi,
    groups: Vec<RecordId>,
    roles: Vec<String>,
    callers: BTreeMap<Id, Arc<Caller>>,
}

pub fn id(n: Id) -> RecordId {
    RecordId::new(n).expect("an id")
}

impl Stage {
    pub fn open(url: &str) -> Self {
        let heyi = TestHeyi::open(url, &sample::shape());
        Self { heyi, groups: Vec::new(), roles: Vec::new(), callers: BTreeMap::new() }
    }

    /// Empties the organisation and sets the clock back. Records get new ids all the same.
    pub fn empty(&mut self) {
        (self.groups, self.roles, self.callers) = (Vec::new(), Vec::new(), BTreeMap::new());
        self.heyi.clock.set(BEGINNING);
        let emptied: Result<(), Problem> = self.heyi.engine.db().write_blocking(Ctx::slow(), |tx| {
            for module in Name::ALL.map(Name::key) {
                let rows = tx.all(sql(format!("SELECT id FROM \"{module}\""), Vec::new()))?;
                let ids: Vec<RecordId> = rows.iter().filter_map(|row| row.int(0).and_then(RecordId::new)).collect();
                tx.search_delete(module, &ids)?;
                tx.execute(sql(format!("DELETE FROM \"{module}\""), Vec::new()))?;
            }
            for table in TABLES {
                tx.execute(sql(format!("DELETE FROM \"{table}\""), Vec::new()))?;
            }
            tx.set_sequence("number:gadgets.number:2026-11", 0)?;
            tx.raise_epoch(EPOCH)?;
            Ok(())
        });
        emptied.expect("emptying the organisation");
    }

    /// Who a person is, with the rights that the present roles give.
    pub fn caller(&mut self, person: Id) -> Arc<Caller> {
        let heyi = &self.heyi;
        let resolve = || {
            let found = heyi.reading(System::command(), move |work| {
                Ok(Caller::resolve(work.snapshot(), id(person), id(person), Locale::Zh, None))
            });
            Arc::new(found.expect("a caller"))
        };
        self.callers.entry(person).or_insert_with(resolve).clone()
    }

    fn system<T: Send + 'static>(&self, f: impl FnMut(&mut Work) -> Result<T, Problem> + Send + 'static) -> T {
        self.heyi.engine.write_blocking(System::command(), Ctx::slow(), f).unwrap_or_else(|p| panic!("a step: {p}"))
    }

    /// Takes a step; the ids that were drawn in it.
    pub fn take(&mut self, world: &World, step: &Step) -> Vec<Id> {
        match step.clone() {
            Step::Wait(ms) => self.heyi.clock.advance(ms),
            Step::Create(module, records) => return self.create(module, &records),
            Step::Update(person, module, edits) => {
                let edit = |(record, changes): (Id, Vec<(&str, _)>)| {
                    let value = |(key, cell)| {
                        (String::from(key), module.field(key).expect("a field").kind.draft(Option::as_ref(&cell)))
                    };
                    Edit { id: id(record), version: None, draft: Draft(changes.into_iter().map(value).collect()) }
                };
                let edits: Vec<Edit> = edits.into_iter().map(edit).collect();
                self.update(person, module, edits);
            }
            Step::Delete(module, records) => self.bin(module, records, pipeline::delete),
            Step::Restore(module, records) => self.bin(module, records, pipeline::restore),
            Step::Roles(roles, held) => self.make_roles(roles, held),
            Step::Groups(all) => {
                self.groups = self.system(move |work| {
                    let group = |members: &Vec<Id>| {
                        let members: Vec<String> = members.iter().map(ToString::to_string).collect();
                        groups::create(work, &json!({"label": {"zh": "小组"}, "members": members}))
                    };
                    all.iter().map(group).collect()
                });
            }
            Step::OwnerShares(rules) => {
                let rules: Vec<Json> = rules.iter().map(|rule| self.owner_share(rule)).collect();
                self.share(rules);
            }
            Step::CriteriaShares(rules) => {
                let rules: Vec<Json> = rules.iter().map(|rule| self.criteria_share(rule)).collect();
                for rule in self.share(rules) {
                    sharing::fill::fill(&self.heyi.engine, rule).expect("filling a rule");
                }
            }
            Step::Team(members) => {
                let members: Vec<_> = members
                    .iter()
                    .map(|m| {
                        let module = world.row(m.record).expect("a record").module.key();
                        let until = heyi_testkit::access::schema::Kind::Moment
                            .wire(m.until.map(heyi_testkit::access::value::Cell::Moment).as_ref());
                        let json = json!({"subject": self.subject(m.subject), "level": m.level.key(), "until": until});
                        (module, id(m.record), json)
                    })
                    .collect();
                self.system(move |work| {
                    members
                        .iter()
                        .try_for_each(|(module, record, json)| sharing::team::set(work, module, *record, json))
                });
            }
            Step::Comments(all) => return self.comment(world, all),
            Step::Files(person, all) => return self.files(world, person, all),
            Step::Views(person, all) => {
                let caller = self.caller(person);
                let shared = self.heyi.write(caller, move |work| {
                    for view in &all {
                        let label = json!({"zh": "视图", "en": "View"});
                        let def = json!({
                            "label": label, "shared": true, "filter": view.filter.to_json(), "sort": view.sort_text(),
                            "columns": view.columns,
                        });
                        views::create(work, view.module.key(), &def)?;
                    }
                    Ok(())
                });
                shared.expect("sharing views");
            }
            Step::Rehome => {
                pipeline::rehome(&self.heyi.engine).expect("taking records home");
            }
        }
        self.callers.clear();
        Vec::new()
    }

    fn create(&self, module: Name, records: &[Cells]) -> Vec<Id> {
        let draft = |cells: &Cells| {
            let value = |(key, cell): (&&'static str, _)| {
                ((*key).to_owned(), module.field(key).expect("a field").kind.draft(Some(cell)))
            };
            Draft(cells.iter().map(value).collect::<Map<_, _>>())
        };
        let drafts: Vec<Draft> = records.iter().map(draft).collect();
        let made = self.system(move |work| pipeline::create(work, module.key(), drafts.clone(), Origin::Person));
        made.into_iter().map(|made| made.unwrap_or_else(|p| panic!("making {}: {p}", module.key())).get()).collect()
    }

    fn update(&mut self, person: Option<Id>, module: Name, edits: Vec<Edit>) {
        let act = move |work: &mut Work| pipeline::update(work, module.key(), &edits, Origin::Person);
        let done = match person {
            None => self.system(act),
            Some(person) => {
                let caller = self.caller(person);
                self.heyi.engine.write_blocking(caller, Ctx::slow(), act).expect("an update")
            }
        };
        done.into_iter().for_each(|one| assert!(one.is_ok(), "changing {}: {one:?}", module.key()));
    }

    fn bin(
        &self,
        module: Name,
        records: Vec<Id>,
        act: fn(&mut Work, &str, &[RecordId], Origin) -> Result<pipeline::Outcomes, Problem>,
    ) {
        let ids: Vec<RecordId> = records.into_iter().map(id).collect();
        let done = self.system(move |work| act(work, module.key(), &ids, Origin::Person));
        done.into_iter().for_each(|one| assert!(one.is_ok(), "the bin of {}: {one:?}", module.key()));
    }

    fn make_roles(&mut self, all: Vec<Role>, held: BTreeMap<Id, Vec<usize>>) {
        self.roles = all.iter().map(|role| role.key.clone()).collect();
        let keys = self.roles.clone();
        self.system(move |work| {
            for role in all.iter().filter(|role| !role.admin) {
                let label = Label::new("角色", "Role");
                let modules = role.modules.clone().into_iter().collect();
                let def = RoleDef { label, modules, ..RoleDef::default() };
                roles::create(work, &role.key, &serde_json::to_value(def).map_err(Problem::internal)?)?;
            }
            work.renew()?;
            for (person, roles) in &held {
                let roles: Vec<String> = roles.iter().map(|at| keys[*at].clone()).collect();
                roles::set_of_person(work, id(*person), &roles)?;
            }
            Ok(())
        });
    }

    /// Whom a share names, on the wire.
    fn subject(&self, subject: Subject) -> Json {
        match subject {
            Subject::Person(id) => json!({"person": id.to_string()}),
            Subject::Department(id) => json!({"department": id.to_string()}),
            Subject::Group(at) => json!({"group": self.groups[at]}),
            Subject::Role(at) => json!({"role": self.roles[at]}),
        }
    }

    fn owner_share(&self, rule: &OwnerShare) -> Json {
        json!({
            "module": rule.module.key(), "label": {"zh": "共享"}, "kind": "owner", "level": rule.level.key(),
            "source": self.subject(rule.from), "target": self.subject(rule.to),
        })
    }

    fn criteria_share(&self, rule: &CriteriaShare) -> Json {
        json!({
            "module": rule.module.key(), "label": {"zh": "共享"}, "kind": "criteria", "level": rule.level.key(),
            "filter": rule.filter.to_json(), "target": self.subject(rule.to),
        })
    }

    fn share(&self, rules: Vec<Json>) -> Vec<RecordId> {
        self.system(move |work| rules.iter().map(|rule| sharing::rules::create(work, rule)).collect())
    }

    fn comment(&mut self, world: &World, all: Vec<(Id, Id, String)>) -> Vec<Id> {
        let mut ids = Vec::new();
        for (record, person, body) in all {
            let (caller, module) = (self.caller(person), world.row(record).expect("a record").module.key());
            let made = self.heyi.write(caller, move |work| comments::create(work, module, id(record), &body, &[]));
            ids.push(made.expect("a comment").get());
        }
        ids
    }

    fn files(&mut self, world: &World, person: Id, all: Vec<(Id, Option<&'static str>, String, String)>) -> Vec<Id> {
        let mut ids = Vec::new();
        for (record, field, name, content) in all {
            let (caller, module) = (self.caller(person), world.row(record).expect("a record").module.key());
            let received = files::receive(&self.heyi.engine, &mut content.as_bytes(), &Intake::default());
            let received = received.expect("receiving a file");
            let stored = self.heyi.write(caller, move |work| {
                let file = files::store(work, &received, &name)?;
                match field {
                    None => files::attach(work, file, module, id(record))?,
                    Some(field) => {
                        let draft = Draft(Map::from_iter([(field.to_owned(), json!(file.to_string()))]));
                        let edit = Edit { id: id(record), version: None, draft };
                        pipeline::update(work, module, &[edit], Origin::Person)?.remove(0)?;
                    }
                }
                Ok(file)
            });
            ids.push(stored.expect("a file").get());
        }
        ids
    }
}
