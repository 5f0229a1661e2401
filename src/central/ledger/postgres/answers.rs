//! What goes back to a station: receipts, what does not count, what is to be erased.

use super::{
    super::{
        LedgerError,
        number::{kept, read},
    },
    link::Link,
    tx::get,
};
use crate::intake::{ReceiptRow, RejectionRow};
use tokio_postgres::Row;

pub(super) fn add_rejections(link: &mut Link<'_>, rows: &[RejectionRow]) -> Result<(), LedgerError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut rows: Vec<&RejectionRow> = rows.iter().collect();
    rows.sort_by(|one, other| (&one.kiosk, &one.epoch, one.number).cmp(&(&other.kiosk, &other.epoch, other.number)));
    let kiosks: Vec<&str> = rows.iter().map(|row| row.kiosk.as_str()).collect();
    let epochs: Vec<&str> = rows.iter().map(|row| row.epoch.as_str()).collect();
    let numbers = rows.iter().map(|row| kept(row.number)).collect::<Result<Vec<i64>, _>>()?;
    let reasons: Vec<&str> = rows.iter().map(|row| row.reason.as_str()).collect();
    let sql = "INSERT INTO rejection (kiosk, epoch, number, reason)
      SELECT * FROM unnest($1::text[], $2::text[], $3::int8[], $4::text[]) ON CONFLICT (kiosk, epoch, number) DO NOTHING";
    link.run(sql, &[&kiosks, &epochs, &numbers, &reasons])?;
    Ok(())
}

pub(super) fn remove_rejections(link: &mut Link<'_>, records: &[(String, String, u64)]) -> Result<(), LedgerError> {
    let kiosks: Vec<&str> = records.iter().map(|(kiosk, ..)| kiosk.as_str()).collect();
    let epochs: Vec<&str> = records.iter().map(|(_, epoch, _)| epoch.as_str()).collect();
    let numbers = records.iter().map(|(.., number)| kept(*number)).collect::<Result<Vec<i64>, _>>()?;
    let sql = "DELETE FROM rejection USING unnest($1::text[], $2::text[], $3::int8[]) AS gone (kiosk, epoch, number)
      WHERE rejection.kiosk = gone.kiosk AND rejection.epoch = gone.epoch AND rejection.number = gone.number";
    link.run(sql, &[&kiosks, &epochs, &numbers])?;
    Ok(())
}

pub(super) fn rejections(link: &mut Link<'_>, kiosk: &str, epoch: &str) -> Result<Vec<RejectionRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, reason FROM rejection WHERE kiosk = $1 AND epoch = $2 ORDER BY number";
    let rejection = |row: &Row| {
        Ok(RejectionRow { kiosk: get(row, 0)?, epoch: get(row, 1)?, number: read(get(row, 2)?)?, reason: get(row, 3)? })
    };
    link.rows(sql, &[&kiosk, &epoch])?.iter().map(rejection).collect()
}

pub(super) fn add_receipt(link: &mut Link<'_>, row: &ReceiptRow) -> Result<(), LedgerError> {
    let sql = "INSERT INTO receipt (kiosk, number, epoch, made_ms, bytes) VALUES ($1, $2, $3, $4, $5)";
    link.run(sql, &[&row.kiosk, &kept(row.number)?, &row.epoch, &row.made_ms, &row.bytes])?;
    Ok(())
}

pub(super) fn receipt(link: &mut Link<'_>, kiosk: &str, number: u64) -> Result<Option<ReceiptRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, made_ms, bytes FROM receipt WHERE kiosk = $1 AND number = $2";
    link.row(sql, &[&kiosk, &kept(number)?])?.as_ref().map(receipt_row).transpose()
}

pub(super) fn newest_receipt(link: &mut Link<'_>, kiosk: &str, epoch: &str) -> Result<Option<ReceiptRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, made_ms, bytes FROM receipt WHERE kiosk = $1 AND epoch = $2
      ORDER BY number DESC LIMIT 1";
    link.row(sql, &[&kiosk, &epoch])?.as_ref().map(receipt_row).transpose()
}

pub(super) fn add_erasures(link: &mut Link<'_>, records: &[(String, String, u64)]) -> Result<(), LedgerError> {
    if records.is_empty() {
        return Ok(());
    }
    let mut records: Vec<_> = records.iter().collect();
    records.sort_unstable();
    let kiosks: Vec<&str> = records.iter().map(|(kiosk, ..)| kiosk.as_str()).collect();
    let epochs: Vec<&str> = records.iter().map(|(_, epoch, _)| epoch.as_str()).collect();
    let numbers = records.iter().map(|(.., number)| kept(*number)).collect::<Result<Vec<i64>, _>>()?;
    let sql = "INSERT INTO erasure (kiosk, epoch, number) SELECT * FROM unnest($1::text[], $2::text[], $3::int8[])
      ON CONFLICT (kiosk, epoch, number) DO NOTHING";
    link.run(sql, &[&kiosks, &epochs, &numbers])?;
    Ok(())
}

pub(super) fn erasures(link: &mut Link<'_>, kiosk: &str, epoch: &str) -> Result<Vec<u64>, LedgerError> {
    let sql = "SELECT number FROM erasure WHERE kiosk = $1 AND epoch = $2 ORDER BY number";
    link.rows(sql, &[&kiosk, &epoch])?.iter().map(|row| read(get(row, 0)?)).collect()
}

fn receipt_row(row: &Row) -> Result<ReceiptRow, LedgerError> {
    Ok(ReceiptRow {
        kiosk: get(row, 0)?,
        epoch: get(row, 1)?,
        number: read(get(row, 2)?)?,
        made_ms: get(row, 3)?,
        bytes: get(row, 4)?,
    })
}
