//! Many at once: nobody waits in a circle, and no change is lost.

use super::{
    on_both, read,
    rows::{person, station_row, sum},
    write,
};
use std::{sync::mpsc, thread};
use tramso::{
    domain::PersonKey,
    ledger::{Counts, Ledger, PersonIndex, PersonRow, Scope, Standing, StationRow},
};

const THREADS: u8 = 8;
const ROUNDS: u64 = 15;
const PEOPLE: u8 = 60;
const AT_ONCE: usize = 25;

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(sides).unwrap()).unwrap()
    }

    fn some_people(&mut self) -> Vec<PersonKey> {
        let mut all: Vec<PersonKey> = (0..PEOPLE).map(person).collect();
        (0..AT_ONCE).map(|_| all.swap_remove(self.roll(all.len()))).collect()
    }
}

/// Everybody's facts are how often they came.
fn times(row: &PersonRow) -> u64 {
    u64::from_le_bytes(row.facts.as_slice().try_into().unwrap())
}

fn visit(ledger: &dyn Ledger, keys: &[PersonKey]) {
    let came = |key: &PersonKey, times: u64| PersonRow {
        key: *key,
        standing: Standing::default(),
        facts: times.to_le_bytes().to_vec(),
        card: Vec::new(),
        index: PersonIndex::default(),
        answers: Vec::new(),
    };
    let done = write(ledger, |tx| {
        let new: Vec<PersonRow> = keys.iter().map(|key| came(key, 1)).collect();
        let there = tx.add_people(&new)?;
        let known = tx.people(&there)?;
        assert_eq!(known.len(), there.len());
        let again: Vec<PersonRow> = known.iter().map(|row| came(&row.key, times(row) + 1)).collect();
        tx.set_people(&again)?;
        let changes: Vec<_> = keys
            .iter()
            .map(|key| (sum(Scope::Unit, &(key.0[0] % 7).to_string(), "", 0), Counts { valid: 1, ..Counts::default() }))
            .collect();
        tx.add_tallies(&changes)
    });
    done.unwrap();
}

#[test]
fn visits_of_the_same_people_from_everywhere_are_all_counted() {
    on_both(|ledger| {
        thread::scope(|scope| {
            for number in 0..THREADS {
                scope.spawn(move || {
                    let mut dice = Dice(u64::from(number));
                    for _ in 0..ROUNDS {
                        visit(ledger, &dice.some_people());
                    }
                });
            }
        });
        let all = u64::from(THREADS) * ROUNDS * u64::try_from(AT_ONCE).unwrap();
        let (people, sums) = read(ledger, |tx| Ok((tx.everybody(None, 999)?, tx.tallies(Scope::Unit, None)?)));
        assert_eq!(people.iter().map(times).sum::<u64>(), all);
        assert_eq!(u64::try_from(sums.iter().map(|(_, counts)| counts.valid).sum::<i64>()).unwrap(), all);
    });
}

#[test]
fn two_who_write_of_one_station_come_one_after_another() {
    on_both(|ledger| {
        write(ledger, |tx| tx.put_station(&station_row(1))).unwrap();
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(move || {
                    for _ in 0..ROUNDS {
                        let done = write(ledger, |tx| {
                            let row = tx.station(&station_row(1).station)?.unwrap();
                            tx.put_station(&StationRow { receipts: row.receipts + 1, ..row })
                        });
                        done.unwrap();
                    }
                });
            }
        });
        let row = read(ledger, |tx| tx.station(&station_row(1).station)).unwrap();
        assert_eq!(row.receipts, u64::from(THREADS) * ROUNDS);
    });
}

#[test]
fn who_reads_waits_for_nobody_and_sees_one_moment() {
    on_both(|ledger| {
        write(ledger, |tx| tx.put_station(&station_row(1))).unwrap();
        let (to_reader, begin) = mpsc::channel();
        let (to_writer, go_on) = mpsc::channel();
        let go_on = std::sync::Mutex::new(go_on);
        thread::scope(|scope| {
            scope.spawn(move || {
                let done = write(ledger, |tx| {
                    tx.station(&station_row(1).station)?;
                    tx.put_station(&StationRow { receipts: 1, ..station_row(1) })?;
                    to_reader.send(()).unwrap();
                    go_on.lock().unwrap().recv().unwrap();
                    Ok(())
                });
                done.unwrap();
                to_reader.send(()).unwrap();
            });
            begin.recv().unwrap();
            read(ledger, |tx| {
                assert_eq!(
                    tx.station(&station_row(1).station)?.unwrap().receipts,
                    0,
                    "what is not committed is not seen"
                );
                to_writer.send(()).unwrap();
                begin.recv().unwrap();
                assert_eq!(
                    tx.station(&station_row(1).station)?.unwrap().receipts,
                    0,
                    "nor what is committed meanwhile"
                );
                Ok(())
            });
        });
        assert_eq!(read(ledger, |tx| tx.station(&station_row(1).station)).unwrap().receipts, 1, "but afterwards");
    });
}
