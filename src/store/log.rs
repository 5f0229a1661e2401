//! The write-ahead log as a file: what SQLite leaves to its caller.

use super::{StoreError, folder::Folder};
use crate::platform::{FileFault, copy_durably};

/// Whether something was written that has not been brought home: the last run did not close the station.
pub(super) fn has_log(folder: &Folder) -> bool {
    std::fs::metadata(folder.log_of_writes()).is_ok_and(|log| log.len() > 0)
}

/// Writes the log that a crash left again, byte for byte. When a sync has failed before, the system may take pages of it for
/// written that are not on the disk and that no later sync brings there; bringing them home would mix two states of the
/// database if the power failed meanwhile.
pub(super) fn renew_log(folder: &Folder) -> Result<(), StoreError> {
    let log = folder.log_of_writes();
    if !has_log(folder) {
        return Ok(());
    }
    match copy_durably(&log, &log) {
        Err(FileFault::Full) => Ok(()), // a full drive must not keep anybody out
        done => Ok(done?),              // else: an error of the disk
    }
}
