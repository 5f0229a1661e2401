//! Who may do what: each use case by each role.

use super::{
    NOW, bundles, everything, hall,
    office::{granted, keys, open_hall, published, station_in},
    stage, station_id,
};
use std::{collections::BTreeSet, fmt::Debug};
use tramso::{
    bundle::enrol::Request,
    centre::{
        Access, AccountPassword, Actor, Centre, LookReason, NotAllowed, PasswordHash, QueryError, Role, WantedTerms,
    },
    crypto::{demo_centre, minisig::SigningKey},
    domain::{AccountName, Moment, PersonKey, UnitCode},
    ledger::{CaseFilter, CaseKind, CaseState},
    record::Body,
};

const OWN: &str = "11113";

/// City, the unit's own clerk, another unit's clerk, viewer.
fn roles() -> [Access; 4] {
    let commune = |code| Access::Commune(UnitCode::parse(code).unwrap());
    [Access::City, commune(OWN), commune("11329"), Access::Viewer]
}

/// Whether the role was let through, whatever came of it.
fn may<T, E: Debug>(answer: Result<T, E>) -> bool {
    !answer.is_err_and(|refusal| format!("{refusal:?}").contains("NotAllowed"))
}

fn request(station: u8) -> Request {
    let key = super::signing(station).public().clone();
    Request {
        station: station_id(station),
        epoch: super::EPOCH.parse().unwrap(),
        key,
        recipient: demo_centre::CENTRE_RECIPIENT.to_owned(),
        commune: UnitCode::parse(OWN).unwrap(),
        village: "thôn Ngọc Lặc".to_owned(),
        app: "tramso 0.1.0".to_owned(),
        wall: Moment(NOW - 100 * stage::DAY),
        check: None,
    }
}

type UseCase<'a> = Box<dyn Fn(&Centre, &Access) -> bool + 'a>;

#[test]
fn each_use_case_is_open_to_the_roles_that_may_do_it_and_to_no_other() {
    let (hall, pack) = open_hall();
    let mut station = station_in(1, 1, 1, &pack);
    station.whole(1);
    station.whole(2);
    let grant = granted(&station, 1, |_| ());
    let sent = bundles(&station, 6);
    let (now, who) = (Moment(NOW + 1), Actor::CommandLine);
    hall.centre.admit(&Access::City, &grant, who, Moment(NOW)).unwrap();
    hall.centre.ingest(&Access::City, &sent[0].bytes, Moment(NOW)).unwrap();
    hall.centre.revoke(&Access::City, &station_id(1), who, Moment(NOW)).unwrap();
    hall.centre.ingest(&Access::City, &sent[1].bytes, Moment(NOW)).unwrap();
    let case = hall.centre.cases(&Access::City, 9).unwrap()[0].row.id;
    let epochs = BTreeSet::from([(station_id(1), super::EPOCH.parse().unwrap())]);
    let hash = PasswordHash::new(&AccountPassword::generate()).unwrap();
    let other = AccountName::CITY;
    let terms = WantedTerms { max_per_day: 200, ..WantedTerms::default() };
    let enrolment = hall.centre.prepare_enrolment(&Access::City, request(2), None, &terms, now).unwrap();
    let signer = SigningKey::from_open_file(demo_centre::ENROL_KEY).unwrap();
    let pack = published(1, &[]).0;
    let nobody = PersonKey([7; 32]);
    let table: Vec<(&str, [bool; 4], UseCase<'_>)> = vec![
        ("overview", [true, true, true, true], Box::new(|centre, role| may(centre.overview(role, now)))),
        ("cases", [true, true, true, true], Box::new(|centre, role| may(centre.cases(role, 9)))),
        ("case", [true, true, false, true], Box::new(|centre, role| may(centre.case(role, case)))),
        ("no case", [true, false, false, true], Box::new(|centre, role| may(centre.case(role, 999)))),
        ("stations", [true, true, true, true], Box::new(|centre, role| may(centre.stations(role)))),
        ("city totals", [true, false, false, true], Box::new(|centre, role| may(centre.city_totals(role, now)))),
        ("unit totals", [true, true, false, true], Box::new(|centre, role| may(centre.unit_totals(role, OWN, now)))),
        ("receipt", [true, true, false, true], Box::new(|centre, role| may(centre.receipt(role, &station_id(1), 1)))),
        ("waiting", [true, true, false, true], Box::new(|centre, role| may(centre.waiting_bundles(role, &epochs)))),
        ("recount", [true, false, false, true], Box::new(|centre, role| may(centre.recount(role)))),
        ("ingest", [true, true, false, false], Box::new(|centre, role| may(centre.ingest(role, &sent[0].bytes, now)))),
        ("admit", [true, true, false, false], Box::new(|centre, role| may(centre.admit(role, &grant, who, now)))),
        ("decide", [true, false, false, false], Box::new(|centre, role| may(centre.decide(role, case, "-", who, now)))),
        ("undo", [true, false, false, false], Box::new(|centre, role| may(centre.undo(role, case, who, now)))),
        (
            "pack",
            [true, false, false, false],
            Box::new(|centre, role| may(centre.add_pack(role, &pack, None, who, now))),
        ),
        (
            "revoke",
            [true, false, false, false],
            Box::new(|centre, role| may(centre.revoke(role, &station_id(9), who, now))),
        ),
        (
            "forget",
            [true, false, false, false],
            Box::new(|centre, role| may(centre.forget_person(role, &nobody, who, now))),
        ),
        (
            "password",
            [true, false, false, false],
            Box::new(|centre, role| may(centre.set_page_password(role, &hash, who, now))),
        ),
        ("accounts", [true, false, false, false], Box::new(|centre, role| may(centre.accounts(role)))),
        ("packs", [true, false, false, false], Box::new(|centre, role| may(centre.pack_list(role)))),
        (
            "add account",
            [true, false, false, false],
            Box::new(|centre, role| may(centre.add_account(role, (other, &Role::Viewer), &hash, who, now))),
        ),
        (
            "account password",
            [true, false, false, false],
            Box::new(|centre, role| may(centre.set_account_password(role, other, &hash, who, now))),
        ),
        (
            "disable",
            [true, false, false, false],
            Box::new(|centre, role| may(centre.set_account_enabled(role, other, false, who, now))),
        ),
        (
            "codes",
            [true, false, false, false],
            Box::new(|centre, role| may(centre.set_account_codes(role, other, None, who, now))),
        ),
        (
            "prepare",
            [true, false, false, false],
            Box::new(|centre, role| may(centre.prepare_enrolment(role, request(2), None, &terms, now))),
        ),
        (
            "approve",
            [true, false, false, false],
            Box::new(|centre, role| may(centre.approve_station(role, &enrolment, &signer, who, now))),
        ),
    ];
    let before = everything(&hall.centre, &[1]);
    for (name, expected, use_case) in &table {
        let mut found: Vec<bool> = roles().iter().rev().map(|role| use_case(&hall.centre, role)).collect();
        found.reverse();
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(everything(&hall.centre, &[1]), before, "nothing of it changed what is held of people");
    assert_eq!(keys().contest, hall.centre.keys().contest);
}

#[test]
fn lists_of_cases_and_stations_are_open_to_whom_they_belong() {
    let (hall, pack) = open_hall();
    let mut station = station_in(1, 1, 1, &pack);
    station.whole(1);
    let (now, who) = (Moment(NOW + 1), Actor::CommandLine);
    hall.centre.admit(&Access::City, &granted(&station, 1, |_| ()), who, Moment(NOW)).unwrap();
    hall.centre.revoke(&Access::City, &station_id(1), who, Moment(NOW)).unwrap();
    hall.centre.ingest(&Access::City, &bundles(&station, 100)[0].bytes, Moment(NOW)).unwrap();
    let case = hall.centre.cases(&Access::City, 9).unwrap()[0].row.id;
    let open = CaseFilter { state: CaseState::Open, kind: None, unit: None, taken_by: None };
    let table: Vec<(&str, [bool; 4], UseCase<'_>)> = vec![
        ("overview", [true, true, true, true], Box::new(|centre, role| may(centre.station_overview(role, now)))),
        (
            "station",
            [true, true, false, true],
            Box::new(|centre, role| may(centre.station_detail(role, &station_id(1)))),
        ),
        ("page", [true, true, true, true], Box::new(|centre, role| may(centre.case_page(role, &open, (0, 9))))),
        ("next", [true, true, true, true], Box::new(|centre, role| may(centre.next_case(role)))),
        ("notes", [true, true, false, true], Box::new(|centre, role| may(centre.case_notes(role, case)))),
        (
            "note",
            [true, true, false, false],
            Box::new(|centre, role| may(centre.note_case(role, case, "x", (who, now)))),
        ),
        ("take", [true, true, false, false], Box::new(|centre, role| may(centre.take_case(role, case, (who, now))))),
        (
            "release",
            [true, true, false, false],
            Box::new(|centre, role| may(centre.release_case(role, case, (who, now)))),
        ),
        ("taken", [true, true, true, true], Box::new(|centre, role| may(centre.taken_counts(role, who)))),
        (
            "person",
            [true, false, false, false],
            Box::new(|centre, role| may(centre.look_at(role, PersonKey([7; 32]), LookReason::Case, (who, now)))),
        ),
    ];
    for (name, expected, use_case) in &table {
        let found: Vec<bool> = roles().iter().map(|role| use_case(&hall.centre, role)).collect();
        assert_eq!(found, expected, "{name}");
    }
    let listed = roles().map(|role| hall.centre.case_page(&role, &open, (0, 9)).unwrap().rows.len());
    assert_eq!(listed, [1, 1, 0, 1]);
}

#[test]
fn a_role_sees_what_belongs_to_it() {
    let (hall, pack) = open_hall();
    let mut station = station_in(1, 1, 1, &pack);
    station.whole(1);
    hall.centre.admit(&Access::City, &granted(&station, 1, |_| ()), Actor::CommandLine, Moment(NOW)).unwrap();
    hall.centre.ingest(&Access::City, &bundles(&station, 100)[0].bytes, Moment(NOW)).unwrap();
    let seen = roles().map(|role| {
        let seen = hall.centre.station_overview(&role, Moment(NOW)).unwrap();
        (seen.stations.len(), seen.bundles.len(), seen.states.len(), seen.units.len())
    });
    let all = hall.centre.units().unwrap().len();
    assert_eq!(seen[0], (1, 1, 1, all));
    assert_eq!((seen[1].0, seen[1].1, seen[1].2), (1, 1, 1));
    assert_eq!((seen[2].0, seen[2].1, seen[2].2), (0, 0, 0));
    assert_eq!(seen[3], seen[0]);
    let refused = hall.centre.receipt(&roles()[2], &station_id(1), 1);
    assert!(matches!(refused, Err(QueryError::NotAllowed(NotAllowed))));
}

#[test]
fn only_the_city_is_shown_what_a_person_declared() {
    let hall = hall();
    for station in [1, 2] {
        super::enrol(&hall.centre, station);
        let mut one = super::station(station);
        one.whole(1);
        if station == 2
            && let Body::Registration { registration } = &mut one.records[2].body
        {
            registration.name = "Đặng Thị Khác".to_owned();
        }
        for written in bundles(&one, 100) {
            hall.centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap();
        }
    }
    let shown = roles().map(|role| {
        let cases = hall.centre.cases(&role, 9).unwrap();
        let case = cases.into_iter().find(|case| case.row.kind == CaseKind::Contradiction)?;
        Some((case.words.len(), case.declarations.len()))
    });
    assert_eq!(shown, [Some((4, 2)), None, None, Some((0, 0))]);
}
