//! What the station costs, each figure beside the bare limit of the same run: the same disk, the same terminal, the same
//! statements without our program around them. Contestants take turns in rounds, and a ratio is taken within a round, so that a
//! busy spell of the machine hits both sides.
//!
//! `cargo bench --no-default-features --features kiosk`: all groups, as a table for docs/BENCHMARKS.md.
//! `… -- answer draw`: these groups. `--json`: one line a figure as well. `--short`: few rounds, to see that it works.

mod answer;
mod bare;
mod content;
mod draw;
mod figure;
mod frames;
mod groups;
mod keys;
mod machine;
#[allow(dead_code, reason = "the others use more of it")]
#[path = "../measure.rs"]
mod measure;
mod memory;
mod place;
mod pty;
mod start;
mod unlock;

use figure::Stop;
use groups::{Group, has, run};
use std::process::ExitCode;

/// How much is measured.
#[derive(Clone, Copy)]
pub struct Scale {
    pub rounds: usize,
    /// Divides what one round does.
    pub thin: usize,
}

impl Scale {
    /// So many of something, fewer in a short run.
    pub fn of(self, whole: usize) -> usize {
        (whole / self.thin).max(2)
    }
}

/// By their names on the command line.
const GROUPS: [Group<Scale>; 8] = [
    ("start", start::measure),
    ("keys", keys::measure),
    ("memory", memory::measure),
    ("unlock", unlock::measure),
    ("answer", answer::measure),
    ("draw", draw::measure),
    ("content", content::measure),
    ("frames", frames::measure),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let ended = match args.first().map(String::as_str) {
        Some(bare::APP) => bare::app(),
        Some(answer::CHILD) => answer::child(&args[1..]),
        _ => all(&args),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop(why)) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn all(args: &[String]) -> Result<(), Stop> {
    let short = has(args, "--short");
    let scale = if short { Scale { rounds: 3, thin: 5 } } else { Scale { rounds: 9, thin: 1 } };
    run(args, &GROUPS, scale, short.then_some("A short run: the figures only show that everything works."))
}
