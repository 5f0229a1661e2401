use super::{
    people::resident,
    row::{RowReader, key_bytes},
    tx::PostgresTx,
};
use crate::{
    crypto::Secret,
    domain::{Moment, PersonKey},
    ledger::{
        LedgerError, RecordedActor, ResidentRow, Stories, StoryFilter, StoryPlace, StoryRow,
        stories::{SELECT, SELECT_STORIES},
    },
};
use tokio_postgres::Row;

/// Messages of a unit, or of all.
const OF: &str = "story AND ($1::text IS NULL OR unit = $1)";

impl Stories for PostgresTx<'_, '_> {
    fn stories(
        &mut self,
        filter: &StoryFilter<'_>,
        after: Option<&StoryPlace>,
        most: u32,
    ) -> Result<Vec<(ResidentRow, Option<StoryRow>)>, LedgerError> {
        let (unit, seal) = (filter.unit, self.seal);
        let (most, each) = (i64::from(most), |row: &Row| story_of(row, seal));
        let (is_in, order) = filter.state.list();
        let list = format!("{} WHERE {OF} AND {is_in}", *SELECT_STORIES);
        let order = format!("ORDER BY {order} LIMIT $2");
        match after {
            None => self.link.rows(&format!("{list} {order}"), &[&unit, &most], each),
            Some(StoryPlace::Waiting(of, key)) => {
                let sql = format!("{list} AND (unit, key) > ($3, $4) {order}");
                self.link.rows(&sql, &[&unit, &most, &of, &key.0.as_slice()], each)
            }
            Some(StoryPlace::Decided(at, digest)) => {
                let sql = format!("{list} AND decided_ms <= $3 AND (decided_ms < $3 OR digest > $4) {order}");
                self.link.rows(&sql, &[&unit, &most, &at.0, &digest.as_slice()], each)
            }
        }
    }

    fn count_stories(&mut self, unit: Option<&str>) -> Result<[u64; 3], LedgerError> {
        let decided = format!(
            "SELECT count(*) FILTER (WHERE state = 'approved'), count(*) FILTER (WHERE state = 'refused')
            FROM story_decision JOIN person ON key = resident WHERE {OF}"
        );
        let found = self.link.row(&decided, &[&unit], |row| {
            let mut row = RowReader::new(row);
            Ok([row.number::<u64>()?, row.number::<u64>()?])
        })?;
        let [approved, refused] = found.unwrap_or_default();
        let sql = format!("SELECT count(*) FROM person WHERE {OF}");
        let all = self.link.row(&sql, &[&unit], |row| RowReader::new(row).number::<u64>())?;
        Ok([all.unwrap_or_default().saturating_sub(approved + refused), approved, refused])
    }

    fn story(&mut self, resident: &PersonKey) -> Result<Option<StoryRow>, LedgerError> {
        let sql = format!("{} WHERE resident = $1{}", *SELECT, self.locked(" FOR UPDATE"));
        let row = self.link.row(&sql, &[&resident.0.as_slice()], |row| decision(&mut RowReader::new(row)))?;
        Ok(row.flatten())
    }

    fn put_story(&mut self, row: &StoryRow) -> Result<(), LedgerError> {
        let sql = "INSERT INTO story_decision (resident, state, digest, reason, decided_ms, decided_by)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (resident) DO UPDATE SET state = excluded.state,
            digest = excluded.digest, reason = excluded.reason, decided_ms = excluded.decided_ms,
            decided_by = excluded.decided_by";
        let (state, reason) = (row.state.as_str(), row.reason.map(|reason| reason.as_str()));
        let (resident, digest) = (row.resident.0.as_slice(), row.digest.as_slice());
        let by = row.decided_by.as_str();
        self.link.run(sql, &[&resident, &state, &digest, &reason, &row.decided.0, &by])
    }

    fn remove_stories(&mut self, residents: &[PersonKey]) -> Result<(), LedgerError> {
        self.link.run("DELETE FROM story_decision WHERE resident = ANY($1)", &[&key_bytes(residents)])
    }
}

fn story_of(row: &Row, seal: &Secret<32>) -> Result<(ResidentRow, Option<StoryRow>), LedgerError> {
    let mut row = RowReader::new(row);
    let (person, _) = resident(&mut row, seal, |_, _| Ok(()))?;
    Ok((person, decision(&mut row)?))
}

/// The next columns' decision; none where nobody has decided.
fn decision(row: &mut RowReader<'_>) -> Result<Option<StoryRow>, LedgerError> {
    let Some(resident) = row.get::<Option<&[u8]>>()? else { return Ok(None) };
    Ok(Some(StoryRow {
        resident: PersonKey(resident.try_into().map_err(|_| LedgerError::Damaged("value"))?),
        state: row.name()?,
        digest: row.bytes()?,
        reason: row.optional_name()?,
        decided: Moment(row.get()?),
        decided_by: RecordedActor::from_column(row.get()?),
    }))
}
