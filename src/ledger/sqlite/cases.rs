use super::{row::RowReader, tx::SqliteTx};
use crate::ledger::{
    CaseKind, CaseRow, Cases, LedgerError, RecordedActor,
    cases::{COLUMNS, SELECT},
};
use rusqlite::{Row, params};
use std::sync::LazyLock;

static OPEN: LazyLock<String> =
    LazyLock::new(|| COLUMNS.insert_into("matter", '?') + " ON CONFLICT (kind, subject) DO NOTHING");

impl Cases for SqliteTx<'_> {
    fn open_case(&mut self, row: &CaseRow) -> Result<i64, LedgerError> {
        let kind = row.kind.as_str();
        let values = params![
            kind,
            row.subject,
            row.opened,
            row.decision,
            row.decided,
            row.decided_by.as_ref().map(RecordedActor::as_str),
            row.detail,
        ];
        self.run(&OPEN, values)?;
        let sql = "SELECT id FROM matter WHERE kind = ?1 AND subject = ?2";
        self.row(sql, [kind, &row.subject], |row| Ok(row.get(0)?))?.ok_or(LedgerError::Damaged("case"))
    }

    fn cases(&mut self, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
        let sql = format!(
            "{} ORDER BY decision IS NOT NULL,
            CASE WHEN decision IS NULL THEN opened_ms ELSE -decided_ms END,
            CASE WHEN decision IS NULL THEN id ELSE -id END LIMIT ?1",
            *SELECT
        );
        self.rows(&sql, [most], case_row)
    }

    fn case(&mut self, id: i64) -> Result<Option<CaseRow>, LedgerError> {
        self.row(&format!("{} WHERE id = ?1", *SELECT), [id], case_row)
    }

    fn case_about(&mut self, kind: CaseKind, subject: &str) -> Result<Option<CaseRow>, LedgerError> {
        let sql = format!("{} WHERE kind = ?1 AND subject = ?2", *SELECT);
        self.row(&sql, [kind.as_str(), subject], case_row)
    }

    fn set_case(&mut self, row: &CaseRow) -> Result<(), LedgerError> {
        let decided_by = row.decided_by.as_ref().map(RecordedActor::as_str);
        let sql = "UPDATE matter SET decision = ?2, decided_ms = ?3, decided_by = ?4 WHERE id = ?1";
        self.run(sql, params![row.id, row.decision, row.decided, decided_by])
    }
}

fn case_row(row: &Row<'_>) -> Result<CaseRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(CaseRow {
        id: row.get()?,
        kind: row.name()?,
        subject: row.get()?,
        opened: row.get()?,
        decision: row.get()?,
        decided: row.get()?,
        decided_by: row.get::<Option<String>>()?.map(RecordedActor::from_column),
        detail: row.get()?,
    })
}
