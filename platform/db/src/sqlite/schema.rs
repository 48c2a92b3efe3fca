//! A change of schema on SQLite: one transaction in the write lane.

use crate::driver::Driver;
use crate::error::{DbError, Result};
use crate::schema::{SchemaPlan, Statement, statements};

/// Carries out what is left of `plan`, all or nothing.
pub(crate) fn change_schema(driver: &mut dyn Driver, plan: &SchemaPlan) -> Result<()> {
    driver.begin_write()?;
    let done = plan.steps.iter().try_for_each(|step| {
        match statements(driver, step)? {
            None => Ok(()),
            Some(Statement::Plain(text)) => driver.batch(&text),
            // While it is being built, SQLite cannot name the index that two rows violate.
            Some(Statement::BuildIndex { name, head, tail }) => {
                driver.batch(&format!("{head} {tail}")).map_err(|error| match error {
                    DbError::Unique { .. } => DbError::Unique { index: name },
                    other => other,
                })
            }
        }
    });
    let done = done.and_then(|()| driver.commit());
    if done.is_err() {
        driver.rollback();
    }
    done
}
