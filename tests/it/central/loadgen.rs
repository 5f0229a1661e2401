//! The load generator's people and stations: what they leave behind is what real ones would, and the same for the same seed.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    process::Command,
};
use tramso::{
    bundle::{Anchor, Opened, enrol::grant::claimed_pack, open},
    crypto::demo_centre::CENTRE_IDENTITY,
    domain::{IdNumber, Moment, registration_faults},
    loadgen::{Away, City, Finding, Habits, LayFault, Route, Server, ServerFault, lay, make, trips, union},
    people::Journey,
    platform::FileFault,
    record::{Body, draw_seed, hex, paper_digest, unhex},
};

use super::rounds::{content, noon};

/// What is changed in a receipt that is right.
type Change = Box<dyn Fn(&mut tramso::bundle::receipt::Receipt)>;

fn city(seed: u64, stations: u32, people: u32) -> City {
    City::with(content(), seed, (stations, people), Moment(noon())).unwrap()
}

fn opened(city: &City, number: u32) -> Vec<Opened> {
    let station = city.station(number).unwrap();
    let made = make(city, number, 100).unwrap();
    let anchor = Anchor { of: &station.of, key: station.key.public() };
    made.bundles.iter().map(|bundle| open(&bundle.bytes, &anchor, &[CENTRE_IDENTITY]).unwrap()).collect()
}

#[test]
fn the_same_seed_makes_the_same_records_and_another_seed_others() {
    let chains = |seed| {
        let city = city(seed, 3, 40);
        (0..3).map(|station| city.station(station).unwrap().head()).collect::<Vec<_>>()
    };
    assert_eq!(chains(1), chains(1));
    assert_ne!(chains(1), chains(2));
}

#[test]
fn a_city_lies_in_a_folder_whole_and_never_over_something() {
    let city = city(4, 3, 12);
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("city");
    let laid = lay(&city, &folder, (20, 2), &|_| ()).unwrap();
    let mut found = BTreeSet::new();
    for number in 0..3 {
        let made = make(&city, number, 20).unwrap();
        let station = city.station(number).unwrap();
        let anchor = Anchor { of: &station.of, key: station.key.public() };
        assert_eq!(claimed_pack(&std::fs::read(folder.join(&made.grant_name)).unwrap()).unwrap().1, city.pack_ref());
        for bundle in &made.bundles {
            open(&std::fs::read(folder.join(&bundle.name)).unwrap(), &anchor, &[CENTRE_IDENTITY]).unwrap();
            found.insert(bundle.name.clone());
        }
        found.insert(made.grant_name);
    }
    let names = || -> BTreeSet<_> {
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names(), found);
    assert_eq!(laid.bundles + 3, found.len());
    assert!(laid.bundles > 3, "control: some station has several bundles");
    assert!(matches!(lay(&city, &folder, (20, 2), &|_| ()), Err(LayFault::File(FileFault::Exists))));
    assert_eq!(names(), found);
}

#[test]
fn everybody_could_register_and_no_number_is_given_twice() {
    let city = city(5, 6, 3_000);
    let today = city.now.date();
    let (mut numbers, mut keys, mut ways) = (HashSet::new(), HashSet::new(), BTreeMap::new());
    for station in 0..6 {
        for number in city.home(station) {
            let resident = city.resident(station, number).unwrap();
            let faults =
                registration_faults(&resident.registration, today, None, |code| city.pack.unit(code).is_some());
            assert_eq!(faults, []);
            if let tramso::domain::Identity::Number(number) = &resident.registration.identity {
                assert_eq!(number.doubts(resident.registration.birth, resident.registration.sex), []);
                assert!(numbers.insert(number.digits().to_owned()));
            }
            assert!(keys.insert(resident.key));
            *ways.entry(format!("{:?}", resident.journey)).or_insert(0) += 1;
        }
    }
    assert_eq!(keys.len(), 3_000);
    assert_eq!(ways.len(), 11, "{ways:?}");
    assert!(ways["Finishes"] > 1_000, "{ways:?}");
    assert!(IdNumber::parse("000000000000").is_err(), "control: not every number is one");
}

#[test]
fn every_paper_is_the_one_that_the_centre_would_draw_and_its_answers_are_of_its_questions() {
    let city = city(6, 2, 120);
    let (mut papers, mut bodies) = (0, BTreeSet::new());
    for record in (0..2).flat_map(|station| opened(&city, station)).flat_map(|bundle| bundle.records).flatten() {
        bodies.insert(record.body.kind().as_str());
        let Body::AttemptOpened { attempt, pack, paper, .. } = &record.body else { continue };
        assert_eq!(unhex(pack), Some(city.pack.digest));
        let key = record.person_key().unwrap().unwrap();
        let keys = tramso::centre::Keys::demo().unwrap();
        let seed = draw_seed(keys.draw_key(&city.station(0).unwrap().of).bytes(), &record.contest, &key, *attempt);
        let drawn = tramso::domain::draw(&city.pack.contest, &city.pack.bank, seed).unwrap();
        assert_eq!(&paper_digest(&drawn), paper);
        papers += 1;
    }
    assert!(papers > 60, "{papers}");
    let all = ["app", "attempt-opened", "attempt-submitted", "consent", "message", "registration", "shift-closed"];
    assert!(all.iter().all(|kind| bodies.contains(kind)), "{bodies:?}");
}

#[test]
fn a_grant_names_the_station_and_the_demo_root() {
    let city = city(7, 1, 5);
    let made = make(&city, 0, 1_000).unwrap();
    let (root, pack) = claimed_pack(&made.grant).unwrap();
    assert_eq!(root.digest, tramso::content::pack::demo_pinned().digest);
    assert_eq!(hex(&pack.digest), hex(&city.pack.digest));
}

#[test]
fn a_server_that_is_not_there_is_reported_in_words() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let hangs_up = std::thread::spawn(move || drop(silent.accept()));
    assert_eq!(Server::new(&address, None).unwrap().is_well(), Err(ServerFault::Away(Away::Broken)));
    hangs_up.join().unwrap();
    let gone = Server::new(&address, None).unwrap();
    assert_eq!(gone.is_well(), Err(ServerFault::Away(Away::Unreachable)));
    let mut program = Command::new(env!("CARGO_BIN_EXE_tramso-central"));
    let printed = program.args(["loadgen", &address]).env("LANG", "vi_VN.UTF-8").output().unwrap();
    let printed = String::from_utf8_lossy(&printed.stderr).into_owned();
    assert!(printed.contains("TS-M83") && printed.contains(&format!("Không nối được tới {address}.")), "{printed}");
}

#[test]
fn every_bundle_travels_at_least_once_and_in_order_unless_shuffled() {
    let bundles = [3, 0, 5, 1];
    let order = |habits| trips(1, &bundles, habits);
    let plain = order(Habits::default());
    assert_eq!(plain.len(), 9);
    assert!(plain.iter().all(|trip| trip.route == Route::Whole));
    for station in 0..4 {
        let own: Vec<u32> = plain.iter().filter(|trip| trip.station == station).map(|trip| trip.bundle).collect();
        assert_eq!(own, (0..bundles[station as usize]).collect::<Vec<_>>());
    }
    let rough = order(Habits { shuffle: true, repeat: 100, cut: 100 });
    assert_eq!(rough.len(), 18);
    assert!(rough.iter().all(|trip| trip.route != Route::Whole));
    let both: HashSet<(u32, u32)> = rough.iter().map(|trip| (trip.station, trip.bundle)).collect();
    assert_eq!(both.len(), 9);
}

#[test]
fn a_receipt_that_is_not_exactly_what_was_sent_is_reported_for_each_difference() {
    use tramso::bundle::receipt::{Held, Parted, Receipt};
    let city = city(8, 1, 20);
    let made = make(&city, 0, 40).unwrap();
    let held: Vec<Held> = made.bundles.iter().map(|one| Held { seq: one.seq, digest: one.digest }).collect();
    let whole = Receipt {
        of: made.of.clone(),
        number: 1,
        generation: 1,
        time: Moment(noon()),
        confirmed: true,
        ack_upto: made.last,
        head: made.head,
        judged_upto: made.last,
        held,
        quarantined: Vec::new(),
        parted: Vec::new(),
        rejected: Vec::new(),
        resend_from: None,
        erase: Vec::new(),
        packs: Vec::new(),
        revoked: Vec::new(),
        root: 1,
    };
    assert_eq!(union(&made, &whole), []);
    let station = || made.of.station.clone();
    let (last, bundles) = (made.last, made.bundles.len());
    let cases: [(Change, Vec<Finding>); 5] = [
        (Box::new(|one| one.head = [1; 32]), vec![Finding::OtherHead { station: station() }]),
        (
            Box::new(move |one| one.ack_upto = last - 1),
            vec![Finding::Acknowledged { station: station(), wanted: last, found: last - 1 }],
        ),
        (
            Box::new(|one| one.held.truncate(one.held.len() - 1)),
            vec![Finding::OtherBundles { station: station(), wanted: bundles, found: bundles - 1 }],
        ),
        (
            Box::new(|one| {
                one.parted = vec![Parted { bundle: one.held.remove(0), rejected: Vec::new(), erase: Vec::new() }];
            }),
            vec![Finding::OtherBundles { station: station(), wanted: bundles, found: bundles }],
        ),
        (
            Box::new(|one| one.quarantined = vec![one.held[0]]),
            vec![Finding::Waiting { station: station(), bundles: 1 }],
        ),
    ];
    for (change, findings) in cases {
        let mut other = whole.clone();
        change(&mut other);
        assert_eq!(union(&made, &other), findings);
    }
}

#[test]
fn who_needs_two_stations_finishes_at_one_where_there_is_one() {
    let city = city(9, 1, 300);
    let ways: Vec<Journey> = city.home(0).map(|number| city.resident(0, number).unwrap().journey).collect();
    assert!(ways.iter().all(|journey| !journey.needs_two()));
}
