//! The power is cut while volunteers are given slots and lose them: somebody can always open the station.

use super::{
    child::{Task, print},
    disk::Disk,
    judge::Verdict,
    place::{self, Place},
    power::acknowledged,
    replay::Run,
    scale::{self, scaled},
    strace,
};
use std::path::Path;
use tramso::{
    crypto::Passphrase,
    store::{SlotId, Station, StoreError},
};

#[derive(Clone, Copy)]
enum Turn {
    Add(u32),
    Remove(u32),
}

/// Slot 1 is there from the beginning.
const TURNS: [Turn; 7] =
    [Turn::Add(2), Turn::Add(3), Turn::Remove(1), Turn::Add(4), Turn::Remove(3), Turn::Remove(2), Turn::Add(5)];

fn passphrase(slot: u32) -> Passphrase {
    if slot == 1 {
        return place::passphrase();
    }
    Passphrase::read(&format!("mot cau du dai cho nguoi thu {slot}")).unwrap()
}

/// Who can open the station after so many turns.
fn holders(turns: usize) -> Vec<u32> {
    let mut holders = vec![1];
    for turn in TURNS.iter().take(turns) {
        match turn {
            Turn::Add(slot) => holders.push(*slot),
            Turn::Remove(slot) => holders.retain(|one| one != slot),
        }
    }
    holders
}

pub fn child(place: &Place) -> i32 {
    let mut store = place.open().unwrap();
    for (number, turn) in (1..).zip(TURNS) {
        match turn {
            Turn::Add(slot) => assert_eq!(store.add_slot("Hòa", &passphrase(slot)).unwrap(), SlotId(slot)),
            Turn::Remove(slot) => store.remove_slot(SlotId(slot)).unwrap(),
        }
        print(&format!("ACK {number}"));
    }
    0
}

#[test]
fn some_passphrase_opens_at_every_moment() {
    let root = scale::scratch();
    let place = Place::make(&root.path().join("station"));
    let before = Disk::of(root.path());
    let ops = strace::record(root.path(), &Task::Slots { place });
    let run = Run { before, ops };
    let sweep = run.sweep(scaled(20, 200), &|image, acks| look(&image.join("station"), acknowledged(acks)));
    sweep.report("key slots");
    assert!(sweep.is_clean(), "{sweep:#?}");
    assert_eq!(sweep.acks, TURNS.len());
}

/// Everybody who has a slot and is not losing it just now opens; who lost it does not; and the folder mends itself.
fn look(dir: &Path, turns: usize) -> Verdict {
    let station = match Station::find(dir) {
        Ok(station) => station,
        Err(fault) => return Verdict::Unopenable(format!("{fault:?}")),
    };
    let (before, after) = (holders(turns), holders(turns + 1));
    let mut key = None;
    for slot in before.iter().filter(|slot| after.contains(slot)) {
        match station.key(SlotId(*slot), &passphrase(*slot)) {
            Ok(found) => key = Some(found),
            Err(fault) => return Verdict::Lost(format!("slot {slot} after {turns} turns: {fault:?}")),
        }
    }
    let Some(key) = key else { return Verdict::Lost("nobody can open".to_owned()) };
    if let Some(gone) = (1..=5).find(|slot| !before.contains(slot) && !after.contains(slot)) {
        match station.key(SlotId(gone), &passphrase(gone)) {
            Err(StoreError::NoSlot | StoreError::WrongPassphrase) => (),
            other => return Verdict::Wrong(format!("slot {gone} after {turns} turns: {:?}", other.map(drop))),
        }
    }
    let slots = match station.unlock_with_key(key) {
        Ok(store) => store.slots(),
        Err(fault) => return Verdict::Unopenable(format!("{fault:?}")),
    };
    let slots: Vec<u32> = slots.unwrap().into_iter().map(|slot| slot.id.0).collect();
    if slots != before && slots != after {
        return Verdict::Wrong(format!("after {turns} turns the slots are {slots:?}"));
    }
    let files = |mirror: &str| {
        let mut names: Vec<_> = std::fs::read_dir(dir.join("keys").join(mirror))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end != "part"))
            .map(|path| (path.file_name().unwrap().to_owned(), std::fs::read(&path).unwrap()))
            .collect();
        names.sort();
        names
    };
    if files("A") != files("B") {
        return Verdict::Wrong(format!("after {turns} turns the folders differ"));
    }
    Verdict::Sound
}
