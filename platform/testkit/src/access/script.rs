//! What happens to an organisation, step by step: the same steps go to the product and to the model.

use std::collections::BTreeMap;

use super::schema::{Kind, Name};
use super::share::{CriteriaShare, Member, OwnerShare};
use super::value::Cell;
use super::world::{Comment, Entry, File, Id, Role, Row, View, World};

/// The values of a record, by field.
pub type Cells = BTreeMap<&'static str, Cell>;

/// Values to set; `None` empties.
pub type Changes = Vec<(&'static str, Option<Cell>)>;

/// One step.
#[derive(Debug, Clone)]
pub enum Step {
    /// Time goes by, milliseconds.
    Wait(i64),
    /// The system makes records.
    Create(Name, Vec<Cells>),
    /// A person, or the system, changes records.
    Update(Option<Id>, Name, Vec<(Id, Changes)>),
    /// The system puts records into the recycle bin.
    Delete(Name, Vec<Id>),
    /// The system takes records out of it.
    Restore(Name, Vec<Id>),
    /// Roles are made, and each person's are set.
    Roles(Vec<Role>, BTreeMap<Id, Vec<usize>>),
    /// Groups are made.
    Groups(Vec<Vec<Id>>),
    /// Rules are made.
    OwnerShares(Vec<OwnerShare>),
    /// Rules are made and filled.
    CriteriaShares(Vec<CriteriaShare>),
    /// Teams are filled.
    Team(Vec<Member>),
    /// People comment: record, person, words.
    Comments(Vec<(Id, Id, String)>),
    /// The person hangs files on records: record, field, name, content.
    Files(Id, Vec<(Id, Option<&'static str>, String, String)>),
    /// A person saves views and shares them with everybody.
    Views(Id, Vec<View>),
    /// The records of people who moved follow them.
    Rehome,
}

impl World {
    /// Takes a step; `ids` are those that the product drew in it.
    pub fn take(&mut self, step: &Step, ids: &[Id]) {
        match step {
            Step::Wait(ms) => self.now += ms,
            Step::Create(module, records) => {
                for (cells, id) in records.iter().zip(ids) {
                    self.create(*module, cells.clone(), *id);
                }
            }
            Step::Update(person, _, edits) => {
                for (id, changes) in edits {
                    self.update(*person, *id, changes);
                }
            }
            Step::Delete(_, gone) => gone.iter().for_each(|id| self.bin(*id, true)),
            Step::Restore(_, back) => back.iter().for_each(|id| self.bin(*id, false)),
            Step::Roles(roles, held) => (self.roles, self.held) = (roles.clone(), held.clone()),
            Step::Groups(groups) => self.groups.clone_from(groups),
            Step::OwnerShares(rules) => self.owner_shares.extend(rules.iter().cloned()),
            Step::CriteriaShares(rules) => self.criteria_shares.extend(rules.iter().cloned()),
            Step::Team(members) => self.team.extend(members.iter().cloned()),
            Step::Comments(comments) => {
                for ((record, person, body), id) in comments.iter().zip(ids) {
                    let comment = Comment { id: *id, record: *record, person: *person, body: body.clone() };
                    self.comments.push(comment);
                }
            }
            Step::Files(person, files) => {
                for ((record, field, name, content), id) in files.iter().zip(ids) {
                    let (name, content) = (name.clone(), content.clone());
                    self.files.push(File { id: *id, record: *record, name: name.clone(), field: *field, content });
                    if let Some(field) = field {
                        self.update(Some(*person), *record, &vec![(*field, Some(Cell::File(*id, name)))]);
                    }
                }
            }
            Step::Views(_, views) => self.views.extend(views.iter().cloned()),
            Step::Rehome => self.rehome(),
        }
    }

    fn create(&mut self, module: Name, mut cells: Cells, id: Id) {
        if module == Name::Gadgets {
            self.numbers += 1;
            cells.insert("number", Cell::Text(format!("G202611-{:04}", self.numbers)));
        }
        let changes = cells.iter().map(|(key, cell)| (*key, None, Some(cell.clone()))).collect();
        self.history.push(Entry { record: id, version: 1, kind: "create", person: None, changes });
        for at in ["created_at", "updated_at"] {
            cells.insert(at, Cell::Moment(self.now));
        }
        let row = Row { id, module, version: 1, deleted: false, cells };
        self.rows.push(row);
        self.place(id);
    }

    /// An owned record names the department that its owner has now.
    fn place(&mut self, id: Id) {
        let owner = self.row(id).filter(|row| row.module.is_owned()).map(|row| row.link("owner"));
        if let Some(owner) = owner {
            let department = owner.and_then(|owner| self.department_of(owner)).map(Cell::Link);
            self.change(id, |row| row.put("owner_department", department));
        }
    }

    fn change(&mut self, id: Id, change: impl FnOnce(&mut Row)) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.id == id) {
            change(row);
        }
    }

    fn update(&mut self, person: Option<Id>, id: Id, changes: &Changes) {
        let Some(row) = self.row(id) else { return };
        let module = row.module;
        let changed: Vec<_> = changes
            .iter()
            .map(|(key, cell)| (*key, row.cell(key).cloned(), cell.clone()))
            .filter(|(_, old, new)| old != new)
            .collect();
        if changed.is_empty() {
            return;
        }
        let now = self.now;
        let given = changed.iter().any(|(key, ..)| *key == "owner");
        if module == Name::Persons && changed.iter().any(|(key, ..)| *key == "unit") {
            self.moved.insert(id);
        }
        let written = changed.clone();
        self.change(id, |row| {
            row.version += 1;
            written.into_iter().for_each(|(key, _, cell)| row.put(key, cell));
            row.put("updated_at", Some(Cell::Moment(now)));
            row.put("updated_by", person.map(Cell::Link));
        });
        if given {
            self.place(id);
        }
        let version = self.row(id).map_or(0, |row| row.version);
        let kind = if given { "transfer" } else { "update" };
        self.history.push(Entry { record: id, version, kind, person, changes: changed });
    }

    fn bin(&mut self, id: Id, deleted: bool) {
        let now = self.now;
        self.change(id, |row| {
            row.version += 1;
            row.deleted = deleted;
            row.put("updated_at", Some(Cell::Moment(now)));
            row.put("updated_by", None);
        });
        let version = self.row(id).map_or(0, |row| row.version);
        let kind = if deleted { "delete" } else { "restore" };
        self.history.push(Entry { record: id, version, kind, person: None, changes: Vec::new() });
    }

    fn rehome(&mut self) {
        let moved = std::mem::take(&mut self.moved);
        let theirs = self.rows.iter().filter(|row| row.link("owner").is_some_and(|owner| moved.contains(&owner)));
        let theirs: Vec<Id> = theirs.map(|row| row.id).collect();
        theirs.into_iter().for_each(|id| self.place(id));
    }
}

impl Kind {
    /// A value as a writer gives it.
    pub fn draft(self, cell: Option<&Cell>) -> serde_json::Value {
        match cell {
            None => serde_json::Value::Null,
            Some(Cell::File(id, _)) => id.to_string().into(),
            cell => self.wire(cell),
        }
    }
}
