//! The shape of a record on the wire for one caller: which cells a statement selects, and how a row becomes JSON.
//!
//! A shape holds for an epoch, a module, a caller's rights and a list of fields, and is remembered for them.

use std::collections::HashSet;
use std::sync::Arc;

use heyi_db::{Cells, bind};
use heyi_model::module::FieldAccess;
use heyi_model::{Code, Fault, Field, Module, Problem, wire};
use sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};

use super::name::{Name, write_masked};
use super::scope::{ROOT, Scope, col, is_open_link};

/// Separate the tags of a record in one cell, and a tag from its label; no text holds them.
const TAG_END: char = '\u{1f}';
const TAG_LABEL: char = '\u{1e}';

/// Cells that only serve indexes, rules or sums: never part of a value's JSON.
const INNER: [&str; 5] = ["sort", "key", "company", "day", "base"];

/// How a record of a module is selected and written.
#[derive(Debug)]
pub(super) struct Shape {
    module: Arc<Module>,
    columns: Vec<Box<str>>,
    links: Vec<Link>,
    pieces: Vec<Piece>,
    name: Name,
    /// The end of each record: the list of masked fields.
    tail: Vec<u8>,
    tags: bool,
    width: usize,
}

/// The record that a link points to.
#[derive(Debug)]
struct Link {
    column: Box<str>,
    target: Arc<Module>,
    /// A person or department: the name is everybody's.
    open: bool,
    /// The first cell: the id of the visible target, then the cells of its name.
    at: usize,
    name: Name,
}

#[derive(Debug)]
enum Piece {
    /// A value, written by its type: index of the field, first cell.
    Value(Box<[u8]>, usize, usize),
    /// A masked value.
    Masked(Box<[u8]>, usize, usize),
    /// A link: cell of the id, index in `links`.
    Link(Box<[u8]>, usize, usize),
}

impl Shape {
    /// Compiles the shape; a name in `fields` that the caller may not know of does not exist.
    pub fn compile(scope: &Scope, fields: Option<&[String]>) -> Result<Self, Problem> {
        let module = scope.module.clone();
        let rights = scope.who.rights(&module);
        let wanted: Option<HashSet<&str>> = fields.map(|list| list.iter().map(String::as_str).collect());
        let known = |key: &str| {
            matches!(key, "id" | "name" | "version" | "tags" | "masked")
                || module.field(key).is_some_and(|f| rights.field(f) > FieldAccess::Hidden)
        };
        let strange = fields.into_iter().flatten().filter(|key| !known(key));
        let faults: Vec<Fault> =
            strange.map(|key| Fault::new(heyi_model::mask::shorten(key), Code::UnknownField)).collect();
        if !faults.is_empty() {
            return Err(Problem::invalid(faults));
        }
        let wants = |key: &str| wanted.as_ref().is_none_or(|w| w.contains(key));
        let mut columns: Vec<Box<str>> = vec!["id".into(), "version".into()];
        let name = Name::compile(&module, &rights, false, columns.len());
        columns.extend(name.columns(&module).into_iter().map(Box::from));
        let (mut pieces, mut masked, mut found) = (Vec::new(), Vec::new(), Vec::new());
        for (i, field) in module.fields.iter().enumerate() {
            let access = rights.field(field);
            let is_name = &*field.key == "name" && i == name.field;
            if access == FieldAccess::Masked && (wants(&field.key) || is_name) {
                masked.push(&*field.key);
            }
            if access == FieldAccess::Hidden || is_name || !wants(&field.key) {
                continue;
            }
            let at = columns.len();
            columns.extend(outer_columns(field).cloned());
            let key = format!(",\"{}\":", field.key).into_bytes().into_boxed_slice();
            match (access, scope.snapshot.target(field)) {
                (FieldAccess::Masked, _) => pieces.push(Piece::Masked(key, i, at)),
                (_, Some(target)) if field.ty.target(&field.def).is_some() => {
                    pieces.push(Piece::Link(key, at, found.len()));
                    found.push((field.columns[0].clone(), target.clone(), is_open_link(&scope.snapshot, field)));
                }
                _ => pieces.push(Piece::Value(key, i, at)),
            }
        }
        let mut width = columns.len();
        let mut links = Vec::new();
        for (column, target, open) in found {
            let name = Name::compile(&target, &scope.who.rights(&target), open, width + 1);
            links.push(Link { column, at: width, open, name, target });
            width += 1 + links.last().map_or(0, |link| link.name.columns(&link.target).len());
        }
        let mut tail = b",\"masked\":".to_vec();
        tail.extend(serde_json::to_vec(&masked).unwrap_or_default());
        tail.push(b'}');
        Ok(Self { module, columns, links, pieces, name, tail, tags: wants("tags"), width: width + 1 })
    }

    /// How many cells [`Shape::select`] takes; those that are selected afterwards begin here.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Adds the cells and the joins for them to a statement whose table is [`ROOT`].
    pub fn select(&self, scope: &Scope, select: &mut SelectStatement) {
        for column in &self.columns {
            select.column((ROOT, column.to_string()));
        }
        for (i, link) in self.links.iter().enumerate() {
            let alias = format!("l{i}");
            select.column((alias.clone(), "id"));
            for column in link.name.columns(&link.target) {
                select.column((alias.clone(), column.to_owned()));
            }
            scope.left_join(select, ROOT, &link.column, &alias, &link.target, link.open);
        }
        select.expr(if self.tags { tags_of(&self.module.key) } else { Expr::cust("NULL") });
    }

    /// Writes a row as a JSON object.
    pub fn write(&self, row: &dyn Cells, out: &mut Vec<u8>) {
        let id = row.int(0).unwrap_or_default();
        out.extend_from_slice(b"{\"id\":");
        wire::id(out, id);
        out.extend_from_slice(b",\"name\":");
        self.name.write(&self.module, row, id, out);
        out.extend_from_slice(b",\"version\":");
        wire::int(out, row.int(1).unwrap_or_default());
        for piece in &self.pieces {
            match piece {
                Piece::Value(key, i, at) => {
                    let field = &self.module.fields[*i];
                    out.extend_from_slice(key);
                    field.ty.write_json(field, row, *at, out);
                }
                Piece::Masked(key, i, at) => {
                    out.extend_from_slice(key);
                    write_masked(&self.module.fields[*i], row, *at, out);
                }
                Piece::Link(key, at, link) => {
                    out.extend_from_slice(key);
                    self.links[*link].write(row, *at, out);
                }
            }
        }
        if self.tags {
            write_tags(row.text(self.width - 1), out);
        }
        out.extend_from_slice(&self.tail);
    }
}

/// The cells of a field that make up its JSON.
pub(super) fn outer_columns(field: &Field) -> impl Iterator<Item = &Box<str>> {
    field.columns.iter().take_while(|c| c.rsplit_once("__").is_none_or(|(_, suffix)| !INNER.contains(&suffix)))
}

/// The tags of a record with their labels, as one text in no order: an order in the aggregate would make SQLite open a table
/// of its own for each read.
fn tags_of(module: &str) -> Expr {
    let list = format!("\"t\".\"tag\" || '{TAG_LABEL}' || \"t\".\"label\", '{TAG_END}'");
    let mut tags = Query::select();
    tags.expr(Func::cust("string_agg").arg(Expr::cust(list))).from_as("record_tag", "t");
    tags.and_where(col("t", "record").eq(col(ROOT, "id"))).and_where(col("t", "module").eq(bind(module)));
    Expr::SubQuery(None, Box::new(sea_query::SubQueryStatement::SelectStatement(tags)))
}

/// Writes the labels in the order of the tags.
fn write_tags(tags: Option<&str>, out: &mut Vec<u8>) {
    let mut tags: Vec<&str> = tags.into_iter().flat_map(|t| t.split(TAG_END)).collect();
    tags.sort_unstable();
    out.extend_from_slice(b",\"tags\":[");
    for (i, tag) in tags.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        wire::string(out, tag.split_once(TAG_LABEL).map_or(tag, |(_, label)| label));
    }
    out.push(b']');
}

impl Link {
    fn write(&self, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        let Some(id) = row.int(at) else {
            out.extend_from_slice(b"null");
            return;
        };
        if row.is_null(self.at) && !self.open {
            out.extend_from_slice(b"{\"id\":null,\"name\":null,\"hidden\":true}");
            return;
        }
        out.extend_from_slice(b"{\"id\":");
        wire::id(out, id);
        out.extend_from_slice(b",\"name\":");
        self.name.write_as_label(&self.target, row, id, out);
        out.push(b'}');
    }
}
