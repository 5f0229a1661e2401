//! Receipts by mouth: only the five syllables of one of the station's own bundles are taken, and they end reminders alone.

use super::place::{at, finish, prepare, receipt, signed, station, take_one};
use tramso::{
    crypto::{SPOKEN, SpokenReceipt, demo_centre, syllables},
    domain::{Moment, SpokenReply},
    kiosk::outbox,
    store::{Fate, Retired, Store},
};

/// The five syllables of a bundle, as the centre makes them; `change` makes them those of something else.
fn code(store: &Store, seq: u32, change: impl FnOnce(&mut SpokenReceipt<'_>)) -> String {
    let line = store.bundles().unwrap().into_iter().find(|line| line.seq == seq).unwrap();
    let epoch = store.epochs().unwrap().remove(0);
    let mut spoken = SpokenReceipt {
        contest: store.contest(),
        station: store.station_id().as_str(),
        epoch: epoch.id.as_str(),
        seq,
        manifest: &line.digest,
    };
    change(&mut spoken);
    spoken.code(demo_centre::draw_key("", "").bytes())
}

fn three_bundles(store: &mut Store) {
    for n in 0..3 {
        finish(store, n, i64::try_from(n).unwrap() * 60);
        prepare(store, at(i64::try_from(n).unwrap() * 60 + 30));
    }
}

/// A time at which no wait is on.
fn later(tries: i64) -> Moment {
    at(10_000 + tries * 1_000).wall
}

#[test]
fn what_the_format_page_works_by_hand() {
    let spoken = SpokenReceipt {
        contest: "hoc-so-2025",
        station: &"4f1c22d0".repeat(4),
        epoch: "9a3b5c7d",
        seq: 3,
        manifest: &[1; 32],
    };
    assert_eq!(spoken.code(&[7; 32]), "khoang-hum-khiep-toai-huy");
}

#[test]
fn the_syllables_of_a_bundle_end_reminders_up_to_it_and_nothing_else() {
    let place = station();
    let mut store = place.open();
    three_bundles(&mut store);
    let before = outbox::status(&store).unwrap();
    assert_eq!((before.waiting, before.spoken, before.confirmed), (27, 0, 0));
    let second = code(&store, 2, |_| ());
    let held = SpokenReply::Held { seq: 2, bundles: 2, records: 18 };
    assert_eq!(store.take_spoken(&second, later(0)).unwrap(), held);
    let after = outbox::status(&store).unwrap();
    assert_eq!((after.waiting, after.spoken, after.confirmed), (9, 18, 0), "held by word of mouth is not confirmed");
    assert!(store.bundles().unwrap().iter().all(|line| line.fate == Fate::Unknown && line.spooled));
    assert_eq!(prepare(&mut store, at(9_000)).bundles.len(), 3, "all of it travels again");
    // Once more, and an earlier one: known.
    let known = |seq| SpokenReply::Held { seq, bundles: 0, records: 0 };
    assert_eq!(store.take_spoken(&second, later(1)).unwrap(), known(2));
    let first = code(&store, 1, |_| ());
    assert_eq!(store.take_spoken(&first, later(2)).unwrap(), known(1));
    drop(store);
    let mut store = place.open();
    assert_eq!(outbox::status(&store).unwrap().spoken, 18, "a restart changes nothing");
    // A receipt is what counts.
    let bytes = signed(&receipt(&store, 1));
    take_one(&place, &mut store, &bytes, at(20_000)).unwrap();
    let confirmed = outbox::status(&store).unwrap();
    assert_eq!((confirmed.waiting, confirmed.spoken, confirmed.confirmed), (0, 0, 27));
}

#[test]
fn nothing_is_erased_because_of_what_was_spoken() {
    const DAY_S: i64 = 86_400;
    let place = station();
    let mut store = place.open();
    three_bundles(&mut store);
    let all = code(&store, 3, |_| ());
    store.take_spoken(&all, later(0)).unwrap();
    let closes = crate::days::date(2026, 12, 20);
    let retire = |store: &mut Store| outbox::retire(store, (4, closes), 100, at(30 * DAY_S)).unwrap();
    assert_eq!(retire(&mut store), Retired::default());
    assert_eq!((outbox::status(&store).unwrap().spoken, prepare(&mut store, at(30 * DAY_S)).bundles.len()), (27, 3));
    let bytes = signed(&receipt(&store, 1));
    take_one(&place, &mut store, &bytes, at(20_000)).unwrap();
    assert_eq!(retire(&mut store).people, 3, "a control: a receipt allows it");
}

#[test]
fn codes_of_anything_else_are_refused() {
    let place = station();
    let mut store = place.open();
    three_bundles(&mut store);
    let right = code(&store, 3, |_| ());
    let other_key = SpokenReceipt {
        contest: store.contest(),
        station: store.station_id().as_str(),
        epoch: "",
        seq: 3,
        manifest: &[0; 32],
    }
    .code(&[9; 32]);
    let mut wrong = vec![
        code(&store, 3, |spoken| spoken.seq = 4),
        code(&store, 3, |spoken| spoken.seq = 2),
        code(&store, 3, |spoken| spoken.epoch = "00000000"),
        code(&store, 3, |spoken| spoken.station = "ffffffffffffffffffffffffffffffff"),
        code(&store, 3, |spoken| spoken.contest = "hoc-so-2026"),
        code(&store, 3, |spoken| spoken.manifest = &[3; 32]),
        other_key,
        String::new(),
        right.to_uppercase(),
        right.replace('-', " "),
    ];
    let all = syllables();
    let five: Vec<&str> = right.split('-').collect();
    assert_eq!(five.len(), SPOKEN);
    for place in 0..SPOKEN {
        let at = all.iter().position(|one| *one == five[place]).unwrap();
        for neighbour in [(at + 1) % all.len(), (at + all.len() - 1) % all.len()] {
            let mut changed = five.clone();
            changed[place] = all[neighbour];
            wrong.push(changed.join("-"));
        }
        let mut turned = five.clone();
        turned.swap(place, (place + 1) % SPOKEN);
        if turned != five {
            wrong.push(turned.join("-"));
        }
        wrong.push(five[..place].join("-"));
    }
    for (tries, code) in (0..).zip(&wrong) {
        let fate = store.take_spoken(code, later(tries)).unwrap();
        assert!(matches!(fate, SpokenReply::Wrong { .. }), "{code}: {fate:?}");
    }
    assert!(store.by_mouth().unwrap().is_empty());
    let fate = store.take_spoken(&right, later(100)).unwrap();
    assert_eq!(fate, SpokenReply::Held { seq: 3, bundles: 3, records: 27 }, "a control");
}

#[test]
fn wrong_tries_wait_longer_and_longer_over_a_restart_too() {
    let place = station();
    let mut store = place.open();
    three_bundles(&mut store);
    let right = code(&store, 3, |_| ());
    let mut now = at(10_000).wall;
    let mut waits = Vec::new();
    for _ in 0..12 {
        let SpokenReply::Wrong { wait_s } = store.take_spoken("ac-ac-ac-ac-ac", now).unwrap() else { panic!() };
        waits.push(wait_s);
        now = now.plus_ms(i64::from(wait_s) * 1_000);
    }
    assert_eq!(waits, [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    let SpokenReply::Wrong { wait_s: 300 } = store.take_spoken("ac-ac-ac-ac-ac", now).unwrap() else { panic!() };
    drop(store);
    let mut store = place.open();
    assert_eq!(store.take_spoken(&right, now.plus_ms(1_000)).unwrap(), SpokenReply::NotRead { wait_s: 299 });
    assert_eq!(store.take_spoken(&right, now.plus_ms(-86_400_000)).unwrap(), SpokenReply::NotRead { wait_s: 300 });
    let fate = store.take_spoken(&right, now.plus_ms(300_000)).unwrap();
    assert!(matches!(fate, SpokenReply::Held { bundles: 3, .. }), "{fate:?}");
    let SpokenReply::Wrong { wait_s: 0 } = store.take_spoken("ac", now.plus_ms(300_001)).unwrap() else { panic!() };
}

#[test]
fn a_restored_centre_ends_what_was_stated_by_mouth() {
    let place = station();
    let mut store = place.open();
    three_bundles(&mut store);
    let all = code(&store, 3, |_| ());
    store.take_spoken(&all, later(0)).unwrap();
    let mut restored = receipt(&store, 1);
    restored.generation = 2;
    restored.held.truncate(1);
    let first = store.bundles().unwrap().remove(0);
    (restored.ack_upto, restored.judged_upto, restored.head) = (first.last, first.last, first.head);
    take_one(&place, &mut store, &signed(&restored), at(20_000)).unwrap();
    let after = outbox::status(&store).unwrap();
    assert_eq!((after.waiting, after.spoken, after.confirmed), (18, 0, 9));
}
