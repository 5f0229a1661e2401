use super::{row::RowReader, tx::SqliteTx};
use crate::ledger::{
    Counts, LedgerError, Scope, Tallies, TallyKey,
    columns::Columns,
    tallies::{KEY_COLUMNS, day_sums, tally_columns},
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

    fn day_sums(&mut self, unit: Option<&str>) -> Result<Vec<(i32, Counts)>, LedgerError> {
        let mut days = match unit {
            Some(unit) => self.rows(&day_sums(&COLUMNS, " AND unit = ?1"), [unit], day_row)?,
            None => self.rows(&day_sums(&COLUMNS, ""), (), day_row)?,
        };
        days.retain(|(_, counts)| *counts != Counts::default());
        Ok(days)
    }
}

fn day_row(row: &Row<'_>) -> Result<(i32, Counts), LedgerError> {
    let mut row = RowReader::new(row);
    Ok((row.get()?, figures(&mut row)?))
}

fn tally_row(scope: Scope, row: &Row<'_>) -> Result<(TallyKey, Counts), LedgerError> {
    let mut row = RowReader::new(row);
    let key = TallyKey { scope, unit: row.get()?, name: row.get()?, day: row.get()? };
    Ok((key, figures(&mut row)?))
}

/// The next columns' figures.
fn figures(row: &mut RowReader<'_, '_>) -> Result<Counts, LedgerError> {
    let mut figures = [0; Counts::LEN];
    for figure in &mut figures {
        *figure = row.get()?;
    }
    Ok(Counts::from(figures))
}
