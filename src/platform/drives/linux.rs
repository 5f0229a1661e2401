use std::{
    ffi::CString,
    fs,
    mem::MaybeUninit,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
};

pub(super) use super::last_part as name;

/// Where desktops mount: `/media/NAME`, `/media/USER/NAME`, `/run/media/USER/NAME`.
const ABOVE: [&str; 2] = ["/media", "/run/media"];

/// Mount points where desktops put sticks.
pub(super) fn sticks() -> Vec<PathBuf> {
    let mounts = mount_points();
    let near: Vec<PathBuf> = ABOVE.iter().flat_map(|above| folders(Path::new(above))).collect();
    let far = near.iter().flat_map(|folder| folders(folder));
    far.chain(near.clone()).filter(|folder| mounts.contains(folder)).collect()
}

/// The mount points among a folder's folders.
pub(super) fn mounted_in(folder: &Path) -> Vec<PathBuf> {
    let mounts = mount_points();
    folders(folder).into_iter().filter(|folder| mounts.contains(folder)).collect()
}

/// Whether a folder is on another medium than the system and than `home`.
pub(super) fn is_apart(folder: &Path, home: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).ok().map(|found| found.dev());
    let own = [device(Path::new("/")), device(home)];
    device(folder).is_some_and(|found| !own.contains(&Some(found)))
}

pub(super) fn free_space(path: &Path) -> Option<u64> {
    let name = CString::new(path.as_os_str().as_bytes()).ok()?;
    let mut answer = MaybeUninit::<libc::statvfs>::zeroed();
    // SAFETY: the name ends with a zero byte, and the structure is there to be filled; all-zero is a valid value of it.
    let answer = unsafe {
        if libc::statvfs(name.as_ptr(), answer.as_mut_ptr()) != 0 {
            return None;
        }
        answer.assume_init()
    };
    answer.f_bavail.checked_mul(answer.f_frsize)
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
