use super::{count::Count, row::RowReader, tx::SqliteTx};
use crate::domain::AccountName;
use crate::ledger::{
    AccountRow, Accounts, LedgerError, Role,
    accounts::{COLUMNS, SELECT},
};
use rusqlite::{Row, ToSql, params};
use std::sync::LazyLock;

static ADD: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("account", '?') + " ON CONFLICT (name) DO NOTHING");
static SET: LazyLock<String> = LazyLock::new(|| {
    let insert = COLUMNS.insert_into("account", '?');
    format!("{insert} ON CONFLICT (name) DO UPDATE SET {}", COLUMNS.set_from("excluded", 1))
});

impl Accounts for SqliteTx<'_> {
    fn account(&mut self, name: AccountName) -> Result<Option<AccountRow>, LedgerError> {
        self.row(&format!("{} WHERE name = ?1", *SELECT), [name.as_str()], account_row)
    }

    fn accounts(&mut self) -> Result<Vec<AccountRow>, LedgerError> {
        self.rows(&format!("{} ORDER BY name", *SELECT), (), account_row)
    }

    fn add_account(&mut self, row: &AccountRow) -> Result<bool, LedgerError> {
        let known = self.account(row.name)?.is_some();
        self.put(&ADD, row)?;
        Ok(!known)
    }

    fn set_account(&mut self, row: &AccountRow) -> Result<(), LedgerError> {
        self.put(&SET, row)
    }
}

impl SqliteTx<'_> {
    fn put(&mut self, sql: &str, row: &AccountRow) -> Result<(), LedgerError> {
        let unit = row.role.unit().map(crate::domain::UnitCode::as_str);
        let step = Count(row.totp_step);
        let values: &[&dyn ToSql] = params![
            row.name.as_str(),
            row.role.as_str(),
            unit,
            row.password,
            row.totp,
            step,
            row.made,
            row.disabled,
            row.first_until
        ];
        self.run(sql, values)
    }
}

fn account_row(row: &Row<'_>) -> Result<AccountRow, LedgerError> {
    let mut row = RowReader::new(row);
    let (name, role, unit): (String, String, Option<String>) = (row.get()?, row.get()?, row.get()?);
    Ok(AccountRow {
        name: name.parse().map_err(|_| LedgerError::Damaged("account"))?,
        role: Role::from_columns(&role, unit.as_deref())?,
        password: row.get()?,
        totp: row.get()?,
        totp_step: row.number()?,
        made: row.get()?,
        disabled: row.get()?,
        first_until: row.get()?,
    })
}
