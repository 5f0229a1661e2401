//! Looks at machines that a folder describes, as the kernel would, and at this one.

use std::{
    fs,
    os::unix::fs::symlink,
    path::Path,
    time::{Duration, Instant},
};
use tramso::platform::{
    BriefRun, FileFault, Hibernation, KernelFiles, Memory, Sound, SwapPlace, SyncAnswer, disk_facts, hibernation,
    memory, run_briefly, sound, swap_places, time_syncs,
};

fn put(root: &Path, place: &str, text: &str) {
    let path = root.join(place);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn swaps(root: &Path, places: &[&str]) {
    let lines: String = places.iter().map(|place| format!("{place} partition 2000000 0 -2\n")).collect();
    put(root, "proc/swaps", &format!("Filename Type Size Used Priority\n{lines}"));
}

#[test]
fn swap_is_followed_to_its_disk() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let files = KernelFiles::below(root);
    assert_eq!(swap_places(&files), None, "a system that reports nothing");
    swaps(root, &[]);
    assert_eq!(swap_places(&files), Some(vec![]));
    put(root, "sys/class/block/sda2/size", "1");
    put(root, "sys/class/block/zram0/backing_dev", "none\n");
    put(root, "sys/class/block/zram1/backing_dev", "/dev/sda3\n");
    put(root, "sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-0123-cryptswap\n");
    put(root, "sys/class/block/dm-1/dm/uuid", "LVM-abc\n");
    put(root, "sys/class/block/dm-2/dm/uuid", "LVM-def\n");
    for (volume, below) in [("dm-1", "dm-0"), ("dm-2", "sda2")] {
        let slaves = root.join("sys/class/block").join(volume).join("slaves");
        fs::create_dir_all(&slaves).unwrap();
        symlink(root.join("sys/class/block").join(below), slaves.join(below)).unwrap();
    }
    put(root, "dev/dm-0", "");
    fs::create_dir_all(root.join("dev/mapper")).unwrap();
    symlink("../dm-0", root.join("dev/mapper/cryptswap")).unwrap();
    let of = |place: &str| {
        swaps(root, &[place]);
        swap_places(&files).unwrap()[0]
    };
    assert_eq!(of("/dev/zram0"), SwapPlace::Memory);
    assert_eq!(of("/dev/zram1"), SwapPlace::Clear, "a disk is behind it");
    assert_eq!(of("/dev/sda2"), SwapPlace::Clear);
    assert_eq!(of("/dev/dm-0"), SwapPlace::Encrypted);
    assert_eq!(of("/dev/mapper/cryptswap"), SwapPlace::Encrypted);
    assert_eq!(of("/dev/dm-1"), SwapPlace::Encrypted, "joined on encrypted");
    assert_eq!(of("/dev/dm-2"), SwapPlace::Clear, "joined on a bare disk");
    assert_eq!(of("/swapfile"), SwapPlace::Clear, "a file of which nothing is known");
}

#[test]
fn hibernation_needs_the_kernel_a_place_and_nobody_who_forbids_it() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let files = KernelFiles::below(root);
    assert_eq!(hibernation(&files), None);
    put(root, "sys/power/state", "freeze mem disk\n");
    put(root, "sys/power/disk", "[platform] shutdown reboot\n");
    put(root, "sys/class/block/sda2/size", "1");
    swaps(root, &["/dev/sda2"]);
    assert_eq!(hibernation(&files), Some(Hibernation::Clear));
    swaps(root, &[]);
    assert_eq!(hibernation(&files), Some(Hibernation::No), "there is nowhere to write to");
    swaps(root, &["/dev/sda2"]);
    put(root, "sys/power/disk", "[disabled]\n");
    assert_eq!(hibernation(&files), Some(Hibernation::No));
    put(root, "sys/power/disk", "[platform]\n");
    fs::create_dir_all(root.join("etc/systemd/system")).unwrap();
    symlink("/dev/null", root.join("etc/systemd/system/hibernate.target")).unwrap();
    assert_eq!(hibernation(&files), Some(Hibernation::No), "masked");
}

#[test]
fn memory_and_sound_are_what_the_kernel_lists() {
    let root = tempfile::tempdir().unwrap();
    let files = KernelFiles::below(root.path());
    assert_eq!((memory(&files), sound(&files)), (None, Sound::None));
    put(root.path(), "proc/meminfo", "MemTotal: 2007040 kB\nMemFree: 1 kB\nMemAvailable: 1048576 kB\n");
    assert_eq!(memory(&files), Some(Memory { whole_mb: 1960, free_mb: 1024 }));
    put(root.path(), "dev/snd/pcmC0D0c", "");
    assert_eq!(sound(&files), Sound::None, "what only records");
    put(root.path(), "dev/snd/pcmC0D0p", "");
    assert_eq!(sound(&files), Sound::Ready);
    assert!(memory(&KernelFiles::default()).is_some_and(|memory| memory.whole_mb > 100), "this machine has some");
}

#[test]
fn a_program_that_hangs_costs_its_patience_and_no_more() {
    let begun = Instant::now();
    assert_eq!(run_briefly("sleep", &["60"], Duration::from_millis(200)), BriefRun::TooSlow);
    // A child of it that keeps the pipe open is not waited for.
    let left = run_briefly("sh", &["-c", "sleep 60 & echo here"], Duration::from_millis(300));
    assert!(matches!(left, BriefRun::Ended { well: true, .. }), "{left:?}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(run_briefly("there-is-no-such-program", &[], Duration::from_secs(1)), BriefRun::Missing);
    let spoke = run_briefly("echo", &["xin"], Duration::from_secs(5));
    assert_eq!(spoke, BriefRun::Ended { well: true, text: "xin\n".to_owned() }, "the control");
}

#[test]
fn a_disk_is_timed_and_left_as_it_was() {
    let place = tempfile::tempdir().unwrap();
    let answer = time_syncs(place.path(), Duration::from_secs(20));
    let SyncAnswer::Times(times) = answer else { panic!("{answer:?}") };
    assert!(times.count >= 3 && times.least_us <= times.middle_us && times.middle_us <= times.most_us, "{times:?}");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    let refused = time_syncs(Path::new("/proc/self"), Duration::from_secs(20));
    assert!(matches!(refused, SyncAnswer::Refused(_)), "{refused:?}");
    let gone = time_syncs(&place.path().join("gone"), Duration::from_secs(20));
    assert!(matches!(gone, SyncAnswer::Refused(FileFault::Gone)), "{gone:?}");
    let memory = disk_facts(&KernelFiles::default(), Path::new("/dev/shm"));
    assert!(memory.is_memory && memory.filesystem == "tmpfs", "{memory:?}");
    let disk = disk_facts(&KernelFiles::default(), Path::new("/usr"));
    assert!(!disk.is_memory, "control: {disk:?}");
}
