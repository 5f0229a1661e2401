use super::{row::RowReader, tx::SqliteTx};
use crate::{
    domain::{Moment, UnitCode},
    ledger::{
        LedgerError, TokenRow, Tokens,
        tokens::{COLUMNS, SELECT, scopes},
    },
};
use rusqlite::{Row, params};
use std::sync::LazyLock;

static ADD: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("token", '?'));

impl Tokens for SqliteTx<'_> {
    fn add_token(&mut self, row: &TokenRow) -> Result<i64, LedgerError> {
        let values = params![
            row.name,
            row.digest,
            row.scopes_column(),
            row.unit.as_ref().map(UnitCode::as_str),
            row.made,
            row.made_by.as_str(),
            row.until,
            row.ended,
            row.used,
        ];
        self.insert(&ADD, values)
    }

    fn token_of(&mut self, digest: &[u8; 32]) -> Result<Option<TokenRow>, LedgerError> {
        self.row(&format!("{} WHERE digest = ?1", *SELECT), [digest], token_row)
    }

    fn token(&mut self, id: i64) -> Result<Option<TokenRow>, LedgerError> {
        self.row(&format!("{} WHERE id = ?1", *SELECT), [id], token_row)
    }

    fn tokens(&mut self) -> Result<Vec<TokenRow>, LedgerError> {
        self.rows(&format!("{} ORDER BY id DESC", *SELECT), (), token_row)
    }

    fn end_token(&mut self, id: i64, at: Moment) -> Result<(), LedgerError> {
        self.run("UPDATE token SET ended_ms = ?2 WHERE id = ?1 AND ended_ms IS NULL", params![id, at])
    }

    fn use_token(&mut self, id: i64, at: Moment) -> Result<(), LedgerError> {
        self.run("UPDATE token SET used_ms = ?2 WHERE id = ?1", params![id, at])
    }
}

fn token_row(row: &Row<'_>) -> Result<TokenRow, LedgerError> {
    let mut row = RowReader::new(row);
    let (id, name, digest) = (row.get()?, row.get()?, row.get()?);
    let (scopes, unit) = (scopes(&row.get::<String>()?)?, row.get::<Option<String>>()?);
    let unit = unit.map(|unit| UnitCode::parse(&unit).ok_or(LedgerError::Damaged("unit"))).transpose()?;
    let made = row.get()?;
    let made_by = row.get::<String>()?.parse().map_err(|_| LedgerError::Damaged("account"))?;
    let (until, ended, used) = (row.get()?, row.get()?, row.get()?);
    Ok(TokenRow { id, name, digest, scopes, unit, made, made_by, until, ended, used })
}
