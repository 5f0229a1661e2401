//! What a contest does with entries that show a sign: counted, listed for the jury, or held back until a person has decided.

use super::{
    office::{CONTEST, fingerprint, granted, keys, published_with, station_in, valid},
    *,
};
use tramso::{
    centre::{Access, Actor, Case},
    domain::{Sign, SignRule},
    ledger::Wait,
};

/// A centre whose contest does this with too fast tests, and the pack of its stations.
fn centre(rule: Option<SignRule>) -> (Hall, Arc<tramso::content::Pack>) {
    let hall = hall_of(keys());
    let (bytes, pack) = published_with(1, &[], |contest| {
        contest.rules.signs.extend(rule.map(|rule| (Sign::Fast, rule)));
    });
    let (at, root) = (Moment(NOW - 90 * stage::DAY), fingerprint(&bytes));
    hall.centre.add_pack(&Access::City, &bytes, Some(&root), Actor::CommandLine, at).unwrap();
    (hall, pack)
}

/// A station with a person who read nothing, and one who did.
fn fast_and_slow(pack: &Arc<tramso::content::Pack>) -> Station {
    let mut one = station_in(1, 1, 1, pack);
    one.register(1);
    one.learn(1, 1..=4, tramso::record::HowLearnt::Alone);
    one.open(1, 1);
    one.hand_in(1, 1, |_, order| (order.iter().position(|at| *at == 0).unwrap(), 1));
    one.share(1);
    one.whole(2);
    one
}

fn sign_cases(centre: &Centre) -> Vec<Case> {
    let cases = centre.cases(&Access::City, 10).unwrap();
    cases.into_iter().filter(|case| case.row.kind == CaseKind::Anomaly).collect()
}

#[test]
fn the_contest_file_chooses_what_a_sign_means() {
    for (rule, counted, cases, words) in [
        (None, 2, 1, &["fine", "follow"][..]),
        (Some(SignRule::List), 2, 1, &["fine", "follow"]),
        (Some(SignRule::Count), 2, 0, &[]),
        (Some(SignRule::Hold), 1, 1, &["count", "exclude"]),
    ] {
        let (hall, pack) = centre(rule);
        let one = fast_and_slow(&pack);
        hall.centre.admit(&Access::City, &granted(&one, 1, |_| ()), Actor::CommandLine, Moment(NOW)).unwrap();
        hall.centre.ingest(&Access::City, &bundles(&one, 1000)[0].bytes, Moment(NOW)).unwrap();
        assert_eq!(valid(&hall.centre), counted, "{rule:?}");
        let found = sign_cases(&hall.centre);
        assert_eq!(found.len(), cases, "{rule:?} {found:?}");
        for case in &found {
            assert!(case.row.subject.ends_with(" fast") && case.row.detail.starts_with("entries=1 "), "{case:?}");
            assert!(words.iter().all(|word| case.words.iter().any(|one| one == word)), "{rule:?} {:?}", case.words);
        }
        let standing = everything(&hall.centre, &[]).0[&one.key(1)].clone();
        assert_eq!(standing.anomalies, if rule == Some(SignRule::Count) { 0 } else { Sign::Fast.bit() });
    }
    assert_eq!(CONTEST, "thu-2026");
}

#[test]
fn what_is_held_counts_when_a_person_has_decided_so() {
    let (hall, pack) = centre(Some(SignRule::Hold));
    let one = fast_and_slow(&pack);
    hall.centre.admit(&Access::City, &granted(&one, 1, |_| ()), Actor::CommandLine, Moment(NOW)).unwrap();
    hall.centre.ingest(&Access::City, &bundles(&one, 1000)[0].bytes, Moment(NOW)).unwrap();
    let waiting = everything(&hall.centre, &[1]);
    assert_eq!(waiting.0[&one.key(1)].waits & Wait::Sign.bit(), Wait::Sign.bit());
    assert!(waiting.2.is_empty(), "nothing is refused while a person is to decide: {:?}", waiting.2);
    let case = sign_cases(&hall.centre)[0].row.id;
    for (word, counted, refused) in [("count", 2, 0), ("exclude", 1, 6)] {
        hall.centre.decide(&Access::City, case, word, Actor::CommandLine, Moment(NOW)).unwrap();
        let decided = everything(&hall.centre, &[1]);
        assert_eq!(valid(&hall.centre), counted, "{word}");
        assert_eq!(decided.2.iter().filter(|one| one.3 == "sign").count(), refused, "four topics, opening and test");
        assert!(hall.centre.recount(&Access::City).unwrap().is_empty());
        hall.centre.undo(&Access::City, case, Actor::CommandLine, Moment(NOW)).unwrap();
        assert_eq!(everything(&hall.centre, &[1]), waiting);
    }
}

/// Attack: entries are made without anybody who opened a shift. They come with their reason, and the page lists them.
#[test]
fn records_without_a_shift_come_with_their_reason() {
    let hall = hall();
    enrol(&hall.centre, 1);
    let mut one = station(1);
    one.opens_shift = false;
    (one.shift, one.helper) = (0, "simulate".to_owned());
    one.whole(1);
    let receipt =
        opened(&hall.centre.ingest(&Access::City, &bundles(&one, 1000)[0].bytes, Moment(NOW)).unwrap().receipt, 1);
    assert_eq!(valid(&hall.centre), 0);
    assert_eq!(receipt.rejected.len(), one.records.len());
    assert!(receipt.rejected.iter().all(|one| one.reason == "no-shift"));
    let found = sign_cases(&hall.centre);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].row.subject.ends_with(" no-shift"), "{found:?}");
    let mut sound = station(2);
    enrol(&hall.centre, 2);
    sound.whole(2);
    hall.centre.ingest(&Access::City, &bundles(&sound, 1000)[0].bytes, Moment(NOW)).unwrap();
    assert_eq!(valid(&hall.centre), 1, "control: in a shift it counts");
}
