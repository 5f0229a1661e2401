use super::{row::RowReader, tx::PostgresTx};
use crate::{
    domain::{Moment, UnitCode},
    ledger::{
        LedgerError, TokenRow, Tokens,
        tokens::{COLUMNS, SELECT, scopes},
    },
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static ADD: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("token", '$') + " RETURNING id");

impl Tokens for PostgresTx<'_, '_> {
    fn add_token(&mut self, row: &TokenRow) -> Result<i64, LedgerError> {
        let (digest, scopes) = (row.digest.as_slice(), row.scopes_column());
        let unit = row.unit.as_ref().map(UnitCode::as_str);
        let (ended, used) = (row.ended.map(|at| at.0), row.used.map(|at| at.0));
        let values: [super::link::Value<'_>; 9] =
            [&row.name, &digest, &scopes, &unit, &row.made.0, &row.made_by.as_str(), &row.until.0, &ended, &used];
        self.link.row(&ADD, &values, |row| RowReader::new(row).get())?.ok_or(LedgerError::Damaged("token"))
    }

    fn token_of(&mut self, digest: &[u8; 32]) -> Result<Option<TokenRow>, LedgerError> {
        self.link.row(&format!("{} WHERE digest = $1", *SELECT), &[&digest.as_slice()], token_row)
    }

    fn token(&mut self, id: i64) -> Result<Option<TokenRow>, LedgerError> {
        let sql = format!("{} WHERE id = $1{}", *SELECT, self.locked(" FOR UPDATE"));
        self.link.row(&sql, &[&id], token_row)
    }

    fn tokens(&mut self) -> Result<Vec<TokenRow>, LedgerError> {
        self.link.rows(&format!("{} ORDER BY id DESC", *SELECT), &[], token_row)
    }

    fn end_token(&mut self, id: i64, at: Moment) -> Result<(), LedgerError> {
        self.link.run("UPDATE token SET ended_ms = $2 WHERE id = $1 AND ended_ms IS NULL", &[&id, &at.0])
    }

    fn use_token(&mut self, id: i64, at: Moment) -> Result<(), LedgerError> {
        self.link.run("UPDATE token SET used_ms = $2 WHERE id = $1", &[&id, &at.0])
    }
}

fn token_row(row: &Row) -> Result<TokenRow, LedgerError> {
    let mut row = RowReader::new(row);
    let (id, name, digest) = (row.get()?, row.get()?, row.bytes()?);
    let (scopes, unit) = (scopes(row.get::<&str>()?)?, row.get::<Option<&str>>()?);
    let unit = unit.map(|unit| UnitCode::parse(unit).ok_or(LedgerError::Damaged("unit"))).transpose()?;
    let made = row.get()?;
    let made_by = row.get::<&str>()?.parse().map_err(|_| LedgerError::Damaged("account"))?;
    let (until, ended, used) = (row.get()?, row.get()?, row.get()?);
    Ok(TokenRow { id, name, digest, scopes, unit, made, made_by, until, ended, used })
}
