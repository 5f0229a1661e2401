//! Bundles of people who are new, ingested into the embedded ledger with everything (signatures, verdicts, people, sums, receipt), beside
//! the bare loop of the same packed rows; and the same bundles once more.

use super::{Amount, Figure, Goal, Stop, bare::BareSqlite, place, timed};
use tramso::{
    centre::{Access, Centre, Outcome},
    ledger::PersonRow,
};

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let (mut ours, mut bare, mut again) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..amount.rounds {
        let city = place::city(100 + round as u64, amount.bundles)?;
        let bundles = place::bundles(&city)?;
        let folder = place::scratch()?;
        let centre = place::centre(place::embedded(folder.path())?, &bundles, city.now)?;
        let entries = f64::from(place::ENTRIES * amount.bundles);
        let take = |outcome: Outcome| {
            timed(|| {
                for (_, bundle) in &bundles {
                    if centre.ingest(&Access::City, &bundle.bytes, city.now.plus_ms(1_000))?.outcome != outcome {
                        return Err(Stop("another outcome".to_owned()));
                    }
                }
                Ok(())
            })
        };
        let (first, ()) = take(Outcome::New)?;
        let (second, ()) = take(Outcome::Known)?;
        let rows = people(&centre)?;
        let mut loops = BareSqlite::open(&folder.path().join("bare.db"))?;
        let (bare_s, ()) = timed(|| rows.chunks(place::ENTRIES as usize).try_for_each(|some| loops.add(some)))?;
        ours.push(entries / first);
        bare.push(entries / bare_s);
        again.push(first / second);
    }
    Ok(vec![
        Figure {
            name: "ingested into SQLite with everything",
            unit: "entries/s",
            ours,
            bare: Some(("the same packed rows, rusqlite alone", bare)),
            goal: Goal::RatioAtLeast(0.6),
        },
        Figure {
            name: "a known bundle again",
            unit: "times as fast",
            ours: again,
            bare: None,
            goal: Goal::AtLeast(5.0),
        },
    ])
}

/// Everybody as the ledger keeps them.
pub fn people(centre: &Centre) -> Result<Vec<PersonRow>, Stop> {
    let mut rows: Vec<PersonRow> = Vec::new();
    centre.ledger().read(&mut |tx| {
        rows.clear();
        loop {
            let some = tx.everybody(rows.last().map(|row| row.key), 5_000)?;
            if some.is_empty() {
                return Ok(());
            }
            rows.extend(some);
        }
    })?;
    Ok(rows)
}
