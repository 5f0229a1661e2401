use crate::ledger::{EngineFault, LedgerError, Login};
use std::{error::Error as _, io};
use tokio_postgres::{Error, error::SqlState};

/// Failure of a transaction, and whether the transaction is worth another run from the beginning.
#[derive(Clone)]
pub(super) struct Fault {
    /// Why it failed.
    pub(super) why: LedgerError,
    /// Whether to run it again.
    pub(super) again: bool,
    /// The connection is gone, or its next reply may be one to an earlier statement.
    pub(super) lost: bool,
}

impl Fault {
    /// The database has not replied in time.
    pub(super) fn timeout() -> Self {
        Self { why: LedgerError::Unavailable(EngineFault::new(OwnFault::Silent)), again: false, lost: true }
    }

    /// Failure that another run would repeat, on a connection that is good.
    pub(super) fn of_work(why: LedgerError) -> Self {
        Self { why, again: false, lost: false }
    }
}

/// Fault that this program finds itself.
#[derive(Debug, thiserror::Error)]
pub(super) enum OwnFault {
    /// The address cannot be parsed.
    #[error("not an address")]
    Address,
    /// The database has this encoding, which has no Vietnamese letters.
    #[error("the database is kept in {0}, not UTF8")]
    Encoding(String),
    /// No reply in time.
    #[error("the database does not answer")]
    Silent,
}

/// Reply of the database without its detail and hint, which may quote values of a row.
#[derive(Debug, thiserror::Error)]
#[error("{code} {message}")]
pub(super) struct Reply {
    code: String,
    message: String,
}

impl Reply {
    /// The reply in an error; none where the database did not reply.
    pub(super) fn from_error(fault: &Error) -> Option<Self> {
        let reply = fault.as_db_error()?;
        Some(Self { code: reply.code().code().to_owned(), message: reply.message().to_owned() })
    }
}

impl From<Error> for Fault {
    fn from(fault: Error) -> Self {
        let (Some(reply), Some(code)) = (Reply::from_error(&fault), fault.code()) else {
            return without_reply(fault);
        };
        let again = [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(code);
        let lost = ends_connection(code.code());
        let reply = EngineFault::new(reply);
        let why = match code.code() {
            "XX001" | "XX002" => LedgerError::Damaged("pages"),
            "55P03" | "57014" | "58030" | "25006" => LedgerError::Unavailable(reply), // locked, too slow, disk, a standby
            other if again || lost || other.starts_with("53") => LedgerError::Unavailable(reply),
            "3D000" => LedgerError::Login(Login::NoDatabase, reply),
            "28P01" => LedgerError::Login(Login::Password, reply),
            "28000" => LedgerError::Login(Login::User, reply),
            _ => LedgerError::Database(reply),
        };
        Self { why, again: again || lost || code == &SqlState::READ_ONLY_SQL_TRANSACTION, lost }
    }
}

/// Whether a reply with this code is the last of its connection: class 08, shutdowns and drops of class 57P, and transactions that
/// were idle (25P03) or took (25P04) longer than the database allows, as when this process had been suspended (PostgreSQL, appendix A).
fn ends_connection(code: &str) -> bool {
    ["08", "57P"].iter().any(|class| code.starts_with(class)) || ["25P03", "25P04"].contains(&code)
}

/// Failure of the connection, or of a value on its way to the database or from it.
fn without_reply(fault: Error) -> Fault {
    let lost = fault.is_closed() || fault.source().is_some_and(|source| source.is::<io::Error>());
    let reported = EngineFault::new(fault);
    let why = if lost { LedgerError::Unavailable(reported) } else { LedgerError::Value(reported) };
    Fault { why, again: lost, lost }
}
