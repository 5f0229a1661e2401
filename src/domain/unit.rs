use super::fold;
use std::{fmt, num::NonZeroU8};

/// The five-digit code of a commune-level unit (Quyết định 19/2025/QĐ-TTg).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitCode(String);

impl UnitCode {
    /// A code of exactly five digits, or nothing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 5 && text.bytes().all(|ch| ch.is_ascii_digit())).then(|| Self(text.to_owned()))
    }

    /// The five digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnitCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "UnitCode({})", self.0)
    }
}

/// xã, phường or đặc khu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// Xã.
    Commune,
    /// Phường.
    Ward,
    /// Đặc khu.
    SpecialZone,
}

/// One of the city's 114 commune-level units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Code of the General Statistics Office.
    pub code: UnitCode,
    /// Commune, ward or special zone.
    pub kind: UnitKind,
    /// Name without its kind.
    pub name: String,
    /// Inhabitants.
    pub population: u32,
    /// The population comes from a corrected source and waits for the office to confirm it.
    pub population_inferred: bool,
}

/// The units whose name contains what was typed, those that begin with it first; marks count only when they were typed, so
/// that Cẩm Giang and Cẩm Giàng are both found by `cam giang` and distinguished by their marks.
#[must_use]
pub fn find_units<'a>(units: &'a [Unit], typed: &str) -> Vec<&'a Unit> {
    let wanted = fold(typed);
    let exact = super::old_tone_style(typed).to_lowercase();
    let mut found: Vec<(u8, &Unit)> = units
        .iter()
        .filter_map(|unit| {
            let name = fold(&unit.name);
            let spelled = super::old_tone_style(&unit.name).to_lowercase();
            match () {
                () if spelled == exact => Some((0, unit)),
                () if spelled.starts_with(&exact) => Some((1, unit)),
                () if name.starts_with(&wanted) => Some((2, unit)),
                () if name.contains(&wanted) => Some((3, unit)),
                () => None,
            }
        })
        .collect();
    found.sort_by_key(|(rank, unit)| (*rank, unit.name.clone()));
    found.into_iter().map(|(_, unit)| unit).collect()
}

/// Which of the contest's topics, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(pub NonZeroU8);

impl TopicId {
    /// A topic's number, or nothing for 0.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        NonZeroU8::new(number).map(Self)
    }

    /// Its number, from 1.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0.get()
    }
}

/// One of the contest's topics (chuyên đề).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Number of the topic.
    pub id: TopicId,
    /// Title, as the list of topics shows it.
    pub title: String,
    /// A few words for narrow places.
    pub short: String,
}
