//! What is computed of a group, exactly: sums and counts in SQL, quotients in Rust.

use std::sync::Arc;

use heyi_db::{Cells, Dialect, Row};
use heyi_model::field::Measure;
use heyi_model::{Code, Fault, Module, Problem, wire};
use sea_query::{Expr, ExprTrait, Func, SelectStatement};

use super::aggregate::link_id;
use super::order::order_by;
use super::request::{Function, MeasureKey};
use super::scope::{Scope, What, col};

/// A compiled measure.
pub(super) struct Measured {
    function: Function,
    /// What is measured; nothing for the number of records.
    column: Option<Expr>,
    unit: Unit,
}

/// How a number is written.
enum Unit {
    /// A JSON number.
    Whole,
    /// A decimal of `scale` inside, `shown` on the wire.
    Decimal { scale: u8, shown: u8 },
    /// A value of the field at this index.
    Value(Arc<Module>, usize),
}

impl Measured {
    /// Compiles a measure, or says what is wrong with it.
    pub fn compile(scope: &mut Scope, measure: &MeasureKey) -> Result<Self, Fault> {
        let function = measure.function;
        let Some(path) = &measure.path else {
            return match function {
                Function::Count => Ok(Self { function, column: None, unit: Unit::Whole }),
                _ => Err(Fault::new("measures", Code::InvalidParameter)),
            };
        };
        let refuse = || Fault::new(path.as_str(), Code::NotSummable);
        let place = scope.resolve(path)?;
        let counts = matches!(function, Function::Count | Function::CountDistinct);
        let i = match place.what {
            What::Field(i) => i,
            What::Id if counts => {
                return Ok(Self { function, column: Some(col(&place.alias, "id")), unit: Unit::Whole });
            }
            What::Id | What::Tags => return Err(refuse()),
        };
        let field = &place.module.fields[i];
        if counts {
            let target = scope.snapshot.target(field).filter(|_| field.ty.target(&field.def).is_some()).cloned();
            let column = match target {
                Some(target) => link_id(scope, &place.alias, field, &target),
                None if function == Function::CountDistinct
                    && !field.ty.groupable()
                    && field.ty.measure(&field.def).is_none() =>
                {
                    return Err(refuse());
                }
                None => col(&place.alias, &field.columns[0]),
            };
            return Ok(Self { function, column: Some(column), unit: Unit::Whole });
        }
        let sums = matches!(function, Function::Sum | Function::Avg);
        let (suffix, unit) = match field.ty.measure(&field.def).ok_or_else(refuse)? {
            Measure::Scaled { suffix, scale, shown } => (suffix, Unit::Decimal { scale, shown }),
            Measure::Whole => ("", Unit::Whole),
            Measure::Bounds if !sums => ("", Unit::Value(place.module.clone(), i)),
            Measure::Bounds => return Err(refuse()),
        };
        let (column, _) = field.column(suffix).ok_or_else(refuse)?;
        Ok(Self { function, column: Some(col(&place.alias, column)), unit })
    }

    /// The expressions of its cells.
    fn cells(&self) -> Vec<Expr> {
        let Some(column) = &self.column else { return vec![Expr::cust("count(*)")] };
        let column = || column.clone();
        // The sum of many BIGINTs is a NUMERIC on PostgreSQL.
        let sum = || Expr::expr(Func::sum(column())).cast_as("BIGINT");
        match self.function {
            Function::Count => vec![Func::count(column()).into()],
            Function::CountDistinct => vec![Func::count_distinct(column()).into()],
            Function::Min => vec![Func::min(column()).into()],
            Function::Max => vec![Func::max(column()).into()],
            Function::Sum => vec![sum()],
            Function::Avg => vec![sum(), Func::count(column()).into()],
        }
    }

    /// Adds its cells to what a statement gives.
    pub fn select(&self, select: &mut SelectStatement) {
        select.exprs(self.cells());
    }

    /// Orders groups by it. An average is compared by its whole part and four decimals of the rest.
    pub fn order(&self, select: &mut SelectStatement, desc: bool, dialect: Dialect) {
        let mut cells = self.cells();
        let (Function::Avg, Some(count)) = (self.function, cells.pop().filter(|_| self.function == Function::Avg))
        else {
            for cell in self.cells() {
                order_by(select, cell, desc, dialect);
            }
            return;
        };
        let none = || Expr::cust("0");
        let count = || Expr::expr(Func::cust("nullif").arg(count.clone()).arg(none()));
        let sum = || cells[0].clone();
        order_by(select, sum().div(count()), desc, dialect);
        order_by(select, sum().modulo(count()).mul(Expr::cust("10000")).div(count()), desc, dialect);
    }

    /// Writes its value from the cells of `row` at `at` and says how many there were.
    pub fn write(&self, row: &Row, at: usize, out: &mut Vec<u8>) -> Result<usize, Problem> {
        let cells = if self.function == Function::Avg { 2 } else { 1 };
        if let (Unit::Value(module, i), Function::Min | Function::Max) = (&self.unit, self.function) {
            module.fields[*i].ty.write_json(&module.fields[*i], row, at, out);
            return Ok(cells);
        }
        let Some(n) = row.int(at) else {
            out.extend_from_slice(b"null");
            return Ok(cells);
        };
        let (scale, shown) = match self.unit {
            Unit::Decimal { scale, shown } => (scale, shown),
            Unit::Whole | Unit::Value(..) => (0, 0),
        };
        let (n, scale) = match (self.function, row.int(at + 1)) {
            (Function::Avg, Some(count)) if count > 0 => {
                let divisor = i128::from(count) * 10_i128.pow(u32::from(scale.saturating_sub(shown)));
                let n = wire::round_div(i128::from(n), divisor);
                (i64::try_from(n).map_err(|_| Problem::field("measures", Code::Overflow))?, Ord::min(shown, scale))
            }
            _ => (n, scale),
        };
        match self.unit {
            Unit::Decimal { .. } => wire::string(out, &wire::decimal_text(n, scale, shown)),
            Unit::Whole | Unit::Value(..) => wire::int(out, n),
        }
        Ok(cells)
    }
}
