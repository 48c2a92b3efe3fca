//! An organisation for a test.

use std::sync::Arc;

use heyi_db::{Ctx, test_support};
use heyi_engine::access::RoleDef;
use heyi_engine::engine::Parts;
use heyi_engine::pipeline::{self, Draft, Edit, Origin};
use heyi_engine::{App, Caller, Engine, System, Who, Work};
use heyi_model::{FakeClock, Locale, Problem, RecordId};
use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

/// What an organisation of a test is made of.
#[derive(Debug, Clone)]
pub struct Shape {
    /// The apps.
    pub apps: Vec<App>,
    /// The shipped roles.
    pub roles: IndexMap<String, RoleDef>,
}

/// An organisation of a test: migrated, empty, with a clock that stands at 2026-11-23T01:00:00Z (09:00 in Shanghai, a Monday).
pub struct TestHeyi {
    /// The engine.
    pub engine: Engine,
    /// Its clock.
    pub clock: Arc<FakeClock>,
    /// The URL of its database.
    pub url: String,
    _folder: tempfile::TempDir,
}

/// 2026-11-23T01:00:00Z.
pub const MONDAY_MORNING: i64 = 1_795_395_600_000;

/// Runs `test` on a fresh organisation of `shape`, first on SQLite, then on PostgreSQL.
///
/// # Panics
/// When there is no PostgreSQL: a test on one database only would pretend.
pub fn on_both_databases(shape: &Shape, mut test: impl FnMut(&TestHeyi)) {
    test_support::both_databases(|url| test(&TestHeyi::open(url, shape)));
}

impl TestHeyi {
    /// Opens an organisation on an empty database.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub fn open(url: &str, shape: &Shape) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clock = Arc::new(FakeClock::at(MONDAY_MORNING));
        let db = test_support::open(url, clock.clone());
        let parts = Parts {
            db,
            clock: clock.clone(),
            apps: shape.apps.clone(),
            roles: shape.roles.clone(),
            seed: 7,
            files: folder.path().join("files"),
        };
        let engine = Engine::open(parts).unwrap_or_else(|e| panic!("opening: {e}"));
        engine.migrate().unwrap_or_else(|e| panic!("migrating: {e}"));
        Self { engine, clock, url: url.to_owned(), _folder: folder }
    }

    /// Makes a person with roles, through the pipeline.
    pub fn person(&self, fields: Json, roles: &[&str]) -> Arc<Caller> {
        let module = self.directory_module();
        let id = self.make(&module, fields);
        let roles: Vec<String> = roles.iter().map(|r| (*r).to_owned()).collect();
        self.system(move |work| heyi_engine::roles::set_of_person(work, id, &roles)).expect("setting roles");
        self.caller(id)
    }

    /// The caller that a person is now. The log-in is not needed to act.
    pub fn caller(&self, person: RecordId) -> Arc<Caller> {
        let person_now =
            self.system(move |work| Ok(Caller::resolve(work.snapshot(), person, person, Locale::Zh, None)));
        Arc::new(person_now.expect("resolving a caller"))
    }

    fn directory_module(&self) -> String {
        let snapshot = self.engine.snapshot();
        let module = snapshot.directory_module(heyi_model::module::Directory::Person);
        module.expect("a module of persons").key.to_string()
    }

    /// Makes a record as the system. Panics when it is refused.
    pub fn make(&self, module: &str, fields: Json) -> RecordId {
        self.create(System::command(), module, fields).unwrap_or_else(|p| panic!("{module}: {p}"))
    }

    /// Makes a record as `who`.
    pub fn create(&self, who: impl Into<Who>, module: &str, fields: Json) -> Result<RecordId, Problem> {
        let (module, draft) = (module.to_owned(), draft(fields));
        let answer = self.write(who, move |work| pipeline::create(work, &module, vec![draft.clone()], Origin::Person));
        answer?.remove(0)
    }

    /// Changes a record as `who`.
    pub fn update(&self, who: impl Into<Who>, module: &str, id: RecordId, fields: Json) -> Result<RecordId, Problem> {
        let (module, draft) = (module.to_owned(), draft(fields));
        let edit = Edit { id, version: None, draft };
        let answer =
            self.write(who, move |work| pipeline::update(work, &module, std::slice::from_ref(&edit), Origin::Person));
        answer?.remove(0)
    }

    /// Puts a record into the recycle bin as `who`.
    pub fn delete(&self, who: impl Into<Who>, module: &str, id: RecordId) -> Result<RecordId, Problem> {
        let module = module.to_owned();
        self.write(who, move |work| pipeline::delete(work, &module, &[id], Origin::Person))?.remove(0)
    }

    /// Takes a record out of the recycle bin as `who`.
    pub fn restore(&self, who: impl Into<Who>, module: &str, id: RecordId) -> Result<RecordId, Problem> {
        let module = module.to_owned();
        self.write(who, move |work| pipeline::restore(work, &module, &[id], Origin::Person))?.remove(0)
    }

    /// Reads a record as `who`.
    pub fn read(&self, who: impl Into<Who>, module: &str, id: RecordId) -> Result<Json, Problem> {
        let module = module.to_owned();
        self.reading(who, move |work| {
            let mut out = Vec::new();
            heyi_engine::query::read(work, &module, id, &mut out)?;
            serde_json::from_slice(&out).map_err(Problem::internal)
        })
    }

    /// Runs `f` in the write lane as the system.
    pub fn system<T: Send + 'static>(
        &self,
        f: impl FnMut(&mut Work) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.write(System::command(), f)
    }

    /// Runs `f` in the write lane as `who`.
    pub fn write<T: Send + 'static>(
        &self,
        who: impl Into<Who>,
        f: impl FnMut(&mut Work) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.engine.write_blocking(who, Ctx::default(), f)
    }

    /// Runs `f` on a reader as `who`.
    pub fn reading<T: Send + 'static>(
        &self,
        who: impl Into<Who>,
        f: impl FnOnce(&mut Work) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.engine.read_blocking(who, Ctx::default(), f)
    }
}

/// A draft from a JSON object.
fn draft(fields: Json) -> Draft {
    match fields {
        Json::Object(fields) => Draft(fields),
        _ => Draft(Map::new()),
    }
}
