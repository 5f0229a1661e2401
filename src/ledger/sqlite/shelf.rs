//! What stands ready: packs and settings.

use crate::ledger::{LedgerError, PackRow};
use rusqlite::{Connection, OptionalExtension, params};

pub(super) fn add_pack(db: &Connection, row: &PackRow) -> Result<(), LedgerError> {
    let sql =
        "INSERT INTO pack (digest, contest, version, bytes) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (digest) DO NOTHING";
    db.prepare_cached(sql)?.execute(params![row.digest, row.contest, row.version, row.bytes])?;
    Ok(())
}

pub(super) fn packs(db: &Connection) -> Result<Vec<PackRow>, LedgerError> {
    let mut find = db.prepare_cached("SELECT contest, version, digest FROM pack ORDER BY contest, version, digest")?;
    let rows = find.query_and_then((), |row| {
        Ok(PackRow { contest: row.get(0)?, version: row.get(1)?, digest: row.get(2)?, bytes: Vec::new() })
    })?;
    rows.collect()
}

pub(super) fn pack_bytes(db: &Connection, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, LedgerError> {
    let mut find = db.prepare_cached("SELECT bytes FROM pack WHERE digest = ?1")?;
    Ok(find.query_row([digest], |row| row.get(0)).optional()?)
}

pub(super) fn setting(db: &Connection, name: &str) -> Result<Option<Vec<u8>>, LedgerError> {
    let mut find = db.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
    Ok(find.query_row([name], |row| row.get(0)).optional()?)
}

pub(super) fn set_setting(db: &Connection, name: &str, value: &[u8]) -> Result<(), LedgerError> {
    let sql =
        "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    db.prepare_cached(sql)?.execute(params![name, value])?;
    Ok(())
}
