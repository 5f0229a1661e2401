use super::{row::RowReader, tx::PostgresTx};
use crate::{
    domain::{AccountName, Moment},
    ledger::{LedgerError, SessionRow, Sessions},
};
use tokio_postgres::Row;

const SELECT: &str = "SELECT digest, account, begun_ms, until_ms FROM session";

impl Sessions for PostgresTx<'_, '_> {
    fn add_session(&mut self, row: &SessionRow) -> Result<(), LedgerError> {
        let sql = "INSERT INTO session (digest, account, begun_ms, until_ms) VALUES ($1, $2, $3, $4)";
        self.link.run(sql, &[&row.digest.as_slice(), &row.account.as_str(), &row.begun.0, &row.until.0])
    }

    fn session(&mut self, digest: &[u8; 32]) -> Result<Option<SessionRow>, LedgerError> {
        self.link.row(&format!("{SELECT} WHERE digest = $1"), &[&digest.as_slice()], session_row)
    }

    fn sessions_of(&mut self, account: AccountName) -> Result<Vec<SessionRow>, LedgerError> {
        let sql = format!("{SELECT} WHERE account = $1 ORDER BY begun_ms DESC");
        self.link.rows(&sql, &[&account.as_str()], session_row)
    }

    fn prolong_session(&mut self, digest: &[u8; 32], until: Moment) -> Result<(), LedgerError> {
        self.link.run("UPDATE session SET until_ms = $2 WHERE digest = $1", &[&digest.as_slice(), &until.0])
    }

    fn end_session(&mut self, digest: &[u8; 32]) -> Result<(), LedgerError> {
        self.link.run("DELETE FROM session WHERE digest = $1", &[&digest.as_slice()])
    }

    fn end_sessions(&mut self, account: AccountName) -> Result<(), LedgerError> {
        self.link.run("DELETE FROM session WHERE account = $1", &[&account.as_str()])
    }

    fn count_sessions(&mut self, now: Moment) -> Result<u64, LedgerError> {
        let sql = "SELECT count(*) FROM session WHERE until_ms >= $1";
        Ok(self.link.row(sql, &[&now.0], |row| RowReader::new(row).number())?.unwrap_or_default())
    }

    fn clear_sessions(&mut self, before: Moment) -> Result<(), LedgerError> {
        self.link.run("DELETE FROM session WHERE until_ms < $1", &[&before.0])
    }
}

fn session_row(row: &Row) -> Result<SessionRow, LedgerError> {
    let mut row = RowReader::new(row);
    let digest = row.bytes()?;
    let account = row.get::<&str>()?.parse().map_err(|_| LedgerError::Damaged("account"))?;
    Ok(SessionRow { digest, account, begun: row.get()?, until: row.get()? })
}
