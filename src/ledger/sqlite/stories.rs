use super::{people::resident, row::RowReader, tx::SqliteTx};
use crate::{
    domain::PersonKey,
    ledger::{
        LedgerError, RecordedActor, ResidentRow, Stories, StoryFilter, StoryPlace, StoryRow, StoryState,
        stories::{SELECT, SELECT_STORIES},
    },
};
use rusqlite::{Row, params};

/// Messages of a unit, or of all.
const OF: &str = "story = 1 AND (?1 IS NULL OR unit = ?1)";

impl Stories for SqliteTx<'_> {
    fn stories(
        &mut self,
        filter: &StoryFilter<'_>,
        after: Option<&StoryPlace>,
        most: u32,
    ) -> Result<Vec<(ResidentRow, Option<StoryRow>)>, LedgerError> {
        let unit = filter.unit;
        let (is_in, order) = filter.state.list();
        let list = format!("{} WHERE {OF} AND {is_in}", *SELECT_STORIES);
        let order = format!("ORDER BY {order} LIMIT ?2");
        match after {
            None => self.rows(&format!("{list} {order}"), params![unit, most], story_of),
            Some(StoryPlace::Waiting(of, key)) => {
                let sql = format!("{list} AND (unit, key) > (?3, ?4) {order}");
                self.rows(&sql, params![unit, most, of, key.0], story_of)
            }
            Some(StoryPlace::Decided(at, digest)) => {
                let sql = format!("{list} AND decided_ms <= ?3 AND (decided_ms < ?3 OR digest > ?4) {order}");
                self.rows(&sql, params![unit, most, at, digest], story_of)
            }
        }
    }

    fn count_stories(&mut self, unit: Option<&str>) -> Result<[u64; 3], LedgerError> {
        let decided =
            format!("SELECT count(*) FROM story_decision JOIN person ON key = resident WHERE {OF} AND state = ?2");
        let mut count =
            |state: StoryState| self.row(&decided, params![unit, state.as_str()], |row| RowReader::new(row).number());
        let approved = count(StoryState::Approved)?.unwrap_or_default();
        let refused = count(StoryState::Refused)?.unwrap_or_default();
        let all = self.row(&format!("SELECT count(*) FROM person WHERE {OF}"), params![unit], |row| {
            RowReader::new(row).number()
        })?;
        Ok([all.unwrap_or_default().saturating_sub(approved + refused), approved, refused])
    }

    fn story(&mut self, resident: &PersonKey) -> Result<Option<StoryRow>, LedgerError> {
        let sql = format!("{} WHERE resident = ?1", *SELECT);
        let row = self.row(&sql, [resident.0], |row| decision(&mut RowReader::new(row)))?;
        Ok(row.flatten())
    }

    fn put_story(&mut self, row: &StoryRow) -> Result<(), LedgerError> {
        let sql = "INSERT INTO story_decision (resident, state, digest, reason, decided_ms, decided_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (resident) DO UPDATE SET state = excluded.state,
            digest = excluded.digest, reason = excluded.reason, decided_ms = excluded.decided_ms,
            decided_by = excluded.decided_by";
        let (state, reason) = (row.state.as_str(), row.reason.map(|reason| reason.as_str()));
        self.run(sql, params![row.resident.0, state, row.digest, reason, row.decided, row.decided_by.as_str()])
    }

    fn remove_stories(&mut self, residents: &[PersonKey]) -> Result<(), LedgerError> {
        self.each("DELETE FROM story_decision WHERE resident = ?1", residents, |remove, key| {
            remove.execute([key.0])?;
            Ok(())
        })
    }
}

fn story_of(row: &Row<'_>) -> Result<(ResidentRow, Option<StoryRow>), LedgerError> {
    let mut row = RowReader::new(row);
    let (person, _) = resident(&mut row, |_| Ok(()))?;
    Ok((person, decision(&mut row)?))
}

/// The next columns' decision; none where nobody has decided.
fn decision(row: &mut RowReader<'_, '_>) -> Result<Option<StoryRow>, LedgerError> {
    let Some(resident) = row.get::<Option<[u8; 32]>>()? else { return Ok(None) };
    Ok(Some(StoryRow {
        resident: PersonKey(resident),
        state: row.name()?,
        digest: row.get()?,
        reason: row.optional_name()?,
        decided: row.get()?,
        decided_by: RecordedActor::from_column(row.get()?),
    }))
}
