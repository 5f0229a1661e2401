use std::{
    collections::BTreeSet,
    ffi::CString,
    fs,
    mem::MaybeUninit,
    os::unix::{ffi::OsStrExt, fs::MetadataExt},
    path::{Path, PathBuf},
};

pub(super) use super::last_part as name;

/// Where desktops mount: `/media/NAME`, `/media/USER/NAME`, `/run/media/USER/NAME`.
const ABOVE: [&str; 2] = ["/media", "/run/media"];

/// Volumes upon volumes that are looked through: encrypted on joined on disks is two.
const LAYERS: usize = 8;

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

/// Whether a folder is on another medium than the system and than `home`: on another disk, not just in another part of one.
pub(super) fn is_apart(folder: &Path, home: &Path) -> bool {
    let own: BTreeSet<PathBuf> = [Path::new("/"), home].into_iter().flat_map(disks_under).collect();
    let under = disks_under(folder);
    !under.is_empty() && under.is_disjoint(&own)
}

/// The disks on which a path is, by the kernel's names; what is on no disk (memory, another machine) by its device's number.
fn disks_under(path: &Path) -> BTreeSet<PathBuf> {
    let Ok(found) = fs::metadata(path) else { return BTreeSet::new() };
    let (major, minor) = (libc::major(found.dev()), libc::minor(found.dev()));
    fs::canonicalize(format!("/sys/dev/block/{major}:{minor}"))
        .map_or_else(|_| BTreeSet::from([PathBuf::from(format!("{major}:{minor}"))]), |block| disks_of(&block))
}

/// The disks of a block device, by its folder below the kernel's `/sys`: of a partition the disk that it is part of, of an encrypted or
/// joined volume those below it.
#[must_use]
pub fn disks_of(block: &Path) -> BTreeSet<PathBuf> {
    let mut disks = BTreeSet::new();
    add_disks(block, LAYERS, &mut disks);
    disks
}

fn add_disks(block: &Path, layers: usize, disks: &mut BTreeSet<PathBuf>) {
    let whole = if block.join("partition").exists() { block.parent().unwrap_or(block) } else { block };
    let below = fs::read_dir(whole.join("slaves")).into_iter().flatten().flatten();
    let below: Vec<PathBuf> = below.filter_map(|entry| fs::canonicalize(entry.path()).ok()).collect();
    if below.is_empty() || layers == 0 {
        disks.insert(whole.to_owned());
    } else {
        below.iter().for_each(|block| add_disks(block, layers - 1, disks));
    }
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
