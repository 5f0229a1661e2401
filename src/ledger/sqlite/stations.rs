use crate::{
    domain::StationId,
    ledger::{
        EpochRow, KioskRow, LedgerError,
        ids::{epoch_id, station},
        number::{kept, read},
    },
};
use rusqlite::{Connection, Row, params};

const KIOSK: &str =
    "SELECT kiosk, contest, commune, village, enrolment, grant_number, enrolled_ms, valid_from, valid_to,
  max_per_day, revoked_ms, receipts, heard_ms, pack_version FROM kiosk";

pub(super) fn kiosk(db: &Connection, kiosk: &StationId) -> Result<Option<KioskRow>, LedgerError> {
    let mut find = db.prepare_cached(&format!("{KIOSK} WHERE kiosk = ?1"))?;
    let mut rows = find.query([kiosk.as_str()])?;
    rows.next()?.map(kiosk_row).transpose()
}

pub(super) fn kiosks(db: &Connection) -> Result<Vec<KioskRow>, LedgerError> {
    let mut find = db.prepare_cached(&format!("{KIOSK} ORDER BY commune, village, kiosk"))?;
    let rows = find.query_and_then((), kiosk_row)?;
    rows.collect()
}

pub(super) fn put_kiosk(db: &Connection, row: &KioskRow) -> Result<(), LedgerError> {
    let sql = "INSERT INTO kiosk (kiosk, contest, commune, village, enrolment, grant_number, enrolled_ms, valid_from, valid_to,
        max_per_day, revoked_ms, receipts, heard_ms, pack_version)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
      ON CONFLICT (kiosk) DO UPDATE SET contest = excluded.contest, commune = excluded.commune, village = excluded.village,
        enrolment = excluded.enrolment, grant_number = excluded.grant_number, enrolled_ms = excluded.enrolled_ms,
        valid_from = excluded.valid_from, valid_to = excluded.valid_to, max_per_day = excluded.max_per_day,
        revoked_ms = excluded.revoked_ms, receipts = excluded.receipts, heard_ms = excluded.heard_ms,
        pack_version = excluded.pack_version";
    db.prepare_cached(sql)?.execute(params![
        row.kiosk.as_str(),
        row.contest,
        row.commune,
        row.village,
        row.grant,
        kept(row.grant_number)?,
        row.enrolled_ms,
        row.valid_from,
        row.valid_to,
        row.max_per_day,
        row.revoked_ms,
        kept(row.receipts)?,
        row.heard_ms,
        row.pack_version,
    ])?;
    Ok(())
}

pub(super) fn epochs(db: &Connection, kiosk: &StationId) -> Result<Vec<EpochRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, key, why, certificate, confirmed FROM epoch WHERE kiosk = ?1 ORDER BY number, epoch";
    let mut find = db.prepare_cached(sql)?;
    let rows = find.query_and_then([kiosk.as_str()], |row| {
        Ok(EpochRow {
            kiosk: station(&row.get::<_, String>(0)?)?,
            epoch: epoch_id(&row.get::<_, String>(1)?)?,
            number: row.get(2)?,
            key: row.get(3)?,
            why: row.get(4)?,
            certificate: row.get(5)?,
            confirmed: row.get(6)?,
        })
    })?;
    rows.collect()
}

pub(super) fn put_epoch(db: &Connection, row: &EpochRow) -> Result<(), LedgerError> {
    let sql =
        "INSERT INTO epoch (kiosk, epoch, number, key, why, certificate, confirmed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT (kiosk, epoch) DO UPDATE SET number = excluded.number, key = excluded.key, why = excluded.why,
        certificate = excluded.certificate, confirmed = excluded.confirmed";
    db.prepare_cached(sql)?.execute(params![
        row.kiosk.as_str(),
        row.epoch.as_str(),
        row.number,
        row.key,
        row.why,
        row.certificate,
        row.confirmed
    ])?;
    Ok(())
}

fn kiosk_row(row: &Row<'_>) -> Result<KioskRow, LedgerError> {
    Ok(KioskRow {
        kiosk: station(&row.get::<_, String>(0)?)?,
        contest: row.get(1)?,
        commune: row.get(2)?,
        village: row.get(3)?,
        grant: row.get(4)?,
        grant_number: read(row.get(5)?)?,
        enrolled_ms: row.get(6)?,
        valid_from: row.get(7)?,
        valid_to: row.get(8)?,
        max_per_day: row.get(9)?,
        revoked_ms: row.get(10)?,
        receipts: read(row.get(11)?)?,
        heard_ms: row.get(12)?,
        pack_version: row.get(13)?,
    })
}
