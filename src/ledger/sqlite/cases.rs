use crate::ledger::{CaseKind, CaseRow, LedgerError, word::Word};
use rusqlite::{Connection, Row, params};

const CASE: &str = "SELECT id, kind, subject, opened_ms, decision, decided_ms, decided_by, detail FROM matter";

pub(super) fn open(db: &Connection, row: &CaseRow) -> Result<i64, LedgerError> {
    let sql = "INSERT INTO matter (kind, subject, opened_ms, decision, decided_ms, decided_by, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT (kind, subject) DO NOTHING";
    let kind = row.kind.word();
    db.prepare_cached(sql)?.execute(params![
        kind,
        row.subject,
        row.opened_ms,
        row.decision,
        row.decided_ms,
        row.decided_by,
        row.detail
    ])?;
    let mut find = db.prepare_cached("SELECT id FROM matter WHERE kind = ?1 AND subject = ?2")?;
    Ok(find.query_row([kind, &row.subject], |row| row.get(0))?)
}

pub(super) fn list(db: &Connection, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
    let sql = format!(
        "{CASE} ORDER BY decision IS NOT NULL,
        CASE WHEN decision IS NULL THEN opened_ms ELSE -decided_ms END, CASE WHEN decision IS NULL THEN id ELSE -id END LIMIT ?1"
    );
    let mut find = db.prepare_cached(&sql)?;
    let rows = find.query_and_then([most], case_row)?;
    rows.collect()
}

pub(super) fn by_id(db: &Connection, id: i64) -> Result<Option<CaseRow>, LedgerError> {
    let mut find = db.prepare_cached(&format!("{CASE} WHERE id = ?1"))?;
    let mut rows = find.query([id])?;
    rows.next()?.map(case_row).transpose()
}

pub(super) fn about(db: &Connection, kind: CaseKind, subject: &str) -> Result<Option<CaseRow>, LedgerError> {
    let mut find = db.prepare_cached(&format!("{CASE} WHERE kind = ?1 AND subject = ?2"))?;
    let mut rows = find.query([kind.word(), subject])?;
    rows.next()?.map(case_row).transpose()
}

pub(super) fn set(db: &Connection, row: &CaseRow) -> Result<(), LedgerError> {
    let sql = "UPDATE matter SET decision = ?2, decided_ms = ?3, decided_by = ?4 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![row.id, row.decision, row.decided_ms, row.decided_by])?;
    Ok(())
}

fn case_row(row: &Row<'_>) -> Result<CaseRow, LedgerError> {
    let kind: String = row.get(1)?;
    Ok(CaseRow {
        id: row.get(0)?,
        kind: CaseKind::of(&kind)?,
        subject: row.get(2)?,
        detail: row.get(7)?,
        opened_ms: row.get(3)?,
        decision: row.get(4)?,
        decided_ms: row.get(5)?,
        decided_by: row.get(6)?,
    })
}
