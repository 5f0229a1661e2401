//! What the content office's work costs, each figure beside a bare limit of the same run (benches/station describes how it is
//! measured, and its table and its watch over the machine are used here).
//!
//! `cargo bench --no-default-features --features studio --bench office`: all groups. `… -- lint`: this group. `--json`: one line a
//! figure as well. `--short`: few rounds, to see that it works.

#[allow(dead_code, reason = "the station's bench uses more of it")]
#[path = "../station/figure.rs"]
mod figure;
#[path = "../station/groups.rs"]
mod groups;
mod lint;
#[allow(dead_code, reason = "the station's bench uses more of it")]
#[path = "../station/machine.rs"]
mod machine;
#[allow(dead_code, reason = "the others use more of it")]
#[path = "../measure.rs"]
mod measure;
mod packs;
mod papers;

/// Where the machine's table looks for its disk.
mod place {
    use std::path::Path;

    pub fn scratch() -> &'static Path {
        Path::new(env!("CARGO_TARGET_TMPDIR"))
    }
}

use figure::Stop;
use groups::{Group, has, run};
use std::process::ExitCode;

/// How much is measured.
#[derive(Clone, Copy)]
pub struct Scale {
    pub rounds: usize,
}

/// By their names on the command line.
const GROUPS: &[Group<Scale>] = &[("lint", lint::measure), ("packs", packs::measure), ("papers", papers::measure)];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match all(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop(why)) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn all(args: &[String]) -> Result<(), Stop> {
    let scale = Scale { rounds: if has(args, "--short") { 3 } else { 15 } };
    run(args, GROUPS, scale, None)
}
