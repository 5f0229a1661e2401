use crate::ledger::{Counts, LedgerError, Scope, TallyKey, word::Word};
use rusqlite::{Connection, Row, params};

const TALLY: &str = "SELECT unit, name, day, registered, finished, valid, one_touch, both, app FROM tally";

pub(super) fn add(db: &Connection, changes: &[(TallyKey, Counts)]) -> Result<(), LedgerError> {
    let sql = "INSERT INTO tally (scope, unit, name, day, registered, finished, valid, one_touch, both, app)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      ON CONFLICT (scope, unit, name, day) DO UPDATE SET registered = registered + excluded.registered,
        finished = finished + excluded.finished, valid = valid + excluded.valid, one_touch = one_touch + excluded.one_touch,
        both = both + excluded.both, app = app + excluded.app";
    let mut upsert = db.prepare_cached(sql)?;
    for (key, change) in changes {
        upsert.execute(params![
            key.scope.word(),
            key.unit,
            key.name,
            key.day,
            change.registered,
            change.finished,
            change.valid,
            change.one_touch,
            change.both,
            change.app
        ])?;
    }
    Ok(())
}

pub(super) fn of_scope(
    db: &Connection,
    scope: Scope,
    unit: Option<&str>,
) -> Result<Vec<(TallyKey, Counts)>, LedgerError> {
    let read = |row: &Row<'_>| tally_row(scope, row);
    let sums: Result<Vec<_>, LedgerError> = match unit {
        Some(unit) => {
            let sql = format!("{TALLY} WHERE scope = ?1 AND unit = ?2 ORDER BY name, day");
            db.prepare_cached(&sql)?.query_and_then([scope.word(), unit], read)?.collect()
        }
        None => {
            let sql = format!("{TALLY} WHERE scope = ?1 ORDER BY unit, name, day");
            db.prepare_cached(&sql)?.query_and_then([scope.word()], read)?.collect()
        }
    };
    let mut sums = sums?;
    sums.retain(|(_, counts)| *counts != Counts::default());
    Ok(sums)
}

fn tally_row(scope: Scope, row: &Row<'_>) -> Result<(TallyKey, Counts), LedgerError> {
    let key = TallyKey { scope, unit: row.get(0)?, name: row.get(1)?, day: row.get(2)? };
    let counts = Counts {
        registered: row.get(3)?,
        finished: row.get(4)?,
        valid: row.get(5)?,
        one_touch: row.get(6)?,
        both: row.get(7)?,
        app: row.get(8)?,
    };
    Ok((key, counts))
}
