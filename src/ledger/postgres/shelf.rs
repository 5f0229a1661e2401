//! What stands ready: packs and settings.

use super::{
    link::Link,
    tx::{bytes, get},
};
use crate::ledger::{LedgerError, PackRow, number::read};
use tokio_postgres::Row;

pub(super) fn add_pack(link: &mut Link<'_>, row: &PackRow) -> Result<(), LedgerError> {
    let sql =
        "INSERT INTO pack (digest, contest, version, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT (digest) DO NOTHING";
    link.run(sql, &[&row.digest.as_slice(), &row.contest, &i64::from(row.version), &row.bytes])?;
    Ok(())
}

pub(super) fn packs(link: &mut Link<'_>) -> Result<Vec<PackRow>, LedgerError> {
    let rows = link.rows("SELECT contest, version, digest FROM pack ORDER BY contest, version, digest", &[])?;
    let pack = |row: &Row| {
        Ok(PackRow { contest: get(row, 0)?, version: read(get(row, 1)?)?, digest: bytes(row, 2)?, bytes: Vec::new() })
    };
    rows.iter().map(pack).collect()
}

pub(super) fn pack_bytes(link: &mut Link<'_>, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, LedgerError> {
    let row = link.row("SELECT bytes FROM pack WHERE digest = $1", &[&digest.as_slice()])?;
    row.map(|row| get(&row, 0)).transpose()
}

pub(super) fn setting(link: &mut Link<'_>, name: &str, locks: bool) -> Result<Option<Vec<u8>>, LedgerError> {
    let lock = if locks { " FOR SHARE" } else { "" };
    let sql = format!("SELECT value FROM setting WHERE name = $1{lock}");
    link.row(&sql, &[&name])?.map(|row| get(&row, 0)).transpose()
}

pub(super) fn set_setting(link: &mut Link<'_>, name: &str, value: &[u8]) -> Result<(), LedgerError> {
    let sql =
        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    link.run(sql, &[&name, &value])?;
    Ok(())
}
