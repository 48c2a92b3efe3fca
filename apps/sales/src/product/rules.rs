//! Rules of products.

use heyi_engine::{Rule, RuleCx};
use heyi_model::{Code, Fault, wire};

use super::fields;

/// Two prices are compared in one currency only.
fn a_floor_price_is_not_above_the_price(cx: &mut RuleCx) -> Result<(), Fault> {
    let new = &cx.change.new;
    let touched = cx.change.changed(fields::PRICE) || cx.change.changed(fields::FLOOR_PRICE);
    let same = new.cell(fields::PRICE, "currency") == new.cell(fields::FLOOR_PRICE, "currency");
    match (new.int(fields::PRICE), new.int(fields::FLOOR_PRICE)) {
        (Some(price), Some(floor)) if touched && same && floor > price => {
            Err(Fault::new(fields::FLOOR_PRICE, Code::TooBig).with("max", wire::decimal_text(price, 4, 2)))
        }
        _ => Ok(()),
    }
}

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] =
    &[Rule::on_write("a_floor_price_is_not_above_the_price", a_floor_price_is_not_above_the_price)];
