use std::collections::BTreeMap;

/// Sign that entries were made up. It explains itself, and the contest's rules state what follows from it
/// (docs/decisions/041-anomalies-are-settings.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// More tests handed in within twenty minutes than one keyboard can take.
    Burst,
    /// The same answers, or the same seconds, in three tests or more.
    Same,
    /// A test done faster than its questions can be read.
    Fast,
    /// More entries a day than the station's place allows.
    PerDay,
    /// The same key, or a few in turn, all through a test.
    Keys,
    /// A topic done in less than a third of the time that its required lessons take to read.
    FastTopics,
    /// Many papers of one shift and helper were opened and never handed in.
    Unfinished,
    /// A test was moved from one person to another.
    Moved,
    /// A test was handed in while the clock was behind what the station had recorded before.
    ClockBack,
    /// A test was handed in while the station doubted its clock.
    ClockDoubt,
    /// The station's data had been put back to an earlier state.
    RolledBack,
    /// Two copies of the station went on under one key.
    Clone,
    /// A topic was learnt in a group, and no lesson before it was long enough.
    Group,
    /// Papers were collected sooner after their printing than anybody can write them.
    PaperSoon,
    /// The machine started again between the printing and the collection of papers, so that no steady clock shows the time between.
    PaperBoots,
    /// The same letters on several papers, which all ask other questions.
    PaperAlike,
    /// Papers were keyed in faster than a sheet is read.
    PaperFast,
    /// Papers that were drawn for a second keying did not get it.
    PaperUnchecked,
    /// The second keying of papers differs much from the first.
    PaperRekeyed,
    /// A sheet that the centre drew by lot is not what was keyed in, or is not there.
    Sheet,
}

/// What the contest does with the entries that show a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignRule {
    /// They count, and nobody is asked.
    Count,
    /// They count, and the jury sees them.
    List,
    /// They do not count until a person has decided.
    Hold,
}

/// What a contest does with each sign; what is not in it has its usual rule (`Sign::usual`).
pub type SignRules = BTreeMap<Sign, SignRule>;

impl Sign {
    /// All signs, in the order of their bits.
    pub const ALL: [Self; 20] = [
        Self::Burst,
        Self::Same,
        Self::Fast,
        Self::PerDay,
        Self::Keys,
        Self::FastTopics,
        Self::Unfinished,
        Self::Moved,
        Self::ClockBack,
        Self::ClockDoubt,
        Self::RolledBack,
        Self::Clone,
        Self::Group,
        Self::PaperSoon,
        Self::PaperBoots,
        Self::PaperAlike,
        Self::PaperFast,
        Self::PaperUnchecked,
        Self::PaperRekeyed,
        Self::Sheet,
    ];

    /// Name in contest files, packs and cases.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Burst => "burst",
            Self::Same => "same",
            Self::Fast => "fast",
            Self::PerDay => "per-day",
            Self::Keys => "keys",
            Self::FastTopics => "fast-topics",
            Self::Unfinished => "unfinished",
            Self::Moved => "moved",
            Self::ClockBack => "clock-back",
            Self::ClockDoubt => "clock-doubt",
            Self::RolledBack => "rolled-back",
            Self::Clone => "clone",
            Self::Group => "group",
            Self::PaperSoon => "paper-soon",
            Self::PaperBoots => "paper-boots",
            Self::PaperAlike => "paper-alike",
            Self::PaperFast => "paper-fast",
            Self::PaperUnchecked => "paper-unchecked",
            Self::PaperRekeyed => "paper-rekeyed",
            Self::Sheet => "sheet",
        }
    }

    /// What is done with it where the contest states nothing. A group's topic without its lesson and papers without the time to write
    /// them have nothing to count by until a person has decided (docs/decisions/049-group-lessons-and-papers.md).
    #[must_use]
    pub fn usual(self) -> SignRule {
        match self {
            Self::Group | Self::PaperSoon => SignRule::Hold,
            Self::Burst
            | Self::Same
            | Self::Fast
            | Self::PerDay
            | Self::Keys
            | Self::FastTopics
            | Self::Unfinished
            | Self::Moved
            | Self::ClockBack
            | Self::ClockDoubt
            | Self::RolledBack
            | Self::Clone
            | Self::PaperBoots
            | Self::PaperAlike
            | Self::PaperFast
            | Self::PaperUnchecked
            | Self::PaperRekeyed
            | Self::Sheet => SignRule::List,
        }
    }

    /// Whether it is of single records, a group's topic or a paper: another record of the same person does not show it.
    #[must_use]
    pub fn is_of_records(self) -> bool {
        self as u32 >= Self::Group as u32
    }

    /// The sign of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sign| sign.as_str() == name)
    }

    /// Whether it is about the station's copies: what they recorded is held back until a person has decided about them, whatever the
    /// contest's rules state, and that decision is the only one.
    #[must_use]
    pub fn is_of_copies(self) -> bool {
        matches!(self, Self::RolledBack | Self::Clone)
    }

    /// Its bit in a person's standing.
    #[must_use]
    pub fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl SignRule {
    /// All rules.
    pub const ALL: [Self; 3] = [Self::Count, Self::List, Self::Hold];

    /// Name in contest files and packs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::List => "list",
            Self::Hold => "hold",
        }
    }

    /// The rule of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == name)
    }
}
