//! People and departments in memory: who belongs where, who reports to whom.

use std::collections::{BTreeSet, HashMap, HashSet};

/// The two hierarchies of an organisation.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    people: HashMap<i64, Person>,
    parents: HashMap<i64, Option<i64>>,
    children: HashMap<i64, Vec<i64>>,
    reports: HashMap<i64, Vec<i64>>,
    moved: Vec<i64>,
}

#[derive(Debug, Clone, Copy)]
struct Person {
    department: Option<i64>,
    manager: Option<i64>,
}

impl Directory {
    /// A directory of `people` (id, department, manager), `departments` (id, parent) and people whose records still name a department that they left.
    pub fn new(
        people: impl IntoIterator<Item = (i64, Option<i64>, Option<i64>)>,
        departments: impl IntoIterator<Item = (i64, Option<i64>)>,
        moved: Vec<i64>,
    ) -> Self {
        let mut directory = Self { moved, ..Self::default() };
        for (id, parent) in departments {
            directory.parents.insert(id, parent);
            if let Some(parent) = parent {
                directory.children.entry(parent).or_default().push(id);
            }
        }
        for (id, department, manager) in people {
            directory.people.insert(id, Person { department, manager });
            if let Some(manager) = manager {
                directory.reports.entry(manager).or_default().push(id);
            }
        }
        directory
    }

    /// Is there anybody?
    pub fn has_people(&self) -> bool {
        !self.people.is_empty()
    }
    /// Is it a person?
    pub fn is_person(&self, id: i64) -> bool {
        self.people.contains_key(&id)
    }
    /// Is it a department?
    pub fn is_department(&self, id: i64) -> bool {
        self.parents.contains_key(&id)
    }
    /// Every department with the one above it, in no order.
    pub fn departments(&self) -> impl Iterator<Item = (i64, Option<i64>)> {
        self.parents.iter().map(|(id, parent)| (*id, *parent))
    }
    /// The department of a person.
    pub fn department_of(&self, person: i64) -> Option<i64> {
        self.people.get(&person).and_then(|p| p.department)
    }
    /// The manager of a person.
    pub fn manager_of(&self, person: i64) -> Option<i64> {
        self.people.get(&person).and_then(|p| p.manager)
    }
    /// Those who report to a person directly.
    pub fn reports_of(&self, person: i64) -> &[i64] {
        self.reports.get(&person).map_or(&[], Vec::as_slice)
    }
    /// Everyone below a person in the reporting line, at any depth.
    pub fn below(&self, person: i64) -> BTreeSet<i64> {
        let mut below = reach(&self.reports, person);
        below.remove(&person);
        below
    }
    /// A department and every one below it.
    pub fn subtree(&self, department: i64) -> BTreeSet<i64> {
        reach(&self.children, department)
    }
    /// A department and every one above it.
    pub fn above(&self, department: i64) -> Vec<i64> {
        let mut chain = Vec::new();
        let mut seen = HashSet::new();
        let mut next = Some(department);
        while let Some(id) = next.filter(|id| seen.insert(*id)) {
            chain.push(id);
            next = self.parents.get(&id).copied().flatten();
        }
        chain
    }
    /// People of a department and of those below it.
    pub fn people_in(&self, department: i64) -> Vec<i64> {
        let inside = self.subtree(department);
        let belongs = |p: &Person| p.department.is_some_and(|d| inside.contains(&d));
        self.people.iter().filter(|(_, p)| belongs(p)).map(|(id, _)| *id).collect()
    }
    /// People whose records still name a department that they left.
    pub fn moved(&self) -> &[i64] {
        &self.moved
    }
}

/// Everything reached from `start`, itself included; a cycle is walked once.
fn reach(edges: &HashMap<i64, Vec<i64>>, start: i64) -> BTreeSet<i64> {
    let mut found = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        for next in edges.get(&id).into_iter().flatten() {
            if found.insert(*next) {
                open.push(*next);
            }
        }
    }
    found
}
