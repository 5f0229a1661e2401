//! Files as Windows has them: folders whose names are put on the disk, and files that another program looks at just now.

use std::{
    fs::OpenOptions,
    io::{self, ErrorKind},
    os::windows::fs::OpenOptionsExt,
    path::Path,
    thread,
    time::Duration,
};
use windows_sys::Win32::{
    Foundation::{
        ERROR_ACCESS_DENIED, ERROR_CRC, ERROR_DEVICE_NOT_CONNECTED, ERROR_FILE_INVALID, ERROR_GEN_FAILURE,
        ERROR_INVALID_FUNCTION, ERROR_LOCK_VIOLATION, ERROR_NO_MEDIA_IN_DRIVE, ERROR_NO_SUCH_DEVICE, ERROR_NOT_READY,
        ERROR_SHARING_VIOLATION, ERROR_WRONG_DISK, WIN32_ERROR,
    },
    Storage::FileSystem::FILE_FLAG_BACKUP_SEMANTICS,
};

/// What a program that searches for viruses needs for a file that has just been written.
const TRIES: u32 = 12;
const BETWEEN_TRIES: Duration = Duration::from_millis(40);

/// What the system reports of a medium that is no longer there, or not the one that was.
const PULLED: [WIN32_ERROR; 8] = [
    ERROR_CRC,
    ERROR_DEVICE_NOT_CONNECTED,
    ERROR_FILE_INVALID,
    ERROR_GEN_FAILURE,
    ERROR_NO_MEDIA_IN_DRIVE,
    ERROR_NO_SUCH_DEVICE,
    ERROR_NOT_READY,
    ERROR_WRONG_DISK,
];

fn is(fault: &io::Error, codes: &[WIN32_ERROR]) -> bool {
    fault.raw_os_error().is_some_and(|code| codes.contains(&code.cast_unsigned()))
}

/// Whether a fault means that the medium is no longer there.
pub fn is_pulled(fault: &io::Error) -> bool {
    is(fault, &PULLED)
}

/// Does something with a file again that another program has open just now.
pub fn patiently<T>(mut done: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for _ in 1..TRIES {
        match done() {
            Err(fault) if is(&fault, &[ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION]) => {
                thread::sleep(BETWEEN_TRIES);
            }
            result => return result,
        }
    }
    done()
}

/// Puts a folder's names on the disk. Its file systems write names into a journal of their own; some refuse to be asked for it.
///
/// # Errors
/// The folder is not there, or the disk does not take it.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    let opened = OpenOptions::new().write(true).custom_flags(FILE_FLAG_BACKUP_SEMANTICS).open(folder);
    match opened.and_then(|folder| folder.sync_all()) {
        Err(fault) if cannot_be_asked(&fault) => Ok(()),
        done => done,
    }
}

fn cannot_be_asked(fault: &io::Error) -> bool {
    let kinds = [ErrorKind::InvalidInput, ErrorKind::PermissionDenied, ErrorKind::Unsupported];
    kinds.contains(&fault.kind()) || is(fault, &[ERROR_INVALID_FUNCTION])
}
