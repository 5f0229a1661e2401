//! What the content office's work costs, each figure beside a bare limit of the same run (benches/station says how it is
//! measured, and its table and its watch over the machine are used here).
//!
//! `cargo bench --no-default-features --features studio --bench office`: all groups. `… -- lint`: this group. `--json`: one line a
//! figure as well. `--short`: few rounds, to see that it works.

#[allow(dead_code, reason = "the station's bench uses more of it")]
#[path = "../station/figure.rs"]
mod figure;
mod lint;
#[allow(dead_code, reason = "the station's bench uses more of it")]
#[path = "../station/machine.rs"]
mod machine;
mod packs;

/// Where the machine's table looks for its disk.
mod place {
    use std::path::Path;

    pub fn scratch() -> &'static Path {
        Path::new(env!("CARGO_TARGET_TMPDIR"))
    }
}

use figure::{Figure, Stop};
use std::process::ExitCode;

/// How much is measured.
#[derive(Clone, Copy)]
pub struct Scale {
    pub rounds: usize,
}

type Group = (&'static str, fn(Scale) -> Result<Vec<Figure>, Stop>);

/// By their names on the command line.
const GROUPS: &[Group] = &[("lint", lint::measure), ("packs", packs::measure)];

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
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let wanted: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    if let Some(unknown) = wanted.iter().find(|name| GROUPS.iter().all(|(group, _)| *group != name.as_str())) {
        let known: Vec<&str> = GROUPS.iter().map(|(name, _)| *name).collect();
        return Err(Stop(format!("no group {unknown:?}; there are: {}", known.join(" "))));
    }
    let scale = Scale { rounds: if has("--short") { 3 } else { 15 } };
    let mut figures = Vec::new();
    let whole = machine::Watch::start();
    for (name, measure) in GROUPS {
        if !wanted.is_empty() && wanted.iter().all(|one| one != name) {
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
    println!("\n{}", figure::table(&figures));
    Ok(())
}
