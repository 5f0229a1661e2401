use crate::platform::windows::{Bus, bus_of, disk_of, wide};
use std::{
    path::{Path, PathBuf},
    ptr::null_mut,
};
use windows_sys::Win32::{
    Storage::FileSystem::{GetDiskFreeSpaceExW, GetDriveTypeW, GetLogicalDrives, GetVolumeInformationW},
    System::{
        Diagnostics::Debug::{SEM_FAILCRITICALERRORS, SetThreadErrorMode, THREAD_ERROR_MODE},
        WindowsProgramming::{DRIVE_FIXED, DRIVE_REMOVABLE},
    },
};

/// The longest label and the zero behind it, in UTF-16 units: what `GetVolumeInformationW` may write.
const LABEL: usize = 261;

/// The roots (`E:\`) of drives with a plug and a medium in them: the empty slot of a card reader has a letter too, but no volume. Disks on
/// USB, and some sticks, call themselves fixed, as the machine's own do: what they are connected by is asked of them.
pub(super) fn sticks() -> Vec<PathBuf> {
    let _quiet = Quiet::begin();
    // SAFETY: the call takes nothing and gives a number.
    let there = unsafe { GetLogicalDrives() };
    let letters = ('A'..='Z').enumerate().filter(|(place, _)| there & (1 << place) != 0).map(|(_, letter)| letter);
    letters.map(|letter| PathBuf::from(format!("{letter}:\\"))).filter(|root| is_stick(root)).collect()
}

/// Volumes that are mounted in folders are not looked for.
pub(super) fn mounted_in(_folder: &Path) -> Vec<PathBuf> {
    Vec::new()
}

/// The volume's label, else the letter; of a folder on a drive its own name.
pub(super) fn name(path: &Path) -> String {
    let _quiet = Quiet::begin();
    match path.file_name() {
        Some(_) => super::last_part(path),
        None => label(path)
            .filter(|label| !label.is_empty())
            .unwrap_or_else(|| path.display().to_string().trim_end_matches('\\').to_owned()),
    }
}

/// Whether a folder is on another disk than the system's folder and than `home`; where disks do not report their numbers, it has another
/// letter.
pub(super) fn is_apart(folder: &Path, home: &Path) -> bool {
    let _quiet = Quiet::begin();
    let letter = |path: &Path| path.components().next().map(|first| first.as_os_str().to_ascii_lowercase());
    let (found, disk) = (letter(folder), disk_of(folder));
    let system = std::env::var_os("SystemRoot").map(PathBuf::from);
    let own = [system.as_deref(), Some(home)].into_iter().flatten();
    let is_same = |own: &Path| letter(own) == found || (disk.is_some() && disk_of(own) == disk);
    found.is_some() && !own.into_iter().any(is_same)
}

pub(super) fn free_space(path: &Path) -> Option<u64> {
    let _quiet = Quiet::begin();
    let name = wide(path)?;
    let mut free = 0;
    // SAFETY: the name ends with a zero, `free` is there to be filled, and the counts that are not asked for may be null.
    let answer = unsafe { GetDiskFreeSpaceExW(name.as_ptr(), &raw mut free, null_mut(), null_mut()) };
    (answer != 0).then_some(free)
}

fn is_stick(root: &Path) -> bool {
    // SAFETY: the name ends with a zero.
    let kind = wide(root).map(|name| unsafe { GetDriveTypeW(name.as_ptr()) });
    let has_plug = match kind {
        Some(DRIVE_REMOVABLE) => true,
        Some(DRIVE_FIXED) => bus_of(root) == Some(Bus::Plug),
        Some(_) | None => false,
    };
    has_plug && label(root).is_some() && free_space(root).is_some()
}

/// The label of the volume at the root of a drive, which may be empty; none where there is no volume.
fn label(root: &Path) -> Option<String> {
    let name = wide(root)?;
    let mut label = [0; LABEL];
    let room = u32::try_from(label.len()).ok()?;
    let (to, none) = (label.as_mut_ptr(), null_mut());
    // SAFETY: the name ends with a zero, the label is written within its room, and what is not asked for may be null.
    let answer = unsafe { GetVolumeInformationW(name.as_ptr(), to, room, none, none, none, null_mut(), 0) };
    let units: Vec<u16> = label.into_iter().take_while(|unit| *unit != 0).collect();
    (answer != 0).then(|| String::from_utf16_lossy(&units))
}

/// While it lives, a drive without a medium is an error in this thread, and no window asks somebody to put one in.
struct Quiet {
    before: THREAD_ERROR_MODE,
}

impl Quiet {
    fn begin() -> Self {
        let mut before = 0;
        // SAFETY: the call takes a number and fills another.
        unsafe { SetThreadErrorMode(SEM_FAILCRITICALERRORS, &raw mut before) };
        Self { before }
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        // SAFETY: as above; the mode before is not asked for.
        unsafe { SetThreadErrorMode(self.before, null_mut()) };
    }
}
