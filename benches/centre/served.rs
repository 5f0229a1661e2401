//! The same into PostgreSQL, by as many threads as the server takes bundles with on this machine, beside staging and ON CONFLICT of
//! the same packed rows by as many connections.

use super::{Amount, Figure, Goal, Stop, bare::BarePostgres, ingest::people, place, server::Postgres, timed};
use tramso::{centre::Access, ledger::open_postgres, web::default_concurrency};

/// As a centre runs it: what is written is written.
const SETTINGS: &[&str] = &["shared_buffers=512MB", "max_wal_size=4GB"];

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let server = Postgres::start(SETTINGS);
    let threads = default_concurrency();
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for round in 0..amount.rounds {
        let city = place::city(300 + round as u64, amount.bundles)?;
        let bundles = place::bundles(&city)?;
        let ledger = open_postgres(&server.database(&format!("ours{round}")), &place::keys()?.ledger_key())?;
        let centre = place::centre(ledger, &bundles, city.now)?;
        let entries = f64::from(place::ENTRIES * amount.bundles);
        let shares: Vec<_> = bundles.chunks(bundles.len().div_ceil(threads)).collect();
        let (taken, ()) = timed(|| {
            at_once(&shares, |share| {
                share.iter().try_for_each(|(_, bundle)| {
                    Ok(centre.ingest(&Access::City, &bundle.bytes, city.now.plus_ms(1_000)).map(drop)?)
                })
            })
        })?;
        let rows = people(&centre)?;
        let address = server.database(&format!("bare{round}"));
        let mut loops: Vec<BarePostgres> = Vec::new();
        for at in 0..threads {
            loops.push(if at == 0 { BarePostgres::open(&address)? } else { BarePostgres::beside(&address)? });
        }
        let halves = rows.chunks(rows.len().div_ceil(threads));
        let work: Vec<_> = loops.into_iter().map(std::sync::Mutex::new).zip(halves).collect();
        let (bare_s, ()) = timed(|| {
            at_once(&work, |(one, rows)| {
                let mut one = one.lock().map_err(|_| Stop("a thread ended".to_owned()))?;
                rows.chunks(1000).try_for_each(|some| one.add(some))
            })
        })?;
        ours.push(entries / taken);
        bare.push(entries / bare_s);
    }
    let speed = Figure {
        name: "ingested into PostgreSQL, as the server does",
        unit: "entries/s",
        ours: ours.clone(),
        bare: None,
        goal: Goal::AtLeast(20_000.0),
    };
    Ok(vec![
        Figure {
            name: "ingested into PostgreSQL with everything",
            unit: "entries/s",
            ours,
            bare: Some(("the same packed rows, staging + ON CONFLICT", bare)),
            goal: Goal::RatioAtLeast(0.6),
        },
        speed,
    ])
}

/// Each part of the work in a thread of its own.
fn at_once<T: Sync>(parts: &[T], work: impl Fn(&T) -> Result<(), Stop> + Sync) -> Result<(), Stop> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = parts.iter().map(|part| scope.spawn(|| work(part))).collect();
        threads.into_iter().try_for_each(|one| one.join().map_err(|_| Stop("a thread ended".to_owned()))?)
    })
}
