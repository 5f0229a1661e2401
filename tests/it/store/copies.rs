//! Backups, restored and cloned stations, and the epochs they go on under.

use super::{
    fixture::{Place, act, answer, quick, register, resident},
    slots::copy,
};
use std::{fs, os::unix::fs::PermissionsExt};
use tramso::{
    crypto::signing,
    platform::{self, Mark},
    record::hex,
    store::{EpochWhy, Finding, Station, StoreError, Surroundings, doctor, restore_from},
};

#[test]
fn a_backup_is_restored_whole_and_goes_on_under_a_new_epoch() {
    let place = Place::new();
    let mut store = place.open();
    let people: Vec<_> = (0..12).map(|n| register(&mut store, n, 0)).collect();
    store.save(Some(people[3]), &act(1), &[answer(0, 2), answer(1, 2)]).unwrap();
    let stick = place.temp.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let mut seen = Vec::new();
    let backup = store.backup_to(&stick, &mut |done, of| seen.push((done, of))).unwrap();
    assert!(backup.bytes > 50_000 && backup.path.file_name().unwrap().to_str().unwrap().starts_with("tramso-backup-"));
    assert_eq!(store.backup_to(&stick, &mut |_, _| ()).unwrap().path, backup.path, "the same state is there already");
    let later = register(&mut store, 20, 2);
    let second = store.backup_to(&stick, &mut |_, _| ()).unwrap();
    assert_ne!(second.path, backup.path);
    let (id, first_epoch) = (store.station_id().to_owned(), store.epoch().clone());
    assert!(first_epoch.confirmed);
    drop(store);

    let into = place.temp.path().join("restored");
    let station = restore_from(&backup.path, &into, &place.key).unwrap();
    assert!(matches!(restore_from(&backup.path, &into, &place.key), Err(StoreError::Occupied)));
    let key = station.key(station.slots[0].id, &place.passphrase).unwrap();
    let mut store = station.unlock_in(key, &quick(), &mut |_| ()).unwrap();
    assert_eq!(*store.station_id(), id);
    assert_eq!(store.history(people[3]).unwrap().len(), 4);
    assert!(store.person(later).is_err(), "that came after the backup");

    let epoch = store.epoch().clone();
    assert_eq!((epoch.number, epoch.why, epoch.confirmed), (2, EpochWhy::Restored, false));
    assert_ne!(epoch.public_key, first_epoch.public_key);
    let (statement, signature) = epoch.statement.unwrap();
    let signature: [u8; 64] = signature.try_into().unwrap();
    assert!(signing::verify(&first_epoch.public_key, "tramso-epoch1", &statement, &signature), "signed by the old key");
    let certified = tramso::bundle::Certificate::read(2, &statement).unwrap();
    assert_eq!((certified.key, certified.last), (epoch.public_key, 24), "what a bundle carries says the same");
    let text = String::from_utf8(statement).unwrap();
    assert!(
        text.contains(&hex(&epoch.public_key)) && text.contains(first_epoch.id.as_str()) && text.contains("\"n\":24")
    );

    let events = store.save(Some(people[0]), &act(5), &[super::fixture::topic(1)]).unwrap();
    assert_eq!(events[0].number, Some(1), "numbers count anew in the new epoch");
    assert!(store.verify_chain().unwrap().is_empty());
    assert_eq!(store.rebuild().unwrap(), 0);
    drop(store);
    let findings = doctor(&into, Some(place.key.clone()));
    assert!(
        findings.iter().any(|one| matches!(one, Finding::Unconfirmed { why: EpochWhy::Restored, .. })),
        "{findings:?}"
    );
    let sound = doctor(place.station.dir(), Some(place.key.clone()));
    assert!(sound.iter().all(|one| matches!(one, Finding::OneSlot | Finding::Clock { .. })), "{sound:?}");
}

#[test]
fn a_broken_backup_is_not_restored() {
    let place = Place::new();
    let mut store = place.open();
    for n in 0..12 {
        register(&mut store, n, 0);
    }
    let backup = store.backup_to(place.temp.path(), &mut |_, _| ()).unwrap();
    let file = backup.path.join("tramso.db");
    let whole = fs::read(&file).unwrap();
    let into = place.temp.path().join("restored");
    for at in [5000, whole.len() / 2, whole.len() - 3000] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&file, bytes).unwrap();
        assert!(matches!(restore_from(&backup.path, &into, &place.key), Err(StoreError::Damaged(_))), "byte {at}");
        assert!(!into.exists());
    }
    fs::write(&file, &whole[..whole.len() - 4096]).unwrap();
    assert!(restore_from(&backup.path, &into, &place.key).is_err());
    fs::write(&file, whole).unwrap();
    assert!(restore_from(&backup.path, &into, &place.key).is_ok(), "the control");
}

#[test]
fn a_stick_that_is_full_read_only_or_gone_is_told() {
    let place = Place::new();
    let mut store = place.open();
    register(&mut store, 0, 0);
    let gone = place.temp.path().join("no/such/stick");
    fs::write(place.temp.path().join("no"), b"a file").unwrap();
    assert!(store.backup_to(&gone, &mut |_, _| ()).is_err());
    let full = std::path::Path::new("/proc");
    assert!(store.backup_to(full, &mut |_, _| ()).is_err());
    let shut = place.temp.path().join("shut");
    fs::create_dir(&shut).unwrap();
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(shut.join("x"), b"").is_err() {
        assert!(matches!(store.backup_to(&shut, &mut |_, _| ()), Err(StoreError::ReadOnly)));
    }
    let found = store.find_by_key(&resident(0).key(&store)).unwrap();
    assert!(found.is_some(), "the station itself is as it was");
}

fn machine(disk: &str) -> Surroundings {
    let mark = |kind, value: &str| Mark { kind, value: value.as_bytes().to_vec() };
    Surroundings { machine: Some(vec![mark("system", "one image for all"), mark("disks", disk)]), ..quick() }
}

#[test]
fn a_cloned_laptop_goes_on_under_a_new_epoch() {
    let place = Place::new();
    let dir = place.temp.path().join("fleet");
    let setup = super::fixture::setup();
    let station = Station::create_in(&dir, &setup, ("Lan", &place.passphrase), &machine("disk-1")).unwrap();
    let key = station.key(station.slots[0].id, &place.passphrase).unwrap();
    let open = |station: &Station, disk: &str| station.unlock_in(key.clone(), &machine(disk), &mut |_| ()).unwrap();
    let mut store = open(&station, "disk-1");
    assert_eq!(store.opening().new_epoch, None);
    register(&mut store, 0, 0);
    drop(store);

    let clone_dir = place.temp.path().join("clone");
    copy(&dir, &clone_dir);
    let clone = Station::find(&clone_dir).unwrap();
    let store = open(&clone, "disk-2");
    assert_eq!(store.opening().new_epoch, Some(EpochWhy::Hardware));
    assert_eq!((store.epoch().number, store.epoch().confirmed), (2, false));
    drop(store);
    let store = open(&clone, "disk-2");
    assert_eq!(store.opening().new_epoch, None, "once");
    assert_eq!(store.epoch().number, 2);
    drop(store);
    assert_eq!(open(&station, "disk-1").epoch().number, 1, "the first laptop is itself");

    // Root may read more marks than the station's own user: what only one of them sees does not count.
    let only = Surroundings { machine: Some(vec![Mark { kind: "board", value: b"x".to_vec() }]), ..quick() };
    assert_eq!(station.unlock_in(key.clone(), &only, &mut |_| ()).unwrap().opening().new_epoch, None);
}

#[test]
fn a_stick_is_itself_in_every_laptop() {
    let laptop = |machine_id: &str, stick: Option<&str>| {
        let root = tempfile::tempdir().unwrap();
        let write = |place: &str, text: &str| {
            let place = root.path().join(place);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, text).unwrap();
        };
        write("etc/machine-id", machine_id);
        write("sys/block/sda/removable", "0");
        write("sys/block/sda/device/serial", machine_id);
        stick.inspect(|serial| write("run/tramso-image/mark", serial));
        platform::marks_below(root.path())
    };
    let stick = laptop("a", Some("SanDisk_42 8000000000\n"));
    assert_eq!(stick, [Mark { kind: "disks", value: b"SanDisk_42 8000000000".to_vec() }]);
    assert_eq!(stick, laptop("b", Some("SanDisk_42 8000000000\n")), "another laptop");
    assert_ne!(stick, laptop("a", Some("SanDisk_43 8000000000\n")), "another stick");
    assert_eq!(laptop("a", Some("\n")), [], "a stick without a serial has no mark");
    // What is carried from a stick to a laptop's disk is a copy too, since both have a mark of that kind.
    assert_ne!(laptop("a", None), laptop("b", None), "control: laptops differ");
    assert!(laptop("a", None).iter().any(|mark| mark.kind == "disks" && mark.value == b"a"));
}
