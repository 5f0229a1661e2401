//! How much is tried: one variable, `TRAMSO_SCALE`: 1 is the quick set and the default, a part of 1 that part of it (each push), 10 the long set
//! (before a release).

use std::io::Write;
use tempfile::TempDir;

/// The scale of the long set.
const LONG: f64 = 10.0;

fn scale() -> f64 {
    std::env::var("TRAMSO_SCALE").map_or(1.0, |text| text.parse().expect("TRAMSO_SCALE is a number"))
}

/// Whether less than the quick set is to be tried.
pub fn is_part() -> bool {
    scale() < 1.0
}

/// Whether more than the quick set is to be tried.
pub fn is_long() -> bool {
    scale() > 1.0
}

/// A count between those of the quick and of the long set.
pub fn scaled(quick: usize, long: usize) -> usize {
    let scale = scale();
    let count = if scale <= 1.0 {
        quick as f64 * scale
    } else {
        quick as f64 + (long as f64 - quick as f64) * (scale - 1.0) / (LONG - 1.0)
    };
    (count.round() as usize).max(1)
}

/// Where each of many is to be tried: every one before a release, every third in the quick set, every sixth in a part of it.
pub fn stride() -> usize {
    match () {
        () if is_long() => 1,
        () if is_part() => 6,
        () => 3,
    }
}

/// A line that is shown even when the harness holds back what passing tests print.
pub fn report(line: &str) {
    let mut out = std::io::stderr().lock();
    writeln!(out, "{line}").unwrap();
}

/// A folder in memory where there is one: what is tried is the order of calls, not the disk below.
pub fn scratch() -> TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    made.unwrap()
}

/// Gives up this thread's right to lock memory. The cipher locks and unlocks each piece it takes, which is half the time of
/// an opening and nothing to the disk; where it may not, it goes on without.
pub fn lock_no_memory() {
    #[repr(C)]
    struct Header {
        version: u32,
        pid: i32,
    }
    const VERSION_3: u32 = 0x2008_0522;
    const IPC_LOCK: u32 = 14;
    let header = Header { version: VERSION_3, pid: 0 };
    let mut rights = [[0_u32; 3]; 2]; // effective, permitted, inheritable; low and high
    // SAFETY: the kernel reads and fills these structures, whose shapes are those of version 3, and keeps nothing of them.
    unsafe {
        let none = libc::rlimit { rlim_cur: 0, ..limit() };
        libc::setrlimit(libc::RLIMIT_MEMLOCK, &raw const none);
        if libc::syscall(libc::SYS_capget, &raw const header, rights.as_mut_ptr()) == 0 {
            rights[0][0] &= !(1 << IPC_LOCK);
            libc::syscall(libc::SYS_capset, &raw const header, rights.as_ptr());
        }
    }
}

fn limit() -> libc::rlimit {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the kernel fills the structure.
    unsafe { libc::getrlimit(libc::RLIMIT_MEMLOCK, &raw mut limit) };
    limit
}
