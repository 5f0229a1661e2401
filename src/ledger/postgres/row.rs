use crate::domain::{IdFormError, PersonKey};
use crate::ledger::{EngineFault, LedgerError, count::unsigned};
use std::str::FromStr;
use tokio_postgres::{Row, types::FromSql};

/// Keys as an array of `bytea`.
pub(super) fn key_bytes(keys: &[PersonKey]) -> Vec<&[u8]> {
    keys.iter().map(|key| key.0.as_slice()).collect()
}

/// Reader of a row's columns, one after another in the order of its column list.
pub(super) struct RowReader<'r> {
    row: &'r Row,
    next: usize,
}

impl<'r> RowReader<'r> {
    /// Begins at the first column.
    pub(super) fn new(row: &'r Row) -> Self {
        Self { row, next: 0 }
    }

    /// The next column's value.
    pub(super) fn get<T: FromSql<'r>>(&mut self) -> Result<T, LedgerError> {
        self.next += 1;
        self.row.try_get(self.next - 1).map_err(|fault| LedgerError::Value(EngineFault::new(fault)))
    }

    /// The next column's bytes, exactly so many.
    pub(super) fn bytes<const N: usize>(&mut self) -> Result<[u8; N], LedgerError> {
        self.get::<&[u8]>()?.try_into().map_err(|_| LedgerError::Damaged("value"))
    }

    /// The next column's unsigned number, of a `bigint`.
    pub(super) fn number<N: TryFrom<i64>>(&mut self) -> Result<N, LedgerError> {
        self.narrow::<i64, N>()
    }

    /// The next column's unsigned number, of a column type `C`.
    pub(super) fn narrow<C: FromSql<'r> + Into<i64>, N: TryFrom<i64>>(&mut self) -> Result<N, LedgerError> {
        unsigned(self.get::<C>()?.into())
    }

    /// As `narrow`, or none.
    pub(super) fn optional<C: FromSql<'r> + Into<i64>, N: TryFrom<i64>>(&mut self) -> Result<Option<N>, LedgerError> {
        self.get::<Option<C>>()?.map(|number| unsigned(number.into())).transpose()
    }

    /// The next column's id of a station or epoch.
    pub(super) fn id<T: FromStr<Err = IdFormError>>(&mut self) -> Result<T, LedgerError> {
        let text = self.get::<&str>()?;
        text.parse().map_err(|_: IdFormError| LedgerError::Damaged("id"))
    }

    /// The next column's name of a variant.
    pub(super) fn name<T: FromStr<Err = LedgerError>>(&mut self) -> Result<T, LedgerError> {
        self.get::<&str>()?.parse()
    }

    /// As `name`, or none.
    pub(super) fn optional_name<T: FromStr<Err = LedgerError>>(&mut self) -> Result<Option<T>, LedgerError> {
        self.get::<Option<&str>>()?.map(str::parse).transpose()
    }
}
