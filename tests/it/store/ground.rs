//! The machine below: files that are whole or not there, drives, the log, the protections of the process.

use super::child;
use std::{
    error::Error,
    fs,
    io::{self, Read},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};
use tramso::{
    crypto::Passphrase,
    platform::{
        Drive, ErrorKinds, FileFault, Lock, LockFault, Log, LogEvent, copy_durably, drives, free_space,
        write_atomically, write_in_turn, write_private,
    },
    store::StoreError,
};

#[test]
fn files_are_written_whole_and_leave_no_parts() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    write_atomically(&file, b"one").unwrap();
    write_atomically(&file, b"two, longer").unwrap();
    let copy = place.path().join("copy");
    copy_durably(&file, &copy, 1 << 20).unwrap();
    assert_eq!(
        (fs::read(&file).unwrap(), fs::read(&copy).unwrap()),
        (b"two, longer".to_vec(), b"two, longer".to_vec())
    );
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
    assert!(matches!(write_atomically(&place.path().join("no/file"), b""), Err(FileFault::Gone)));
    assert!(matches!(copy_durably(&place.path().join("none"), &copy, 1 << 20), Err(FileFault::Gone)));
    assert_eq!(fs::read(&copy).unwrap(), b"two, longer", "what was there stays");
}

/// Every process that raises the number raises it, no matter who writes at the same time.
#[test]
fn a_file_that_several_write_is_written_in_turn() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("mark");
    let number = || fs::read_to_string(&file).ok().and_then(|text| text.parse::<u32>().ok()).unwrap_or_default();
    let faults = |write: &(dyn Fn() -> Result<(), FileFault> + Sync)| {
        let (faults, _) = (AtomicUsize::new(0), fs::remove_file(&file));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let failed = (0..25).filter(|_| write().is_err()).count();
                    faults.fetch_add(failed, Ordering::Relaxed);
                });
            }
        });
        (faults.into_inner(), number())
    };
    let next = || (number() + 1).to_string().into_bytes();
    assert_eq!(faults(&|| write_in_turn(&file, || Some(next()))), (0, 200));
    assert_ne!(
        faults(&|| write_private(&file, &next())),
        (0, 200),
        "control: without turns writers disturb each other"
    );
    assert!(write_in_turn(&file, || None).is_ok(), "nothing to write is no fault");
    let _held = Lock::take(&place.path().join("mark.lock")).unwrap();
    assert!(matches!(write_in_turn(&file, || Some(next())), Err(FileFault::Io(_))), "nobody waits for ever");
}

#[test]
fn a_full_drive_is_told_and_leaves_the_old_file() {
    let place = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(place.path()).status();
    assert!(mounted.is_ok_and(|status| status.success()), "mounting a small tmpfs needs root (or `unshare -rm`)");
    let file = place.path().join("file");
    write_atomically(&file, b"old").unwrap();
    let text = write_atomically(&file, &vec![1; 1 << 20]);
    let (left, names) = (fs::read(&file).unwrap(), fs::read_dir(place.path()).unwrap().count());
    let found = drives(&[place.path().to_owned()], Path::new("/"));
    let free = free_space(place.path());
    let _ = Command::new("umount").arg("-l").arg(place.path()).status();
    assert!(matches!(text, Err(FileFault::Full)), "{text:?}");
    assert_eq!((left.as_slice(), names), (b"old".as_slice(), 1));
    assert_eq!(found.iter().filter(|drive| drive.path == place.path()).count(), 1);
    assert!(free.is_some_and(|free| free <= 65_536));
}

#[test]
fn a_given_folder_is_a_drive_on_a_medium_of_its_own_only() {
    let place = tempfile::tempdir_in("/dev/shm").unwrap();
    let found = |home: &Path, roots: &[&Path]| {
        let roots: Vec<_> = roots.iter().map(|&root| root.to_owned()).collect();
        let near = |drive: &Drive| roots.iter().any(|root| drive.path.starts_with(root));
        drives(&roots, home).into_iter().filter(near).collect::<Vec<_>>()
    };
    let given = found(Path::new("/"), &[place.path(), &place.path().join("missing")]);
    assert_eq!(given.len(), 1);
    assert!(given[0].free.is_some_and(|free| free > 0));
    // The folder where a stick would be mounted, with none in it: on the disk of the system, or of the station.
    let empty = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    assert_eq!(found(Path::new("/dev/shm"), &[empty.path(), place.path()]).len(), 0);
}

#[test]
fn one_lock_has_one_holder() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("lock");
    let first = Lock::take(&file).unwrap();
    assert!(matches!(Lock::take(&file), Err(LockFault::Held)));
    drop(first);
    assert!(Lock::take(&file).is_ok());
}

#[test]
fn the_log_takes_kinds_and_numbers_and_stays_small() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("tramso.log");
    let mut log = Log::open(&file).unwrap();
    for tries in 0..20_000 {
        log.write(&LogEvent::WrongPassphrase { tries });
    }
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.lines().last().unwrap().ends_with(" WrongPassphrase { tries: 19999 }"));
    let sizes: u64 = fs::read_dir(place.path()).unwrap().map(|one| one.unwrap().metadata().unwrap().len()).sum();
    assert!(sizes <= 2 * (256 << 10) + 200, "{sizes}");
}

#[test]
fn a_chain_of_errors_is_logged_by_kinds_alone() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("tramso.log");
    let system = io::Error::new(io::ErrorKind::TimedOut, "Nguyễn Văn An");
    let error = StoreError::File(FileFault::Io(system));
    let mut log = Log::open(&file).unwrap();
    log.write(&LogEvent::Failed { code: "TS-S18", kinds: ErrorKinds::from(&error as &(dyn Error + 'static)) });
    let text: Box<dyn Error> = "Nguyễn Văn An".into();
    log.write(&LogEvent::Failed { code: "TS-S18", kinds: ErrorKinds::from(&*text) });
    let lines = fs::read_to_string(&file).unwrap();
    let events: Vec<_> = lines.lines().map(|line| line.split_once(' ').unwrap().1).collect();
    let [chain, text] = [events[0], events[1]];
    assert_eq!(chain, "Failed { code: \"TS-S18\", kinds: [File, Io, TimedOut] }");
    assert_eq!(text, "Failed { code: \"TS-S18\", kinds: [Other] }", "a text is no kind");
    assert_eq!(events.len(), 2);
}

#[test]
fn a_hardened_process_dumps_nothing_and_writes_for_itself() {
    let place = tempfile::tempdir().unwrap();
    let mut other = child::start(&[], place.path(), &Passphrase::generate(), "harden");
    let mut text = String::new();
    other.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    other.wait().unwrap();
    assert!(text.contains("undumpable: true, no_core: true, private_files: true"), "{text}");
    assert!(text.contains("Max core file size 0 0"), "{text}");
    let mode = fs::metadata(place.path().join("private")).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);
}

#[test]
fn time_asleep_is_what_two_clocks_differ_by() {
    let mut sleep = tramso::platform::Sleep::default();
    assert!(!sleep.notice(5_000_000, 4_000_000), "what was before it was watched");
    assert!(!sleep.notice(5_060_000, 4_060_000) && !sleep.notice(5_060_900, 4_060_100), "awake");
    assert!(sleep.notice(5_100_000, 4_061_000));
    assert!(!sleep.notice(5_101_000, 4_062_000), "noticed once");
}
