//! The sums that a page shows, beside counting everybody.

use super::{Stop, read, server::Postgres, spread, timed};
use rusqlite::Connection;
use std::path::Path;
use tramso::ledger::{Counts, Ledger, Scope, TallyKey};

const UNITS: i64 = 114;
const VILLAGES: i64 = 40;
/// All sums of units within so many milliseconds, 95 of 100 times.
const WITHIN_MS: f64 = 5.0;

/// Fills the sums, and as many narrow rows of people as they are the sum of (real rows are wider, and dearer to count).
pub fn all(server: &Postgres, folder: &Path, many: i64, ours: (&dyn Ledger, &dyn Ledger)) -> Result<bool, Stop> {
    let each = many / UNITS / VILLAGES;
    for ledger in [ours.0, ours.1] {
        let counts = |people| Counts { registered: people, finished: people, valid: people, ..Counts::default() };
        let key =
            |scope, unit: i64, name: String| TallyKey { scope, unit: format!("{:05}", 20_000 + unit), name, day: 0 };
        let units = (0..UNITS).map(|unit| (key(Scope::Unit, unit, String::new()), counts(each * VILLAGES)));
        let villages = (0..UNITS * VILLAGES)
            .map(|at| (key(Scope::Village, at / VILLAGES, format!("Thôn {}", at % VILLAGES)), counts(each)));
        let changes: Vec<_> = units.chain(villages).collect();
        ledger.write(&mut |tx| tx.add_tallies(&changes))?;
    }
    let bare = Connection::open(folder.join("count.db"))?;
    bare.execute_batch(&format!(
        "PRAGMA key = \"x'{}'\"; CREATE TABLE count (unit TEXT, village TEXT, valid INTEGER)",
        "0b".repeat(32)
    ))?;
    bare.execute(
        "WITH RECURSIVE at (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM at WHERE n + 1 < ?1)
         INSERT INTO count SELECT cast(20000 + n % 114 AS TEXT), 'Thôn ' || (n / 114 % 40), 20700 FROM at",
        [many],
    )?;
    server.sql(
        "bare",
        &format!(
            "CREATE TABLE count AS SELECT (20000 + n % 114)::text AS unit, 'Thôn ' || (n / 114 % 40) AS village, 20700 AS valid
             FROM generate_series(0, {many} - 1) n; VACUUM ANALYZE count"
        ),
    );
    let count = "SELECT unit, count(*), count(valid) FROM count GROUP BY unit";
    let by_file = timed(|| {
        let mut all = bare.prepare(count)?;
        let mut rows = all.query(())?;
        let mut found = 0;
        while rows.next()?.is_some() {
            found += 1;
        }
        Ok(found)
    })?;
    server.sql("bare", count);
    let by_database = timed(|| Ok(server.sql("bare", count)))?;
    let embedded = print_figures("SQLite", ours.0, many, by_file)?;
    let served = print_figures("PostgreSQL", ours.1, many, by_database)?;
    Ok(embedded && served)
}

fn print_figures(name: &str, ledger: &dyn Ledger, many: i64, counted: f64) -> Result<bool, Stop> {
    let mut units = Vec::new();
    let mut villages = Vec::new();
    for _ in 0..200 {
        units.push(timed(|| read(ledger, |tx| tx.tallies(Scope::Unit, None)))? * 1e3);
        villages.push(timed(|| read(ledger, |tx| tx.tallies(Scope::Village, None)))? * 1e3);
    }
    units.sort_by(f64::total_cmp);
    let late = units.get(units.len() * 95 / 100).copied().unwrap_or(f64::MAX);
    let (unit, least, most) = spread(units);
    let (village, ..) = spread(villages);
    println!(
        "{name}: sums of {UNITS} units {unit:.3} ms ({least:.3}-{most:.3}, p95 {late:.3}), of {} villages {village:.2} ms; \
         counting {many} people {:.0} ms, {:.0} times as long",
        UNITS * VILLAGES,
        counted * 1e3,
        counted * 1e3 / unit
    );
    Ok(late <= WITHIN_MS)
}
