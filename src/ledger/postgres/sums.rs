use super::{link::Link, tx::get};
use crate::ledger::{Counts, LedgerError, Scope, TallyKey, word::Word};
use std::collections::BTreeMap;
use tokio_postgres::Row;

const TALLY: &str = "SELECT unit, name, day, registered, finished, valid, one_touch, both_ways, app FROM tally";

pub(super) fn add(link: &mut Link<'_>, changes: &[(TallyKey, Counts)]) -> Result<(), LedgerError> {
    // In order of their keys, and each once: two who change the same sums meet at the first of them.
    let mut sums: BTreeMap<&TallyKey, Counts> = BTreeMap::new();
    for (key, change) in changes {
        let sum = sums.entry(key).or_default();
        sum.registered += change.registered;
        sum.finished += change.finished;
        sum.valid += change.valid;
        sum.one_touch += change.one_touch;
        sum.both += change.both;
        sum.app += change.app;
    }
    sums.retain(|_, change| *change != Counts::default());
    if sums.is_empty() {
        return Ok(());
    }
    let column = |pick: fn(&Counts) -> i64| sums.values().map(pick).collect::<Vec<i64>>();
    let scopes: Vec<&str> = sums.keys().map(|key| key.scope.word()).collect();
    let units: Vec<&str> = sums.keys().map(|key| key.unit.as_str()).collect();
    let names: Vec<&str> = sums.keys().map(|key| key.name.as_str()).collect();
    let days: Vec<i32> = sums.keys().map(|key| key.day).collect();
    let sql = "INSERT INTO tally (scope, unit, name, day, registered, finished, valid, one_touch, both_ways, app)
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int4[], $5::int8[], $6::int8[], $7::int8[], $8::int8[],
        $9::int8[], $10::int8[])
      ON CONFLICT (scope, unit, name, day) DO UPDATE SET registered = tally.registered + excluded.registered,
        finished = tally.finished + excluded.finished, valid = tally.valid + excluded.valid,
        one_touch = tally.one_touch + excluded.one_touch, both_ways = tally.both_ways + excluded.both_ways,
        app = tally.app + excluded.app";
    link.run(
        sql,
        &[
            &scopes,
            &units,
            &names,
            &days,
            &column(|counts| counts.registered),
            &column(|counts| counts.finished),
            &column(|counts| counts.valid),
            &column(|counts| counts.one_touch),
            &column(|counts| counts.both),
            &column(|counts| counts.app),
        ],
    )?;
    Ok(())
}

pub(super) fn of_scope(
    link: &mut Link<'_>,
    scope: Scope,
    unit: Option<&str>,
) -> Result<Vec<(TallyKey, Counts)>, LedgerError> {
    let rows = match unit {
        Some(unit) => {
            let sql = format!("{TALLY} WHERE scope = $1 AND unit = $2 ORDER BY name, day");
            link.rows(&sql, &[&scope.word(), &unit])?
        }
        None => link.rows(&format!("{TALLY} WHERE scope = $1 ORDER BY unit, name, day"), &[&scope.word()])?,
    };
    let mut sums = rows.iter().map(|row| tally_row(scope, row)).collect::<Result<Vec<_>, _>>()?;
    sums.retain(|(_, counts)| *counts != Counts::default());
    Ok(sums)
}

fn tally_row(scope: Scope, row: &Row) -> Result<(TallyKey, Counts), LedgerError> {
    let key = TallyKey { scope, unit: get(row, 0)?, name: get(row, 1)?, day: get(row, 2)? };
    let counts = Counts {
        registered: get(row, 3)?,
        finished: get(row, 4)?,
        valid: get(row, 5)?,
        one_touch: get(row, 6)?,
        both: get(row, 7)?,
        app: get(row, 8)?,
    };
    Ok((key, counts))
}
