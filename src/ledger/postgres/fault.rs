use crate::ledger::{LedgerError, Login};
use std::{error::Error as _, io};
use tokio_postgres::{Error, error::SqlState};

/// What went wrong in a transaction, and whether it is worth being run again from the beginning.
pub(super) struct Fault {
    pub(super) why: LedgerError,
    pub(super) again: bool,
    /// The connection is gone, or nobody knows what it will say next.
    pub(super) lost: bool,
}

impl Fault {
    pub(super) fn timeout() -> Self {
        Self { why: LedgerError::Unavailable("the database does not answer".to_owned()), again: false, lost: true }
    }
}

impl From<Error> for Fault {
    fn from(fault: Error) -> Self {
        let Some(told) = fault.as_db_error() else {
            let lost = fault.is_closed() || fault.source().is_some_and(|source| source.is::<io::Error>());
            let why = if lost { LedgerError::Unavailable(fault.to_string()) } else { LedgerError::Damaged("value") };
            return Self { why, again: lost, lost };
        };
        let code = told.code();
        // Not the detail: it may name what is in the row.
        let text = format!("{} {}", code.code(), told.message());
        let again = [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(code);
        let ends = [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::CANNOT_CONNECT_NOW];
        let lost = ends.contains(code) || code.code().starts_with("08");
        let why = match code.code() {
            "XX001" | "XX002" => LedgerError::Damaged("pages"),
            "55P03" | "57014" | "58030" | "25006" => LedgerError::Unavailable(text), // locked, too slow, disk, a standby
            other if again || lost || other.starts_with("53") => LedgerError::Unavailable(text),
            "3D000" => LedgerError::Login(Login::NoDatabase, text),
            "28P01" => LedgerError::Login(Login::Password, text),
            "28000" => LedgerError::Login(Login::User, text),
            _ => LedgerError::Database(text),
        };
        Self { why, again: again || lost || code == &SqlState::READ_ONLY_SQL_TRANSACTION, lost }
    }
}
