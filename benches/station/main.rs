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
mod keys;
mod machine;
mod memory;
mod place;
mod pty;
mod start;
mod unlock;

use figure::{Figure, Stop};
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

type Group = (&'static str, fn(Scale) -> Result<Vec<Figure>, Stop>);

/// By their names on the command line.
const GROUPS: [Group; 8] = [
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
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let wanted: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    if let Some(unknown) = wanted.iter().find(|name| GROUPS.iter().all(|(group, _)| *group != name.as_str())) {
        let known: Vec<&str> = GROUPS.iter().map(|(name, _)| *name).collect();
        return Err(Stop(format!("no group {unknown:?}; there are: {}", known.join(" "))));
    }
    let scale = if has("--short") { Scale { rounds: 3, thin: 5 } } else { Scale { rounds: 9, thin: 1 } };
    let mut figures = Vec::new();
    let whole = machine::Watch::start();
    for (name, measure) in GROUPS {
        if !wanted.is_empty() && wanted.iter().all(|one| *one != name) {
            continue;
        }
        eprintln!("{name} …");
        let watch = machine::Watch::start();
        let mut measured = measure(scale)?;
        let others = watch.others();
        measured.iter_mut().for_each(|figure| figure.others = others);
        if has("--json") {
            measured.iter().for_each(|figure| println!("{}", figure.json(name)));
        }
        figures.extend(measured);
    }
    println!("\n{}\n", machine::described());
    println!("{}", machine::verdict(whole.others(), whole.seconds()));
    if scale.thin > 1 {
        println!("A short run: the figures only show that everything works.");
    }
    println!("\n{}", figure::table(&figures));
    Ok(())
}
