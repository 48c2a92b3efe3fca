//! `GET /api/v1/departments/tree`: the departments as a tree with the number of their people. Their names are visible to
//! every signed-in person (`docs/disclosures.md`).

use std::collections::HashMap;

use axum::extract::State;
use axum::response::Response;
use heyi_engine::{Work, query};
use heyi_model::Problem;
use heyi_model::module::Directory;
use serde_json::{Value as Json, json};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::object, reference};
use crate::state::App;
use crate::{answers, reads};

/// A tree is shown to this depth; a cycle ends here at the latest.
const MAX_DEPTH: usize = 30;

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("department_tree", "departments", "The departments as a tree, each with its people counted").answers(
        200,
        "The departments without one above them, and below each its own",
        object(&[("departments", list_of(&reference("Department")))]),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let tree = reads::read(&app, &caller, tree).await?;
    Ok(answers::list("departments", tree))
}

fn tree(work: &mut Work) -> Result<Vec<Json>, Problem> {
    let snapshot = work.snapshot().clone();
    let Some(module) = snapshot.directory_module(Directory::Department) else { return Ok(Vec::new()) };
    let all: Vec<(i64, Option<i64>)> = snapshot.directory.departments().collect();
    let ids: Vec<i64> = all.iter().map(|(id, _)| *id).collect();
    let names = query::labels(work, module, &ids)?;
    let mut children: HashMap<Option<i64>, Vec<i64>> = HashMap::new();
    for (id, parent) in all {
        let parent = parent.filter(|parent| snapshot.directory.is_department(*parent));
        children.entry(parent).or_default().push(id);
    }
    for list in children.values_mut() {
        list.sort_unstable();
    }
    let forest = Forest { children: &children, names: &names, work };
    Ok(forest.below(None, 0))
}

struct Forest<'a, 'w, 'c> {
    children: &'a HashMap<Option<i64>, Vec<i64>>,
    names: &'a HashMap<i64, String>,
    work: &'a Work<'w, 'c>,
}

impl Forest<'_, '_, '_> {
    fn below(&self, parent: Option<i64>, depth: usize) -> Vec<Json> {
        if depth == MAX_DEPTH {
            return Vec::new();
        }
        let directory = &self.work.snapshot().directory;
        let node = |id: &i64| {
            let people = directory.people_in(*id);
            let own = people.iter().filter(|person| directory.department_of(**person) == Some(*id)).count();
            json!({
                "id": id.to_string(),
                "name": self.names.get(id),
                "people": own,
                "people_with_below": people.len(),
                "children": self.below(Some(*id), depth + 1),
            })
        };
        self.children.get(&parent).into_iter().flatten().map(node).collect()
    }
}
