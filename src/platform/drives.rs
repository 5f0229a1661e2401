use std::{
    fs,
    path::{Path, PathBuf},
};

/// A place that may be a stick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drive {
    pub path: PathBuf,
    /// The folder's name, which is the stick's label where the desktop mounted it.
    pub name: String,
    /// Free bytes, where the system tells.
    pub free: Option<u64>,
}

/// The drives that can be written to, in order of their paths: mount points below `/media/*` and `/run/media/*`, and for each
/// of `roots` the root itself when it is a mount point, else the folders in it that are; a root without any is taken as
/// given (a test, or an administrator who knows better).
#[must_use]
pub fn drives(roots: &[PathBuf]) -> Vec<Drive> {
    let mounts = mount_points();
    let mut found: Vec<PathBuf> = Vec::new();
    for above in ["/media", "/run/media"] {
        let near = folders(Path::new(above));
        let far = near.iter().flat_map(|folder| folders(folder));
        found.extend(far.chain(near.clone()).filter(|folder| mounts.contains(folder)));
    }
    for root in roots {
        let inside: Vec<PathBuf> = folders(root).into_iter().filter(|folder| mounts.contains(folder)).collect();
        if inside.is_empty() && root.is_dir() {
            found.push(root.clone());
        }
        found.extend(inside);
    }
    found.sort();
    found.dedup();
    found.into_iter().map(drive).collect()
}

/// Free bytes for this user at a path, where the system tells.
#[cfg(target_os = "linux")]
#[must_use]
pub fn free_space(path: &Path) -> Option<u64> {
    use std::os::unix::ffi::OsStrExt;
    let name = std::ffi::CString::new(path.as_os_str().as_bytes()).ok()?;
    let mut told = std::mem::MaybeUninit::<libc::statvfs>::zeroed();
    // SAFETY: the name ends with a zero byte, and the structure is there to be filled; all-zero is a valid value of it.
    let told = unsafe {
        if libc::statvfs(name.as_ptr(), told.as_mut_ptr()) != 0 {
            return None;
        }
        told.assume_init()
    };
    told.f_bavail.checked_mul(told.f_frsize)
}

#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn free_space(_path: &Path) -> Option<u64> {
    None
}

fn drive(path: PathBuf) -> Drive {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Drive { free: free_space(&path), name, path }
}

fn folders(above: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(above) else { return Vec::new() };
    entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir() && !path.is_symlink()).collect()
}

/// Mount points, from the kernel's table; spaces in it are written as `\040`.
fn mount_points() -> Vec<PathBuf> {
    let table = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let place = |line: &str| line.split(' ').nth(1).map(|place| PathBuf::from(place.replace("\\040", " ")));
    table.lines().filter_map(place).collect()
}
