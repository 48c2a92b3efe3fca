//! The team of a record: persons, departments, groups and roles who see or change it beyond what their roles say.

use heyi_db::{Cells as _, params, sql};
use heyi_model::mask::shorten;
use heyi_model::{Code, Fault, Problem, RecordId};
use serde_json::{Value as Json, json};

use super::{FOREVER, Level, subject};
use crate::access::Action;
use crate::history::timestamp;
use crate::look::require;
use crate::{Work, access_log};

/// Most members of a record's team.
const MOST_MEMBERS: usize = 200;

/// The team of a record that the caller sees, oldest member first: `[{subject: {kind, id, name}, level, until, since}]`;
/// `until` and `since` are date-times, `until` is `null` when it has no end.
pub fn list(work: &mut Work, module: &str, record: RecordId) -> Result<Vec<Json>, Problem> {
    let module = require(work, module, record, Action::Read)?;
    let now_ms = work.now_ms();
    let rows = work.tx.all(sql(
        "SELECT subject, level, until, created_at FROM record_grant \
         WHERE module = $1 AND record = $2 AND via = 0 AND until > $3 ORDER BY created_at, subject",
        params![&*module.key, record, now_ms],
    ))?;
    let named = subject::describe(work, rows.iter().filter_map(|row| row.int(0)).collect::<Vec<_>>())?;
    let shown = |row: &heyi_db::Row| {
        json!({
            "subject": row.int(0).and_then(|id| named.get(&id)),
            "level": Level::from_number(row.int(1).unwrap_or_default()).key(),
            "until": row.int(2).filter(|until| *until != FOREVER).map(timestamp),
            "since": row.int(3).map(timestamp),
        })
    };
    Ok(rows.iter().map(shown).collect())
}

/// Puts `{subject, level: "read" | "write", until?}` on the team of a record, or changes it there. Needs the right to
/// change the record.
pub fn set(work: &mut Work, module: &str, record: RecordId, member: &Json) -> Result<(), Problem> {
    let module = require(work, module, record, Action::Update)?;
    if !module.def.owned {
        return Err(Fault::new("subject", Code::NothingToShare).into());
    }
    let Json::Object(members) = member else { return Err(Problem::malformed("", Code::NotObject)) };
    let mut faults: Vec<Fault> = members
        .keys()
        .filter(|key| !matches!(key.as_str(), "subject" | "level" | "until"))
        .map(|key| Fault::new(shorten(key), Code::UnknownParameter))
        .collect();
    let level = members.get("level").and_then(Json::as_str).and_then(Level::parse).filter(|l| *l != Level::Full);
    if level.is_none() {
        faults.push(Fault::new("level", Code::InvalidParameter));
    }
    let until = match members.get("until") {
        None | Some(Json::Null) => Ok(FOREVER),
        Some(json) => json
            .as_str()
            .and_then(|t| t.parse::<jiff::Timestamp>().ok())
            .map(jiff::Timestamp::as_millisecond)
            .ok_or_else(|| Fault::new("until", Code::NotDateTime)),
    };
    let until = until.map_err(|fault| faults.push(fault)).unwrap_or(FOREVER);
    if until <= work.now_ms() {
        faults.push(Fault::new("until", Code::InThePast));
    }
    let named = subject::read(work, "subject", members.get("subject"))?.map_err(|fault| faults.push(fault)).ok();
    let (Some(level), Some(named), true) = (level, named, faults.is_empty()) else {
        return Err(Problem::invalid(faults));
    };
    if list(work, &module.key, record)?.len() >= MOST_MEMBERS {
        return Err(Fault::new("subject", Code::LimitReached).with("max", MOST_MEMBERS).into());
    }
    let (now_ms, person) = (work.now_ms(), work.person());
    work.tx.execute(sql(
        "INSERT INTO record_grant (module, subject, record, via, level, until, created_at, created_by) \
         VALUES ($1, $2, $3, 0, $4, $5, $6, $7) ON CONFLICT (module, subject, record, via) \
         DO UPDATE SET level = excluded.level, until = excluded.until",
        params![&*module.key, named, record, level as i64, until, now_ms, person],
    ))?;
    access_log::note(work, "team_set", Some(&module.key), Some(record), member)
}

/// Takes a subject off the team of a record. Needs the right to change the record.
pub fn remove(work: &mut Work, module: &str, record: RecordId, subject: &Json) -> Result<(), Problem> {
    let module = require(work, module, record, Action::Update)?;
    let named = subject::read(work, "subject", Some(subject))??;
    let text = "DELETE FROM record_grant WHERE module = $1 AND subject = $2 AND record = $3 AND via = 0";
    if work.tx.execute(sql(text, params![&*module.key, named, record]))? == 0 {
        return Err(Problem::not_found());
    }
    access_log::note(work, "team_removed", Some(&module.key), Some(record), subject)
}

/// Upkeep: removes memberships that have ended, those of at most `limit` records; how many. They count for nothing
/// without it too.
pub fn expire(work: &mut Work, limit: u32) -> Result<u64, Problem> {
    work.administrators_only()?;
    let now_ms = work.now_ms();
    Ok(work.tx.execute(sql(
        "DELETE FROM record_grant WHERE via = 0 AND until <= $1 \
         AND record IN (SELECT record FROM record_grant WHERE via = 0 AND until <= $1 LIMIT $2)",
        params![now_ms, i64::from(limit)],
    ))?)
}
