//! Checks that every module has: required fields, and amounts in the organisation's currency.

use std::collections::BTreeSet;

use heyi_db::{params, sql};
use heyi_model::{Cells, Code, Problem, Value, wire};

use super::set::Set;
use crate::Work;

/// A required field has a value: in a new record, and wherever a change empties it.
pub(super) fn required(set: &mut Set) {
    let module = set.module.clone();
    let needed: Vec<_> = module.fields.iter().filter(|f| f.def.required).collect();
    for item in &mut set.items {
        for field in &needed {
            let empty = f_is_empty(field, &item.change.new);
            let emptied = item.change.old.as_ref().is_none_or(|old| !f_is_empty(field, old));
            let told = item.faults.iter().any(|f| f.field == *field.key);
            let numbered = field.ty.key() == "auto_number";
            if empty && emptied && !told && !numbered {
                item.faults.push(field.fault(Code::Required));
            }
        }
    }
}

fn f_is_empty(field: &heyi_model::Field, record: &crate::Record) -> bool {
    field.cells(&record.cells).iter().all(Value::is_null)
}

/// Fills the base amount of money in a foreign currency at the rate of today, rounded half away from zero.
pub(super) fn money(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    let module = set.module.clone();
    let fields: Vec<_> = module.fields.iter().filter(|f| f.ty.key() == "money").collect();
    let open = |record: &crate::Record, at: usize| !record.cells[at].is_null() && record.cells[at + 2].is_null();
    let mut currencies = BTreeSet::new();
    for item in &set.items {
        for field in fields.iter().filter(|f| open(&item.change.new, f.at)) {
            currencies.extend(item.change.new.cells[field.at + 1].as_text().map(str::to_owned));
        }
    }
    let mut rates = std::collections::HashMap::new();
    for currency in currencies {
        let row = work.tx.one(sql(
            "SELECT rate FROM currency_rate WHERE currency = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1",
            params![currency.as_str(), Value::Date(work.today())],
        ))?;
        rates.insert(currency, row.and_then(|r| r.int(0)));
    }
    for item in &mut set.items {
        for field in &fields {
            if !open(&item.change.new, field.at) {
                continue;
            }
            let cells = &mut item.change.new.cells;
            let amount = i128::from(cells[field.at].as_int().unwrap_or(0));
            let currency = cells[field.at + 1].as_text().unwrap_or_default().to_owned();
            match rates.get(&currency).copied().flatten() {
                None => item.faults.push(field.fault(Code::NoExchangeRate).with("currency", currency)),
                Some(rate) => match i64::try_from(wire::round_div(amount * i128::from(rate), 10_000_000_000)) {
                    Ok(base) => cells[field.at + 2] = Value::Int(base),
                    Err(_) => item.faults.push(field.fault(Code::Overflow)),
                },
            }
        }
    }
    Ok(())
}
