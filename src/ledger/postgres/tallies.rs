use super::{link::Value, row::RowReader, tx::PostgresTx};
use crate::ledger::{
    Counts, LedgerError, Scope, Tallies, TallyKey,
    columns::Columns,
    tallies::{KEY_COLUMNS, day_sums, tally_columns},
};
use std::{collections::BTreeMap, sync::LazyLock};
use tokio_postgres::Row;

static COLUMNS: LazyLock<Columns<{ KEY_COLUMNS + Counts::LEN }>> = LazyLock::new(|| {
    tally_columns(|figure| match figure {
        "both" => "both_ways", // BOTH is a reserved word here
        other => other,
    })
});
static SELECT: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {} FROM tally WHERE scope = $1", COLUMNS.each(1, str::to_owned)));
static ADD: LazyLock<String> = LazyLock::new(|| {
    let sums = COLUMNS.each(KEY_COLUMNS, |name| format!("{name} = tally.{name} + excluded.{name}"));
    let figures: String = (1..=Counts::LEN).map(|at| format!(", ${}::int8[]", KEY_COLUMNS + at)).collect();
    format!(
        "INSERT INTO tally ({}) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int4[]{figures})
        ON CONFLICT (scope, unit, name, day) DO UPDATE SET {sums}",
        COLUMNS.list()
    )
});

impl Tallies for PostgresTx<'_, '_> {
    fn add_tallies(&mut self, changes: &[(TallyKey, Counts)]) -> Result<(), LedgerError> {
        // In order of their keys, and each once: two transactions that change the same tallies meet at the first of them.
        let mut tallies: BTreeMap<&TallyKey, Counts> = BTreeMap::new();
        for (key, change) in changes {
            *tallies.entry(key).or_default() += *change;
        }
        tallies.retain(|_, change| *change != Counts::default());
        if tallies.is_empty() {
            return Ok(());
        }
        let scopes: Vec<&str> = tallies.keys().map(|key| key.scope.as_str()).collect();
        let units: Vec<&str> = tallies.keys().map(|key| key.unit.as_str()).collect();
        let names: Vec<&str> = tallies.keys().map(|key| key.name.as_str()).collect();
        let days: Vec<i32> = tallies.keys().map(|key| key.day).collect();
        let mut figures: [Vec<i64>; Counts::LEN] = Default::default();
        for counts in tallies.values() {
            figures.iter_mut().zip(counts.values()).for_each(|(column, figure)| column.push(figure));
        }
        let key: [Value<'_>; KEY_COLUMNS] = [&scopes, &units, &names, &days];
        let figures = figures.iter().map(|column| column as Value<'_>);
        self.link.run(&ADD, &key.into_iter().chain(figures).collect::<Vec<_>>())
    }

    fn tallies(&mut self, scope: Scope, unit: Option<&str>) -> Result<Vec<(TallyKey, Counts)>, LedgerError> {
        let read = |row: &Row| tally_row(scope, row);
        let mut tallies = match unit {
            Some(unit) => {
                let sql = format!("{} AND unit = $2 ORDER BY name, day", *SELECT);
                self.link.rows(&sql, &[&scope.as_str(), &unit], read)?
            }
            None => self.link.rows(&format!("{} ORDER BY unit, name, day", *SELECT), &[&scope.as_str()], read)?,
        };
        tallies.retain(|(_, counts)| *counts != Counts::default());
        Ok(tallies)
    }

    fn day_sums(&mut self, unit: Option<&str>) -> Result<Vec<(i32, Counts)>, LedgerError> {
        let mut days = match unit {
            Some(unit) => self.link.rows(&day_sums(&COLUMNS, " AND unit = $1"), &[&unit], day_row)?,
            None => self.link.rows(&day_sums(&COLUMNS, ""), &[], day_row)?,
        };
        days.retain(|(_, counts)| *counts != Counts::default());
        Ok(days)
    }
}

fn day_row(row: &Row) -> Result<(i32, Counts), LedgerError> {
    let mut row = RowReader::new(row);
    Ok((row.get()?, figures(&mut row)?))
}

fn tally_row(scope: Scope, row: &Row) -> Result<(TallyKey, Counts), LedgerError> {
    let mut row = RowReader::new(row);
    let key = TallyKey { scope, unit: row.get()?, name: row.get()?, day: row.get()? };
    Ok((key, figures(&mut row)?))
}

/// The next columns' figures.
fn figures(row: &mut RowReader<'_>) -> Result<Counts, LedgerError> {
    let mut figures = [0; Counts::LEN];
    for figure in &mut figures {
        *figure = row.get()?;
    }
    Ok(Counts::from(figures))
}
