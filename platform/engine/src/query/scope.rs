//! Whose rights a read is under, and the joins that its paths through lookups need.

use std::sync::Arc;

use heyi_db::Dialect;
use heyi_model::field::Target;
use heyi_model::filter::Path;
use heyi_model::module::FieldAccess;
use heyi_model::{Code, ColumnKind, Fault, Field, Module, Problem};
use sea_query::{BinOper, Cond, Expr, ExprTrait, JoinType, SelectStatement};

use crate::access::{Action, Reach, Who, tested};
use crate::snapshot::Snapshot;
use crate::work::Work;

/// The alias of the module that is read.
pub(super) const ROOT: &str = "r";

/// One read: the module, the caller, and the joins collected so far.
pub(super) struct Scope {
    pub snapshot: Arc<Snapshot>,
    pub who: Who,
    pub module: Arc<Module>,
    pub dialect: Dialect,
    pub now_ms: i64,
    pub today: i32,
    joins: Vec<Join>,
}

/// A join to the record that a lookup points to, as far as the caller sees it.
struct Join {
    parent: Box<str>,
    column: Box<str>,
    alias: Box<str>,
    module: Arc<Module>,
    /// Only the name of a person or department is used, which everybody sees.
    open: bool,
}

/// What a path leads to.
pub(super) struct Place {
    /// The alias of the table that has it.
    pub alias: Box<str>,
    /// The module of that table.
    pub module: Arc<Module>,
    /// What of it.
    pub what: What,
}

/// The end of a path.
pub(super) enum What {
    /// The field at this index of its module.
    Field(usize),
    /// The id.
    Id,
    /// The tags.
    Tags,
}

impl Scope {
    /// A read of `module` by whoever `work` is for. 404 when there is no such module, 403 when no role reads it.
    pub fn of(work: &Work, module: &str) -> Result<Self, Problem> {
        let scope = Self::on(work, work.module(module)?);
        if scope.who.rights(&scope.module).read.is_empty() {
            return Err(Problem::forbidden());
        }
        Ok(scope)
    }

    /// A read of `module`, whether or not a role reads it.
    pub fn on(work: &Work, module: Arc<Module>) -> Self {
        Self {
            snapshot: work.snapshot().clone(),
            who: work.who().clone(),
            module,
            dialect: work.tx.dialect(),
            now_ms: work.now_ms(),
            today: work.today(),
            joins: Vec::new(),
        }
    }

    /// What the caller reaches of `module`.
    pub fn reach(&self, module: &Module, action: Action) -> Reach {
        Reach::of(&self.snapshot, &self.who, module, action)
    }

    /// Follows a path. A field that the caller may not know of answers as one that does not exist.
    pub fn resolve(&mut self, path: &Path) -> Result<Place, Fault> {
        let unknown = || Fault::new(path.as_str(), Code::UnknownField);
        let keys: Vec<&str> = path.keys().collect();
        let (mut alias, mut module): (Box<str>, _) = (ROOT.into(), self.module.clone());
        for (at, key) in keys.iter().enumerate() {
            let last = at + 1 == keys.len();
            if last && matches!(*key, "id" | "tags") {
                if self.who.rights(&module).read.is_empty() {
                    return Err(unknown());
                }
                return Ok(Place { alias, module, what: if *key == "id" { What::Id } else { What::Tags } });
            }
            let index = module.field_index(key).ok_or_else(unknown)?;
            let field = &module.fields[index];
            let everybody = last && at > 0 && is_open_name(&module, field);
            match self.who.rights(&module).field(field) {
                _ if everybody => {}
                FieldAccess::Hidden => return Err(unknown()),
                FieldAccess::Masked => return Err(Fault::new(path.as_str(), Code::Masked)),
                FieldAccess::Read | FieldAccess::Write => {}
            }
            if last {
                return Ok(Place { alias, module, what: What::Field(index) });
            }
            let target = self.snapshot.target(field).ok_or_else(unknown)?.clone();
            let next = target.field(keys[at + 1]);
            let open = at + 2 == keys.len() && next.is_some_and(|f| is_open_name(&target, f));
            let column = field.columns[0].clone();
            alias = self.join(&alias, &column, &target, open);
            module = target;
        }
        Err(unknown())
    }

    /// The alias under which the visible record that `parent.column` points to is joined.
    pub fn join(&mut self, parent: &str, column: &str, module: &Arc<Module>, open: bool) -> Box<str> {
        let same = |j: &&Join| *j.parent == *parent && *j.column == *column && j.open == open;
        if let Some(join) = self.joins.iter().find(same) {
            return join.alias.clone();
        }
        let alias: Box<str> = format!("j{}", self.joins.len() + 1).into();
        let join =
            Join { parent: parent.into(), column: column.into(), alias: alias.clone(), module: module.clone(), open };
        self.joins.push(join);
        alias
    }

    /// Adds the joins collected so far to a statement whose table is [`ROOT`].
    pub fn add_joins(&self, select: &mut SelectStatement) {
        for join in &self.joins {
            self.left_join(select, &join.parent, &join.column, &join.alias, &join.module, join.open);
        }
    }

    /// Joins the record that `parent.column` points to. Without `open` a record that the caller does not see, or that is in
    /// the recycle bin, is not joined.
    ///
    /// The column is hidden from the planner: the table that is read is always the outer one.
    pub fn left_join(
        &self,
        select: &mut SelectStatement,
        parent: &str,
        column: &str,
        alias: &str,
        module: &Module,
        open: bool,
    ) {
        let link = hidden(parent, column, ColumnKind::Int);
        let mut on = Cond::all().add(col(alias, "id").eq(link));
        if !open {
            on = on.add(col(alias, "deleted_at").is_null());
            if let Some(seen) = tested(&module.key, alias, &self.reach(module, Action::Read), self.now_ms) {
                on = on.add(seen);
            }
        }
        select.join_as(JoinType::LeftJoin, module.key.to_string(), alias.to_owned(), on);
    }
}

/// Is it the name of a person or department, which every signed-in person sees?
pub(super) fn is_open_name(module: &Module, field: &Field) -> bool {
    module.def.directory.is_some() && field.key == module.name_field().key
}

/// Does the field point to a person or department, whose names every signed-in person sees?
pub(super) fn is_open_link(snapshot: &Snapshot, field: &Field) -> bool {
    matches!(field.ty.target(&field.def), Some(Target::Person | Target::Department))
        || snapshot.target(field).is_some_and(|m| m.def.directory.is_some())
}

/// A column of a table.
pub(super) fn col(alias: &str, column: &str) -> Expr {
    Expr::col((alias.to_owned(), column.to_owned()))
}

/// A column of which the planner uses no index: `column + 0`, `column || ''`.
pub(super) fn hidden(alias: &str, column: &str, kind: ColumnKind) -> Expr {
    let plain = col(alias, column);
    match kind {
        ColumnKind::Int | ColumnKind::Date => plain.add(Expr::cust("0")),
        ColumnKind::Text => plain.binary(BinOper::Custom("||"), Expr::cust("''")),
        ColumnKind::Bool | ColumnKind::Json | ColumnKind::Bytes | ColumnKind::Float => plain,
    }
}

/// The condition does not hold: conditions are two-valued, what is empty does not meet them. (sea-query writes `IS NOT
/// TRUE` in a way that PostgreSQL does not read after a LIKE.)
pub(super) fn untrue(condition: Expr) -> Expr {
    Expr::case(condition, Expr::cust("FALSE")).finally(Expr::cust("TRUE")).into()
}
