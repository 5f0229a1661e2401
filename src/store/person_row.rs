//! Keys of people and the rows that they have.

use super::StoreError;
use crate::domain::PersonKey;
use rusqlite::{Connection, OptionalExtension};

pub(super) fn key_of(db: &Connection, person: i64) -> Result<PersonKey, StoreError> {
    let key: Option<[u8; 32]> =
        db.prepare_cached("SELECT key FROM person WHERE id = ?1")?.query_row([person], |row| row.get(0)).optional()?;
    key.map(PersonKey).ok_or(StoreError::NoPerson)
}

pub(super) fn id_of(db: &Connection, key: &PersonKey) -> Result<Option<i64>, StoreError> {
    let mut select = db.prepare_cached("SELECT id FROM person WHERE key = ?1")?;
    Ok(select.query_row([key.0.as_slice()], |row| row.get(0)).optional()?)
}
