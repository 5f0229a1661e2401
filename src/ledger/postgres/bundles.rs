use super::{
    link::Link,
    tx::{bytes, get},
};
use crate::{
    domain::{EpochId, StationId},
    ledger::{
        BundleRow, BundleState, LedgerError,
        ids::{epoch_id, station},
        number::{kept, read},
        word::Word,
    },
};
use tokio_postgres::Row;

const BUNDLE: &str =
    "SELECT id, kiosk, epoch, seq, digest, prev, first, last, head_before, head, floor_ms, received_ms, people,
  state, receipt, earliest_ms FROM bundle";

pub(super) fn of_epoch(link: &mut Link<'_>, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<BundleRow>, LedgerError> {
    let sql = format!("{BUNDLE} WHERE kiosk = $1 AND epoch = $2 ORDER BY seq, digest");
    link.rows(&sql, &[&kiosk.as_str(), &epoch.as_str()])?.iter().map(bundle_row).collect()
}

pub(super) fn newest(link: &mut Link<'_>, most: u32) -> Result<Vec<BundleRow>, LedgerError> {
    let sql = format!("{BUNDLE} ORDER BY received_ms DESC, id DESC LIMIT $1");
    link.rows(&sql, &[&i64::from(most)])?.iter().map(bundle_row).collect()
}

pub(super) fn states(link: &mut Link<'_>) -> Result<Vec<(BundleState, u64)>, LedgerError> {
    let rows = link.rows("SELECT state, count(*) FROM bundle GROUP BY state", &[])?;
    let state = |row: &Row| Ok((BundleState::of(get(row, 0)?)?, read(get(row, 1)?)?));
    let mut states: Vec<_> = rows.iter().map(state).collect::<Result<_, LedgerError>>()?;
    states.sort_unstable();
    Ok(states)
}

pub(super) fn by_id(link: &mut Link<'_>, ids: &[i64]) -> Result<Vec<BundleRow>, LedgerError> {
    link.rows(&format!("{BUNDLE} WHERE id = ANY($1)"), &[&ids])?.iter().map(bundle_row).collect()
}

pub(super) fn add(link: &mut Link<'_>, row: &BundleRow, file: &[u8]) -> Result<i64, LedgerError> {
    let sql = "INSERT INTO bundle (kiosk, epoch, seq, digest, prev, first, last, head_before, head, floor_ms, received_ms, people,
        state, receipt, earliest_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id";
    let kept_row = link.row(
        sql,
        &[
            &row.kiosk.as_str(),
            &row.epoch.as_str(),
            &i64::from(row.seq),
            &row.digest.as_slice(),
            &row.prev.as_slice(),
            &kept(row.first)?,
            &kept(row.last)?,
            &row.head_before.as_slice(),
            &row.head.as_slice(),
            &row.floor_ms,
            &row.received_ms,
            &i64::from(row.people),
            &row.state.word(),
            &kept(row.receipt)?,
            &row.earliest_ms,
        ],
    )?;
    let id: i64 = get(&kept_row.ok_or(LedgerError::Damaged("bundle"))?, 0)?;
    link.run("INSERT INTO bundle_file (id, bytes) VALUES ($1, $2)", &[&id, &file])?;
    Ok(id)
}

pub(super) fn set_state(link: &mut Link<'_>, id: i64, state: BundleState) -> Result<(), LedgerError> {
    link.run("UPDATE bundle SET state = $2 WHERE id = $1", &[&id, &state.word()])?;
    Ok(())
}

pub(super) fn received(link: &mut Link<'_>, kiosk: &StationId, since_ms: i64) -> Result<u64, LedgerError> {
    // The length of what is stored uncompressed is known without reading it.
    let sql = "SELECT coalesce(sum(octet_length(bytes)), 0)::bigint FROM bundle JOIN bundle_file USING (id)
        WHERE kiosk = $1 AND received_ms > $2";
    let row = link.row(sql, &[&kiosk.as_str(), &since_ms])?.ok_or(LedgerError::Damaged("bundle"))?;
    read(get(&row, 0)?)
}

pub(super) fn file(link: &mut Link<'_>, id: i64) -> Result<Option<Vec<u8>>, LedgerError> {
    link.row("SELECT bytes FROM bundle_file WHERE id = $1", &[&id])?.map(|row| get(&row, 0)).transpose()
}

fn bundle_row(row: &Row) -> Result<BundleRow, LedgerError> {
    Ok(BundleRow {
        id: get(row, 0)?,
        kiosk: station(get(row, 1)?)?,
        epoch: epoch_id(get(row, 2)?)?,
        seq: read(get(row, 3)?)?,
        digest: bytes(row, 4)?,
        prev: bytes(row, 5)?,
        first: read(get(row, 6)?)?,
        last: read(get(row, 7)?)?,
        head_before: bytes(row, 8)?,
        head: bytes(row, 9)?,
        floor_ms: get(row, 10)?,
        earliest_ms: get(row, 15)?,
        received_ms: get(row, 11)?,
        people: read(get(row, 12)?)?,
        state: BundleState::of(get(row, 13)?)?,
        receipt: read(get(row, 14)?)?,
    })
}
