use super::{
    overview::place,
    show::{ago, plain, time},
};
use crate::{
    centre::{Case, cases::sentence},
    domain::Unit,
    ledger::{CaseKind, CaseRow, KioskRow},
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
    cases: &[Case],
    kiosks: &[KioskRow],
    units: &[Unit],
    [words, _]: &[Words; 2],
    now_ms: i64,
) -> (Vec<CaseLine>, Vec<CaseLine>) {
    let line = |whole @ Case { row: case, words: decisions, .. }: &Case| CaseLine {
        id: case.id,
        what: words.get(sentence(case.kind)).into_owned(),
        about: about(case, kiosks, units),
        detail: plain(&case.detail),
        since: ago(case.decided_ms.unwrap_or(case.opened_ms), now_ms),
        words: decisions
            .iter()
            .map(|word| WordLine { word: word.clone(), said: said(word, whole, kiosks, units) })
            .collect(),
        decision: case.decision.as_deref().map(|word| said(word, whole, kiosks, units)).unwrap_or_default(),
        by: case.decided_by.as_deref().map(plain).unwrap_or_default(),
    };
    let (open, decided): (Vec<_>, Vec<_>) = cases.iter().partition(|case| case.row.decision.is_none());
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
            format!("Trạm {}, đợt {}, gói kết quả số {}", place(kiosk, kiosks, units), plain(epoch), plain(seq))
        }
        _ => plain(&case.subject),
    }
}

/// A decision's word as people say it: what was told where is shown, for who decides between two persons must see both.
fn said(word: &str, case: &Case, kiosks: &[KioskRow], units: &[Unit]) -> String {
    if let Some(telling) = case.declarations.iter().find(|one| one.word == word) {
        let unit = units.iter().find(|unit| unit.code.as_str() == telling.unit);
        let unit = unit.map_or(telling.unit.as_str(), |unit| unit.name.as_str());
        let at = place(&telling.kiosk, kiosks, units);
        let lives = format!("{}, {unit}", telling.village);
        return plain(&format!("{}, sinh {}, ở {lives} (khai tại trạm {at})", telling.name, telling.born()));
    }
    match word {
        "count" => "Tính".to_owned(),
        "exclude" => "Không tính".to_owned(),
        "all" => "Tính cả hai bản sao".to_owned(),
        "none" => "Không tính bản nào".to_owned(),
        "fine" => "Đã xem, không có gì lạ".to_owned(),
        "follow" => "Cần kiểm tra tại trạm".to_owned(),
        branch => match case.branches.iter().find(|(word, _)| word == branch) {
            Some((_, row)) => format!(
                "Chỉ tính bản nhận lúc {}: {} bản ghi, {} người ({})",
                time(row.received_ms),
                row.last + 1 - row.first.min(row.last),
                row.people,
                plain(branch.get(..4).unwrap_or(branch)),
            ),
            None => format!("Chỉ tính bản chưa về ({})", plain(branch.get(..4).unwrap_or(branch))),
        },
    }
}
