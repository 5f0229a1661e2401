use super::{PATIENCE, fault::Fault};
use crate::ledger::{LedgerError, at_once, count::signed};
use deadpool_postgres::{Client, Object};
use futures_util::SinkExt;
use std::{future::Future, io::Cursor, pin::pin};
use tokio::{runtime::Handle, time::timeout};
use tokio_postgres::{Error, Row, types::ToSql};

/// Value of a statement's parameter.
pub(super) type Value<'v> = &'v (dyn ToSql + Sync);

/// Connection of one transaction. Every statement goes through its methods, which keep the first failure: a transaction that had one
/// is over, even if its work ignores the error, and `COMMIT` would not report it.
pub(super) struct Link<'r> {
    runtime: &'r Handle,
    client: Option<Client>,
    fault: Option<Fault>,
    /// The staging table holds rows of this transaction.
    pub(super) is_staged: bool,
}

impl<'r> Link<'r> {
    /// Uses a connection of the pool.
    pub(super) fn new(runtime: &'r Handle, client: Client) -> Self {
        Self { runtime, client: Some(client), fault: None, is_staged: false }
    }

    /// Rows of a query.
    pub(super) fn rows<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        read: impl Fn(&Row) -> Result<T, LedgerError>,
    ) -> Result<Vec<T>, LedgerError> {
        let rows = self.query(sql, values)?;
        self.kept(rows.iter().map(read).collect())
    }

    /// The same where there may be thousands, and each has parts to be opened.
    pub(super) fn many_rows<T: Send>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        read: impl Fn(&Row) -> Result<T, LedgerError> + Sync,
    ) -> Result<Vec<T>, LedgerError> {
        let rows = self.query(sql, values)?;
        self.kept(at_once(&rows, read))
    }

    /// First row of a query, if any.
    pub(super) fn row<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnOnce(&Row) -> Result<T, LedgerError>,
    ) -> Result<Option<T>, LedgerError> {
        let rows = self.query(sql, values)?;
        self.kept(rows.first().map(read).transpose())
    }

    fn query(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, LedgerError> {
        self.wait(async |client| {
            let statement = client.prepare_cached(sql).await?;
            client.query(&statement, values).await
        })
    }

    /// Runs a statement.
    pub(super) fn run(&mut self, sql: &str, values: &[Value<'_>]) -> Result<(), LedgerError> {
        self.wait(async |client| {
            let statement = client.prepare_cached(sql).await?;
            client.execute(&statement, values).await.map(drop)
        })
    }

    /// Runs statements without parameters.
    pub(super) fn batch(&mut self, sql: &str) -> Result<(), LedgerError> {
        self.wait(async |client| client.batch_execute(sql).await)
    }

    /// Sends rows by COPY, all at once: in small pieces each would wait for the thread that drives the connection.
    pub(super) fn copy(&mut self, sql: &str, rows: Vec<u8>) -> Result<(), LedgerError> {
        self.wait(async |client| {
            let statement = client.prepare_cached(sql).await?;
            let mut sink = pin!(client.copy_in(&statement).await?);
            sink.send(Cursor::new(rows)).await?;
            sink.finish().await.map(drop)
        })
    }

    /// Passes a result on and keeps its error, which no statement reported.
    pub(super) fn kept<T>(&mut self, done: Result<T, LedgerError>) -> Result<T, LedgerError> {
        if let Err(why) = &done {
            self.fault.get_or_insert_with(|| Fault::of_work(why.clone()));
        }
        done
    }

    /// Unsigned number for a column of `bigint`.
    pub(super) fn signed(&mut self, number: u64) -> Result<i64, LedgerError> {
        self.kept(signed(number))
    }

    /// Takes the first failure so far.
    pub(super) fn fault(&mut self) -> Option<Fault> {
        self.fault.take()
    }

    /// Gives the connection back to its pool, clean.
    pub(super) fn give_back(mut self) {
        drop(self.client.take());
    }

    fn wait<T>(&mut self, ask: impl AsyncFnOnce(&Client) -> Result<T, Error>) -> Result<T, LedgerError> {
        let Some(client) = &self.client else { return Err(LedgerError::Unavailable("no connection".into())) };
        within(self.runtime, ask(client)).map_err(|fault| {
            let why = fault.why.clone();
            self.fault.get_or_insert(fault);
            why
        })
    }
}

/// Waits for the database, not for ever.
fn within<T>(runtime: &Handle, answer: impl Future<Output = Result<T, Error>>) -> Result<T, Fault> {
    match runtime.block_on(async { timeout(PATIENCE, answer).await }) {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(Fault::timeout()),
    }
}

/// Left in the middle: the connection is closed, and the database rolls back what was not committed.
impl Drop for Link<'_> {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            let _entered = self.runtime.enter();
            drop(Object::take(client));
        }
    }
}
