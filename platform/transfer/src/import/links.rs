//! Links by name: what a cell says, found among the records that the caller sees; made when the mapping says so.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use heyi_db::Ctx;
use heyi_engine::pipeline::{self, Draft, Origin};
use heyi_engine::{Engine, Who};
use heyi_model::{Code, Fault, Module, Problem, RecordId, text};
use serde_json::{Map, Value as Json};

use super::convert::{Column, Converted, Fills};
use super::keep::{Keeper, SetTally};
use super::run::{Run, SET};

/// So many found links are remembered per import.
const REMEMBERED: usize = 100_000;

/// What a text means as a link.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Found {
    One(RecordId),
    None,
    Several,
}

/// Finds links, one read per column and set.
pub(crate) struct Links<'a> {
    pub engine: &'a Engine,
    pub who: &'a Who,
    pub module: &'a Arc<Module>,
    pub columns: &'a [Column],
    keeper: &'a Arc<dyn Keeper>,
    found: HashMap<(usize, String), Found>,
}

/// A link to a record of the file's own module, in a row of a set that is not written yet.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    pub row: usize,
    pub column: usize,
    pub text: String,
}

impl<'a> Links<'a> {
    pub fn new(run: &'a Run, module: &'a Arc<Module>, columns: &'a [Column]) -> Self {
        Self { engine: run.engine, who: &run.who, module, columns, keeper: &run.keeper, found: HashMap::new() }
    }

    /// Does this column link to the module that is imported?
    fn is_own(&self, column: usize) -> bool {
        let snapshot = self.engine.snapshot();
        self.target(column, &snapshot).is_some_and(|t| t.key == self.module.key)
    }

    fn target(&self, column: usize, snapshot: &heyi_engine::Snapshot) -> Option<Arc<Module>> {
        match &self.columns[column].target {
            Fills::Link(field) => snapshot.target(field).cloned(),
            _ => None,
        }
    }

    /// Puts the ids of links into the drafts. Gives the links that wait for the end of the file. `dry` makes nothing.
    pub fn resolve(&mut self, rows: &mut [Converted], dry: bool) -> Result<Vec<Own>, Problem> {
        let mut later = Vec::new();
        for column in 0..self.columns.len() {
            if !matches!(self.columns[column].target, Fills::Link(_)) {
                continue;
            }
            let texts = |rows: &[Converted]| -> BTreeSet<String> {
                rows.iter().flat_map(|r| &r.links).filter(|(c, _)| *c == column).map(|(_, t)| t.clone()).collect()
            };
            if self.is_own(column) {
                for (row, converted) in rows.iter().enumerate() {
                    let own = converted.links.iter().filter(|(c, _)| *c == column);
                    later.extend(own.map(|(_, text)| Own { row, column, text: text.clone() }));
                }
                continue;
            }
            self.look_up(column, texts(rows), dry)?;
            for converted in rows.iter_mut() {
                let Some((_, text)) = converted.links.iter().find(|(c, _)| *c == column).cloned() else { continue };
                match self.answer(column, &text, dry) {
                    Ok(Some(id)) => {
                        converted.draft.0.insert(self.columns[column].map.field.clone(), Json::from(id.to_string()));
                    }
                    Ok(None) => {}
                    Err(_) if self.columns[column].map.optional => converted.left_out.push((column, text)),
                    Err(fault) => converted.faults.push(fault),
                }
            }
        }
        Ok(later)
    }

    /// What a text was found to mean. In a dry run a target that would be made is taken as there.
    pub fn answer(&self, column: usize, text: &str, dry: bool) -> Result<Option<RecordId>, Fault> {
        let field = &self.columns[column].map.field;
        match self.found.get(&(column, text.to_owned())) {
            Some(Found::One(id)) => Ok(Some(*id)),
            Some(Found::Several) => {
                Err(Fault::new(field.as_str(), Code::AmbiguousRecord).with("value", heyi_model::mask::shorten(text)))
            }
            _ if dry && self.columns[column].map.create_missing => Ok(None),
            _ => Err(Fault::new(field.as_str(), Code::UnknownRecord).with("value", heyi_model::mask::shorten(text))),
        }
    }

    /// Finds what the texts mean, and makes what is missing.
    pub fn look_up(&mut self, column: usize, texts: BTreeSet<String>, dry: bool) -> Result<(), Problem> {
        if self.found.len() > REMEMBERED {
            self.found.clear();
        }
        let missing: Vec<String> =
            texts.into_iter().filter(|t| !self.found.contains_key(&(column, t.clone()))).collect();
        let snapshot = self.engine.snapshot();
        let Some(target) = self.target(column, &snapshot).filter(|_| !missing.is_empty()) else { return Ok(()) };
        let by = self.columns[column].map.lookup_by.clone().unwrap_or_else(|| target.name_field().key.to_string());
        let (key, field, wanted) = (target.key.to_string(), by.clone(), missing.clone());
        let found = self.engine.read_blocking(self.who.clone(), Ctx::slow(), move |work| {
            heyi_engine::query::find_by_text(work, &key, &field, &wanted)
        })?;
        let mut unknown = Vec::new();
        for text in missing {
            let found = match found.get(&text).map(Vec::as_slice) {
                Some([id]) => Found::One(*id),
                Some([_, ..]) => Found::Several,
                _ => {
                    unknown.push(text.clone());
                    Found::None
                }
            };
            self.found.insert((column, text), found);
        }
        if self.columns[column].map.create_missing && !dry {
            self.create(column, &target.key, &by, &unknown)?;
        }
        Ok(())
    }

    fn create(&mut self, column: usize, target: &str, by: &str, unknown: &[String]) -> Result<(), Problem> {
        for chunk in unknown.chunks(SET) {
            let draft = |t: &String| Draft(Map::from_iter([(by.to_owned(), Json::from(text::fold(t).into_owned()))]));
            let drafts: Vec<Draft> = chunk.iter().map(draft).collect();
            let (target, keeper) = (target.to_owned(), Arc::clone(self.keeper));
            let (made, tally) = self.engine.write_blocking(self.who.clone(), Ctx::slow(), move |work| {
                keeper.hold(work)?;
                let made = pipeline::create(work, &target, drafts.clone(), Origin::Import)?;
                let targets_created = made.iter().filter(|outcome| outcome.is_ok()).count() as u64;
                let tally = SetTally { targets_created, ..SetTally::default() };
                keeper.keep(work, &tally)?;
                Ok((made, tally))
            })?;
            self.keeper.kept(tally)?;
            for (text, outcome) in chunk.iter().zip(made) {
                if let Ok(id) = outcome {
                    self.found.insert((column, text.clone()), Found::One(id));
                }
            }
        }
        Ok(())
    }
}
