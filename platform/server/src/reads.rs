//! Reading for an answer: in the interactive lane, or, for reports, in the slow lane when a second was not enough.

use std::sync::Arc;

use heyi_db::Ctx;
use heyi_engine::Work;
use heyi_model::{Code, Problem};

use crate::caller::Caller;
use crate::state::App;

/// Reads under the rights of `caller`, within the deadline of the interactive lane.
pub async fn read<T: Send + 'static>(
    app: &App,
    caller: &Caller,
    f: impl FnOnce(&mut Work) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    app.engine.read(caller.who(), Ctx::default(), f).await
}

/// The same for what may take long: a report that the interactive lane gives up on is queued for the slow lane.
pub async fn report<T: Send + 'static>(
    app: &App,
    caller: &Caller,
    f: impl Fn(&mut Work) -> Result<T, Problem> + Send + Sync + 'static,
) -> Result<T, Problem> {
    let slow = Arc::new(f);
    let quick = slow.clone();
    match app.engine.read(caller.who(), Ctx::default(), move |work| quick(work)).await {
        Err(problem) if problem.code == Code::TooSlow => {
            app.engine.read(caller.who(), Ctx::slow(), move |work| slow(work)).await
        }
        answer => answer,
    }
}

/// Runs what blocks (a password's hash, a change of tables) on a thread that may block.
pub async fn blocking<T: Send + 'static>(
    f: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(f).await.map_err(Problem::internal)?
}
