//! Prizes of the contest: how many, by what, and what equal results lead to (docs/decisions/064-prizes-and-the-frozen-set.md).

use std::{cmp::Reverse, ops::RangeInclusive};

/// Most prizes of a kind that a contest file can name.
pub const MOST_PRIZES: u8 = 50;

/// What the letter names, and what it leaves open, with defaults that are printed beside every list they decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrizeRules {
    /// How many communes get a prize.
    pub communes: u8,
    /// How many persons get each prize, in the order of `Prize::ALL`.
    pub persons: [u8; 4],
    /// Who is counted for a commune's rate.
    pub counts: PrizeCounts,
    /// What decides between persons of one score.
    pub ties: TieRule,
}

/// Who is counted for a commune's rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrizeCounts {
    /// Residents with a valid entry at a station, on paper too.
    Valid,
    /// These and who took part on One Touch, each once.
    TookPart,
}

/// What decides between persons of one score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieRule {
    /// The fewer seconds; a test on paper, whose time nobody stops, is behind those with a time.
    Seconds,
    /// The jury alone.
    Jury,
}

/// Prize of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Prize {
    /// First.
    First,
    /// Second.
    Second,
    /// Third.
    Third,
    /// Consolation.
    Consolation,
}

/// What a place leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Award<P> {
    /// This prize: it is enough for all who share the place.
    Given(P),
    /// The jury decides: some who share the place get a prize, or a higher one, and others do not.
    Jury,
    /// None.
    Nothing,
}

/// What makes one of two results the better one.
pub type Worth = (Reverse<u8>, u32);

impl Default for PrizeRules {
    fn default() -> Self {
        Self { communes: 10, persons: [1, 2, 3, 5], counts: PrizeCounts::Valid, ties: TieRule::Seconds }
    }
}

impl PrizeRules {
    /// How many persons get a prize.
    #[must_use]
    pub fn all_persons(&self) -> u32 {
        self.persons.iter().map(|count| u32::from(*count)).sum()
    }

    /// By what persons are in order, the best first: the score, then the seconds where they decide.
    #[must_use]
    pub fn worth(&self, score: u8, seconds: Option<u32>) -> Worth {
        let seconds = match self.ties {
            TieRule::Seconds => seconds.unwrap_or(u32::MAX),
            TieRule::Jury => 0,
        };
        (Reverse(score), seconds)
    }

    /// What persons who share these places get.
    #[must_use]
    pub fn award(&self, places: &RangeInclusive<u64>) -> Award<Prize> {
        let mut from = 1;
        for (prize, count) in Prize::ALL.into_iter().zip(self.persons) {
            let next = from + u64::from(count);
            if *places.start() >= from && *places.end() < next {
                return Award::Given(prize);
            }
            from = next;
        }
        if *places.start() < from { Award::Jury } else { Award::Nothing }
    }

    /// What communes that share these places get.
    #[must_use]
    pub fn commune_award(&self, places: &RangeInclusive<u64>) -> Award<()> {
        let most = u64::from(self.communes);
        match (*places.start() <= most, *places.end() <= most) {
            (true, true) => Award::Given(()),
            (true, false) => Award::Jury,
            (false, _) => Award::Nothing,
        }
    }
}

impl PrizeCounts {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Valid, Self::TookPart];

    /// Name in contest files and packs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::TookPart => "took-part",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

impl TieRule {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Seconds, Self::Jury];

    /// Name in contest files and packs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Jury => "jury",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

impl Prize {
    /// All prizes, the highest first.
    pub const ALL: [Self; 4] = [Self::First, Self::Second, Self::Third, Self::Consolation];

    /// Name in contest files, packs and frozen sets.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Third => "third",
            Self::Consolation => "consolation",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// The places of a list that is in order, one for each of it: equal neighbours share theirs, from the first to the last of them.
#[must_use]
pub fn shared_places<W: PartialEq>(worths: &[W]) -> Vec<RangeInclusive<u64>> {
    let mut places = Vec::with_capacity(worths.len());
    let mut next = 1;
    for equal in worths.chunk_by(|one, other| one == other) {
        let after = next + u64::try_from(equal.len()).unwrap_or(u64::MAX);
        places.extend(equal.iter().map(|_| next..=after - 1));
        next = after;
    }
    places
}
