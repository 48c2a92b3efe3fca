//! The list of apps. A new app is a line here.

use heyi_engine::App;

/// Every app, in the order in which people see them.
pub fn apps() -> Vec<App> {
    vec![heyi_team::app(), heyi_work::app(), heyi_customers::app(), heyi_sales::app()]
}

/// Every kind of job that this binary runs.
pub fn job_kinds() -> Vec<heyi_engine::jobs::JobKind> {
    heyi_engine::jobs::upkeep()
}
