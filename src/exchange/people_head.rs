//! Heads and words of lists of people, as Vietnamese offices write them.

use crate::domain::{Membership, fold};
use std::collections::BTreeSet;

/// Column of a list of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListColumn {
    /// Full name.
    Name,
    /// Year of birth, or a date with it.
    Year,
    /// Agency or organisation whose list it is.
    Agency,
    /// Organisations that the person is a member of.
    Memberships,
}

impl ListColumn {
    /// All of them, in the order of the template.
    pub const ALL: [Self; 4] = [Self::Name, Self::Year, Self::Agency, Self::Memberships];

    /// How the template heads it.
    #[must_use]
    pub fn head(self) -> &'static str {
        match self {
            Self::Name => "Họ và tên",
            Self::Year => "Năm sinh",
            Self::Agency => "Cơ quan, đoàn thể",
            Self::Memberships => "Là đoàn viên, hội viên của",
        }
    }

    /// Whether every list has it.
    #[must_use]
    pub fn is_needed(self) -> bool {
        self != Self::Memberships
    }
}

/// What a column's head means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Read(ListColumn),
    /// A running number and the like: of no use, and not worth a word.
    Passed,
    Unknown,
}

/// Heads as `fold` leaves them, without signs.
#[rustfmt::skip] // a row a column
const HEADS: [(ListColumn, &[&str]); 4] = [
    (ListColumn::Name, &["ho va ten", "ho ten", "ho va ten can bo", "ho ten can bo", "ho va ten khai sinh", "ho dem va ten", "ten", "full name", "name"]),
    (ListColumn::Year, &["nam sinh", "sinh nam", "ngay sinh", "ngay thang nam sinh", "ngay thang sinh", "nam", "year of birth", "birth year", "born"]),
    (ListColumn::Agency, &["co quan doan the", "co quan", "don vi", "co quan don vi", "co quan hoac doan the", "co quan to chuc", "don vi cong tac", "noi cong tac", "noi lam viec", "co quan cong tac", "truong", "to chuc", "doanh nghiep", "chi hoi", "phong ban", "agency", "organisation", "organization", "workplace"]),
    (ListColumn::Memberships, &["la doan vien hoi vien cua", "doan vien hoi vien", "hoi vien doan vien", "la hoi vien", "hoi vien", "doan vien", "doan the", "doan hoi", "tham gia doan the", "doan the tham gia", "to chuc tham gia", "thanh vien", "memberships", "member of"]),
];
const PASSED: [&str; 14] = [
    "",
    "stt",
    "tt",
    "so tt",
    "so thu tu",
    "no",
    "ghi chu",
    "chuc vu",
    "chuc danh",
    "gioi tinh",
    "nam nu",
    "ky nhan",
    "ky ten",
    "note",
];

/// What a head means; case, marks, signs and words in brackets do not count.
pub(super) fn head_of(text: &str) -> Head {
    let plain: String = text
        .split('(')
        .next()
        .unwrap_or_default()
        .chars()
        .map(|ch| if ch.is_alphanumeric() { ch } else { ' ' })
        .collect();
    let name = fold(&plain);
    match HEADS.iter().find(|(_, names)| names.contains(&name.as_str())) {
        Some((column, _)) => Head::Read(*column),
        None if PASSED.contains(&name.as_str()) => Head::Passed,
        None => Head::Unknown,
    }
}

/// Organisations as offices write them, as `fold` leaves them, without signs.
#[rustfmt::skip] // a row an organisation
const ORGANISATIONS: [(Membership, &[&str]); 7] = [
    (Membership::Party, &["dang vien", "dang", "dang cong san", "dang cong san viet nam", "dang bo", "chi bo"]),
    (Membership::YouthUnion, &["doan vien", "doan thanh nien", "doan vien thanh nien", "doan tncs", "doan tncs ho chi minh", "doan thanh nien cong san ho chi minh", "thanh nien", "dtn"]),
    (Membership::WomensUnion, &["hoi phu nu", "phu nu", "hoi vien phu nu", "hoi vien hoi phu nu", "hoi lien hiep phu nu", "hoi lhpn", "lhpn", "hpn"]),
    (Membership::FarmersUnion, &["hoi nong dan", "nong dan", "hoi vien nong dan", "hoi vien hoi nong dan", "hnd"]),
    (Membership::Veterans, &["hoi cuu chien binh", "cuu chien binh", "hoi vien cuu chien binh", "hoi vien hoi cuu chien binh", "hoi ccb", "ccb"]),
    (Membership::TradeUnion, &["cong doan", "cong doan vien", "doan vien cong doan"]),
    (Membership::ElderlyAssociation, &["hoi nguoi cao tuoi", "nguoi cao tuoi", "hoi vien nguoi cao tuoi", "hoi nct", "nct"]),
];
/// How offices write that there is none.
const NONE: [&str; 4] = ["", "khong", "khong co", "chua"];

/// The organisations that a cell names, with the words in it that name none.
pub(super) fn memberships(cell: &str) -> (BTreeSet<Membership>, Vec<String>) {
    let (mut known, mut unknown) = (BTreeSet::new(), Vec::new());
    for part in cell.split([',', ';', '/', '+', '\n']) {
        let plain: String = part.chars().map(|ch| if ch.is_alphanumeric() { ch } else { ' ' }).collect();
        let name = fold(&plain);
        match ORGANISATIONS.iter().find(|(_, names)| names.contains(&name.as_str())) {
            Some((membership, _)) => drop(known.insert(*membership)),
            None if NONE.contains(&name.as_str()) => (),
            None => unknown.push(part.trim().to_owned()),
        }
    }
    (known, unknown)
}

/// The word that the template uses for an organisation.
pub(super) fn organisation(membership: Membership) -> &'static str {
    match membership {
        Membership::Party => "Đảng viên",
        Membership::YouthUnion => "Đoàn thanh niên",
        Membership::WomensUnion => "Hội Phụ nữ",
        Membership::FarmersUnion => "Hội Nông dân",
        Membership::Veterans => "Hội Cựu chiến binh",
        Membership::TradeUnion => "Công đoàn",
        Membership::ElderlyAssociation => "Hội Người cao tuổi",
    }
}
