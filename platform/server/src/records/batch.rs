//! A batch: what is asked of it, how it runs through the pipeline as a set, and the result of each row.

use heyi_engine::Work;
use heyi_engine::pipeline::{self, Draft, Edit, Origin, Upserted};
use heyi_model::{Code, Fault, Locale, Problem, RecordId};
use serde_json::{Map, Value as Json, json};

use crate::failure;
use crate::members::Members;

/// Most rows of a batch.
pub const MAX_ROWS: usize = 1_000;

/// What is done with the rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Mode {
    /// Each is made.
    Create,
    /// Each is changed: by its id, or by this unique field.
    Update(Option<String>),
    /// Each is changed, or made when no record has this value of the unique field.
    Upsert(String),
    /// Each goes to the recycle bin.
    Delete,
}

/// A batch as it was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    mode: Mode,
    /// All rows or none.
    pub atomic: bool,
    rows: Vec<Map<String, Json>>,
}

/// What became of a row: its record and a status, or why it was refused.
type RowOutcome = Result<(u16, RecordId), Problem>;

impl Batch {
    /// Reads `{"mode", "match_on", "atomic", "records"}`.
    pub fn read(mut members: Members) -> Result<Self, Problem> {
        let (mode, match_on) = (members.text("mode"), members.texts("match_on"));
        let (atomic, items) = (members.flag("atomic"), members.required("records"));
        members.finish()?;
        let Json::Array(items) = items else { return Err(Problem::malformed("records", Code::NotArray)) };
        if items.len() > MAX_ROWS {
            return Err(Fault::new("records", Code::TooManyItems).with("max", MAX_ROWS).into());
        }
        if match_on.len() > 1 {
            return Err(Problem::field("match_on", Code::NoMatchKey));
        }
        let key = match_on.into_iter().next();
        let mode = match (mode.as_str(), key) {
            ("create", None) => Mode::Create,
            ("delete", None) => Mode::Delete,
            ("update", key) => Mode::Update(key),
            ("upsert", Some(key)) => Mode::Upsert(key),
            ("upsert", None) => return Err(Problem::field("match_on", Code::NoMatchKey)),
            ("create" | "delete", Some(_)) => return Err(Problem::malformed("match_on", Code::InvalidParameter)),
            _ => return Err(Problem::malformed("mode", Code::InvalidParameter)),
        };
        let object = |(index, item)| match item {
            Json::Object(map) => Ok(map),
            _ => Err(Problem::malformed(format!("records[{index}]"), Code::NotObject)),
        };
        let rows = items.into_iter().enumerate().map(object).collect::<Result<_, _>>()?;
        Ok(Self { mode, atomic, rows })
    }

    /// Runs the rows as one set. Refused rows leave the others alone, unless the batch is atomic.
    pub fn run(&self, work: &mut Work, module: &str, locale: Locale) -> Result<Json, Problem> {
        let outcomes = match &self.mode {
            Mode::Create => {
                let outcomes = pipeline::create(work, module, self.drafts(), Origin::Person)?;
                outcomes.into_iter().map(|outcome| outcome.map(|id| (201, id))).collect()
            }
            Mode::Upsert(key) => self.upsert(work, module, key, true)?,
            Mode::Update(Some(key)) => self.upsert(work, module, key, false)?,
            Mode::Update(None) => {
                self.named(200, edit, |edits| pipeline::update(work, module, edits, Origin::Person))?
            }
            Mode::Delete => self.named(204, only_id, |ids| pipeline::delete(work, module, ids, Origin::Person))?,
        };
        if self.atomic && outcomes.iter().any(Result::is_err) {
            return Err(all_refused(&outcomes));
        }
        let failed = outcomes.iter().filter(|outcome| outcome.is_err()).count();
        let results: Vec<Json> = outcomes.iter().map(|outcome| row(outcome, locale)).collect();
        Ok(json!({"succeeded": results.len() - failed, "failed": failed, "results": results}))
    }

    fn drafts(&self) -> Vec<Draft> {
        self.rows.iter().cloned().map(Draft).collect()
    }

    fn upsert(&self, work: &mut Work, module: &str, key: &str, create: bool) -> Result<Vec<RowOutcome>, Problem> {
        let upserted = pipeline::upsert(work, module, key, self.drafts(), create, Origin::Person)?;
        let outcome = |upserted| match upserted {
            Upserted::Created(id) => Ok((201, id)),
            Upserted::Updated(id) => Ok((200, id)),
            Upserted::Refused(problem) => Err(problem),
        };
        Ok(upserted.into_iter().map(outcome).collect())
    }

    /// Runs the rows that name a record, and puts the outcomes back among those that name none.
    fn named<T>(
        &self,
        status: u16,
        read: fn(&Map<String, Json>) -> Result<T, Problem>,
        run: impl FnOnce(&[T]) -> Result<pipeline::Outcomes, Problem>,
    ) -> Result<Vec<RowOutcome>, Problem> {
        let mut named = Vec::with_capacity(self.rows.len());
        let mut refused: Vec<Option<Problem>> = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            match read(row) {
                Ok(item) => {
                    named.push(item);
                    refused.push(None);
                }
                Err(problem) => refused.push(Some(problem)),
            }
        }
        let mut outcomes = run(&named)?.into_iter();
        let next = |refused: Option<Problem>| match refused {
            Some(problem) => Err(problem),
            None => outcomes.next().unwrap_or_else(|| Err(Problem::internal("no outcome"))).map(|id| (status, id)),
        };
        Ok(refused.into_iter().map(next).collect())
    }
}

fn id_of(row: &Map<String, Json>) -> Result<RecordId, Problem> {
    match row.get("id") {
        None | Some(Json::Null) => Err(Problem::field("id", Code::Required)),
        Some(id) => {
            let id = id.as_str().and_then(|text| text.parse().ok());
            id.ok_or_else(|| Problem::field("id", Code::NotId))
        }
    }
}

/// A row of a delete has nothing but its id.
fn only_id(row: &Map<String, Json>) -> Result<RecordId, Problem> {
    let id = id_of(row)?;
    match row.keys().find(|key| *key != "id") {
        Some(extra) => Err(Problem::field(heyi_model::mask::shorten(extra), Code::UnknownField)),
        None => Ok(id),
    }
}

/// A row of an update has its id, perhaps the version that was seen, and the fields to change.
fn edit(row: &Map<String, Json>) -> Result<Edit, Problem> {
    let id = id_of(row)?;
    let mut fields = row.clone();
    fields.shift_remove("id");
    let version = match fields.shift_remove("version") {
        None | Some(Json::Null) => None,
        Some(version) => {
            let version = version.as_i64().filter(|version| *version > 0);
            Some(version.ok_or_else(|| Problem::field("version", Code::NotInteger))?)
        }
    };
    Ok(Edit { id, version, draft: Draft(fields) })
}

fn row(outcome: &RowOutcome, locale: Locale) -> Json {
    match outcome {
        Ok((status, id)) => json!({"status": status, "id": id}),
        Err(problem) => failure::part(problem, locale),
    }
}

/// The one problem of an atomic batch: the faults of every refused row, by place.
fn all_refused(outcomes: &[RowOutcome]) -> Problem {
    let mut faults = Vec::new();
    for (index, problem) in outcomes.iter().enumerate().filter_map(|(i, o)| o.as_ref().err().map(|p| (i, p))) {
        let place = format!("records[{index}]");
        if problem.faults.is_empty() {
            faults.push(Fault { field: place, code: problem.code, params: problem.params.clone() });
            continue;
        }
        faults.extend(problem.faults.iter().cloned().map(|fault| {
            let field = if fault.field.is_empty() { place.clone() } else { format!("{place}.{}", fault.field) };
            Fault { field, ..fault }
        }));
    }
    Problem::invalid(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_read_or_refused_with_the_fault_named() {
        for (body, code) in [
            (json!({"mode": "create", "records": [{"a": 1}]}), None),
            (json!({"mode": "upsert", "match_on": ["external_id"], "records": []}), None),
            (json!({"mode": "upsert", "records": []}), Some(Code::NoMatchKey)),
            (json!({"mode": "update", "match_on": ["a", "b"], "records": []}), Some(Code::NoMatchKey)),
            (json!({"mode": "create", "match_on": ["a"], "records": []}), Some(Code::InvalidParameter)),
            (json!({"mode": "replace", "records": []}), Some(Code::InvalidParameter)),
            (json!({"mode": "create"}), Some(Code::Required)),
            (json!({"mode": "create", "records": {}}), Some(Code::NotArray)),
            (json!({"mode": "create", "records": [1]}), Some(Code::NotObject)),
            (json!({"mode": "create", "records": vec![json!({}); MAX_ROWS + 1]}), Some(Code::TooManyItems)),
        ] {
            let got = Members::of("", body.clone()).and_then(Batch::read);
            assert_eq!(got.err().map(|p| p.faults[0].code), code);
        }
    }

    #[test]
    fn rows_name_their_record() {
        let row = |json: Json| json.as_object().cloned().unwrap();
        for (json, good) in [
            (json!({"id": "7"}), true),
            (json!({"id": "7", "version": 2}), true),
            (json!({"id": 7}), false),
            (json!({}), false),
            (json!({"id": "7", "version": "2"}), false),
        ] {
            assert_eq!(edit(&row(json.clone())).is_ok(), good, "{json}");
        }
        assert!(only_id(&row(json!({"id": "7", "name": "a"}))).is_err());
    }
}
