//! What a record is called, as far as the caller may know.

use heyi_db::Cells;
use heyi_model::module::FieldAccess;
use heyi_model::{Field, Module, wire};
use sea_query::SelectStatement;

use super::scope::{ROOT, Scope, is_open_name};
use crate::access::ModuleRights;

/// How a record is called: the cells of its name and what may be read of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    /// The index of the name's field in its module.
    pub field: usize,
    access: FieldAccess,
    /// The cell of the name; then, when it is read, that of the external id.
    at: usize,
    external: Option<usize>,
}

/// A masked value; what is empty stays empty.
pub(super) fn write_masked(field: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
    if row.is_null(at) {
        out.extend_from_slice(b"null");
    } else {
        wire::string(out, &field.ty.mask(&field.ty.text(field, row, at)));
    }
}

impl Name {
    /// Compiles it for a row in which its cells begin at `at`; with `open` the names of persons and departments are everybody's.
    pub fn compile(module: &Module, rights: &ModuleRights, open: bool, at: usize) -> Self {
        let field = module.name_field();
        let access = if open && is_open_name(module, field) { FieldAccess::Read } else { rights.field(field) };
        let external = module.field("external_id").filter(|f| rights.reads(f) && f.key != field.key);
        let index = module.field_index(&field.key).unwrap_or_default();
        Self { field: index, access, at, external: external.map(|_| at + 1) }
    }

    /// The columns, to be selected one after the other from its cell on.
    pub fn columns<'m>(&self, module: &'m Module) -> Vec<&'m str> {
        let mut columns = vec![&*module.fields[self.field].columns[0]];
        if self.external.is_some() {
            columns.push("external_id");
        }
        columns
    }

    /// The name as the caller may read it; without one the external id, else the id.
    pub fn write(&self, module: &Module, row: &dyn Cells, id: i64, out: &mut Vec<u8>) {
        match (self.access, row.is_null(self.at)) {
            (FieldAccess::Masked, false) => write_masked(&module.fields[self.field], row, self.at, out),
            (FieldAccess::Read | FieldAccess::Write, false) => wire::string(out, row.text(self.at).unwrap_or_default()),
            _ => match self.external.and_then(|at| row.text(at)) {
                Some(external) => wire::string(out, external),
                None => wire::id(out, id),
            },
        }
    }

    /// The same for a link, where a name that is hidden is told to be unknown.
    pub fn write_as_label(&self, module: &Module, row: &dyn Cells, id: i64, out: &mut Vec<u8>) {
        if self.access == FieldAccess::Hidden {
            out.extend_from_slice(b"null");
        } else {
            self.write(module, row, id, out);
        }
    }
}

/// The columns and the reading of a record's name, for lists of labels.
pub(super) struct Label(Name);

impl Label {
    /// The label of records of `module`: that of a person or department is everybody's.
    pub fn of(scope: &Scope, module: &Module) -> Self {
        Self(Name::compile(module, &scope.who.rights(module), module.def.directory.is_some(), 1))
    }
    /// Selects the id and the cells of the name from [`ROOT`].
    pub fn select(&self, module: &Module, select: &mut SelectStatement) {
        select.column((ROOT, "id"));
        for column in self.0.columns(module) {
            select.column((ROOT, column.to_owned()));
        }
    }
    /// The id and the name in a row; no name when it is hidden.
    pub fn read(&self, module: &Module, row: &dyn Cells) -> (i64, Option<String>) {
        let id = row.int(0).unwrap_or_default();
        if self.0.access == FieldAccess::Hidden {
            return (id, None);
        }
        let mut json = Vec::new();
        self.0.write(module, row, id, &mut json);
        (id, serde_json::from_slice(&json).ok())
    }
}
