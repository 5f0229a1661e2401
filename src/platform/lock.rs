use super::FileFault;
use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
};

/// Held while one process has a folder to itself; the system lets go of it even when the process is killed.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

/// Why a lock was not obtained.
#[derive(Debug, thiserror::Error)]
pub enum LockFault {
    /// Another process holds it.
    #[error("another process holds the lock")]
    Held,
    /// The lock file cannot be opened.
    #[error("the lock file cannot be opened")]
    File(#[source] FileFault),
}

impl Lock {
    /// Takes the lock, or fails at once where somebody else has it.
    ///
    /// # Errors
    /// `Held`, or the lock file cannot be opened.
    pub fn take(path: &Path) -> Result<Self, LockFault> {
        let opened = OpenOptions::new().create(true).truncate(false).write(true).open(path);
        let file = opened.map_err(|fault| LockFault::File(fault.into()))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(LockFault::Held),
            Err(TryLockError::Error(fault)) => Err(LockFault::File(fault.into())),
        }
    }
}

impl Drop for Lock {
    /// Closing the file would not do: a process that is being started just now still has it open, and the lock with it.
    fn drop(&mut self) {
        let _ = self.file.unlock(); // the system lets go of it in the end all the same
    }
}
