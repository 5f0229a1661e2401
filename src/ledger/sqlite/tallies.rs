use super::{row::RowReader, tx::SqliteTx};
use crate::ledger::{Counts, LedgerError, Scope, Tallies, TallyKey, columns::Columns};
use rusqlite::{Row, params};
use std::sync::LazyLock;

/// The key's columns, then the figures.
const COLUMNS: Columns<10> =
    Columns(["scope", "unit", "name", "day", "registered", "finished", "valid", "one_touch", "both", "app"]);
static SELECT: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {} FROM tally WHERE scope = ?1", COLUMNS.each(1, str::to_owned)));
static ADD: LazyLock<String> = LazyLock::new(|| {
    let sums = COLUMNS.each(4, |name| format!("{name} = {name} + excluded.{name}"));
    format!("{} ON CONFLICT (scope, unit, name, day) DO UPDATE SET {sums}", COLUMNS.insert_into("tally", '?'))
});

impl Tallies for SqliteTx<'_> {
    fn add_tallies(&mut self, changes: &[(TallyKey, Counts)]) -> Result<(), LedgerError> {
        self.each(&ADD, changes, |upsert, (key, change)| {
            upsert.execute(params![
                key.scope.as_str(),
                key.unit,
                key.name,
                key.day,
                change.registered,
                change.finished,
                change.valid,
                change.one_touch,
                change.both,
                change.app,
            ])?;
            Ok(())
        })
    }

    fn tallies(&mut self, scope: Scope, unit: Option<&str>) -> Result<Vec<(TallyKey, Counts)>, LedgerError> {
        let read = |row: &Row<'_>| tally_row(scope, row);
        let mut tallies = match unit {
            Some(unit) => {
                self.rows(&format!("{} AND unit = ?2 ORDER BY name, day", *SELECT), [scope.as_str(), unit], read)?
            }
            None => self.rows(&format!("{} ORDER BY unit, name, day", *SELECT), [scope.as_str()], read)?,
        };
        tallies.retain(|(_, counts)| *counts != Counts::default());
        Ok(tallies)
    }
}

fn tally_row(scope: Scope, row: &Row<'_>) -> Result<(TallyKey, Counts), LedgerError> {
    let mut row = RowReader::new(row);
    let key = TallyKey { scope, unit: row.get()?, name: row.get()?, day: row.get()? };
    let counts = Counts {
        registered: row.get()?,
        finished: row.get()?,
        valid: row.get()?,
        one_touch: row.get()?,
        both: row.get()?,
        app: row.get()?,
    };
    Ok((key, counts))
}
