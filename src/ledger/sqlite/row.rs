use crate::domain::IdFormError;
use crate::ledger::LedgerError;
use rusqlite::{Row, types::FromSql};
use std::str::FromStr;

/// Reader of a row's columns, one after another in the order of its column list.
pub(super) struct RowReader<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
}

impl<'r, 's> RowReader<'r, 's> {
    /// Begins at the first column.
    pub(super) fn new(row: &'r Row<'s>) -> Self {
        Self { row, next: 0 }
    }

    /// The next column's value.
    pub(super) fn get<T: FromSql>(&mut self) -> Result<T, LedgerError> {
        Ok(self.row.get(self.step())?)
    }

    /// The next column's number, which may use all 63 bits.
    pub(super) fn number(&mut self) -> Result<u64, LedgerError> {
        crate::ledger::count::unsigned(self.get()?)
    }

    /// The next column's id of a station or epoch.
    pub(super) fn id<T: FromStr<Err = IdFormError>>(&mut self) -> Result<T, LedgerError> {
        let text = self.get::<String>()?;
        text.parse().map_err(|_: IdFormError| LedgerError::Damaged("id"))
    }

    /// The next column's name of a variant.
    pub(super) fn name<T: FromStr<Err = LedgerError>>(&mut self) -> Result<T, LedgerError> {
        self.optional_name()?.ok_or(LedgerError::Damaged("value"))
    }

    /// The next column's name of a variant, or none.
    pub(super) fn optional_name<T: FromStr<Err = LedgerError>>(&mut self) -> Result<Option<T>, LedgerError> {
        let text = self.row.get_ref(self.step())?.as_str_or_null();
        text.map_err(|_| LedgerError::Damaged("value"))?.map(str::parse).transpose()
    }

    fn step(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }
}
