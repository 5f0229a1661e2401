//! Ledger: what the centre keeps, behind traits with two engines.
//!
//! Promises: `write` is one transaction, kept whole or not at all, durable when it returns; what it has read of a station or a
//! person is changed by nobody else before it ends. A transaction with a failed statement is not kept, even if its work ignores the
//! error. Both engines behave alike.
//! Does not: know what a bundle or a rule is.
//!
//! Each noun has one file here (its rows and its trait) and one in each engine. A new query is a method of the noun's trait and one
//! function in each engine.

mod accounts;
mod at_once;
mod bundles;
mod cases;
mod certificates;
mod columns;
mod count;
mod epochs;
mod erasures;
mod error;
mod final_sets;
mod guesses;
mod migrations;
mod names;
mod one_touch;
mod outlines;
mod packs;
mod people;
mod port;
mod postgres;
mod receipts;
mod record_id;
mod refusals;
mod rejections;
mod requests;
mod rosters;
mod sessions;
mod settings;
mod sheets;
mod spellings;
mod sqlite;
mod standing;
mod stations;
mod stories;
mod tables;
mod tallies;
mod tls_fault;
mod tokens;
mod trail;

pub use accounts::{AccountRow, Accounts, Role};
pub use at_once::at_once;
pub use bundles::{BundleRow, BundleState, Bundles, GapRow};
pub use cases::{CaseCount, CaseFilter, CaseKind, CaseNoteRow, CaseRow, CaseState, Cases};
pub use certificates::{CertificateRow, Certificates, Withdrawal, WithdrawalReason};
pub use epochs::{EpochRow, Epochs, StationKey};
pub use erasures::Erasures;
pub use error::{EngineFault, LedgerError, Login};
pub use final_sets::{FinalSetRow, FinalSets, FinalSignature, FinalWordRow};
pub use guesses::{GuessRow, Guesses};
pub use migrations::newest_schema;
pub use one_touch::{OneTouch, OneTouchImportRow, OneTouchMatchRow, OneTouchPersonRow};
pub use outlines::Outlines;
pub use packs::{PackRow, Packs};
pub use people::{People, PersonIndex, PersonRow, Rank, ResidentRow, Residents};
pub use port::{Ledger, Tx, Work};
pub use receipts::{ReceiptRow, Receipts};
pub use record_id::RecordId;
pub use refusals::{Refusals, RefusedRow};
pub use rejections::{RejectionRow, Rejections};
pub use requests::{RequestKind, RequestOutcome, RequestRow, Requests};
pub use rosters::{RosterPersonRow, RosterRow, Rosters};
pub use sessions::{SessionRow, Sessions};
pub use settings::Settings;
pub use sheets::{SheetFinding, SheetRow, Sheets};
pub use spellings::{SpellingRow, Spellings};
pub use standing::{AppOn, Standing, Wait, topic_bit};
pub use stations::{StationRow, Stations, UnitStations};
pub use stories::{Stories, StoryFilter, StoryPlace, StoryReason, StoryRow, StoryState};
pub use tables::{Cell, Copies, Heights, LEFT_OUT, TABLES, Table, are_known};
pub use tallies::{Counts, Scope, Tallies, TallyKey};
pub use tls_fault::TlsFault;
pub use tokens::{TokenRow, TokenScope, Tokens};
pub use trail::{Actor, NoteFilter, NoteRow, RecordedActor, Trail};

use crate::crypto::Secret;
use std::path::Path;

/// Opens the embedded ledger: one encrypted file and its log beside it. Creates it if it does not exist.
///
/// # Errors
/// `Key`, `Newer`, `Damaged`, or `Unavailable` when the file cannot be opened, created or written.
pub fn open_sqlite(path: &Path, key: &Secret<32>) -> Result<Box<dyn Ledger>, LedgerError> {
    Ok(Box::new(sqlite::Sqlite::open(path, key)?))
}

/// Opens the ledger in a PostgreSQL database. Creates its tables if they do not exist; several servers may do so at once.
/// The ledger's own threads drive the connections. `sslmode` and `sslrootcert` in the address choose TLS as in libpq; without them
/// TLS is used if the server offers it (`prefer`), and never on a socket of this machine.
///
/// # Errors
/// `Unavailable`; `Database` or `Login` for a wrong address or password; `Tls`, `Key`, `Newer`, `Damaged`.
pub fn open_postgres(url: &str, key: &Secret<32>) -> Result<Box<dyn Ledger>, LedgerError> {
    Ok(Box::new(postgres::Postgres::open(url, key)?))
}

/// Opens the ledger at `place`: `postgres://…` or `postgresql://…` is a database, anything else the path of a file.
///
/// # Errors
/// As `open_sqlite` and `open_postgres`.
pub fn open(place: &str, key: &Secret<32>) -> Result<Box<dyn Ledger>, LedgerError> {
    let is_address = ["postgres://", "postgresql://"].iter().any(|scheme| place.starts_with(scheme));
    if is_address { open_postgres(place, key) } else { open_sqlite(Path::new(place), key) }
}
