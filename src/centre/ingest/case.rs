use crate::{
    domain::Moment,
    ledger::{CaseKind, CaseRow},
};

/// A case that waits.
pub(in crate::centre) fn case(kind: CaseKind, subject: String, detail: String, opened: Moment) -> CaseRow {
    CaseRow {
        id: 0,
        kind,
        subject,
        detail,
        opened,
        decision: None,
        decided: None,
        decided_by: None,
        aside: None,
        remark: None,
        taken: None,
    }
}
