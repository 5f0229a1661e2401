//! What counts and what does not, case by case.

use super::stage::*;
use tramso::{
    crypto::Keyed,
    domain::Moment,
    judging::{
        ContestRules, Facts, Judged, Person, Reason, Source, Workspace,
        chain::{self, Decisions, acknowledged, doubts, forks, state},
        judge, place_name, tally_changes,
    },
    ledger::{BundleRow, BundleState, EpochRow, Standing, Wait},
    record::{Body, HowLearnt, RecordKind, hex},
};

fn judged_by(rules: &ContestRules, station: &Station, person: u64, change: impl Fn(&mut Source)) -> Judged {
    let mut bundle_facts = gather(rules, &station.records);
    let row = bundle_row(1, station.station, station.epoch, 1, opens() + 40 * DAY);
    let mut source = source(&row, &[]);
    change(&mut source);
    let at = bundle_facts.people.binary_search_by_key(&station.key(person), |(key, _)| *key).unwrap();
    let facts = &mut bundle_facts.people[at].1;
    facts.name_bundle(0, 1);
    judge(&Person { key: station.key(person), facts, related: &[] }, &[source], rules, &mut Workspace::default())
}

fn judged(station: &Station, person: u64) -> Judged {
    judged_by(rules(), station, person, |_| ())
}

fn whole() -> Station {
    let mut station = Station::new(1, 1);
    station.whole(5);
    station
}

#[test]
fn a_whole_entry_is_valid_and_summed() {
    let station = whole();
    let one = judged(&station, 5);
    let standing = &one.standing;
    let today = Some(tramso::judging::day(Moment(station.now)));
    assert_eq!((standing.registered, standing.finished, standing.valid), (today, today, today));
    assert_eq!(
        (standing.topics, standing.attempts, standing.stations, standing.waits, standing.anomalies),
        (15, 1, 1, 0, 0)
    );
    assert!(standing.score.is_some_and(|score| (8..=20).contains(&score)));
    assert!(one.rejected.is_empty() && one.contradicting.is_empty());
    let changes = tally_changes(None, standing);
    assert_eq!(changes.iter().map(|(_, counts)| counts.valid).sum::<i64>(), 3, "unit, village and day");
    assert!(tally_changes(Some(standing), standing).is_empty());
    let back = tally_changes(Some(standing), &Standing::default());
    assert!(changes.iter().zip(&back).all(|((a, b), (c, d))| a == c && b.valid == -d.valid));
}

#[test]
fn each_missing_part_is_missed() {
    for left_out in ["consent", "registration", "topic-done", "attempt-submitted", "message"] {
        let mut station = whole();
        station.records.retain(|record| record.body.kind().as_str() != left_out);
        assert_eq!(judged(&station, 5).standing.valid, None, "{left_out}");
    }
}

#[test]
fn what_is_forged_does_not_count() {
    let change = |of: &dyn Fn(&mut Body)| {
        let mut station = whole();
        station.records.iter_mut().for_each(|record| of(&mut record.body));
        judged(&station, 5)
    };
    let reasons = |one: &Judged| one.rejected.iter().map(|(_, reason)| *reason).collect::<Vec<_>>();
    // All right by the station; on another paper.
    let one = change(&|body| {
        if let Body::AttemptOpened { paper, .. } = body {
            *paper = "ab".repeat(32);
        }
    });
    assert_eq!((one.standing.valid, reasons(&one)), (None, vec![Reason::Paper, Reason::Paper]));
    // Answers to questions that were not asked.
    let one = change(&|body| {
        if let Body::AttemptSubmitted { answers, .. } = body {
            answers.swap(0, 1);
        }
    });
    assert_eq!((one.standing.valid, reasons(&one)), (None, vec![Reason::Answers]));
    let one = change(&|body| {
        if let Body::AttemptSubmitted { answers, .. } = body {
            answers.pop();
        }
    });
    assert_eq!((one.standing.valid, reasons(&one)), (None, vec![Reason::Incomplete]));
    // An option that the question does not have.
    let one = change(&|body| {
        if let Body::AttemptSubmitted { answers, .. } = body {
            answers[3].option = 9;
        }
    });
    assert_eq!((one.standing.valid, reasons(&one)), (None, vec![Reason::Answers]));
    // Somebody else's number.
    let one = change(&|body| {
        if let Body::Registration { registration: told } = body {
            told.id_number = Some(number(6));
        }
    });
    assert_eq!((one.standing.registered, reasons(&one)), (None, vec![Reason::Number]));
    // A name that would turn a page around.
    let one = change(&|body| {
        if let Body::Registration { registration: told } = body {
            told.name = "Nguyễn \u{202e}Văn".to_owned();
        }
    });
    assert_eq!((one.standing.registered, reasons(&one)), (None, vec![Reason::Number]));
    // Papers of another station's draw key.
    let one = judged_by(rules(), &whole(), 5, |source| source.draws = vec![Keyed::new(&draw_key(2, 1))]);
    assert_eq!((one.standing.valid, reasons(&one)), (None, vec![Reason::Paper, Reason::Paper]));
    // The control: nothing changed.
    assert!(change(&|_| ()).standing.valid.is_some());
}

#[test]
fn a_score_is_counted_here() {
    let mut station = Station::new(1, 1);
    station.register(5);
    station.learn(5, 1..=4, HowLearnt::Alone);
    station.open(5, 1);
    station.hand_in(5, 1, |at, order| (order.iter().position(|one| (*one == 0) == (at % 2 == 0)).unwrap(), 10));
    station.share(5);
    assert_eq!(judged(&station, 5).standing.score, Some(10));
}

#[test]
fn the_first_attempts_count_and_the_best_of_them() {
    let mut station = whole();
    let allowed = pack().contest.rules.attempts;
    for attempt in 2..=allowed + 2 {
        station.open(5, attempt);
        let all_right = attempt > allowed;
        station.hand_in(5, attempt, |at, order| {
            let (pressed, seconds) = honest(5, attempt, 30)(at, order);
            (if all_right { order.iter().position(|one| *one == 0).unwrap() } else { pressed }, seconds)
        });
    }
    let one = judged(&station, 5);
    assert_eq!(one.standing.attempts, allowed);
    assert!(one.standing.score.unwrap() < 20, "those beyond the rule do not count");
    assert_eq!(one.rejected.iter().filter(|(_, reason)| *reason == Reason::Attempts).count(), 2);
}

#[test]
fn handed_in_twice_counts_once_and_without_a_beginning_waits() {
    let mut station = whole();
    station.hand_in(5, 1, honest(5, 1, 100));
    let one = judged(&station, 5);
    assert_eq!(one.standing.attempts, 1);
    assert!(one.rejected.iter().any(|(_, reason)| *reason == Reason::Twice));
    station.records.retain(|record| record.body.kind() != RecordKind::AttemptOpened);
    let one = judged(&station, 5);
    assert_eq!((one.standing.waits & Wait::Opening.bit(), one.standing.valid), (Wait::Opening.bit(), None));
}

#[test]
fn who_takes_back_their_consent_is_nowhere_in_the_sums() {
    let mut station = whole();
    let key = station.key(5);
    station.write(key, Body::Withdrawal {});
    let one = judged(&station, 5);
    assert!(one.standing.withdrawn);
    assert!(tally_changes(None, &one.standing).is_empty());
    station.write(key, Body::Consent { text_version: 2 });
    assert!(judged(&station, 5).standing.valid.is_some(), "who consents again takes part again");
}

#[test]
fn an_unknown_pack_waits_and_counts_when_it_comes() {
    let empty = ContestRules::new("demo", &PERSON_KEY);
    let one = judged_by(&empty, &whole(), 5, |_| ());
    assert_eq!((one.standing.waits, one.standing.valid), (Wait::Pack.bit(), None));
    assert!(judged_by(&empty.with(pack()), &whole(), 5, |_| ()).standing.valid.is_some());
}

#[test]
fn a_topic_learnt_elsewhere_counts_when_that_station_says_so() {
    let mut here = Station::new(1, 1);
    here.register(5);
    here.learn(5, 1..=2, HowLearnt::Alone);
    here.learn(5, 3..=4, HowLearnt::OtherStation);
    here.test(5, 1, 80);
    here.share(5);
    let one = judged(&here, 5);
    assert!(one.standing.finished.is_some() && one.standing.valid.is_none());
    assert_eq!(one.standing.waits, Wait::Elsewhere.bit());
    let mut there = Station::new(2, 1);
    there.register(5);
    there.learn(5, 3..=4, HowLearnt::Group);
    let one = judged_at(&[(&here, |_| ()), (&there, |_| ())], 5);
    assert!(one.standing.valid.is_some());
    assert_eq!((one.standing.waits, one.standing.stations), (0, 2));
}

type Change = fn(&mut Source);

/// Several stations, a bundle each.
fn judged_at(stations: &[(&Station, Change)], person: u64) -> Judged {
    let (facts, sources) = facts_at(stations, person);
    judge(&Person { key: key(person), facts: &facts, related: &[] }, &sources, rules(), &mut Workspace::default())
}

fn facts_at(stations: &[(&Station, Change)], person: u64) -> (Facts, Vec<Source>) {
    let (mut facts, mut sources) = (Facts::default(), Vec::new());
    for (id, (station, change)) in (1_i64..).zip(stations) {
        let bundle_facts = station.bundle_facts(1..=station.records.len());
        let mut source = source(&bundle_row(id, station.station, station.epoch, 1, opens() + 40 * DAY), &[]);
        change(&mut source);
        sources.push(source);
        let at = bundle_facts.people.binary_search_by_key(&key(person), |(key, _)| *key).unwrap();
        let mut more = bundle_facts.people[at].1.clone();
        more.name_bundle(0, id);
        facts.add(&more);
    }
    (facts, sources)
}

#[test]
fn stations_may_spell_a_name_otherwise_but_not_tell_another() {
    let at = |name: &str, birth: &str| {
        let mut station = Station::new(2, 1);
        station.register(5);
        if let Body::Registration { registration: told } = &mut station.records[1].body {
            (told.name, told.birth) = (name.to_owned(), birth.to_owned());
        }
        station
    };
    let mut first = at("Nguyễn Thị Hòa", "1960-05-07");
    (first.station, first.now) = (1, first.now - DAY);
    for record in &mut first.records {
        record.at.wall_ms -= DAY;
    }
    let contradicts = |name: &str, birth: &str| {
        let second = at(name, birth);
        let one = judged_at(&[(&first, |_| ()), (&second, |_| ())], 5);
        assert!(one.standing.registered.is_some(), "one participant all the same");
        let other = judged_at(&[(&second, |_| ()), (&first, |_| ())], 5);
        assert_eq!(one.standing, other.standing, "whichever came first");
        one.standing.waits & Wait::Contradiction.bit() != 0
    };
    assert!(!contradicts("NGUYỄN  THỊ HOÀ", "1960-05-07"));
    assert!(!contradicts("Nguyễn Thị Hòa", "1960"));
    assert!(contradicts("Nguyễn Thị Thủy", "1960-05-07"));
    assert!(contradicts("Nguyễn Thị Hòa", "1961-05-07"));
    // Somebody chooses, and takes it back.
    let second = at("Nguyễn Thị Thủy", "1960-05-07");
    let (mut facts, sources) = facts_at(&[(&first, |_| ()), (&second, |_| ())], 5);
    let whole = |facts: &Facts| {
        judge(&Person { key: key(5), facts, related: &[] }, &sources, rules(), &mut Workspace::default())
    };
    let before = whole(&facts);
    assert_eq!(before.contradicting.len(), 2);
    facts.choose(Some(before.contradicting[1]));
    assert_eq!(whole(&facts).standing.waits, 0);
    facts.choose(None);
    assert_eq!(whole(&facts), before);
}

#[test]
fn what_was_moved_belongs_to_whom_it_was_moved_to() {
    let mut station = Station::new(1, 1);
    station.register(5);
    station.register(6);
    station.learn(6, 1..=4, HowLearnt::Alone);
    station.share(6);
    // Person 6 took the test where 5 was signed in.
    let first = station.open(5, 1);
    let last = station.hand_in(5, 1, honest(5, 1, 90));
    let from = station.key(5);
    let to = hex(&station.key(6).0);
    station.write(from, Body::Moved { to, from_event: first, to_event: last });
    let mut bundle_facts = station.bundle_facts(1..=station.records.len());
    bundle_facts.people.iter_mut().for_each(|(_, facts)| facts.name_bundle(0, 1));
    let sources = [source(&bundle_row(1, 1, 1, 1, opens() + 40 * DAY), &[])];
    let one = |person: u64| {
        let at = bundle_facts.people.binary_search_by_key(&key(person), |(key, _)| *key).unwrap();
        let mut related = bundle_facts.people.clone();
        let (key, facts) = related.remove(at);
        assert_eq!(facts.related().len(), 1);
        judge(&Person { key, facts: &facts, related: &related }, &sources, rules(), &mut Workspace::default()).standing
    };
    assert!(one(6).valid.is_some() && one(6).score.is_some());
    assert!(one(5).valid.is_none() && one(5).score.is_none() && one(5).registered.is_some());
}

/// A thousand cases around closing time. A case that arrives before it is never late; one that arrives after it never counts by
/// itself, and when a person has let it in, by what it claims.
#[test]
fn nothing_after_closing_slips_in_and_nothing_before_is_turned_away() {
    let (mut waiting, mut in_time, mut late) = (0, 0, 0);
    for case in 0..1_000_u64 {
        let pick = |of: u64, most: usize| dice(case, of) % most;
        let happened = ends() + (pick(1, 2_880) as i64 - 1_440) * MINUTE;
        let received = happened + pick(2, 3_000) as i64 * MINUTE;
        let mut station = Station::new(1, 1);
        // A clock that is set back by days, or one from 1970 or 2038, which the station doubts.
        let (wall, suspect) = match pick(3, 5) {
            0 => (happened - 5 * DAY, false),
            1 => (MINUTE, true),
            2 => (2_145_916_800_000, true),
            _ => (happened, false),
        };
        (station.now, station.suspect) = (wall - 10 * MINUTE, suspect);
        station.whole(5);
        let shift = wall - station.now;
        station.records.iter_mut().for_each(|record| record.at.wall_ms += shift);
        let is_closed = received >= ends();
        let mut row = bundle_row(1, 1, 1, 1, received);
        row.earliest = Moment(happened);
        let epoch = EpochRow {
            station: row.station.clone(),
            epoch: row.epoch.clone(),
            number: 1,
            key: [0; 32],
            why: "created".to_owned(),
            certificate: None,
            confirmed: true,
        };
        let found = doubts(&row, &forks(&[]), &station_row(1), &epoch, is_closed);
        row.state = state(&row, &[], &found, &Decisions::new());
        assert_eq!(row.state == BundleState::Late, is_closed);
        let one =
            judged_by(rules(), &station, 5, |source| (source.state, source.received) = (row.state, Moment(received)));
        if is_closed {
            assert_eq!((one.standing.valid, one.standing.waits), (None, Wait::Deadline.bit()), "case {case}");
            assert!(one.rejected.is_empty(), "what waits is not rejected");
            waiting += 1;
            let let_in = |lower: i64| {
                judged_by(rules(), &station, 5, |source| {
                    (source.state, source.received, source.lower) =
                        (BundleState::Admitted, Moment(received), Moment(lower));
                })
            };
            let admitted = let_in(opens());
            if happened < ends() && !suspect {
                assert!(admitted.standing.valid.is_some(), "case {case}");
            } else if wall > ends() + MINUTE && !suspect {
                assert!(admitted.standing.valid.is_none(), "case {case}");
            }
            // Where the bounds prove that it happened afterwards, no claim helps.
            assert!(let_in(ends()).standing.valid.is_none(), "case {case}");
            late += 1;
        } else {
            assert!(one.standing.valid.is_some(), "case {case}: {:?}", one.rejected);
            let today = Moment(ends() - DAY).date();
            assert!(tramso::judging::day(Moment(received)) >= one.standing.valid.unwrap(), "{today}");
            in_time += 1;
        }
    }
    assert!(waiting > 200 && in_time > 100 && late > 100, "{waiting} {in_time} {late}");
}

#[test]
fn a_test_begun_in_time_may_be_handed_in_late_once_somebody_has_let_it_in() {
    let mut station = Station::new(1, 1);
    station.now = ends() - 30 * MINUTE;
    station.register(5);
    station.learn(5, 1..=4, HowLearnt::Alone);
    station.share(5);
    station.open(5, 1);
    station.now = ends() + MINUTE;
    station.hand_in(5, 1, honest(5, 1, 80));
    let with = |state| {
        judged_by(rules(), &station, 5, |source| (source.state, source.received) = (state, Moment(ends() + DAY)))
            .standing
    };
    assert!(with(BundleState::Admitted).valid.is_some());
    assert!(with(BundleState::Late).valid.is_none());
}

#[test]
fn what_was_before_the_contest_or_outside_a_place_does_not_count() {
    let mut station = Station::new(1, 1);
    station.now = opens() - 2 * DAY;
    station.whole(5);
    let one = judged(&station, 5);
    assert!(one.standing.valid.is_none());
    assert!(one.rejected.iter().any(|(_, reason)| *reason == Reason::Early));
    let one = judged_by(rules(), &whole(), 5, |source| source.valid_to = source.valid_from + 1);
    assert!(one.standing.valid.is_none());
    assert!(one.rejected.iter().any(|(_, reason)| *reason == Reason::Outside));
}

#[test]
fn one_village_however_it_is_written() {
    for name in ["thôn Ngọc Lặc", "Thôn  ngọc lặc", "THÔN NGỌC LẶC", "thôn Ngọc Lặc "] {
        assert_eq!(place_name(name), "thôn Ngọc Lặc");
    }
    assert_eq!(place_name("Thôn Hoà Bình"), "thôn Hòa Bình");
    assert_ne!(place_name("thôn Hoa Bình"), place_name("thôn Hòa Bình"));
}

/// Bundles of one chain, or of two that part behind a number.
fn rows(seqs: &[u32]) -> Vec<BundleRow> {
    seqs.iter().map(|seq| bundle_row(i64::from(*seq), 1, 1, *seq, opens() + DAY)).collect()
}

fn clone_of(row: &BundleRow, parent: Option<&BundleRow>) -> BundleRow {
    let digest = tramso::crypto::sha256(&[b"copy", &row.digest]);
    let (prev, head_before) = parent.map_or((row.prev, row.head_before), |parent| (parent.digest, parent.head));
    let head = [row.head[0] + 100; 32];
    BundleRow { id: row.id + 1000, digest, prev, head_before, head, ..row.clone() }
}

#[test]
fn a_prefix_is_acknowledged_up_to_the_gap() {
    for (seqs, upto, resend) in [
        (&[][..], 0, None),
        (&[1, 2, 3][..], 30, None),
        (&[1, 2, 4][..], 20, Some(3)),
        (&[2, 3][..], 0, Some(1)),
        (&[1, 2, 4, 6][..], 20, Some(3)),
    ] {
        let found = acknowledged(&rows(seqs));
        assert_eq!((found.upto, found.resend_from), (upto, resend), "{seqs:?}");
        let mut reversed = rows(seqs);
        reversed.reverse();
        assert_eq!(acknowledged(&reversed), found);
    }
    let mut late = rows(&[1, 2, 3]);
    late[1].state = BundleState::Late;
    assert_eq!((acknowledged(&late).upto, acknowledged(&late).judged), (30, 10));
}

#[test]
fn a_thousand_clones_are_found_in_whatever_order_and_no_honest_history_is_one() {
    let epoch = epoch();
    for case in 0..1_000_u64 {
        let len = 3 + dice(case, 1) as u32 % 6;
        let own = rows(&(1..=len).collect::<Vec<_>>());
        let at = 1 + dice(case, 2) % (own.len() - 1);
        let mut copies: Vec<BundleRow> = Vec::new();
        for row in &own[at..] {
            copies.push(clone_of(row, copies.last()));
        }
        let mut all: Vec<BundleRow> = own.iter().chain(&copies).cloned().collect();
        all.sort_by_key(|row| dice(case, row.id as u64 + 50));
        let parted = own[at].seq;
        assert_eq!(forks(&all).into_iter().collect::<Vec<_>>(), [parted], "case {case}");
        let states = |decisions: &Decisions| -> Vec<(i64, BundleState)> {
            let found = forks(&all);
            let of =
                |row: &BundleRow| state(row, &all, &doubts(row, &found, &station_row(1), &epoch, false), decisions);
            let mut states: Vec<_> = all.iter().map(|row| (row.id, of(row))).collect();
            states.sort();
            states
        };
        let none = states(&Decisions::new());
        for (id, state) in &none {
            let is_behind = *id % 1000 >= i64::from(parted);
            assert_eq!(*state, if is_behind { BundleState::Fork } else { BundleState::Counted });
        }
        let subject = format!("{} {} {parted}", epoch.station, epoch.epoch);
        let decided =
            |word: String| states(&Decisions::from([((tramso::ledger::CaseKind::Fork, subject.clone()), word)]));
        for (id, state) in decided(chain::short(&copies[0].digest)) {
            let wanted = match id {
                1000.. => BundleState::Admitted,
                id if id >= i64::from(parted) => BundleState::Excluded,
                _ => BundleState::Counted,
            };
            assert_eq!(state, wanted, "case {case}, bundle {id}");
        }
        assert!(decided("all".to_owned()).iter().all(|(_, state)| state.counts()));
        assert!(decided("none".to_owned()).iter().all(|(id, state)| state.counts() == (id % 1000 < i64::from(parted))));
        // Nothing is acknowledged beyond where they part.
        let mut held = all.clone();
        held.iter_mut().for_each(|row| row.state = none.iter().find(|(id, _)| *id == row.id).unwrap().1);
        assert!(acknowledged(&held).upto <= u64::from(parted - 1) * 10);
        // The first sign of a clone is a bundle that names another one before it.
        let seen: Vec<BundleRow> = own.iter().take(at + 1).cloned().chain(copies.get(1).cloned()).collect();
        if copies.len() > 1 {
            assert!(forks(&seen).contains(&parted), "case {case}");
        }
        let mut honest = own.clone();
        honest.retain(|row| !dice(case, row.id as u64 + 500).is_multiple_of(4));
        assert!(forks(&honest).is_empty());
    }
}
