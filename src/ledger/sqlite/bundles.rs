use crate::{
    domain::{EpochId, StationId},
    ledger::{
        BundleRow, BundleState, LedgerError,
        ids::{epoch_id, station},
        number::{kept, read},
        word::Word,
    },
};
use rusqlite::{Connection, OptionalExtension, Row, params};

const BUNDLE: &str =
    "SELECT id, kiosk, epoch, seq, digest, prev, first, last, head_before, head, floor_ms, received_ms, people,
  state, receipt, earliest_ms FROM bundle";

pub(super) fn of_epoch(db: &Connection, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<BundleRow>, LedgerError> {
    let mut find = db.prepare_cached(&format!("{BUNDLE} WHERE kiosk = ?1 AND epoch = ?2 ORDER BY seq, digest"))?;
    let rows = find.query_and_then([kiosk.as_str(), epoch.as_str()], bundle_row)?;
    rows.collect()
}

pub(super) fn newest(db: &Connection, most: u32) -> Result<Vec<BundleRow>, LedgerError> {
    let mut find = db.prepare_cached(&format!("{BUNDLE} ORDER BY received_ms DESC, id DESC LIMIT ?1"))?;
    let rows = find.query_and_then([most], bundle_row)?;
    rows.collect()
}

pub(super) fn states(db: &Connection) -> Result<Vec<(BundleState, u64)>, LedgerError> {
    let mut count = db.prepare_cached("SELECT state, count(*) FROM bundle GROUP BY state")?;
    let rows = count.query_and_then((), |row| {
        let word: String = row.get(0)?;
        Ok((BundleState::of(&word)?, read(row.get(1)?)?))
    })?;
    let mut states: Vec<_> = rows.collect::<Result<_, LedgerError>>()?;
    states.sort_unstable();
    Ok(states)
}

pub(super) fn by_id(db: &Connection, ids: &[i64]) -> Result<Vec<BundleRow>, LedgerError> {
    let mut find = db.prepare_cached(&format!("{BUNDLE} WHERE id = ?1"))?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let mut rows = find.query([id])?;
        found.extend(rows.next()?.map(bundle_row).transpose()?);
    }
    Ok(found)
}

pub(super) fn add(db: &Connection, row: &BundleRow, bytes: &[u8]) -> Result<i64, LedgerError> {
    let sql = "INSERT INTO bundle (kiosk, epoch, seq, digest, prev, first, last, head_before, head, floor_ms, received_ms, people,
        state, receipt, earliest_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    let id = db.prepare_cached(sql)?.insert(params![
        row.kiosk.as_str(),
        row.epoch.as_str(),
        row.seq,
        row.digest,
        row.prev,
        kept(row.first)?,
        kept(row.last)?,
        row.head_before,
        row.head,
        row.floor_ms,
        row.received_ms,
        row.people,
        row.state.word(),
        kept(row.receipt)?,
        row.earliest_ms,
    ])?;
    db.prepare_cached("INSERT INTO bundle_file (id, bytes) VALUES (?1, ?2)")?.execute(params![id, bytes])?;
    Ok(id)
}

pub(super) fn set_state(db: &Connection, id: i64, state: BundleState) -> Result<(), LedgerError> {
    db.prepare_cached("UPDATE bundle SET state = ?2 WHERE id = ?1")?.execute(params![id, state.word()])?;
    Ok(())
}

pub(super) fn received(db: &Connection, kiosk: &StationId, since_ms: i64) -> Result<u64, LedgerError> {
    // A blob's length is known without reading it.
    let sql = "SELECT coalesce(sum(length(bytes)), 0) FROM bundle JOIN bundle_file USING (id)
        WHERE kiosk = ?1 AND received_ms > ?2";
    read(db.prepare_cached(sql)?.query_row(params![kiosk.as_str(), since_ms], |row| row.get(0))?)
}

pub(super) fn bytes(db: &Connection, id: i64) -> Result<Option<Vec<u8>>, LedgerError> {
    let mut find = db.prepare_cached("SELECT bytes FROM bundle_file WHERE id = ?1")?;
    Ok(find.query_row([id], |row| row.get(0)).optional()?)
}

fn bundle_row(row: &Row<'_>) -> Result<BundleRow, LedgerError> {
    let state: String = row.get(13)?;
    Ok(BundleRow {
        id: row.get(0)?,
        kiosk: station(&row.get::<_, String>(1)?)?,
        epoch: epoch_id(&row.get::<_, String>(2)?)?,
        seq: row.get(3)?,
        digest: row.get(4)?,
        prev: row.get(5)?,
        first: read(row.get(6)?)?,
        last: read(row.get(7)?)?,
        head_before: row.get(8)?,
        head: row.get(9)?,
        floor_ms: row.get(10)?,
        earliest_ms: row.get(15)?,
        received_ms: row.get(11)?,
        people: row.get(12)?,
        state: BundleState::of(&state)?,
        receipt: read(row.get(14)?)?,
    })
}
