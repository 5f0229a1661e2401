//! A restored station goes on under an epoch of its own making, and draws by the key that it has.

use super::{office::*, *};
use tramso::centre::{Access, Actor};
use tramso::domain::Moment;

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
    hall.centre
        .admit(&Access::City, &granted(&station_in(1, 1, 1, &pack), 1, |_| ()), Actor::CommandLine, Moment(NOW))
        .unwrap();
    let own = visited(1, 1, 0, &pack);
    hall.centre.ingest(&Access::City, &bundles(&own, 1000)[0].bytes, Moment(NOW)).unwrap();
    assert_eq!(valid(&hall.centre), 2);
    // Restored: the new epoch's key is not there yet, and what it draws by the old one counts once the epoch does.
    let restored = visited(2, 1, 10, &pack);
    hall.centre.ingest(&Access::City, &bundles(&restored, 1000)[0].bytes, Moment(NOW)).unwrap();
    assert_eq!(valid(&hall.centre), 2, "an epoch that the station began itself waits");
    hall.centre
        .admit(&Access::City, &granted(&station_in(1, 2, 2, &pack), 2, |_| ()), Actor::CommandLine, Moment(NOW + 1))
        .unwrap();
    assert_eq!(valid(&hall.centre), 4);
    assert!(reasons(&hall.centre, &epoch_of(&restored, 2)).is_empty());
    // And restored once more, with three keys that it can have.
    for (drawing, people) in [(1, 20), (2, 30), (3, 40)] {
        let (hall, pack) = open_hall();
        hall.centre
            .admit(&Access::City, &granted(&station_in(1, 1, 1, &pack), 1, |_| ()), Actor::CommandLine, Moment(NOW))
            .unwrap();
        let third = visited(3, drawing, people, &pack);
        hall.centre.ingest(&Access::City, &bundles(&third, 1000)[0].bytes, Moment(NOW)).unwrap();
        hall.centre.admit(&Access::City, &granted(&third, 2, |_| ()), Actor::CommandLine, Moment(NOW + 1)).unwrap();
        assert_eq!(valid(&hall.centre), 2, "drawn in epoch {drawing}");
    }
}

/// The control: a key that the station cannot have had, of a later epoch or of another station.
#[test]
fn papers_of_any_other_key_do_not_count() {
    let (hall, pack) = open_hall();
    for station in [1, 2] {
        hall.centre
            .admit(
                &Access::City,
                &granted(&station_in(station, 1, 1, &pack), 1, |_| ()),
                Actor::CommandLine,
                Moment(NOW),
            )
            .unwrap();
    }
    let ahead = visited(1, 2, 0, &pack);
    hall.centre.ingest(&Access::City, &bundles(&ahead, 1000)[0].bytes, Moment(NOW)).unwrap();
    // The epoch whose key it was becomes known: that changes nothing for the one before it.
    let later = visited(2, 2, 10, &pack);
    hall.centre.ingest(&Access::City, &bundles(&later, 1000)[0].bytes, Moment(NOW)).unwrap();
    hall.centre.admit(&Access::City, &granted(&later, 2, |_| ()), Actor::CommandLine, Moment(NOW + 1)).unwrap();
    let mut foreign = station_in(2, 1, 1, &pack);
    foreign.draw = ahead.draw;
    foreign.whole(20);
    hall.centre.ingest(&Access::City, &bundles(&foreign, 1000)[0].bytes, Moment(NOW)).unwrap();
    assert_eq!(valid(&hall.centre), 2, "those of the later epoch alone");
    assert_eq!(reasons(&hall.centre, &epoch_of(&ahead, 1)).len(), 4, "each test's beginning and end");
    assert_eq!(reasons(&hall.centre, &epoch_of(&foreign, 1)).len(), 2);
}

#[test]
fn an_epoch_is_decided_and_undone() {
    let (hall, pack) = open_hall();
    hall.centre
        .admit(&Access::City, &granted(&station_in(1, 1, 1, &pack), 1, |_| ()), Actor::CommandLine, Moment(NOW))
        .unwrap();
    let restored = visited(2, 1, 10, &pack);
    hall.centre.ingest(&Access::City, &bundles(&restored, 1000)[0].bytes, Moment(NOW)).unwrap();
    let before = everything(&hall.centre, &[1]);
    let confirmed = |at: i64| {
        let of = epoch_of(&restored, 2);
        let bytes =
            hall.centre.newest_receipt(&of.station, &of.epoch, Moment(at)).unwrap().map(|file| file.bytes).unwrap();
        receipt::open(&bytes, &[keys().receipt.public().clone()], &[of]).unwrap().confirmed
    };
    assert!(!confirmed(NOW + 1));
    let cases = hall.centre.cases(&Access::City, 10).unwrap();
    let case = cases.iter().find(|case| case.row.kind == CaseKind::Epoch).unwrap().row.id;
    hall.centre.decide(&Access::City, case, "count", Actor::CommandLine, Moment(NOW + 2)).unwrap();
    assert_eq!(valid(&hall.centre), 2);
    assert!(confirmed(NOW + 3));
    hall.centre.undo(&Access::City, case, Actor::CommandLine, Moment(NOW + 4)).unwrap();
    assert_eq!(everything(&hall.centre, &[1]), before);
    hall.centre.decide(&Access::City, case, "exclude", Actor::CommandLine, Moment(NOW + 5)).unwrap();
    assert_eq!(valid(&hall.centre), 0);
    assert!(!confirmed(NOW + 6));
}
