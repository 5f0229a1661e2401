use super::{row::RowReader, tx::SqliteTx};
use crate::domain::Moment;
use crate::ledger::{
    CaseCount, CaseFilter, CaseKind, CaseNoteRow, CaseRow, Cases, LedgerError, RecordedActor,
    cases::{COLUMNS, SELECT, count, list},
};
use rusqlite::{Row, params};
use std::sync::LazyLock;

static OPEN: LazyLock<String> =
    LazyLock::new(|| COLUMNS.insert_into("matter", '?') + " ON CONFLICT (kind, subject) DO NOTHING");

impl Cases for SqliteTx<'_> {
    fn open_case(&mut self, row: &CaseRow) -> Result<i64, LedgerError> {
        let kind = row.kind.as_str();
        let ((aside, aside_by), (taken, taken_by)) = (columns(row.aside.as_ref()), columns(row.taken.as_ref()));
        let values = params![
            kind,
            row.subject,
            row.opened,
            row.decision,
            row.decided,
            row.decided_by.as_ref().map(RecordedActor::as_str),
            row.detail,
            aside,
            aside_by,
            row.remark,
            taken,
            taken_by,
        ];
        self.run(&OPEN, values)?;
        let sql = "SELECT id FROM matter WHERE kind = ?1 AND subject = ?2";
        self.row(sql, [kind, &row.subject], |row| Ok(row.get(0)?))?.ok_or(LedgerError::Damaged("case"))
    }

    fn open_cases(&mut self, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
        let sql = format!(
            "{} WHERE decision IS NULL ORDER BY aside_ms IS NOT NULL, COALESCE(aside_ms, opened_ms), id LIMIT ?1",
            *SELECT
        );
        self.rows(&sql, [most], case_row)
    }

    fn decided_cases(&mut self, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
        let sql = format!("{} WHERE decision IS NOT NULL ORDER BY decided_ms DESC, id DESC LIMIT ?1", *SELECT);
        self.rows(&sql, [most], case_row)
    }

    fn count_open_cases(&mut self) -> Result<u64, LedgerError> {
        let sql = "SELECT count(*) FROM matter WHERE decision IS NULL";
        let count = self.row(sql, (), |row| RowReader::new(row).number())?;
        Ok(count.unwrap_or_default())
    }

    fn list_cases(&mut self, filter: &CaseFilter<'_>, skipped: u32, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
        let kind = filter.kind.map(CaseKind::as_str);
        self.rows(&list(filter.state, '?'), params![kind, filter.unit, most, skipped, filter.taken_by], case_row)
    }

    fn count_cases(&mut self, taken_by: Option<&str>) -> Result<Vec<CaseCount>, LedgerError> {
        self.rows(&count('?'), [taken_by], |row| {
            let mut row = RowReader::new(row);
            Ok(CaseCount { unit: row.get()?, state: row.name()?, kind: row.name()?, count: row.number()? })
        })
    }

    fn add_case_note(&mut self, row: &CaseNoteRow) -> Result<i64, LedgerError> {
        let sql = "INSERT INTO case_note (matter, at_ms, who, text) VALUES (?1, ?2, ?3, ?4)";
        self.insert(sql, params![row.case, row.at, row.who.as_str(), row.text])
    }

    fn case_notes(&mut self, case: i64) -> Result<Vec<CaseNoteRow>, LedgerError> {
        let sql = "SELECT id, matter, at_ms, who, text FROM case_note WHERE matter = ?1 ORDER BY id";
        self.rows(sql, [case], |row| {
            let mut row = RowReader::new(row);
            let (id, case, at) = (row.get()?, row.get()?, row.get()?);
            Ok(CaseNoteRow { id, case, at, who: RecordedActor::from_column(row.get()?), text: row.get()? })
        })
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
        let ((aside, aside_by), (taken, taken_by)) = (columns(row.aside.as_ref()), columns(row.taken.as_ref()));
        let sql = "UPDATE matter SET decision = ?2, decided_ms = ?3, decided_by = ?4, aside_ms = ?5, aside_by = ?6,
          remark = ?7, taken_ms = ?8, taken_by = ?9 WHERE id = ?1";
        let values =
            params![row.id, row.decision, row.decided, decided_by, aside, aside_by, row.remark, taken, taken_by];
        self.run(sql, values)
    }

    fn remove_personal_cases(&mut self) -> Result<(), LedgerError> {
        self.run("DELETE FROM case_note", ())?;
        self.run(&format!("DELETE FROM matter WHERE kind = '{}'", CaseKind::Contradiction.as_str()), ())?;
        self.run("UPDATE matter SET remark = NULL WHERE remark IS NOT NULL", ())
    }
}

/// When and by whom something was done, as columns.
fn columns(done: Option<&(Moment, RecordedActor)>) -> (Option<Moment>, Option<&str>) {
    (done.map(|(at, _)| *at), done.map(|(_, who)| who.as_str()))
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
        aside: row.get::<Option<Moment>>()?.zip(row.get::<Option<String>>()?.map(RecordedActor::from_column)),
        remark: row.get()?,
        taken: row.get::<Option<Moment>>()?.zip(row.get::<Option<String>>()?.map(RecordedActor::from_column)),
    })
}
