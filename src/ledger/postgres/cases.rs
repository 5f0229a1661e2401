use super::{row::RowReader, tx::PostgresTx};
use crate::ledger::{
    CaseKind, CaseRow, Cases, LedgerError, RecordedActor,
    cases::{COLUMNS, SELECT},
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static OPEN: LazyLock<String> =
    LazyLock::new(|| COLUMNS.insert_into("matter", '$') + " ON CONFLICT (kind, subject) DO NOTHING");

impl Cases for PostgresTx<'_, '_> {
    fn open_case(&mut self, row: &CaseRow) -> Result<i64, LedgerError> {
        let kind = row.kind.as_str();
        let decided_by = row.decided_by.as_ref().map(RecordedActor::as_str);
        self.link.run(
            &OPEN,
            &[&kind, &row.subject, &row.opened.0, &row.decision, &row.decided.map(|at| at.0), &decided_by, &row.detail],
        )?;
        let sql = "SELECT id FROM matter WHERE kind = $1 AND subject = $2";
        let id = self.link.row(sql, &[&kind, &row.subject], |row| RowReader::new(row).get())?;
        self.link.kept(id.ok_or(LedgerError::Damaged("case")))
    }

    fn cases(&mut self, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
        let sql = format!(
            "{} ORDER BY decision IS NOT NULL,
            CASE WHEN decision IS NULL THEN opened_ms ELSE -decided_ms END,
            CASE WHEN decision IS NULL THEN id ELSE -id END LIMIT $1",
            *SELECT
        );
        self.link.rows(&sql, &[&i64::from(most)], case_row)
    }

    fn case(&mut self, id: i64) -> Result<Option<CaseRow>, LedgerError> {
        self.link.row(&format!("{} WHERE id = $1", *SELECT), &[&id], case_row)
    }

    fn case_about(&mut self, kind: CaseKind, subject: &str) -> Result<Option<CaseRow>, LedgerError> {
        let sql = format!("{} WHERE kind = $1 AND subject = $2", *SELECT);
        self.link.row(&sql, &[&kind.as_str(), &subject], case_row)
    }

    fn set_case(&mut self, row: &CaseRow) -> Result<(), LedgerError> {
        let decided_by = row.decided_by.as_ref().map(RecordedActor::as_str);
        let sql = "UPDATE matter SET decision = $2, decided_ms = $3, decided_by = $4 WHERE id = $1";
        self.link.run(sql, &[&row.id, &row.decision, &row.decided.map(|at| at.0), &decided_by])
    }
}

fn case_row(row: &Row) -> Result<CaseRow, LedgerError> {
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
