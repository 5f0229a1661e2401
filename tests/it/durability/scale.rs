//! How much is tried: one variable, `TRAMSO_SCALE`, from 1 (each push, the default) to 10 (before a release).

use std::io::Write;
use tempfile::TempDir;

/// The scale of the long set.
const LONG: f64 = 10.0;

/// A count between those of the quick and of the long set.
pub fn scaled(quick: usize, long: usize) -> usize {
    let scale: f64 = std::env::var("TRAMSO_SCALE").map_or(1.0, |text| text.parse().expect("TRAMSO_SCALE is a number"));
    let count = if scale <= 1.0 {
        quick as f64 * scale
    } else {
        quick as f64 + (long as f64 - quick as f64) * (scale - 1.0) / (LONG - 1.0)
    };
    (count.round() as usize).max(1)
}

/// A line that is shown even when the harness holds back what passing tests print.
pub fn tell(line: &str) {
    let mut out = std::io::stderr().lock();
    writeln!(out, "{line}").unwrap();
}

/// A folder in memory where there is one: what is tried is the order of calls, not the disk below.
pub fn scratch() -> TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    made.unwrap()
}
