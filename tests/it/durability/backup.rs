//! The power is cut, or the stick pulled, while backups are written: under a backup's name there is always a whole one.

use super::{
    child::{Task, print},
    disk::Disk,
    judge::Verdict,
    place::Place,
    replay::Run,
    scale::{self, scaled},
    script::{Script, Story},
    strace,
    walk::Walker,
};
use std::{fs, path::Path};
use tramso::store::{Station, StoreError};

const BACKUPS: usize = 3;

/// A backup after every few saves.
pub fn child(place: &Place, drive: &Path) -> i32 {
    let script = Script::of(Story::Questions);
    let mut walker = Walker::open(&script, place).unwrap();
    for _ in 0..BACKUPS {
        for _ in 0..3 {
            walker.go_on().unwrap();
        }
        let backup = walker.store().backup_to(drive, &mut |_, _| ()).unwrap();
        print(&format!("ACK {}", backup.path.file_name().unwrap().to_string_lossy()));
    }
    0
}

#[test]
fn a_backup_under_its_name_is_whole_at_every_moment() {
    let root = scale::scratch();
    let script = Script::of(Story::Questions);
    let place = Place::at_save(&root.path().join("station"), &script, script.prelude());
    let drive = root.path().join("drive");
    fs::create_dir(&drive).unwrap();
    let before = Disk::of(root.path());
    let ops = strace::record(root.path(), &Task::Backup { place: place.clone(), drive });
    let run = Run { before, ops };
    let least = scaled(800, 10_000);
    let each = (least * 17 / 10 / run.open_moments()).max(2);
    let sweep = run.sweep(each, &|image, acks| look(&place, &image.join("drive"), acks));
    sweep.report("backups");
    assert!(sweep.is_clean(), "{sweep:#?}");
    assert!(sweep.images >= least, "{} images are fewer than {least}", sweep.images);
    assert_eq!(sweep.acks, BACKUPS);
}

fn look(place: &Place, drive: &Path, acks: &[&str]) -> Verdict {
    if let Some(missing) = acks.iter().find(|name| !drive.join(name).is_dir()) {
        return Verdict::Lost(format!("{missing} is gone"));
    }
    for entry in fs::read_dir(drive).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "part") {
            continue;
        }
        if let Err(fault) = open_whole(place, &path) {
            return Verdict::Unopenable(format!("{} {fault:?}", path.display()));
        }
    }
    Verdict::Sound
}

fn open_whole(place: &Place, path: &Path) -> Result<(), StoreError> {
    let mut store = Station::find(path)?.unlock_with_key(place.key())?;
    store.check(&mut |_| ())?;
    let faults = store.verify_chain()?;
    assert!(faults.is_empty(), "{faults:?}");
    Ok(())
}
