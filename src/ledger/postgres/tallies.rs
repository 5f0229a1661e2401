use super::{row::RowReader, tx::PostgresTx};
use crate::ledger::{Counts, LedgerError, Scope, Tallies, TallyKey, columns::Columns};
use std::{collections::BTreeMap, sync::LazyLock};
use tokio_postgres::Row;

/// The key's columns, then the figures.
const COLUMNS: Columns<10> =
    Columns(["scope", "unit", "name", "day", "registered", "finished", "valid", "one_touch", "both_ways", "app"]);
static SELECT: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {} FROM tally WHERE scope = $1", COLUMNS.each(1, str::to_owned)));
static ADD: LazyLock<String> = LazyLock::new(|| {
    let sums = COLUMNS.each(4, |name| format!("{name} = tally.{name} + excluded.{name}"));
    format!(
        "INSERT INTO tally ({}) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int4[], $5::int8[], $6::int8[],
          $7::int8[], $8::int8[], $9::int8[], $10::int8[])
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
        let figures = |pick: fn(&Counts) -> i64| tallies.values().map(pick).collect::<Vec<i64>>();
        let scopes: Vec<&str> = tallies.keys().map(|key| key.scope.as_str()).collect();
        let units: Vec<&str> = tallies.keys().map(|key| key.unit.as_str()).collect();
        let names: Vec<&str> = tallies.keys().map(|key| key.name.as_str()).collect();
        let days: Vec<i32> = tallies.keys().map(|key| key.day).collect();
        self.link.run(
            &ADD,
            &[
                &scopes,
                &units,
                &names,
                &days,
                &figures(|counts| counts.registered),
                &figures(|counts| counts.finished),
                &figures(|counts| counts.valid),
                &figures(|counts| counts.one_touch),
                &figures(|counts| counts.both),
                &figures(|counts| counts.app),
            ],
        )
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
}

fn tally_row(scope: Scope, row: &Row) -> Result<(TallyKey, Counts), LedgerError> {
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
