//! With whom people share their views.
//!
//! A view is shared with what its owner knows: people and departments that the owner sees, groups and roles that the owner is
//! in; an administrator shares with any. Sharing shows the view, never a record: whoever opens it sees what rights allow.

use std::collections::HashMap;

use heyi_db::{Cells as _, ColumnKind, Value, bind, params, sql};
use heyi_model::module::Directory;
use heyi_model::{Code, Fault, Module, Problem, RecordId};
use sea_query::{Cond, Expr, ExprTrait as _, Order, Query, SelectStatement};
use serde_json::{Value as Json, json};

use super::{Def, Origin};
use crate::access::Action;
use crate::look::Names;
use crate::sharing::subject;
use crate::{Work, access_log, query};

/// Most subjects of one view.
const MOST_SUBJECTS: usize = 50;

/// The saved views of a module that are the person's own, everybody's, or shared with one of these subjects.
pub(super) fn readable(module: &str, person: i64, subjects: &[i64]) -> SelectStatement {
    let mut given = Query::select();
    given.column("view").from("saved_view_share");
    given.and_where(Expr::col("subject").is_in(subjects.iter().map(|subject| bind(*subject))));
    let mut select = Query::select();
    select
        .columns(["id", "def", "shared", "person"])
        .from("saved_view")
        .and_where(Expr::col("module").eq(bind(module)))
        .cond_where(
            Cond::any()
                .add(Expr::col("person").eq(bind(person)))
                .add(Expr::col("shared").eq(bind(true)))
                .add(Expr::col("id").in_subquery(given)),
        )
        .order_by("position", Order::Asc)
        .order_by("id", Order::Asc);
    select
}

/// Shares a view with these subjects and with nobody else.
pub(super) fn set(work: &mut Work, module: &Module, view: RecordId, with: &[Json]) -> Result<(), Problem> {
    if with.len() > MOST_SUBJECTS {
        return Err(Fault::new("shared_with", Code::TooManyItems).with("max", MOST_SUBJECTS).into());
    }
    let mut ids = Vec::new();
    for json in with {
        let id = subject::read(work, "shared_with", Some(json))??;
        if !knows(work, id)? {
            return Err(Fault::new("shared_with", Code::UnknownSubject).into());
        }
        ids.push(id);
    }
    ids.sort_unstable();
    ids.dedup();
    forget_view(work, view)?;
    let rows: Vec<[Value; 2]> = ids.iter().map(|id| [Value::from(view), Value::from(*id)]).collect();
    work.tx.insert_many("saved_view_share", &["view", "subject"], &[ColumnKind::Int, ColumnKind::Int], &rows)?;
    access_log::note(work, "view_shared", Some(&module.key), None, &json!({"view": view, "with": ids.len()}))
}

/// Does the caller know of the subject?
fn knows(work: &mut Work, id: i64) -> Result<bool, Problem> {
    if work.who().is_admin() || work.caller()?.subjects.contains(&id) {
        return Ok(true);
    }
    let snapshot = work.snapshot.clone();
    let kind = match id {
        _ if snapshot.directory.is_person(id) => Directory::Person,
        _ if snapshot.directory.is_department(id) => Directory::Department,
        _ => return Ok(false),
    };
    let Some(module) = snapshot.directory_module(kind) else { return Ok(false) };
    Ok(query::visible_ids(work, module, &[id], Action::Read)?.contains(&id))
}

/// The view is shared with nobody any more.
pub(super) fn forget_view(work: &mut Work, view: RecordId) -> Result<(), Problem> {
    work.tx.execute(sql("DELETE FROM saved_view_share WHERE view = $1", params![view]))?;
    Ok(())
}

/// The subject is gone: no view is shared with it.
pub(crate) fn forget_subject(work: &mut Work, subject: i64) -> Result<(), Problem> {
    work.tx.execute(sql("DELETE FROM saved_view_share WHERE subject = $1", params![subject]))?;
    Ok(())
}

/// Who shares views with whom, as the caller may know it.
pub(super) struct People {
    with: HashMap<RecordId, Vec<i64>>,
    subjects: HashMap<i64, Json>,
    owners: Names,
}

impl People {
    /// `[{kind, id, name}]` of an own view.
    pub fn shared_with(&self, view: RecordId) -> Json {
        self.with.get(&view).into_iter().flatten().filter_map(|id| self.subjects.get(id)).cloned().collect()
    }
    /// `{id, name}` of whoever shared a view; without a name when the caller does not see that person.
    pub fn owner(&self, work: &Work, owner: i64) -> Json {
        self.owners.person(work, Some(owner))
    }
}

/// Loads the people of these views: two statements, and one for each kind of subject.
pub(super) fn people(work: &mut Work, views: &[(Origin, Def)]) -> Result<People, Problem> {
    let mut owners = Names::default();
    let mut own = Vec::new();
    for (origin, _) in views {
        match origin {
            Origin::Own(id) => own.push(*id),
            Origin::Given { owner, .. } => owners.want_person(work, Some(*owner)),
            Origin::System(_) | Origin::Everyones(_) => {}
        }
    }
    owners.load(work)?;
    let mut with: HashMap<RecordId, Vec<i64>> = HashMap::new();
    if !own.is_empty() {
        let mut select = Query::select();
        select.columns(["view", "subject"]).from("saved_view_share");
        select.and_where(Expr::col("view").is_in(own.iter().map(|id| bind(*id))));
        select.order_by("view", Order::Asc).order_by("subject", Order::Asc);
        for row in work.tx.all(&select)? {
            if let Some(view) = row.int(0).and_then(RecordId::new) {
                with.entry(view).or_default().extend(row.int(1));
            }
        }
    }
    let named: Vec<i64> = with.values().flatten().copied().collect();
    let subjects = if named.is_empty() { HashMap::new() } else { subject::describe(work, named)? };
    Ok(People { with, subjects, owners })
}
