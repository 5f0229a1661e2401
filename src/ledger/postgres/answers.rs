//! What goes back to a station: receipts, what does not count, what is to be erased.

use super::{link::Link, tx::get};
use crate::{
    domain::{EpochId, StationId},
    ledger::{
        LedgerError, ReceiptRow, RejectionRow,
        ids::{epoch_id, station},
        number::{kept, read},
    },
};
use tokio_postgres::Row;

pub(super) fn add_rejections(link: &mut Link<'_>, rows: &[RejectionRow]) -> Result<(), LedgerError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut rows: Vec<&RejectionRow> = rows.iter().collect();
    rows.sort_by_key(|row| (row.bundle, row.number));
    let bundles: Vec<i64> = rows.iter().map(|row| row.bundle).collect();
    let numbers = rows.iter().map(|row| kept(row.number)).collect::<Result<Vec<i64>, _>>()?;
    let reasons: Vec<&str> = rows.iter().map(|row| row.reason.as_str()).collect();
    let sql = "INSERT INTO rejection (bundle, number, reason)
      SELECT * FROM unnest($1::int8[], $2::int8[], $3::text[]) ON CONFLICT (bundle, number) DO NOTHING";
    link.run(sql, &[&bundles, &numbers, &reasons])?;
    Ok(())
}

pub(super) fn remove_rejections(link: &mut Link<'_>, records: &[(i64, u64)]) -> Result<(), LedgerError> {
    let (bundles, numbers) = columns(records)?;
    let sql = "DELETE FROM rejection USING unnest($1::int8[], $2::int8[]) AS gone (bundle, number)
      WHERE rejection.bundle = gone.bundle AND rejection.number = gone.number";
    link.run(sql, &[&bundles, &numbers])?;
    Ok(())
}

pub(super) fn rejections(
    link: &mut Link<'_>,
    kiosk: &StationId,
    epoch: &EpochId,
) -> Result<Vec<RejectionRow>, LedgerError> {
    let sql = "SELECT bundle, number, reason FROM bundle JOIN rejection ON rejection.bundle = bundle.id
      WHERE kiosk = $1 AND epoch = $2 ORDER BY bundle, number";
    let rejection =
        |row: &Row| Ok(RejectionRow { bundle: get(row, 0)?, number: read(get(row, 1)?)?, reason: get(row, 2)? });
    link.rows(sql, &[&kiosk.as_str(), &epoch.as_str()])?.iter().map(rejection).collect()
}

pub(super) fn add_receipt(link: &mut Link<'_>, row: &ReceiptRow) -> Result<(), LedgerError> {
    let sql = "INSERT INTO receipt (kiosk, number, epoch, made_ms, bytes) VALUES ($1, $2, $3, $4, $5)";
    link.run(sql, &[&row.kiosk.as_str(), &kept(row.number)?, &row.epoch.as_str(), &row.made_ms, &row.bytes])?;
    Ok(())
}

pub(super) fn receipt(link: &mut Link<'_>, kiosk: &StationId, number: u64) -> Result<Option<ReceiptRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, made_ms, bytes FROM receipt WHERE kiosk = $1 AND number = $2";
    link.row(sql, &[&kiosk.as_str(), &kept(number)?])?.as_ref().map(receipt_row).transpose()
}

pub(super) fn newest_receipt(
    link: &mut Link<'_>,
    kiosk: &StationId,
    epoch: &EpochId,
) -> Result<Option<ReceiptRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, made_ms, bytes FROM receipt WHERE kiosk = $1 AND epoch = $2
      ORDER BY number DESC LIMIT 1";
    link.row(sql, &[&kiosk.as_str(), &epoch.as_str()])?.as_ref().map(receipt_row).transpose()
}

pub(super) fn add_erasures(link: &mut Link<'_>, records: &[(i64, u64)]) -> Result<(), LedgerError> {
    if records.is_empty() {
        return Ok(());
    }
    let mut records = records.to_vec();
    records.sort_unstable();
    let (bundles, numbers) = columns(&records)?;
    let sql = "INSERT INTO erasure (bundle, number) SELECT * FROM unnest($1::int8[], $2::int8[])
      ON CONFLICT (bundle, number) DO NOTHING";
    link.run(sql, &[&bundles, &numbers])?;
    Ok(())
}

pub(super) fn erasures(
    link: &mut Link<'_>,
    kiosk: &StationId,
    epoch: &EpochId,
) -> Result<Vec<(i64, u64)>, LedgerError> {
    let sql = "SELECT bundle, number FROM bundle JOIN erasure ON erasure.bundle = bundle.id
      WHERE kiosk = $1 AND epoch = $2 ORDER BY bundle, number";
    link.rows(sql, &[&kiosk.as_str(), &epoch.as_str()])?
        .iter()
        .map(|row| Ok((get(row, 0)?, read(get(row, 1)?)?)))
        .collect()
}

/// Bundles and numbers of records, as `unnest` takes them.
fn columns(records: &[(i64, u64)]) -> Result<(Vec<i64>, Vec<i64>), LedgerError> {
    records.iter().map(|(bundle, number)| Ok((*bundle, kept(*number)?))).collect()
}

fn receipt_row(row: &Row) -> Result<ReceiptRow, LedgerError> {
    Ok(ReceiptRow {
        kiosk: station(get(row, 0)?)?,
        epoch: epoch_id(get(row, 1)?)?,
        number: read(get(row, 2)?)?,
        made_ms: get(row, 3)?,
        bytes: get(row, 4)?,
    })
}
