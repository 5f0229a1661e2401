//! The centre takes real bundles into a real ledger.

mod access;
mod camera;
mod certificates;
mod clicks;
mod closing;
mod epochs;
mod erasure;
mod evening;
mod forged;
mod office;
mod one_touch;
mod postgres;
mod questions;
mod requests;
mod residents;
mod rosters;
mod signs;
pub mod stocked;
mod stories;
mod term;
mod units;

use crate::{
    central::postgres::{Postgres, QUICK},
    durability::scale::{report, scaled, scratch},
    judging::stage::{self, Station, dice},
};
use std::{collections::BTreeMap, sync::Arc};
use tempfile::TempDir;
use tramso::{
    bundle::{
        Caps, Certificate, Chained, Content, EpochRef, PackRef, Plan, SignedCertificate, Start, WhyEpoch, Written,
        enrol, receipt, write,
    },
    centre::{Access, Actor, Centre, IngestRefusal, Keys, Outcome},
    content::builtin,
    crypto::{Secret, demo_centre, minisig::SigningKey, sha256},
    domain::{Moment, PersonKey, UnitCode},
    judging::Facts,
    ledger::{self, BundleState, CaseKind, Counts, EpochRow, Standing, StationRow, TallyKey},
    record::{Body, GENESIS, StampV1},
};

const NOW: i64 = crate::days::ARRIVED_MS;
const EPOCH: &str = "00000001";

struct Hall {
    centre: Centre,
    _dir: TempDir,
}

fn hall() -> Hall {
    hall_of(Keys::demo().unwrap())
}

fn hall_of(keys: Keys) -> Hall {
    let dir = scratch();
    let ledger = ledger::open_sqlite(&dir.path().join("ledger.db"), &keys.ledger_key()).unwrap();
    Hall { centre: Centre::open(ledger, keys).unwrap(), _dir: dir }
}

/// The same on both engines.
fn on_both(test: fn(&Centre)) {
    test(&hall().centre);
    let server = Postgres::start(QUICK);
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_postgres(&server.database("engines"), &keys.ledger_key()).unwrap();
    test(&Centre::open(ledger, keys).unwrap());
}

fn signing(station: u8) -> SigningKey {
    SigningKey::from_seed(&Secret::from_bytes(&mut [station; 32])).unwrap()
}

/// The key of a station's epoch: the first one's is the station's.
fn signing_in(station: u8, epoch: u8) -> SigningKey {
    signing(station + 100 * (epoch - 1))
}

fn station_id(station: u8) -> tramso::domain::StationId {
    enrol::request::station_of(signing(station).public())
}

/// A demo station that the ledger knows.
fn enrol(centre: &Centre, station: u8) {
    let row = StationRow { station: station_id(station), ..stage::station_row(station) };
    let row = StationRow { enrolled: Moment(NOW - 100 * stage::DAY), valid_from: 0, valid_to: 50_000, ..row };
    let epoch = EpochRow {
        station: row.station.clone(),
        epoch: EPOCH.parse().unwrap(),
        number: 1,
        key: signing(station).public().point(),
        why: "created".to_owned(),
        certificate: None,
        confirmed: true,
    };
    let known = centre.ledger();
    known
        .write(&mut |tx| {
            tx.put_station(&row)?;
            tx.put_epoch(&epoch)?;
            // As admitting does: every server with an older cache reads it again.
            let stamp = tx.setting("intake-stamp")?.unwrap_or_else(|| vec![0; 8]);
            let next = u64::from_le_bytes(stamp.try_into().unwrap()) + 1;
            tx.set_setting("intake-stamp", &next.to_le_bytes())
        })
        .unwrap();
}

fn demo_pack() -> Arc<tramso::content::Pack> {
    let dates = builtin::DemoDates { opens: crate::days::day("2020-01-01"), closes: crate::days::day("2099-12-31") };
    static PACK: std::sync::OnceLock<Arc<tramso::content::Pack>> = std::sync::OnceLock::new();
    PACK.get_or_init(|| Arc::new(builtin::pack(dates).unwrap())).clone()
}

fn station(number: u8) -> Station {
    let mut station = Station::new(number, 1);
    station.draw = *demo_centre::draw_key("", "").bytes();
    station.person_key = *demo_centre::person_key_secret().bytes();
    station.pack = demo_pack();
    station.now = NOW - 20 * stage::DAY + i64::from(number) * 11 * stage::MINUTE;
    station.opens_shift = true;
    station
}

/// Everything of a station in bundles of so many records.
fn bundles(station: &Station, most: u64) -> Vec<Written> {
    bundles_behind(station, most, Start::EPOCH)
}

/// Hands in what a station has behind its bundles so far.
fn ingest(centre: &Centre, of: &Station, behind: Start) -> Start {
    let written = bundles_behind(of, 1000, behind);
    for one in &written {
        centre.ingest(&Access::City, &one.bytes, Moment(NOW)).unwrap();
    }
    written[0].next
}

/// The same behind bundles that are written already.
fn bundles_behind(station: &Station, most: u64, mut start: Start) -> Vec<Written> {
    let kept: Vec<(Vec<u8>, [u8; 16])> = station
        .records
        .iter()
        .map(|record| (record.bytes(), sha256(&[&record.n.to_be_bytes()])[..16].try_into().unwrap()))
        .collect();
    let mut head = GENESIS;
    let links: Vec<Chained<'_>> = (1..)
        .zip(&kept)
        .map(|(number, (bytes, nonce))| {
            let content = Content::Record { nonce: *nonce, bytes };
            head = content.link(&head).head;
            Chained { number, content, head }
        })
        .collect();
    let of = epoch_of(station, station.epoch);
    let certificates = certificates(station);
    let commune = UnitCode::parse("11113").unwrap();
    let mut links = links.into_iter().skip(start.number as usize - 1).peekable();
    let mut written = Vec::new();
    while links.peek().is_some() {
        let plan = Plan {
            of: &of,
            commune: &commune,
            start,
            recipients: [demo_centre::CENTRE_RECIPIENT, demo_centre::RECOVERY_RECIPIENT],
            certificates: &certificates,
            packs: &[PackRef { contest: station.contest.clone(), version: 1, digest: station.pack.digest }],
            app: "tramso 0.1.0",
            clock: StampV1 { wall_ms: station.now, mono_ms: 1, boot: 3, suspect: false },
            floor: Moment(NOW - 90 * stage::DAY),
            hardware: None,
            caps: Caps { records: most, ..Caps::default() },
        };
        let one = write(&plan, &signing_in(station.station, station.epoch), &mut links).unwrap();
        start = one.next;
        written.push(one);
    }
    written
}

fn epoch_of(station: &Station, epoch: u8) -> EpochRef {
    EpochRef {
        contest: station.contest.clone(),
        station: station_id(station.station),
        epoch: format!("{epoch:08x}").parse().unwrap(),
    }
}

/// What leads from a station's first epoch to this one, each signed by the key before.
fn certificates(station: &Station) -> Vec<SignedCertificate> {
    let one = |epoch: u8| {
        let certificate = Certificate {
            of: epoch_of(station, epoch),
            number: u32::from(epoch),
            key: signing_in(station.station, epoch).public().point(),
            why: WhyEpoch::Restored,
            seen: None,
            after: epoch_of(station, epoch - 1).epoch,
            last: 0,
            head: [0; 32],
            wall: Moment(NOW - 30 * stage::DAY),
        };
        certificate.sign(&signing_in(station.station, epoch - 1)).unwrap()
    };
    (2..=station.epoch).map(one).collect()
}

/// Standings, sums, and what does not count: station, bundle, number, reason.
type Everything = (BTreeMap<PersonKey, Standing>, Vec<(TallyKey, Counts)>, Vec<Rejected>);
type Rejected = (u8, [u8; 32], u64, String);

/// All that follows from what is held, without what depends on the order of arrival.
fn everything(centre: &Centre, stations: &[u8]) -> Everything {
    let mut all = Everything::default();
    centre
        .ledger()
        .read(&mut |tx| {
            all = Everything::default();
            for row in tx.everybody(None, 100_000)? {
                Facts::read(&row.facts).unwrap();
                all.0.insert(row.key, row.standing);
            }
            use tramso::ledger::Scope;
            for scope in [Scope::Unit, Scope::Village, Scope::Agency, Scope::Day] {
                all.1.extend(tx.tallies(scope, None)?);
            }
            for station in stations {
                // The ledger numbers bundles as they come: in every order their digests keep them apart.
                let bundles = tx.bundles(&station_id(*station), &EPOCH.parse().unwrap())?;
                for row in tx.rejections(&station_id(*station), &EPOCH.parse().unwrap())? {
                    let digest = bundles.iter().find(|one| one.id == row.bundle).unwrap().digest;
                    all.2.push((*station, digest, row.number, row.reason));
                }
            }
            all.2.sort();
            Ok(())
        })
        .unwrap();
    assert!(centre.recount(&Access::City).unwrap().is_empty(), "sums are what their people add up to");
    all
}

fn opened(bytes: &[u8], station: u8) -> receipt::Receipt {
    let keys = [Keys::demo().unwrap().receipt.public().clone()];
    let of = EpochRef { contest: "demo".to_owned(), station: station_id(station), epoch: EPOCH.parse().unwrap() };
    receipt::open(bytes, &keys, &[of]).unwrap()
}

#[test]
fn a_bundle_is_taken_once_and_answered_alike_each_time() {
    let hall = hall();
    enrol(&hall.centre, 1);
    let mut station = station(1);
    for person in 0..5 {
        station.whole(person);
    }
    let written = bundles(&station, 1000).remove(0);
    let taken = hall.centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap();
    assert_eq!(taken.outcome, Outcome::New);
    let receipt = opened(&taken.receipt, 1);
    assert_eq!(
        (receipt.ack_upto, receipt.judged_upto, receipt.number),
        (station.records.len() as u64, station.records.len() as u64, 1)
    );
    assert!(receipt.holds(1, &written.digest) && receipt.confirmed && receipt.rejected.is_empty());
    let again = hall.centre.ingest(&Access::City, &written.bytes, Moment(NOW + 5)).unwrap();
    assert_eq!((again.outcome, &again.receipt), (Outcome::Known, &taken.receipt));
    assert_eq!(
        hall.centre
            .newest_receipt(&taken.station, &EPOCH.parse().unwrap(), Moment(NOW + 9))
            .unwrap()
            .map(|file| file.bytes),
        Some(taken.receipt)
    );
    let all = everything(&hall.centre, &[1]);
    assert_eq!(all.0.values().filter(|one| one.valid.is_some()).count(), 5);
    assert_eq!(all.1.iter().map(|(_, counts)| counts.valid).sum::<i64>(), 15, "unit, village, day");
}

#[test]
fn twenty_copies_at_once_get_one_receipt() {
    let hall = hall();
    enrol(&hall.centre, 1);
    let mut station = station(1);
    (0..20).for_each(|person| station.whole(person));
    let written = bundles(&station, 1000).remove(0);
    let receipts: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..20)
            .map(|_| scope.spawn(|| hall.centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap().receipt))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
    assert_eq!(everything(&hall.centre, &[1]).0.len(), 20);
}

#[test]
fn strangers_other_contests_and_broken_bundles_are_told_apart_and_leave_nothing() {
    let hall = hall();
    let mut station = station(1);
    station.whole(1);
    let bytes = bundles(&station, 1000).remove(0).bytes;
    assert!(matches!(
        hall.centre.ingest(&Access::City, &bytes, Moment(NOW)),
        Err(IngestRefusal::UnknownStation { .. })
    ));
    enrol(&hall.centre, 1);
    for at in (0..bytes.len()).step_by(bytes.len() / 60) {
        let mut broken = bytes.clone();
        broken[at] ^= 4;
        assert!(hall.centre.ingest(&Access::City, &broken, Moment(NOW)).is_err(), "byte {at}");
    }
    assert!(everything(&hall.centre, &[1]).0.is_empty());
    assert_eq!(hall.centre.ingest(&Access::City, &bytes, Moment(NOW)).unwrap().outcome, Outcome::New);
}

/// Three stations with some of the same people, some of it moved, contradicting, forged, without its beginning.
fn history(seed: u64) -> Vec<(u8, Vec<u8>)> {
    let mut all = Vec::new();
    for number in 1..=3_u8 {
        let mut one = station(number);
        for person in 0..6_u64 {
            let chance = seed * 1000 + u64::from(number) * 10 + person;
            match dice(chance, 1) % 5 {
                0 => one.register(person),
                1 => {
                    one.test(person, 1, 50);
                    one.share(person);
                }
                _ => one.whole(person),
            }
            if dice(chance, 2).is_multiple_of(4) {
                let mut told = stage::told(person);
                told.name = "Trần Văn Khác".to_owned();
                let key = one.key(person);
                one.write(key, Body::Correction { registration: Box::new(told) });
            }
            if dice(chance, 3).is_multiple_of(5) {
                let last = one.records.len() as u64;
                let to = tramso::record::hex(&one.key((person + 1) % 6).0);
                let key = one.key(person);
                one.write(key, Body::Moved { to, from_event: last.saturating_sub(4).max(1), to_event: last });
            }
        }
        if dice(seed, 9).is_multiple_of(2) {
            for record in &mut one.records {
                if let (Body::AttemptOpened { paper, .. }, true) =
                    (&mut record.body, dice(record.n, seed).is_multiple_of(3))
                {
                    *paper = "cd".repeat(32);
                }
            }
        }
        all.extend(bundles(&one, 17).into_iter().map(|one| (number, one.bytes)));
    }
    all
}

fn delivered(parcels: &[(u8, Vec<u8>)], order: &[usize]) -> (Hall, Everything) {
    let hall = hall();
    (1..=3).for_each(|station| enrol(&hall.centre, station));
    for at in order {
        let taken = hall.centre.ingest(&Access::City, &parcels[*at].1, Moment(NOW)).unwrap();
        let receipt = opened(&taken.receipt, parcels[*at].0);
        assert!(receipt.ack_upto == 0 || receipt.judged_upto <= receipt.ack_upto);
    }
    let all = everything(&hall.centre, &[1, 2, 3]);
    (hall, all)
}

#[test]
fn whatever_the_order_the_ledger_ends_alike() {
    let orders = scaled(60, 400);
    for seed in 0..6_u64 {
        let parcels = history(seed);
        let (_, wanted) = delivered(&parcels, &(0..parcels.len()).collect::<Vec<_>>());
        assert!(!wanted.2.is_empty() || wanted.0.len() > 4);
        for nth in 0..orders / 6 {
            let mut order: Vec<usize> = (0..parcels.len()).collect();
            order.sort_by_key(|at| dice(seed * 7919 + nth as u64, 300 + *at as u64));
            order.push(order[0]);
            let (_, found) = delivered(&parcels, &order);
            assert_eq!(found, wanted, "history {seed}, order {nth}");
        }
        // The control: a bundle less is another end.
        let short: Vec<usize> = (1..parcels.len()).collect();
        assert_ne!(delivered(&parcels, &short).1, wanted);
    }
    report(&format!("{orders} orders through the embedded ledger"));
}

fn copies() -> (Vec<Written>, Vec<Written>) {
    let mut one = station(1);
    one.whole(1);
    let shared = one.records.len();
    let mut other = station(1);
    other.records = one.records.clone();
    other.now = one.now + stage::MINUTE;
    one.whole(2);
    one.whole(3);
    other.whole(4);
    other.whole(3);
    let most = shared as u64;
    let own = bundles(&one, most);
    let mut copies = vec![own[0].clone()];
    copies.extend(bundles_behind(&other, most, own[0].next));
    (own, copies)
}

#[test]
fn a_clone_is_found_whichever_comes_first_decided_and_undone() {
    let (one, other) = copies();
    assert_eq!(one[0].bytes.len(), other[0].bytes.len());
    let mut ends = Vec::new();
    for is_swapped in [false, true] {
        let hall = hall();
        enrol(&hall.centre, 1);
        let (first, second) = if is_swapped { (&other, &one) } else { (&one, &other) };
        for written in first.iter().chain(&second[1..]) {
            assert_eq!(hall.centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap().outcome, Outcome::New);
        }
        let all = everything(&hall.centre, &[1]);
        assert_eq!(all.0.values().filter(|one| one.valid.is_some()).count(), 1, "what came before they parted counts");
        let receipt = opened(
            &hall
                .centre
                .newest_receipt(&station_id(1), &EPOCH.parse().unwrap(), Moment(NOW))
                .unwrap()
                .map(|file| file.bytes)
                .unwrap(),
            1,
        );
        assert_eq!((receipt.ack_upto, receipt.quarantined.len()), (one[0].manifest.last, 4));
        let cases = hall.centre.cases(&Access::City, 10).unwrap();
        let fork = cases.iter().find(|case| case.row.kind == CaseKind::Fork).unwrap();
        assert_eq!(cases.iter().filter(|case| case.row.kind == CaseKind::Fork).count(), 1);
        let branch = tramso::judging::chain::short(&one[1].digest);
        assert!(fork.words.contains(&branch));
        assert!(hall.centre.decide(&Access::City, fork.row.id, "nonsense", Actor::CommandLine, Moment(NOW)).is_err());
        hall.centre.decide(&Access::City, fork.row.id, &branch, Actor::CommandLine, Moment(NOW)).unwrap();
        let chosen = everything(&hall.centre, &[1]);
        assert_eq!(chosen.0.values().filter(|one| one.valid.is_some()).count(), 3);
        let receipt = opened(
            &hall
                .centre
                .newest_receipt(&station_id(1), &EPOCH.parse().unwrap(), Moment(NOW))
                .unwrap()
                .map(|file| file.bytes)
                .unwrap(),
            1,
        );
        assert_eq!((receipt.ack_upto, receipt.quarantined.len()), (one[2].manifest.last, 0));
        assert!(
            hall.centre.decide(&Access::City, fork.row.id, "all", Actor::CommandLine, Moment(NOW)).is_err(),
            "undo first"
        );
        hall.centre.undo(&Access::City, fork.row.id, Actor::CommandLine, Moment(NOW)).unwrap();
        assert_eq!(everything(&hall.centre, &[1]), all, "as before the decision");
        hall.centre.decide(&Access::City, fork.row.id, "all", Actor::CommandLine, Moment(NOW)).unwrap();
        let both = everything(&hall.centre, &[1]);
        assert_eq!(both.0.values().filter(|one| one.valid.is_some()).count(), 4);
        hall.centre.undo(&Access::City, fork.row.id, Actor::CommandLine, Moment(NOW)).unwrap();
        ends.push((all, chosen, both));
    }
    assert_eq!(ends[0], ends[1]);
}

#[test]
fn revoked_stations_are_held_and_wait() {
    let hall = hall();
    enrol(&hall.centre, 1);
    let mut one = station(1);
    (0..6).for_each(|person| one.whole(person));
    let all = bundles(&one, 30);
    hall.centre.ingest(&Access::City, &all[0].bytes, Moment(NOW)).unwrap();
    let before = everything(&hall.centre, &[1]);
    assert!(hall.centre.revoke(&Access::City, &station_id(1), Actor::CommandLine, Moment(NOW + 10)).unwrap());
    assert!(!hall.centre.revoke(&Access::City, &station_id(1), Actor::CommandLine, Moment(NOW + 11)).unwrap());
    for written in &all[1..] {
        let receipt = opened(&hall.centre.ingest(&Access::City, &written.bytes, Moment(NOW + 20)).unwrap().receipt, 1);
        assert!(receipt.revoked.contains(&station_id(1).to_string()));
        assert!(receipt.quarantined.iter().any(|held| held.digest == written.digest));
    }
    let after = everything(&hall.centre, &[1]);
    let valid = |all: &Everything| all.0.values().filter(|one| one.valid.is_some()).count();
    assert_eq!(valid(&before), valid(&after), "what came before counts, what came after does not");
    let cases: Vec<_> = hall
        .centre
        .cases(&Access::City, 100)
        .unwrap()
        .into_iter()
        .filter(|one| one.row.kind == CaseKind::Revoked)
        .collect();
    assert_eq!(cases.len(), all.len() - 1);
    for case in &cases {
        hall.centre.decide(&Access::City, case.row.id, "count", Actor::CommandLine, Moment(NOW + 30)).unwrap();
    }
    assert_eq!(valid(&everything(&hall.centre, &[1])), 6);
    for case in &cases {
        hall.centre.undo(&Access::City, case.row.id, Actor::CommandLine, Moment(NOW + 40)).unwrap();
    }
    assert_eq!(everything(&hall.centre, &[1]), after);
    hall.centre
        .ledger()
        .read(&mut |tx| {
            let states = tx.bundle_states()?;
            assert!(states.contains(&(BundleState::Revoked, all.len() as u64 - 1)));
            Ok(())
        })
        .unwrap();
}

#[test]
fn who_is_forgotten_is_erased_at_their_stations_also_later() {
    let hall = hall();
    enrol(&hall.centre, 1);
    let mut one = station(1);
    one.whole(1);
    let many = one.records.len() as u64;
    one.whole(2);
    let key = one.key(1);
    let later = one.write(
        key,
        Body::Message { text: "Tôi học số mỗi ngày.".to_owned(), ready: None, dictated: false, publish: false },
    );
    let all = bundles(&one, 2 * many - 1);
    hall.centre.ingest(&Access::City, &all[0].bytes, Moment(NOW)).unwrap();
    assert_eq!(hall.centre.forget_person(&Access::City, &key, Actor::CommandLine, Moment(NOW)).unwrap(), many - 1);
    let receipt = opened(
        &hall
            .centre
            .newest_receipt(&station_id(1), &EPOCH.parse().unwrap(), Moment(NOW + 1))
            .unwrap()
            .map(|file| file.bytes)
            .unwrap(),
        1,
    );
    assert_eq!(receipt.erase, (2..=many).collect::<Vec<_>>());
    let receipt = opened(&hall.centre.ingest(&Access::City, &all[1].bytes, Moment(NOW + 2)).unwrap().receipt, 1);
    assert!(receipt.erase.contains(&later));
}

#[test]
fn a_contradiction_is_decided_and_undone() {
    let hall = hall();
    let mut all = Vec::new();
    for number in [1, 2] {
        enrol(&hall.centre, number);
        let mut one = station(number);
        one.whole(1);
        if number == 2
            && let Body::Registration { registration: told } = &mut one.records[2].body
        {
            told.name = "Đặng Thị Khác".to_owned();
            told.lives.village = "thôn Kỳ Trung".to_owned();
        }
        all.extend(bundles(&one, 100));
    }
    all.iter().for_each(|one| drop(hall.centre.ingest(&Access::City, &one.bytes, Moment(NOW)).unwrap()));
    let before = everything(&hall.centre, &[1, 2]);
    let cases = hall.centre.cases(&Access::City, 9).unwrap();
    let case = cases.iter().find(|case| case.row.kind == CaseKind::Contradiction).unwrap();
    assert_eq!(case.declarations.len(), 2);
    let other = case.declarations.iter().find(|one| one.village == "thôn Kỳ Trung").unwrap();
    hall.centre.decide(&Access::City, case.row.id, &other.word, Actor::CommandLine, Moment(NOW)).unwrap();
    let decided = everything(&hall.centre, &[1, 2]);
    assert_eq!(decided.0.values().next().unwrap().village.as_deref(), Some("thôn Kỳ Trung"));
    assert_ne!(decided, before);
    hall.centre.undo(&Access::City, case.row.id, Actor::CommandLine, Moment(NOW)).unwrap();
    assert_eq!(everything(&hall.centre, &[1, 2]), before);
}
