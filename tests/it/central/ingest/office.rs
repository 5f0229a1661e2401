//! What the people of a centre do: packs come in, stations are let in, cases are decided, sums are counted again.

use super::*;
use tramso::{
    bundle::enrol::{Grant, Request, RootRef, Secrets, grant},
    centre::{Access, Actor, AdmitRefusal, Difference, PackRefusal},
    content::{
        Pack,
        pack::{self, AppVersion, PackFault, Plan as PackPlan, Trust, demo_pinned, demo_roots},
    },
    domain::Moment,
    judging::Reason,
    ledger::Wait,
};

pub const CONTEST: &str = "thu-2026";

/// Keys that are no demo's: each station and epoch draws by its own key.
pub fn keys() -> Keys {
    Keys {
        contest: CONTEST.to_owned(),
        master: Secret::from_bytes(&mut [77; 32]),
        pack_identities: vec![zeroize::Zeroizing::new(demo_centre::CENTRE_IDENTITY.to_owned())],
        ..Keys::demo().unwrap()
    }
}

/// A pack of the contest, from 2026-10-01 to 2026-12-15, as bytes and as stations read it.
pub fn published(version: u32, revoked: &[String]) -> (Vec<u8>, Arc<Pack>) {
    published_with(version, revoked, |_| ())
}

/// The same with another contest file.
pub fn published_with(
    version: u32,
    revoked: &[String],
    change: impl FnOnce(&mut tramso::domain::Contest),
) -> (Vec<u8>, Arc<Pack>) {
    published_of(version, revoked, |pack| change(&mut pack.contest))
}

/// The same with any content changed.
pub fn published_of(version: u32, revoked: &[String], change: impl FnOnce(&mut Pack)) -> (Vec<u8>, Arc<Pack>) {
    let mut content = (*stage::pack()).clone();
    content.contest.id = CONTEST.to_owned();
    change(&mut content);
    let roots = demo_roots();
    let plan = PackPlan {
        pack: &content,
        version,
        issued: stage::day("2026-08-01"),
        expires: stage::day("2027-01-31"),
        min_app: AppVersion { major: 0, minor: 1, patch: 0 },
        revoked,
        roots: &roots,
        seal_to: Some(demo_centre::CENTRE_RECIPIENT),
    };
    let bytes = pack::build(&plan, &SigningKey::from_open_file(demo_centre::PACK_KEY).unwrap()).unwrap();
    let today = stage::day("2026-11-18");
    let trust = Trust { root: demo_pinned(), contest: CONTEST, held: None, app: AppVersion::own(), today };
    let opened = pack::open(&bytes, &trust, &[demo_centre::CENTRE_IDENTITY]).unwrap();
    (bytes, Arc::new(opened.pack))
}

pub fn fingerprint(bytes: &[u8]) -> String {
    pack::examine(bytes, None).unwrap().root_fingerprint()
}

/// A station of the contest in one of its epochs, drawing by the key of another of them.
pub fn station_in(number: u8, epoch: u8, drawing: u8, pack: &Arc<Pack>) -> Station {
    let mut one = station(number);
    (one.epoch, one.contest, one.pack) = (epoch, CONTEST.to_owned(), pack.clone());
    one.person_key = *keys().person_key().bytes();
    one.draw = *keys().draw_key(&epoch_of(&one, drawing)).bytes();
    one
}

/// The grant of a station's epoch, changed as a test wants it.
pub fn granted(station: &Station, number: u64, change: impl Fn(&mut Grant)) -> Vec<u8> {
    let key = signing_in(station.station, station.epoch).public().clone();
    let of = epoch_of(station, station.epoch);
    let commune = UnitCode::parse("11113").unwrap();
    let asked = Request {
        station: of.station.clone(),
        epoch: of.epoch.clone(),
        key: key.clone(),
        recipient: demo_centre::CENTRE_RECIPIENT.to_owned(),
        commune: commune.clone(),
        village: "thôn Ngọc Lặc".to_owned(),
        app: "tramso 0.1.0".to_owned(),
        wall: Moment(NOW - 100 * stage::DAY),
        check: None,
    };
    let root = demo_pinned();
    let mut grant = Grant {
        of: of.clone(),
        key,
        request: asked.digest(),
        number,
        commune,
        village: asked.village.clone(),
        centre: "Ban Tổ chức thành phố".to_owned(),
        centre_recipient: demo_centre::CENTRE_RECIPIENT.to_owned(),
        recovery_recipient: demo_centre::RECOVERY_RECIPIENT.to_owned(),
        root: RootRef { version: root.version, digest: root.digest },
        pack: PackRef { contest: CONTEST.to_owned(), version: 1, digest: [3; 32] },
        valid_from: crate::days::day("2026-08-01"),
        valid_to: crate::days::day("2027-02-01"),
        max_per_day: 200,
        time: Moment(NOW - 100 * stage::DAY),
    };
    change(&mut grant);
    let secrets = Secrets { draw_key: keys().draw_key(&of), person_key: keys().person_key(), pack_identity: None };
    grant::write(&grant, &secrets, &asked, &SigningKey::from_open_file(demo_centre::ENROL_KEY).unwrap()).unwrap()
}

/// A centre with its first pack.
pub fn open_hall() -> (Hall, Arc<Pack>) {
    let hall = hall_of(keys());
    let (bytes, pack) = published(1, &[]);
    hall.centre
        .add_pack(&Access::City, &bytes, Some(&fingerprint(&bytes)), Actor::CommandLine, Moment(NOW - 90 * stage::DAY))
        .unwrap();
    (hall, pack)
}

pub fn valid(centre: &Centre) -> usize {
    everything(centre, &[]).0.values().filter(|one| one.valid.is_some()).count()
}

fn the_case(centre: &Centre, kind: CaseKind) -> i64 {
    let cases = centre.cases(&Access::City, 100).unwrap();
    let found: Vec<i64> = cases.iter().filter(|case| case.row.kind == kind).map(|case| case.row.id).collect();
    assert_eq!(found.len(), 1, "{cases:?}");
    found[0]
}

#[test]
fn the_first_pack_is_taken_by_its_fingerprint_and_no_older_one_after_it() {
    let hall = hall_of(keys());
    let (bytes, _) = published(2, &[]);
    let (first, second) = (fingerprint(&bytes), published(1, &[]).0);
    let one = station_in(1, 1, 1, &published(2, &[]).1);
    assert!(matches!(
        hall.centre.admit(&Access::City, &granted(&one, 1, |_| ()), Actor::CommandLine, Moment(NOW)),
        Err(AdmitRefusal::NotPinned)
    ));
    let refused = hall.centre.add_pack(&Access::City, &bytes, None, Actor::CommandLine, Moment(NOW)).unwrap_err();
    assert!(matches!(&refused, PackRefusal::NotPinned { fingerprint } if *fingerprint == first), "{refused:?}");
    let refused = hall
        .centre
        .add_pack(&Access::City, &bytes, Some("một hai ba bốn năm sáu bảy tám"), Actor::CommandLine, Moment(NOW))
        .unwrap_err();
    assert!(matches!(&refused, PackRefusal::OtherRoot { found, .. } if *found == first), "{refused:?}");
    assert!(hall.centre.newest_pack(CONTEST).unwrap().is_none(), "nothing was kept");
    // As somebody types it: capitals, other anomalies between the syllables.
    let typed = first.to_uppercase().replace('-', "  ");
    let taken = hall.centre.add_pack(&Access::City, &bytes, Some(&typed), Actor::CommandLine, Moment(NOW)).unwrap();
    assert!(!taken.known && taken.version == 2);
    let again = hall.centre.add_pack(&Access::City, &bytes, None, Actor::CommandLine, Moment(NOW + 1)).unwrap();
    assert!(again.known && again.digest == taken.digest);
    let older = hall.centre.add_pack(&Access::City, &second, None, Actor::CommandLine, Moment(NOW + 2)).unwrap_err();
    assert!(matches!(older, PackRefusal::Fault(PackFault::Older { .. })), "{older:?}");
    let mut broken = bytes.clone();
    let at = broken.len() / 2;
    broken[at] ^= 1;
    assert!(matches!(
        hall.centre.add_pack(&Access::City, &broken, None, Actor::CommandLine, Moment(NOW)),
        Err(PackRefusal::Fault(_))
    ));
    assert_eq!(hall.centre.newest_pack(CONTEST).unwrap().unwrap().bytes, bytes);
    // The control: with the root pinned the next one needs no fingerprint.
    assert_eq!(
        hall.centre
            .add_pack(&Access::City, &published(3, &[]).0, None, Actor::CommandLine, Moment(NOW + 3))
            .unwrap()
            .version,
        3
    );
}

#[test]
fn who_waits_for_a_pack_counts_when_it_comes_and_whom_it_revokes_no_longer_does() {
    let (hall, _) = open_hall();
    let (later, pack) = published(2, &[2, 3].map(|station| station_id(station).to_string()));
    for station in [1, 2] {
        let one = station_in(station, 1, 1, &pack);
        assert!(
            !hall
                .centre
                .admit(&Access::City, &granted(&one, 1, |_| ()), Actor::CommandLine, Moment(NOW))
                .unwrap()
                .known
        );
    }
    let mut one = station_in(1, 1, 1, &pack);
    (0..4).for_each(|person| one.whole(person));
    hall.centre.ingest(&Access::City, &bundles(&one, 1000)[0].bytes, Moment(NOW)).unwrap();
    assert_eq!(valid(&hall.centre), 0);
    let waits = everything(&hall.centre, &[1]).0;
    assert!(waits.values().all(|one| one.waits & Wait::Pack.bit() != 0 && one.finished.is_some()));
    let taken = hall.centre.add_pack(&Access::City, &later, None, Actor::CommandLine, Moment(NOW + 1)).unwrap();
    assert_eq!((taken.judged, &taken.revoked[..]), (4, &[station_id(2).to_string()][..]), "the third is not known yet");
    assert_eq!(valid(&hall.centre), 4);
    let mut other = station_in(2, 1, 1, &pack);
    other.whole(9);
    let receipt = hall.centre.ingest(&Access::City, &bundles(&other, 1000)[0].bytes, Moment(NOW + 2)).unwrap();
    assert_eq!(valid(&hall.centre), 4, "a revoked station's bundle is held and waits");
    the_case(&hall.centre, CaseKind::Revoked);
    // A person who was revoked before it had a place is revoked in it.
    let mut third = station_in(3, 1, 1, &pack);
    third.whole(11);
    hall.centre.admit(&Access::City, &granted(&third, 1, |_| ()), Actor::CommandLine, Moment(NOW + 3)).unwrap();
    hall.centre.ingest(&Access::City, &bundles(&third, 1000)[0].bytes, Moment(NOW + 4)).unwrap();
    assert_eq!(valid(&hall.centre), 4);
    let of = epoch_of(&other, 1);
    let receipt = receipt::open(&receipt.receipt, &[keys().receipt.public().clone()], &[of]).unwrap();
    assert!(receipt.revoked.contains(&station_id(2).to_string()) && receipt.packs[0].version == 2);
}

#[test]
fn stations_are_let_in_by_a_grant_for_this_centre_alone() {
    let (hall, pack) = open_hall();
    let one = station_in(1, 1, 1, &pack);
    let admit = |bytes: &[u8]| hall.centre.admit(&Access::City, bytes, Actor::CommandLine, Moment(NOW));
    let mut broken = granted(&one, 1, |_| ());
    let at = broken.len() / 3;
    broken[at] ^= 1;
    assert!(matches!(admit(&broken), Err(AdmitRefusal::Fault(_))));
    let other = granted(&one, 1, |grant| std::mem::swap(&mut grant.centre_recipient, &mut grant.recovery_recipient));
    assert!(matches!(admit(&other), Err(AdmitRefusal::OtherCentre)));
    let mut demo = station_in(1, 1, 1, &pack);
    demo.contest = "demo".to_owned();
    let demo = granted(&demo, 1, |grant| grant.pack.contest = "demo".to_owned());
    assert!(matches!(admit(&demo), Err(AdmitRefusal::Contest { .. })), "a demo has no place at a real centre");
    let unknown = granted(&station_in(1, 2, 2, &pack), 1, |_| ());
    assert!(matches!(admit(&unknown), Err(AdmitRefusal::UnknownEpoch { .. })));
    assert!(hall.centre.anchor(&station_id(1)).unwrap().is_none(), "nothing was kept");
    let good = granted(&one, 2, |_| ());
    assert!(!admit(&good).unwrap().known);
    assert!(admit(&good).unwrap().known && admit(&granted(&one, 1, |_| ())).unwrap().known, "an older one as well");
    assert!(!admit(&granted(&one, 3, |grant| grant.max_per_day = 40)).unwrap().known);
    let mut fine = station_in(1, 1, 1, &pack);
    fine.whole(1);
    assert_eq!(
        hall.centre.ingest(&Access::City, &bundles(&fine, 1000)[0].bytes, Moment(NOW)).unwrap().outcome,
        Outcome::New
    );
    assert_eq!(valid(&hall.centre), 1);
    // A real centre takes no bundle of the demo.
    let mut demo = station(1);
    demo.whole(1);
    assert!(matches!(
        hall.centre.ingest(&Access::City, &bundles(&demo, 1000)[0].bytes, Moment(NOW)),
        Err(IngestRefusal::Contest { .. })
    ));
}

#[test]
fn what_came_after_closing_is_decided_and_undone() {
    let (hall, pack) = open_hall();
    let mut one = station_in(1, 1, 1, &pack);
    hall.centre.admit(&Access::City, &granted(&one, 1, |_| ()), Actor::CommandLine, Moment(NOW)).unwrap();
    one.now = stage::ends() - 3 * stage::DAY;
    one.whole(1);
    one.whole(2);
    let all = bundles(&one, one.records.len() as u64 / 2);
    hall.centre.ingest(&Access::City, &all[0].bytes, Moment(stage::ends() - stage::MINUTE)).unwrap();
    assert_eq!(valid(&hall.centre), 1);
    hall.centre.ingest(&Access::City, &all[1].bytes, Moment(stage::ends() + stage::MINUTE)).unwrap();
    let waiting = everything(&hall.centre, &[]);
    assert_eq!(valid(&hall.centre), 1, "late, whatever its clock says");
    let case = the_case(&hall.centre, CaseKind::Late);
    for (word, count) in [("count", 2), ("exclude", 1)] {
        hall.centre.decide(&Access::City, case, word, Actor::CommandLine, Moment(NOW)).unwrap();
        assert_eq!(valid(&hall.centre), count, "{word}");
        hall.centre.undo(&Access::City, case, Actor::CommandLine, Moment(NOW)).unwrap();
        assert_eq!(everything(&hall.centre, &[]), waiting);
    }
}

#[test]
fn a_planted_wrong_sum_is_found_by_counting_again() {
    let (hall, pack) = open_hall();
    let mut one = station_in(1, 1, 1, &pack);
    hall.centre.admit(&Access::City, &granted(&one, 1, |_| ()), Actor::CommandLine, Moment(NOW)).unwrap();
    (0..3).for_each(|person| one.whole(person));
    hall.centre.ingest(&Access::City, &bundles(&one, 1000)[0].bytes, Moment(NOW)).unwrap();
    assert!(hall.centre.recount(&Access::City).unwrap().is_empty(), "the control");
    let all = everything(&hall.centre, &[]).1;
    for (key, counts) in all {
        let planted = Counts { valid: 1, ..Counts::default() };
        let plus = [(key.clone(), planted)];
        hall.centre.ledger().write(&mut |tx| tx.add_tallies(&plus)).unwrap();
        let found = hall.centre.recount(&Access::City).unwrap();
        let wanted =
            Difference { key: key.clone(), held: Counts { valid: counts.valid + 1, ..counts }, counted: counts };
        assert_eq!(found, [wanted]);
        let minus = [(key, Counts { valid: -1, ..Counts::default() })];
        hall.centre.ledger().write(&mut |tx| tx.add_tallies(&minus)).unwrap();
    }
    assert!(hall.centre.recount(&Access::City).unwrap().is_empty());
}

/// Why records do not count, by number.
pub fn reasons(centre: &Centre, of: &EpochRef) -> Vec<(u64, String)> {
    let mut found = Vec::new();
    let read = centre.ledger().read(&mut |tx| {
        found = tx.rejections(&of.station, &of.epoch)?.into_iter().map(|row| (row.number, row.reason)).collect();
        Ok(())
    });
    read.unwrap();
    assert!(found.iter().all(|(_, reason)| reason == Reason::Paper.as_str()), "{found:?}");
    found
}

/// Entries of a rehearsal and of the real contest do not mix, and anyone who learned before was taught what is asked now.
#[test]
fn packs_of_one_contest_are_of_one_kind_and_teach_by_one_path() {
    let hall = hall_of(keys());
    let add = |bytes: &[u8]| {
        let root = fingerprint(bytes);
        hall.centre.add_pack(&Access::City, bytes, Some(&root), Actor::CommandLine, Moment(NOW))
    };
    let rehearsal = |version, is_one| published_with(version, &[], |contest| contest.rehearsal = is_one).0;
    add(&rehearsal(1, true)).unwrap();
    assert!(matches!(add(&rehearsal(2, false)), Err(PackRefusal::Rehearsal { is_new: false })));
    add(&rehearsal(2, true)).unwrap();
    let hall = hall_of(keys());
    let add = |bytes: &[u8]| {
        let root = fingerprint(bytes);
        hall.centre.add_pack(&Access::City, bytes, Some(&root), Actor::CommandLine, Moment(NOW))
    };
    add(&rehearsal(1, false)).unwrap();
    assert!(matches!(add(&rehearsal(2, true)), Err(PackRefusal::Rehearsal { is_new: true })));
    let other = published_of(2, &[], |pack| pack.lessons[0].facts.push("B01".to_owned())).0;
    let refused = add(&other).unwrap_err();
    assert!(matches!(&refused, PackRefusal::OtherPath { lesson } if lesson.to_string() == "1.1"), "{refused:?}");
    let mended = published_of(2, &[], |pack| pack.lessons[0].pages[0].title.push('.')).0;
    add(&mended).unwrap(); // the control: words may be mended
}

#[test]
fn a_trial_stations_bundle_is_refused_as_another_contests_whether_its_station_is_known_or_not() {
    let (hall, _) = open_hall();
    let mut trial = station(1);
    trial.whole(1);
    let bytes = super::bundles(&trial, 1000).remove(0).bytes;
    let refused = hall.centre.ingest(&Access::City, &bytes, Moment(NOW)).unwrap_err();
    let IngestRefusal::Contest { found, wanted } = &refused else { panic!("{refused:?}") };
    assert_eq!((found.as_str(), wanted.as_str()), ("demo", CONTEST));
}
