//! One stick for many stations: everybody finds their own on it.

use super::{Booth, Hall};
use crate::outbox::place::{at, finish, prepare};
use std::{fs, path::Path};
use tramso::{
    kiosk::outbox,
    tui::{Effect, HandedOver, Msg},
};

/// Receives what is on the stick, at the desk.
fn take_in(booth: &Booth, stick: &Path, seconds: i64) -> HandedOver {
    let mut worker = booth.worker(&[stick.to_owned()], at(seconds));
    let answers = worker.perform(Effect::TakeIn { drive: None }, at(seconds));
    worker.perform(Effect::CloseShift, at(seconds + 1));
    answers.into_iter().find_map(|msg| if let Msg::HandedOver(done) = msg { Some(*done) } else { None }).unwrap()
}

#[test]
fn a_couriers_stick_brings_each_station_its_own_and_nobody_is_alarmed() {
    let hall = Hall::new();
    let stick = crate::pty::medium();
    let inbox = stick.path().join(outbox::INBOX);
    fs::create_dir(&inbox).unwrap();
    let booths: Vec<Booth> = (0..3).map(|_| Booth::new(at(0))).collect();
    for (n, booth) in booths.iter().enumerate() {
        let mut store = booth.open();
        hall.admit(&store, at(1));
        let grant = store.grant_file().unwrap().unwrap();
        fs::write(inbox.join(format!("{n}.tsg")), grant.bytes).unwrap();
        for round in 0..2 {
            finish(&mut store, 10 * n + round, 2);
            for one in prepare(&mut store, at(4)).bundles.iter().filter(|one| one.seq as usize == round + 1) {
                fs::write(inbox.join(format!("{n}-{round}.tsr")), hall.take(one, at(5))).unwrap();
            }
        }
    }
    for (n, booth) in booths.iter().enumerate() {
        let brought = take_in(booth, stick.path(), 10).brought;
        assert_eq!((brought.receipt, brought.grant), (Some(2), false), "{n}");
        assert!(brought.refused.is_empty(), "{:?}", brought.refused);
        let store = booth.open();
        assert_eq!(
            (store.outbox().unwrap().confirmed, store.outbox().unwrap().waiting),
            (18, 2),
            "{n}: the shift's own"
        );
    }
    // Control: what is nobody's is reported.
    fs::write(inbox.join("x.tsr"), [7; 4096]).unwrap();
    assert_eq!(take_in(&booths[0], stick.path(), 20).brought.refused.len(), 1);
}
