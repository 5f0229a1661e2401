//! The city's and a unit's sums over HTTP and JSON, beside counting everybody: as many people as the sums count, in rows that
//! are narrower than real ones and cheaper to count.

use super::{Amount, Figure, Goal, Stop, place, road::Demo, spread, timed};
use rusqlite::Connection;
use std::{path::Path, thread::sleep, time::Duration};
use tramso::ledger::{Counts, Scope, TallyKey, open_sqlite};

const VILLAGES: i64 = 40;
/// Asked so often, slower than the server lets one address ask.
const ASKED: usize = 200;
const PAUSE: Duration = Duration::from_millis(12);

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let demo = Demo::start()?;
    let city = place::city(1, 1)?;
    let units: Vec<String> = city.pack.units.iter().map(|unit| unit.code.as_str().to_owned()).collect();
    fill(demo.folder.path(), &units, amount.people_counted)?;
    let cookie = demo.server.sign_in(&demo.password)?.ok_or_else(|| Stop("not signed in".to_owned()))?;
    let one = units.first().cloned().unwrap_or_default();
    let (mut all, mut of_one) = (Vec::new(), Vec::new());
    for _ in 0..ASKED {
        all.push(timed(|| Ok(demo.server.totals_of(&cookie, None)?))?.0 * 1e3);
        sleep(PAUSE);
        of_one.push(timed(|| Ok(demo.server.totals_of(&cookie, Some(&one))?))?.0 * 1e3);
        sleep(PAUSE);
    }
    let counted = count(demo.folder.path(), amount)?;
    let (median, ..) = spread(all.clone());
    let late = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values.get(values.len() * 95 / 100).copied().unwrap_or(f64::MAX)
    };
    let alone = |name, ours| Figure { name, unit: "ms", ours, bare: None, goal: Goal::AtMost(5.0) };
    let rounds = counted.len();
    Ok(vec![
        alone("the city's sums over HTTP and JSON, p95", vec![late(all)]),
        alone("a unit's sums with villages and days, p95", vec![late(of_one)]),
        Figure {
            name: "the city's sums beside GROUP BY over everybody",
            unit: "ms",
            ours: vec![median; rounds],
            bare: Some(("GROUP BY", counted)),
            goal: if amount.people_counted >= 5_000_000 { Goal::RatioAtMost(0.01) } else { Goal::None },
        },
    ])
}

/// Sums of so many people in the running program's ledger.
fn fill(folder: &Path, units: &[String], people: i64) -> Result<(), Stop> {
    let mut made = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path().join("so-cai.db"));
    let file = made.find(|file| file.exists()).ok_or_else(|| Stop("no ledger".to_owned()))?;
    let ledger = open_sqlite(&file, &place::keys()?.ledger_key())?;
    let each = people / units.len() as i64 / VILLAGES;
    let counts = |people| Counts { registered: people, finished: people, valid: people, ..Counts::default() };
    let key = |scope, unit: &String, name: String| TallyKey { scope, unit: unit.clone(), name, day: 0 };
    let mut changes = Vec::new();
    for unit in units {
        changes.push((key(Scope::Unit, unit, String::new()), counts(each * VILLAGES)));
        changes.extend((0..VILLAGES).map(|at| (key(Scope::Village, unit, format!("Thôn {at}")), counts(each))));
    }
    ledger.write(&mut |tx| tx.add_tallies(&changes))?;
    Ok(())
}

/// Milliseconds that counting them takes, several times.
fn count(folder: &Path, amount: Amount) -> Result<Vec<f64>, Stop> {
    let bare = Connection::open(folder.join("count.db"))?;
    let table = "CREATE TABLE count (unit TEXT, village TEXT, valid INTEGER)";
    bare.execute_batch(&format!("PRAGMA key = \"x'{}'\"; {table}", "0b".repeat(32)))?;
    bare.execute(
        "WITH RECURSIVE at (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM at WHERE n + 1 < ?1)
         INSERT INTO count SELECT cast(20000 + n % 114 AS TEXT), 'Thôn ' || (n / 114 % 40), 20700 FROM at",
        [amount.people_counted],
    )?;
    let mut taken = Vec::new();
    for _ in 0..amount.rounds.min(3) {
        let (took, _) = timed(|| {
            let mut all = bare.prepare("SELECT unit, count(*), count(valid) FROM count GROUP BY unit")?;
            let mut rows = all.query(())?;
            let mut found = 0;
            while rows.next()?.is_some() {
                found += 1;
            }
            Ok(found)
        })?;
        taken.push(took * 1e3);
    }
    Ok(taken)
}
