use crate::ledger::{CaseKind, CaseRow};

/// A case that waits.
pub(in crate::centre) fn case(kind: CaseKind, subject: String, detail: String, opened_ms: i64) -> CaseRow {
    CaseRow { id: 0, kind, subject, detail, opened_ms, decision: None, decided_ms: None, decided_by: None }
}
