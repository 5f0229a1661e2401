use super::file::{BackupFault, BackupInfo, visit};
use crate::{
    centre::{Actor, ErasureList, Keys, clock, contest_cache, erasure_list},
    domain::Moment,
    ledger::{Cell, Heights, Ledger, LedgerError, TABLES, Table},
};
use std::io::Read;

/// What a restored ledger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Its generation.
    pub generation: u64,
    /// How far it has come.
    pub heights: Heights,
    /// People who were erased again.
    pub erased: u64,
}

/// Rows of a table that are still to be added, and the places of their columns.
type Waiting = (&'static Table, Vec<usize>, Vec<Vec<Cell>>);

/// Rows that are added at once.
const ROWS: usize = 200;

/// Whether nothing is in the ledger but what opening it has put there.
///
/// # Errors
/// The ledger's.
pub fn is_empty(ledger: &dyn Ledger) -> Result<bool, LedgerError> {
    ledger.read_tx(|tx| {
        for table in TABLES.iter().filter(|table| table.name != "setting") {
            if tx.count_rows(table)? > 0 {
                return Ok(false);
            }
        }
        Ok(true)
    })
}

/// Generation of a ledger, and how far it has come.
///
/// # Errors
/// The ledger's.
pub fn state(ledger: &dyn Ledger) -> Result<(u64, Heights), LedgerError> {
    ledger.read_tx(|tx| Ok((contest_cache::generation(tx)?, tx.heights()?)))
}

/// Restores a backup into an empty ledger, in one transaction, and begins a generation above `known`, the greatest that is known
/// beside the backup's own. Everybody in the list of erasures is erased in the same
/// transaction: a restored ledger never has them. `source` is opened for each time
/// that the file is read: once to verify it, then to restore it.
///
/// # Errors
/// As `read`; `NotEmpty`. Nothing was restored then.
pub fn restore<R: Read>(
    ledger: &dyn Ledger,
    keys: &Keys,
    (erasures, known): (&dyn ErasureList, u64),
    source: &dyn Fn() -> std::io::Result<R>,
    now: Moment,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(BackupInfo, Restored), BackupFault> {
    if !is_empty(ledger)? {
        return Err(BackupFault::NotEmpty);
    }
    let mut twice = |done: u64, of: u64| progress(done, of * 2);
    let info = super::read(keys, source()?, &mut twice)?;
    let (mut generation, mut erased) = (0, 0);
    ledger.write_tx(|tx| {
        tx.begin_copy()?;
        let mut waiting: Option<Waiting> = None;
        let mut second = |done: u64, of: u64| progress(of + done, of * 2);
        visit(keys, source()?, &mut second, &mut |table, columns, row| {
            match &mut waiting {
                Some((held, _, rows)) if held.name == table.name && rows.len() < ROWS => rows.push(row),
                other => {
                    if let Some((table, columns, rows)) = other.take() {
                        tx.add_rows(table, &columns, &rows)?;
                    }
                    *other = Some((table, columns.to_vec(), vec![row]));
                }
            }
            Ok(())
        })?;
        if let Some((table, columns, rows)) = waiting {
            tx.add_rows(table, &columns, &rows)?;
        }
        tx.end_copy()?;
        let now = clock::later(tx, now)?;
        generation = next(info.generation.max(known), now);
        contest_cache::begin_generation(tx, generation)?;
        erased = erasure_list::erase_again(tx, erasures, keys)?;
        Ok::<(), BackupFault>(tx.note(now, Actor::CommandLine, &format!("restore {generation}"))?)
    })?;
    let heights = ledger.read_tx(|tx| tx.heights())?;
    Ok((info, Restored { generation, heights, erased }))
}

/// Goes on with a ledger that lacks what was there before: begins a generation above `known`, ends every session, and erases again
/// who is in the list of erasures. Stations then offer what the ledger lacks.
///
/// # Errors
/// The ledger's.
pub fn accept_loss(
    ledger: &dyn Ledger,
    keys: &Keys,
    (erasures, known): (&dyn ErasureList, u64),
    now: Moment,
) -> Result<Restored, LedgerError> {
    let (generation, erased) = ledger.write_tx(|tx| {
        let now = clock::later(tx, now)?;
        let generation = next(contest_cache::generation(tx)?.max(known), now);
        contest_cache::begin_generation(tx, generation)?;
        tx.clear_sessions(Moment::MAX)?;
        let erased = erasure_list::erase_again(tx, erasures, keys)?;
        tx.note(now, Actor::CommandLine, &format!("accept-loss {generation}"))?;
        Ok::<(u64, u64), LedgerError>((generation, erased))
    })?;
    let heights = ledger.read_tx(|tx| tx.heights())?;
    Ok(Restored { generation, heights, erased })
}

/// The next generation: greater than any that is known, and than any that is not, by the clock: a backup may be restored on another
/// machine after the one on which it was restored before is lost.
fn next(known: u64, now: Moment) -> u64 {
    (known + 1).max(u64::try_from(now.0 / 1000).unwrap_or(0))
}
