//! `heyi import` of a long list of company names: rows a second, and the memory of the process.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use heyi_db::Ctx;
use heyi_engine::{System, query};
use heyi_model::Filter;

use crate::people::said;
use crate::place::Place;
use crate::{Args, Which, cpu};

/// What the names are searched for, and in the million names of the test data how many have it.
const WORD: &str = "科技";

/// Imports and prints.
pub fn run(which: Which, args: &Args, list: &Path) -> Result<()> {
    let place = Place::new(which, args)?;
    let file = place.data.join("names.csv");
    let rows = with_header(list, &file)?;
    drop(place.engine(|_| ())?);
    let log = std::fs::File::create(place.data.join("import.log"))?;
    let arguments = ["import", "accounts", file.to_str().context("a path that is no text")?, "--quiet"];
    let mut command = place.command(&args.heyi, &arguments);
    let begun = Instant::now();
    let mut child = command.stdout(log.try_clone()?).stderr(log).spawn()?;
    let (mut peak, mut resident) = (0, 0);
    let status = loop {
        // The high-water mark and the present size; the process is read while it lives.
        peak = cpu::memory(child.id(), "VmHWM").unwrap_or(peak).max(peak);
        resident = cpu::memory(child.id(), "VmRSS").unwrap_or(0).max(resident);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let seconds = begun.elapsed().as_secs_f64();
    let said_by_it = std::fs::read_to_string(place.data.join("import.log"))?;
    if !status.success() {
        bail!("the import ended with {status}: {said_by_it}");
    }
    println!("== {which:?}: {}", said_by_it.trim());
    println!(
        "  {rows} rows in {seconds:.0} s: {:.0} a second; peak memory {} MB (VmHWM), {} MB seen as VmRSS",
        rows as f64 / seconds,
        peak / 1024,
        resident / 1024
    );
    search(&place)
}

/// How many have the word, and how long the first page of them takes.
fn search(place: &Place) -> Result<()> {
    let engine = place.engine(|_| ())?;
    let count = engine
        .read_blocking(System::command(), Ctx::slow(), |work| {
            query::count(work, "accounts", &Filter::default(), Some(WORD), true)
        })
        .map_err(said)?;
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..50 {
        let begun = Instant::now();
        let request = query::ListRequest { q: Some(WORD.into()), count: query::CountMode::None, ..Default::default() };
        engine
            .read_blocking(System::command(), Ctx::default(), move |work| {
                query::list(work, "accounts", &request, &mut Vec::new())
            })
            .map_err(said)?;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    println!(
        "  {WORD} is in {} names; its first page takes {:?} (median), {:?} (p95)",
        count.value, times[25], times[47]
    );
    Ok(())
}

/// Writes the list as a table with a heading; how many rows it has.
fn with_header(list: &Path, file: &Path) -> Result<usize> {
    let text = if list.extension().is_some_and(|ext| ext == "zst") {
        let unpacked = Command::new("zstd").args(["-dcq"]).arg(list).stdin(Stdio::null()).output().context("zstd")?;
        if !unpacked.status.success() {
            bail!("{} cannot be unpacked", list.display());
        }
        String::from_utf8(unpacked.stdout)?
    } else {
        std::fs::read_to_string(list)?
    };
    let mut out = std::io::BufWriter::new(std::fs::File::create(file)?);
    writeln!(out, "企业名称")?;
    let mut rows = 0;
    for name in text.lines().filter(|line| !line.trim().is_empty()) {
        writeln!(out, "\"{}\"", name.replace('"', "\"\""))?;
        rows += 1;
    }
    out.flush()?;
    Ok(rows)
}
