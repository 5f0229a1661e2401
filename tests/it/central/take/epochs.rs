//! A restored station goes on under an epoch of its own making, and draws by the key that it has.

use super::{office::*, *};
use tramso::centre::Actor;

/// Two people in an epoch, the papers drawn by the key of this one.
fn visited(epoch: u8, drawing: u8, from: u64, pack: &Arc<tramso::content::Pack>) -> Station {
    let mut one = station_in(1, epoch, drawing, pack);
    one.now += i64::from(epoch) * stage::DAY;
    one.whole(from);
    one.whole(from + 1);
    one
}

#[test]
fn papers_of_a_restored_station_may_be_drawn_by_any_key_that_it_had() {
    let (hall, pack) = open_hall();
    hall.centre.admit(&granted(&station_in(1, 1, 1, &pack), 1, |_| ()), Actor::CommandLine, NOW).unwrap();
    let own = visited(1, 1, 0, &pack);
    hall.centre.take(&bundles(&own, 1000)[0].bytes, NOW).unwrap();
    assert_eq!(valid(&hall.centre), 2);
    // Restored: the new epoch's key is not there yet, and what it draws by the old one counts once the epoch does.
    let restored = visited(2, 1, 10, &pack);
    hall.centre.take(&bundles(&restored, 1000)[0].bytes, NOW).unwrap();
    assert_eq!(valid(&hall.centre), 2, "an epoch that the station began itself waits");
    hall.centre.admit(&granted(&station_in(1, 2, 2, &pack), 2, |_| ()), Actor::CommandLine, NOW + 1).unwrap();
    assert_eq!(valid(&hall.centre), 4);
    assert!(reasons(&hall.centre, &epoch_of(&restored, 2)).is_empty());
    // And restored once more, with three keys that it can have.
    for (drawing, people) in [(1, 20), (2, 30), (3, 40)] {
        let (hall, pack) = open_hall();
        hall.centre.admit(&granted(&station_in(1, 1, 1, &pack), 1, |_| ()), Actor::CommandLine, NOW).unwrap();
        let third = visited(3, drawing, people, &pack);
        hall.centre.take(&bundles(&third, 1000)[0].bytes, NOW).unwrap();
        hall.centre.admit(&granted(&third, 2, |_| ()), Actor::CommandLine, NOW + 1).unwrap();
        assert_eq!(valid(&hall.centre), 2, "drawn in epoch {drawing}");
    }
}

/// The control: a key that the station cannot have had, of a later epoch or of another station.
#[test]
fn papers_of_any_other_key_do_not_count() {
    let (hall, pack) = open_hall();
    for kiosk in [1, 2] {
        hall.centre.admit(&granted(&station_in(kiosk, 1, 1, &pack), 1, |_| ()), Actor::CommandLine, NOW).unwrap();
    }
    let ahead = visited(1, 2, 0, &pack);
    hall.centre.take(&bundles(&ahead, 1000)[0].bytes, NOW).unwrap();
    // The epoch whose key it was becomes known: that changes nothing for the one before it.
    let later = visited(2, 2, 10, &pack);
    hall.centre.take(&bundles(&later, 1000)[0].bytes, NOW).unwrap();
    hall.centre.admit(&granted(&later, 2, |_| ()), Actor::CommandLine, NOW + 1).unwrap();
    let mut foreign = station_in(2, 1, 1, &pack);
    foreign.draw = ahead.draw;
    foreign.whole(20);
    hall.centre.take(&bundles(&foreign, 1000)[0].bytes, NOW).unwrap();
    assert_eq!(valid(&hall.centre), 2, "those of the later epoch alone");
    assert_eq!(reasons(&hall.centre, &epoch_of(&ahead, 1)).len(), 4, "each test's beginning and end");
    assert_eq!(reasons(&hall.centre, &epoch_of(&foreign, 1)).len(), 2);
}

#[test]
fn an_epoch_is_decided_and_undone() {
    let (hall, pack) = open_hall();
    hall.centre.admit(&granted(&station_in(1, 1, 1, &pack), 1, |_| ()), Actor::CommandLine, NOW).unwrap();
    let restored = visited(2, 1, 10, &pack);
    hall.centre.take(&bundles(&restored, 1000)[0].bytes, NOW).unwrap();
    let before = everything(&hall.centre, &[1]);
    let confirmed = |at: i64| {
        let of = epoch_of(&restored, 2);
        let bytes = hall.centre.newest_receipt(&of.kiosk, &of.epoch, at).unwrap().unwrap();
        receipt::open(&bytes, &[keys().receipt.public().clone()], &[of]).unwrap().confirmed
    };
    assert!(!confirmed(NOW + 1));
    let cases = hall.centre.cases(10).unwrap();
    let case = cases.iter().find(|case| case.kind == CaseKind::Epoch).unwrap().id;
    hall.centre.decide(case, "count", Actor::CommandLine, NOW + 2).unwrap();
    assert_eq!(valid(&hall.centre), 2);
    assert!(confirmed(NOW + 3));
    hall.centre.undo(case, Actor::CommandLine, NOW + 4).unwrap();
    assert_eq!(everything(&hall.centre, &[1]), before);
    hall.centre.decide(case, "exclude", Actor::CommandLine, NOW + 5).unwrap();
    assert_eq!(valid(&hall.centre), 0);
    assert!(!confirmed(NOW + 6));
}
