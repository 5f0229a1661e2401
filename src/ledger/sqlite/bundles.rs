use super::{count::Count, row::RowReader, tx::SqliteTx};
use crate::{
    domain::{EpochId, Moment, StationId},
    ledger::{
        BundleRow, BundleState, Bundles, GapRow, LedgerError,
        bundles::{COLUMNS, GAPS, SELECT, WAITING, installs_where},
        count::unsigned,
    },
};
use rusqlite::{Row, params};
use std::sync::LazyLock;

static INSERT: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("bundle", '?'));

impl Bundles for SqliteTx<'_> {
    fn bundles(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<BundleRow>, LedgerError> {
        let sql = format!("{} WHERE kiosk = ?1 AND epoch = ?2 ORDER BY seq, digest", *SELECT);
        self.rows(&sql, [station.as_str(), epoch.as_str()], bundle_row)
    }

    fn newest_bundles(&mut self, most: u32) -> Result<Vec<BundleRow>, LedgerError> {
        self.rows(&format!("{} ORDER BY received_ms DESC, id DESC LIMIT ?1", *SELECT), [most], bundle_row)
    }

    fn bundles_since(&mut self, since: Moment, most: u32) -> Result<Vec<BundleRow>, LedgerError> {
        let sql = format!("{} WHERE received_ms >= ?1 ORDER BY received_ms, id LIMIT ?2", *SELECT);
        self.rows(&sql, params![since, most], bundle_row)
    }

    fn count_bundles_since(&mut self, since: Moment) -> Result<u64, LedgerError> {
        let sql = "SELECT count(*) FROM bundle WHERE received_ms >= ?1";
        Ok(self.row(sql, [since], |row| RowReader::new(row).number())?.unwrap_or_default())
    }

    fn gaps(&mut self) -> Result<Vec<GapRow>, LedgerError> {
        self.rows(GAPS, (), |row| {
            let mut row = RowReader::new(row);
            Ok(GapRow { station: row.id()?, epoch: row.id()?, first: row.get()?, last: row.get()? })
        })
    }

    fn bundle_states(&mut self) -> Result<Vec<(BundleState, u64)>, LedgerError> {
        let mut states = self.rows("SELECT state, count(*) FROM bundle GROUP BY state", (), |row| {
            let mut row = RowReader::new(row);
            Ok((row.name::<BundleState>()?, row.number()?))
        })?;
        states.sort_unstable();
        Ok(states)
    }

    fn waiting_by_station(&mut self) -> Result<Vec<(StationId, u64)>, LedgerError> {
        self.rows(WAITING, (), |row| {
            let mut row = RowReader::new(row);
            Ok((row.id()?, row.number()?))
        })
    }

    fn bundles_by_id(&mut self, ids: &[i64]) -> Result<Vec<BundleRow>, LedgerError> {
        let mut found = Vec::with_capacity(ids.len());
        self.each(&format!("{} WHERE id = ?1", *SELECT), ids, |find, id| {
            found.extend(find.query([id])?.next()?.map(bundle_row).transpose()?);
            Ok(())
        })?;
        Ok(found)
    }

    fn add_bundle(&mut self, row: &BundleRow, bytes: &[u8]) -> Result<i64, LedgerError> {
        let values = params![
            row.station.as_str(),
            row.epoch.as_str(),
            row.seq,
            row.digest,
            row.prev,
            Count(row.first),
            Count(row.last),
            row.head_before,
            row.head,
            row.floor,
            row.received,
            row.people,
            row.state.as_str(),
            Count(row.receipt),
            row.earliest,
            row.installs,
        ];
        let id = self.insert(&INSERT, values)?;
        self.run("INSERT INTO bundle_file (id, bytes) VALUES (?1, ?2)", params![id, bytes])?;
        Ok(id)
    }

    fn set_bundle_state(&mut self, id: i64, state: BundleState) -> Result<(), LedgerError> {
        self.run("UPDATE bundle SET state = ?2 WHERE id = ?1", params![id, state.as_str()])
    }

    fn set_installs(&mut self, id: i64, installs: u32) -> Result<(), LedgerError> {
        self.run("UPDATE bundle SET installs = ?2 WHERE id = ?1", params![id, installs])
    }

    fn installs(&mut self, unit: Option<&str>) -> Result<Vec<(String, u64)>, LedgerError> {
        let each = |row: &Row<'_>| Ok((row.get(0)?, unsigned(row.get(1)?)?));
        match unit {
            None => self.rows(&installs_where(""), (), each),
            Some(unit) => self.rows(&installs_where("AND commune = ?1"), [unit], each),
        }
    }

    fn bundle_ids(&mut self, after: i64, most: u32) -> Result<Vec<i64>, LedgerError> {
        self.rows("SELECT id FROM bundle WHERE id > ?1 ORDER BY id LIMIT ?2", params![after, most], |row| {
            Ok(row.get(0)?)
        })
    }

    fn received_bytes(&mut self, station: &StationId, since: Moment) -> Result<u64, LedgerError> {
        // A blob's length is known without reading it.
        let sql = "SELECT coalesce(sum(length(bytes)), 0) FROM bundle JOIN bundle_file USING (id)
          WHERE kiosk = ?1 AND received_ms > ?2";
        let bytes = self.row(sql, params![station.as_str(), since], |row| unsigned(row.get(0)?))?;
        Ok(bytes.unwrap_or_default())
    }

    fn bundle_bytes(&mut self, id: i64) -> Result<Option<Vec<u8>>, LedgerError> {
        self.row("SELECT bytes FROM bundle_file WHERE id = ?1", [id], |row| Ok(row.get(0)?))
    }
}

fn bundle_row(row: &Row<'_>) -> Result<BundleRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(BundleRow {
        id: row.get()?,
        station: row.id()?,
        epoch: row.id()?,
        seq: row.get()?,
        digest: row.get()?,
        prev: row.get()?,
        first: row.number()?,
        last: row.number()?,
        head_before: row.get()?,
        head: row.get()?,
        floor: row.get()?,
        received: row.get()?,
        people: row.get()?,
        state: row.name()?,
        receipt: row.number()?,
        earliest: row.get()?,
        installs: row.get()?,
    })
}
