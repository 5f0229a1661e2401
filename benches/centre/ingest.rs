//! Bundles of people who are new, ingested into the embedded ledger with everything (signatures, verdicts, people, sums, receipt), beside
//! the bare loop of the same packed rows; and the same bundles once more.

use super::{Amount, Figure, Goal, Stop, bare::BareSqlite, place, timed};
use std::{hint::black_box, path::Path};
use tramso::{
    centre::{Access, Centre, Outcome, SearchIndex},
    judging::Card,
    ledger::{PersonIndex, PersonRow},
};

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let (mut ours, mut bare, mut again) = (Vec::new(), Vec::new(), Vec::new());
    let (mut seconds, mut without) = (Vec::new(), Vec::new());
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
        let shown = shown(folder.path(), &rows)?;
        seconds.push(first);
        without.push(first - shown);
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
            name: "intake with what lists and searches show",
            unit: "s",
            ours: seconds,
            bare: Some(("the same without their columns and what fills them", without)),
            goal: Goal::RatioAtMost(1.10),
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

/// Seconds that cards, searches and answers cost of these people's intake: what is computed of a card and a search, and how much longer
/// rows with them take to be written than rows without.
fn shown(folder: &Path, rows: &[PersonRow]) -> Result<f64, Stop> {
    let bare: Vec<PersonRow> = rows
        .iter()
        .map(|row| PersonRow { card: Vec::new(), answers: Vec::new(), index: PersonIndex::default(), ..row.clone() })
        .collect();
    let written = |name: &str, rows: &[PersonRow]| {
        let place = folder.join(name);
        std::fs::create_dir(&place)?;
        let ledger = place::embedded(&place)?;
        let (took, ()) = timed(|| {
            rows.chunks(place::ENTRIES as usize)
                .try_for_each(|some| Ok(ledger.write(&mut |tx| tx.add_people(some).map(drop))?))
        })?;
        Ok::<_, Stop>(took)
    };
    let more = written("with", rows)? - written("without", &bare)?;
    let search = SearchIndex::new(&place::keys()?.search_key());
    let (computed, ()) = timed(|| {
        rows.iter().filter(|row| !row.card.is_empty()).try_for_each(|row| {
            let card = Card::read(&row.card).map_err(|_| Stop("card".to_owned()))?;
            let unit = row.standing.unit.as_deref();
            black_box((search.of(&row.key, unit, Some(&card.name), card.phone.as_deref()), card.write()));
            Ok(())
        })
    })?;
    Ok(more.max(0.0) + computed)
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
