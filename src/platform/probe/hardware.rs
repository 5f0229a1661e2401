use super::KernelFiles;
use std::{
    fs,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

/// Memory of the machine, in megabytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// All of it.
    pub whole_mb: u32,
    /// What programs can still have.
    pub free_mb: u32,
}

/// Memory as the system counts it.
#[cfg(windows)]
#[must_use]
pub fn memory(_files: &KernelFiles) -> Option<Memory> {
    let (whole, free) = crate::platform::windows::memory()?;
    let megabytes = |bytes: u64| u32::try_from(bytes >> 20).ok();
    Some(Memory { whole_mb: megabytes(whole)?, free_mb: megabytes(free)? })
}

/// Memory as the kernel counts it.
#[cfg(not(windows))]
#[must_use]
pub fn memory(files: &KernelFiles) -> Option<Memory> {
    let text = files.text("proc/meminfo")?;
    let of = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
        u32::try_from(kilobytes / 1024).ok()
    };
    Some(Memory { whole_mb: of("MemTotal:")?, free_mb: of("MemAvailable:")? })
}

/// Whether the processor is one that another machine pretends to have.
#[must_use]
pub fn is_virtual(files: &KernelFiles) -> bool {
    let text = files.text("proc/cpuinfo").unwrap_or_default();
    let mut flags = text.lines().filter(|line| line.starts_with("flags"));
    flags.next().is_some_and(|line| line.split_whitespace().any(|flag| flag == "hypervisor"))
}

/// What can make sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// A card that this user may use.
    Ready,
    /// A card that this user may not use.
    Closed,
    /// No card that plays.
    None,
}

/// Whether there is something that makes sound: on Windows everybody may use it.
#[cfg(windows)]
#[must_use]
pub fn sound(_files: &KernelFiles) -> Sound {
    if crate::platform::windows::has_sound() { Sound::Ready } else { Sound::None }
}

/// Whether there is something that makes sound, and whether this user may use it.
#[cfg(not(windows))]
#[must_use]
pub fn sound(files: &KernelFiles) -> Sound {
    let listed = fs::read_dir(files.path("dev/snd")).into_iter().flatten().flatten();
    // `pcmC0D0p` plays, `pcmC0D0c` records.
    let plays = listed.filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("pcm") && name.ends_with('p')
    });
    let plays: Vec<_> = plays.map(|entry| entry.path()).collect();
    match plays.as_slice() {
        [] => Sound::None,
        some if some.iter().any(|device| may_write(device)) => Sound::Ready,
        _ => Sound::Closed, // else: none of them may be used
    }
}

#[cfg(unix)]
fn may_write(path: &Path) -> bool {
    use std::os::unix::ffi::OsStrExt;
    let Ok(name) = std::ffi::CString::new(path.as_os_str().as_bytes()) else { return false };
    // SAFETY: the name ends with a zero byte, and the kernel only reads it. The device is not opened: that could wait.
    unsafe { libc::access(name.as_ptr(), libc::R_OK | libc::W_OK) == 0 }
}

/// The clock with a battery, which sets the machine's at its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HardwareClock {
    /// Seconds by which it is before (negative) or after the machine's clock.
    Off(i64),
    /// There is none, or it cannot be read.
    None,
}

/// How far the hardware's clock is from the machine's. One that keeps local time is as far away as that is from UTC.
#[must_use]
pub fn hardware_clock(files: &KernelFiles) -> HardwareClock {
    let seconds = files.text("sys/class/rtc/rtc0/since_epoch").and_then(|text| text.parse::<i64>().ok());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    match (seconds, now.and_then(|now| i64::try_from(now.as_secs()).ok())) {
        (Some(seconds), Some(now)) => HardwareClock::Off(seconds - now),
        (None, _) | (_, None) => HardwareClock::None,
    }
}

/// When the newest of a folder's own files was changed, in milliseconds since 1970, as the disk has it.
#[must_use]
pub fn newest_change(folder: &Path) -> Option<i64> {
    let entries = fs::read_dir(folder).ok()?.take(1000).flatten();
    let changed = |entry: fs::DirEntry| {
        let changed = entry.metadata().ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        i64::try_from(changed.as_millis()).ok()
    };
    entries.filter_map(changed).max()
}

/// Whether the program runs as the machine's administrator.
#[must_use]
pub fn is_root() -> bool {
    #[cfg(unix)]
    {
        // SAFETY: the call takes nothing and returns a number.
        unsafe { libc::geteuid() == 0 }
    }
    #[cfg(not(unix))]
    false
}
