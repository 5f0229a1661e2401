use super::KernelFiles;
use std::path::Path;
#[cfg(not(windows))]
use std::path::PathBuf;

/// What the kernel believes a disk does with what it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteCache {
    /// It may keep it in memory of its own: the kernel has it written out at each sync.
    Back,
    /// It has none that forgets: the kernel asks for nothing.
    Through,
}

/// What is known of the disk below a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskFacts {
    /// Kind of the file system: `ext4`.
    pub filesystem: String,
    /// Whether its files are in memory alone.
    pub is_memory: bool,
    /// Whether it was mounted so that syncs do not reach the disk.
    pub without_barriers: bool,
    /// Whether the disk has platters that turn; none where the kernel does not report it.
    pub is_rotating: Option<bool>,
    /// What the kernel believes of the disk's own memory.
    pub write_cache: Option<WriteCache>,
}

#[cfg(not(windows))]
const IN_MEMORY: [&str; 3] = ["tmpfs", "ramfs", "rootfs"];

/// What Windows reports of the disk on which a folder is; of the disk's own memory it reports nothing to a user.
#[cfg(windows)]
#[must_use]
pub fn disk_facts(_files: &KernelFiles, folder: &Path) -> DiskFacts {
    use crate::platform::windows::{filesystem_of, is_rotating};
    let filesystem = filesystem_of(folder).unwrap_or_default();
    DiskFacts { filesystem, is_rotating: is_rotating(folder), ..DiskFacts::default() }
}

/// What the kernel reports of the disk on which a folder is.
#[cfg(not(windows))]
#[must_use]
pub fn disk_facts(files: &KernelFiles, folder: &Path) -> DiskFacts {
    let mut facts = DiskFacts::default();
    if let Some(mount) = mount_of(files, folder) {
        let has = |option: &str| mount.options.split(',').any(|one| one == option);
        facts.is_memory = IN_MEMORY.contains(&mount.filesystem.as_str());
        facts.without_barriers = has("nobarrier") || has("barrier=0");
        facts.filesystem = mount.filesystem;
        let blocks = blocks_of(files, &mount.device);
        // Of several disks the one that forgets counts.
        let any = |name: &str, wanted: &str| {
            let texts = blocks.iter().filter_map(|block| super::text_of(&block.join("queue").join(name)));
            texts.map(|text| text == wanted).reduce(|one, other| one || other)
        };
        facts.is_rotating = any("rotational", "1");
        let keeps = any("write_cache", "write back");
        facts.write_cache = keeps.map(|keeps| if keeps { WriteCache::Back } else { WriteCache::Through });
    }
    facts
}

#[cfg(not(windows))]
struct Mount {
    device: String,
    filesystem: String,
    options: String,
}

/// The mount that a folder is in, from the kernel's table (proc(5), mountinfo): the last one with the longest place.
#[cfg(not(windows))]
fn mount_of(files: &KernelFiles, folder: &Path) -> Option<Mount> {
    let folder = std::fs::canonicalize(folder).ok()?;
    let table = files.text("proc/self/mountinfo")?;
    let mut found: Option<(usize, Mount)> = None;
    for line in table.lines() {
        let Some((before, after)) = line.split_once(" - ") else { continue };
        let (mut before, mut after) = (before.split(' ').skip(2), after.split(' '));
        let (device, place) = (before.next()?, PathBuf::from(before.nth(1)?.replace("\\040", " ")));
        let own = before.next().unwrap_or_default();
        let (filesystem, of_all) = (after.next().unwrap_or_default(), after.nth(1).unwrap_or_default());
        let length = place.as_os_str().len();
        if folder.starts_with(&place) && found.as_ref().is_none_or(|(longest, _)| length >= *longest) {
            let options = format!("{own},{of_all}");
            let mount = Mount { device: device.to_owned(), filesystem: filesystem.to_owned(), options };
            found = Some((length, mount));
        }
    }
    found.map(|(_, mount)| mount)
}

/// The disks below a device's number, by their folders below `/sys`; none for what is on no disk.
#[cfg(target_os = "linux")]
fn blocks_of(files: &KernelFiles, device: &str) -> Vec<PathBuf> {
    let block = std::fs::canonicalize(files.path("sys/dev/block").join(device));
    block.map(|block| crate::platform::disks_of(&block).into_iter().collect()).unwrap_or_default()
}

#[cfg(not(any(target_os = "linux", windows)))]
fn blocks_of(_files: &KernelFiles, _device: &str) -> Vec<PathBuf> {
    Vec::new()
}
