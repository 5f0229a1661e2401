use super::{Damage, StoreError};
use rusqlite::{Connection, OptionalExtension};

/// A value by its name.
pub(super) fn get(db: &Connection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let mut select = db.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
    Ok(select.query_row([name], |row| row.get(0)).optional()?)
}

/// A value that every station has.
pub(super) fn need(db: &Connection, name: &str) -> Result<Vec<u8>, StoreError> {
    get(db, name)?.ok_or(StoreError::Damaged(Damage::Values))
}

pub(super) fn need_text(db: &Connection, name: &str) -> Result<String, StoreError> {
    String::from_utf8(need(db, name)?).map_err(|_| StoreError::Damaged(Damage::Values))
}

pub(super) fn set(db: &Connection, name: &str, value: &[u8]) -> Result<(), StoreError> {
    let mut upsert = db.prepare_cached(
        "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?;
    upsert.execute((name, value))?;
    Ok(())
}
