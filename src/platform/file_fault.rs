#[cfg(windows)]
use super::windows::is_pulled;
use std::io;

/// Why a file is not safely on the disk.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// No room left on the drive.
    #[error("no room is left on the drive")]
    Full,
    /// The drive or folder takes no writing.
    #[error("the drive or folder takes no writing")]
    ReadOnly,
    /// The drive is gone or the folder is missing.
    #[error("the drive or folder is missing")]
    Gone,
    /// There is something under that name.
    #[error("there is something under that name")]
    Exists,
    /// No regular file: a link, a pipe, a device, a directory.
    #[error("this is no regular file")]
    NotAFile,
    /// No directory, or a link to one beneath an open directory.
    #[error("this is no directory")]
    NotAFolder,
    /// More bytes than such a file has.
    #[error("the file is too large")]
    TooLarge,
    /// It reads back otherwise than it was written.
    #[error("the file reads back otherwise than it was written")]
    ReadsOtherwise,
    /// Another error of the system.
    #[error("input or output failed")]
    Io(#[source] io::Error),
}

impl FileFault {
    /// Whether it means that the medium is no longer there.
    #[must_use]
    pub fn is_pulled(&self) -> bool {
        match self {
            Self::Gone => true,
            Self::Io(fault) => is_pulled(fault) || fault.kind() == io::ErrorKind::StaleNetworkFileHandle,
            Self::Full
            | Self::ReadOnly
            | Self::Exists
            | Self::NotAFile
            | Self::NotAFolder
            | Self::TooLarge
            | Self::ReadsOtherwise => false,
        }
    }
}

#[cfg(target_os = "linux")]
const PULLED: [i32; 4] = [libc::EIO, libc::ENXIO, libc::ENODEV, libc::ENOMEDIUM];

#[cfg(not(windows))]
fn is_pulled(fault: &io::Error) -> bool {
    fault.raw_os_error().is_some_and(|code| PULLED.contains(&code))
}

#[cfg(not(any(target_os = "linux", windows)))]
const PULLED: [i32; 0] = [];

impl From<io::Error> for FileFault {
    fn from(fault: io::Error) -> Self {
        match fault.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            io::ErrorKind::NotFound | io::ErrorKind::NotConnected => Self::Gone,
            io::ErrorKind::IsADirectory => Self::NotAFile,
            io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => Self::Exists,
            _ => Self::Io(fault),
        }
    }
}
