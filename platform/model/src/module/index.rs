//! The indexes that a module's metadata asks for.

use super::Module;
use crate::Field;

/// An index of a module's table. Every one of them covers only records outside the recycle bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexDef {
    /// Its name, stable for the field it serves.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<String>,
    /// It guarantees that no two records have the same value.
    pub unique: bool,
}

impl Module {
    /// Every index that the module needs: sorting, unique keys, lookups, indexed fields, and what belongs to a person or department.
    ///
    /// An index that lists are walked along also holds what rights are tested by (owner and department) and the mark of the
    /// recycle bin: a row that is not seen then costs an entry of the index, 0.1 µs, and not a row, 3 µs. One that lists are
    /// filtered along holds the other [`Module::beside`] too, for lists that are filtered by several.
    pub fn indexes(&self) -> Vec<IndexDef> {
        let index = |suffix: &str, columns: &[&str], unique| IndexDef {
            name: format!("ix_{}_{suffix}", self.key),
            columns: columns.iter().map(|c| (*c).to_owned()).collect(),
            unique,
        };
        let tested: &[&str] =
            if self.def.owned { &["owner", "owner_department", "deleted_at"] } else { &["deleted_at"] };
        let mut indexes = Vec::new();
        if self.def.owned {
            indexes.push(index("owner", &["owner", "updated_at", "id", "owner_department", "deleted_at"], false));
            let by_department = ["owner_department", "updated_at", "id", "owner", "deleted_at"];
            indexes.push(index("owner_department", &by_department, false));
        }
        for field in &self.fields {
            if field.def.sortable {
                indexes.push(index(
                    &format!("{}_s", field.key),
                    &[&[field.sort_column(), "id"], tested].concat(),
                    false,
                ));
            }
            if let Some((column, _)) = field.column("key") {
                indexes.push(index(&format!("{}_u", field.key), &[column], true));
            }
            if let Some((column, _)) = field.column("company") {
                indexes.push(index(&format!("{}_c", field.key), &[column], false));
            }
            if field.ty.key() == "auto_number" {
                indexes.push(index(&format!("{}_u", field.key), &[&field.columns[0]], true));
            } else if is_by_change(field) {
                let beside = self.beside().filter(|column| **column != *field.columns[0]);
                let columns = [&[&*field.columns[0], "updated_at", "id"], tested].concat().into_iter().chain(beside);
                let columns: Vec<&str> = columns.collect();
                indexes.push(index(&format!("{}_i", field.key), &columns, false));
            }
        }
        indexes
    }
    /// The columns of choices and regions that lists are filtered by, the first [`BESIDE`]: each index that lists are filtered
    /// along holds them all.
    pub fn beside(&self) -> impl Iterator<Item = &str> {
        let short = |field: &&Field| is_by_change(field) && matches!(field.ty.key(), "choice" | "region");
        self.fields.iter().filter(short).take(BESIDE).map(|field| &*field.columns[0])
    }
    /// Is there an index on this column in which the records of one value follow by their last change?
    pub fn is_by_change(&self, column: &str) -> bool {
        let placed = self.def.owned && matches!(column, "owner" | "owner_department");
        placed || self.fields.iter().any(|field| *field.columns[0] == *column && is_by_change(field))
    }
}

/// So many short columns stand beside another in its index, some 10 bytes each.
const BESIDE: usize = 5;

/// A field that lists are filtered by and not sorted: within one value the newest change comes first, as in a list
/// without an order of its own.
fn is_by_change(field: &Field) -> bool {
    let link = field.ty.target(&field.def).is_some() && !field.system;
    let sorted = field.def.sortable && field.sort_column() == &*field.columns[0];
    (link || field.def.indexed) && !sorted && field.ty.key() != "auto_number"
}
