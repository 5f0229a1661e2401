use super::TlsFault;
use std::{error::Error, fmt, sync::Arc};

/// Why a transaction was not kept, or why a ledger did not open. Nothing has been changed then.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LedgerError {
    /// The database is not there, or went away: worth another try.
    #[error("the database is unavailable")]
    Unavailable(#[source] EngineFault),
    /// The database refuses a statement, its address, or what is in it.
    #[error("the database reports a fault")]
    Database(#[source] EngineFault),
    /// The database refuses the login of its address; the fault is the server's reply.
    #[error("the database refuses the login ({0:?})")]
    Login(Login, #[source] EngineFault),
    /// A value has another type or range than this program writes.
    #[error("a value of the database cannot be read")]
    Value(#[source] EngineFault),
    /// This part of what is kept cannot be read as it was written.
    #[error("damaged: {0}")]
    Damaged(&'static str),
    /// Written by a later version of the program.
    #[error("written by a later version of the program")]
    Newer,
    /// The key is wrong.
    #[error("the key is wrong")]
    Key,
    /// The connection to the database cannot be encrypted as its address asks for; nothing was sent on it.
    #[error("no TLS connection to the database as its address asks for")]
    Tls(#[source] TlsFault),
    /// The work of the transaction gave up for its own reason.
    #[error("the transaction was given up")]
    GivenUp,
}

impl LedgerError {
    /// Message with those of all its sources, for the log: `the database is unavailable: error connecting to server: …`.
    /// Contains no value of a row.
    #[must_use]
    pub fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut source = self.source();
        while let Some(fault) = source {
            text.push_str(": ");
            text.push_str(&fault.to_string());
            source = fault.source();
        }
        text
    }
}

/// Why a database refuses a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Login {
    /// There is no database of that name.
    NoDatabase,
    /// The password is wrong.
    Password,
    /// There is no such user, or none that may connect from here.
    User,
}

/// Error of an engine as it reported it, with its sources. An engine keeps values of rows out of it.
#[derive(Clone)]
pub struct EngineFault(Arc<dyn Error + Send + Sync>);

impl EngineFault {
    /// Keeps an error of the engine's library.
    pub(super) fn new(fault: impl Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(fault))
    }
}

impl From<&str> for EngineFault {
    fn from(text: &str) -> Self {
        Self(Box::<dyn Error + Send + Sync>::from(text).into())
    }
}

impl From<String> for EngineFault {
    fn from(text: String) -> Self {
        Self(Box::<dyn Error + Send + Sync>::from(text).into())
    }
}

impl fmt::Debug for EngineFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, out)
    }
}

impl fmt::Display for EngineFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, out)
    }
}

impl Error for EngineFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
