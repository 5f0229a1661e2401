use crate::{
    crypto::{PassphraseFault, SealFault},
    platform::{FileFault, LockFault},
};

/// Why the store did not do what it was asked. Nothing has been changed then, unless the variant states otherwise.
#[derive(Debug)]
pub enum StoreError {
    /// The folder holds no station.
    NoStation,
    /// The folder for a new station is not empty.
    Occupied,
    /// Another process has the station open.
    AlreadyRunning,
    /// A file or database, but not one of ours.
    NotOurs,
    /// Written by a later version of the program: its format, and the newest that is known here.
    Newer {
        found: i64,
        known: i64,
    },
    /// The database belongs to another station than the folder states.
    AnotherStation,
    /// The database belongs to another contest than the folder states.
    AnotherContest {
        found: String,
        expected: String,
    },
    /// What is there cannot be read as it was written.
    Damaged(Damage),
    /// The passphrase opens no slot of that number.
    WrongPassphrase,
    /// Too soon after a wrong passphrase: so many seconds are left.
    TooSoon {
        seconds: u64,
    },
    Passphrase(PassphraseFault),
    /// There is no such slot.
    NoSlot,
    /// The last slot is not removed: nobody could open the station.
    LastSlot,
    /// The grant names no recovery recipient that can be sealed to, or the identity is not one.
    Recovery(SealFault),
    /// The drive is full; the reserve has been given up already.
    Full,
    /// The drive takes no writing.
    ReadOnly,
    /// Not saved: the disk refused, and the database has been opened again and is as it was before.
    NotSaved,
    /// The database could not be opened again after a failure: this `Store` is of no use any more.
    Lost,
    /// There is no such person (any more).
    NoPerson,
    /// No centre has granted the station a place: nothing of anybody is stored.
    NotEnrolled,
    /// There is somebody under that key.
    PersonExists,
    /// There is no open shift, or there is one already.
    Shift,
    /// The library is no SQLCipher: it would write in the clear.
    NoCipher,
    /// A file of the folder could not be written or read.
    File(FileFault),
    /// Anything else from SQLite, as its extended code.
    Sqlite(i32),
}

/// What is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    StationFile,
    /// Both copies of a slot, or both lists of names.
    Slots,
    /// A page of the database is not what was written.
    Pages,
    /// The database reads, but its tables contradict each other.
    Tables,
    /// A value that this program cannot have written.
    Values,
}

impl From<rusqlite::Error> for StoreError {
    fn from(fault: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let Some(inner) = fault.sqlite_error() else {
            return Self::Damaged(Damage::Values); // a column is missing or of another type than ours
        };
        match inner.code {
            Code::DiskFull => Self::Full,
            Code::ReadOnly => Self::ReadOnly,
            Code::NotADatabase | Code::DatabaseCorrupt => Self::Damaged(Damage::Pages),
            Code::DatabaseBusy | Code::DatabaseLocked => Self::AlreadyRunning,
            _ => Self::Sqlite(inner.extended_code),
        }
    }
}

impl From<FileFault> for StoreError {
    fn from(fault: FileFault) -> Self {
        match fault {
            FileFault::Full => Self::Full,
            FileFault::ReadOnly => Self::ReadOnly,
            other => Self::File(other),
        }
    }
}

impl From<LockFault> for StoreError {
    fn from(fault: LockFault) -> Self {
        match fault {
            LockFault::Held => Self::AlreadyRunning,
            LockFault::File(fault) => fault.into(),
        }
    }
}
