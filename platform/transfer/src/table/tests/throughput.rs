//! How fast and in how much memory a long file is read.

use std::io::{BufWriter, Write};
use std::time::Instant;

use tempfile::NamedTempFile;

use crate::table::{Hints, TableSource};

fn resident_bytes() -> Option<u64> {
    let pages: u64 = std::fs::read_to_string("/proc/self/statm").ok()?.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

#[test]
fn a_million_rows_are_read_in_a_few_megabytes() {
    const ROWS: usize = 1_000_000;
    const MAX_GROWTH_BYTES: u64 = 8 << 20;
    let file = NamedTempFile::new().unwrap();
    let mut out = BufWriter::new(file.as_file());
    writeln!(out, "企业名称").unwrap();
    for row in 0..ROWS {
        writeln!(out, "合一科技{row}有限公司").unwrap();
    }
    out.flush().unwrap();
    let before = resident_bytes();
    let start = Instant::now();
    let mut source = TableSource::open(file.path(), &Hints::default()).unwrap();
    let rows = source.rows().unwrap().map(Result::unwrap).count();
    let seconds = start.elapsed().as_secs_f64();
    let speed = rows as f64 / seconds;
    println!("{speed:.0} rows/s");
    assert_eq!(rows, ROWS);
    // Without optimisation the figure says nothing.
    assert!(cfg!(debug_assertions) || speed >= 500_000.0, "{speed:.0} rows/s");
    if let (Some(before), Some(after)) = (before, resident_bytes()) {
        println!("memory grew by {} KiB", after.saturating_sub(before) >> 10);
        assert!(after.saturating_sub(before) < MAX_GROWTH_BYTES, "memory grew by {} bytes", after - before);
    }
}
