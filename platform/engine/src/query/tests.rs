//! Whichever way the rows of a list are found, they are the same rows in the same order.

use std::sync::Arc;

use heyi_db::{Ctx, Tx, sql, test_support};
use heyi_model::{FakeClock, Filter, Locale, Problem, RecordId};
use indexmap::IndexMap;
use serde_json::{Value as Json, json};

use super::cache::shape_of;
use super::list::{Page, page};
use super::order::Order;
use super::plan::{Plan, Way};
use super::scope::Scope;
use super::{ListRequest, Paging, SortKey};
use crate::access::{Caller, RoleDef};
use crate::engine::{Engine, Parts};
use crate::{App, Noun, Work};

const PERSONS: &str = r#"
app = "t"
label = { zh = "人", en = "Person" }
name_field = "name"
directory = "person"
[fields]
name = { type = "text", label = { zh = "名", en = "Name" } }
unit = { type = "department", label = { zh = "部门", en = "Unit" } }
"#;
const UNITS: &str = r#"
app = "t"
label = { zh = "部门", en = "Unit" }
name_field = "name"
directory = "department"
tree = "parent"
[fields]
name = { type = "text", label = { zh = "名", en = "Name" } }
parent = { type = "department", label = { zh = "上级", en = "Parent" } }
"#;
const THINGS: &str = r#"
app = "t"
label = { zh = "物", en = "Thing" }
name_field = "name"
owned = true
[fields]
name = { type = "text", sortable = true, label = { zh = "名", en = "Name" } }
size = { type = "integer", sortable = true, label = { zh = "大小", en = "Size" } }
kind = { type = "choice", indexed = true, label = { zh = "类", en = "Kind" }, options = { a = { label = { zh = "甲", en = "A" } }, b = { label = { zh = "乙", en = "B" } } } }
part_of = { type = "lookup", target = "things", label = { zh = "属于", en = "Part of" } }
"#;

fn engine(url: &str) -> Engine {
    let noun = |key, toml| Noun { key, toml, rules: &[], after: &[] };
    let nouns = vec![noun("persons", PERSONS), noun("units", UNITS), noun("things", THINGS)];
    let app = App { key: "t", label: ("测", "Test"), base: true, seeds: &[], nouns };
    let clock = Arc::new(FakeClock::at(1_795_395_600_000));
    let role = |scope: &str| {
        let def = json!({"label": {"zh": "x", "en": "x"}, "modules": {"*": {"read": scope}}});
        RoleDef { key: scope.into(), ..serde_json::from_value(def).unwrap() }
    };
    let roles: IndexMap<String, RoleDef> =
        ["own", "department_and_below", "all"].into_iter().map(|s| (s.to_owned(), role(s))).collect();
    let db = test_support::open(url, clock.clone());
    let files = std::env::temp_dir();
    let engine = Engine::open(Parts { db, clock, apps: vec![app], roles, seed: 1, files }).unwrap();
    engine.migrate().unwrap();
    engine
}

/// Five people in four units, one of them moved; 120 things; grants, some of which have ended.
fn fill(engine: &Engine) {
    let mut texts: Vec<String> = vec![
        "INSERT INTO units (id, version, name, parent) VALUES (11, 1, 'a', NULL), (12, 1, 'b', 11), (13, 1, 'c', 12), (14, 1, 'd', NULL)".into(),
        "INSERT INTO persons (id, version, name, unit) VALUES (1, 1, 'p', 11), (2, 1, 'q', 12), (3, 1, 'r', 13), (4, 1, 's', 14), (5, 1, 't', 14)".into(),
        "INSERT INTO moved_person (person, moved_at) VALUES (5, 1), (3, 1)".into(),
        "INSERT INTO role_member (person, role) VALUES (1, 'department_and_below'), (2, 'own'), (4, 'all')".into(),
    ];
    for n in 0..120_i64 {
        let (owner, bin) = (n % 5 + 1, if n % 17 == 3 { "1" } else { "NULL" });
        let unit = if n % 7 == 0 { "NULL".to_owned() } else { (11 + n % 4).to_string() };
        let size = if n % 5 == 0 { "NULL".to_owned() } else { (n % 6).to_string() };
        let kind = ["'a'", "'b'", "NULL"][n as usize % 3];
        let part = if n % 4 == 0 { "NULL".to_owned() } else { (100 + n / 2).to_string() };
        texts.push(format!(
            "INSERT INTO things (id, version, owner, owner_department, deleted_at, name, name__sort, size, kind, part_of, updated_at) \
             VALUES ({}, 1, {owner}, {unit}, {bin}, 'n{}', 'N{}', {size}, {kind}, {part}, {})", 100 + n, n % 9, n % 9, n % 10
        ));
        if n % 6 == 0 {
            let until = if n % 4 == 0 { 1 } else { i64::MAX };
            texts.push(format!(
                "INSERT INTO record_grant (module, subject, record, via, level, until, created_at) VALUES ('things', {}, {}, 0, 1, {until}, 0)",
                [2, 12, 11][n as usize % 3], 100 + n
            ));
        }
    }
    let run = move |tx: &mut Tx| texts.iter().try_for_each(|t| tx.execute(sql(t.clone(), Vec::new())).map(|_| ()));
    engine.db().write_blocking(Ctx::default(), run).unwrap();
    engine.reload().unwrap();
}

/// Every page of a list, found in one way.
fn walk(work: &mut Work, filter: &Filter, sort: &str, way: Option<Way>) -> Result<Vec<Vec<u8>>, Problem> {
    let plan = Plan::compile(Scope::of(work, "things")?, filter)?;
    let shape = shape_of(work, &plan.scope, None)?;
    let sort = SortKey::parse_list(sort)?;
    let order = Order::compile(&plan.scope, &sort)?;
    let chosen = plan.choose(work, Some((&order, 51)))?.way;
    let (mut pages, mut paging) = (Vec::new(), Paging::First);
    loop {
        let request = ListRequest { sort: sort.clone(), limit: 7, paging, ..ListRequest::default() };
        let mut out = Vec::new();
        let ask = Page { plan: &plan, order: &order, shape: &shape, request: &request };
        let info = page(work, &ask, way.unwrap_or(chosen), &mut out)?;
        pages.push(out);
        let Some(next) = info.next_cursor else { return Ok(pages) };
        paging = Paging::Cursor(next);
    }
}

fn ids(pages: &[Vec<u8>]) -> Vec<i64> {
    let page =
        |json: &Vec<u8>| -> Vec<Json> { serde_json::from_slice(&[b"[", json.as_slice(), b"]"].concat()).unwrap() };
    pages.iter().flat_map(page).map(|r| r["id"].as_str().unwrap().parse().unwrap()).collect()
}

/// What a person sees, from the rows above and the words of the rights alone.
fn sees(person: i64, n: i64) -> bool {
    let (owner, unit) = (n % 5 + 1, (n % 7 != 0).then(|| 11 + n % 4));
    let granted = |subjects: &[i64]| n % 6 == 0 && n % 4 != 0 && subjects.contains(&[2, 12, 11][n as usize % 3]);
    let below = unit.is_some_and(|u| u != 14);
    n % 17 != 3
        && match person {
            // 5 belongs to unit 14 now, whatever the rows say; 3 is in unit 13, which is below 11.
            1 => owner == 1 || (below && owner != 5) || owner == 3 || granted(&[1, 11]),
            2 => owner == 2 || granted(&[2, 12, 11]),
            _ => true,
        }
}

#[test]
fn every_way_finds_the_same_rows_in_the_same_order() {
    test_support::both_databases(|url| {
        let engine = engine(url);
        fill(&engine);
        let filters = [
            json!({"all": []}),
            json!({"field": "kind", "op": "eq", "value": "a"}),
            json!({"all": [{"field": "size", "op": "between", "value": [1, 3]}, {"field": "kind", "op": "ne", "value": "b"}]}),
            json!({"all": [{"field": "owner", "op": "in", "value": ["1", "3"]}, {"field": "part_of.kind", "op": "eq", "value": "b"}]}),
            json!({"field": "part_of", "op": "not_empty"}),
            json!({"field": "name", "op": "in", "value": ["n1", "n4"]}),
        ];
        for person in [1, 2, 4] {
            let id = RecordId::new(person).unwrap();
            let caller = Arc::new(Caller::resolve(&engine.snapshot(), id, id, Locale::Zh, None));
            for filter in &filters {
                let filter = Filter::parse(filter).unwrap();
                for sort in ["", "size", "-size", "name,-size", "-id"] {
                    let known = filter.clone();
                    let answers = engine.read_blocking(caller.clone(), Ctx::default(), move |work| {
                        let parts = Plan::compile(Scope::of(work, "things")?, &known)?.parts.len();
                        let drives = (0..parts).flat_map(|i| [Way::Drive(i), Way::Range(i)]);
                        let ways = [None, Some(Way::Walk), Some(Way::Narrow), Some(Way::Free)].into_iter();
                        ways.chain(drives.map(Some))
                            .map(|way| walk(work, &known, sort, way))
                            .collect::<Result<Vec<_>, _>>()
                    });
                    let answers = answers.unwrap_or_else(|p| panic!("{filter:?} {sort}: {p}"));
                    for answer in &answers {
                        assert_eq!(ids(answer), ids(&answers[0]), "{person} {filter:?} {sort} on {url}");
                        assert_eq!(answer, &answers[0]);
                    }
                    if filter.is_all() {
                        let mut got = ids(&answers[0]);
                        got.sort_unstable();
                        let expect: Vec<i64> = (0..120).filter(|n| sees(person, *n)).map(|n| 100 + n).collect();
                        assert_eq!(got, expect, "{person} {sort} on {url}");
                    }
                }
            }
        }
    });
}
