//! `GET /readyz`: the organisation can be used.

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use heyi_db::Ctx;
use heyi_model::{Code, Kind, Problem};
use serde_json::json;

use crate::answers;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::object};
use crate::state::App;

/// The database answers within this time, or it is not ready.
const PATIENCE: Duration = Duration::from_secs(3);

/// What it says of itself.
pub fn doc() -> Operation {
    let status = object(&[("status", json!({"const": "ready"}))]);
    Operation::new("is_ready", "health", "Ready").public().answers(
        200,
        "Metadata is loaded and the database answers",
        status,
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>) -> Result<Response, Failure> {
    let not_yet = |log: &str| {
        let problem = Problem::new(Kind::Unavailable, Code::Busy);
        Failure::from(Problem { retry_after: Some(1), log: log.to_owned(), ..problem })
    };
    if app.engine.snapshot().epoch < 0 {
        return Err(not_yet("metadata is not loaded yet"));
    }
    let asked = app.engine.db().read::<_, heyi_db::DbError, _>(Ctx::default(), |tx| tx.one("SELECT 1").map(drop));
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(answer) => answer.map_err(Problem::from)?,
        Err(_) => return Err(not_yet("the database does not answer")),
    }
    Ok(answers::json(&json!({"status": "ready"})))
}
