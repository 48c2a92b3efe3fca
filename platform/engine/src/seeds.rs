//! Records that a new organisation begins with: the default pipeline and its stages, so that it is usable at once.

use heyi_db::{Ctx, params, sql};
use heyi_model::{Cells, Problem, Value};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::pipeline::{self, Draft, Origin};
use crate::{Engine, System};

/// Where the organisation notes what was planted.
const PLANTED: &str = "planted";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Records {
    records: Vec<Map<String, Json>>,
}

/// Plants what was not planted yet. What people changed or deleted since is not touched: a seed is planted once.
pub(crate) fn plant(engine: &Engine) -> Result<(), Problem> {
    let seeds: Vec<_> = engine.apps().iter().flat_map(|a| a.seeds.iter().copied()).collect();
    if seeds.is_empty() {
        return Ok(());
    }
    engine.write_blocking(System::maintenance(), Ctx::slow(), move |work| {
        let row = work.tx.one(sql("SELECT value FROM organisation WHERE name = $1", params![PLANTED]))?;
        let mut planted: Vec<String> = row.and_then(|r| serde_json::from_str(r.text(0)?).ok()).unwrap_or_default();
        let before = planted.len();
        for seed in &seeds {
            if planted.iter().any(|p| p == seed.module) {
                continue;
            }
            let faulty = |e: String| Problem::internal(format!("the seed of {}: {e}", seed.module));
            let records: Records = toml::from_str(seed.toml).map_err(|e| faulty(e.to_string()))?;
            let drafts = records.records.into_iter().map(Draft).collect();
            for outcome in pipeline::create(work, seed.module, drafts, Origin::System)? {
                outcome.map_err(|p| faulty(p.to_string()))?;
            }
            planted.push(seed.module.to_owned());
        }
        if planted.len() > before {
            let json = Value::Json(serde_json::to_string(&planted).map_err(Problem::internal)?.into());
            work.tx.execute(sql(
                "INSERT INTO organisation (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                vec![Value::from(PLANTED), json],
            ))?;
        }
        Ok(())
    })
}
