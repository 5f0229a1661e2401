use super::{row::RowReader, tx::SqliteTx};
use crate::{
    domain::{AccountName, Moment},
    ledger::{LedgerError, SessionRow, Sessions},
};
use rusqlite::{Row, params};

const SELECT: &str = "SELECT digest, account, begun_ms, until_ms FROM session";

impl Sessions for SqliteTx<'_> {
    fn add_session(&mut self, row: &SessionRow) -> Result<(), LedgerError> {
        let sql = "INSERT INTO session (digest, account, begun_ms, until_ms) VALUES (?1, ?2, ?3, ?4)";
        self.run(sql, params![row.digest, row.account.as_str(), row.begun, row.until])
    }

    fn session(&mut self, digest: &[u8; 32]) -> Result<Option<SessionRow>, LedgerError> {
        self.row(&format!("{SELECT} WHERE digest = ?1"), [digest], session_row)
    }

    fn sessions_of(&mut self, account: AccountName) -> Result<Vec<SessionRow>, LedgerError> {
        self.rows(&format!("{SELECT} WHERE account = ?1 ORDER BY begun_ms DESC"), [account.as_str()], session_row)
    }

    fn prolong_session(&mut self, digest: &[u8; 32], until: Moment) -> Result<(), LedgerError> {
        self.run("UPDATE session SET until_ms = ?2 WHERE digest = ?1", params![digest, until])
    }

    fn end_session(&mut self, digest: &[u8; 32]) -> Result<(), LedgerError> {
        self.run("DELETE FROM session WHERE digest = ?1", [digest])
    }

    fn end_sessions(&mut self, account: AccountName) -> Result<(), LedgerError> {
        self.run("DELETE FROM session WHERE account = ?1", [account.as_str()])
    }

    fn count_sessions(&mut self, now: Moment) -> Result<u64, LedgerError> {
        let sql = "SELECT count(*) FROM session WHERE until_ms >= ?1";
        Ok(self.row(sql, [now], |row| RowReader::new(row).number())?.unwrap_or_default())
    }

    fn clear_sessions(&mut self, before: Moment) -> Result<(), LedgerError> {
        self.run("DELETE FROM session WHERE until_ms < ?1", params![before])
    }
}

fn session_row(row: &Row<'_>) -> Result<SessionRow, LedgerError> {
    let mut row = RowReader::new(row);
    let digest = row.get()?;
    let account = row.get::<String>()?.parse().map_err(|_| LedgerError::Damaged("account"))?;
    Ok(SessionRow { digest, account, begun: row.get()?, until: row.get()? })
}
