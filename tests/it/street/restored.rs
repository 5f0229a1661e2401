//! A laptop goes on after its backup, and the backup goes on too; or the folder was copied and both go on. The centre keeps all of it,
//! a person decides, and both laptops receive receipts for their own bundles.

use super::{Booth, Hall, hand_in};
use crate::{
    outbox::place::{act, at, finish, register},
    store::fixture::{message, opened, quick, resident, submitted, topic},
};
use std::{fs, path::Path};
use tramso::domain::EpochId;
use tramso::{
    centre::{Access, Actor},
    domain::{Moment, PersonKey},
    kiosk::outbox::{self, receive::take_receipt},
    ledger::CaseKind,
    record::{Body, Event, hex},
    store::{Fate, Station, Store, restore_from},
};

const DAY_S: i64 = 86_400;

/// The laptop that went on, and its copy.
const FIRST: usize = 0;
const COPY: usize = 1;

struct Parted {
    hall: Hall,
    _booth: Booth,
    laptops: [Store; 2],
    /// The epoch in which they parted.
    epoch: EpochId,
    keys: [PersonKey; 4],
}

/// Person 0 was handed in before the backup; 1 is in the backup and in no bundle; 2 came to the laptop afterwards; 3 to the restored
/// one. Both have handed in all that they have.
fn restored() -> Parted {
    let (hall, booth, mut store, keys) = begun();
    register(&mut store, 1, 6);
    let stick = booth.temp.path().join("usb");
    fs::create_dir(&stick).unwrap();
    let backup = store.backup_to(&stick, &mut |_, _| ()).unwrap();
    register(&mut store, 2, 8);
    hand_in(&hall, &mut store, at(9));
    assert_eq!(store.outbox().unwrap().waiting, 0);
    let epoch = store.epoch().id.clone();
    let restored = restore_from(&backup.path, &booth.temp.path().join("moi"), &booth.key).unwrap();
    let mut copy = restored.unlock_in(booth.key.clone(), &quick(), &mut |_| ()).unwrap();
    register(&mut copy, 3, 20);
    let ready = outbox::prepare(&mut copy, at(30), &mut |_| ()).unwrap();
    let seen: Vec<_> = ready.bundles.iter().map(|one| (one.epoch, one.seq, one.records)).collect();
    assert_eq!(seen, [(1, 2, 2), (2, 1, 3)], "what is held already stays at home; the open shift goes on");
    hand_in(&hall, &mut copy, at(31));
    Parted { hall, _booth: booth, laptops: [store, copy], epoch, keys }
}

/// A laptop that has handed in all of person 0, and who else will come.
fn begun() -> (Hall, Booth, Store, [PersonKey; 4]) {
    let hall = Hall::new();
    let booth = Booth::new(at(0));
    let mut store = booth.open();
    let keys = [0, 1, 2, 3].map(|n| resident(n).key(&store));
    hall.admit(&store, at(1));
    let slot = store.slots().unwrap()[0].id;
    store.open_shift(slot, at(1)).unwrap();
    finish(&mut store, 0, 2);
    hand_in(&hall, &mut store, at(5));
    (hall, booth, store, keys)
}

/// The folder was copied after person 0 was handed in; 1 came to nobody. Then 2 came to the laptop and 3 to its copy, each under the
/// numbers of the other, and each went all the way; who registered 2 took down somebody else's number.
fn copied() -> Parted {
    let (hall, booth, store, keys) = begun();
    let epoch = store.epoch().id.clone();
    store.close().unwrap();
    let folder = booth.temp.path().join("ban-sao");
    copy_folder(&booth.dir, &folder);
    let mut store = booth.open();
    let copy = Station::find(&folder).unwrap();
    let mut copy = copy.unlock_in(booth.key.clone(), &quick(), &mut |_| ()).unwrap();
    let mut warned = resident(2).registration();
    warned.id_number = Some(resident(9).number);
    let registered = [
        Event::Record(Body::Consent { text_version: 1 }),
        Event::Record(Body::Registration { registration: Box::new(warned) }),
    ];
    let (person, _) = store.new_person(keys[2], &act(8), &registered).unwrap();
    let mut rest: Vec<Event> = (1..=4).map(topic).collect();
    rest.extend([opened(), submitted(), message("Tôi đã biết tự giữ mật khẩu.")]);
    store.save(Some(person), &act(9), &rest).unwrap();
    finish(&mut copy, 3, 10);
    hand_in(&hall, &mut store, at(20));
    hand_in(&hall, &mut copy, at(21));
    assert_eq!(
        [&store, &copy].map(|one| (one.epoch().number, one.epoch().id.clone())),
        [(1, epoch.clone()), (1, epoch.clone())]
    );
    Parted { hall, _booth: booth, laptops: [store, copy], epoch, keys }
}

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &there);
        } else {
            fs::copy(entry.path(), there).unwrap();
        }
    }
}

impl Parted {
    /// A laptop takes the newest receipt of the centre for each of its epochs; returns what its volunteer sees.
    fn listen(&mut self, which: usize, seconds: i64) -> Vec<&'static str> {
        let (store, now) = (&mut self.laptops[which], at(seconds));
        let mut remarks = Vec::new();
        for epoch in store.epochs().unwrap() {
            let warned = self
                .hall
                .centre
                .newest_receipt(store.station_id(), &epoch.id, now.wall)
                .unwrap()
                .map(|file| file.bytes)
                .unwrap();
            remarks.extend(take_receipt(store, &warned, now).unwrap().1.into_iter().map(|one| one.code));
        }
        remarks
    }

    /// Both have their receipts, everything of theirs has arrived, and nothing travels again.
    fn all_is_held(&mut self, seconds: i64, what: &str) {
        for which in [FIRST, COPY] {
            self.listen(which, seconds);
            let store = &mut self.laptops[which];
            let outbox = store.outbox().unwrap();
            assert_eq!((outbox.waiting, outbox.sent), (0, 0), "{what}: laptop {which}, {outbox:?}");
            let ready = outbox::prepare(store, at(seconds), &mut |_| ()).unwrap();
            assert!(ready.bundles.is_empty(), "{what}: laptop {which}");
            assert_eq!(outbox::status(store).unwrap().quarantined, 0, "{what}: laptop {which}");
            assert!(store.verify_chain().unwrap().is_empty());
        }
    }

    fn registered(&self) -> [bool; 4] {
        self.keys.map(|key| self.hall.standing(key).is_some_and(|standing| standing.registered.is_some()))
    }

    fn fates(&self, which: usize) -> Vec<(u32, u32, bool)> {
        let held = |fate| matches!(fate, Fate::Held { .. });
        self.laptops[which].bundles().unwrap().iter().map(|line| (line.epoch, line.seq, held(line.fate))).collect()
    }

    /// Whose data a laptop has.
    fn here(&self, which: usize) -> Vec<usize> {
        let names: Vec<String> = self.laptops[which].everybody().unwrap().into_iter().map(|line| line.name).collect();
        (0..4).filter(|n| names.contains(&resident(*n).name)).collect()
    }

    fn case(&self, kind: CaseKind) -> i64 {
        let cases = self.hall.centre.cases(&Access::City, 100).unwrap();
        cases.iter().find(|case| case.row.kind == kind).unwrap_or_else(|| panic!("{kind:?} in {cases:?}")).row.id
    }

    fn decide(&self, kind: CaseKind, word: &str) {
        self.hall.centre.decide(&Access::City, self.case(kind), word, Actor::CommandLine, at(40).wall).unwrap();
    }

    fn undo(&self) {
        self.hall.centre.undo(&Access::City, self.case(CaseKind::Fork), Actor::CommandLine, at(41).wall).unwrap();
    }

    fn forget(&self, person: usize) {
        assert!(
            self.hall.centre.forget_person(&Access::City, &self.keys[person], Actor::CommandLine, at(45).wall).unwrap()
                > 0
        );
    }

    /// The word for a laptop's branch: the beginning of the digest of its second bundle.
    fn branch(&self, which: usize) -> String {
        let lines = self.laptops[which].bundles().unwrap();
        hex(&lines.into_iter().find(|line| (line.epoch, line.seq) == (1, 2)).unwrap().digest[..8])
    }

    /// Every way to decide, by its name.
    fn words(&self) -> [(&'static str, String); 4] {
        let word = |word: &'static str| (word, word.to_owned());
        [word("all"), word("none"), ("the first", self.branch(FIRST)), ("the copy", self.branch(COPY))]
    }
}

#[test]
fn both_ways_are_kept_and_neither_counts_until_somebody_decides() {
    let mut parted = restored();
    assert_eq!(parted.hall.bundles(parted.laptops[COPY].station_id(), &parted.epoch).len(), 3);
    assert_eq!(parted.registered(), [true, false, false, false]);
    parted.listen(COPY, 35);
    assert_eq!(parted.fates(COPY), [(1, 1, true), (1, 2, false), (2, 1, false)]);
    let left = outbox::prepare(&mut parted.laptops[COPY], at(36), &mut |_| ()).unwrap();
    assert!(left.bundles.is_empty(), "the centre has them");
    assert_eq!(outbox::status(&parted.laptops[COPY]).unwrap().quarantined, 2);
    // The laptop that went on receives the same of its own.
    assert_eq!(parted.listen(FIRST, 35), ["TS-B15"]);
    assert_eq!(parted.fates(FIRST), [(1, 1, true), (1, 2, false)]);
    // Who asks to be forgotten stays where nothing was decided yet.
    parted.forget(2);
    parted.listen(FIRST, 37);
    assert_eq!(parted.here(FIRST), [0, 1, 2]);
}

#[test]
fn the_restored_stations_way_is_chosen_and_it_hears_of_it() {
    let mut parted = restored();
    parted.decide(CaseKind::Fork, &parted.branch(COPY));
    parted.decide(CaseKind::Epoch, "count");
    assert_eq!(parted.registered(), [true, true, false, true]);
    parted.listen(COPY, 50);
    assert_eq!(parted.fates(COPY), [(1, 1, true), (1, 2, true), (2, 1, true)]);
    assert!(parted.laptops[COPY].epoch().confirmed);
    assert_eq!(parted.laptops[COPY].outbox().unwrap().waiting, 0);
    // What is recorded from now on counts like any other.
    register(&mut parted.laptops[COPY], 4, 60);
    hand_in(&parted.hall, &mut parted.laptops[COPY], at(61));
    assert_eq!(parted.laptops[COPY].outbox().unwrap().confirmed, 10 + 2 + 3 + 2, "with the shift, in each epoch");
}

#[test]
fn whatever_is_decided_both_laptops_hear_of_all_that_is_theirs() {
    let mut parted = restored();
    parted.decide(CaseKind::Epoch, "count");
    for (at, (what, word)) in parted.words().into_iter().enumerate() {
        let now = 50 + 10 * i64::try_from(at).unwrap();
        parted.decide(CaseKind::Fork, &word);
        // Person 1 is on both ways.
        let wanted = match what {
            "all" | "the first" => [true, true, true, true],
            "none" => [true, false, false, true],
            _ => [true, true, false, true],
        };
        assert_eq!(parted.registered(), wanted, "{what}");
        // Who restored a backup knows of the laptop; who went on with the laptop learns of it.
        let warned = [FIRST, COPY].map(|which| parted.listen(which, now).contains(&"TS-B24"));
        assert_eq!(warned, [what == "the copy", false], "{what}");
        parted.all_is_held(now + 1, what);
        assert_eq!(parted.fates(FIRST), [(1, 1, true), (1, 2, true)], "{what}");
        assert_eq!(parted.fates(COPY), [(1, 1, true), (1, 2, true), (2, 1, true)], "{what}");
        // Decided otherwise: they learn of that too.
        parted.undo();
        parted.listen(FIRST, now + 5);
        parted.listen(COPY, now + 5);
        assert_eq!(parted.fates(FIRST), [(1, 1, true), (1, 2, false)], "{what}");
        assert_eq!(parted.fates(COPY), [(1, 1, true), (1, 2, false), (2, 1, true)], "{what}");
    }
}

#[test]
fn who_asks_to_be_forgotten_goes_wherever_they_are_and_nobody_else_does() {
    for word in 0..4 {
        let mut parted = restored();
        let (what, word) = parted.words()[word].clone();
        parted.decide(CaseKind::Epoch, "count");
        parted.decide(CaseKind::Fork, &word);
        parted.all_is_held(50, what);
        // On both ways, under the same numbers.
        parted.forget(1);
        for which in [FIRST, COPY] {
            parted.listen(which, 52);
        }
        assert_eq!((parted.here(FIRST), parted.here(COPY)), (vec![0, 2], vec![0, 3]), "{what}");
        parted.forget(2);
        parted.listen(FIRST, 54);
        parted.listen(COPY, 54);
        assert_eq!((parted.here(FIRST), parted.here(COPY)), (vec![0], vec![0, 3]), "{what}");
    }
}

#[test]
fn a_copied_folder_goes_on_in_the_same_epoch_and_both_let_go_of_what_is_held() {
    let mut parted = copied();
    assert_eq!(parted.registered(), [true, false, false, false]);
    for which in [FIRST, COPY] {
        assert_eq!(parted.listen(which, 30), ["TS-B15"]);
        assert_eq!(parted.fates(which), [(1, 1, true), (1, 2, false)]);
    }
    for (nth, (what, word)) in parted.words().into_iter().enumerate() {
        let now = 50 + 10 * i64::try_from(nth).unwrap();
        parted.decide(CaseKind::Fork, &word);
        let warned = [FIRST, COPY].map(|which| parted.listen(which, now));
        // The laptop whose branch was left learns that there is another one.
        let copies = warned.map(|remarks| remarks.contains(&"TS-B24"));
        assert_eq!(copies, [what == "the copy", what == "the first"], "{what}");
        parted.all_is_held(now + 1, what);
        for which in [FIRST, COPY] {
            assert_eq!(parted.fates(which), [(1, 1, true), (1, 2, true)], "{what}");
        }
        parted.undo();
        for which in [FIRST, COPY] {
            assert_eq!(parted.listen(which, now + 5), ["TS-B15"], "{what}");
            assert_eq!(parted.fates(which), [(1, 1, true), (1, 2, false)], "{what}");
        }
    }
}

#[test]
fn of_two_people_under_one_number_each_goes_at_their_own_laptop() {
    for word in 0..4 {
        for person in [2, 3] {
            let mut parted = copied();
            let (what, word) = parted.words()[word].clone();
            parted.forget(person);
            for which in [FIRST, COPY] {
                parted.listen(which, 30);
            }
            assert_eq!((parted.here(FIRST), parted.here(COPY)), (vec![0, 2], vec![0, 3]), "nothing is decided");
            parted.decide(CaseKind::Fork, &word);
            for which in [FIRST, COPY] {
                parted.listen(which, 50);
            }
            let wanted = if person == 2 { (vec![0], vec![0, 3]) } else { (vec![0, 2], vec![0]) };
            assert_eq!((parted.here(FIRST), parted.here(COPY)), wanted, "{what}, person {person}");
            // That they went is recorded, travels, and is held on its branch like the rest.
            for which in [FIRST, COPY] {
                hand_in(&parted.hall, &mut parted.laptops[which], at(60));
            }
            parted.all_is_held(70, what);
            assert_eq!((parted.here(FIRST), parted.here(COPY)), wanted, "{what}, person {person}");
        }
    }
}

#[test]
fn a_record_that_does_not_count_on_one_way_is_not_the_others() {
    let closes = crate::days::date(2026, 12, 20);
    let mut parted = copied();
    parted.decide(CaseKind::Fork, "all");
    assert_eq!(parted.registered(), [true, false, false, true], "whose number is another's is not registered");
    for which in [FIRST, COPY] {
        parted.listen(which, 50);
        let gone = outbox::retire(&mut parted.laptops[which], (4, closes), 100, at(8 * DAY_S)).unwrap();
        assert_eq!(gone.asked, 0);
    }
    // A week after all of it was held and judged, who counts goes; whose registration does not count stays until the end.
    assert_eq!((parted.here(FIRST), parted.here(COPY)), (vec![2], vec![]));
}

#[test]
fn what_is_held_of_a_later_epoch_is_known_again_when_a_station_has_sent_enough_for_a_day() {
    let Parted { hall, _booth: booth, laptops: [_, mut copy], .. } = restored();
    let file = |copy: &Store, wanted| {
        let line = copy.bundles().unwrap().into_iter().find(|line| (line.epoch, line.seq) == wanted).unwrap();
        fs::read(booth.temp.path().join("moi/spool").join(line.name)).unwrap()
    };
    let now = at(70).wall.0;
    assert!(
        !hall.centre.is_above(&file(&copy, (2, 1)), 0, Moment(now)).unwrap(),
        "certificates of epochs stand before the manifest"
    );
    register(&mut copy, 4, 60);
    outbox::prepare(&mut copy, at(61), &mut |_| ()).unwrap();
    assert!(hall.centre.is_above(&file(&copy, (2, 2)), 0, Moment(now)).unwrap(), "control: what is new is counted");
}
