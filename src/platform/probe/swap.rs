use super::KernelFiles;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where memory goes that is swapped out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SwapPlace {
    /// Compressed, in memory: gone with the power.
    Memory,
    /// On a disk, under a key.
    Encrypted,
    /// On a disk, in the clear or not known to be otherwise.
    Clear,
}

/// Volumes upon volumes that are looked through: joined on encrypted on joined is three.
const LAYERS: usize = 8;

/// Where this machine swaps to; none where it does not swap, or where the kernel does not report it.
#[must_use]
pub fn swap_places(files: &KernelFiles) -> Option<Vec<SwapPlace>> {
    let text = files.text("proc/swaps")?;
    let lines = text.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    Some(lines.map(|place| kind_of(files, &place.replace("\\040", " "))).collect())
}

fn kind_of(files: &KernelFiles, place: &str) -> SwapPlace {
    let Some(block) = block_of(files, place) else { return SwapPlace::Clear };
    let name = block.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name.starts_with("zram") {
        // What it holds may be moved to a disk behind it.
        let behind = super::text_of(&block.join("backing_dev")).filter(|device| device != "none");
        return if behind.is_none() { SwapPlace::Memory } else { SwapPlace::Clear };
    }
    if is_encrypted(&block, LAYERS) { SwapPlace::Encrypted } else { SwapPlace::Clear }
}

/// The folder below `/sys` of a device, or of the device that a file is on.
fn block_of(files: &KernelFiles, place: &str) -> Option<PathBuf> {
    let below = place.trim_start_matches('/');
    if let Some(name) = below.strip_prefix("dev/").filter(|name| !name.contains('/')) {
        let block = files.path("sys/class/block").join(name);
        return fs::canonicalize(block).ok();
    }
    // `/dev/mapper/…` is a link to `/dev/dm-0`; everything else is a file.
    let path = files.path(below);
    match fs::canonicalize(&path).ok()?.file_name() {
        Some(name) if below.starts_with("dev/") => fs::canonicalize(files.path("sys/class/block").join(name)).ok(),
        _ => device_below(files, &path), // else: a file, on whatever its folder is on
    }
}

#[cfg(target_os = "linux")]
fn device_below(files: &KernelFiles, path: &Path) -> Option<PathBuf> {
    use std::os::unix::fs::MetadataExt;
    let device = fs::metadata(path).ok()?.dev();
    let name = format!("sys/dev/block/{}:{}", libc::major(device), libc::minor(device));
    fs::canonicalize(files.path(&name)).ok()
}

#[cfg(not(target_os = "linux"))]
fn device_below(_files: &KernelFiles, _path: &Path) -> Option<PathBuf> {
    None
}

/// Whether every way down from a volume leads through one that encrypts.
fn is_encrypted(block: &Path, layers: usize) -> bool {
    let is_crypt = super::text_of(&block.join("dm/uuid")).is_some_and(|id| id.starts_with("CRYPT-"));
    if is_crypt || layers == 0 {
        return is_crypt;
    }
    let below = fs::read_dir(block.join("slaves")).into_iter().flatten().flatten();
    let below: Vec<PathBuf> = below.filter_map(|entry| fs::canonicalize(entry.path()).ok()).collect();
    !below.is_empty() && below.iter().all(|block| is_encrypted(block, layers - 1))
}

/// Whether the machine can write its memory to a disk and switch itself off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hibernation {
    /// The kernel or the administrator does not allow it, or there is nowhere to write to.
    No,
    /// It can, and what it writes is encrypted.
    Encrypted,
    /// It can, in the clear.
    Clear,
}

/// Where administrators turn off what systemd offers.
const MASKED: [&str; 2] = ["etc/systemd/system/hibernate.target", "run/systemd/system/hibernate.target"];

/// Whether the machine can hibernate, and where to.
#[must_use]
pub fn hibernation(files: &KernelFiles) -> Option<Hibernation> {
    let states = files.text("sys/power/state")?;
    let offered = states.split_whitespace().any(|state| state == "disk");
    let disabled = files.text("sys/power/disk").is_some_and(|modes| modes.contains("[disabled]"));
    let nowhere = Path::new("/dev/null");
    let masked = MASKED.iter().any(|unit| fs::read_link(files.path(unit)).is_ok_and(|to| to == nowhere));
    let places = swap_places(files).unwrap_or_default();
    Some(match () {
        () if !offered || disabled || masked => Hibernation::No,
        () if places.contains(&SwapPlace::Clear) => Hibernation::Clear,
        () if places.contains(&SwapPlace::Encrypted) => Hibernation::Encrypted,
        () => Hibernation::No,
    })
}
