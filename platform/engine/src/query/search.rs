//! One search over several modules.

use heyi_model::{Code, Filter, Problem};
use serde_json::{Value as Json, json};

use super::hits;
use super::plan::Plan;
use super::reach::labels;
use super::scope::Scope;
use crate::work::Work;

/// Most hits of a module.
const MAX_HITS: u32 = 50;

/// Hits of `q` in several modules (`None`: in all that the caller reads), the best `limit` (1 to 50) of each; modules without a
/// hit are left out: `{"modules":[{"module","hits":[{"id","name","field"}],"more"}]}`. `field` is the one that answered.
pub fn search(work: &mut Work, q: &str, modules: Option<&[&str]>, limit: u32) -> Result<Json, Problem> {
    if limit == 0 || limit > MAX_HITS {
        return Err(Problem::field("limit", Code::InvalidParameter));
    }
    let named = match modules {
        Some(keys) => keys.iter().map(|key| work.module(key)).collect::<Result<Vec<_>, _>>()?,
        None => work.snapshot().modules().cloned().collect(),
    };
    let mut found = Vec::new();
    for module in named {
        if work.who().rights(&module).read.is_empty() || module.search_fields().next().is_none() {
            continue;
        }
        let plan = Plan::compile(Scope::of(work, &module.key)?, &Filter::default())?;
        let Some(query) = hits::find(&plan.scope, Some(q))? else { continue };
        let (best, _) = query.best(work, &plan)?;
        let ids: Vec<i64> = best.iter().take(limit as usize).map(|(_, id)| *id).collect();
        if ids.is_empty() {
            continue;
        }
        let fields = query.answering(work, &plan, &ids)?;
        let names = labels(work, &module, &ids)?;
        let hit = |id: &i64| {
            let field = fields.get(id).map(|i| &*module.fields[*i].key);
            json!({"id": id.to_string(), "name": names.get(id), "field": field})
        };
        let hits: Vec<Json> = ids.iter().map(hit).collect();
        found.push(json!({"module": &*module.key, "hits": hits, "more": best.len() > ids.len()}));
    }
    Ok(json!({"modules": found}))
}
