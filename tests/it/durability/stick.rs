//! Results on a stick: at every moment of a power cut a file under its own name is whole; a stick that fills up, is locked or is
//! pulled is reported, and leaves nothing under a name that is not whole.

use super::{
    child::{Task, print, run_with_own_mounts},
    disk::Disk,
    judge::Verdict,
    replay::Run,
    scale::{self, scaled},
    strace,
    trace::Op,
};
use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};
use tramso::{
    crypto::sha256,
    kiosk::outbox::{
        OutFile,
        stick::{FOLDER, StickFault, copy_to},
    },
    platform::FileFault,
    tui::{Pace, Stage},
};

const FILES: u8 = 3;

fn parcel(number: u8) -> OutFile {
    let length = 40_000 + 300_000 * usize::from(number == 2);
    let bytes = (0..length).map(|at| number.wrapping_mul(37).wrapping_add(u8::try_from(at % 251).unwrap()));
    OutFile::from_bytes(&format!("{number}.tsb"), bytes.collect())
}

fn parcels() -> Vec<OutFile> {
    (1..=FILES).map(parcel).collect()
}

/// Lays one file, then that one and two more.
pub fn child(drive: &Path) -> i32 {
    copy_to(drive, &parcels()[..1], &mut |_| true).unwrap();
    print("ACK 1");
    copy_to(drive, &parcels(), &mut |_| true).unwrap();
    print("ACK 3");
    0
}

fn recorded() -> Run {
    let root = scale::scratch();
    let drive = root.path().join("drive");
    fs::create_dir(&drive).unwrap();
    let before = Disk::of(root.path());
    let ops = strace::record(root.path(), &Task::Lay { drive });
    Run { before, ops }
}

fn look(drive: &Path, acks: &[&str]) -> Verdict {
    let wanted: u8 = acks.last().map_or(0, |count| count.parse().unwrap());
    let folder = drive.join(FOLDER);
    for number in 1..=wanted {
        if !folder.join(parcel(number).name).is_file() {
            return Verdict::Lost(format!("{number} is gone"));
        }
    }
    for entry in fs::read_dir(&folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".part") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        if !parcels().iter().any(|one| one.name == name && one.sha256 == sha256(&[&bytes])) {
            return Verdict::Wrong(format!("{name} is bad, {} bytes", bytes.len()));
        }
    }
    Verdict::Sound
}

#[test]
fn a_file_under_its_name_is_whole_at_every_moment() {
    let run = recorded();
    let sweep = run.sweep(scaled(40, 400), &|image, acks| look(&image.join("drive"), acks));
    sweep.report("results on a stick");
    assert!(sweep.is_clean(), "{sweep:#?}");
    assert_eq!(sweep.acks, 2);
}

#[test]
fn control_without_syncing_bad_files_are_found() {
    let run = recorded();
    let ops = run.ops.iter().filter(|op| !matches!(op, Op::Sync { .. })).cloned().collect();
    let sweep = Run { before: run.before.clone(), ops }.sweep(40, &|image, acks| look(&image.join("drive"), acks));
    sweep.report("control, without fsync");
    assert!(sweep.wrong > 0 && sweep.lost > 0, "{sweep:#?}");
}

/// In a mount namespace of its own: drives that fill up, are locked, are pulled.
pub fn child_mounted(mount: &Path) -> i32 {
    let all = parcels();
    let bad = || match look(mount, &[]) {
        Verdict::Sound => 0,
        verdict => panic!("{verdict:?}"),
    };
    tmpfs(mount, "size=100k");
    let found = copy_to(mount, &all, &mut |_| true);
    assert!(matches!(found, Err(StickFault::NoRoom { .. })) && !mount.join(FOLDER).exists(), "{found:?}");
    umount(mount, &[]);

    // Somebody else fills it up while it is written to.
    tmpfs(mount, "size=700k");
    let found = copy_to(mount, &all, &mut |pace| {
        if pace.done > 40_000 {
            let _ = fs::write(mount.join("filler"), vec![0; 700 << 10]);
        }
        true
    });
    assert!(matches!(found, Err(StickFault::File(FileFault::Full))), "{found:?}");
    assert_eq!((bad(), left(mount)), (0, vec!["1.tsb".to_owned()]));
    umount(mount, &[]);

    tmpfs(mount, "ro");
    let found = copy_to(mount, &all, &mut |_| true);
    assert!(matches!(found, Err(StickFault::File(FileFault::ReadOnly))), "{found:?}");
    umount(mount, &[]);

    for stage in [Stage::Writing, Stage::Checking] {
        tmpfs(mount, "size=2m");
        let mut pulled = false;
        let found = copy_to(mount, &all, &mut |pace: Pace| {
            if pace.stage == stage && pace.done > 40_000 && !pulled {
                pulled = true;
                umount(mount, &["-l"]);
            }
            true
        });
        assert!(matches!(found, Err(StickFault::Pulled)), "{stage:?} {found:?}");
        assert_eq!(fs::read_dir(mount).unwrap().count(), 0, "nothing on the laptop's own disk");
    }

    // Pulled, and another one plugged in.
    tmpfs(mount, "size=2m");
    let mut swapped = false;
    let found = copy_to(mount, &all, &mut |pace: Pace| {
        if pace.stage == Stage::Checking && !swapped {
            swapped = true;
            umount(mount, &["-l"]);
            tmpfs(mount, "size=2m");
            fs::create_dir(mount.join(FOLDER)).unwrap();
            for one in &all {
                let tramso::kiosk::outbox::Source::Bytes(bytes) = &one.source else { unreachable!() };
                fs::write(mount.join(FOLDER).join(&one.name), bytes).unwrap();
            }
        }
        true
    });
    assert!(matches!(found, Err(StickFault::Pulled)), "{found:?}");
    umount(mount, &[]);

    tmpfs(mount, "size=2m");
    assert!(copy_to(mount, &all, &mut |_| true).is_ok(), "control: a good stick takes it");
    print("DONE");
    0
}

fn left(mount: &Path) -> Vec<String> {
    let inside = fs::read_dir(mount.join(FOLDER)).unwrap();
    inside.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn tmpfs(mount: &Path, options: &str) {
    let done = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(mount).status();
    assert!(done.is_ok_and(|status| status.success()), "no drive with {options}");
}

fn umount(mount: &Path, options: &[&str]) {
    let done = Command::new("umount").args(options).arg(mount).status();
    assert!(done.is_ok_and(|status| status.success()), "{} is busy", mount.display());
}

#[test]
fn a_full_locked_or_pulled_stick_is_told() {
    let start = Instant::now();
    let root = scale::scratch();
    let output = run_with_own_mounts(&Task::Sticks { mount: root.path().to_owned() });
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains("DONE"), "{printed}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(start.elapsed() < Duration::from_secs(60));
}
