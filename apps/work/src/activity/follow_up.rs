//! A follow-up moves the records that it is about.
//!
//! Whatever a lookup of an activity points to, and has the fields [`LAST`] and [`NEXT`], knows when it was last followed up
//! and when it is to be next. Which modules these are, the metadata says; their apps are not known here.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use heyi_engine::facts::Facts;
use heyi_engine::{Change, Record, Work, pipeline};
use heyi_model::{Module, Problem, Value};

use super::fields;
use super::rules::CLOCKS_DIFFER;

/// When a record was last followed up: a date-time.
const LAST: &str = "last_followed_up_at";
/// The day on which it is to be followed up next: a date, which people may set too.
const NEXT: &str = "next_follow_up_on";

/// What an activity says of a record that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub id: i64,
    /// When it happened, UTC milliseconds.
    pub at: i64,
    /// The day of it in the organisation's zone, days since 1970.
    pub day: i64,
    /// The day of the next follow-up.
    pub next: Option<i64>,
}

impl Said {
    fn by(activity: &Record) -> Option<Self> {
        let at = activity.int(fields::HAPPENED_AT)?;
        let day = activity.cell(fields::HAPPENED_AT, "day").as_int()?;
        Some(Self { id: activity.id(), at, day, next: activity.int(fields::NEXT_FOLLOW_UP_ON) })
    }
}

/// What the activities of a set said of one record before they were written, and what they say now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub before: Vec<Said>,
    pub now: Vec<Said>,
}

/// What a record knows of its follow-ups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub last: Option<i64>,
    pub next: Option<i64>,
}

impl Known {
    fn of(record: &Record) -> Self {
        Self { last: record.int(LAST), next: record.int(NEXT) }
    }
}

impl Told {
    /// Is the time that the record knows that of an activity which may have moved or gone, or is there none? Then the
    /// activities have to be asked.
    pub fn leaves_open(&self, known: Known) -> bool {
        known.last.is_none() || self.before.iter().any(|said| Some(said.at) == known.last)
    }

    /// What the record knows after the set; `newest` is its latest activity. A backdated one moves nothing.
    pub fn moves(&self, known: Known, newest: Option<Said>) -> Known {
        let open = self.leaves_open(known);
        let promised = known.next.is_some() && self.before.iter().any(|said| said.next == known.next);
        let Some(newest) = newest.filter(|said| open || Some(said.at) >= known.last) else {
            // Nothing is left of what the record knew, or nothing of the set concerns it.
            let gone = Known { last: None, next: known.next.filter(|_| !promised) };
            return if open { gone } else { known };
        };
        let next = match (self.now.contains(&newest), newest.next) {
            (true, Some(next)) => Some(next),
            // A day that has come is met by this follow-up; a later one still stands, unless this very activity named it.
            (true, None) => known.next.filter(|day| !promised && *day > newest.day),
            (false, next) if promised => next,
            (false, _) => known.next,
        };
        Known { last: Some(newest.at), next }
    }
}

/// Moves the last and the next follow-up of everything that the activities are about, one statement per kind of record.
pub(super) fn a_follow_up_moves_the_last_and_the_next_one(work: &mut Work, changes: &[Change]) -> Result<(), Problem> {
    let Some(activities) = changes.first().map(|change| change.new.module.clone()) else { return Ok(()) };
    for field in &activities.fields {
        let target = work.snapshot().target(field).cloned();
        let Some(target) = target.filter(|target| target.field(LAST).is_some() && target.field(NEXT).is_some()) else {
            continue;
        };
        let told = told(work.now_ms(), changes, &field.key);
        move_all(work, &activities, &field.key, &target, &told)?;
    }
    Ok(())
}

/// What the set says of each record that `link` points to. What is planned has not been said yet, what was planned when it
/// was last written had not, and what is deleted is said no more.
fn told(now_ms: i64, changes: &[Change], link: &str) -> BTreeMap<i64, Told> {
    let mut told: BTreeMap<i64, Told> = BTreeMap::new();
    for change in changes {
        let said = |record: &Record, written_at: i64| {
            let said = Said::by(record).filter(|said| !record.is_deleted() && said.at <= written_at + CLOCKS_DIFFER);
            record.int(link).zip(said)
        };
        let before = change.old.as_ref().and_then(|old| said(old, old.int("updated_at").unwrap_or(now_ms)));
        let now = said(&change.new, now_ms);
        if before == now {
            continue;
        }
        if let Some((id, said)) = before {
            told.entry(id).or_default().before.push(said);
        }
        if let Some((id, said)) = now {
            told.entry(id).or_default().now.push(said);
        }
    }
    told
}

fn move_all(
    work: &mut Work,
    activities: &Arc<Module>,
    link: &str,
    target: &Arc<Module>,
    told: &BTreeMap<i64, Told>,
) -> Result<(), Problem> {
    let ids: Vec<i64> = told.keys().copied().collect();
    if ids.is_empty() {
        return Ok(());
    }
    let known: HashMap<i64, Known> =
        Facts::of(work).records(target, &ids)?.iter().map(|record| (record.id(), Known::of(record))).collect();
    let open: Vec<i64> =
        ids.iter().copied().filter(|id| known.get(id).is_some_and(|k| told[id].leaves_open(*k))).collect();
    let until = work.now_ms() + CLOCKS_DIFFER;
    let asked = Facts::of(work).newest(activities, link, &open, fields::HAPPENED_AT, until)?;
    let mut moved: HashMap<i64, Known> = HashMap::new();
    for (id, known) in known {
        let told = &told[&id];
        let newest = if told.leaves_open(known) {
            asked.get(&id).and_then(Said::by)
        } else {
            told.now.iter().copied().max_by_key(|said| (said.at, said.id))
        };
        let then = told.moves(known, newest);
        if then != known {
            moved.insert(id, then);
        }
    }
    let ids: Vec<i64> = moved.keys().copied().collect();
    let zone = work.snapshot().parse.zone.clone();
    pipeline::derive(work, target, &ids, |record| {
        let Some(Known { last, next }) = moved.get(&record.id()).copied() else { return };
        match last {
            Some(at) => {
                let day = heyi_model::field::local_day(at, &zone);
                record.set_cells(LAST, [Value::Int(at), Value::Date(day)]);
            }
            None => record.clear(LAST),
        }
        record.set(NEXT, next.map_or(Value::Null, |day| Value::Date(day as i32)));
    })?;
    Ok(())
}
