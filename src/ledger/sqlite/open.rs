use crate::{
    crypto::{Secret, hex, hkdf_sha256},
    ledger::{EngineFault, LedgerError, migrations::STEPS},
    platform,
};
use refinery::{Migration, Runner, error::Kind};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::{
    fs::File,
    path::{Path, PathBuf},
    time::Duration,
};
use zeroize::Zeroizing;

/// Fault that this program finds itself.
#[derive(Debug, thiserror::Error)]
enum OwnFault {
    /// The drive or the library allows no write-ahead log.
    #[error("the file allows no write-ahead log")]
    NoLog,
    /// The library is plain SQLite.
    #[error("the library is no SQLCipher")]
    NoCipher,
}

/// How long one process waits for another one's transaction, and a checkpoint for none.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the connection that writes, with the newest schema.
pub(super) fn writer(path: &Path, key: &Secret<32>) -> Result<Connection, LedgerError> {
    let is_new = !path.exists();
    for file in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        platform::make_private(&file); // an earlier version made them readable for everybody
    }
    let mut db = keyed(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    let mode: String = db.query_row("PRAGMA journal_mode = WAL", (), |row| row.get(0))?;
    if mode != "wal" {
        return Err(LedgerError::Unavailable(EngineFault::new(OwnFault::NoLog)));
    }
    db.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;")?;
    // New people come in no order, so that their keys touch the same pages again and again: brought home seldom, each goes once.
    db.execute_batch("PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864;")?;
    migrate(&mut db)?;
    if is_new && let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        // The names of the file and its log; on systems that open no folder it is not needed.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(db)
}

/// Path of a file that SQLite keeps beside the database.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Opens a connection that only reads.
pub(super) fn reader(path: &Path, key: &Secret<32>) -> Result<Connection, LedgerError> {
    let db = keyed(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?; // the log's index is written by those who read, too
    db.execute_batch("PRAGMA query_only = ON;")?;
    Ok(db)
}

fn keyed(path: &Path, key: &Secret<32>, flags: OpenFlags) -> Result<Connection, LedgerError> {
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // First of all: a wrong key would else print on the screen.
    db.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    let version = db.query_row("PRAGMA cipher_version", (), |row| row.get::<_, String>(0));
    if !version.is_ok_and(|version| !version.is_empty()) {
        // Plain SQLite takes a key in silence and writes in the clear.
        return Err(LedgerError::Database(EngineFault::new(OwnFault::NoCipher)));
    }
    db.execute_batch(&pragma(key))?;
    db.busy_timeout(PATIENCE)?;
    match db.query_row("SELECT count(*) FROM sqlite_schema", (), |_| Ok(())) {
        Err(fault) if fault.sqlite_error_code() == Some(ErrorCode::NotADatabase) => return Err(LedgerError::Key),
        other => other?,
    }
    db.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;")?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// Key and salt, both from the ledger's key: the header that else holds the salt may be torn by a power cut
/// (docs/THREAT-MODEL.md K5).
fn pragma(key: &Secret<32>) -> Zeroizing<String> {
    let file = hkdf_sha256(key.bytes(), "tramso-ledger-file1", &[]);
    let salt = hkdf_sha256(key.bytes(), "tramso-ledger-salt1", &[]);
    let (file, salt) = (Zeroizing::new(hex(file.bytes())), hex(salt.bytes().first_chunk::<16>().unwrap_or(&[0; 16])));
    Zeroizing::new(format!("PRAGMA key = \"x'{}{salt}'\";", *file))
}

fn migrate(db: &mut Connection) -> Result<(), LedgerError> {
    let steps: Result<Vec<_>, _> = STEPS.iter().map(|step| Migration::unapplied(step.name, step.sqlite)).collect();
    let steps = steps.map_err(|fault| LedgerError::Database(EngineFault::new(fault)))?;
    Runner::new(&steps).run(db).map(|_| ()).map_err(|fault| match fault.kind() {
        Kind::MissingVersion(_) => LedgerError::Newer,
        Kind::DivergentVersion(..) | Kind::RepeatedVersion(_) => LedgerError::Damaged("schema"),
        Kind::Connection(..) => LedgerError::Unavailable(EngineFault::new(fault)),
        _ => LedgerError::Database(EngineFault::new(fault)),
    })
}
