//! What the database knows of its key slots, its key and its key files.

use super::{SlotId, StoreError, folder::Folder, key_files, meta};
use rusqlite::Connection;

/// Which key the database has, counted from 1.
pub(super) const NUMBER: &str = "key_number";
/// Digest of the key files, as they were written last.
pub(super) const DIGEST: &str = "key_files";
/// While the key is not changed yet after a removal: the number of the key that the removed volunteer had first.
pub(super) const DUE: &str = "key_change_due";

/// A slot that the database knows.
pub(super) struct KnownSlot {
    pub(super) id: u32,
    /// `age1…`, where it has the form that lets the key be changed.
    pub(super) recipient: Option<String>,
    /// Its files hold the identity of that recipient.
    pub(super) ready: bool,
}

/// The slots in the order of their numbers.
pub(super) fn all(db: &Connection) -> Result<Vec<KnownSlot>, StoreError> {
    let mut select = db.prepare_cached("SELECT id, recipient, ready FROM key_slot ORDER BY id")?;
    let known = |row: &rusqlite::Row| Ok(KnownSlot { id: row.get(0)?, recipient: row.get(1)?, ready: row.get(2)? });
    Ok(select.query_map((), known)?.collect::<Result<_, _>>()?)
}

/// Notes to whom the database key has to be sealed for a slot, and whether the slot's files are written.
pub(super) fn note(db: &Connection, id: SlotId, recipient: &str, ready: bool) -> Result<(), StoreError> {
    let since = number(db, NUMBER)?.unwrap_or(1);
    db.execute(
        "INSERT INTO key_slot (id, recipient, ready, since) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET recipient = excluded.recipient, ready = excluded.ready",
        (id.0, recipient, ready, since),
    )?;
    Ok(())
}

/// Notes a slot that holds the database key itself.
pub(super) fn note_first_form(db: &Connection, id: SlotId) -> Result<(), StoreError> {
    db.execute("INSERT INTO key_slot (id, recipient, ready, since) VALUES (?1, NULL, 0, 1)", [id.0])?;
    Ok(())
}

/// Forgets a slot; nothing is sealed to it from now on.
pub(super) fn forget(db: &Connection, id: u32) -> Result<(), StoreError> {
    db.execute("DELETE FROM key_slot WHERE id = ?1", [id])?;
    Ok(())
}

/// Notes in a new database that it has its first key and one slot, whose files are in the folder.
pub(super) fn begin(db: &Connection, folder: &Folder, (id, recipient): (SlotId, &str)) -> Result<(), StoreError> {
    meta::set(db, NUMBER, &1_i64.to_be_bytes())?;
    meta::set(db, DIGEST, &key_files::digest_of(folder))?;
    note(db, id, recipient, true)
}

/// A number among the values; none where it is not there.
pub(super) fn number(db: &Connection, name: &str) -> Result<Option<i64>, StoreError> {
    Ok(meta::get(db, name)?.and_then(|bytes| bytes.try_into().ok()).map(i64::from_be_bytes))
}
