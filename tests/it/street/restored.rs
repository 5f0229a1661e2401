//! A laptop goes on after its backup, and the backup goes on too: the centre keeps both, and a person decides.

use super::{Hall, Stand, hand_in};
use crate::{
    outbox::place::{at, finish, register},
    store::fixture::{quick, resident},
};
use std::fs;
use tramso::{
    domain::PersonKey,
    intake::CaseKind,
    kiosk::outbox::{self, receive::take_receipt},
    record::hex,
    store::{Fate, Store, restore_from},
};

struct Parted {
    hall: Hall,
    _stand: Stand,
    restored: Store,
    first: String,
    keys: [PersonKey; 4],
}

/// Person 0 was handed in before the backup; 1 is in the backup and in no bundle; 2 came to the laptop afterwards; 3 to the restored
/// one. Both have handed in all that they have.
fn parted() -> Parted {
    let hall = Hall::new();
    let stand = Stand::new(at(0));
    let mut store = stand.open();
    let keys = [0, 1, 2, 3].map(|n| resident(n).key(&store));
    hall.admit(&store, at(1));
    finish(&mut store, 0, 2);
    hand_in(&hall, &mut store, at(5));
    register(&mut store, 1, 6);
    let stick = stand.temp.path().join("usb");
    fs::create_dir(&stick).unwrap();
    let backup = store.backup_to(&stick, &mut |_, _| ()).unwrap();
    register(&mut store, 2, 8);
    hand_in(&hall, &mut store, at(9));
    assert_eq!(store.outbox().unwrap().waiting, 0);
    let first = store.epoch().id.clone();
    drop(store);
    let anew = restore_from(&backup.path, &stand.temp.path().join("moi"), &stand.key).unwrap();
    let mut restored = anew.unlock_in(stand.key.clone(), &quick(), &mut |_| ()).unwrap();
    register(&mut restored, 3, 20);
    let ready = outbox::prepare(&mut restored, at(30), &mut |_| ()).unwrap();
    let seen: Vec<_> = ready.bundles.iter().map(|one| (one.epoch, one.seq, one.records)).collect();
    assert_eq!(seen, [(1, 2, 2), (2, 1, 2)], "what is held already stays at home");
    hand_in(&hall, &mut restored, at(31));
    Parted { hall, _stand: stand, restored, first, keys }
}

impl Parted {
    /// The newest of what the centre says of each epoch.
    fn listen(&mut self, seconds: i64) {
        for epoch in self.restored.epochs().unwrap() {
            let now = at(seconds);
            let told = self.hall.centre.newest_receipt(self.restored.kiosk(), &epoch.id, now.wall.0).unwrap().unwrap();
            take_receipt(&mut self.restored, &told, now).unwrap();
        }
    }

    fn registered(&self) -> [bool; 4] {
        self.keys.map(|key| self.hall.standing(key).is_some_and(|standing| standing.registered.is_some()))
    }

    fn fates(&self) -> Vec<(u32, u32, bool)> {
        let held = |fate| matches!(fate, Fate::Held { .. });
        self.restored.bundles().unwrap().iter().map(|line| (line.epoch, line.seq, held(line.fate))).collect()
    }

    fn case(&self, kind: CaseKind) -> i64 {
        let cases = self.hall.centre.cases(100).unwrap();
        cases.iter().find(|case| case.kind == kind).unwrap_or_else(|| panic!("{kind:?} in {cases:?}")).id
    }

    fn decide(&self, kind: CaseKind, word: &str) {
        self.hall.centre.decide(self.case(kind), word, "test", at(40).wall.0).unwrap();
    }

    /// The word for a branch: the beginning of the digest of its second bundle.
    fn branch(&self, own: bool) -> String {
        let line = self.restored.bundles().unwrap().into_iter().find(|line| (line.epoch, line.seq) == (1, 2)).unwrap();
        let rows = self.hall.bundles(self.restored.kiosk(), &self.first);
        let row = rows.iter().find(|row| row.seq == 2 && (row.digest == line.digest) == own).unwrap();
        hex(&row.digest[..8])
    }
}

#[test]
fn both_ways_are_kept_and_neither_counts_until_somebody_decides() {
    let mut parted = parted();
    assert_eq!(parted.hall.bundles(parted.restored.kiosk(), &parted.first).len(), 3);
    assert_eq!(parted.registered(), [true, false, false, false]);
    parted.listen(35);
    assert_eq!(parted.fates(), [(1, 1, true), (1, 2, false), (2, 1, false)]);
    let left = outbox::prepare(&mut parted.restored, at(36), &mut |_| ()).unwrap();
    assert!(left.bundles.is_empty(), "the centre has them");
    assert_eq!(outbox::status(&parted.restored).unwrap().quarantined, 2);
}

#[test]
fn the_restored_stations_way_is_chosen_and_it_hears_of_it() {
    let mut parted = parted();
    parted.decide(CaseKind::Fork, &parted.branch(true));
    parted.decide(CaseKind::Epoch, "count");
    assert_eq!(parted.registered(), [true, true, false, true]);
    parted.listen(50);
    assert_eq!(parted.fates(), [(1, 1, true), (1, 2, true), (2, 1, true)]);
    assert!(parted.restored.epoch().confirmed);
    assert_eq!(parted.restored.outbox().unwrap().waiting, 0);
    // What is recorded from now on counts like any other.
    register(&mut parted.restored, 4, 60);
    hand_in(&parted.hall, &mut parted.restored, at(61));
    assert_eq!(parted.restored.outbox().unwrap().confirmed, 9 + 2 + 2 + 2);
}

#[test]
fn the_other_way_is_chosen_and_what_the_restored_station_has_of_its_own_stays_with_it() {
    let mut parted = parted();
    parted.decide(CaseKind::Fork, &parted.branch(false));
    parted.decide(CaseKind::Epoch, "count");
    assert_eq!(parted.registered(), [true, true, true, true]);
    parted.listen(50);
    assert_eq!(parted.fates(), [(1, 1, true), (1, 2, false), (2, 1, true)]);
    assert!(parted.restored.verify_chain().unwrap().is_empty());
    // Decided otherwise: it hears of that too.
    let fork = parted.case(CaseKind::Fork);
    parted.hall.centre.undo(fork, "test", at(55).wall.0).unwrap();
    parted.decide(CaseKind::Fork, &parted.branch(true));
    parted.listen(60);
    assert_eq!(parted.fates(), [(1, 1, true), (1, 2, true), (2, 1, true)]);
}

#[test]
fn a_request_to_erase_on_the_other_way_erases_nobody_here() {
    let mut parted = parted();
    parted.decide(CaseKind::Fork, &parted.branch(false));
    // The laptop's person 2 was recorded under numbers that the restored station does not have, 1 under the same ones.
    parted.hall.centre.forget(&parted.keys[1], "test", at(45).wall.0).unwrap();
    parted.listen(50);
    let names: Vec<String> = parted.restored.everybody().unwrap().into_iter().map(|line| line.name).collect();
    assert!(names.contains(&resident(1).name), "what the centre does not hold is not erased: {names:?}");
}
