use super::{PATIENCE, fault::Fault};
use crate::ledger::LedgerError;
use deadpool_postgres::{Client, Object};
use futures_util::SinkExt;
use std::{future::Future, io::Cursor, pin::pin};
use tokio::{runtime::Handle, time::timeout};
use tokio_postgres::{Error, Row, types::ToSql};

/// A value that goes to the database.
pub(super) type Value<'v> = &'v (dyn ToSql + Sync);

/// One transaction's connection. The first thing that goes wrong is kept: a transaction that had a fault is over, whatever its
/// work makes of it, and `COMMIT` would say nothing of it.
pub(super) struct Link<'r> {
    runtime: &'r Handle,
    client: Option<Client>,
    fault: Option<Fault>,
    /// The staging table holds rows of this transaction.
    pub(super) is_staged: bool,
}

impl<'r> Link<'r> {
    pub(super) fn new(runtime: &'r Handle, client: Client) -> Self {
        Self { runtime, client: Some(client), fault: None, is_staged: false }
    }

    /// Rows that a statement answers with.
    pub(super) fn rows(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, LedgerError> {
        self.wait(async |client| {
            let statement = client.prepare_cached(sql).await?;
            client.query(&statement, values).await
        })
    }

    /// At most one row.
    pub(super) fn row(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Option<Row>, LedgerError> {
        Ok(self.rows(sql, values)?.into_iter().next())
    }

    /// How many rows a statement changed.
    pub(super) fn run(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, LedgerError> {
        self.wait(async |client| {
            let statement = client.prepare_cached(sql).await?;
            client.execute(&statement, values).await
        })
    }

    /// Statements without values.
    pub(super) fn say(&mut self, sql: &str) -> Result<(), LedgerError> {
        self.wait(async |client| client.batch_execute(sql).await)
    }

    /// Sends rows by COPY, all at once: in small pieces each would wait for the thread that drives the connection.
    pub(super) fn copy(&mut self, sql: &str, rows: Vec<u8>) -> Result<(), LedgerError> {
        self.wait(async |client| {
            let statement = client.prepare_cached(sql).await?;
            let mut sink = pin!(client.copy_in(&statement).await?);
            sink.send(Cursor::new(rows)).await?;
            sink.finish().await
        })?;
        Ok(())
    }

    /// What went wrong so far.
    pub(super) fn fault(&mut self) -> Option<Fault> {
        self.fault.take()
    }

    /// Gives the connection back to its pool, clean.
    pub(super) fn give_back(mut self) {
        drop(self.client.take());
    }

    fn wait<T>(&mut self, ask: impl AsyncFnOnce(&Client) -> Result<T, Error>) -> Result<T, LedgerError> {
        let Some(client) = &self.client else { return Err(LedgerError::Unavailable("no connection".to_owned())) };
        let fault = match within(self.runtime, ask(client)) {
            Ok(answer) => return Ok(answer),
            Err(fault) => fault,
        };
        let told = match &fault.why {
            LedgerError::Unavailable(text) => LedgerError::Unavailable(text.clone()),
            LedgerError::Database(text) => LedgerError::Database(text.clone()),
            LedgerError::Login(why, text) => LedgerError::Login(*why, text.clone()),
            LedgerError::Damaged(what) => LedgerError::Damaged(what),
            LedgerError::Newer => LedgerError::Newer,
            LedgerError::Key => LedgerError::Key,
            LedgerError::Tls(why) => LedgerError::Tls(why.clone()),
            LedgerError::GivenUp => LedgerError::GivenUp,
        };
        self.fault.get_or_insert(fault);
        Err(told)
    }
}

/// Waits for the database, not for ever.
fn within<T>(runtime: &Handle, answer: impl Future<Output = Result<T, Error>>) -> Result<T, Fault> {
    match runtime.block_on(async { timeout(PATIENCE, answer).await }) {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(Fault::timeout()),
    }
}

/// Left in the middle: the connection is closed, and the database undoes what was not committed.
impl Drop for Link<'_> {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            let _entered = self.runtime.enter();
            drop(Object::take(client));
        }
    }
}
