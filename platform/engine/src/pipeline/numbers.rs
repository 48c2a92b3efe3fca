//! Auto-numbers, drawn as the last step before the write, so that a refused record leaves no gap.

use heyi_model::Problem;

use super::set::Set;
use crate::Work;

/// Draws the numbers of new records: one draw per field for the whole set.
pub(super) fn draw(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    let module = set.module.clone();
    let snapshot = work.snapshot.clone();
    let now = work.now_ms();
    let new = set.items.iter().filter(|i| i.change.is_new()).count();
    for field in module.fields.iter().filter(|f| f.ty.key() == "auto_number") {
        let Some(rule) = field.def.number.as_ref().filter(|_| new > 0) else { continue };
        let counter = format!("number:{}.{}:{}", module.key, field.key, rule.period_of(now, &snapshot.parse));
        let first = work.tx.sequence(&counter, new as i64)?;
        for (n, item) in (first..).zip(set.items.iter_mut().filter(|i| i.change.is_new())) {
            item.change.new.cells[field.at] = rule.format(n, now, &snapshot.parse).into();
        }
    }
    Ok(())
}
