//! What a job is, and asking for one.

use heyi_db::{Value, params, sql};
use heyi_model::{Code, Problem, RecordId};
use serde_json::{Value as Json, json};

use crate::access::Who;
use crate::work::Work;

/// How urgent a job is. Each class gets its share of the runners, so that none waits for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A person waits for it.
    Interactive,
    /// Soon.
    Normal,
    /// Whenever there is room: imports, rebuilds.
    Bulk,
}

impl Class {
    /// All three, the most urgent first.
    pub const ALL: [Self; 3] = [Self::Interactive, Self::Normal, Self::Bulk];
    /// The key in the table and on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Self::Interactive => "interactive",
            Self::Normal => "normal",
            Self::Bulk => "bulk",
        }
    }
}

/// Where a job has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobState {
    /// It waits, also for its next try.
    Queued,
    /// A runner has it.
    Running,
    /// It is done.
    Done,
    /// It failed for good; an administrator may have it tried again.
    Dead,
    /// Somebody cancelled it.
    Cancelled,
}

impl JobState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Queued, Self::Running, Self::Done, Self::Dead, Self::Cancelled];
    /// The key in the table and on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Dead => "dead",
            Self::Cancelled => "cancelled",
        }
    }
    /// The state with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }
}

/// A job to do.
#[derive(Debug, Clone)]
pub struct JobSpec {
    /// The key of its kind.
    pub kind: &'static str,
    /// How urgent it is.
    pub class: Class,
    /// What its handler needs to know. Never a plain secret value.
    pub payload: Json,
    /// Not before this moment, UTC milliseconds; `None` for at once.
    pub due_at: Option<i64>,
    /// It is tried this many times, at least once.
    pub max_attempts: u32,
}

impl JobSpec {
    /// A normal job of `kind`, at once, tried five times.
    pub fn new(kind: &'static str, payload: Json) -> Self {
        Self { kind, class: Class::Normal, payload, due_at: None, max_attempts: 5 }
    }
}

/// Asks for a job. It is there when the transaction commits, and runs with the caller's rights of then: those of the API
/// key too, if the caller came with one.
pub fn enqueue(work: &mut Work, spec: &JobSpec) -> Result<RecordId, Problem> {
    let (id, now) = (work.draw_id(), work.now_ms());
    let (person, login, scope) = match work.who() {
        Who::System(_) => (None, None, Value::Null),
        Who::Person(caller) => {
            let scope = caller.key.as_ref().map_or(Value::Null, |key| {
                let json = json!({"id": key.id, "modules": key.modules, "read_only": key.read_only});
                Value::Json(json.to_string().into())
            });
            (Some(caller.person), Some(caller.login), scope)
        }
    };
    if spec.kind.is_empty() {
        return Err(Problem::field("kind", Code::Required));
    }
    work.tx.execute(sql(
        "INSERT INTO job (id, class, kind, payload, state, attempts, max_attempts, due_at, person, login, key_scope, created_at) \
         VALUES ($1, $2, $3, $4, 'queued', 0, $5, $6, $7, $8, $9, $10)",
        params![
            id,
            spec.class.key(),
            spec.kind,
            Value::Json(spec.payload.to_string().into()),
            i64::from(spec.max_attempts.max(1)),
            spec.due_at.unwrap_or(now),
            person,
            login,
            scope,
            now
        ],
    ))?;
    Ok(id)
}

/// How long to wait after try number `attempt` (from 1), in milliseconds: 2 s, 4 s, 8 s … up to an hour, of which a half
/// is fixed and a half is chance (`draw`), so that what failed together does not come back together.
pub fn back_off_ms(attempt: i64, draw: u64) -> i64 {
    let full = 2_000_i64.saturating_mul(1 << attempt.clamp(1, 20).saturating_sub(1)).min(3_600_000);
    full / 2 + (draw % (full as u64 / 2 + 1)) as i64
}
