use super::{UnitCode, fold, old_tone_style};
use std::collections::HashMap;

/// What a unit's people live in, and what they work, learn or meet in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// Thôn.
    Village,
    /// Tổ dân phố.
    Neighbourhood,
    /// Khu dân cư.
    ResidentialArea,
    /// Cơ quan, đơn vị.
    Agency,
    /// Trường học.
    School,
    /// Doanh nghiệp.
    Enterprise,
    /// Hội, đoàn thể.
    Association,
}

impl PlaceKind {
    /// Every kind, in the order of lists.
    pub const ALL: [Self; 7] = [
        Self::Village,
        Self::Neighbourhood,
        Self::ResidentialArea,
        Self::Agency,
        Self::School,
        Self::Enterprise,
        Self::Association,
    ];

    /// People live there: its heads are a part of the unit's population. The others' heads are a roster.
    #[must_use]
    pub fn is_lived_in(self) -> bool {
        matches!(self, Self::Village | Self::Neighbourhood | Self::ResidentialArea)
    }
}

/// A village or an agency of a unit, as the unit lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Unit that the place is in.
    pub unit: UnitCode,
    /// Kind of place.
    pub kind: PlaceKind,
    /// Without the word for its kind where people live there: `Ngọc Lặc`.
    pub name: String,
    /// People who live there, or who are on its roster; none where nobody has counted.
    pub heads: Option<u32>,
}

/// Words for kinds of places, without marks: people leave them out or put them before a name, and neither makes another place.
const KIND_WORDS: [&str; 13] = [
    "thon ",
    "to dan pho ",
    "khu dan cu ",
    "tdp ",
    "kdc ",
    "khu ",
    "xom ",
    "co quan ",
    "don vi ",
    "truong hoc ",
    "truong ",
    "doanh nghiep ",
    "cong ty ",
];

/// What somebody means by what they typed, of a list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// The name of this place in the list, counted from 0: it is the only one that is spelled so, with marks or without.
    Listed(usize),
    /// Several names are spelled so without marks, and none of them with the marks that were typed.
    Unclear,
    /// No name of the list.
    Free,
}

/// The names that a few letters find, as their places in the list, the best first: spelled so; spelled so without marks; beginning
/// so; words of it beginning with the words that were typed, in their order; containing them. Nothing typed finds all.
///
/// `ngoc lac` and `n lac` find `thôn Ngọc Lặc`. Marks that were typed put the names that have them first; the order is the
/// list's among equals.
#[must_use]
pub fn find_names(names: &[String], typed: &str) -> Vec<usize> {
    let wanted = Spelling::new(typed);
    let mut found: Vec<(u8, usize)> =
        names.iter().enumerate().filter_map(|(at, name)| Some((wanted.rank(&Spelling::new(name))?, at))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

/// Which name of a list is meant by a text as a whole: what a station writes instead of the text, so that one place has one
/// spelling. Case, spaces, the tone style and the word for the kind do not matter; marks do where several names differ by them alone.
#[must_use]
pub fn meant(names: &[String], typed: &str) -> Meant {
    KnownNames::new(names).meant(typed)
}

/// Names of a list, made ready for many questions which of them is meant.
#[derive(Clone, Debug, Default)]
pub struct KnownNames {
    /// Places in the list by the spelling with marks.
    marked: HashMap<String, Vec<usize>>,
    /// The same by the spelling without marks and without the word for the kind.
    core: HashMap<String, Vec<usize>>,
}

impl KnownNames {
    /// The names of this list.
    #[must_use]
    pub fn new(names: &[String]) -> Self {
        let mut known = Self::default();
        for (at, name) in names.iter().enumerate() {
            let spelling = Spelling::new(name);
            known.core.entry(spelling.core().to_owned()).or_default().push(at);
            known.marked.entry(spelling.marked).or_default().push(at);
        }
        known
    }

    /// As `meant`.
    #[must_use]
    pub fn meant(&self, typed: &str) -> Meant {
        let wanted = Spelling::new(typed);
        if wanted.plain.is_empty() {
            return Meant::Free;
        }
        let of = |found: Option<&Vec<usize>>| found.map(Vec::as_slice).unwrap_or_default().to_vec();
        match (of(self.marked.get(&wanted.marked)).as_slice(), of(self.core.get(wanted.core())).as_slice()) {
            ([only], _) | ([], [only]) => Meant::Listed(*only),
            ([], []) => Meant::Free,
            _ => Meant::Unclear, // else: names that nothing distinguishes
        }
    }
}

struct Spelling {
    /// In lower case, in the traditional tone style.
    marked: String,
    /// Without marks.
    plain: String,
}

impl Spelling {
    fn new(text: &str) -> Self {
        Self { marked: old_tone_style(text).to_lowercase(), plain: fold(text) }
    }

    /// Without marks and without the word for the kind.
    fn core(&self) -> &str {
        KIND_WORDS.iter().find_map(|word| self.plain.strip_prefix(word)).unwrap_or(&self.plain)
    }

    fn rank(&self, name: &Self) -> Option<u8> {
        match () {
            () if self.marked == name.marked => Some(0),
            () if self.plain == name.plain || self.core() == name.core() => Some(1),
            () if name.marked.starts_with(&self.marked) => Some(2),
            () if name.plain.starts_with(&self.plain) || name.core().starts_with(self.core()) => Some(3),
            () if self.begins_words_of(name) => Some(4),
            () if name.plain.contains(&self.plain) => Some(5),
            () => None,
        }
    }

    fn begins_words_of(&self, name: &Self) -> bool {
        let mut words = name.plain.split(' ');
        self.core().split(' ').all(|typed| words.any(|word| word.starts_with(typed)))
    }
}
