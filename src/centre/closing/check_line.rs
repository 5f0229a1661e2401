//! Lines of the closing checklist.

use crate::{
    crypto::demo_centre::CONTEST,
    text::{Words, plain},
};

/// Line of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckLine {
    /// Days of the contest that are still to come, the last one included.
    Days,
    /// Cases on which it depends whether entries count.
    Cases,
    /// Bundles that wait for a decision.
    Quarantine,
    /// People whose entries wait for something.
    Entries,
    /// Signs that nobody has looked at.
    Signs,
    /// Numbers of bundles that are missing.
    Gaps,
    /// Bundles that arrived after the last day.
    Late,
    /// Stations that have not handed in since the last day.
    Silent,
    /// Stations whose clock is in doubt.
    Clocks,
    /// Sheets drawn by lot that nobody has looked at.
    Sheets,
    /// Requests about own data that wait.
    Requests,
    /// Persons and communes between whom the jury decides.
    Equal,
}

/// What a line above zero means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckWeight {
    /// Nothing is frozen before it is at zero.
    Blocks,
    /// Somebody states a word about it.
    Word,
}

impl CheckLine {
    /// All lines, in the order of the page.
    pub const ALL: [Self; 12] = [
        Self::Days,
        Self::Cases,
        Self::Quarantine,
        Self::Entries,
        Self::Signs,
        Self::Gaps,
        Self::Late,
        Self::Silent,
        Self::Clocks,
        Self::Sheets,
        Self::Requests,
        Self::Equal,
    ];

    /// Name in files, forms and commands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Cases => "cases",
            Self::Quarantine => "quarantine",
            Self::Entries => "entries",
            Self::Signs => "signs",
            Self::Gaps => "gaps",
            Self::Late => "late",
            Self::Silent => "silent",
            Self::Clocks => "clocks",
            Self::Sheets => "sheets",
            Self::Requests => "requests",
            Self::Equal => "equal",
        }
    }

    /// The line of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|line| line.as_str() == name)
    }

    /// Text key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Days => "final-line-days",
            Self::Cases => "final-line-cases",
            Self::Quarantine => "final-line-quarantine",
            Self::Entries => "final-line-entries",
            Self::Signs => "final-line-signs",
            Self::Gaps => "final-line-gaps",
            Self::Late => "final-line-late",
            Self::Silent => "final-line-silent",
            Self::Clocks => "final-line-clocks",
            Self::Sheets => "final-line-sheets",
            Self::Requests => "final-line-requests",
            Self::Equal => "final-line-equal",
        }
    }

    /// What it means above zero. What somebody can decide at once blocks, what may never end does not. The demo's contest never ends.
    pub(super) fn weight(self, is_demo: bool) -> CheckWeight {
        match self {
            Self::Days if is_demo => CheckWeight::Word,
            Self::Days | Self::Cases | Self::Quarantine => CheckWeight::Blocks,
            Self::Entries
            | Self::Signs
            | Self::Gaps
            | Self::Late
            | Self::Silent
            | Self::Clocks
            | Self::Sheets
            | Self::Requests
            | Self::Equal => CheckWeight::Word,
        }
    }
}

/// Name and figure of a line as people read them. The demo's contest has no last day, so that its days are not counted down.
#[must_use]
pub fn line_shown(line: CheckLine, figure: u64, is_demo: bool, words: &Words) -> (String, Option<u64>) {
    if is_demo && line == CheckLine::Days && figure > 0 {
        return (words.get("final-line-days-demo").into_owned(), None);
    }
    (words.get(line.key()).into_owned(), Some(figure))
}

/// The same of a line of a set; one of another version as it is written.
#[must_use]
pub fn set_line_shown(line: &str, figure: u64, contest: &str, words: &Words) -> (String, Option<u64>) {
    match CheckLine::parse(line) {
        Some(line) => line_shown(line, figure, contest == CONTEST, words),
        None => (plain(line), Some(figure)),
    }
}
