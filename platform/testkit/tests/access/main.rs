//! Who sees what: every kind of request, drawn and compared with a plain loop over all rows.
//!
//! `HEYI_ACCESS_ORGS` raises the number of organisations; `HEYI_ACCESS_SEED` runs a single one.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::print_stdout, reason = "the counts per kind are shown")]

mod knowing;
mod product;
mod schema;
mod shrink;
mod stage;
mod table;
mod writes;

use std::collections::BTreeMap;

use heyi_db::test_support;
use heyi_testkit::access::answers;
use heyi_testkit::access::ask::{Ask, Case, Kind};
use heyi_testkit::access::dice::Dice;
use heyi_testkit::access::disclosures::{Disclosure, Disclosures};
use heyi_testkit::access::draw::{LIFE, case, case_of, crowd};
use heyi_testkit::access::schema::Name;
use heyi_testkit::access::sight::Sight;
use heyi_testkit::access::world::{Id, World};
use serde_json::{Value as Json, json};

use crate::stage::{BEGINNING, Stage};

/// Organisations of one run, over all parts.
const ORGANISATIONS: u64 = 200;
/// Parts of a run, which go on side by side.
const PARTS: u64 = 4;
/// Requests of each kind that are made in each organisation.
const EACH: usize = 4;
/// Requests of each kind that a run makes at least.
const AT_LEAST: usize = 500;

const DOCUMENT: &str = include_str!("../../../../docs/disclosures.md");

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// The seeds of a part.
fn seeds(part: u64) -> Vec<u64> {
    match number("HEYI_ACCESS_SEED") {
        Some(seed) => {
            if part == 0 {
                vec![seed]
            } else {
                Vec::new()
            }
        }
        None => (0..number("HEYI_ACCESS_ORGS").unwrap_or(ORGANISATIONS)).filter(|seed| seed % PARTS == part).collect(),
    }
}

/// Lets an organisation live, on the stage and in memory.
fn live(stage: &mut Stage, dice: &mut Dice, seed: u64, disclosures: &Disclosures) -> World {
    stage.empty();
    let mut world = World::empty(seed, BEGINNING, disclosures.clone());
    for draw in LIFE {
        let step = draw(dice, &world);
        let ids = stage.take(&world, &step);
        world.take(&step, &ids);
    }
    world
}

/// The fields of a hit are those that answer; the product names one of them.
fn named_fields(expected: &mut Json, got: &Json) {
    for (module, hits) in expected.as_object_mut().into_iter().flatten() {
        for (at, hit) in hits.as_array_mut().into_iter().flatten().enumerate() {
            let named = &got[module.as_str()][at]["field"];
            let fields = hit.as_object_mut().and_then(|hit| hit.shift_remove("fields")).unwrap_or_default();
            let right = fields.as_array().is_some_and(|fields| fields.contains(named));
            hit["field"] = if right { named.clone() } else { json!({"one_of": fields}) };
        }
    }
}

/// Where the product differs from the model; `None` when it does not.
fn difference(stage: &mut Stage, world: &World, case: &Case) -> Option<(Json, Json)> {
    let mut expected = answers::answer(world, case);
    let got = product::answer(stage, case);
    if matches!(case.ask, Ask::Everywhere { .. }) && expected.get("refused").is_none() {
        named_fields(&mut expected, &got);
    }
    (expected != got).then_some((expected, got))
}

/// The members in which two answers differ, not the whole of them.
fn narrowed(path: &str, expected: &Json, got: &Json, out: &mut Vec<String>) {
    match (expected, got) {
        (Json::Object(a), Json::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let (a, b) = (a.get(key).unwrap_or(&Json::Null), b.get(key).unwrap_or(&Json::Null));
                narrowed(&format!("{path}.{key}"), a, b, out);
            }
        }
        (Json::Array(a), Json::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().for_each(|(i, (a, b))| narrowed(&format!("{path}[{i}]"), a, b, out));
        }
        (Json::Array(a), Json::Array(b)) => {
            let missing =
                a.iter().filter(|item| !b.contains(item)).map(|item| format!("{path}: the product lacks {item}"));
            let more = b.iter().filter(|item| !a.contains(item)).map(|item| format!("{path}: the product has {item}"));
            out.extend(missing.chain(more));
        }
        (a, b) if a != b => out.push(format!("{path}: model {a}, product {b}")),
        _ => {}
    }
}

/// Cases that differ: the first of each kind.
#[derive(Default)]
struct Differences(BTreeMap<Kind, String>);

impl Differences {
    /// Puts a case to both.
    fn compare(&mut self, stage: &mut Stage, world: &World, case: &Case) {
        if self.0.contains_key(&case.kind) || difference(stage, world, case).is_none() {
            return;
        }
        let case = shrink::smallest(case, |smaller| difference(stage, world, smaller).is_some());
        let Some((expected, got)) = difference(stage, world, &case) else { return };
        let mut lines = Vec::new();
        narrowed("answer", &expected, &got, &mut lines);
        lines.truncate(6);
        let told = format!("seed {}, person {}, {:?}\n    {}", world.seed, case.person, case.ask, lines.join("\n    "));
        self.0.insert(case.kind, told);
    }

    fn must_be_none(&self) {
        let told: Vec<String> = self.0.iter().map(|(kind, told)| format!("[{}] {told}", kind.key())).collect();
        assert!(told.is_empty(), "{} kinds differ:\n{}", told.len(), told.join("\n"));
    }
}

/// One part of a run on one database: fails with every kind that differs and the first case of each.
fn run(part: u64, url: &str) {
    let disclosures = Disclosures::read(DOCUMENT);
    let mut stage = Stage::open(url);
    let mut asked: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut differences = Differences::default();
    let seeds = seeds(part);
    for seed in &seeds {
        let mut dice = Dice::new(*seed);
        let world = live(&mut stage, &mut dice, *seed, &disclosures);
        for kind in Kind::ALL {
            for at in 0..EACH {
                *asked.entry(kind).or_default() += 1;
                let case = case(&mut dice, &world, kind, at);
                differences.compare(&mut stage, &world, &case);
            }
        }
    }
    differences.must_be_none();
    if seeds.len() as u64 >= ORGANISATIONS / PARTS {
        let few: Vec<_> = Kind::ALL.into_iter().filter(|kind| asked[kind] * (PARTS as usize) < AT_LEAST).collect();
        assert!(few.is_empty(), "fewer than {AT_LEAST} of each kind: {few:?}");
        let idle: Vec<_> =
            Disclosure::ALL.into_iter().filter(|what| !disclosures.used().contains(what.key())).collect();
        assert!(idle.is_empty(), "the model never needed {idle:?}");
    }
    println!("{} organisations, {asked:?}", seeds.len());
}

/// Where very many records are seen, but not all, their index is walked and each row tested: another way through the product.
fn run_in_a_crowd(url: &str) {
    let mut stage = Stage::open(url);
    let mut dice = Dice::new(1);
    let mut world = live(&mut stage, &mut dice, 1, &Disclosures::read(DOCUMENT));
    let sees_some = |person: &Id| {
        let seen = Sight { world: &world, me: *person }.rows(Name::Notes).len();
        seen > 0 && seen < world.of(Name::Notes).filter(|row| !row.deleted).count()
    };
    let person = world.people().into_iter().find(sees_some).expect("somebody who sees some notes");
    let step = crowd(&mut dice, &world, person);
    let ids = stage.take(&world, &step);
    world.take(&step, &ids);
    let mut differences = Differences::default();
    for kind in [Kind::List, Kind::Sort, Kind::Filter, Kind::Count, Kind::Search, Kind::Aggregate, Kind::Export] {
        let drawn = std::iter::repeat_with(|| case_of(&mut dice, &world, kind, 0, person));
        for case in drawn.filter(|case| case.ask.rows_of() == Some(Name::Notes)).take(4) {
            differences.compare(&mut stage, &world, &case);
        }
    }
    differences.must_be_none();
}

fn on_sqlite(run: impl FnOnce(&str)) {
    let folder = tempfile::tempdir().unwrap();
    run(&test_support::sqlite_url(folder.path()));
}

fn on_postgres(run: impl FnOnce(&str)) {
    run(&test_support::fresh_database().expect("PostgreSQL 15 for tests"));
}

macro_rules! parts {
    ($($part:literal $sqlite:ident $postgres:ident)*) => {$(
        #[test]
        fn $sqlite() {
            on_sqlite(|url| run($part, url));
        }
        #[test]
        fn $postgres() {
            on_postgres(|url| run($part, url));
        }
    )*};
}

parts! {
    0 sqlite_answers_as_the_model_does_part_1 postgres_answers_as_the_model_does_part_1
    1 sqlite_answers_as_the_model_does_part_2 postgres_answers_as_the_model_does_part_2
    2 sqlite_answers_as_the_model_does_part_3 postgres_answers_as_the_model_does_part_3
    3 sqlite_answers_as_the_model_does_part_4 postgres_answers_as_the_model_does_part_4
}

#[test]
fn sqlite_answers_as_the_model_does_in_a_crowd() {
    on_sqlite(run_in_a_crowd);
}

#[test]
fn postgres_answers_as_the_model_does_in_a_crowd() {
    on_postgres(run_in_a_crowd);
}

#[test]
fn the_document_lists_exactly_what_the_model_takes_as_disclosed() {
    let listed = Disclosures::read(DOCUMENT);
    let known: Vec<String> = Disclosure::ALL.map(|what| what.key().to_owned()).to_vec();
    let unknown: Vec<&String> = listed.keys().iter().filter(|key| !known.contains(key)).collect();
    let unlisted: Vec<&String> = known.iter().filter(|key| !listed.keys().contains(*key)).collect();
    assert!(unknown.is_empty(), "the model does not know {unknown:?}");
    assert!(unlisted.is_empty(), "docs/disclosures.md does not list {unlisted:?}");
}
