//! What the centre costs, and the road to it, each figure beside the bare limit of the same run: the same lines through the same
//! crates, the same rows into the same database, without our program around them. Contestants take turns and a ratio is taken within
//! a round; the table shows the median of the rounds and, in brackets, the least and the most.
//!
//! `cargo bench --no-default-features --features kiosk,central --bench centre`; `-- --help`: the groups, and what each needs.

mod again;
#[path = "../ledger/bare.rs"]
#[allow(dead_code)]
mod bare;
#[path = "../bare_open.rs"]
mod bare_open;
mod certificates;
mod closing;
mod export;
mod figure;
mod ingest;
#[path = "../measure.rs"]
mod measure;
mod opening;
mod pages;
mod place;
mod questions;
mod reports;
mod road;
mod served;
#[path = "../../tests/it/central/postgres.rs"]
#[allow(dead_code)]
mod server;
mod totals;

pub use figure::{Figure, Goal};
pub use measure::{Stop, spread, timed, worked};
use std::process::ExitCode;

/// How much is measured.
#[derive(Clone, Copy)]
pub struct Amount {
    pub rounds: usize,
    /// Bundles of 500 entries a round of intake.
    pub bundles: u32,
    pub people_counted: i64,
    pub people_exported: u32,
    pub people_asked: u64,
    /// People whose bundles are read again.
    pub people_again: u32,
    /// Stations whose people are shown again and again, and how many are shown in all.
    pub stations_seen: u32,
    pub people_seen: u64,
}

const FULL: Amount = Amount {
    rounds: 9,
    bundles: 12,
    people_counted: 5_000_000,
    people_exported: 10_000,
    people_asked: 250_000,
    people_again: 250_000,
    stations_seen: 114,
    people_seen: 5_000_000,
};
const QUICK: Amount = Amount {
    rounds: 3,
    bundles: 3,
    people_counted: 100_000,
    people_exported: 1_000,
    people_asked: 10_000,
    people_again: 5_000,
    stations_seen: 4,
    people_seen: 50_000,
};

type Group = fn(Amount) -> Result<Vec<Figure>, Stop>;
const GROUPS: [(&str, Group); 12] = [
    ("open", opening::all),
    ("intake", ingest::all),
    ("again", again::all),
    ("served", served::all),
    ("road", road::all),
    ("totals", totals::all),
    ("export", export::all),
    ("questions", questions::all),
    ("certificates", certificates::all),
    ("pages", pages::all),
    ("closing", closing::all),
    ("reports", reports::all),
];

const HELP: &str = "\
What the centre costs, each figure with its goal. Measure on a quiet machine, from the repository's folder:

  cargo bench --locked --no-default-features --features kiosk,central --bench centre -- [GROUP]... [--quick] [--json]

  open          a bundle opened and checked, the bare libraries beside it
  intake        bundles taken into the embedded ledger; how much longer it takes for what lists and searches show of a person (at most
                1.10 times); the same bundles again
  again         recount --from-bundles of 250,000 people, both engines (at most 60 s; taking 500 bundles in before it takes a minute
                each, and is not in the figure)
  served        bundles taken into PostgreSQL by several threads
  road          export, upload, intake, receipt; how long the demo takes until it serves (at most 20 s)
  totals        sums of 5,000,000 people
  export        a station's export and its memory
  questions     statistics of 250,000 tests
  certificates  files of certificates
  pages         searches, whom to remind of 10,000 in a unit (at most 100 ms), the overview at 200 requests a second; 5,000,000 people
                in PostgreSQL, which takes ten minutes to fill and 6 GB of disk
  closing       a closing of the whole city
  reports       reports as files

Intake with what lists show, and the recount, in one command:

  cargo bench --locked --no-default-features --features kiosk,central --bench centre -- intake again

  --quick       little of everything, to see that it works; goals of large amounts are left out
  --json        a line of JSON a figure as well
PostgreSQL is started by the bench itself from Debian's package (postgresql), below target/tmp.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{HELP}");
        return ExitCode::SUCCESS;
    }
    if let Some(people) = args.strip_prefix(&["--memory-of".to_owned()][..]).and_then(<[String]>::first) {
        return export::child(people);
    }
    let is = |word: &str| args.iter().any(|arg| arg == word);
    let amount = if is("--quick") || is("--short") { QUICK } else { FULL };
    let named: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    let mut figures = Vec::new();
    for (name, group) in GROUPS {
        if !named.is_empty() && !named.iter().any(|one| *one == name) {
            continue;
        }
        match group(amount) {
            Ok(some) => figures.extend(some),
            Err(Stop(why)) => {
                eprintln!("{name}: {why}");
                return ExitCode::FAILURE;
            }
        }
    }
    println!("\n| figure | measured | bare limit | ratio | goal | |\n|---|---|---|---|---|---|");
    for figure in &figures {
        println!("{}", figure.row());
        if is("--json") {
            println!("{}", figure.json());
        }
    }
    if figures.iter().all(Figure::is_met) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
