use super::{row::RowReader, tx::PostgresTx};
use crate::domain::AccountName;
use crate::ledger::{
    AccountRow, Accounts, LedgerError, Role,
    accounts::{COLUMNS, SELECT},
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static ADD: LazyLock<String> =
    LazyLock::new(|| COLUMNS.insert_into("account", '$') + " ON CONFLICT (name) DO NOTHING RETURNING name");
static SET: LazyLock<String> = LazyLock::new(|| {
    let insert = COLUMNS.insert_into("account", '$');
    format!("{insert} ON CONFLICT (name) DO UPDATE SET {} RETURNING name", COLUMNS.set_from("excluded", 1))
});

impl Accounts for PostgresTx<'_, '_> {
    fn account(&mut self, name: AccountName) -> Result<Option<AccountRow>, LedgerError> {
        let sql = format!("{} WHERE name = $1{}", *SELECT, self.locked(" FOR UPDATE"));
        self.link.row(&sql, &[&name.as_str()], account_row)
    }

    fn accounts(&mut self) -> Result<Vec<AccountRow>, LedgerError> {
        self.link.rows(&format!("{} ORDER BY name", *SELECT), &[], account_row)
    }

    fn add_account(&mut self, row: &AccountRow) -> Result<bool, LedgerError> {
        self.put(&ADD, row)
    }

    fn set_account(&mut self, row: &AccountRow) -> Result<(), LedgerError> {
        self.put(&SET, row).map(drop)
    }
}

impl PostgresTx<'_, '_> {
    /// Whether the statement has written the row.
    fn put(&mut self, sql: &str, row: &AccountRow) -> Result<bool, LedgerError> {
        let step = self.link.signed(row.totp_step)?;
        let unit = row.role.unit().map(crate::domain::UnitCode::as_str);
        let written = self.link.rows(
            sql,
            &[
                &row.name.as_str(),
                &row.role.as_str(),
                &unit,
                &row.password,
                &row.totp,
                &step,
                &row.made.0,
                &row.disabled.map(|at| at.0),
                &row.first_until.map(|at| at.0),
            ],
            |_| Ok(()),
        )?;
        Ok(!written.is_empty())
    }
}

fn account_row(row: &Row) -> Result<AccountRow, LedgerError> {
    let mut row = RowReader::new(row);
    let (name, role, unit): (&str, &str, Option<&str>) = (row.get()?, row.get()?, row.get()?);
    Ok(AccountRow {
        name: name.parse().map_err(|_| LedgerError::Damaged("account"))?,
        role: Role::from_columns(role, unit)?,
        password: row.get()?,
        totp: row.get()?,
        totp_step: row.number()?,
        made: row.get()?,
        disabled: row.get()?,
        first_until: row.get()?,
    })
}
