//! Modules that are a tree have no cycles.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use heyi_db::{params, sql};
use heyi_model::{Cells, Code, Problem};

use super::set::Set;
use crate::Work;

/// A tree is at most this deep; a longer way up is taken for a cycle.
const MAX_DEPTH: usize = 200;

/// Takes records out whose new parent is the record itself or lies below it, also by way of other changes of the set.
pub(super) fn refuse_cycles(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    let Some(tree) = set.module.def.tree.clone() else { return Ok(()) };
    let moved = set.items.iter().filter(|i| !i.change.is_new() && i.change.changed(&tree));
    let mut parents: HashMap<i64, Option<i64>> = moved.map(|i| (i.change.new.id(), i.change.new.int(&tree))).collect();
    let roots: Vec<i64> = parents.keys().copied().collect();
    let mut cyclic = HashSet::new();
    for id in roots {
        let mut at = parents.get(&id).copied().flatten();
        for step in 0.. {
            let Some(parent) = at else { break };
            if parent == id || step > MAX_DEPTH {
                cyclic.insert(id);
                break;
            }
            at = match parents.entry(parent) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(unknown) => {
                    let text = format!("SELECT \"{tree}\" FROM \"{}\" WHERE id = $1", set.module.key);
                    let above = work.tx.one(sql(text, params![parent]))?.and_then(|row| row.int(0));
                    *unknown.insert(above)
                }
            };
        }
    }
    set.refuse_where(|item| cyclic.contains(&item.change.new.id()).then(|| Problem::field(tree.as_str(), Code::Cycle)));
    Ok(())
}
