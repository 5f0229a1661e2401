use crate::ledger::{LedgerError, Tx};
use rusqlite::{CachedStatement, Connection, Params, Row};

/// Transaction of the embedded ledger. Every statement goes through its methods, which keep the first error: the transaction is over
/// then, even if its work ignores the error. PostgreSQL allows nothing else. Only one connection writes, so that nothing is locked.
pub(super) struct SqliteTx<'c> {
    db: &'c Connection,
    fault: Option<LedgerError>,
}

impl Tx for SqliteTx<'_> {}

impl<'c> SqliteTx<'c> {
    /// Queries within the transaction that `db` has open.
    pub(super) fn new(db: &'c Connection) -> Self {
        Self { db, fault: None }
    }

    /// Ends the queries. Returns the first error, if a statement failed.
    pub(super) fn fault(self) -> Option<LedgerError> {
        self.fault
    }

    /// Rows of a query.
    pub(super) fn rows<T>(
        &mut self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> Result<T, LedgerError>,
    ) -> Result<Vec<T>, LedgerError> {
        self.prepared(sql, |statement| statement.query_and_then(values, read)?.collect())
    }

    /// First row of a query, if any.
    pub(super) fn row<T>(
        &mut self,
        sql: &str,
        values: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T, LedgerError>,
    ) -> Result<Option<T>, LedgerError> {
        self.prepared(sql, |statement| {
            let mut rows = statement.query(values)?;
            rows.next()?.map(read).transpose()
        })
    }

    /// Runs a statement.
    pub(super) fn run(&mut self, sql: &str, values: impl Params) -> Result<(), LedgerError> {
        self.prepared(sql, |statement| Ok(statement.execute(values).map(drop)?))
    }

    /// Inserts a row and returns its id.
    pub(super) fn insert(&mut self, sql: &str, values: impl Params) -> Result<i64, LedgerError> {
        self.prepared(sql, |statement| Ok(statement.insert(values)?))
    }

    /// Runs a statement once an item, prepared once.
    pub(super) fn each<I>(
        &mut self,
        sql: &str,
        items: impl IntoIterator<Item = I>,
        mut run: impl FnMut(&mut CachedStatement<'_>, I) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        self.prepared(sql, |statement| items.into_iter().try_for_each(|item| run(statement, item)))
    }

    fn prepared<T>(
        &mut self,
        sql: &str,
        work: impl FnOnce(&mut CachedStatement<'_>) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        let statement = self.db.prepare_cached(sql).map_err(LedgerError::from);
        let done = statement.and_then(|mut statement| work(&mut statement));
        if let (Err(fault), None) = (&done, &self.fault) {
            self.fault = Some(fault.clone());
        }
        done
    }
}
