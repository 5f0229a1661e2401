//! Numbered papers: what each of them rests on, and what is strange about them.

use super::{evening_stage::*, stage::*};
use std::collections::BTreeMap;
use tramso::{
    domain::{PersonKey, Sign, SignRule},
    judging::{Earlier, Judged},
    ledger::Wait,
    record::{Body, Record, is_keyed_twice},
};

const BATCH: &str = "048192";

fn station() -> Station {
    let mut station = Station::new(1, 1);
    station.open_shift(1);
    station
}

/// Two people who learnt, a batch of four that was printed and collected.
fn collected() -> Station {
    let mut station = station();
    (0..2).for_each(|person| station.register(person));
    (1..=4).for_each(|topic| station.teach(topic, 0..2));
    station.print(BATCH, 4);
    station.now += 20 * MINUTE;
    station.collect(BATCH, 1..=3);
    station
}

fn alone(station: &Station) -> BTreeMap<PersonKey, Judged> {
    judged(rules(), &[&station.records], &[1])
}

fn signs(judged: &BTreeMap<PersonKey, Judged>, person: u64) -> Vec<&'static str> {
    let bits = judged[&key(person)].standing.anomalies;
    Sign::ALL.into_iter().filter(|sign| bits & sign.bit() != 0).map(Sign::as_str).collect()
}

fn is_valid(judged: &BTreeMap<PersonKey, Judged>, person: u64) -> bool {
    judged[&key(person)].standing.valid.is_some()
}

#[test]
fn a_paper_makes_an_entry_valid_and_has_no_rank() {
    let mut station = collected();
    station.key_in(0, BATCH, 2, |_, order| order.iter().position(|at| *at == 0).unwrap());
    station.share(0);
    let found = alone(&station);
    let standing = &found[&key(0)].standing;
    assert!(is_valid(&found, 0) && signs(&found, 0).is_empty() && reasons(&found, 0).is_empty(), "{standing:?}");
    assert_eq!((standing.score, standing.seconds, standing.on_paper, standing.ranked), (Some(20), None, true, false));
    let ranks = rules_with(|rules| rules.paper_ranks = true);
    assert!(judged(&ranks, &[&station.records], &[1])[&key(0)].standing.ranked);
    // A test on a screen is the one that counts for prizes, though it has fewer right answers.
    station.test(0, 2, 0);
    let found = alone(&station);
    let standing = &found[&key(0)].standing;
    assert_eq!((standing.attempts, standing.on_paper, standing.ranked), (2, false, true));
    assert!(standing.score < Some(20) && is_valid(&found, 0));
    let standing = &judged(&ranks, &[&station.records], &[1])[&key(0)].standing;
    assert_eq!((standing.score, standing.on_paper, standing.ranked), (Some(20), true, true));
}

#[test]
fn attempts_on_paper_obey_the_policy_and_the_four_parts() {
    let mut station = collected();
    for serial in 1..=3 {
        station.key_in(0, BATCH, serial, knows(0, 50));
    }
    let found = judged(&rules_with(|rules| rules.attempts = 2), &[&station.records], &[1]);
    assert_eq!((found[&key(0)].standing.attempts, reasons(&found, 0)), (2, vec!["attempts"]));
    assert!(!is_valid(&found, 0), "no message");
}

#[test]
fn a_number_counts_once() {
    let mut station = collected();
    for person in 0..2 {
        station.key_in(person, BATCH, 1, knows(person, 60));
        station.share(person);
    }
    let found = alone(&station);
    assert_eq!((reasons(&found, 0), reasons(&found, 1)), (vec![], vec!["paper-twice"]));
    assert!(is_valid(&found, 0) && !is_valid(&found, 1));
    assert_eq!(found[&key(1)].standing.attempts, 0);
}

#[test]
fn a_paper_that_rests_on_nothing_does_not_count() {
    let of = |make: &dyn Fn(&mut Station)| {
        let mut station = collected();
        make(&mut station);
        station.share(0);
        let found = alone(&station);
        assert!(!is_valid(&found, 0));
        assert!(found[&key(0)].standing.waits & Wait::Earlier.bit() == 0, "the chain is whole");
        reasons(&found, 0)
    };
    let handed = |station: &mut Station| station.key_in(0, BATCH, 1, knows(0, 60));
    let change =
        |station: &mut Station, change: &dyn Fn(&mut Body)| change(&mut station.records.last_mut().unwrap().body);
    assert_eq!(
        of(&|station| {
            station.key_in(0, "271828", 1, knows(0, 60));
        }),
        ["paper-unprinted"]
    );
    assert_eq!(
        of(&|station| {
            station.key_in(0, BATCH, 5, knows(0, 60));
        }),
        ["paper-unprinted"],
        "above the count"
    );
    assert_eq!(
        of(&|station| {
            station.key_in(0, BATCH, 4, knows(0, 60));
        }),
        ["paper-uncollected"]
    );
    let struck = of(&|station| {
        station.strike_out(BATCH, [1]);
        handed(station);
    });
    assert_eq!(struck, ["paper-void"]);
    let other = of(&|station| {
        handed(station);
        change(station, &|body| {
            let Body::PaperHanded { paper, .. } = body else { unreachable!() };
            *paper = "cd".repeat(32);
        });
    });
    assert_eq!(other, ["paper"]);
    let fewer = of(&|station| {
        handed(station);
        change(station, &|body| {
            let Body::PaperHanded { answers, .. } = body else { unreachable!() };
            answers.pop();
        });
    });
    assert_eq!(fewer, ["incomplete"]);
    let strange = of(&|station| {
        handed(station);
        change(station, &|body| {
            let Body::PaperHanded { answers, .. } = body else { unreachable!() };
            answers[3].question = "A-999".to_owned();
        });
    });
    assert_eq!(strange, ["answers"]);
    let no_number = of(&|station| {
        handed(station);
        change(station, &|body| {
            let Body::PaperHanded { batch, .. } = body else { unreachable!() };
            *batch = "48192".to_owned();
        });
    });
    assert_eq!(no_number, ["paper-unprinted"]);
    let mut allowed = collected();
    handed(&mut allowed);
    let without = rules_with(|rules| rules.on_paper = false);
    assert_eq!(reasons(&judged(&without, &[&allowed.records], &[1]), 0), ["no-paper"]);
    let unshifted = of(&|station| {
        station.shift = 9;
        handed(station);
        station.shift = 1;
    });
    assert_eq!(unshifted, ["no-shift"]);
}

/// Ten minutes by the steady clock between printing and collecting.
#[test]
fn papers_are_out_for_ten_minutes_at_least() {
    let of = |minutes: i64, boots: bool, since_boot: i64| {
        let mut station = station();
        station.pace_ms = 0;
        station.register(0);
        (1..=4).for_each(|topic| station.teach(topic, 0..1));
        station.print(BATCH, 1);
        station.now += minutes * MINUTE;
        station.collect(BATCH, [1]);
        if boots {
            let at = &mut station.records.last_mut().unwrap().at;
            (at.boot, at.mono_ms) = (4, since_boot as u64);
        }
        station.key_in(0, BATCH, 1, knows(0, 60));
        station.share(0);
        let found = alone(&station);
        (is_valid(&found, 0), signs(&found, 0))
    };
    assert_eq!(of(10, false, 0), (true, vec![]));
    assert_eq!(of(9, false, 0), (false, vec!["paper-soon"]), "a person decides");
    assert_eq!(of(60, true, 9 * MINUTE), (true, vec!["paper-boots"]), "counted, and the jury sees it");
    assert_eq!(of(60, true, 10 * MINUTE), (true, vec![]), "since it was started again the machine ran for ten minutes");
}

/// The time of the collection is what counts, not that of the keying in.
#[test]
fn the_window_is_judged_by_the_collection() {
    let late = |collected_late: bool| {
        let mut station = station();
        station.now = ends() - 60 * MINUTE;
        station.register(0);
        (1..=4).for_each(|topic| station.learn(0, [topic], tramso::record::HowLearnt::Alone));
        station.now = ends() - 40 * MINUTE;
        station.print(BATCH, 1);
        station.now = if collected_late { ends() + 30 * MINUTE } else { ends() - 10 * MINUTE };
        station.collect(BATCH, [1]);
        station.now = ends() + 2 * 60 * MINUTE;
        station.key_in(0, BATCH, 1, knows(0, 60));
        let mut row = bundle_row(1, 1, 1, 1, ends() + DAY);
        row.state = tramso::ledger::BundleState::Admitted;
        let rows = [row];
        let mut gathered = gather(rules(), &station.records);
        gathered.name(1);
        let outlines = BTreeMap::from([(1, gathered.outline.clone())]);
        let epoch = epoch();
        let mut source = source(&rows[0], &rows);
        source.signs = tramso::judging::epoch_signs(view(&epoch, &rows, &outlines, 60), rules())[&1].clone();
        let facts = &gathered.people.iter().find(|(person, _)| *person == key(0)).unwrap().1;
        let person = tramso::judging::Person { key: key(0), facts, related: &[] };
        let judged = tramso::judging::judge(&person, &[source], rules(), &mut Default::default());
        let reasons: Vec<&str> = judged.rejected.iter().map(|(_, reason)| reason.as_str()).collect();
        (judged.standing.attempts, reasons)
    };
    assert_eq!(late(false), (1, vec![]));
    assert_eq!(late(true), (0, vec!["late"]));
}

/// Printed, collected and keyed in in three bundles: whatever comes first, it ends alike, and nothing is refused before all is there.
#[test]
fn what_a_paper_rests_on_comes_in_any_order() {
    let mut station = collected();
    let printed = station.records.len() - 2;
    station.key_in(0, BATCH, 1, knows(0, 60));
    station.share(0);
    station.key_in(1, BATCH, 1, knows(1, 60));
    let records = &station.records;
    let (before, rest) = records.split_at(printed);
    let cuts: [&[Record]; 5] = [before, &rest[..1], &rest[1..2], &rest[2..4], &rest[4..]];
    let end = |arrived: &[usize]| {
        let found = judged(rules(), &cuts, arrived);
        let of = |person: u64| (found[&key(person)].standing.clone(), reasons(&found, person));
        (of(0), of(1))
    };
    let wanted = end(&[1, 2, 3, 4, 5]);
    assert!(wanted.0.0.valid.is_some() && wanted.1.1 == ["paper-twice"]);
    for order in [[5, 4, 3, 2, 1], [2, 5, 4, 1, 3], [3, 1, 4, 5, 2], [1, 3, 2, 4, 5], [4, 1, 2, 5, 3]] {
        assert_eq!(end(&order), wanted, "{order:?}");
    }
    for (arrived, what) in [(&[1, 4][..], "both"), (&[1, 2, 4], "the collection"), (&[1, 3, 4], "the printing")] {
        let ((standing, refused), _) = end(arrived);
        assert_eq!((standing.attempts, refused), (0, vec![]), "{what} is missing");
        assert_ne!(standing.waits & Wait::Earlier.bit(), 0, "{what} is missing");
    }
    let (_, (second, refused)) = end(&[1, 2, 3, 5]);
    assert_eq!((second.attempts, refused), (1, vec![]), "the first hand-in is not there yet");
}

/// Printed in an epoch, keyed in in the next: a station that was restored meanwhile.
#[test]
fn papers_go_on_in_the_next_epoch() {
    let mut before = collected();
    before.key_in(1, BATCH, 2, knows(1, 60));
    let rows = [bundle_row(1, 1, 1, 1, ends() - DAY)];
    let outlines = BTreeMap::from([(1, gather(rules(), &before.records).outline)]);
    let epoch = epoch();
    let own = view(&epoch, &rows, &outlines, 60);
    let mut after = Station::new(1, 1);
    after.open_shift(2);
    after.key_in(0, BATCH, 1, knows(0, 60));
    after.key_in(2, BATCH, 2, knows(2, 60));
    after.key_in(3, "271828", 1, knows(3, 60));
    let found = judged_after(rules(), &[&after.records], &[1], &Earlier::with(&own, rules(), true));
    assert_eq!((found[&key(0)].standing.attempts, reasons(&found, 2)), (1, vec!["paper-twice"]));
    assert_eq!(reasons(&found, 3), ["paper-unprinted"]);
    let gap = judged_after(rules(), &[&after.records], &[1], &Earlier::with(&own, rules(), false));
    assert_eq!(reasons(&gap, 3), [""; 0], "what is missing of the epoch before may hold it");
    assert_ne!(gap[&key(3)].standing.waits & Wait::Earlier.bit(), 0);
    let none = judged(rules(), &[&after.records], &[1]);
    assert_eq!(reasons(&none, 0), ["paper-unprinted"], "control: no epoch before");
}

/// Thirty people on a batch, keyed in in the order of their serials; `change` makes of each paper what is strange about it.
fn thirty(change: impl Fn(&mut Station, u64, u8)) -> BTreeMap<PersonKey, Judged> {
    let mut station = station();
    (0..30).for_each(|person| station.register(person));
    (1..=4).for_each(|topic| station.teach(topic, 0..30));
    station.print(BATCH, 30);
    station.now += 25 * MINUTE;
    station.collect(BATCH, 1..=30);
    for (person, serial) in (0..30).zip(1..=30) {
        change(&mut station, person, serial);
        station.share(person);
    }
    station.close_shift();
    alone(&station)
}

fn rekeyed(station: &mut Station, serial: u8, differs: &[u8]) {
    let number = tramso::domain::PaperNumber::new(tramso::domain::PaperBatch::parse(BATCH).unwrap(), serial).unwrap();
    if is_keyed_twice(&station.draw, &station.contest, number) {
        station.rekey(BATCH, serial, differs);
    }
}

fn count(judged: &BTreeMap<PersonKey, Judged>, sign: Sign) -> usize {
    judged.values().filter(|one| one.standing.anomalies & sign.bit() != 0).count()
}

#[test]
fn what_is_strange_about_papers_is_seen() {
    let sound = thirty(|station, person, serial| {
        station.key_in(person, BATCH, serial, knows(person, 70));
        rekeyed(station, serial, &[]);
    });
    assert!(sound.values().all(|one| one.standing.anomalies == 0 && one.standing.valid.is_some()), "control");
    let alike = thirty(|station, person, serial| {
        station.key_in(person, BATCH, serial, |at, _| {
            (at * 7 + usize::from((person as usize + at).is_multiple_of(19))) % 4
        });
        rekeyed(station, serial, &[]);
    });
    assert!(count(&alike, Sign::PaperAlike) >= 28, "{}", count(&alike, Sign::PaperAlike));
    let in_turn = thirty(|station, person, serial| {
        station.key_in(person, BATCH, serial, |at, _| at % 4);
        rekeyed(station, serial, &[]);
    });
    assert_eq!((count(&in_turn, Sign::Keys), count(&in_turn, Sign::PaperAlike)), (30, 30));
    let once = thirty(|station, person, serial| {
        station.key_in(person, BATCH, serial, knows(person, 70));
    });
    assert_eq!(count(&once, Sign::PaperUnchecked), 30);
    let fast = thirty(|station, person, serial| {
        station.key_in(person, BATCH, serial, knows(person, 70));
        station.now -= 75_000;
        rekeyed(station, serial, &[]);
    });
    assert!(
        count(&fast, Sign::PaperFast) >= 20,
        "all but those behind a second keying: {}",
        count(&fast, Sign::PaperFast)
    );
    let differs = thirty(|station, person, serial| {
        station.key_in(person, BATCH, serial, knows(person, 70));
        station.rekey(
            BATCH,
            serial,
            if serial == 7 {
                &[1, 2, 3]
            } else if serial == 8 {
                &[4, 5]
            } else {
                &[]
            },
        );
    });
    assert_eq!(count(&differs, Sign::PaperRekeyed), 1, "three places of one sheet");
    let much = thirty(|station, person, serial| {
        station.key_in(person, BATCH, serial, knows(person, 70));
        station.rekey(BATCH, serial, &[serial % 20 + 1]);
    });
    assert_eq!(count(&much, Sign::PaperRekeyed), 30, "one place of twenty on every sheet");
}

/// A sheet that was drawn by lot and is another one: the contest chooses what follows.
#[test]
fn a_sheet_that_differs_is_a_sign_of_its_paper() {
    let mut station = collected();
    let number = station.key_in(0, BATCH, 1, knows(0, 60));
    station.share(0);
    for (rule, valid, bits) in [
        (SignRule::List, true, Sign::Sheet.bit()),
        (SignRule::Hold, false, Sign::Sheet.bit()),
        (SignRule::Count, true, 0),
    ] {
        let rules = rules_with(|rules| rules.signs.extend([(Sign::Sheet, rule)]));
        let mut gathered = gather(&rules, &station.records);
        gathered.name(1);
        let rows = [bundle_row(1, 1, 1, 1, ends() - DAY)];
        let (outlines, epoch) = (BTreeMap::from([(1, gathered.outline.clone())]), epoch());
        let sheets = std::collections::BTreeSet::from([(1, number)]);
        let seen = tramso::judging::EpochView { sheets: &sheets, ..view(&epoch, &rows, &outlines, 60) };
        let mut source = source(&rows[0], &rows);
        source.signs = tramso::judging::epoch_signs(seen, &rules)[&1].clone();
        source.holds.undecided = rules.holding();
        let facts = &gathered.people.iter().find(|(person, _)| *person == key(0)).unwrap().1;
        let person = tramso::judging::Person { key: key(0), facts, related: &[] };
        let judged = tramso::judging::judge(&person, &[source], &rules, &mut Default::default());
        assert_eq!((judged.standing.valid.is_some(), judged.standing.anomalies), (valid, bits), "{rule:?}");
    }
}
