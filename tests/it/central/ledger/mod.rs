//! Both engines of the ledger, with the same story.

mod accounts;
mod certificates;
mod copies;
mod crash;
mod doors;
mod final_sets;
mod gaps;
mod halves;
mod kept;
mod lists;
mod one_touch;
mod rosters;
mod rows;
mod sealing;
mod secrets;
mod sheets;
mod stories;
mod story;
mod threads;

use super::postgres::{Postgres, QUICK};
use std::path::Path;
use tramso::{
    crypto::Secret,
    ledger::{Ledger, LedgerError, Tx, open_postgres, open_sqlite},
};

/// The key of every ledger here.
pub fn key() -> Secret<32> {
    Secret::from_bytes(&mut [7; 32])
}

pub fn sqlite(folder: &Path) -> Box<dyn Ledger> {
    open_sqlite(&folder.join("ledger.db"), &key()).unwrap()
}

/// Does one test on both engines.
pub fn on_both(test: fn(&dyn Ledger)) {
    let folder = tempfile::tempdir().unwrap();
    test(sqlite(folder.path()).as_ref());
    let server = Postgres::start(QUICK);
    let ledger = open_postgres(&server.database("one"), &key()).unwrap();
    test(ledger.as_ref());
}

/// One transaction that answers with something.
pub fn write<T>(
    ledger: &dyn Ledger,
    mut work: impl FnMut(&mut dyn Tx) -> Result<T, LedgerError>,
) -> Result<T, LedgerError> {
    let mut answer = None;
    ledger.write(&mut |tx| {
        answer = Some(work(tx)?);
        Ok(())
    })?;
    Ok(answer.unwrap())
}

/// The same, without changing anything.
pub fn read<T>(ledger: &dyn Ledger, mut work: impl FnMut(&mut dyn Tx) -> Result<T, LedgerError>) -> T {
    let mut answer = None;
    let done = ledger.read(&mut |tx| {
        answer = Some(work(tx)?);
        Ok(())
    });
    done.unwrap();
    answer.unwrap()
}
