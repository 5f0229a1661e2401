//! The ledger: what the centre holds, behind a narrow port with two engines.
//!
//! Promises: `write` is one transaction, all of it or nothing, durable when it returns; what one has seen of a station or a person
//! nobody changes before it has ended. A transaction in which the database refused something is not kept, whatever its work makes of
//! it. Both engines answer alike.
//! Does not: know what a bundle or a rule is.

mod ids;
mod number;
mod port;
mod postgres;
mod rows;
mod sqlite;
mod tls_fault;
mod word;

pub use port::{Ledger, LedgerError, Login, PackRow, Tx, Work};
pub use rows::{
    AppOn, BundleRow, BundleState, CaseKind, CaseRow, Counts, EpochRow, KioskRow, PersonRow, ReceiptRow, RefusedRow,
    RejectionRow, Scope, Standing, TallyKey, Wait,
};
pub use tls_fault::TlsFault;

use crate::crypto::Secret;
use std::path::Path;

/// Opens the embedded ledger, one encrypted file and its log beside it, and makes it when it is not there yet.
///
/// # Errors
/// `Key`, `Newer`, `Damaged`, or `Unavailable` when the file cannot be opened, made or written.
pub fn open_sqlite(path: &Path, key: &Secret<32>) -> Result<Box<dyn Ledger>, LedgerError> {
    Ok(Box::new(sqlite::Sqlite::open(path, key)?))
}

/// Opens the ledger in a PostgreSQL database, and makes its tables when they are not there yet; several servers may do so at once.
/// The connections are driven by threads of the ledger's own. They are sealed as `sslmode` and `sslrootcert` in the address say, in
/// libpq's sense: without them when the server takes TLS (`prefer`); a socket of this machine never is.
///
/// # Errors
/// `Unavailable`, `Database` for a wrong address or password, `Tls`, `Key`, `Newer`, `Damaged`.
pub fn open_postgres(url: &str, key: &Secret<32>) -> Result<Box<dyn Ledger>, LedgerError> {
    Ok(Box::new(postgres::Postgres::open(url, key)?))
}

/// Opens the ledger where `place` says: `postgres://…` or `postgresql://…` is a database, anything else the path of a file.
///
/// # Errors
/// As `open_sqlite` and `open_postgres`.
pub fn open(place: &str, key: &Secret<32>) -> Result<Box<dyn Ledger>, LedgerError> {
    let is_address = ["postgres://", "postgresql://"].iter().any(|scheme| place.starts_with(scheme));
    if is_address { open_postgres(place, key) } else { open_sqlite(Path::new(place), key) }
}

/// How many different refusals are kept.
const MOST_REFUSED: u32 = 300;
