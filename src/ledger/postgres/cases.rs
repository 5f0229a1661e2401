use super::{link::Link, tx::get};
use crate::ledger::{CaseKind, CaseRow, LedgerError, word::Word};
use tokio_postgres::Row;

const CASE: &str = "SELECT id, kind, subject, opened_ms, decision, decided_ms, decided_by, detail FROM matter";

pub(super) fn open(link: &mut Link<'_>, row: &CaseRow) -> Result<i64, LedgerError> {
    let sql = "INSERT INTO matter (kind, subject, opened_ms, decision, decided_ms, decided_by, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (kind, subject) DO NOTHING";
    let kind = row.kind.word();
    link.run(
        sql,
        &[&kind, &row.subject, &row.opened_ms, &row.decision, &row.decided_ms, &row.decided_by, &row.detail],
    )?;
    let id = link.row("SELECT id FROM matter WHERE kind = $1 AND subject = $2", &[&kind, &row.subject])?;
    get(&id.ok_or(LedgerError::Damaged("case"))?, 0)
}

pub(super) fn list(link: &mut Link<'_>, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
    let sql = format!(
        "{CASE} ORDER BY decision IS NOT NULL,
        CASE WHEN decision IS NULL THEN opened_ms ELSE -decided_ms END, CASE WHEN decision IS NULL THEN id ELSE -id END LIMIT $1"
    );
    link.rows(&sql, &[&i64::from(most)])?.iter().map(case_row).collect()
}

pub(super) fn by_id(link: &mut Link<'_>, id: i64) -> Result<Option<CaseRow>, LedgerError> {
    link.row(&format!("{CASE} WHERE id = $1"), &[&id])?.as_ref().map(case_row).transpose()
}

pub(super) fn about(link: &mut Link<'_>, kind: CaseKind, subject: &str) -> Result<Option<CaseRow>, LedgerError> {
    let sql = format!("{CASE} WHERE kind = $1 AND subject = $2");
    link.row(&sql, &[&kind.word(), &subject])?.as_ref().map(case_row).transpose()
}

pub(super) fn set(link: &mut Link<'_>, row: &CaseRow) -> Result<(), LedgerError> {
    let sql = "UPDATE matter SET decision = $2, decided_ms = $3, decided_by = $4 WHERE id = $1";
    link.run(sql, &[&row.id, &row.decision, &row.decided_ms, &row.decided_by])?;
    Ok(())
}

fn case_row(row: &Row) -> Result<CaseRow, LedgerError> {
    Ok(CaseRow {
        id: get(row, 0)?,
        kind: CaseKind::of(get(row, 1)?)?,
        subject: get(row, 2)?,
        detail: get(row, 7)?,
        opened_ms: get(row, 3)?,
        decision: get(row, 4)?,
        decided_ms: get(row, 5)?,
        decided_by: get(row, 6)?,
    })
}
