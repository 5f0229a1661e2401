use super::paper_refusal::PaperRefusal;
use crate::{
    crypto::{PassphraseFault, SealFault},
    platform::{FileFault, LockFault},
};

/// Why the store did not do what it was asked. Nothing has been changed then, unless the variant states otherwise.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder holds no station.
    #[error("the folder holds no station")]
    NoStation,
    /// The folder for a new station is not empty.
    #[error("the folder for a new station is not empty")]
    Occupied,
    /// Another process has the station open.
    #[error("another process has the station open")]
    AlreadyRunning,
    /// A file or database, but not one of ours.
    #[error("a file or database of another program")]
    NotOurs,
    /// Written by a later version of the program: its format, and the newest that is known here.
    #[error("format {found}, the newest known one is {known}")]
    Newer {
        /// What was found.
        found: i64,
        /// Newest that this program knows.
        known: i64,
    },
    /// The database belongs to another station than the folder states.
    #[error("the database belongs to another station")]
    AnotherStation,
    /// The database belongs to another contest than the folder states.
    #[error("the database belongs to contest {found}, the folder to {expected}")]
    AnotherContest {
        /// What was found.
        found: String,
        /// The folder's contest.
        expected: String,
    },
    /// What is there cannot be read as it was written.
    #[error("damaged: {0:?}")]
    Damaged(Damage),
    /// Neither key of the key files opens any page of the database: one of the two is of another time or station.
    #[error("the keys open no page of the database")]
    OtherKeys,
    /// The passphrase opens no slot of that number.
    #[error("the passphrase opens no slot")]
    WrongPassphrase,
    /// Too soon after a wrong passphrase: so many seconds are left.
    #[error("too soon after a wrong passphrase: {seconds} s are left")]
    TooSoon {
        /// Seconds left.
        seconds: u64,
    },
    /// A text that is no passphrase.
    #[error("no passphrase: {0:?}")]
    Passphrase(PassphraseFault),
    /// There is no such slot.
    #[error("no such slot")]
    NoSlot,
    /// The slot was removed: its passphrase is right and opens nothing any more.
    #[error("the slot was removed")]
    OldSlot,
    /// The last slot is not removed: nobody could open the station.
    #[error("the last slot is not removed")]
    LastSlot,
    /// The grant names no recovery recipient that can be sealed to, or the identity is not one.
    #[error("no recovery recipient or identity: {0:?}")]
    Recovery(SealFault),
    /// The drive is full; the reserve has been given up already.
    #[error("the drive is full")]
    Full,
    /// The drive takes no writing.
    #[error("the drive takes no writing")]
    ReadOnly,
    /// Not saved: the disk refused, and the database has been opened again and is as it was before.
    #[error("not saved, and the database was opened again")]
    NotSaved,
    /// The database could not be opened again after a failure: this `Store` is of no use any more.
    #[error("the database could not be opened again")]
    Lost,
    /// There is no such person (any more).
    #[error("no such person")]
    NoPerson,
    /// No centre has granted the station a place: nothing of anybody is stored.
    #[error("not enrolled")]
    NotEnrolled,
    /// What was asked of a printed paper does not fit what became of it.
    #[error("printed paper: {0}")]
    Paper(#[from] PaperRefusal),
    /// There is somebody under that key.
    #[error("the person exists")]
    PersonExists,
    /// There is no open shift, or there is one already.
    #[error("no open shift, or there is one already")]
    Shift,
    /// The library is no SQLCipher: it would write in the clear.
    #[error("the library is no SQLCipher")]
    NoCipher,
    /// A file of the folder could not be written or read.
    #[error("a file of the folder could not be read or written")]
    File(#[source] FileFault),
    /// Anything else from SQLite, as its extended code.
    #[error("SQLite failed with the extended code {0}")]
    Sqlite(i32),
}

/// What is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// `station.json`.
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
            other => Self::File(other), // else: the file itself is at fault
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
