//! Frozen sets: what keeps them from being made, and what does not change them.

use super::*;
use crate::central::postgres::{Postgres, QUICK};
use std::io::Cursor;
use tramso::{
    bundle::{Start, Written},
    centre::{
        Keys, NoErasures, QueryError,
        backup::{self, restore},
        closing::{FrozenSet, SetFileKind, SignatureRefusal, comment},
    },
    crypto::{demo_centre, minisig::SigningKey},
    domain::UnitCode,
    ledger::{self, Ledger, NoteFilter},
};

/// Five people of a station, ingested; and a bundle of two more that is still on its way.
fn village(centre: &Centre) -> Written {
    enrol(centre, 1);
    let mut one = station(1);
    (0..5).for_each(|person| one.whole(person));
    let next = ingest(centre, &one, Start::EPOCH);
    (5..7).for_each(|person| one.whole(person));
    super::super::bundles_behind(&one, 1000, next).remove(0)
}

fn closing_key() -> SigningKey {
    SigningKey::from_seed(&demo_centre::closing_seed()).unwrap()
}

#[test]
fn nothing_is_frozen_before_every_line_is_settled_or_stated() {
    on_both(|centre| {
        let late = village(centre);
        let at = Moment(NOW);
        assert_eq!(figure(centre, CheckLine::Silent), 0);
        let refused = freeze(centre, 1, at);
        let Err(ClosingRefusal::Unstated(lines)) = refused else { panic!("{refused:?}") };
        assert!(lines.contains(&CheckLine::Days), "the demo's contest never ends: {lines:?}");
        let days = figure(centre, CheckLine::Days);
        let state = |line, figure, word: &str| centre.state_final_word(&CITY, (line, figure), word, (who("lan"), at));
        for word in ["", "  ", &"x".repeat(201), "a\u{202e}b"] {
            assert!(matches!(state(CheckLine::Days, days, word), Err(ClosingRefusal::Word)), "{word:?}");
        }
        assert!(state(CheckLine::Days, days, &"x".repeat(200)).is_ok());
        let stale = state(CheckLine::Days, days + 1, "Đã xem");
        assert!(matches!(stale, Err(ClosingRefusal::Changed(CheckLine::Days))), "{stale:?}");
        state_words(centre, at);
        let frozen = freeze(centre, 1, at).unwrap();
        assert_eq!(frozen.set.total.valid, 5);
        assert_eq!(frozen.set.open.iter().find(|one| one.line == "days").unwrap().word.len(), 200);
        assert_eq!(FrozenSet::read(&frozen.bytes).unwrap(), frozen.set);
        // A word holds for the figure that somebody looked at.
        centre
            .ledger()
            .write(&mut |tx| {
                let mut row = tx.stations()?.remove(0);
                row.suspect = true;
                tx.put_station(&row)
            })
            .unwrap();
        assert!(matches!(freeze(centre, 2, at), Err(ClosingRefusal::Unstated(lines)) if lines == [CheckLine::Clocks]));
        // Two copies of a station: a case that blocks, and its bundle waits.
        let mut copy = station(1);
        (0..3).for_each(|person| copy.whole(person));
        let fork = bundles(&copy, 1000).remove(0);
        centre.ingest(&CITY, &fork.bytes, at).unwrap();
        centre.ingest(&CITY, &late.bytes, at).unwrap();
        let refused = freeze(centre, 2, at);
        let Err(ClosingRefusal::Blocked(lines)) = refused else { panic!("{refused:?}") };
        assert!(lines.contains(&CheckLine::Cases) && lines.contains(&CheckLine::Quarantine), "{lines:?}");
        let notes = centre.trail(&CITY, &NoteFilter::default(), 50).unwrap().lines;
        let verbs = |verb: &str| notes.iter().filter(|line| line.what.starts_with(verb)).count();
        assert_eq!((verbs("freeze 1 "), verbs("freeze")), (1, 1));
        assert!(verbs("state-closing days") > 0);
    });
}

#[test]
fn what_comes_later_changes_no_frozen_set_and_is_listed_against_it() {
    on_both(|centre| {
        let late = village(centre);
        let at = Moment(NOW);
        state_words(centre, at);
        let frozen = freeze(centre, 1, at).unwrap();
        let kept = || centre.frozen_set(&CITY, 1).unwrap().unwrap();
        assert_eq!(kept().bytes, frozen.bytes);
        assert!(centre.later_than(&CITY, &frozen, at).unwrap().is_nothing());
        centre.ingest(&CITY, &late.bytes, at).unwrap();
        assert_eq!(kept().bytes, frozen.bytes, "later bundles change nothing");
        let later = centre.later_than(&CITY, &kept(), at).unwrap();
        assert_eq!(later.stations.iter().map(|one| one.bundles).collect::<Vec<_>>(), [1]);
        assert_eq!(later.units.iter().map(|one| (one.before.0, one.now.0)).collect::<Vec<_>>(), [(5, 7)]);
        assert!(later.communes.is_some() && later.persons.is_some(), "seven of the persons would be listed");
        // Closing again makes a set of the next number; the one before stays.
        assert!(matches!(freeze(centre, 1, at), Err(ClosingRefusal::Taken { number: 1, .. })));
        assert!(matches!(freeze(centre, 3, at), Err(ClosingRefusal::Taken { number: 1, .. })));
        state_words(centre, at);
        let second = freeze(centre, 2, at.plus_ms(1)).unwrap();
        assert_eq!((second.set.total.valid, kept().bytes == frozen.bytes), (7, true));
        assert!(centre.later_than(&CITY, &second, at).unwrap().is_nothing());
        let numbers: Vec<u32> = centre.frozen_sets(&CITY).unwrap().iter().map(|row| row.number).collect();
        assert_eq!(numbers, [2, 1]);
        // Who is erased later is in the set as it was signed, and in no list of now.
        let first = station(1).key(0);
        centre.forget_person(&CITY, &first, Actor::CommandLine, at).unwrap();
        assert_eq!(kept().bytes, frozen.bytes);
    });
}

#[test]
fn of_two_who_close_at_once_one_wins_and_the_other_is_shown_who() {
    on_both(|centre| {
        village(centre);
        let at = Moment(NOW);
        state_words(centre, at);
        for number in 1..=3 {
            let names = ["lan", "minh", "hoa", "nam"];
            let ends: Vec<_> = std::thread::scope(|scope| {
                let close = |name: &'static str| scope.spawn(move || centre.freeze(&CITY, number, (who(name), at)));
                let runs: Vec<_> = names.map(close).into_iter().collect();
                runs.into_iter().map(|run| run.join().unwrap()).collect()
            });
            let winners: Vec<&str> =
                ends.iter().zip(names).filter(|(end, _)| end.is_ok()).map(|(_, name)| name).collect();
            assert_eq!(winners.len(), 1, "{ends:?}");
            for end in ends.iter().filter(|end| end.is_err()) {
                let Err(ClosingRefusal::Taken { number: taken, by, .. }) = end else { panic!("{end:?}") };
                assert_eq!((*taken, by.as_str()), (number, format!("account:{}", winners[0]).as_str()));
            }
        }
    });
}

#[test]
fn signatures_are_kept_once_and_only_those_that_hold() {
    on_both(|centre| {
        village(centre);
        let at = Moment(NOW);
        state_words(centre, at);
        let frozen = freeze(centre, 1, at).unwrap();
        assert!(centre.published_set().unwrap().is_none(), "nothing is public before it is signed");
        let key = closing_key();
        let good = key.sign(&frozen.bytes, &comment("demo", 1)).unwrap();
        let sign = |number: u32, text: &str| centre.sign_set(&CITY, number, text, (who("lan"), at));
        let other = SigningKey::from_seed(&tramso::crypto::Secret::from_bytes(&mut [9; 32])).unwrap();
        let strange = other.sign(&frozen.bytes, &comment("demo", 1)).unwrap();
        assert!(matches!(sign(1, &strange), Err(SignatureRefusal::OtherKey(_))));
        let receipt = Keys::demo().unwrap().receipt;
        let of_server = receipt.sign(&frozen.bytes, &comment("demo", 1)).unwrap();
        assert!(matches!(sign(1, &of_server), Err(SignatureRefusal::OtherKey(_))), "no key of the server signs sets");
        let mut changed = frozen.bytes.clone();
        changed[40] ^= 1;
        let of_another = key.sign(&changed, &comment("demo", 1)).unwrap();
        assert!(matches!(sign(1, &of_another), Err(SignatureRefusal::Wrong)));
        for purpose in [comment("demo", 2), comment("cuoc-thi-khac", 1), "tramso-root/1 1".to_owned()] {
            let signed = key.sign(&frozen.bytes, &purpose).unwrap();
            assert!(matches!(sign(1, &signed), Err(SignatureRefusal::Purpose)), "{purpose}");
        }
        for text in ["", "x", &"a\n".repeat(2000), "untrusted comment: a\nb\ntrusted comment: c\nd"] {
            assert!(matches!(sign(1, text), Err(SignatureRefusal::Form)));
        }
        assert!(matches!(sign(2, &good), Err(SignatureRefusal::Unknown)));
        assert!(centre.published_set().unwrap().is_none());
        sign(1, &good).unwrap();
        assert!(matches!(sign(1, &good), Err(SignatureRefusal::Signed)));
        assert_eq!(centre.published_set().unwrap().unwrap().bytes, frozen.bytes);
    });
}

/// A ledger that is copied: a backup that is restored, or a move between engines.
fn copied(from: &Centre, into: Box<dyn Ledger>) -> Centre {
    let keys = Keys::demo().unwrap();
    let mut sealed = Vec::new();
    backup::write(from.ledger(), &keys, Moment(NOW), &mut sealed, &mut |_, _| ()).unwrap();
    let source = || Ok(Cursor::new(sealed.clone()));
    restore(into.as_ref(), &keys, (&NoErasures, 1), &source, Moment(NOW), &mut |_, _| ()).unwrap();
    Centre::open(into, keys).unwrap()
}

#[test]
fn a_set_is_the_same_after_a_restore_and_at_either_engine() {
    let Hall { centre, _dir } = hall();
    let late = village(&centre);
    let at = Moment(NOW);
    state_words(&centre, at);
    let server = Postgres::start(QUICK);
    let open = |name: &str| ledger::open_postgres(&server.database(name), &Keys::demo().unwrap().ledger_key()).unwrap();
    // The same ledger at the other engine freezes the same bytes.
    let moved = copied(&centre, open("before"));
    let frozen = freeze(&centre, 1, at).unwrap();
    assert_eq!(freeze(&moved, 1, at).unwrap().bytes, frozen.bytes);
    let signature = closing_key().sign(&frozen.bytes, &comment("demo", 1)).unwrap();
    centre.sign_set(&CITY, 1, &signature, (who("lan"), at)).unwrap();
    let kept = centre.frozen_set(&CITY, 1).unwrap().unwrap();
    let there = copied(&centre, open("after"));
    let dir = tempfile::tempdir().unwrap();
    let key = Keys::demo().unwrap().ledger_key();
    let back = copied(&there, ledger::open_sqlite(&dir.path().join("ledger.db"), &key).unwrap());
    for one in [&there, &back] {
        assert_eq!(one.frozen_set(&CITY, 1).unwrap().unwrap(), kept);
        one.ingest(&CITY, &late.bytes, at.plus_ms(1)).unwrap();
        let later = one.later_than(&CITY, &kept, at).unwrap();
        assert_eq!(later.stations.iter().map(|one| one.bundles).collect::<Vec<_>>(), [1]);
        assert_eq!(one.frozen_set(&CITY, 1).unwrap().unwrap(), kept);
    }
}

#[test]
fn only_the_city_sees_prizes_and_closes() {
    on_both(|centre| {
        village(centre);
        let at = Moment(NOW);
        state_words(centre, at);
        freeze(centre, 1, at).unwrap();
        let clerk = Access::Commune(UnitCode::parse("11113").unwrap());
        for access in [&clerk, &Access::Viewer] {
            let by = (who("xem"), at);
            assert!(matches!(centre.prizes(access, by), Err(QueryError::NotAllowed(_))));
            assert!(matches!(centre.closing_checklist(access, at), Err(QueryError::NotAllowed(_))));
            assert!(matches!(centre.frozen_sets(access), Err(QueryError::NotAllowed(_))));
            assert!(matches!(centre.frozen_set(access, 1), Err(QueryError::NotAllowed(_))));
            assert!(matches!(
                centre.frozen_set_for_file(access, (1, SetFileKind::Json), by),
                Err(QueryError::NotAllowed(_))
            ));
            assert!(matches!(centre.freeze(access, 2, by), Err(ClosingRefusal::NotAllowed(_))));
            let stated = centre.state_final_word(access, (CheckLine::Days, 1), "x", by);
            assert!(matches!(stated, Err(ClosingRefusal::NotAllowed(_))));
            assert!(matches!(centre.sign_set(access, 1, "", by), Err(SignatureRefusal::NotAllowed(_))));
            let frozen = centre.frozen_set(&CITY, 1).unwrap().unwrap();
            assert!(matches!(centre.later_than(access, &frozen, at), Err(QueryError::NotAllowed(_))));
        }
    });
}

#[test]
fn nothing_is_frozen_once_the_term_has_ended_and_what_was_stays() {
    let Hall { centre, _dir } = hall();
    village(&centre);
    let at = Moment(NOW);
    state_words(&centre, at);
    let frozen = freeze(&centre, 1, at).unwrap();
    let end = tramso::domain::Moment::start_of(crate::days::day("2100-02-01"));
    centre.end_term(&CITY, Actor::CommandLine, end, &mut |_, _| ()).unwrap();
    assert!(matches!(freeze(&centre, 2, end), Err(ClosingRefusal::TermOver { .. })));
    assert_eq!(centre.frozen_set(&CITY, 1).unwrap().unwrap().bytes, frozen.bytes);
}
