//! `recount --from-bundles` of as many people as a contest has tests of: every bundle that is kept is read again, and everybody gets what a
//! program of before kept nothing of; then everybody is counted again. As the command does, in the embedded ledger and in PostgreSQL.

use super::{
    Amount, Figure, Goal, Stop, place,
    server::{Postgres, QUICK},
    timed,
};
use tramso::{
    centre::{Access, Actor, Centre},
    ledger::{Ledger, PersonIndex, open_postgres},
};

/// People whose rows are made those of an earlier program at once.
const AT_ONCE: u32 = 5_000;

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let folder = place::scratch()?;
    let postgres = Postgres::start(&[QUICK, &["shared_buffers=1GB", "max_wal_size=8GB"]].concat());
    let database = postgres.database("again");
    let embedded = read_again(place::embedded(folder.path())?, amount)?;
    let served = read_again(open_postgres(&database, &place::keys()?.ledger_key())?, amount)?;
    let goal = if amount.people_again >= 250_000 { Goal::AtMost(60.0) } else { Goal::None };
    let figure = |name, ours| Figure { name, unit: "s", ours: vec![ours], bare: None, goal };
    Ok(vec![figure("recount --from-bundles, SQLite", embedded), figure("recount --from-bundles, PostgreSQL", served)])
}

/// Seconds that the command's work takes; who takes the bundles in is not in them.
fn read_again(ledger: Box<dyn Ledger>, amount: Amount) -> Result<f64, Stop> {
    let stations = amount.people_again / place::ENTRIES;
    let city = place::city(1_400, stations)?;
    let centre = Centre::open(ledger, place::keys()?)?;
    for number in 0..stations {
        let (grant, bundle) = place::bundle(&city, number)?;
        centre.admit(&Access::City, &grant, Actor::CommandLine, city.now)?;
        centre.ingest(&Access::City, &bundle.bytes, city.now.plus_ms(1_000))?;
    }
    forget_what_is_new(&centre)?;
    let (took, refilled) = timed(|| {
        let refilled = centre.read_bundles_again(&Access::City, city.now.plus_ms(2_000), &mut |_| ())?;
        let differ = centre.recount(&Access::City)?;
        if differ.is_empty() { Ok(refilled) } else { Err(Stop(format!("{} sums differ", differ.len()))) }
    })?;
    // Some go from one station to another, and are in the bundles of both.
    if refilled < u64::from(amount.people_again) / 2 {
        return Err(Stop(format!("{refilled} people got something")));
    }
    Ok(took)
}

/// Makes everybody's row one of before there were cards, searches and answers.
fn forget_what_is_new(centre: &Centre) -> Result<(), Stop> {
    let mut after = None;
    loop {
        let mut last = None;
        centre.ledger().write(&mut |tx| {
            let mut rows = tx.everybody(after, AT_ONCE)?;
            for row in &mut rows {
                row.card.clear();
                row.answers.clear();
                row.index = PersonIndex::default();
            }
            last = rows.last().map(|row| row.key);
            tx.set_people(&rows)
        })?;
        if last.is_none() {
            return Ok(());
        }
        after = last;
    }
}
