//! What the ledger costs, each figure beside the bare loop of the same run: the same packed rows in the same database without our
//! program around them. Contestants take turns and a ratio is taken within a round. It is the time on the wall that counts, as the
//! work is shared with a database: measure on a quiet machine.
//!
//! `cargo bench --no-default-features --features central --bench ledger`; `-- --short`: little of everything, to see that it works.

mod bare;
#[path = "../measure.rs"]
#[allow(dead_code)]
mod measure;
mod people;
#[path = "../../tests/it/central/postgres.rs"]
#[allow(dead_code)]
mod server;
mod totals;

use bare::{BarePostgres, BareSqlite};
pub use measure::{Stop, spread};
use people::People;
use std::process::ExitCode;
use tramso::{
    crypto::Secret,
    ledger::{Ledger, LedgerError, open_postgres, open_sqlite},
};

/// What the issue asks for: at least so much of the bare speed.
const WRITING: f64 = 0.6;
/// People of one bundle, which is one transaction.
const PEOPLE: u64 = 1000;

/// As a centre runs it: what is written is written.
const SETTINGS: &[&str] = &["shared_buffers=512MB", "max_wal_size=4GB"];

fn main() -> ExitCode {
    match all(std::env::args().any(|arg| arg == "--short")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop(why)) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn all(short: bool) -> Result<(), Stop> {
    let (rounds, bundles, many) = if short { (3, 3, 100_000) } else { (15, 10, 5_000_000) };
    let folder = tempfile::tempdir()?;
    let key = Secret::from_bytes(&mut [7; 32]);
    let file = open_sqlite(&folder.path().join("ledger.db"), &key)?;
    let mut bare_file = BareSqlite::open(&folder.path().join("bare.db"))?;
    let server = server::Postgres::start(SETTINGS);
    let database = open_postgres(&server.database("ours"), &key)?;
    let mut bare_database = BarePostgres::open(&server.database("bare"))?;

    let mut people = People::default();
    let (mut embedded, mut served) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let work: Vec<_> = (0..bundles).map(|_| people.bundle(PEOPLE)).collect();
        let ours = timed(|| work.iter().try_for_each(|bundle| Ok(bundle.take(file.as_ref())?)))?;
        let bare = timed(|| work.iter().try_for_each(|bundle| bare_file.add(&bundle.people)))?;
        embedded.push((ours, bare));
        let ours = timed(|| work.iter().try_for_each(|bundle| Ok(bundle.take(database.as_ref())?)))?;
        let bare = timed(|| work.iter().try_for_each(|bundle| bare_database.add(&bundle.people)))?;
        served.push((ours, bare));
    }
    let entries = bundles as f64 * PEOPLE as f64;
    let slower_file = print_figures("SQLite: people of new bundles", entries, &embedded);
    let slower_database = print_figures("PostgreSQL: people of new bundles", entries, &served);
    println!();
    let totals = totals::all(&server, folder.path(), many, (file.as_ref(), database.as_ref()))?;
    println!("\nSQLite      {:.2} of the bare speed (at least {WRITING})", 1.0 / slower_file);
    println!("PostgreSQL  {:.2} of the bare speed (at least {WRITING})", 1.0 / slower_database);
    if 1.0 / slower_file < WRITING || 1.0 / slower_database < WRITING || !totals {
        return Err(Stop("a goal is missed".to_owned()));
    }
    Ok(())
}

/// Seconds on the wall.
pub fn timed<T>(work: impl FnOnce() -> Result<T, Stop>) -> Result<f64, Stop> {
    Ok(measure::timed(work)?.0)
}

/// Prints how many a second, and answers with the median of the ratios of times.
fn print_figures(name: &str, entries: f64, rounds: &[(f64, f64)]) -> f64 {
    let (ours, most, least) = spread(rounds.iter().map(|(ours, _)| ours / entries).collect());
    let (bare, bare_most, bare_least) = spread(rounds.iter().map(|(_, bare)| bare / entries).collect());
    let (ratio, ratio_least, ratio_most) = spread(rounds.iter().map(|(ours, bare)| ours / bare).collect());
    println!(
        "{name}: {:.0} a second ({:.0}-{:.0}); bare {:.0} ({:.0}-{:.0}); time {ratio:.2} of bare ({ratio_least:.2}-{ratio_most:.2})",
        1.0 / ours,
        1.0 / least,
        1.0 / most,
        1.0 / bare,
        1.0 / bare_least,
        1.0 / bare_most
    );
    ratio
}

/// Reads something once.
pub fn read<T>(
    ledger: &dyn Ledger,
    mut work: impl FnMut(&mut dyn tramso::ledger::Tx) -> Result<T, LedgerError>,
) -> Result<T, Stop> {
    let mut answer = None;
    ledger.read(&mut |tx| {
        answer = Some(work(tx)?);
        Ok(())
    })?;
    answer.ok_or_else(|| Stop("no answer".to_owned()))
}
