//! Cases by pages, and what clerks note about them.

use super::{
    Access, Actor, Centre,
    access::NotAllowed,
    cases::is_shown,
    outcome::{DecideRefusal, QueryError},
};
use crate::{
    domain::Moment,
    ledger::{CaseCount, CaseFilter, CaseKind, CaseNoteRow, CaseRow, CaseState, LedgerError, RecordedActor, Tx},
};

/// Longest remark about a decision, and longest note, in characters.
pub const LONGEST_REMARK: usize = 500;

/// Page of a list of cases. Nothing of what a person declared is in it.
#[derive(Clone, Debug)]
pub struct CasePage {
    /// The cases, each with what was remarked about its decision.
    pub rows: Vec<(CaseRow, Option<String>)>,
    /// How many cases there are that the role may see, by unit, state and kind; of those that the filter's actor looks after, where it
    /// names one.
    pub counts: Vec<CaseCount>,
}

/// Note about a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseNote {
    /// When it was written.
    pub at: Moment,
    /// By whom.
    pub who: RecordedActor,
    /// The text; none where it cannot be read.
    pub text: Option<String>,
}

impl Centre {
    /// A page of the cases that a filter lets through and the role may see: `most` of them after the first `skipped`. A clerk sees
    /// those about stations of the own unit, whichever unit is asked for.
    ///
    /// # Errors
    /// The ledger's.
    pub fn case_page(
        &self,
        access: &Access,
        filter: &CaseFilter<'_>,
        (skipped, most): (u32, u32),
    ) -> Result<CasePage, QueryError> {
        let own = access.unit().map(|unit| unit.as_str());
        let filter = CaseFilter { unit: own.or(filter.unit), ..*filter };
        let (rows, mut counts) = self
            .ledger()
            .read_tx(|tx| Ok((tx.list_cases(&filter, skipped, most)?, tx.count_cases(filter.taken_by)?)))?;
        counts.retain(|one| own.is_none() || one.unit.as_deref() == own);
        let with_remark = |row: CaseRow| {
            let remark = self.open_remark(&row).filter(|_| reads_remarks(access, &row));
            (row, remark)
        };
        Ok(CasePage { rows: rows.into_iter().map(with_remark).collect(), counts })
    }

    /// The open case that has waited longest; none where none waits.
    ///
    /// # Errors
    /// The ledger's.
    pub fn next_case(&self, access: &Access) -> Result<Option<i64>, QueryError> {
        let filter = CaseFilter {
            state: CaseState::Open,
            kind: None,
            unit: access.unit().map(|unit| unit.as_str()),
            taken_by: None,
        };
        let rows = self.ledger().read_tx(|tx| tx.list_cases(&filter, 0, 1))?;
        Ok(rows.first().map(|row| row.id))
    }

    /// What was noted about a case, the oldest first; nothing of a case that a role may not read about.
    ///
    /// # Errors
    /// The role may not see the case, or the ledger's.
    pub fn case_notes(&self, access: &Access, id: i64) -> Result<Vec<CaseNote>, QueryError> {
        let found = self.ledger().read_tx(|tx| {
            let Some(row) = tx.case(id)? else { return Ok(None) };
            if !is_shown(tx, access, &row)? {
                return Ok(None);
            }
            let notes = if reads_remarks(access, &row) { tx.case_notes(id)? } else { Vec::new() };
            Ok(Some((row, notes)))
        })?;
        let Some((row, notes)) = found else { return Err(NotAllowed.into()) };
        let open = |note: CaseNoteRow| CaseNote { at: note.at, text: self.open_text(&row, &note.text), who: note.who };
        Ok(notes.into_iter().map(open).collect())
    }

    /// Notes something about a case; at most `LONGEST_REMARK` characters of it are kept, and nothing of an empty text. The city may, and
    /// the clerk whose stations it is about.
    ///
    /// # Errors
    /// Why nothing was noted.
    pub fn note_case(
        &self,
        access: &Access,
        id: i64,
        text: &str,
        (who, now): (Actor, Moment),
    ) -> Result<(), DecideRefusal> {
        let text = tidy_remark(text);
        self.ledger().write_tx(|tx| {
            let row = cared_for(tx, access, id)?;
            if text.is_empty() {
                return Ok(());
            }
            self.add_note(tx, &row, &text, (who, now))?;
            Ok(tx.note(now, who, &format!("case-note {id}"))?)
        })
    }

    pub(super) fn add_note(
        &self,
        tx: &mut dyn Tx,
        case: &CaseRow,
        text: &str,
        (who, now): (Actor, Moment),
    ) -> Result<(), LedgerError> {
        let text = self.sealed_remark(case, text)?;
        tx.add_case_note(&CaseNoteRow { id: 0, case: case.id, at: now, who: who.into(), text }).map(drop)
    }
}

/// The case of that id, where the role may note something about it or look after it: the city may, and the clerk whose stations it is
/// about.
pub(super) fn cared_for(tx: &mut dyn Tx, access: &Access, id: i64) -> Result<CaseRow, DecideRefusal> {
    let row = tx.case(id)?;
    let may = match &row {
        Some(row) => *access != Access::Viewer && is_shown(tx, access, row)?,
        None => *access == Access::City,
    };
    if !may {
        return Err(NotAllowed.into());
    }
    row.ok_or(DecideRefusal::UnknownCase)
}

/// Whether the role reads what was remarked about a case: about a person the city alone.
fn reads_remarks(access: &Access, case: &CaseRow) -> bool {
    access.administers().is_ok() || case.kind != CaseKind::Contradiction
}

/// A remark as it is kept. A form ends its lines with two characters.
pub(super) fn tidy_remark(text: &str) -> String {
    let lines = text.trim().lines().collect::<Vec<_>>().join("\n");
    lines.chars().take(LONGEST_REMARK).collect()
}
