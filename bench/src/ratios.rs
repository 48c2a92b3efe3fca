//! The processor time of the server over that of the statements it emits, per request shape.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use heyi_db::{Cells as _, Ctx, DbError};
use heyi_engine::Engine;
use heyi_model::RecordId;

use crate::load::{self, Seen};
use crate::people::{self, Company, Person, Size};
use crate::place::{Place, Server};
use crate::shapes::{Request, Shape};
use crate::{Args, Which, cpu, emitted, fill, statements, stepped};

/// Requests drawn of a shape.
const DRAWN: usize = 1_000;
const CLIENTS: usize = 32;
/// Processor times come in steps of 10 ms, so a shape is asked for at least this long.
const LEAST: Duration = Duration::from_secs(4);
/// A company of 72 teams; a region has an eighth of the records.
const SIZE: Size = Size { regions: 8, areas: 3, teams: 3, people: 6 };

/// A line of the table.
struct Line {
    shape: Shape,
    seen: Seen,
    requests: usize,
    server: Duration,
    stepped: Duration,
    /// Statements of all drawn requests.
    statements: usize,
}

/// Measures and prints the table.
pub fn run(which: Which, args: &Args) -> Result<()> {
    println!("== {which:?}: {} accounts, {} deals", args.accounts, args.accounts / 2);
    let place = Place::new(which, args)?;
    let engine = place.engine(|_| ())?;
    let company = match Company::kept(&place.data)? {
        Some(company) => company,
        None => {
            let company = people::hire(&engine, SIZE)?;
            let accounts = fill::accounts(&engine, args.accounts, &company.owners)?;
            fill::deals(&engine, args.accounts / 2, &accounts, &company.owners)?;
            company.keep(&place.data)?;
            heyi_db::test_support::settle(&place.url)?;
            company
        }
    };
    let accounts = there(&engine)?;
    let server = place.serve(&args.heyi)?;
    println!("  ready after {:?}", server.ready_after);
    let mut lines = Vec::new();
    for shape in Shape::all()? {
        let creates = shape.name.contains("create");
        if args.only.as_ref().is_some_and(|only| !shape.name.contains(only)) || creates && args.keep.is_some() {
            continue;
        }
        lines.push(measure(which, &place, &engine, &server, &company, &accounts, shape, args)?);
        print(&lines[lines.len() - 1..], lines.len() == 1);
    }
    Ok(())
}

/// The accounts that are there.
fn there(engine: &Engine) -> Result<Vec<RecordId>> {
    let read = engine.db().read_blocking(Ctx::slow(), |tx| {
        let rows = tx.all("SELECT id FROM accounts WHERE deleted_at IS NULL ORDER BY id")?;
        Ok::<_, DbError>(rows.iter().filter_map(|row| RecordId::new(row.int(0)?)).collect())
    });
    Ok(read?)
}

fn caller<'a>(company: &'a Company, key: &str) -> Result<&'a Person> {
    Ok(match key {
        "administrator" => &company.administrator,
        "head" => &company.head,
        "leader" => &company.leader,
        "rep" => &company.rep,
        _ => bail!("nobody is called {key}"),
    })
}

#[expect(clippy::too_many_arguments, reason = "everything that a measurement is made of")]
fn measure(
    which: Which,
    place: &Place,
    engine: &Engine,
    server: &Server,
    company: &Company,
    accounts: &[RecordId],
    shape: Shape,
    args: &Args,
) -> Result<Line> {
    let person = caller(company, &shape.caller)?;
    // A read asks for what the caller sees: the owners of the first region come first, and own every first records.
    let seen = company.owners.len() / SIZE.regions;
    let visible: Vec<RecordId> =
        accounts.iter().enumerate().filter(|(n, _)| n % company.owners.len() < seen).map(|(_, id)| *id).collect();
    let drawn = shape.draw(DRAWN, 0, &visible);
    let database = heyi_db::test_support::database_name(&place.url).to_owned();
    let used = || -> Result<Duration> {
        let back_ends = if which == Which::Postgres { cpu::of_back_ends(&database)? } else { Duration::ZERO };
        Ok(cpu::of_process(server.pid())? + back_ends)
    };
    // Warm.
    load::run(server.address, &person.cookie, CLIENTS, &shape.draw(DRAWN, 1, &visible))?;
    let profile = args.perf.as_deref().map(|folder| profile(folder, server, which, &shape)).transpose()?;
    let (begun, before, groups) = (Instant::now(), used()?, seals(engine)?);
    let (mut all, mut requests) = (Seen { elapsed: Duration::ZERO, times: Vec::new() }, 0);
    let mut round = 2;
    while begun.elapsed() < LEAST {
        // Creates must differ from round to round; reads repeat the drawn ones.
        let again: Vec<Request> =
            if shape.name.contains("create") { shape.draw(DRAWN, round, &visible) } else { drawn.clone() };
        let seen = load::run(server.address, &person.cookie, CLIENTS, &again)?;
        all.elapsed += seen.elapsed;
        all.times.extend(seen.times);
        requests += again.len();
        round += 1;
    }
    let server_used = used()? - before;
    if let Some(mut profile) = profile {
        profile.wait()?;
    }
    all.times.sort_unstable();
    let emitted = emitted::of_requests(engine, &person.caller(engine), &drawn)?;
    if args.statements {
        statements::show(engine, &emitted)?;
    }
    let statements = emitted.iter().map(Vec::len).sum();
    let stepped = if shape.name.contains("create") {
        let groups = (seals(engine)? - groups).max(1);
        let group = (requests / groups as usize).max(1);
        println!("  creates came in groups of {group}");
        stepped::writes(which, &place.url, &emitted, group)?
    } else {
        stepped::reads(which, &place.url, &emitted)?
    };
    Ok(Line { shape, seen: all, requests, server: server_used, stepped, statements })
}

/// Seals so far: one for each commit group that wrote history.
fn seals(engine: &Engine) -> Result<i64> {
    let read = engine.db().read_blocking(Ctx::slow(), |tx| {
        Ok::<_, DbError>(tx.one("SELECT count(*) FROM seal")?.and_then(|row| row.int(0)).unwrap_or(0))
    });
    Ok(read?)
}

/// Starts `perf` on the server for some seconds.
fn profile(folder: &Path, server: &Server, which: Which, shape: &Shape) -> Result<Child> {
    std::fs::create_dir_all(folder)?;
    let file = folder.join(format!("{}-{which:?}.perf", shape.name));
    let mut perf = Command::new("perf");
    perf.args(["record", "-F", "499", "-g", "-o"]).arg(file).args([
        "-p",
        &server.pid().to_string(),
        "--",
        "sleep",
        "3",
    ]);
    perf.stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("perf cannot be started")
}

fn print(lines: &[Line], header: bool) {
    if header {
        println!(
            "  {:<10} {:>9} {:>11} {:>11} {:>7} {:>6} {:>9} {:>9} {:>6}",
            "shape", "req/s", "server µs", "SQL µs", "ratio", "goal", "p50 ms", "p95 ms", "stmts"
        );
    }
    for line in lines {
        let server = line.server.as_secs_f64() * 1e6 / line.requests as f64;
        let stepped = line.stepped.as_secs_f64() * 1e6 / DRAWN as f64;
        let ratio = server / stepped;
        let ms = |percent| line.seen.percentile(percent).as_secs_f64() * 1e3;
        println!(
            "  {:<10} {:>9.0} {server:>11.1} {stepped:>11.1} {ratio:>7.2} {:>6.1} {:>9.2} {:>9.2} {:>6.1}{}",
            line.shape.name,
            line.requests as f64 / line.seen.elapsed.as_secs_f64(),
            line.shape.goal,
            ms(50),
            ms(95),
            line.statements as f64 / DRAWN as f64,
            if ratio > line.shape.goal { "  MISSED" } else { "" }
        );
    }
}
