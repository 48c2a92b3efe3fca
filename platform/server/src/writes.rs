//! Writing: the one place that knows `Idempotency-Key`. A handler says what the effect is and how its answer is read; here the
//! key is looked up and kept in the same transaction as the effect, and a repeated request gets the answer of the first one,
//! read again under the rights of the moment. What is kept is the status and ids, never a body.

use axum::extract::FromRequestParts;
use axum::http::{HeaderValue, StatusCode, header, request::Parts};
use axum::response::Response;
use heyi_db::Ctx;
use heyi_engine::idempotency::{self, Begin};
use heyi_engine::{Engine, Who, Work};
use heyi_model::{Code, Kind, Problem, RecordId};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use crate::answers;
use crate::caller::Caller;
use crate::etag;
use crate::failure::Failure;
use crate::reads;
use crate::state::App;

/// What a write did: all that is kept of its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// The status of the answer.
    pub status: u16,
    /// The records, in the order of the answer.
    pub ids: Vec<RecordId>,
    /// Where what was made is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// What else the answer needs, such as the result of each row; nothing that a later reader might not see.
    #[serde(default, skip_serializing_if = "Json::is_null")]
    pub more: Json,
}

impl Done {
    /// Something was made: 201.
    pub fn made(id: RecordId, location: String) -> Self {
        Self { status: 201, ids: vec![id], location: Some(location), more: Json::Null }
    }
    /// Something will be done, and this is where it is watched: 202.
    pub fn accepted(id: RecordId, location: String) -> Self {
        Self { status: 202, ids: vec![id], location: Some(location), more: Json::Null }
    }
    /// Something was changed, and the answer shows it: 200.
    pub fn changed(id: RecordId) -> Self {
        Self { status: 200, ids: vec![id], location: None, more: Json::Null }
    }
    /// It is done, and there is nothing to show: 204.
    pub fn nothing() -> Self {
        Self { status: 204, ids: Vec::new(), location: None, more: Json::Null }
    }
    /// It is done, and this says what: 200.
    pub fn says(more: Json) -> Self {
        Self { status: 200, ids: Vec::new(), location: None, more }
    }
    /// The first id.
    pub fn id(&self) -> Result<RecordId, Problem> {
        self.ids.first().copied().ok_or_else(|| Problem::internal("an answer without its id"))
    }
}

/// The body of an answer, and the record's version when it is one record.
#[derive(Debug, Default)]
pub struct Shown {
    /// JSON, or nothing.
    pub body: Vec<u8>,
    /// The version, for the tag.
    pub version: Option<i64>,
}

impl From<Json> for Shown {
    fn from(json: Json) -> Self {
        Self { body: json.to_string().into_bytes(), version: None }
    }
}

/// Shows what [`Done::says`] holds, and nothing for the rest.
#[expect(clippy::unnecessary_wraps, reason = "the shape of everything that shows")]
pub fn as_said(_: &mut Work, done: &Done) -> Result<Shown, Problem> {
    Ok(if done.more.is_null() { Shown::default() } else { done.more.clone().into() })
}

/// The idempotency key of a request, before its body is known.
#[derive(Debug, Clone)]
pub struct Intent {
    key: Option<String>,
    hasher: Sha256,
}

impl<S: Sync> FromRequestParts<S> for Intent {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let refuse = || Problem::malformed("Idempotency-Key", Code::InvalidParameter);
        let key = match parts.headers.get("idempotency-key") {
            None => None,
            Some(value) => {
                let text = value.to_str().ok().filter(|text| (1..=idempotency::MAX_KEY).contains(&text.len()));
                Some(text.ok_or_else(refuse)?.to_owned())
            }
        };
        let mut hasher = Sha256::new();
        if key.is_some() {
            hasher.update(parts.method.as_str());
            hasher.update([0]);
            hasher.update(parts.uri.to_string());
            hasher.update([0]);
        }
        Ok(Self { key, hasher })
    }
}

impl Intent {
    /// Binds the key to the body.
    #[must_use]
    pub fn with(mut self, body: &[u8]) -> Self {
        if self.key.is_some() {
            self.hasher.update(body);
        }
        self
    }
    fn asked(self, caller: &Caller, route: &'static str) -> Option<Asked> {
        let key = self.key?;
        let caller = caller.key.as_ref().map_or(caller.login.get(), |key| key.id);
        Some(Asked { caller, key, route, hash: hex::encode(self.hasher.finalize()) })
    }
}

/// A request with a key: who may repeat it and what it must say then.
#[derive(Debug, Clone)]
struct Asked {
    caller: i64,
    key: String,
    route: &'static str,
    hash: String,
}

impl Asked {
    fn known(&self, work: &mut Work) -> Result<Option<Done>, Problem> {
        match idempotency::begin(work, self.caller, self.route, &self.key, &self.hash)? {
            Begin::Fresh => Ok(None),
            Begin::Done { answer, .. } => serde_json::from_value(answer).map(Some).map_err(Problem::internal),
            Begin::Mismatch => Err(idempotency::mismatch()),
        }
    }
    fn keep(&self, work: &mut Work, done: &Done) -> Result<(), Problem> {
        let answer = serde_json::to_value(done).map_err(Problem::internal)?;
        idempotency::finish(work, self.caller, self.route, &self.key, &self.hash, done.status, &answer)
    }
}

/// Runs `effect` in the write lane and answers with what `show` reads of it, in one transaction.
pub async fn write(
    app: &App,
    caller: &Caller,
    route: &'static str,
    intent: Intent,
    mut effect: impl FnMut(&mut Work) -> Result<Done, Problem> + Send + 'static,
    mut show: impl FnMut(&mut Work, &Done) -> Result<Shown, Problem> + Send + 'static,
) -> Result<Response, Failure> {
    let asked = intent.asked(caller, route);
    let _running = Running::begin(app, asked.as_ref())?;
    let run = move |work: &mut Work| {
        let known = asked.as_ref().map(|asked| asked.known(work)).transpose()?.flatten();
        let done = if let Some(done) = known {
            done
        } else {
            let done = effect(work)?;
            if let Some(asked) = &asked {
                asked.keep(work, &done)?;
            }
            done
        };
        let shown = show(work, &done)?;
        Ok((done, shown))
    };
    let (done, shown) = app.engine.write(caller.who(), Ctx::default(), run).await?;
    answer(&done, shown)
}

/// The same for an effect that cannot stand in one transaction, because it changes tables or computes for long: it runs on a
/// thread that may block, and the key is kept right after it.
pub async fn write_blocking(
    app: &App,
    caller: &Caller,
    route: &'static str,
    intent: Intent,
    effect: impl FnOnce(&Engine, &Who) -> Result<Done, Problem> + Send + 'static,
    show: impl FnOnce(&mut Work, &Done) -> Result<Shown, Problem> + Send + 'static,
) -> Result<Response, Failure> {
    let asked = intent.asked(caller, route);
    let running = Running::begin(app, asked.as_ref())?;
    let (app, caller) = (app.clone(), caller.clone());
    // A task of its own: when the client goes away, the key must still be kept.
    let whole = tokio::spawn(async move {
        let _running = running;
        let known = match asked.clone() {
            Some(asked) => app.engine.write(caller.who(), Ctx::default(), move |work| asked.known(work)).await?,
            None => None,
        };
        let done = if let Some(done) = known {
            done
        } else {
            let (engine, who) = (app.engine.clone(), caller.who());
            let done = reads::blocking(move || effect(&engine, &who)).await?;
            if let Some(asked) = asked {
                let kept = done.clone();
                app.engine.write(caller.who(), Ctx::default(), move |work| asked.keep(work, &kept)).await?;
            }
            done
        };
        let shown_of = done.clone();
        let shown = reads::read(&app, &caller, move |work| show(work, &shown_of)).await?;
        Ok::<_, Problem>((done, shown))
    });
    let (done, shown) = whole.await.map_err(Problem::internal)??;
    answer(&done, shown)
}

fn answer(done: &Done, shown: Shown) -> Result<Response, Failure> {
    let status = StatusCode::from_u16(done.status).map_err(Problem::internal)?;
    let tag = shown.version.map(|version| etag::of_record(version, &shown.body));
    let mut response =
        if shown.body.is_empty() { answers::nothing() } else { answers::with_status(status, shown.body) };
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, text) in [(header::ETAG, tag), (header::LOCATION, done.location.clone())] {
        if let Some(text) = text {
            headers.insert(name, HeaderValue::try_from(text).map_err(Problem::internal)?);
        }
    }
    Ok(response)
}

/// A request with a key that is running on this node. A second one is told to come again.
struct Running {
    app: App,
    mark: [u8; 32],
}

impl Running {
    fn begin(app: &App, asked: Option<&Asked>) -> Result<Option<Self>, Problem> {
        let Some(asked) = asked else { return Ok(None) };
        let mut hasher = Sha256::new();
        hasher.update(asked.caller.to_le_bytes());
        hasher.update(asked.route);
        hasher.update([0]);
        hasher.update(&asked.key);
        let mark = hasher.finalize().into();
        if app.running.lock().insert(mark) {
            return Ok(Some(Self { app: app.clone(), mark }));
        }
        Err(Problem { retry_after: Some(1), ..Problem::new(Kind::Conflict, Code::IdempotencyRunning) })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.app.running.lock().remove(&self.mark);
    }
}
