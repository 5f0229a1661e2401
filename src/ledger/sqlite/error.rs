use crate::ledger::{EngineFault, LedgerError};
use rusqlite::{Error, ErrorCode as Code};

impl From<Error> for LedgerError {
    fn from(fault: Error) -> Self {
        let Some(code) = fault.sqlite_error().map(|reported| reported.code) else {
            return of_value(fault);
        };
        match code {
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
            | Code::FileLockingProtocolFailed => Self::Unavailable(EngineFault::new(fault)),
            _ => Self::Database(EngineFault::new(fault)),
        }
    }
}

/// Error that the library found itself, in a statement or in a value of a row.
fn of_value(fault: Error) -> LedgerError {
    match fault {
        Error::SqlInputError { .. } => LedgerError::Database(EngineFault::new(fault)),
        Error::ToSqlConversionFailure(refused) => match refused.downcast::<LedgerError>() {
            Ok(own) => *own,
            Err(other) => LedgerError::Value(other.to_string().into()),
        },
        // The number is a value of a row.
        Error::IntegralValueOutOfRange(column, _) => {
            LedgerError::Value(format!("integer out of range at index {column}").into())
        }
        _ => LedgerError::Value(EngineFault::new(fault)), // a column is missing or of another type than ours
    }
}
