//! Records in memory: cells in the order of their module's columns, and what a write does to them.

use std::collections::HashMap;
use std::sync::Arc;

use heyi_model::module::{DELETED_AT, ID, VERSION};
use heyi_model::{Module, RecordId, Value};

/// A record: its module and its cells.
#[derive(Debug, Clone)]
pub struct Record {
    /// The effective module.
    pub module: Arc<Module>,
    /// The cells, in the order of [`Module::columns`].
    pub cells: Box<[Value]>,
}

impl Record {
    /// An empty record.
    pub fn empty(module: &Arc<Module>) -> Self {
        Self { module: module.clone(), cells: vec![Value::Null; module.width()].into() }
    }
    /// Its id; 0 before it has one.
    pub fn id(&self) -> i64 {
        self.cells[ID].as_int().unwrap_or(0)
    }
    /// Its id as a [`RecordId`].
    pub fn record_id(&self) -> Option<RecordId> {
        RecordId::new(self.id())
    }
    /// Its version; 0 before it is written.
    pub fn version(&self) -> i64 {
        self.cells[VERSION].as_int().unwrap_or(0)
    }
    /// Is it in the recycle bin?
    pub fn is_deleted(&self) -> bool {
        !self.cells[DELETED_AT].is_null()
    }
    /// The first cell of a field; `Null` when the module has no such field.
    pub fn get(&self, field: &str) -> &Value {
        static NULL: Value = Value::Null;
        self.module.field(field).map_or(&NULL, |f| &self.cells[f.at])
    }
    /// The text of a field.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.get(field).as_text()
    }
    /// The integer of a field: a link's id, a date's days, a scaled number.
    pub fn int(&self, field: &str) -> Option<i64> {
        self.get(field).as_int()
    }
    /// The cell of a field's further column: `day` of a date-time, `base` of money; `Null` when there is none.
    pub fn cell(&self, field: &str, suffix: &str) -> &Value {
        static NULL: Value = Value::Null;
        self.module.field(field).and_then(|f| f.column(suffix)).map_or(&NULL, |(_, at)| &self.cells[at])
    }
    /// Sets all cells of a field, in the order of its columns; those that are not given become empty.
    pub fn set_cells(&mut self, field: &str, values: impl IntoIterator<Item = Value>) {
        if let Some(f) = self.module.field(field) {
            let mut values = values.into_iter();
            for cell in &mut self.cells[f.at..f.at + f.columns.len()] {
                *cell = values.next().unwrap_or(Value::Null);
            }
        }
    }
    /// Empties a field.
    pub fn clear(&mut self, field: &str) {
        self.set_cells(field, []);
    }
    /// Sets the first cell of a field. For fields of one column; the others are set through their type.
    pub fn set(&mut self, field: &str, value: impl Into<Value>) {
        if let Some(at) = self.module.field(field).map(|f| f.at) {
            self.cells[at] = value.into();
        }
    }
    /// Copies all cells of a field from another record of the module.
    pub fn copy(&mut self, field: &str, from: &Self) {
        if let Some(f) = self.module.field(field) {
            let range = f.at..f.at + f.columns.len();
            self.cells[range.clone()].clone_from_slice(&from.cells[range]);
        }
    }
}

/// One record of a set on its way through the pipeline.
#[derive(Debug, Clone)]
pub struct Change {
    /// What it was; `None` for a new record.
    pub old: Option<Record>,
    /// What it becomes.
    pub new: Record,
}

impl Change {
    /// Did the first cell of `field` change? A new record changes every field that has a value.
    pub fn changed(&self, field: &str) -> bool {
        match &self.old {
            Some(old) => old.get(field) != self.new.get(field),
            None => !self.new.get(field).is_null(),
        }
    }
    /// Is the record new?
    pub fn is_new(&self) -> bool {
        self.old.is_none()
    }
}

/// Records that links of a set point to, loaded with one statement per module.
#[derive(Debug, Default)]
pub struct Linked {
    pub(crate) records: HashMap<(Box<str>, i64), Record>,
    /// Small modules as a whole.
    pub(crate) tables: HashMap<Box<str>, Vec<Record>>,
}

impl FromIterator<Record> for Linked {
    fn from_iter<T: IntoIterator<Item = Record>>(records: T) -> Self {
        let mut linked = Self::default();
        for record in records {
            linked.tables.entry(record.module.key.clone()).or_default().push(record.clone());
            linked.records.insert((record.module.key.clone(), record.id()), record);
        }
        linked
    }
}

impl Linked {
    /// The record of `module` with `id`.
    pub fn record(&self, module: &str, id: i64) -> Option<&Record> {
        self.records.get(&(module.into(), id))
    }
    /// The cell `field` of the record that `link` of the new record points to.
    pub fn cell(&self, change: &Change, link: &str, field: &str) -> Value {
        let found = || {
            let id = change.new.int(link)?;
            let def = &change.new.module.field(link)?.def;
            let target = def.target.as_deref()?;
            Some(self.record(target, id)?.get(field).clone())
        };
        found().unwrap_or(Value::Null)
    }
}

impl heyi_model::Cells for Record {
    fn int(&self, column: usize) -> Option<i64> {
        self.cells.int(column)
    }
    fn text(&self, column: usize) -> Option<&str> {
        heyi_model::Cells::text(&*self.cells, column)
    }
    fn bool(&self, column: usize) -> Option<bool> {
        self.cells.get(column).and_then(Value::as_bool)
    }
    fn float(&self, column: usize) -> Option<f64> {
        self.cells.float(column)
    }
    fn bytes(&self, column: usize) -> Option<&[u8]> {
        self.cells.bytes(column)
    }
    fn is_null(&self, column: usize) -> bool {
        self.cells.get(column).is_none_or(Value::is_null)
    }
}
