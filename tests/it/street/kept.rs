//! The key that the kernel keeps: for a shift that is open in this folder, while somebody is there, and for nothing else.

use super::{AtDesk, Booth};
use crate::{
    outbox::place::at,
    store::{
        fixture::{quick, resident},
        slots::copy,
    },
};
use std::{fs, path::Path, sync::mpsc};
use tramso::{
    crypto::Passphrase,
    domain::{Stamp, StationId},
    kiosk::worker::{Job, Worker, WorkerConfig},
    platform,
    store::{Finding, SlotId, Station, StoreError, doctor, restore_from},
    tui::{Effect, Msg, PinFor, Secret, StationLine},
};

/// The program, just started in a folder, and what it shows by itself.
fn started(dir: &Path, now: Stamp) -> (AtDesk, Vec<Msg>) {
    let config = WorkerConfig {
        station: Station::find(dir).unwrap(),
        line: StationLine { demo: true, enrolled: true, ..StationLine::default() },
        content: None,
        drive_roots: Vec::new(),
        stop: std::sync::Arc::default(),
    };
    let mut worker = AtDesk(Worker::new(config, mpsc::channel().0));
    let shown = worker.0.begin(now);
    assert!(shown.iter().all(|msg| !matches!(msg, Msg::Failed(_))));
    (worker, shown)
}

fn opens_by_itself(shown: &[Msg]) -> bool {
    shown.iter().any(|msg| matches!(msg, Msg::ShiftOpen { .. } | Msg::Unlocked { .. }))
}

fn unlock(booth: &Booth) -> Effect {
    Effect::Unlock { slot: "1".to_owned(), passphrase: Secret::new(booth.passphrase.text()) }
}

fn is_open(shown: &[Msg]) -> bool {
    shown.iter().any(|msg| matches!(msg, Msg::ShiftOpen { .. }))
}

#[test]
fn a_kept_key_opens_the_folder_of_its_open_shift_and_no_other() {
    let booth = Booth::new(at(0));
    let stick = booth.temp.path().join("usb");
    fs::create_dir(&stick).unwrap();
    let backup = booth.open().backup_to(&stick, &mut |_, _| ()).unwrap();
    let worker = booth.worker(&[], at(1));
    // A copy of the folder as it is in the middle of the shift, and the end of a program that was killed.
    let copied = booth.temp.path().join("copied");
    copy(&booth.dir, &copied);
    drop(worker);
    let (worker, shown) = started(&booth.dir, at(2));
    assert!(is_open(&shown), "control: the interrupted shift goes on by itself");
    drop(worker);

    let (mut worker, shown) = started(&copied, at(3));
    assert!(!opens_by_itself(&shown), "the copy asks for the passphrase");
    let found = doctor(&copied, None);
    assert!(found.iter().any(|one| matches!(one, Finding::KeyElsewhere { n: 1 })), "{found:?}");
    assert!(is_open(&worker.perform(unlock(&booth), at(4))), "and goes on with it");
    drop(worker);

    let restored = booth.temp.path().join("restored");
    restore_from(&backup.path, &restored, &booth.key).unwrap();
    let (mut worker, shown) = started(&restored, at(5));
    assert!(!opens_by_itself(&shown));
    let shown = worker.perform(unlock(&booth), at(6));
    assert!(shown.iter().any(|msg| matches!(msg, Msg::Unlocked { .. })), "no shift was open in the backup");
    let shown = worker.perform(Effect::OpenShift { pin: Secret::new("2468") }, at(7));
    assert!(is_open(&shown), "which was TS-S31 for ever");
    for dir in [&booth.dir, &copied, &restored] {
        Station::find(dir).unwrap().forget_key();
    }
}

#[test]
fn a_removal_in_a_shift_changes_the_key_and_the_shift_goes_on() {
    let booth = Booth::new(at(0));
    let (mut worker, _) = booth.worker_and_answers(&[], at(1));
    let station = Station::find(&booth.dir).unwrap();
    let before = station.kept_key().expect("this kernel gives no keyring; run where add_key is allowed");
    worker.arrive(0, 2);
    let shown = worker.perform(Effect::AddVolunteer { name: "Hùng".to_owned() }, at(3));
    let left = shown.iter().find_map(|msg| match msg {
        Msg::NewPassphrase(secret) => Some(Passphrase::read(&secret.0).unwrap()),
        _ => None,
    });
    let left = left.unwrap();
    let kept = booth.temp.path().join("kept");
    copy(&booth.dir, &kept);
    let job = Job { effect: Effect::RemoveVolunteer { slot: "2".to_owned() }, now: at(4) };
    let shown = worker.0.perform(&job);
    let is_named = |msg: &Msg| matches!(msg, Msg::Failed(failure) if failure.code == "TS-S52");
    assert!(matches!(&shown[..], [Msg::Volunteers(lines), last] if lines.len() == 1 && is_named(last)));
    worker.arrive(1, 5);
    drop(worker);
    let after = station.kept_key().unwrap();
    assert_ne!(after.to_bytes().bytes(), before.to_bytes().bytes());
    // The program crashed: it goes on by itself, under the new key.
    let (worker, shown) = started(&booth.dir, at(6));
    assert!(is_open(&shown));
    drop(worker);
    for mirror in ["A", "B"] {
        for name in ["slot-2.age", "names.json"] {
            let file = format!("keys/{mirror}/{name}");
            fs::copy(kept.join(&file), booth.dir.join(file)).unwrap();
        }
    }
    let attacked = Station::find(&booth.dir).unwrap();
    assert!(matches!(attacked.unlock(SlotId(2), &left), Err(StoreError::OldSlot)));
    assert!(attacked.unlock(SlotId(1), &booth.passphrase).is_ok());
    station.forget_key();
}

#[test]
fn a_key_without_an_open_shift_is_told_and_forgotten() {
    let booth = Booth::new(at(0));
    let store = booth.open();
    store.keep_key().expect("this kernel gives no keyring; run where add_key is allowed");
    drop(store);
    let (worker, shown) = started(&booth.dir, at(1));
    assert!(!opens_by_itself(&shown));
    drop(worker);
    let station = Station::find(&booth.dir).unwrap();
    assert!(station.kept_key().is_none(), "the start has forgotten it");

    booth.open().keep_key().unwrap();
    let found = doctor(&booth.dir, Some(booth.key.clone()));
    assert!(found.iter().any(|one| matches!(one, Finding::KeyWithoutShift)), "{found:?}");
    assert!(station.kept_key().is_none());
    let found = doctor(&booth.dir, Some(booth.key.clone()));
    assert!(!found.iter().any(|one| matches!(one, Finding::KeyWithoutShift)), "control: nothing is left to tell");
}

#[test]
fn the_kernel_lets_go_of_the_key_after_two_hours() {
    let booth = Booth::new(at(0));
    let store = booth.open();
    store.keep_key().unwrap();
    let station: &StationId = store.station_id();
    let keys = fs::read_to_string("/proc/keys").unwrap();
    let line = keys.lines().find(|line| line.contains(&**station)).unwrap();
    let left = line.split_whitespace().nth(3).unwrap().to_owned();
    store.forget_key();
    // The kernel prints whole minutes below two hours, then hours.
    assert!(left == "2h" || left == "1h" || left.ends_with('m'), "{line}");
    assert_eq!(platform::KEY_LIFETIME_S, 7200);
}

#[test]
fn a_locked_station_has_no_key_and_the_visit_goes_on_with_the_passphrase() {
    let booth = Booth::new(at(0));
    let mut worker = booth.worker(&[], at(1));
    let person = resident(0).key(&booth.open_beside(&mut worker));
    worker.arrive(0, 2);
    worker.save(person, vec![crate::store::fixture::answer(0, 1)], 3);
    let station = Station::find(&booth.dir).unwrap();
    assert!(station.kept_key().is_some(), "control");
    let shown = worker.perform(Effect::Lock, at(4));
    assert!(matches!(shown.as_slice(), [Msg::Locked]));
    assert!(station.kept_key().is_none());
    let refused = worker.0.perform(&Job { effect: Effect::List(tramso::tui::ListKind::All), now: at(5) });
    assert!(matches!(refused.as_slice(), [Msg::Failed(_)]), "nothing can be read");
    assert!(!opens_by_itself(&started_beside(&booth.dir)), "nor by a second program");
    let shown = worker.perform(unlock(&booth), at(6));
    let guest = shown.iter().find_map(|msg| match msg {
        Msg::ShiftOpen { guest, .. } => guest.as_ref(),
        _ => None,
    });
    assert_eq!(guest.unwrap().key, person, "who sat there sits there again");
    worker.save(person, vec![crate::store::fixture::answer(1, 1)], 7);
    worker.perform(Effect::CloseShift, at(8));
    drop(worker);
    let store = booth.open();
    let history = store.history(store.find_by_key(&person).unwrap().unwrap()).unwrap();
    assert_eq!(history.len(), 4, "consent, registration and both answers");
}

fn started_beside(dir: &Path) -> Vec<Msg> {
    started(dir, at(5)).1
}

impl Booth {
    /// The store of a station that the worker has open, between two of its jobs.
    fn open_beside(&self, worker: &mut AtDesk) -> tramso::store::Store {
        let copied = self.temp.path().join("beside");
        copy(&self.dir, &copied);
        let _ = worker;
        Station::find(&copied).unwrap().unlock_in(self.key.clone(), &quick(), &mut |_| ()).unwrap()
    }
}

fn pin_is_right(worker: &mut AtDesk, pin: &str, seconds: i64) -> bool {
    let check = Effect::CheckPin { pin: Secret::new(pin), purpose: PinFor::Desk };
    let shown = worker.perform(check, at(seconds));
    matches!(shown.as_slice(), [Msg::Pin { right: true, .. }])
}

#[test]
fn a_right_pin_that_came_too_soon_is_not_called_wrong() {
    let booth = Booth::new(at(0));
    let mut worker = booth.worker(&[], at(1));
    for second in 2..5 {
        assert!(!pin_is_right(&mut worker, "9999", second));
    }
    let check = Effect::CheckPin { pin: Secret::new("1234"), purpose: PinFor::Desk };
    let shown = worker.perform(check, at(4));
    assert!(matches!(shown.as_slice(), [Msg::PinNotRead { wait_s: 1, .. }]), "{}", shown.len());
    assert!(pin_is_right(&mut worker, "1234", 5), "and it counted as no try");
}

#[test]
fn the_passphrase_makes_a_new_pin_and_nothing_else_does() {
    let booth = Booth::new(at(0));
    let mut worker = booth.worker(&[], at(1));
    let change = |pin: &str| Effect::ChangePin { pin: Secret::new(pin), purpose: PinFor::Desk };
    let refused = worker.0.perform(&Job { effect: change("9999"), now: at(2) });
    assert!(matches!(refused.as_slice(), [Msg::Failed(_)]), "without the passphrase");
    let wrong = Effect::CheckPassphrase(Secret::new("ba ba ba ba ba ba"));
    let refused = worker.0.perform(&Job { effect: wrong, now: at(3) });
    assert!(matches!(refused.as_slice(), [Msg::Failed(failure)] if failure.code == "TS-S01"));
    let right = || Effect::CheckPassphrase(Secret::new(booth.passphrase.text()));
    let refused = worker.0.perform(&Job { effect: right(), now: at(3) });
    assert!(matches!(refused.as_slice(), [Msg::Failed(failure)] if failure.code == "TS-S02"), "as slow as opening is");
    let refused = worker.0.perform(&Job { effect: change("9999"), now: at(3) });
    assert!(matches!(refused.as_slice(), [Msg::Failed(_)]));
    std::thread::sleep(std::time::Duration::from_millis(1100));
    worker.perform(right(), at(4));
    let shown = worker.perform(change("9999"), at(5));
    assert!(matches!(shown.as_slice(), [Msg::Pin { purpose: PinFor::Desk, right: true, .. }]));
    let again = worker.0.perform(&Job { effect: change("1111"), now: at(6) });
    assert!(matches!(again.as_slice(), [Msg::Failed(_)]), "one PIN a passphrase");
    assert!(pin_is_right(&mut worker, "9999", 7) && !pin_is_right(&mut worker, "1234", 8));
    worker.perform(Effect::CloseShift, at(9));
}
