use crate::ledger::count::signed;
use rusqlite::{
    Error,
    types::{ToSql, ToSqlOutput},
};

/// Unsigned number as a parameter. One above `i64::MAX` fails its statement.
pub(super) struct Count(pub(super) u64);

impl ToSql for Count {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let number = signed(self.0).map_err(|fault| Error::ToSqlConversionFailure(Box::new(fault)))?;
        Ok(number.into())
    }
}
