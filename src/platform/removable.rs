//! Files that are carried out of the machine: written block by block, put on the medium, and read afresh from it rather than
//! from memory.

use super::FileFault;
use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// Bytes that are read or written at once: progress is reported between two of them.
const BLOCK: usize = 1 << 18;

/// Writes what `source` gives under `path` so that a power cut leaves nothing or all of it there: `.part`, fsync, rename, fsync
/// of the folder. `each` sees every block before it is written and may end it with a fault.
///
/// # Errors
/// The first step that failed, or `each`; nothing new is then under `path`.
pub fn write_out<F: From<FileFault>>(
    source: &mut dyn Read,
    path: &Path,
    mut each: impl FnMut(&[u8]) -> Result<(), F>,
) -> Result<(), F> {
    let part = part_of(path);
    let written = write_synced(source, &part, &mut each).and_then(|()| Ok(publish(&part, path)?));
    if written.is_err() {
        let _ = fs::remove_file(&part); // what failed is reported; a left-over part is overwritten next time
    }
    written
}

/// Reads a file from its medium: what the system still has of it in memory is dropped first, as far as the system lets go.
///
/// # Errors
/// It cannot be read, or `each` ended it.
pub fn read_afresh<F: From<FileFault>>(path: &Path, each: impl FnMut(&[u8]) -> Result<(), F>) -> Result<(), F> {
    let mut file = File::open(path).map_err(FileFault::from)?;
    drop_from_memory(&file);
    blocks(&mut file, each)
}

/// Device of a path; none where it is gone or the system does not report it.
#[cfg(unix)]
#[must_use]
pub fn device_of(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|found| found.dev())
}

#[cfg(not(unix))]
#[must_use]
pub fn device_of(path: &Path) -> Option<u64> {
    path.exists().then_some(0)
}

/// Whether a fault means that the stick is no longer there.
#[must_use]
pub fn is_pulled(fault: &FileFault) -> bool {
    match fault {
        FileFault::Gone => true,
        FileFault::Io(fault) => {
            fault.raw_os_error().is_some_and(|code| GONE.contains(&code))
                || fault.kind() == io::ErrorKind::StaleNetworkFileHandle
        }
        FileFault::Full | FileFault::ReadOnly | FileFault::Exists | FileFault::ReadsOtherwise => false,
    }
}

#[cfg(target_os = "linux")]
const GONE: [i32; 4] = [libc::EIO, libc::ENXIO, libc::ENODEV, libc::ENOMEDIUM];
#[cfg(not(target_os = "linux"))]
const GONE: [i32; 0] = [];

fn write_synced<F: From<FileFault>>(
    source: &mut dyn Read,
    part: &Path,
    each: &mut dyn FnMut(&[u8]) -> Result<(), F>,
) -> Result<(), F> {
    let mut file = File::create(part).map_err(FileFault::from)?;
    let_others_read(part, 0o644);
    blocks::<F>(source, |block| {
        each(block)?;
        Ok(file.write_all(block).map_err(FileFault::from)?)
    })?;
    Ok(file.sync_all().map_err(FileFault::from)?)
}

/// What is carried out is for somebody else, who has another name on another machine. Sticks that know no rights refuse: they have
/// nothing to forbid either.
#[cfg(unix)]
fn let_others_read(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn let_others_read(_path: &Path, _mode: u32) {}

/// Makes a folder that others may open, and puts its name on the medium. One that is there already is no fault.
///
/// # Errors
/// Something else has its name, or the medium takes no writing.
pub fn folder_out(path: &Path) -> Result<(), FileFault> {
    match fs::create_dir(path) {
        Ok(()) => {
            let_others_read(path, 0o755);
            Ok(sync_medium(path.parent().unwrap_or(Path::new(".")))?)
        }
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(fault) => Err(fault.into()),
    }
}

fn publish(part: &Path, path: &Path) -> Result<(), FileFault> {
    fs::rename(part, path)?;
    Ok(sync_medium(path.parent().unwrap_or(Path::new(".")))?)
}

fn blocks<F: From<FileFault>>(source: &mut dyn Read, mut each: impl FnMut(&[u8]) -> Result<(), F>) -> Result<(), F> {
    let mut block = vec![0; BLOCK];
    loop {
        let count = match source.read(&mut block) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
            Err(fault) => return Err(FileFault::from(fault).into()),
        };
        each(block.get(..count).unwrap_or_default())?;
    }
}

/// Puts a folder's names on its medium. Some drivers of foreign file systems know no fsync of folders: there the whole medium
/// is asked for.
fn sync_medium(folder: &Path) -> io::Result<()> {
    match crate::platform::sync_folder(folder) {
        Err(fault) if matches!(fault.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            sync_all_of(folder)
        }
        synced => synced,
    }
}

#[cfg(target_os = "linux")]
fn sync_all_of(folder: &Path) -> io::Result<()> {
    use std::os::fd::AsRawFd;
    let folder = File::open(folder)?;
    // SAFETY: the call takes the number of a descriptor that is open until after it.
    if unsafe { libc::syncfs(folder.as_raw_fd()) } == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

#[cfg(not(target_os = "linux"))]
fn sync_all_of(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn drop_from_memory(file: &File) {
    use std::os::fd::AsRawFd;
    // SAFETY: the call takes numbers only; a refusal leaves the file readable.
    unsafe {
        libc::posix_fadvise(file.as_raw_fd(), 0, 0, libc::POSIX_FADV_DONTNEED);
    }
}

#[cfg(not(target_os = "linux"))]
fn drop_from_memory(_file: &File) {}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}
