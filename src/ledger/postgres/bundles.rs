use super::{link::Value, row::RowReader, tx::PostgresTx};
use crate::{
    domain::{EpochId, Moment, StationId},
    ledger::{
        BundleRow, BundleState, Bundles, GapRow, LedgerError,
        bundles::{COLUMNS, GAPS, SELECT, WAITING, installs_where},
    },
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static INSERT: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("bundle", '$') + " RETURNING id");

impl Bundles for PostgresTx<'_, '_> {
    fn bundles(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<BundleRow>, LedgerError> {
        let sql = format!("{} WHERE kiosk = $1 AND epoch = $2 ORDER BY seq, digest", *SELECT);
        self.link.rows(&sql, &[&station.as_str(), &epoch.as_str()], bundle_row)
    }

    fn newest_bundles(&mut self, most: u32) -> Result<Vec<BundleRow>, LedgerError> {
        let sql = format!("{} ORDER BY received_ms DESC, id DESC LIMIT $1", *SELECT);
        self.link.rows(&sql, &[&i64::from(most)], bundle_row)
    }

    fn bundles_since(&mut self, since: Moment, most: u32) -> Result<Vec<BundleRow>, LedgerError> {
        let sql = format!("{} WHERE received_ms >= $1 ORDER BY received_ms, id LIMIT $2", *SELECT);
        self.link.rows(&sql, &[&since.0, &i64::from(most)], bundle_row)
    }

    fn count_bundles_since(&mut self, since: Moment) -> Result<u64, LedgerError> {
        let sql = "SELECT count(*) FROM bundle WHERE received_ms >= $1";
        Ok(self.link.row(sql, &[&since.0], |row| RowReader::new(row).number())?.unwrap_or_default())
    }

    fn gaps(&mut self) -> Result<Vec<GapRow>, LedgerError> {
        self.link.rows(GAPS, &[], |row| {
            let mut row = RowReader::new(row);
            Ok(GapRow { station: row.id()?, epoch: row.id()?, first: row.number()?, last: row.number()? })
        })
    }

    fn bundle_states(&mut self) -> Result<Vec<(BundleState, u64)>, LedgerError> {
        let mut states = self.link.rows("SELECT state, count(*) FROM bundle GROUP BY state", &[], |row| {
            let mut row = RowReader::new(row);
            Ok((row.name::<BundleState>()?, row.number()?))
        })?;
        states.sort_unstable();
        Ok(states)
    }

    fn waiting_by_station(&mut self) -> Result<Vec<(StationId, u64)>, LedgerError> {
        self.link.rows(WAITING, &[], |row| {
            let mut row = RowReader::new(row);
            Ok((row.id()?, row.number()?))
        })
    }

    fn bundles_by_id(&mut self, ids: &[i64]) -> Result<Vec<BundleRow>, LedgerError> {
        self.link.rows(&format!("{} WHERE id = ANY($1)", *SELECT), &[&ids], bundle_row)
    }

    fn add_bundle(&mut self, row: &BundleRow, bytes: &[u8]) -> Result<i64, LedgerError> {
        let (first, last) = (self.link.signed(row.first)?, self.link.signed(row.last)?);
        let receipt = self.link.signed(row.receipt)?;
        let values: [Value<'_>; 16] = [
            &row.station.as_str(),
            &row.epoch.as_str(),
            &i64::from(row.seq),
            &row.digest.as_slice(),
            &row.prev.as_slice(),
            &first,
            &last,
            &row.head_before.as_slice(),
            &row.head.as_slice(),
            &row.floor.0,
            &row.received.0,
            &i64::from(row.people),
            &row.state.as_str(),
            &receipt,
            &row.earliest.0,
            &i64::from(row.installs),
        ];
        let id = self.link.row(&INSERT, &values, |row| RowReader::new(row).get::<i64>())?;
        let id = self.link.kept(id.ok_or(LedgerError::Damaged("bundle")))?;
        self.link.run("INSERT INTO bundle_file (id, bytes) VALUES ($1, $2)", &[&id, &bytes])?;
        Ok(id)
    }

    fn set_bundle_state(&mut self, id: i64, state: BundleState) -> Result<(), LedgerError> {
        self.link.run("UPDATE bundle SET state = $2 WHERE id = $1", &[&id, &state.as_str()])
    }

    fn set_installs(&mut self, id: i64, installs: u32) -> Result<(), LedgerError> {
        self.link.run("UPDATE bundle SET installs = $2 WHERE id = $1", &[&id, &i64::from(installs)])
    }

    fn installs(&mut self, unit: Option<&str>) -> Result<Vec<(String, u64)>, LedgerError> {
        let each = |row: &Row| {
            let mut row = RowReader::new(row);
            Ok((row.get()?, row.number()?))
        };
        match unit {
            None => self.link.rows(&installs_where(""), &[], each),
            Some(unit) => self.link.rows(&installs_where("AND commune = $1"), &[&unit], each),
        }
    }

    fn bundle_ids(&mut self, after: i64, most: u32) -> Result<Vec<i64>, LedgerError> {
        let sql = "SELECT id FROM bundle WHERE id > $1 ORDER BY id LIMIT $2";
        self.link.rows(sql, &[&after, &i64::from(most)], |row| RowReader::new(row).get())
    }

    fn received_bytes(&mut self, station: &StationId, since: Moment) -> Result<u64, LedgerError> {
        // The length of what is stored uncompressed is known without reading it.
        let sql = "SELECT coalesce(sum(octet_length(bytes)), 0)::bigint FROM bundle JOIN bundle_file USING (id)
          WHERE kiosk = $1 AND received_ms > $2";
        let bytes = self.link.row(sql, &[&station.as_str(), &since.0], |row| RowReader::new(row).number())?;
        Ok(bytes.unwrap_or_default())
    }

    fn bundle_bytes(&mut self, id: i64) -> Result<Option<Vec<u8>>, LedgerError> {
        self.link.row("SELECT bytes FROM bundle_file WHERE id = $1", &[&id], |row| RowReader::new(row).get())
    }
}

fn bundle_row(row: &Row) -> Result<BundleRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(BundleRow {
        id: row.get()?,
        station: row.id()?,
        epoch: row.id()?,
        seq: row.number()?,
        digest: row.bytes()?,
        prev: row.bytes()?,
        first: row.number()?,
        last: row.number()?,
        head_before: row.bytes()?,
        head: row.bytes()?,
        floor: row.get()?,
        received: row.get()?,
        people: row.number()?,
        state: row.name()?,
        receipt: row.number()?,
        earliest: row.get()?,
        installs: row.number()?,
    })
}
