use crate::ledger::LedgerError;
use rusqlite::ErrorCode as Code;

impl From<rusqlite::Error> for LedgerError {
    fn from(fault: rusqlite::Error) -> Self {
        let Some(told) = fault.sqlite_error() else {
            return match fault {
                rusqlite::Error::SqlInputError { .. } => Self::Database(fault.to_string()),
                _ => Self::Damaged("value"), // a column is missing or of another type than ours
            };
        };
        match told.code {
            Code::NotADatabase | Code::DatabaseCorrupt => Self::Damaged("pages"),
            // Room can be made, a drive mounted again, and another process ends.
            Code::DiskFull
            | Code::SystemIoFailure
            | Code::CannotOpen
            | Code::ReadOnly
            | Code::PermissionDenied
            | Code::DatabaseBusy
            | Code::DatabaseLocked
            | Code::OutOfMemory
            | Code::FileLockingProtocolFailed => Self::Unavailable(fault.to_string()),
            _ => Self::Database(fault.to_string()),
        }
    }
}
