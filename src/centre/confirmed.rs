//! What was read, was shown, and waits for a yes: a list of people on its way through the browser, sealed.

use crate::{
    domain::Moment,
    ledger::{LedgerError, NoteFilter, Tx},
};

/// How long what was read may be confirmed.
const DRAFT_MS: i64 = 2 * 3_600_000;
/// Removals that are looked through: more than are made while something that was read may be confirmed.
const MOST_REMOVED: u32 = 10_000;

/// Whether what was read at this time may still be confirmed.
pub(super) fn is_fresh(read_ms: i64, now: Moment) -> bool {
    (0..=DRAFT_MS).contains(&now.ms_since(Moment(read_ms)))
}

/// Whether what was confirmed under this id has been removed since it was read, by the lines of the trail that begin with `verb` and name
/// the beginning of the id: a page that is still open in another window brings nothing back.
pub(super) fn was_removed(tx: &mut dyn Tx, verb: &str, id: &str, read_ms: i64) -> Result<bool, LedgerError> {
    let filter = NoteFilter { verb: Some(verb.to_owned()), from: Some(Moment(read_ms)), ..NoteFilter::default() };
    let notes = tx.notes(&filter, MOST_REMOVED)?;
    Ok(notes.iter().any(|note| note.what.split(' ').any(|word| word == short(id))))
}

/// Beginning of an id, as the trail and the page name it.
pub(super) fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}
