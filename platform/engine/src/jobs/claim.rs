//! The table's side of running: taking a job, holding it, writing down how it ended.

use std::sync::Arc;

use heyi_db::{Cells as _, Row, Value, bind, params, sql};
use heyi_model::{Code, Kind, Locale, Problem, RecordId};
use sea_query::{Expr, ExprTrait as _, Order, Query};
use serde_json::{Value as Json, json};

use super::kind::{JobCx, JobKind, Registry, RunAs};
use super::runner::RunnerConfig;
use super::spec::{Class, back_off_ms};
use crate::access::{Caller, KeyScope, System, Who};
use crate::work::Work;

/// Is there anything to take, or a lease that ended?
pub(super) fn is_due(work: &mut Work) -> Result<bool, Problem> {
    let now = work.now_ms();
    let due = "SELECT 1 FROM job WHERE state = 'queued' AND due_at <= $1 LIMIT 1";
    let left = "SELECT 1 FROM job WHERE state = 'running' AND lease_until < $1 LIMIT 1";
    Ok(work.tx.one(sql(due, params![now]))?.is_some() || work.tx.one(sql(left, params![now]))?.is_some())
}

/// Takes the next job, of the first of `classes` that has one. `None` when nothing is due or as many as may run do.
pub(super) fn claim(
    work: &mut Work,
    registry: &Registry,
    config: &RunnerConfig,
    classes: [Class; 3],
) -> Result<Option<(JobCx, JobKind)>, Problem> {
    take_back(work, registry)?;
    let at_once = i64::from(config.at_once);
    let running = work.tx.one("SELECT COUNT(*) FROM job WHERE state = 'running'")?.and_then(|row| row.int(0));
    if running.unwrap_or_default() >= at_once {
        return Ok(None);
    }
    // Bulk jobs may take long; one place is kept from them where there are several.
    let bulk = work.tx.one("SELECT COUNT(*) FROM job WHERE state = 'running' AND class = 'bulk'")?;
    let bulk_waits = at_once > 1 && bulk.and_then(|row| row.int(0)).unwrap_or_default() >= at_once - 1;
    for class in classes.into_iter().filter(|class| *class != Class::Bulk || !bulk_waits) {
        // Jobs that nobody can run for any more are buried on the way.
        while let Some(row) = next(work, registry, class)? {
            let id = row.int(0).unwrap_or_default();
            let Some(kind) = row.text(1).and_then(|key| registry.get(key)).copied() else { break };
            if let Some(who) = who(work, &kind, &row)? {
                return Ok(Some((take(work, config, id, &row, who)?, kind)));
            }
            end(work, id, "dead", Some(&Problem::new(Kind::NotSignedIn, Code::NotSignedIn)))?;
        }
    }
    Ok(None)
}

/// The next job of a class that is due: id, kind, payload, attempts, person, login, scope of the API key.
fn next(work: &mut Work, registry: &Registry, class: Class) -> Result<Option<Row>, Problem> {
    let now = work.now_ms();
    let mut select = Query::select();
    select
        .columns(["id", "kind", "payload", "attempts", "person", "login", "key_scope"])
        .from("job")
        .and_where(Expr::col("state").eq("queued"))
        .and_where(Expr::col("class").eq(class.key()))
        .and_where(Expr::col("due_at").lte(bind(now)))
        .and_where(Expr::col("kind").is_in(registry.kinds().map(|kind| kind.key)))
        .order_by("due_at", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(1);
    Ok(work.tx.one(select)?)
}

fn take(work: &mut Work, config: &RunnerConfig, id: i64, row: &Row, who: Who) -> Result<JobCx, Problem> {
    let (now, attempt) = (work.now_ms(), row.int(3).unwrap_or_default() + 1);
    let token = format!("{}#{attempt}", config.holder);
    work.tx.execute(sql(
        "UPDATE job SET state = 'running', attempts = $1, lease_until = $2, lease_by = $3, started_at = $4, error = NULL \
         WHERE id = $5",
        params![attempt, now + config.lease_ms, token.as_str(), now, id],
    ))?;
    Ok(JobCx {
        id: RecordId::new(id).ok_or_else(|| Problem::internal("a job without an id"))?,
        kind: row.text(1).unwrap_or_default().into(),
        payload: row.text(2).and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default(),
        attempt,
        who,
        token: token.into(),
        lease_ms: config.lease_ms,
    })
}

/// Who a job runs as now; `None` when whoever asked for it may no longer sign in or the API key is gone.
fn who(work: &mut Work, kind: &JobKind, row: &Row) -> Result<Option<Who>, Problem> {
    if kind.run_as == RunAs::System {
        return Ok(Some(System::maintenance().into()));
    }
    let (Some(person), Some(login)) = (row.int(4).and_then(RecordId::new), row.int(5).and_then(RecordId::new)) else {
        // Asked for by a command or by upkeep: there is no person whose rights it could have.
        return Ok(Some(System::maintenance().into()));
    };
    let found = work.tx.one(sql(
        "SELECT locale FROM login WHERE id = $1 AND person = $2 AND disabled_at IS NULL",
        params![login, person],
    ))?;
    let Some(locale) = found.and_then(|row| row.text(0).map(Locale::from_header)) else { return Ok(None) };
    let key = match row.text(6) {
        None => None,
        Some(text) => match scope(work, text)? {
            Some(scope) => Some(Arc::new(scope)),
            None => return Ok(None),
        },
    };
    if !work.snapshot().directory.is_person(person.get()) {
        return Ok(None);
    }
    Ok(Some(Arc::new(Caller::resolve(work.snapshot(), login, person, locale, key)).into()))
}

/// The scope of the API key that asked; `None` when the key is revoked or expired.
fn scope(work: &mut Work, text: &str) -> Result<Option<KeyScope>, Problem> {
    let json: Json = serde_json::from_str(text).map_err(Problem::internal)?;
    let id = json["id"].as_i64().unwrap_or_default();
    let now = work.now_ms();
    let holds = work.tx.one(sql(
        "SELECT 1 FROM api_key WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)",
        params![id, now],
    ))?;
    let modules = json["modules"].as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned);
    let scope = KeyScope { id, modules: modules.collect(), read_only: json["read_only"].as_bool().unwrap_or(true) };
    Ok(holds.map(|_| scope))
}

/// Takes jobs back whose runner did not renew its lease: for another try, or to the dead.
fn take_back(work: &mut Work, registry: &Registry) -> Result<(), Problem> {
    let now = work.now_ms();
    let rows = work.tx.all(sql(
        "SELECT id, attempts, max_attempts, kind, cancel_at FROM job WHERE state = 'running' AND lease_until < $1 \
         ORDER BY id LIMIT 100",
        params![now],
    ))?;
    for row in rows {
        let id = row.int(0).unwrap_or_default();
        tracing::warn!(job.id = id, job.kind = row.text(3), "job.lease_ended");
        if row.int(4).is_some() {
            end(work, id, "cancelled", None)?;
        } else if row.int(1) >= row.int(2) {
            end(work, id, "dead", Some(&Problem::new(Kind::Conflict, Code::JobTaken)))?;
            come_again(work, registry, row.text(3).unwrap_or_default())?;
        } else {
            again(work, id, now, None)?;
        }
    }
    Ok(())
}

/// How a try ended.
pub(super) enum Ended {
    Done(Json),
    Failed(Problem),
}

/// Writes down how a try ended, unless somebody else holds the job by now. Upkeep is asked for again.
pub(super) fn finish(work: &mut Work, registry: &Registry, cx: &JobCx, ended: &Ended) -> Result<(), Problem> {
    let row = work.tx.one(sql(
        "SELECT attempts, max_attempts, cancel_at FROM job WHERE id = $1 AND lease_by = $2 AND state = 'running'",
        params![cx.id, &*cx.token],
    ))?;
    let Some(row) = row else {
        tracing::warn!(job.id = cx.id.get(), job.kind = &*cx.kind, "job.lost");
        return Ok(());
    };
    let (now, id) = (work.now_ms(), cx.id.get());
    match ended {
        Ended::Done(result) => {
            work.tx.execute(sql(
                "UPDATE job SET state = 'done', result = $1, error = NULL, finished_at = $2, lease_until = NULL, lease_by = NULL \
                 WHERE id = $3",
                params![Value::Json(result.to_string().into()), now, id],
            ))?;
        }
        Ended::Failed(_) if row.int(2).is_some() => end(work, id, "cancelled", None)?,
        Ended::Failed(problem) if may_pass(problem) && row.int(0) < row.int(1) => {
            let draw = u64::from_be_bytes(work.random());
            again(work, id, now + back_off_ms(cx.attempt, draw), Some(problem))?;
            return Ok(());
        }
        Ended::Failed(problem) => end(work, id, "dead", Some(problem))?,
    }
    come_again(work, registry, &cx.kind)
}

/// Is it worth another try?
fn may_pass(problem: &Problem) -> bool {
    matches!(problem.kind, Kind::Internal | Kind::Unavailable | Kind::Conflict | Kind::Stale | Kind::TooMany)
}

fn again(work: &mut Work, id: i64, due_at: i64, problem: Option<&Problem>) -> Result<(), Problem> {
    work.tx.execute(sql(
        "UPDATE job SET state = 'queued', due_at = $1, error = $2, lease_until = NULL, lease_by = NULL WHERE id = $3",
        params![due_at, problem.map(told), id],
    ))?;
    Ok(())
}

fn end(work: &mut Work, id: i64, state: &str, problem: Option<&Problem>) -> Result<(), Problem> {
    let now = work.now_ms();
    work.tx.execute(sql(
        "UPDATE job SET state = $1, error = $2, finished_at = $3, lease_until = NULL, lease_by = NULL WHERE id = $4",
        params![state, problem.map(told), now, id],
    ))?;
    Ok(())
}

/// A problem as the row keeps it: codes only, so that it can be said in any language and holds nothing secret.
fn told(problem: &Problem) -> String {
    let faults = problem.faults.iter().take(20).map(|f| json!({"field": f.field, "code": f.code.key()}));
    json!({"code": problem.code.key(), "errors": faults.collect::<Vec<_>>()}).to_string().replace('\0', "")
}

/// Asks again for upkeep that has ended. Of the times that it went well only the last is kept.
fn come_again(work: &mut Work, registry: &Registry, kind: &str) -> Result<(), Problem> {
    let Some((kind, every)) = registry.get(kind).and_then(|kind| Some((kind, kind.every_ms?))) else { return Ok(()) };
    let (now, key) = (work.now_ms(), kind.key);
    work.tx.execute(sql(
        "DELETE FROM job WHERE state = 'done' AND class = 'bulk' AND kind = $1 AND finished_at < $2",
        params![key, now],
    ))?;
    plan(work, kind, now + every)
}

/// Asks for upkeep at `due_at` unless it is asked for already.
pub(super) fn plan(work: &mut Work, kind: &JobKind, due_at: i64) -> Result<(), Problem> {
    let there = work
        .tx
        .one(sql("SELECT 1 FROM job WHERE state IN ('queued', 'running') AND kind = $1 LIMIT 1", params![kind.key]))?;
    if there.is_some() {
        return Ok(());
    }
    let (id, now) = (work.draw_id(), work.now_ms());
    work.tx.execute(sql(
        "INSERT INTO job (id, class, kind, payload, state, attempts, max_attempts, due_at, created_at) \
         VALUES ($1, 'bulk', $2, $3, 'queued', 0, 5, $4, $5)",
        params![id, kind.key, Value::Json("null".into()), due_at, now],
    ))?;
    Ok(())
}

/// Renews the leases of jobs that this process runs.
pub(super) fn renew(work: &mut Work, held: &[(RecordId, Box<str>)], lease_ms: i64) -> Result<(), Problem> {
    let until = work.now_ms() + lease_ms;
    for (id, token) in held {
        work.tx.execute(sql(
            "UPDATE job SET lease_until = $1 WHERE id = $2 AND lease_by = $3 AND state = 'running'",
            params![until, *id, &**token],
        ))?;
    }
    Ok(())
}
