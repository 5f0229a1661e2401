//! Sticks: where one may be plugged in, what it is called, how much fits on it. One file for each system that can report it.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(windows, path = "windows.rs")]
#[cfg_attr(not(any(target_os = "linux", windows)), path = "elsewhere.rs")]
mod system;

#[cfg(target_os = "linux")]
pub use system::disks_of;

use std::path::{Path, PathBuf};

/// A place that may be a stick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drive {
    /// Root folder of the drive.
    pub path: PathBuf,
    /// The stick's label as far as the system knows it: the folder's name where the desktop mounted it, or the volume's. One without a
    /// label has its letter.
    pub name: String,
    /// Free bytes, where the system reports it.
    pub free: Option<u64>,
}

/// The drives that can be written to, in order of their paths.
///
/// Linux: mount points below `/media/*` and `/run/media/*`, and for each of `roots` the root itself when it is a mount point, else
/// the folders in it that are; a root without any is a drive only on a medium of its own.
/// Windows: the letters of drives with a medium in them that are removable or on USB, and each of `roots` on a medium of its own.
/// Elsewhere: the roots on a medium of their own.
///
/// "Of its own": another disk than that of the system and that of `home`, the station's folder. The empty folder under which a stick
/// would be mounted is on the machine's disk, as are a folder of it that is mounted a second time and its other partitions, and what is
/// copied there leaves the machine never: this holds for every place.
#[must_use]
pub fn drives(roots: &[PathBuf], home: &Path) -> Vec<Drive> {
    let mut found = system::sticks();
    for root in roots {
        let inside = system::mounted_in(root);
        if inside.is_empty() && root.is_dir() {
            found.push(root.clone());
        }
        found.extend(inside);
    }
    found.retain(|place| system::is_apart(place, home));
    found.sort();
    found.dedup();
    found.into_iter().map(drive).collect()
}

/// Free bytes for this user at a path, where the system reports it.
#[must_use]
pub fn free_space(path: &Path) -> Option<u64> {
    system::free_space(path)
}

fn drive(path: PathBuf) -> Drive {
    Drive { free: free_space(&path), name: system::name(&path), path }
}

/// The last part of a path.
fn last_part(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
