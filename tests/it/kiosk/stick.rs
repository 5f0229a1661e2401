//! Files onto a stick: whole and read back, or not there.

use super::station::{bytes, parcel};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use tramso::{
    kiosk::outbox::{
        OutFile, Source,
        stick::{FOLDER, StickFault, StickReport, copy_to},
    },
    platform::{FileFault, disks_of},
    tui::{Pace, Stage},
};

fn put(drive: &Path, parcels: &[OutFile]) -> Result<StickReport, StickFault> {
    copy_to(drive, parcels, &mut |_| true)
}

fn names(drive: &Path) -> Vec<String> {
    let Ok(inside) = fs::read_dir(drive.join(FOLDER)) else { return Vec::new() };
    let mut names: Vec<String> = inside.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn everything_lies_there_as_it_was_and_is_not_written_again() {
    let stick = tempfile::tempdir().unwrap();
    let parcels = [parcel("a.tsb", 900_000), parcel("b.tsb", 10), parcel("own.tsg", 0)];
    let mut paces: Vec<Pace> = Vec::new();
    let laid = copy_to(stick.path(), &parcels, &mut |pace| {
        paces.push(pace);
        true
    })
    .unwrap();
    assert_eq!((laid.written, laid.known, laid.bytes), (3, 0, 900_010));
    assert_eq!(names(stick.path()), ["a.tsb", "b.tsb", "own.tsg"]);
    assert_eq!(fs::read(laid.folder.join("a.tsb")).unwrap(), bytes(900_000));
    for stage in [Stage::Writing, Stage::Checking] {
        let calls: Vec<u64> = paces.iter().filter(|pace| pace.stage == stage).map(|pace| pace.done).collect();
        assert!(calls.len() > 3 && calls.is_sorted() && *calls.last().unwrap() == 900_010, "{stage:?} {calls:?}");
    }
    let written = fs::metadata(laid.folder.join("a.tsb")).unwrap().modified().unwrap();
    let again = put(stick.path(), &parcels).unwrap();
    assert_eq!((again.written, again.known, again.bytes), (0, 3, 0));
    assert_eq!(fs::metadata(laid.folder.join("a.tsb")).unwrap().modified().unwrap(), written);
}

#[test]
fn what_another_laptop_left_under_the_same_name_stays() {
    let stick = tempfile::tempdir().unwrap();
    fs::create_dir(stick.path().join(FOLDER)).unwrap();
    fs::write(stick.path().join(FOLDER).join("a.tsb"), b"of another laptop").unwrap();
    let ours = parcel("a.tsb", 5_000);
    for known in [0, 1] {
        let laid = put(stick.path(), std::slice::from_ref(&ours)).unwrap();
        assert_eq!((laid.written, laid.known), (1 - known, known));
    }
    let names = names(stick.path());
    assert_eq!((names.len(), names[1].as_str()), (2, "a.tsb"));
    assert_eq!(fs::read(stick.path().join(FOLDER).join("a.tsb")).unwrap(), b"of another laptop");
    assert_eq!(fs::read(stick.path().join(FOLDER).join(&names[0])).unwrap(), bytes(5_000));
}

#[test]
fn a_stopped_or_spoilt_file_leaves_nothing_under_its_name() {
    let stick = tempfile::tempdir().unwrap();
    let one = [parcel("a.tsb", 900_000)];
    let stopped = copy_to(stick.path(), &one, &mut |pace| pace.done < 300_000);
    assert!(matches!(stopped, Err(StickFault::Stopped)), "{stopped:?}");
    assert_eq!(names(stick.path()), [""; 0]);

    let home = tempfile::tempdir().unwrap();
    let path: PathBuf = home.path().join("a.tsb");
    let mut damaged = bytes(900_000);
    for (length, turned) in [(900_000, true), (899_999, false), (900_001, false), (0, false)] {
        damaged.resize(length, 0);
        if turned {
            damaged[5] ^= 1;
        }
        fs::write(&path, &damaged).unwrap();
        let ours = OutFile { source: Source::File(path.clone()), ..one[0].clone() };
        assert!(!ours.is_whole());
        let spoilt = put(stick.path(), &[ours]);
        assert!(matches!(&spoilt, Err(StickFault::Spoilt(name)) if name == "a.tsb"), "{length} {spoilt:?}");
        assert_eq!(names(stick.path()), [""; 0]);
        damaged = bytes(900_000);
    }
    let missing = OutFile { source: Source::File(home.path().join("gone")), ..one[0].clone() };
    assert!(matches!(put(stick.path(), &[missing]), Err(StickFault::Spoilt(_))));
    fs::write(&path, bytes(900_000)).unwrap();
    let control = OutFile { source: Source::File(path), ..one[0].clone() };
    assert!(control.is_whole());
    assert_eq!(put(stick.path(), &[control]).unwrap().written, 1);
}

#[test]
fn a_file_that_reads_back_otherwise_is_taken_away_again() {
    let stick = tempfile::tempdir().unwrap();
    let one = [parcel("a.tsb", 900_000)];
    let path = stick.path().join(FOLDER).join("a.tsb");
    let mut bent = false;
    let found = copy_to(stick.path(), &one, &mut |pace| {
        // As a stick does that takes everything and keeps something else.
        if pace.stage == Stage::Checking && !bent {
            bent = true;
            let mut bytes = fs::read(&path).unwrap();
            bytes[899_999] ^= 1;
            fs::write(&path, bytes).unwrap();
        }
        true
    });
    assert!(matches!(found, Err(StickFault::File(FileFault::ReadsOtherwise))), "{found:?}");
    assert_eq!(names(stick.path()), [""; 0]);
}

#[test]
fn a_stick_that_is_gone_is_told_as_that() {
    let stick = tempfile::tempdir().unwrap();
    let path = stick.path().to_owned();
    let one = [parcel("a.tsb", 900_000)];
    let found = copy_to(&path, &one, &mut |pace| {
        if pace.done > 300_000 && path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        true
    });
    assert!(matches!(found, Err(StickFault::Pulled)), "{found:?}");
    assert!(matches!(put(&path, &one), Err(StickFault::Pulled)));
}

#[test]
fn a_file_where_the_folder_should_be_is_told() {
    let stick = tempfile::tempdir().unwrap();
    fs::write(stick.path().join(FOLDER), b"x").unwrap();
    let found = put(stick.path(), &[parcel("a.tsb", 10)]);
    assert!(matches!(found, Err(StickFault::File(FileFault::NotAFolder))), "{found:?}");
}

/// Folders as the kernel lays them below `/sys`: a disk in two parts, one of them encrypted, and a stick.
#[test]
fn two_parts_of_a_disk_are_one_disk_and_an_encrypted_part_is_on_it() {
    let sys = tempfile::tempdir().unwrap();
    let folder = |name: &str| {
        let path = sys.path().join(name);
        fs::create_dir_all(&path).unwrap();
        path
    };
    let (disk, stick) = (folder("pci/sda"), folder("usb/sdb"));
    let parts = ["pci/sda/sda1", "pci/sda/sda2", "usb/sdb/sdb1"].map(folder);
    parts.iter().for_each(|part| fs::write(part.join("partition"), "1").unwrap());
    let encrypted = folder("virtual/dm-0");
    std::os::unix::fs::symlink(&parts[1], folder("virtual/dm-0/slaves").join("sda2")).unwrap();
    for block in [&disk, &parts[0], &parts[1], &encrypted] {
        assert_eq!(disks_of(block), BTreeSet::from([disk.clone()]), "{}", block.display());
    }
    assert_eq!(disks_of(&parts[2]), BTreeSet::from([stick]), "control: another disk");
    // Volumes that lie on each other in a circle end.
    std::os::unix::fs::symlink(&encrypted, folder("virtual/dm-0/slaves").join("dm-0")).unwrap();
    assert!(disks_of(&encrypted).contains(&disk));
}
