//! Embedded engine: one SQLCipher file, one connection that writes, a few that read.
//!
//! Promises: what `write` returned `Ok` for survives a power cut (write-ahead log, synced at each commit); `read` sees one moment
//! and waits for no writer.
//! Does not: serve more than one server at a time without making them wait for each other.

mod accounts;
mod bundles;
mod cases;
mod certificates;
mod copies;
mod count;
mod epochs;
mod erasures;
mod error;
mod final_sets;
mod guesses;
mod moment;
mod one_touch;
mod open;
mod outlines;
mod packs;
mod people;
mod receipts;
mod refusals;
mod rejections;
mod requests;
mod rosters;
mod row;
mod sessions;
mod settings;
mod sheets;
mod spellings;
mod stations;
mod stories;
mod tallies;
mod tokens;
mod trail;
mod tx;

use super::{Ledger, LedgerError, Work};
use crate::crypto::Secret;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::{
    path::Path,
    sync::{Condvar, Mutex, PoisonError},
};
use tx::SqliteTx;

/// Ledger in one encrypted file.
pub(super) struct Sqlite {
    writer: Mutex<Connection>,
    /// Connections that are free.
    readers: Mutex<Vec<Connection>>,
    returned: Condvar,
}

/// Connections that read: as many as a small machine has processors.
const READERS: usize = 4;

impl Sqlite {
    /// Opens or creates the file, and migrates its tables to the newest schema.
    ///
    /// # Errors
    /// `Key`, `Newer`, `Damaged`, `Unavailable`.
    pub(super) fn open(path: &Path, key: &Secret<32>) -> Result<Self, LedgerError> {
        let writer = open::writer(path, key)?;
        let readers = (0..READERS).map(|_| open::reader(path, key)).collect::<Result<_, _>>()?;
        Ok(Self { writer: Mutex::new(writer), readers: Mutex::new(readers), returned: Condvar::new() })
    }

    /// Lends a connection that reads, as soon as one is free.
    fn reader(&self) -> Lent<'_> {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match readers.pop() {
                Some(reader) => return Lent { reader: Some(reader), owner: self },
                None => readers = self.returned.wait(readers).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

impl Ledger for Sqlite {
    fn write(&self, work: &mut Work<'_>) -> Result<(), LedgerError> {
        // A panic inside `work` has rolled its transaction back, so that the connection is as good as before.
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        within(&mut writer, TransactionBehavior::Immediate, work)
    }

    fn read(&self, work: &mut Work<'_>) -> Result<(), LedgerError> {
        let mut lent = self.reader();
        match &mut lent.reader {
            Some(reader) => within(reader, TransactionBehavior::Deferred, work),
            None => Err(LedgerError::Unavailable("no connection".into())),
        }
    }
}

fn within(db: &mut Connection, how: TransactionBehavior, work: &mut Work<'_>) -> Result<(), LedgerError> {
    let transaction = Transaction::new(db, how)?;
    let mut tx = SqliteTx::new(&transaction);
    let done = work(&mut tx);
    match tx.fault() {
        Some(fault) => Err(fault),
        None => done.and_then(|()| Ok(transaction.commit()?)),
    }
}

/// Lent connection. It is free again when this is dropped.
struct Lent<'s> {
    reader: Option<Connection>,
    owner: &'s Sqlite,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut readers = self.owner.readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.extend(self.reader.take());
        self.owner.returned.notify_one();
    }
}
