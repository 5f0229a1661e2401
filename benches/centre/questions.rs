//! Statistics of questions from the first tests of many people: rows of people who were really taken in, each again under other keys.

use super::{
    Amount, Figure, Goal, Stop,
    ingest::people,
    measure::clock,
    place,
    server::{Postgres, QUICK},
    timed,
};
use tramso::{
    centre::{Access, Centre},
    crypto::sha256,
    domain::{Moment, PersonKey},
    ledger::{Ledger, PersonRow, open_postgres},
};

/// People that are added at once.
const AT_ONCE: usize = 5_000;
/// How often they are counted.
const ROUNDS: i64 = 5;
/// Between two counts, so that none is the one before.
const HOUR_MS: i64 = 3_600_000;

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let folder = place::scratch()?;
    let postgres = Postgres::start(QUICK);
    let place = postgres.database("questions");
    let goal = if amount.people_asked >= 250_000 { Goal::AtMost(2.0) } else { Goal::None };
    let (wall, worked) = counted(place::embedded(folder.path())?, amount)?;
    let (of_server, _) = counted(open_postgres(&place, &place::keys()?.ledger_key())?, amount)?;
    let figure = |name, ours, goal| Figure { name, unit: "s", ours, bare: None, goal };
    Ok(vec![
        figure("statistics of questions, SQLite", wall, goal),
        figure("the same, time that the thread worked", worked, goal),
        figure("statistics of questions, PostgreSQL", of_server, goal),
    ])
}

/// Seconds that each count takes on the wall, and that its thread worked.
fn counted(ledger: Box<dyn Ledger>, amount: Amount) -> Result<(Vec<f64>, Vec<f64>), Stop> {
    let city = place::city(900, 1)?;
    let bundles = place::bundles(&city)?;
    let centre = place::centre(ledger, &bundles, city.now)?;
    for (_, bundle) in &bundles {
        centre.ingest(&Access::City, &bundle.bytes, city.now.plus_ms(1_000))?;
    }
    let rows: Vec<PersonRow> = people(&centre)?;
    let mut number = 0_u64;
    while number < amount.people_asked {
        let more: Vec<PersonRow> = (0..AT_ONCE)
            .filter_map(|_| {
                number += 1;
                let at = usize::try_from(number).unwrap_or(0) % rows.len();
                Some(PersonRow { key: PersonKey(sha256(&[&number.to_be_bytes()])), ..rows.get(at)?.clone() })
            })
            .collect();
        centre.ledger().write(&mut |tx| tx.add_people(&more).map(drop))?;
    }
    let (mut wall, mut worked) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let before = clock();
        wall.push(once(&centre, city.now.plus_ms((round + 1) * HOUR_MS), amount.people_asked)?);
        worked.push(clock() - before);
    }
    Ok((wall, worked))
}

fn once(centre: &Centre, now: Moment, least: u64) -> Result<f64, Stop> {
    let (took, found) =
        timed(|| centre.question_statistics(&Access::City, now).map_err(|_| Stop("refused".to_owned())))?;
    let tests: u64 = found.tests.iter().map(|test| test.figures.tests).sum();
    if tests < least || found.unread > 0 {
        Err(Stop(format!("{tests} tests, {} unread", found.unread)))
    } else {
        Ok(took)
    }
}
