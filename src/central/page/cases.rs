use super::{
    overview::place,
    show::{ago, plain},
};
use crate::{
    central::cases::sentence,
    domain::Unit,
    intake::{CaseKind, CaseRow, KioskRow},
    text::Words,
};

/// A case as the page shows it.
pub struct CaseLine {
    pub id: i64,
    pub what: String,
    pub about: String,
    pub detail: String,
    pub since: String,
    pub words: Vec<WordLine>,
    pub decision: String,
    pub by: String,
}

/// A decision that there is.
pub struct WordLine {
    pub word: String,
    pub said: String,
}

/// Those that are open, and those that are decided.
pub fn lines(
    cases: &[(CaseRow, Vec<String>)],
    kiosks: &[KioskRow],
    units: &[Unit],
    [words, _]: &[Words; 2],
    now_ms: i64,
) -> (Vec<CaseLine>, Vec<CaseLine>) {
    let line = |(case, decisions): &(CaseRow, Vec<String>)| CaseLine {
        id: case.id,
        what: words.get(sentence(case.kind)).into_owned(),
        about: about(case, kiosks, units),
        detail: plain(&case.detail),
        since: ago(case.decided_ms.unwrap_or(case.opened_ms), now_ms),
        words: decisions.iter().map(|word| WordLine { word: word.clone(), said: said(word) }).collect(),
        decision: case.decision.as_deref().map(said).unwrap_or_default(),
        by: case.decided_by.as_deref().map(plain).unwrap_or_default(),
    };
    let (open, decided): (Vec<_>, Vec<_>) = cases.iter().partition(|(case, _)| case.decision.is_none());
    (open.into_iter().map(line).collect(), decided.into_iter().map(line).collect())
}

/// What it is about, without a word about a person.
fn about(case: &CaseRow, kiosks: &[KioskRow], units: &[Unit]) -> String {
    let parts: Vec<&str> = case.subject.split(' ').collect();
    match (case.kind, &parts[..]) {
        (CaseKind::Contradiction, _) => {
            let person: String = case.subject.chars().take(12).collect();
            format!("Người có mã {}…: xem hai bản đăng ký ở các trạm rồi chọn bản đúng.", plain(&person))
        }
        (CaseKind::Epoch, [kiosk, epoch, ..]) => {
            format!("Trạm {}, đợt {}", place(kiosk, kiosks, units), plain(epoch))
        }
        (_, [kiosk, epoch, seq, ..]) => {
            format!("Trạm {}, đợt {}, bản nộp số {}", place(kiosk, kiosks, units), plain(epoch), plain(seq))
        }
        _ => plain(&case.subject),
    }
}

/// A decision's word as people say it.
fn said(word: &str) -> String {
    plain(word)
}
