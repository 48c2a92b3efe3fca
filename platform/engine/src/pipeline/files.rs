//! File fields: a record takes the files that its fields name.

use heyi_db::{params, sql};
use heyi_model::{Cells, Code, Problem};

use super::set::Set;
use crate::Work;

/// Checks that each newly named file is free and was sent by the caller, or belongs to this record already; fills in its
/// name and gives it to the record.
pub(super) fn claim(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    let module = set.module.clone();
    let person = work.person();
    for field in module.fields.iter().filter(|f| f.ty.key() == "file") {
        for item in set.items.iter_mut().filter(|i| i.change.changed(&field.key)) {
            let record = &mut item.change.new;
            let Some(file) = record.int(&field.key) else { continue };
            let found = work.tx.one(sql(
                "SELECT name, record, person FROM stored_file WHERE id = $1 AND deleted_at IS NULL",
                params![file],
            ))?;
            let name = found.and_then(|row| {
                let free =
                    row.int(1).is_none() && (person.is_none() || row.int(2) == person.map(heyi_model::RecordId::get));
                (free || row.int(1) == Some(record.id())).then(|| row.text(0).map(str::to_owned)).flatten()
            });
            match name {
                None => item.faults.push(field.fault(Code::UnknownFile)),
                Some(name) => {
                    let id = record.id();
                    record.cells[field.at + 1] = name.into();
                    work.tx.execute(sql(
                        "UPDATE stored_file SET module = $1, record = $2, field = $3 WHERE id = $4",
                        params![&*module.key, id, &*field.key, file],
                    ))?;
                }
            }
        }
    }
    set.refuse_faulty();
    Ok(())
}
