use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Reading of the machine's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Milliseconds since 1970-01-01T00:00:00Z, as the wall clock claims; negative before.
    pub wall_ms: i64,
    /// Milliseconds since the machine was started, time asleep included; never runs backwards.
    pub mono_ms: u64,
    /// Which run of the machine that is.
    pub boot: u64,
}

/// Reads the clocks.
#[must_use]
pub fn now() -> Reading {
    Reading { wall_ms: wall_ms(), mono_ms: mono_ms(), boot: boot() }
}

/// Time of the machine's own oscillator since some moment, which nobody sets and no time service bends; for how long something took, not for
/// when it was. Time asleep is not counted.
#[must_use]
pub fn unslewed() -> Duration {
    #[cfg(target_os = "linux")]
    return kernel_time(libc::CLOCK_MONOTONIC_RAW);
    #[cfg(not(target_os = "linux"))]
    {
        static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
        START.get_or_init(std::time::Instant::now).elapsed()
    }
}

fn wall_ms() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    }
}

#[cfg(target_os = "linux")]
fn mono_ms() -> u64 {
    u64::try_from(kernel_time(libc::CLOCK_BOOTTIME).as_millis()).unwrap_or(u64::MAX)
}

/// A clock of the kernel; nothing where it does not have it.
#[cfg(target_os = "linux")]
fn kernel_time(clock: libc::clockid_t) -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the kernel fills the structure that the pointer names, and keeps nothing of it.
    let done = unsafe { libc::clock_gettime(clock, &raw mut time) };
    if done != 0 {
        return Duration::ZERO;
    }
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(windows)]
use super::windows::since_start_ms as mono_ms;

/// Elsewhere each run of the program counts for itself.
#[cfg(not(any(target_os = "linux", windows)))]
fn mono_ms() -> u64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(std::time::Instant::now);
    u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX)
}

fn boot() -> u64 {
    static BOOT: std::sync::OnceLock<u64> = std::sync::OnceLock::new();
    *BOOT.get_or_init(|| run_of_machine().unwrap_or_else(run_of_program))
}

#[cfg(windows)]
fn run_of_machine() -> Option<u64> {
    super::windows::run_of_machine(run_of_program()).map(|id| id & MOST)
}

#[cfg(not(windows))]
fn run_of_machine() -> Option<u64> {
    std::fs::read("/proc/sys/kernel/random/boot_id").ok().map(|id| fnv(&id))
}

/// Without a boot id each run of the program is its own: durations across runs then come from the wall clock.
fn run_of_program() -> u64 {
    fnv(format!("{} {}", std::process::id(), wall_ms()).as_bytes())
}

/// Readers that keep numbers as doubles keep this one.
const MOST: u64 = (1 << 53) - 1;

/// FNV-1a, 53 bits of it: distinguishes boots, hides nothing, and survives readers that keep numbers as doubles.
fn fnv(bytes: &[u8]) -> u64 {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    hash & MOST
}
