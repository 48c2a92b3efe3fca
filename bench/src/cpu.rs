//! What the kernel says that processes and threads have used.

use std::time::Duration;

use anyhow::{Context as _, Result};

/// Clock ticks a second in `/proc`: the kernel's ABI fixes it for all machines that Linux runs on today.
const TICKS: u64 = 100;

/// User and system time of a process with all its threads, to 10 ms.
pub fn of_process(pid: u32) -> Result<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).with_context(|| format!("no process {pid}"))?;
    // The name in brackets may hold spaces.
    let fields: Vec<&str> = text.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok()).unwrap_or(0);
    Ok(Duration::from_millis((ticks(11) + ticks(12)) * (1000 / TICKS)))
}

/// The same for the PostgreSQL back ends of a database.
pub fn of_back_ends(database: &str) -> Result<Duration> {
    let mut sum = Duration::ZERO;
    for pid in back_ends(database)? {
        // One may have ended since.
        sum += of_process(pid).unwrap_or_default();
    }
    Ok(sum)
}

/// PostgreSQL writes the database into the title of each back end.
fn back_ends(database: &str) -> Result<Vec<u32>> {
    let mut pids = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let Some(pid) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let title = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let title = String::from_utf8_lossy(&title);
        if title.starts_with("postgres: ") && title.split(' ').any(|word| word == database) {
            pids.push(pid);
        }
    }
    Ok(pids)
}

/// What the thread that asks has used, to the nanosecond.
pub fn of_this_thread() -> Result<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").context("the kernel counts no run time")?;
    let nanos = text.split(' ').next().and_then(|field| field.parse().ok()).context("no run time")?;
    Ok(Duration::from_nanos(nanos))
}

/// A line of `/proc/PID/status` in KiB: `VmRSS`, `VmHWM`.
pub fn memory(pid: u32, line: &str) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = text.lines().find_map(|found| found.strip_prefix(line)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}
