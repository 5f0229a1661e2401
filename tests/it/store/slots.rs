//! Key slots: who gets in, how slowly who does not, and what a power cut leaves of them.

use super::{
    fixture::{Place, quick, setup},
    refused::raw,
};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
};
use tramso::{
    crypto::{Passphrase, SealFault, demo_centre},
    store::{DbKey, Finding, Station, StoreError, doctor},
};

fn slot_file(place: &Place, mirror: &str, id: u32) -> PathBuf {
    place.station.path(&format!("keys/{mirror}/slot-{id}.age"))
}

#[test]
fn a_station_shows_who_can_open_it_without_a_key() {
    let place = Place::new();
    let station = Station::find(place.station.dir()).unwrap();
    assert_eq!((station.contest.as_str(), station.demo, station.station.len()), ("demo", true, 32));
    assert_eq!(station.slots.iter().map(|slot| slot.name.as_str()).collect::<Vec<_>>(), ["Lan"]);
    assert!(matches!(Station::find(place.temp.path()), Err(StoreError::NoStation)));
}

#[test]
fn a_station_is_made_whole_or_not_at_all() {
    let place = Place::new();
    let again = Station::create_in(place.station.dir(), &setup(), ("Hoa", &place.passphrase), &quick());
    assert!(matches!(again, Err(StoreError::Occupied)));
    let elsewhere = place.temp.path().join("elsewhere");
    let mut poor = setup();
    poor.grant.recovery = "nobody".to_owned();
    let refused = Station::create_in(&elsewhere, &poor, ("Hoa", &place.passphrase), &quick());
    assert!(matches!(refused, Err(StoreError::Recovery(SealFault::Key))));
    let left: Vec<_> = fs::read_dir(place.temp.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(left, ["station"]);
}

#[test]
fn several_volunteers_open_one_station() {
    let place = Place::new();
    let mut store = place.open();
    let other = Passphrase::generate();
    let id = store.add_slot("Hùng", &other).unwrap();
    assert!(matches!(store.remove_slot(tramso::store::SlotId(9), &mut |_| ()), Err(StoreError::NoSlot)));
    drop(store);

    let station = Station::find(place.station.dir()).unwrap();
    assert_eq!(station.slots[1].name, "Hùng");
    let mut store = station.unlock(id, &other).unwrap();
    store.remove_slot(station.slots[0].id, &mut |_| ()).unwrap();
    assert!(matches!(store.remove_slot(id, &mut |_| ()), Err(StoreError::LastSlot)));
    let third = store.add_slot("Mai", &Passphrase::generate()).unwrap();
    assert_eq!(third.0, 3, "numbers are never given twice");
    drop(store);
    assert!(!slot_file(&place, "A", 1).exists() && !slot_file(&place, "B", 1).exists());
    assert!(matches!(station.key(place.station.slots[0].id, &place.passphrase), Err(StoreError::NoSlot)));
}

#[test]
fn wrong_passphrases_grow_slow_and_a_restart_does_not_help() {
    let place = Place::new();
    let slot = place.station.slots[0].id;
    assert!(matches!(place.station.key(slot, &Passphrase::generate()), Err(StoreError::WrongPassphrase)));
    assert!(matches!(place.station.key(slot, &place.passphrase), Err(StoreError::TooSoon { seconds: 1 })));
    let again = Station::find(place.station.dir()).unwrap();
    assert_eq!(again.wrong_tries, 1);
    assert!(matches!(again.key(slot, &place.passphrase), Err(StoreError::TooSoon { .. })));

    // As after so many tries, the last of them just now.
    let guard = place.station.path("guard.json");
    let text = fs::read_to_string(&guard).unwrap();
    let mut waits = Vec::new();
    for wrong in 1..=100 {
        fs::write(&guard, text.replace("\"wrong\":1", &format!("\"wrong\":{wrong}"))).unwrap();
        match again.key(slot, &place.passphrase) {
            Err(StoreError::TooSoon { seconds }) => waits.push(seconds),
            // On a busy machine the first second may be over.
            Ok(_) if wrong == 1 => waits.push(1),
            other => panic!("{other:?}"),
        }
    }
    assert!(waits[1..7].is_sorted() && waits[99] >= 58 && waits.iter().sum::<u64>() >= 3600, "{waits:?}");

    // As if the last try was an hour of machine time ago: never a lock-out.
    let (head, rest) = text.split_once("\"mono_ms\":").unwrap();
    let mono: u64 = rest.trim_end_matches('}').parse().unwrap();
    let ago = mono.saturating_sub(61_000);
    fs::write(&guard, format!("{head}\"mono_ms\":{ago}}}").replace("\"wrong\":1", "\"wrong\":100")).unwrap();
    if mono > 61_000 {
        assert!(again.key(slot, &place.passphrase).is_ok());
        assert!(!guard.exists());
    }
}

/// Power cuts while the right passphrase is worked on: a real process, killed as soon as it has begun.
#[test]
fn killed_while_it_opens_costs_one_try_however_often() {
    let temp = tempfile::tempdir().unwrap();
    let (dir, secret, passphrase) = (temp.path().join("station"), temp.path().join("mk"), Passphrase::generate());
    let station = Station::create(&dir, &setup(), "Lan", &passphrase).unwrap();
    fs::write(&secret, passphrase.text()).unwrap();
    let guard = station.path("guard.json");
    let mut killed = 0;
    for _ in 0..60 {
        if killed == 6 {
            break;
        }
        let _ = fs::read_to_string(&guard).is_ok_and(|text| fs::write(&guard, before_the_boot(&text)).is_ok());
        let before = fs::metadata(&guard).and_then(|found| found.modified()).ok();
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_tramso"))
            .args(["status", "--dir", dir.to_str().unwrap(), "--passphrase-file", secret.to_str().unwrap()])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        while fs::metadata(&guard).and_then(|found| found.modified()).ok() == before {
            // On a busy machine it may have been through before this has looked: then the guard is gone, and nobody was killed.
            if child.try_wait().unwrap().is_some() {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        killed += usize::from(guard.exists());
    }
    assert_eq!(killed, 6, "the guard is written before the passphrase is tried");
    let found = Station::find(&dir).unwrap();
    assert_eq!(found.wrong_tries, 1, "{:?}", fs::read_to_string(&guard));
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(found.key(found.slots[0].id, &passphrase).is_ok());
    assert!(!guard.exists());
    // Control: wrong passphrases do add up.
    fs::write(&guard, r#"{"v":1,"wrong":5,"boot":0,"mono_ms":0,"open":true}"#).unwrap();
    assert_eq!(Station::find(&dir).unwrap().wrong_tries, 6);
}

/// As if the tries had been in an earlier run of the machine, which has been up for long.
fn before_the_boot(guard: &str) -> String {
    let (head, rest) = guard.split_once("\"boot\":").unwrap();
    let (_, rest) = rest.split_once(',').unwrap();
    format!("{head}\"boot\":0,{rest}")
}

#[test]
fn one_folder_of_slots_is_enough() {
    let place = Place::new();
    let slot = place.station.slots[0].id;
    for mirror in ["A", "B"] {
        let aside = place.temp.path().join("aside");
        let folder = place.station.path(&format!("keys/{mirror}"));
        fs::rename(&folder, &aside).unwrap();
        fs::create_dir(&folder).unwrap();
        let station = Station::find(place.station.dir()).unwrap();
        let store = station.unlock_in(station.key(slot, &place.passphrase).unwrap(), &quick(), &mut |_| ()).unwrap();
        assert_eq!(store.opening().mended_slots, 4, "slot, key, recovery file and names");
        assert!(fs::read_dir(&aside).unwrap().all(|file| {
            let file = file.unwrap();
            fs::read(file.path()).unwrap() == fs::read(folder.join(file.file_name())).unwrap()
        }));
        fs::remove_dir_all(aside).unwrap();
    }
}

#[test]
fn names_that_are_lost_do_not_lock_anybody_out() {
    let place = Place::new();
    for mirror in ["A", "B"] {
        fs::write(place.station.path(&format!("keys/{mirror}/names.json")), b"{").unwrap();
    }
    let station = Station::find(place.station.dir()).unwrap();
    assert_eq!(station.slots.len(), 1);
    assert!(station.unlock(station.slots[0].id, &place.passphrase).is_ok());
}

/// Every state in which a power cut may leave the files of an added or removed slot, in the order in which they are written after the
/// database knows.
#[test]
fn a_power_cut_between_the_mirrors_leaves_a_way_in() {
    let other = Passphrase::generate();
    let (before, after) = (Place::new(), tempfile::tempdir().unwrap());
    let both = after.path().join("both");
    copy(before.station.dir(), &both);
    let mut store = unlocked(&both, &before.passphrase, 1).unwrap();
    store.add_slot("Hùng", &other).unwrap();
    store.close().unwrap();

    let files = ["A/slot-2.age", "B/slot-2.age", "A/names.json", "B/names.json"];
    for done in 0..=files.len() {
        let cut = after.path().join(format!("adding-{done}"));
        copy(&both, &cut);
        for file in &files[done..] {
            let (old, new) = (before.station.path("keys").join(file), cut.join("keys").join(file));
            if old.exists() { fs::copy(old, new).map(drop).unwrap() } else { fs::remove_file(new).unwrap() }
        }
        fs::write(cut.join("keys/A/slot-9.age.part"), b"torn").unwrap();
        let store = unlocked(&cut, &before.passphrase, 1).unwrap_or_else(|fault| panic!("{done}: {fault:?}"));
        let known = store.slots().unwrap().len();
        assert_eq!(known, if done >= 3 { 2 } else { 1 });
        drop(store);
        assert_eq!(unlocked(&cut, &other, 2).is_ok(), known == 2, "what is listed opens ({done})");
        assert!(!doctor(&cut, None).iter().any(|one| matches!(one, Finding::SlotsDiffer)), "made alike ({done})");
    }

    let removing = ["A/names.json", "B/names.json"];
    for done in 0..=5_usize {
        let cut = after.path().join(format!("removing-{done}"));
        copy(&both, &cut);
        if done > 0 {
            raw(&cut, &before.key).execute_batch("DELETE FROM key_slot WHERE id = 2").unwrap();
        }
        for file in removing.iter().take(done.saturating_sub(1)) {
            fs::copy(before.station.path("keys").join(file), cut.join("keys").join(file)).unwrap();
        }
        for mirror in ["A", "B"].iter().take(done.saturating_sub(3)) {
            fs::remove_file(cut.join(format!("keys/{mirror}/slot-2.age"))).unwrap();
        }
        drop(unlocked(&cut, &before.passphrase, 1).unwrap_or_else(|fault| panic!("{done}: {fault:?}")));
        assert_eq!(unlocked(&cut, &other, 2).is_ok(), done == 0, "once the database knows it is gone ({done})");
    }
}

#[test]
fn the_recovery_file_is_the_way_back() {
    let place = Place::new();
    for mirror in ["A", "B"] {
        fs::remove_file(slot_file(&place, mirror, 1)).unwrap();
    }
    let station = Station::find(place.station.dir()).unwrap();
    assert!(station.key(station.slots[0].id, &place.passphrase).is_err());
    let key = station.recovery_key(demo_centre::RECOVERY_IDENTITY).unwrap();
    let mut store = station.unlock_in(key, &quick(), &mut |_| ()).unwrap();
    let fresh = Passphrase::generate();
    let id = store.add_slot("Lan", &fresh).unwrap();
    drop(store);
    assert!(Station::find(place.station.dir()).unwrap().unlock(id, &fresh).is_ok());
}

#[test]
fn stock_age_opens_a_slot_with_the_passphrase() {
    let place = Place::new();
    let file = slot_file(&place, "A", 1);
    let pty = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new("age");
    command.args(["-d", file.to_str().unwrap()]);
    let spawned = pty.slave.spawn_command(command);
    let mut child = spawned.expect("the age program is missing: apt-get install age");
    drop(pty.slave);
    let (mut reader, mut writer) = (pty.master.try_clone_reader().unwrap(), pty.master.take_writer().unwrap());
    let mut seen = Vec::new();
    let mut piece = [0; 256];
    while !seen.windows(10).any(|bytes| bytes == b"passphrase") {
        let count = reader.read(&mut piece).unwrap();
        seen.extend_from_slice(&piece[..count]);
    }
    writer.write_all(format!("{}\n", place.passphrase.text()).as_bytes()).unwrap();
    let _ = reader.read_to_end(&mut seen); // a pseudo-terminal ends with an error
    assert!(child.wait().unwrap().success());
    let text = String::from_utf8_lossy(&seen).into_owned();
    assert!(text.contains("\"v\":2") && text.contains(&place.station.station), "{text}");
}

#[test]
fn the_key_stays_in_the_kernel_for_the_shift() {
    let place = Place::new();
    let store = place.open();
    assert!(place.station.kept_key().is_none());
    store.keep_key().expect("this kernel gives no keyring; run where add_key is allowed");
    let kept = place.station.kept_key().unwrap();
    assert_eq!(kept.to_bytes().bytes(), place.key.to_bytes().bytes());
    store.forget_key();
    assert!(place.station.kept_key().is_none());
    assert!(DbKey::from_bytes(&[0; 47]).is_none());
}

fn unlocked(dir: &Path, passphrase: &Passphrase, slot: u32) -> Result<tramso::store::Store, StoreError> {
    let station = Station::find(dir)?;
    let _ = fs::remove_file(dir.join("guard.json")); // another power cut's guess is not this one's
    let key = station.key(tramso::store::SlotId(slot), passphrase)?;
    station.unlock_in(key, &quick(), &mut |_| ())
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
