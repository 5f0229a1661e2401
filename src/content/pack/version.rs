use crate::domain::{Contest, PaperFrom, PrizeRules};
use std::fmt;

/// A version of this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AppVersion {
    /// First number.
    pub major: u16,
    /// Second number.
    pub minor: u16,
    /// Third number.
    pub patch: u16,
}

impl AppVersion {
    /// None is older.
    pub const LOWEST: Self = Self { major: 0, minor: 0, patch: 0 };

    /// Reads `0.1.0`: three numbers without a sign, a zero before them or anything behind.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(|number| number.parse::<u16>().ok());
        let (major, minor, patch) = (numbers.next()??, numbers.next()??, numbers.next()??);
        let version = Self { major, minor, patch };
        (version.to_string() == text).then_some(version)
    }

    /// The first program that reads a contest: 0.2.0 where it uses a field of the second edition, else 0.1.0 (docs/FORMATS.md, Editions).
    #[must_use]
    pub fn first_for(contest: &Contest) -> Self {
        let rules = &contest.rules;
        let is_first_evening = rules.groups && rules.on_paper && !rules.paper_ranks;
        let is_first_contest = !contest.rehearsal
            && contest.help_links.is_empty()
            && rules.prizes == PrizeRules::default()
            && contest.certificate.is_none();
        let is_first_edition =
            rules.signs.is_empty() && rules.paper_from == PaperFrom::All && is_first_evening && is_first_contest;
        let minor = if is_first_edition { 1 } else { 2 };
        Self { major: 0, minor, patch: 0 }
    }

    /// The program that is running.
    #[must_use]
    pub fn own() -> Self {
        // Cargo gives three numbers; a mark behind them, as of a trial version, does not count.
        let text = env!("CARGO_PKG_VERSION").split('-').next().unwrap_or_default();
        Self::parse(text).unwrap_or(Self::LOWEST)
    }
}

impl fmt::Display for AppVersion {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}
