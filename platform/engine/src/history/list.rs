//! The history of a record as the caller may see it.

use heyi_db::{Cells as _, Row, params, sql};
use heyi_model::module::FieldAccess;
use heyi_model::{Field, Label, Module, Problem, RecordId, Value, wire};
use serde_json::{Value as Json, json};

use super::append::HistoryKind;
use super::changes::{TAGS, cells};
use super::stored::{self, Told};
use crate::access::Action;
use crate::look::{self, Held, Names};
use crate::page::{self, Paging};
use crate::work::Work;

/// The entries of a record, newest first: who, when, what, and each field before and after with its label in the
/// caller's language. Hidden fields are left out (and so is a change of nothing else, also of a hidden owner), masked ones are
/// masked, links to records that the caller does not see are hidden; an erased value says `"erased": true`.
pub fn list(work: &mut Work, module: &str, id: RecordId, paging: &Paging) -> Result<Json, Problem> {
    let module = look::require(work, module, id, Action::Read)?;
    let (size, [before]) = (paging.size()?, paging.before()?);
    let mut rows = work.tx.all(sql(
        "SELECT seq, at, person, kind, version, changes FROM history \
         WHERE record = $1 AND module = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4",
        params![id, &*module.key, before, size as i64 + 1],
    ))?;
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).and_then(|row| row.int(0)).map(|seq| page::cursor(&[seq]));
    let entries: Vec<Read> = rows.iter().map(|row| Read::of(work, &module, row)).collect();
    let mut names = Names::default();
    for entry in &entries {
        names.want_person(work, entry.person);
        for change in &entry.changes {
            for side in change.sides.iter().flatten() {
                names.want_link(work, change.field, &Held(side), 0);
            }
        }
    }
    names.load(work)?;
    let entries = entries.iter().filter_map(|entry| entry.json(work, &module, &names)).collect();
    Ok(page::answer(entries, next))
}

/// An entry with its fields found in the module; hidden and unknown ones are gone.
struct Read<'m> {
    seq: i64,
    at: i64,
    person: Option<i64>,
    kind: String,
    version: i64,
    changes: Vec<FieldRead<'m>>,
    tags: Option<Told>,
}

struct FieldRead<'m> {
    field: &'m Field,
    /// The cells before and after; `None` when they were erased.
    sides: Option<[Vec<Value>; 2]>,
}

impl<'m> Read<'m> {
    fn of(work: &Work, module: &'m Module, row: &Row) -> Self {
        let rights = work.who().rights(module);
        let mut entry = Self {
            seq: row.int(0).unwrap_or_default(),
            at: row.int(1).unwrap_or_default(),
            person: row.int(2),
            kind: row.text(3).unwrap_or_default().to_owned(),
            version: row.int(4).unwrap_or_default(),
            changes: Vec::new(),
            tags: None,
        };
        for (key, told) in row.text(5).and_then(stored::read).into_iter().flatten() {
            if key == TAGS {
                entry.tags = Some(told);
                continue;
            }
            let Some(field) = module.field(&key).filter(|f| rights.field(f) != FieldAccess::Hidden) else { continue };
            let sides = match told {
                Told::Values { old, new, .. } => Some([cells(field, &old), cells(field, &new)]),
                Told::Erased(_) => None,
            };
            entry.changes.push(FieldRead { field, sides });
        }
        // That a record was given away is told by its owner: to whoever does not see that one it is a change like any other.
        if entry.kind == HistoryKind::Transfer.key() && !entry.changes.iter().any(|c| *c.field.key == *"owner") {
            HistoryKind::Update.key().clone_into(&mut entry.kind);
        }
        entry
    }

    fn json(&self, work: &Work, module: &Module, names: &Names) -> Option<Json> {
        let names_fields = matches!(HistoryKind::from_key(&self.kind), Some(HistoryKind::Reveal | HistoryKind::Erase));
        let of_fields = names_fields || [HistoryKind::Update.key(), HistoryKind::Derive.key()].contains(&&*self.kind);
        if of_fields && self.changes.is_empty() && self.tags.is_none() {
            return None;
        }
        let mut changes: Vec<Json> =
            self.changes.iter().map(|change| change.json(work, module, names, names_fields)).collect();
        if let Some(Told::Values { old, new, .. }) = &self.tags {
            let label = Label::new("标签", "Tags");
            changes.push(json!({"field": TAGS, "label": label.get(work.who().locale()), "old": old, "new": new}));
        }
        Some(json!({
            "id": self.seq.to_string(),
            "at": timestamp(self.at),
            "person": names.person(work, self.person),
            "kind": self.kind,
            "version": self.version,
            "changes": changes,
        }))
    }
}

impl FieldRead<'_> {
    fn json(&self, work: &Work, module: &Module, names: &Names, name_only: bool) -> Json {
        let label = self.field.def.label.get(work.who().locale());
        let mut json = json!({"field": &*self.field.key, "label": label});
        let Some(sides) = self.sides.as_ref() else {
            json["erased"] = true.into();
            return json;
        };
        if name_only {
            return json;
        }
        for (side, key, label_key) in [(&sides[0], "old", "old_label"), (&sides[1], "new", "new_label")] {
            let Some(shown) = look::shown(work, module, self.field, &Held(side), 0, names) else { continue };
            json[key] = shown.value;
            if let Some(label) = shown.label {
                json[label_key] = label.into();
            }
            if shown.masked {
                json["masked"] = true.into();
            }
        }
        json
    }
}

/// A moment as it is on the wire.
pub(crate) fn timestamp(ms: i64) -> Json {
    let mut out = Vec::with_capacity(26);
    wire::timestamp(&mut out, ms);
    serde_json::from_slice(&out).unwrap_or_default()
}
