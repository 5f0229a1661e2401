use super::{link::Link, tx::get};
use crate::{
    domain::StationId,
    ledger::{
        EpochRow, KioskRow, LedgerError,
        ids::{epoch_id, station},
        number::{kept, read},
    },
};
use tokio_postgres::Row;

const KIOSK: &str =
    "SELECT kiosk, contest, commune, village, enrolment, grant_number, enrolled_ms, valid_from, valid_to,
  max_per_day, revoked_ms, receipts, heard_ms, pack_version FROM kiosk";

pub(super) fn kiosk(link: &mut Link<'_>, kiosk: &StationId, locks: bool) -> Result<Option<KioskRow>, LedgerError> {
    let lock = if locks { " FOR UPDATE" } else { "" };
    let row = link.row(&format!("{KIOSK} WHERE kiosk = $1{lock}"), &[&kiosk.as_str()])?;
    row.as_ref().map(kiosk_row).transpose()
}

pub(super) fn kiosks(link: &mut Link<'_>) -> Result<Vec<KioskRow>, LedgerError> {
    let rows = link.rows(&format!("{KIOSK} ORDER BY commune, village, kiosk"), &[])?;
    rows.iter().map(kiosk_row).collect()
}

pub(super) fn put_kiosk(link: &mut Link<'_>, row: &KioskRow) -> Result<(), LedgerError> {
    let sql = "INSERT INTO kiosk (kiosk, contest, commune, village, enrolment, grant_number, enrolled_ms, valid_from, valid_to,
        max_per_day, revoked_ms, receipts, heard_ms, pack_version)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
      ON CONFLICT (kiosk) DO UPDATE SET contest = excluded.contest, commune = excluded.commune, village = excluded.village,
        enrolment = excluded.enrolment, grant_number = excluded.grant_number, enrolled_ms = excluded.enrolled_ms,
        valid_from = excluded.valid_from, valid_to = excluded.valid_to, max_per_day = excluded.max_per_day,
        revoked_ms = excluded.revoked_ms, receipts = excluded.receipts, heard_ms = excluded.heard_ms,
        pack_version = excluded.pack_version";
    link.run(
        sql,
        &[
            &row.kiosk.as_str(),
            &row.contest,
            &row.commune,
            &row.village,
            &row.grant,
            &kept(row.grant_number)?,
            &row.enrolled_ms,
            &row.valid_from,
            &row.valid_to,
            &i64::from(row.max_per_day),
            &row.revoked_ms,
            &kept(row.receipts)?,
            &row.heard_ms,
            &i64::from(row.pack_version),
        ],
    )?;
    Ok(())
}

pub(super) fn epochs(link: &mut Link<'_>, kiosk: &StationId) -> Result<Vec<EpochRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, key, why, certificate, confirmed FROM epoch WHERE kiosk = $1 ORDER BY number, epoch";
    let rows = link.rows(sql, &[&kiosk.as_str()])?;
    let epoch = |row: &Row| {
        Ok(EpochRow {
            kiosk: station(get(row, 0)?)?,
            epoch: epoch_id(get(row, 1)?)?,
            number: read(get(row, 2)?)?,
            key: crate::ledger::postgres::tx::bytes(row, 3)?,
            why: get(row, 4)?,
            certificate: get(row, 5)?,
            confirmed: get(row, 6)?,
        })
    };
    rows.iter().map(epoch).collect()
}

pub(super) fn put_epoch(link: &mut Link<'_>, row: &EpochRow) -> Result<(), LedgerError> {
    let sql =
        "INSERT INTO epoch (kiosk, epoch, number, key, why, certificate, confirmed) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (kiosk, epoch) DO UPDATE SET number = excluded.number, key = excluded.key, why = excluded.why,
        certificate = excluded.certificate, confirmed = excluded.confirmed";
    let number = i64::from(row.number);
    link.run(
        sql,
        &[
            &row.kiosk.as_str(),
            &row.epoch.as_str(),
            &number,
            &row.key.as_slice(),
            &row.why,
            &row.certificate,
            &row.confirmed,
        ],
    )?;
    Ok(())
}

fn kiosk_row(row: &Row) -> Result<KioskRow, LedgerError> {
    Ok(KioskRow {
        kiosk: station(get(row, 0)?)?,
        contest: get(row, 1)?,
        commune: get(row, 2)?,
        village: get(row, 3)?,
        grant: get(row, 4)?,
        grant_number: read(get(row, 5)?)?,
        enrolled_ms: get(row, 6)?,
        valid_from: get(row, 7)?,
        valid_to: get(row, 8)?,
        max_per_day: read(get(row, 9)?)?,
        revoked_ms: get(row, 10)?,
        receipts: read(get(row, 11)?)?,
        heard_ms: get(row, 12)?,
        pack_version: read(get(row, 13)?)?,
    })
}
