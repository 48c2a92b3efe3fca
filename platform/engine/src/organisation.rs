//! Settings of the organisation, and its apps.

use heyi_model::Problem;
use serde_json::Value as Json;

use crate::Work;

/// The settings: `{name, zone, currency, region, session_days, session_idle_hours}`.
pub fn get(work: &mut Work) -> Result<Json, Problem> {
    let _ = work;
    Err(Problem::internal("not written yet"))
}

/// Changes settings. Administrators only.
pub fn set(work: &mut Work, change: &Json) -> Result<(), Problem> {
    let _ = (work, change);
    Err(Problem::internal("not written yet"))
}

/// Every app: `[{key, label, base, on, modules}]`.
pub fn apps(work: &mut Work) -> Result<Vec<Json>, Problem> {
    let _ = work;
    Err(Problem::internal("not written yet"))
}

/// Switches an app on or off and says what is hidden or shown by it; a `dry_run` only says. Administrators only.
pub fn switch_app(work: &mut Work, app: &str, on: bool, dry_run: bool) -> Result<Json, Problem> {
    let _ = (work, app, on, dry_run);
    Err(Problem::internal("not written yet"))
}
