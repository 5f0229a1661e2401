//! Several people decide one case at once, at two servers: one of them does, and the others see who it was.

use super::*;
use std::sync::Barrier;
use tramso::{
    centre::{Access, AccountPassword, Actor, DecideRefusal, PasswordHash, Role, cases::LATER},
    domain::{AccountName, Moment},
    ledger::{NoteFilter, NoteRow},
};

const CLICKS: usize = 6;

fn account(nth: usize) -> AccountName {
    format!("nguoi-{nth}").parse().unwrap()
}

/// Two servers of one database, and the number of a fork that waits there.
fn forked(centres: [Centre; 2]) -> ([Centre; 2], i64) {
    enrol(&centres[0], 1);
    let (own, copies) = copies();
    for written in own.iter().chain(&copies[1..]) {
        centres[0].ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap();
    }
    let cases = centres[0].cases(&Access::City, 9).unwrap();
    let fork = cases.iter().find(|case| case.row.kind == CaseKind::Fork).unwrap().row.id;
    (centres, fork)
}

fn newest(centre: &Centre, most: u32) -> Vec<NoteRow> {
    centre.ledger().read_tx(|tx| tx.notes(&NoteFilter::default(), most)).unwrap()
}

/// All at the same moment: what each is answered.
fn all_at_once<T: Send>(click: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let (barrier, click) = (&Barrier::new(CLICKS), &click);
    std::thread::scope(|scope| {
        let one = |nth| {
            scope.spawn(move || {
                barrier.wait();
                click(nth)
            })
        };
        let clicks: Vec<_> = (0..CLICKS).map(one).collect();
        clicks.into_iter().map(|click| click.join().unwrap()).collect()
    })
}

/// Opposite decisions by six accounts at two servers, again and again.
fn one_decides(centres: &[Centre; 2], case: i64, rounds: i64) {
    let words = ["all", "none"];
    for round in 0..rounds {
        let now = Moment(NOW + round * 100);
        let answers = all_at_once(|nth| {
            let who = Actor::Account(account(nth));
            centres[nth % 2].decide(&Access::City, case, words[nth / 2 % 2], who, Moment(now.0 + nth as i64))
        });
        let done: Vec<usize> = (0..CLICKS).filter(|nth| answers[*nth].is_ok()).collect();
        let [winner] = done[..] else { panic!("round {round}: {done:?} were all answered that they had decided") };
        let (who, word) = (Actor::Account(account(winner)), words[winner / 2 % 2]);
        for answer in answers.iter().filter_map(|answer| answer.as_ref().err()) {
            let DecideRefusal::Decided { word: found, by, at } = answer else { panic!("round {round}: {answer:?}") };
            assert_eq!((found.as_str(), by.clone().unwrap().actor()), (word, Some(who)), "round {round}");
            assert_eq!(at.0, now.0 + winner as i64);
        }
        let [undo, own] = all_at_once(|nth| match nth {
            0 | 1 => centres[nth].undo(&Access::City, case, Actor::CommandLine, now).is_ok(),
            _ => false,
        })[..2] else {
            panic!()
        };
        assert!(undo != own, "round {round}: one of two takes it back");
        let trail = newest(&centres[0], 3);
        assert!(trail[0].what.ends_with(" undo") && trail[1].what.ends_with(&format!(" {word}")), "{trail:?}");
        assert_eq!(trail[1].who.actor(), Some(who), "the trail states whose it was");
        assert!(round == 0 || trail[2].what.ends_with(" undo"), "and nothing of the others: {trail:?}");
    }
}

/// Six accounts take one case at once, again and again: one has it, and the others see who.
fn one_takes(centres: &[Centre; 2], case: i64, rounds: i64) {
    for round in 0..rounds {
        let now = Moment(NOW + round);
        let answers =
            all_at_once(|nth| centres[nth % 2].take_case(&Access::City, case, (Actor::Account(account(nth)), now)));
        let done: Vec<usize> = (0..CLICKS).filter(|nth| answers[*nth].is_ok()).collect();
        let [winner] = done[..] else { panic!("round {round}: {done:?} all have it") };
        for answer in answers.iter().filter_map(|answer| answer.as_ref().err()) {
            let DecideRefusal::Taken(by, at) = answer else { panic!("round {round}: {answer:?}") };
            assert_eq!((by.actor(), *at), (Some(Actor::Account(account(winner))), now), "round {round}");
        }
        let who = Actor::Account(account(winner));
        assert!(centres[0].take_case(&Access::City, case, (who, now)).is_ok(), "who has it may ask twice");
        assert_eq!(newest(&centres[1], 1)[0].what, format!("case-take {case}"), "which is no act");
        centres[1].release_case(&Access::City, case, (who, now)).unwrap();
    }
}

/// The last two of the city's office disable each other at the same moment: one stays.
fn one_of_the_city_stays(centres: &[Centre; 2], rounds: i64) {
    let hash = PasswordHash::new(&AccountPassword::generate()).unwrap();
    let now = Moment(NOW);
    for nth in 0..2 {
        centres[0].add_account(&Access::City, (account(nth), &Role::City), &hash, Actor::CommandLine, now).unwrap();
    }
    for round in 0..rounds {
        let done = all_at_once(|nth| {
            let (who, other) = (Actor::Account(account(nth)), account(1 - nth.min(1)));
            nth < 2 && centres[nth].set_account_enabled(&Access::City, other, false, who, now).is_ok()
        });
        let accounts = centres[0].accounts(&Access::City).unwrap();
        let open = accounts.iter().filter(|row| row.disabled.is_none()).count();
        assert_eq!((done.iter().filter(|done| **done).count(), open), (1, 1), "round {round}");
        for row in accounts.iter().filter(|row| row.disabled.is_some()) {
            centres[0].set_account_enabled(&Access::City, row.name, true, Actor::CommandLine, now).unwrap();
        }
    }
}

/// As it was once: the case is read before anything is locked.
fn decide_unlocked(centre: &Centre, case: i64) -> bool {
    let row = centre.ledger().read_tx(|tx| tx.case(case)).unwrap().unwrap();
    let decided =
        tramso::ledger::CaseRow { decision: Some("all".to_owned()), decided: Some(Moment(NOW)), ..row.clone() };
    row.decision.is_none() && centre.ledger().write(&mut |tx| tx.set_case(&decided)).is_ok()
}

/// In how many of `rounds` rounds more than one was answered that it had decided.
fn rounds_with_several(centres: &[Centre; 2], case: i64, rounds: i64) -> usize {
    let several = |_: &i64| {
        let done = all_at_once(|nth| decide_unlocked(&centres[nth % 2], case));
        let open = centres[0].ledger().read_tx(|tx| tx.case(case)).unwrap().unwrap();
        let open = tramso::ledger::CaseRow { decision: None, decided: None, ..open };
        centres[0].ledger().write(&mut |tx| tx.set_case(&open)).unwrap();
        done.into_iter().filter(|done| *done).count() > 1
    };
    (0..rounds).filter(several).count()
}

#[test]
fn of_six_clicks_at_two_servers_one_decides_and_the_others_see_who() {
    let server = Postgres::start(QUICK);
    let address = server.database("clicks");
    let open = || {
        let keys = Keys::demo().unwrap();
        Centre::open(ledger::open_postgres(&address, &keys.ledger_key()).unwrap(), keys).unwrap()
    };
    let (centres, case) = forked([open(), open()]);
    one_decides(&centres, case, 50);
    one_takes(&centres, case, 20);
    one_of_the_city_stays(&centres, 20);
    let several = rounds_with_several(&centres, case, 20);
    assert!(several > 0, "control: without the lock several are answered that they have decided");
    report(&format!(
        "50 rounds of six clicks on PostgreSQL: one decided each time (unlocked: several in {several} of 20)"
    ));
}

#[test]
fn the_embedded_ledger_decides_alike() {
    let folder = tempfile::tempdir().unwrap();
    let open = || {
        let keys = Keys::demo().unwrap();
        let ledger = ledger::open_sqlite(&folder.path().join("so-cai.db"), &keys.ledger_key()).unwrap();
        Centre::open(ledger, keys).unwrap()
    };
    let (centres, case) = forked([open(), open()]);
    one_decides(&centres, case, 50);
    one_takes(&centres, case, 20);
    one_of_the_city_stays(&centres, 20);
}

#[test]
fn a_case_is_put_aside_and_a_remark_is_kept_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::demo().unwrap();
    let ledger = || ledger::open_sqlite(&folder.path().join("so-cai.db"), &Keys::demo().unwrap().ledger_key()).unwrap();
    let (centres, case) =
        forked([Centre::open(ledger(), keys).unwrap(), Centre::open(ledger(), Keys::demo().unwrap()).unwrap()]);
    let centre = &centres[0];
    let who = Actor::Account(account(1));
    let before = everything(centre, &[1]);
    centre.decide(&Access::City, case, LATER, who, Moment(NOW + 1)).unwrap();
    let found = centre.case(&Access::City, case).unwrap().unwrap();
    assert_eq!(found.row.aside, Some((Moment(NOW + 1), who.into())));
    assert!(found.row.decision.is_none() && !found.words.iter().any(|word| word == LATER));
    assert!(centre.decide(&Access::City, case, LATER, who, Moment(NOW + 2)).is_err(), "it is aside already");
    assert_eq!((everything(centre, &[1]), centre.overview(&Access::City, Moment(NOW)).unwrap().waiting), (before, 1));
    centre.decide_with_remark(&Access::City, case, ("none", " máy cũ "), who, Moment(NOW + 3)).unwrap();
    let found = centre.case(&Access::City, case).unwrap().unwrap();
    assert_eq!((found.remark.as_deref(), &found.row.aside), (Some("máy cũ"), &None));
    let kept = found.row.remark.unwrap();
    assert!(!kept.windows(3).any(|three| three == b"m\xc3\xa1"), "sealed");
    let stale = centre.undo_decision_of(&Access::City, case, Moment(NOW + 1), who, Moment(NOW + 4));
    assert!(matches!(stale, Err(DecideRefusal::Decided { .. })), "not the decision that was seen");
    centre.undo_decision_of(&Access::City, case, Moment(NOW + 3), who, Moment(NOW + 5)).unwrap();
    assert_eq!(centre.case(&Access::City, case).unwrap().unwrap().remark, None);
}

/// Somebody who has learnt everything, and somebody else who has mistyped their number and done everything.
#[test]
fn two_people_under_one_number_are_decided_as_two() {
    on_both(|centre| {
        enrol(centre, 1);
        enrol(centre, 2);
        let (mut first, mut second) = (station(1), station(2));
        first.register(1);
        first.learn(1, 1..=first.pack.contest.topics.len() as u8, tramso::record::HowLearnt::Alone);
        second.whole(1);
        if let Body::Registration { registration } = &mut second.records[2].body {
            registration.name = "Đặng Thị Khác".to_owned();
        }
        let sent = bundles(&first, 100);
        for written in sent.iter().chain(&bundles(&second, 100)) {
            centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap();
        }
        let before = everything(centre, &[1, 2]);
        let one = || everything(centre, &[1, 2]).0.into_values().next().unwrap();
        assert!(one().valid.is_some() && one().stations == 2, "control: the work of two makes one valid entry");
        let cases = centre.cases(&Access::City, 9).unwrap();
        let case = cases.iter().find(|case| case.row.kind == CaseKind::Contradiction).unwrap();
        assert_eq!(case.words.len(), 4, "either declaration, two people, later: {:?}", case.words);
        let who = Actor::Account(account(2));
        centre.decide(&Access::City, case.row.id, "two", who, Moment(NOW)).unwrap();
        let parted = one();
        assert!(parted.registered.is_some() && parted.valid.is_none() && parted.score.is_none(), "{parted:?}");
        assert_eq!((parted.stations, parted.attempts), (1, 0), "nothing of the other one counts for this one");
        let decided = centre.case(&Access::City, case.row.id).unwrap().unwrap();
        assert_eq!((decided.row.decision.as_deref(), decided.declarations.len()), (Some("two"), 2));
        assert!(centre.recount(&Access::City).unwrap().is_empty(), "the sums follow");
        // What comes later is judged alike.
        first.test(1, 1, 70);
        for written in bundles_behind(&first, 100, sent[0].next) {
            centre.ingest(&Access::City, &written.bytes, Moment(NOW + 1)).unwrap();
        }
        assert!(one().score.is_some() && one().valid.is_none() && one().stations == 1, "{:?}", one());
        centre.undo(&Access::City, case.row.id, who, Moment(NOW + 2)).unwrap();
        assert!(one().valid.is_some() && one().stations == 2);
        assert_ne!(everything(centre, &[1, 2]).0, before.0, "control: a test more than at first");
    });
}
