use super::{row::RowReader, tx::SqliteTx};
use crate::ledger::{
    Counts, LedgerError, Scope, Tallies, TallyKey,
    columns::Columns,
    tallies::{KEY_COLUMNS, tally_columns},
};
use rusqlite::{Row, ToSql, params_from_iter};
use std::sync::LazyLock;

static COLUMNS: LazyLock<Columns<{ KEY_COLUMNS + Counts::LEN }>> = LazyLock::new(|| tally_columns(|figure| figure));
static SELECT: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {} FROM tally WHERE scope = ?1", COLUMNS.each(1, str::to_owned)));
static ADD: LazyLock<String> = LazyLock::new(|| {
    let sums = COLUMNS.each(KEY_COLUMNS, |name| format!("{name} = {name} + excluded.{name}"));
    format!("{} ON CONFLICT (scope, unit, name, day) DO UPDATE SET {sums}", COLUMNS.insert_into("tally", '?'))
});

impl Tallies for SqliteTx<'_> {
    fn add_tallies(&mut self, changes: &[(TallyKey, Counts)]) -> Result<(), LedgerError> {
        self.each(&ADD, changes, |upsert, (key, change)| {
            let (scope, figures) = (key.scope.as_str(), change.values());
            let key: [&dyn ToSql; KEY_COLUMNS] = [&scope, &key.unit, &key.name, &key.day];
            let figures = figures.iter().map(|figure| figure as &dyn ToSql);
            upsert.execute(params_from_iter(key.into_iter().chain(figures)))?;
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
    let mut figures = [0; Counts::LEN];
    for figure in &mut figures {
        *figure = row.get()?;
    }
    Ok((key, Counts::from(figures)))
}
