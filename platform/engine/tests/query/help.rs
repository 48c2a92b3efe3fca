//! What the tests of reads share: asking, and a set of gadgets with gaps and ties.

use std::collections::BTreeMap;

use heyi_engine::query::{self, AggregateRequest, CountMode, ListRequest, PageInfo, SortKey};
use heyi_engine::{System, Who};
use heyi_model::{Filter, Problem, RecordId};
use heyi_testkit::TestHeyi;
use serde_json::{Value as Json, json};

/// A list as JSON.
pub fn list(
    heyi: &TestHeyi,
    who: impl Into<Who>,
    module: &str,
    request: ListRequest,
) -> Result<(Json, PageInfo), Problem> {
    let module = module.to_owned();
    heyi.reading(who, move |work| {
        let mut out = Vec::new();
        let info = query::list(work, &module, &request, &mut out)?;
        let json: Json = serde_json::from_slice(&out).expect("a list is JSON");
        assert_eq!(json["records"].as_array().expect("records").len(), info.rows as usize);
        assert_eq!(json["next_cursor"].as_str(), info.next_cursor.as_deref());
        Ok((json, info))
    })
}

/// All records that meet a filter, and their number as counted.
pub fn filtered(heyi: &TestHeyi, who: impl Into<Who>, module: &str, filter: &Json) -> Result<Vec<Json>, Problem> {
    let request =
        ListRequest { filter: Filter::parse(filter)?, limit: 200, count: CountMode::Exact, ..ListRequest::default() };
    let (json, info) = list(heyi, who, module, request)?;
    let total = info.total.expect("a total");
    assert!(total.exact && total.value == u64::from(info.rows), "{filter}: {total:?}, {} rows", info.rows);
    Ok(json["records"].as_array().cloned().unwrap_or_default())
}

/// The ids of records.
pub fn ids(records: &[Json]) -> Vec<String> {
    records.iter().map(|r| r["id"].as_str().expect("an id").to_owned()).collect()
}

/// An order.
pub fn sort(text: &str) -> Vec<SortKey> {
    SortKey::parse_list(text).expect("a sort")
}

/// An aggregate as JSON.
pub fn aggregate(heyi: &TestHeyi, who: impl Into<Who>, request: AggregateRequest) -> Result<Json, Problem> {
    heyi.reading(who, move |work| {
        let mut out = Vec::new();
        query::aggregate(work, "gadgets", &request, &mut out)?;
        Ok(serde_json::from_slice(&out).expect("an aggregate is JSON"))
    })
}

/// The people, units and makers of a [`stocked`] organisation, by name.
pub type Ids = BTreeMap<&'static str, RecordId>;

/// Forty gadgets with gaps and ties in every field, two makers, three units and four people.
pub fn stocked(heyi: &TestHeyi) -> Ids {
    let mut ids = Ids::new();
    let unit = |name: &str, parent: Option<RecordId>| heyi.make("units", json!({"name": name, "parent": parent}));
    ids.insert("head", unit("总部", None));
    ids.insert("north", unit("北方", Some(ids["head"])));
    ids.insert("south", unit("南方", Some(ids["head"])));
    let role = [
        ("boss", "总经理", "head", None, "administrator"),
        ("li", "李四", "north", Some("boss"), "own"),
        ("wang", "王五", "north", Some("li"), "own_and_subordinates"),
        ("zhao", "赵六", "south", Some("boss"), "department"),
    ];
    for (key, name, unit, boss, role) in role {
        let boss = boss.map(|b| ids[b]);
        let person = heyi.person(json!({"name": name, "unit": ids[unit], "boss": boss}), &[role]);
        ids.insert(key, person.person);
    }
    for (key, name, trade, owner) in
        [("steel", "北方钢铁有限公司", json!("metal"), "li"), ("timber", "南方木业", Json::Null, "zhao")]
    {
        ids.insert(key, heyi.make("makers", json!({"name": name, "trade": trade, "owner": ids[owner]})));
    }
    for n in 0..40_i64 {
        heyi.clock.advance(if n % 4 == 0 { 0 } else { 7_000_000 });
        let fields = gadget(n, &ids);
        heyi.create(System::command(), "gadgets", fields.clone()).unwrap_or_else(|p| panic!("{fields}: {p}"));
    }
    ids
}

/// The `n`th gadget. Each field has gaps and repeats at a pace of its own.
fn gadget(n: i64, ids: &Ids) -> Json {
    let every = |step: i64, value: Json| if n % step == 0 { Json::Null } else { value };
    let pick = |list: &[&str], n: i64| list[(n as usize) % list.len()].to_owned();
    let names = ["Alpha", "alpha%2", "中国移动 5G", "Beta_b", "移动电源", "ÄRA", "北京", "beta\\c"];
    let (owner, keeper) = (pick(&["boss", "li", "wang", "zhao"], n), pick(&["li", "wang"], n / 3));
    let uses = [json!(["home"]), json!(["home", "work"]), json!(["field"]), json!(null)];
    json!({
        "name": format!("{} {}", pick(&names, n), n % 3),
        "code": every(3, json!(format!("C-{n:03}x"))),
        "story": every(4, json!(format!("第 {} 行\nmixed CASE 100%", n % 5))),
        "pieces": every(5, json!(n % 7)),
        "weight": every(6, json!(format!("{}.{:03}", n % 4, (n * 37) % 1000))),
        "price": every(7, json!(format!("{}.5", (n * 131) % 900))),
        "share": every(4, json!(format!("{}.25", n % 9))),
        "fragile": every(3, json!(n % 2 == 0)),
        "made_on": every(6, json!(day(20_780 - (n * 11) % 400))),
        "opens": every(5, json!(format!("{:02}:15", n % 12))),
        "checked_at": every(8, json!(format!("{}T{:02}:30:00Z", day(20_700 + (n * 5) % 90), (n * 5) % 24))),
        "colour": every(4, json!(pick(&["red", "blue"], n / 2))),
        "uses": uses[(n as usize) % 4].clone(),
        "maker": every(3, json!(ids[if n % 2 == 0 { "steel" } else { "timber" }])),
        "keeper": every(4, json!(ids[&*keeper])),
        "place": every(5, json!(ids[if n % 3 == 0 { "north" } else { "south" }])),
        "phone": every(2, json!(format!("1380000{n:04}"))),
        "mail": every(3, json!(format!("User{n}@example.cn"))),
        "site": every(9, json!(format!("https://s{}.example/", n % 4))),
        "address": every(4, json!({"province": "江苏省", "city": pick(&["苏州市", "南京市"], n), "street": format!("{n} 号")})),
        "region": every(5, json!(pick(&["江苏省/苏州市", "广东省/深圳市"], n))),
        "owner": ids[&*owner],
        "external_id": every(2, json!(format!("X{n}"))),
    })
}

/// Executes a statement past the pipeline, for states that it does not make.
pub fn execute(heyi: &TestHeyi, text: String) {
    let run = move |tx: &mut heyi_db::Tx| tx.execute(heyi_db::sql(text.clone(), Vec::new()));
    heyi.engine.db().write_blocking(heyi_db::Ctx::default(), run).expect("the statement runs");
}

/// `2026-11-23` from days since 1970.
pub fn day(days: i64) -> String {
    let (y, m, d) = heyi_model::wire::civil(days);
    format!("{y:04}-{m:02}-{d:02}")
}
