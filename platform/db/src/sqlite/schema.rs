//! A change of schema on SQLite: one transaction in the write lane.

use crate::driver::Driver;
use crate::error::Result;
use crate::schema::{SchemaPlan, Statement, statements};

/// Carries out what is left of `plan`, all or nothing.
pub(crate) fn change_schema(driver: &mut dyn Driver, plan: &SchemaPlan) -> Result<()> {
    driver.begin_write()?;
    let done = plan.steps.iter().try_for_each(|step| {
        let text = match statements(driver, step)? {
            None => return Ok(()),
            Some(Statement::Plain(text)) => text,
            Some(Statement::BuildIndex { head, tail, .. }) => format!("{head} {tail}"),
        };
        driver.batch(&text)
    });
    let done = done.and_then(|()| driver.commit());
    if done.is_err() {
        driver.rollback();
    }
    done
}
