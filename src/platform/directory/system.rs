//! What each system does in its own way: rights, and what is on the medium rather than in memory.

use super::Readers;
use cap_std::fs::{Dir, File, OpenOptions};
use std::{ffi::OsStr, io, path::Path};

#[cfg(unix)]
pub(super) fn without_waiting(options: &mut OpenOptions) {
    use cap_std::fs::OpenOptionsExt;
    options.custom_flags(libc::O_NONBLOCK);
}

#[cfg(not(unix))]
pub(super) fn without_waiting(_options: &mut OpenOptions) {}

#[cfg(unix)]
pub(super) fn readable_by(options: &mut OpenOptions, readers: Readers) {
    use cap_std::fs::OpenOptionsExt;
    options.mode(match readers {
        Readers::Owner => 0o600,
        Readers::Everybody => 0o644,
    });
}

#[cfg(not(unix))]
pub(super) fn readable_by(_options: &mut OpenOptions, _readers: Readers) {}

/// The file is new and ours: the umask of the user who runs the program does not decide what another machine may read. Media that know no rights
/// refuse, and have nothing to forbid either.
#[cfg(unix)]
pub(super) fn let_everybody_read(file: &File) {
    use cap_std::fs::{Permissions, PermissionsExt};
    let _ = file.set_permissions(Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
pub(super) fn let_everybody_read(_file: &File) {}

#[cfg(unix)]
pub(super) fn set_mode(dir: &Dir, readers: Readers) {
    use cap_std::fs::{Permissions, PermissionsExt};
    let mode = match readers {
        Readers::Owner => 0o700,
        Readers::Everybody => 0o755,
    };
    let _ = dir.set_permissions(".", Permissions::from_mode(mode)); // as for files
}

#[cfg(not(unix))]
pub(super) fn set_mode(_dir: &Dir, _readers: Readers) {}

#[cfg(unix)]
pub(super) fn sync_names(dir: &Dir, _path: &Path) -> io::Result<()> {
    // The directory itself is open as a place only: its names are synchronised through a second descriptor.
    let names = dir.open(".")?.into_std();
    match names.sync_all() {
        Err(fault) if matches!(fault.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            sync_medium(&names)
        }
        synced => synced,
    }
}

/// The open directory was opened to be read: it is asked by its path.
#[cfg(windows)]
pub(super) fn sync_names(_dir: &Dir, path: &Path) -> io::Result<()> {
    crate::platform::windows::sync_folder(path)
}

#[cfg(target_os = "linux")]
fn sync_medium(folder: &std::fs::File) -> io::Result<()> {
    use std::os::fd::AsRawFd;
    // SAFETY: the call takes the number of a descriptor that is open until after it.
    if unsafe { libc::syncfs(folder.as_raw_fd()) } == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn sync_medium(_folder: &std::fs::File) -> io::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
pub(super) fn drop_from_memory(file: &File) {
    use std::os::fd::AsRawFd;
    // SAFETY: the call takes numbers only; a refusal leaves the file readable.
    unsafe {
        libc::posix_fadvise(file.as_raw_fd(), 0, 0, libc::POSIX_FADV_DONTNEED);
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn drop_from_memory(_file: &File) {}

#[cfg(unix)]
pub(super) fn device(dir: &Dir) -> Option<u64> {
    use cap_std::fs::MetadataExt;
    dir.dir_metadata().ok().map(|found| found.dev())
}

#[cfg(windows)]
pub(super) fn device(dir: &Dir) -> Option<u64> {
    use std::os::windows::io::AsHandle;
    crate::platform::windows::volume_of(dir.as_handle())
}

/// Gives a file of a directory another name.
pub(super) fn rename(dir: &Dir, from: &OsStr, to: &OsStr) -> io::Result<()> {
    #[cfg(windows)]
    return crate::platform::windows::patiently(|| dir.rename(from, dir, to));
    #[cfg(not(windows))]
    dir.rename(from, dir, to)
}
