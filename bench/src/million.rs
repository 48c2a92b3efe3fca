//! Answer times of a large organisation, at one client, for people who see all of it or little.

use std::time::Duration;

use anyhow::{Context as _, Result};
use heyi_db::Ctx;
use heyi_engine::{Engine, System, sharing};
use heyi_model::RecordId;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value as Json, json};

use crate::people::{self, Company, Person, Size, said};
use crate::place::{Place, SEED, Server};
use crate::shapes::Request;
use crate::{Args, Which, fill, load, names};

/// 729 teams in nine regions; 8,748 people own records.
const SIZE: Size = Size { regions: 9, areas: 9, teams: 9, people: 12 };
/// Records granted by hand to each of those who do not see everything.
const GRANTS: usize = 3_000;
/// Requests of a kind.
const ASKED: usize = 200;
const GOAL: Duration = Duration::from_millis(10);
const ACCOUNT_SORTS: &[&str] = &["updated_at", "created_at", "name", "next_follow_up_on", "last_followed_up_at"];
const ACTIVITY_SORTS: &[&str] = &["updated_at", "created_at", "happened_at"];

/// Builds the organisation, measures and prints.
pub fn run(which: Which, args: &Args) -> Result<()> {
    let (accounts, activities) = (args.million_accounts, args.million_accounts * 5);
    println!("== {which:?}: {accounts} accounts, {activities} activities");
    let place = Place::new(which, args)?;
    let engine = place.engine(|_| ())?;
    let company = match Company::kept(&place.data)? {
        Some(company) => company,
        None => {
            let company = people::hire(&engine, SIZE)?;
            let ids = fill::accounts(&engine, accounts, &company.owners)?;
            fill::activities(&engine, activities, &ids, &company.owners)?;
            grant(&engine, &company, &ids)?;
            share(&engine, &company)?;
            company.keep(&place.data)?;
            heyi_db::test_support::settle(&place.url)?;
            company
        }
    };
    drop(engine);
    let server = place.serve(&args.heyi)?;
    println!("  start to ready {:?}", server.ready_after);
    drop(server);
    let server = place.serve(&args.heyi)?;
    println!("  start to ready again {:?}", server.ready_after);
    println!("  p50 / p95 ms at one client, {ASKED} requests each");
    let mut misses = 0;
    for person in company.people() {
        println!("  {}", person.title);
        let visible = first_page(&server, person)?;
        let wanted = |name: &str| args.only.as_deref().is_none_or(|only| name.contains(only));
        for (name, requests) in kinds(&visible).into_iter().filter(|(name, _)| wanted(name)) {
            misses += usize::from(!measure(&server, person, &name, &requests)?);
        }
    }
    println!("  {misses} kinds of requests missed {GOAL:?} at p95");
    Ok(())
}

/// Puts each of the three on the team of records that are spread over the whole company.
fn grant(engine: &Engine, company: &Company, accounts: &[RecordId]) -> Result<()> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    for person in [&company.head, &company.leader, &company.rep] {
        let records: Vec<RecordId> = (0..GRANTS).map(|_| names::pick(&mut rng, accounts)).collect();
        for some in records.chunks(100) {
            let (some, subject) = (some.to_vec(), person.employee);
            engine
                .write_blocking(System::command(), Ctx::default(), move |work| {
                    let member = json!({"subject": {"person": subject}, "level": "read"});
                    some.iter().try_for_each(|record| sharing::team::set(work, "accounts", *record, &member))
                })
                .map_err(said)?;
        }
    }
    Ok(())
}

/// Three criteria shares, one for each of them.
fn share(engine: &Engine, company: &Company) -> Result<()> {
    let people = [&company.head, &company.leader, &company.rep];
    for ((person, region), industry) in
        people.into_iter().zip(["江苏省/苏州市", "广东省/深圳市", "四川省/成都市"]).zip(names::INDUSTRIES)
    {
        let filter = json!({"all": [
            {"field": "region", "op": "eq", "value": region},
            {"field": "industry", "op": "eq", "value": industry},
            {"field": "level", "op": "in", "value": ["a", "b"]},
        ]});
        let def = json!({
            "module": "accounts", "label": {"zh": "共享", "en": "Share"}, "kind": "criteria", "filter": filter,
            "target": {"person": person.employee}, "level": "read",
        });
        let rule = engine
            .write_blocking(System::command(), Ctx::default(), move |work| sharing::rules::create(work, &def))
            .map_err(said)?;
        let granted = sharing::fill::fill(engine, rule).map_err(said)?;
        println!("  a criteria share grants {granted} accounts to the {}", person.title);
    }
    Ok(())
}

/// The ids of what the person sees first.
fn first_page(server: &Server, person: &Person) -> Result<Vec<RecordId>> {
    let mut connection = crate::http::Connection::open(server.address, &person.cookie)?;
    let answer = connection.send("GET", "/api/v1/records/accounts?limit=200&fields=name", None)?;
    let page: Json = serde_json::from_slice(answer.body)?;
    let records = page["records"].as_array().with_context(|| format!("no page: {page}"))?;
    Ok(records.iter().filter_map(|record| record["id"].as_str()?.parse().ok()).collect())
}

/// Each kind of request with what is drawn for it.
fn kinds(visible: &[RecordId]) -> Vec<(String, Vec<Request>)> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut kinds = Vec::new();
    let mut query = |name: String, module: &str, draw: &mut dyn FnMut(&mut ChaCha8Rng) -> Json| {
        let path = format!("/api/v1/records/{module}/query");
        let request = |_| Request { method: "POST".into(), path: path.clone(), body: Some(draw(&mut rng)) };
        kinds.push((name, (0..ASKED).map(request).collect::<Vec<_>>()));
    };
    for (module, sorts) in [("accounts", ACCOUNT_SORTS), ("activities", ACTIVITY_SORTS)] {
        query(format!("{module}: list"), module, &mut |_| json!({"count": "none"}));
        query(format!("{module}: list with count"), module, &mut |_| json!({}));
        for sort in sorts {
            for (offset, page) in [(0, "first page"), (10_000, "offset 10,000")] {
                query(format!("{module}: by {sort}, {page}"), module, &mut |rng| {
                    let minus = if rng.random_bool(0.5) { "-" } else { "" };
                    json!({"sort": format!("{minus}{sort}"), "offset": offset, "count": "none"})
                });
            }
        }
    }
    query(
        "accounts: filter level".into(),
        "accounts",
        &mut |rng| json!({"filter": {"field": "level", "op": "eq", "value": names::pick(rng, names::LEVELS)}, "count": "none"}),
    );
    query("accounts: filter level, industry, region".into(), "accounts", &mut |rng| {
        json!({"count": "none", "filter": {"all": [
            {"field": "level", "op": "eq", "value": names::pick(rng, names::LEVELS)},
            {"field": "industry", "op": "eq", "value": names::pick(rng, names::INDUSTRIES)},
            {"field": "region", "op": "eq", "value": names::pick(rng, names::REGIONS)},
        ]}})
    });
    query(
        "activities: filter kind".into(),
        "activities",
        &mut |rng| json!({"filter": {"field": "kind", "op": "eq", "value": names::pick(rng, names::KINDS)}, "count": "none"}),
    );
    query(
        "activities: filter account".into(),
        "activities",
        &mut |rng| json!({"filter": {"field": "account", "op": "eq", "value": names::pick(rng, visible)}, "count": "none"}),
    );
    query("accounts: search".into(), "accounts", &mut |rng| json!({"q": names::word(rng), "count": "none"}));
    query(
        "activities: search".into(),
        "activities",
        &mut |rng| json!({"q": names::pick(rng, &["采购", "预算", "试用", "报价单", "法务", "分期付款"]), "count": "none"}),
    );
    let read = |_| Request {
        method: "GET".into(),
        path: format!("/api/v1/records/accounts/{}", names::pick(&mut rng, visible)),
        body: None,
    };
    let reads = (0..ASKED).map(read).collect();
    kinds.push(("accounts: read".into(), reads));
    kinds
}

/// Measures a kind of request; whether it met the goal. One that is refused is told and counts as missed.
fn measure(server: &Server, person: &Person, name: &str, requests: &[Request]) -> Result<bool> {
    let warm = load::run(server.address, &person.cookie, 1, &requests[..10]);
    let seen = match warm.and_then(|_| load::run(server.address, &person.cookie, 1, requests)) {
        Ok(seen) => seen,
        Err(error) => {
            println!("    {name:<44} {error}");
            return Ok(false);
        }
    };
    let (p50, p95) = (seen.percentile(50), seen.percentile(95));
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("    {name:<44} {:>8.2} {:>8.2}{}", ms(p50), ms(p95), if p95 > GOAL { "  MISSED" } else { "" });
    Ok(p95 <= GOAL)
}
