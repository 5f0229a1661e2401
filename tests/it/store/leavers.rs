//! A volunteer leaves: what they kept opens the station no more, and everybody else goes on as before.

use super::{
    fixture::{Place, act, answer, quick, register},
    refused::raw,
    slots::copy,
};
use std::{fs, path::Path};
use tramso::{
    crypto::{Passphrase, demo_centre, slot},
    record::hex,
    store::{DbKey, Finding, KeyChange, OpeningStep, SlotId, Station, Store, StoreError, doctor},
};

const LAN: SlotId = SlotId(1);
const HUNG: SlotId = SlotId(2);
const MAI: SlotId = SlotId(3);

fn unlocked(dir: &Path, id: SlotId, passphrase: &Passphrase) -> Result<Store, StoreError> {
    let _ = fs::remove_file(dir.join("guard.json")); // how slowly somebody guesses is another test's
    Station::find(dir)?.unlock_slot_in((id, passphrase), &quick(), &mut |_| ())
}

fn removed(store: &mut Store, id: SlotId) -> KeyChange {
    store.remove_slot(id, &mut |_| ()).unwrap()
}

fn done() -> KeyChange {
    KeyChange::Done { backups: Vec::new() }
}

fn people(store: &Store) -> usize {
    store.everybody().unwrap().len()
}

fn opens_with(dir: &Path, key: &DbKey) -> Result<Store, StoreError> {
    Station::find(dir)?.unlock_in(key.clone(), &quick(), &mut |_| ())
}

/// Puts kept key files back into a copy of the folder.
fn put_back(kept: &Path, station: &Path, to: &Path, wanted: impl Fn(&str) -> bool) {
    copy(station, to);
    for mirror in ["A", "B"] {
        for entry in fs::read_dir(kept.join("keys").join(mirror)).unwrap() {
            let entry = entry.unwrap();
            if wanted(entry.file_name().to_str().unwrap()) {
                fs::copy(entry.path(), to.join("keys").join(mirror).join(entry.file_name())).unwrap();
            }
        }
    }
}

#[test]
fn what_a_volunteer_kept_opens_nothing_after_they_left() {
    let place = Place::new();
    let dir = place.station.dir();
    let hung = Passphrase::generate();
    let mut store = place.open();
    let person = register(&mut store, 0, 1);
    assert_eq!(store.add_slot("Hùng", &hung).unwrap(), HUNG);
    drop(store);
    let kept = place.temp.path().join("kept");
    copy(dir, &kept);

    let mut store = unlocked(dir, HUNG, &hung).unwrap();
    store.keep_key().expect("this kernel gives no keyring; run where add_key is allowed");
    let mut steps = Vec::new();
    let change = store.remove_slot(LAN, &mut |step| steps.push(step)).unwrap();
    assert_eq!(change, done());
    assert!(steps.iter().all(|step| matches!(step, OpeningStep::ChangingKey { .. })), "{steps:?}");
    let of_kernel = place.station.kept_key().unwrap();
    assert_ne!(of_kernel.to_bytes().bytes(), place.key.to_bytes().bytes(), "the kernel keeps the new key");
    store.forget_key();
    // It goes on where it was.
    store.save(Some(person), &act(2), &[answer(0, 1)]).unwrap();
    assert_eq!((people(&store), store.verify_chain().unwrap().len()), (1, 0));
    store.close().unwrap();
    assert!(!dir.join("tramso.db.part").exists() && !dir.join("tramso.db.part-wal").exists());

    assert!(matches!(opens_with(dir, &place.key), Err(StoreError::OtherKeys)), "the database key of before");
    assert!(matches!(unlocked(dir, LAN, &place.passphrase), Err(StoreError::NoSlot)));
    let attack = |name: &str, wanted: &dyn Fn(&str) -> bool| {
        let to = place.temp.path().join(name);
        put_back(&kept, dir, &to, wanted);
        unlocked(&to, LAN, &place.passphrase)
    };
    let slot = |name: &str| name == "slot-1.age" || name == "names.json";
    assert!(matches!(attack("slot", &slot), Err(StoreError::OldSlot)), "the slot put back");
    assert!(matches!(attack("all", &|_| true), Err(StoreError::OtherKeys)), "all key files put back");
    // Who stays opens the folder with the slot put back, and the slot is gone again.
    let store = unlocked(&place.temp.path().join("slot"), HUNG, &hung).unwrap();
    assert_eq!(store.slots().unwrap().iter().map(|slot| slot.id).collect::<Vec<_>>(), [HUNG]);
    assert!(!store.station_dir().join("keys/A/slot-1.age").exists());
    drop(store);
    assert!(unlocked(&kept, LAN, &place.passphrase).is_ok(), "control: the whole copy of then opens, as docs state");

    let store = unlocked(dir, HUNG, &hung).unwrap();
    assert_eq!((people(&store), store.opening().mended_slots, store.opening().key_change.clone()), (1, 0, None));
    assert!(store.key_change_due().unwrap().is_none());
    drop(store);
    let key = Station::find(dir).unwrap().recovery_key(demo_centre::RECOVERY_IDENTITY).unwrap();
    assert_eq!(people(&opens_with(dir, &key).unwrap()), 1, "the centre's recovery key");
    assert!(!doctor(dir, None).iter().any(|found| matches!(found, Finding::SlotsDiffer)));
}

/// As the program before this one removed a slot: its files go, the key stays.
#[test]
fn control_without_a_new_key_a_kept_slot_opens_the_database_of_today() {
    let place = Place::new();
    let (dir, hung) = (place.station.dir(), Passphrase::generate());
    joined_in_first_form(&place, place.open(), &[(HUNG, "Hùng", &hung)]);
    let kept = place.temp.path().join("kept");
    copy(dir, &kept);
    for mirror in ["A", "B"] {
        fs::remove_file(dir.join(format!("keys/{mirror}/slot-1.age"))).unwrap();
    }
    let mut store = opens_with(dir, &place.key).unwrap();
    register(&mut store, 0, 1);
    store.close().unwrap();
    let to = place.temp.path().join("attack");
    put_back(&kept, dir, &to, |name| name == "slot-1.age" || name == "names.json");
    assert_eq!(people(&unlocked(&to, LAN, &place.passphrase).unwrap()), 1);
}

/// Gives Lan's station these slots too, and leaves it as the program before wrote one.
fn joined_in_first_form(place: &Place, mut store: Store, others: &[(SlotId, &str, &Passphrase)]) {
    let mut holders = vec![(LAN, &place.passphrase)];
    for (slot, name, passphrase) in others {
        store.add_slot(name, passphrase).unwrap();
        holders.push((*slot, passphrase));
    }
    store.close().unwrap();
    in_first_form(place.station.dir(), &place.key, &holders);
}

/// As the program before wrote a station: the database key itself under each passphrase, and no table of slots.
pub fn in_first_form(dir: &Path, key: &DbKey, holders: &[(SlotId, &Passphrase)]) {
    let station = Station::find(dir).unwrap().station;
    let db = raw(dir, key);
    db.execute_batch(
        "DROP TABLE key_slot; DROP TABLE backup; DROP TABLE paper_spent; DROP INDEX record_of_papers;
         PRAGMA user_version = 4",
    )
    .unwrap();
    db.execute_batch("DELETE FROM meta WHERE name IN ('key_files', 'key_number', 'key_change_due')").unwrap();
    drop(db);
    let path = |mirror: &str, name: &str| dir.join("keys").join(mirror).join(name);
    for (id, passphrase) in holders {
        let sealed = slot::seal(passphrase, key.in_first_form(&station, id.0).bytes(), 4).unwrap();
        ["A", "B"].iter().for_each(|mirror| fs::write(path(mirror, &format!("slot-{}.age", id.0)), &sealed).unwrap());
    }
    let recovery = key.in_first_form(&station, 0);
    let sealed = tramso::crypto::seal_to(demo_centre::RECOVERY_RECIPIENT, recovery.bytes()).unwrap();
    for mirror in ["A", "B"] {
        fs::remove_file(path(mirror, "key.age")).unwrap();
        fs::write(path(mirror, "recovery.age"), &sealed).unwrap();
    }
}

#[test]
fn slots_of_the_first_form_are_renewed_and_the_key_changes_once_all_are() {
    let place = Place::new();
    let dir = place.station.dir();
    let (hung, mai) = (Passphrase::generate(), Passphrase::generate());
    let mut store = place.open();
    register(&mut store, 0, 1);
    joined_in_first_form(&place, store, &[(HUNG, "Hùng", &hung), (MAI, "Mai", &mai)]);
    let kept = place.temp.path().join("kept");
    copy(dir, &kept);

    let mut store = unlocked(dir, LAN, &place.passphrase).unwrap();
    assert_eq!(store.opening().migrated_from, Some(4));
    let waits = KeyChange::Waits { volunteers: vec!["Hùng".to_owned()] };
    assert_eq!(removed(&mut store, MAI), waits);
    assert!(opens_with(&kept, &place.key).is_ok(), "control: the old key is the key still");
    drop(store);
    let found = doctor(dir, Some(place.key.clone()));
    let is_due = |found: &[Finding]| found.iter().any(|one| matches!(one, Finding::KeyNotChanged(_)));
    assert!(is_due(&found), "{found:?}");
    let early = place.temp.path().join("early");
    put_back(&kept, dir, &early, |name| name == "slot-3.age" || name == "names.json");
    assert!(matches!(unlocked(&early, MAI, &mai), Err(StoreError::OldSlot)), "not by this program, while it waits");
    let store = unlocked(dir, LAN, &place.passphrase).unwrap();
    assert_eq!(store.opening().key_change, Some(waits), "the renewed slot opens, and the desk is reminded");
    drop(store);

    let store = unlocked(dir, HUNG, &hung).unwrap();
    assert_eq!((people(&store), store.opening().key_change.clone()), (1, Some(done())), "his sign-in changes the key");
    drop(store);
    assert!(matches!(opens_with(dir, &place.key), Err(StoreError::OtherKeys)));
    let to = place.temp.path().join("attack");
    put_back(&kept, dir, &to, |name| name == "slot-3.age" || name == "names.json");
    assert!(matches!(unlocked(&to, MAI, &mai), Err(StoreError::OldSlot)), "a slot of the first form put back");
    let store = unlocked(dir, LAN, &place.passphrase).unwrap();
    assert_eq!((people(&store), store.key_change_due().unwrap()), (1, None));
    drop(store);
    let station = Station::find(dir).unwrap();
    let key = station.recovery_key(demo_centre::RECOVERY_IDENTITY).unwrap();
    assert!(!is_due(&doctor(dir, Some(key))));
}

#[test]
fn the_passphrase_at_the_desk_renews_a_slot_too() {
    let place = Place::new();
    let (dir, hung) = (place.station.dir(), Passphrase::generate());
    joined_in_first_form(&place, place.open(), &[(HUNG, "Hùng", &hung)]);
    let mut store = place.open(); // by the key that the kernel keeps, as after a crash
    assert!(matches!(store.check_passphrase(LAN, &hung), Err(StoreError::WrongPassphrase)));
    let _ = fs::remove_file(dir.join("guard.json"));
    store.check_passphrase(LAN, &place.passphrase).unwrap();
    assert_eq!(removed(&mut store, HUNG), done());
    drop(store);
    assert!(unlocked(dir, LAN, &place.passphrase).is_ok());
}

/// Each state that a kill may leave of a slot that is being renewed: its recipient known, its files written one by one, not counted yet.
#[test]
fn an_interrupted_renewal_never_lets_the_key_change_without_it() {
    let (hung, mai) = (Passphrase::generate(), Passphrase::generate());
    for written in 0..=2 {
        let place = Place::new();
        let dir = place.station.dir();
        joined_in_first_form(&place, place.open(), &[(HUNG, "Hùng", &hung), (MAI, "Mai", &mai)]);
        let old = place.temp.path().join("old");
        copy(dir, &old);
        drop(unlocked(dir, LAN, &place.passphrase).unwrap());
        drop(unlocked(dir, HUNG, &hung).unwrap());
        raw(dir, &place.key).execute_batch("UPDATE key_slot SET ready = 0 WHERE id = 2").unwrap();
        for mirror in ["A", "B"].iter().skip(written) {
            let file = format!("keys/{mirror}/slot-2.age");
            fs::copy(old.join(&file), dir.join(file)).unwrap();
        }

        let mut store = unlocked(dir, LAN, &place.passphrase).unwrap();
        let waits = KeyChange::Waits { volunteers: vec!["Hùng".to_owned()] };
        assert_eq!(removed(&mut store, MAI), waits, "{written} files");
        drop(store);
        let store = unlocked(dir, HUNG, &hung).unwrap();
        assert_eq!(store.opening().key_change, Some(done()), "{written} files");
        drop(store);
        let [a, b] = ["A", "B"].map(|mirror| fs::read(dir.join(format!("keys/{mirror}/slot-2.age"))).unwrap());
        assert_eq!(a, b);
        assert!(unlocked(dir, HUNG, &hung).is_ok() && unlocked(dir, LAN, &place.passphrase).is_ok());
    }
}

#[test]
fn backups_of_before_are_named_and_those_of_after_are_others() {
    let place = Place::new();
    let dir = place.station.dir();
    let (hung, mai, stick) = (Passphrase::generate(), Passphrase::generate(), place.temp.path().join("usb"));
    fs::create_dir(&stick).unwrap();
    let mut store = place.open();
    store.add_slot("Hùng", &hung).unwrap();
    let before = store.backup_to(&stick, &mut |_, _| ()).unwrap();
    store.close().unwrap();
    let mut store = unlocked(dir, HUNG, &hung).unwrap();
    let name = before.path.file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(removed(&mut store, LAN), KeyChange::Done { backups: vec![name] });
    let after = store.backup_to(&stick, &mut |_, _| ()).unwrap();
    assert_ne!(after.path, before.path, "the same state, under another key");
    // Who came after the first change is shown what they could open, not what was before them.
    assert_eq!(store.add_slot("Mai", &mai).unwrap(), MAI);
    let name = after.path.file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(removed(&mut store, MAI), KeyChange::Done { backups: vec![name] });
    drop(store);
    assert!(unlocked(&after.path, HUNG, &hung).is_ok());
    assert!(unlocked(&before.path, LAN, &place.passphrase).is_ok(), "control: which is why it is named");
    assert!(unlocked(&after.path, LAN, &place.passphrase).is_err());

    // A restore of the older one is what it was.
    let into = place.temp.path().join("moi");
    let key = Station::find(&before.path).unwrap().key(LAN, &place.passphrase).unwrap();
    tramso::store::restore_from(&before.path, &into, &key).unwrap();
    let store = unlocked(&into, LAN, &place.passphrase).unwrap();
    assert_eq!(store.slots().unwrap().len(), 2, "who had left since is back");
}

#[test]
fn a_copy_of_the_database_has_no_readable_text_and_leaves_nothing() {
    let place = Place::new();
    let dir = place.station.dir();
    let mut store = place.open();
    register(&mut store, 0, 1);
    store.add_slot("Hùng", &Passphrase::generate()).unwrap();
    let mut seen = Vec::new();
    store
        .remove_slot(SlotId(2), &mut |_| {
            seen.extend(fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name()));
            for entry in fs::read_dir(dir).unwrap() {
                let bytes = fs::read(entry.unwrap().path()).unwrap_or_default();
                assert!(!bytes.starts_with(b"SQLite format 3"), "in the clear");
            }
        })
        .unwrap();
    let names: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().contains("part")), "{names:?}");
    let salt = hex(&place.key.to_bytes().bytes()[32..]);
    let head = hex(&fs::read(dir.join("tramso.db")).unwrap()[..16]);
    assert_ne!(head, salt, "another salt too");
}
