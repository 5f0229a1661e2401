use serde::{Deserialize, Serialize};

/// Why a record does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// What was declared does not hash to the person's key.
    Number,
    /// The paper is not the one that this station draws for this person and attempt.
    Paper,
    /// The answers are not to the questions of the paper.
    Answers,
    /// Not every question was answered.
    Incomplete,
    /// The attempt was handed in before.
    Twice,
    /// More attempts than the contest allows.
    Attempts,
    /// Before the contest opened.
    Early,
    /// After it had closed.
    Late,
    /// Outside the days for which the station has a place.
    Outside,
    /// No shift was open: nobody vouches for it.
    Shift,
    /// It shows a sign of being made up, and a person has decided that it does not count.
    Sign,
    /// No paper of this number was printed at the station.
    Unprinted,
    /// The paper was struck out before.
    Void,
    /// The paper was not collected before it was keyed in.
    Uncollected,
    /// The paper was keyed in before.
    PaperTwice,
    /// The contest has no tests on paper.
    NoPaper,
}

impl Reason {
    /// As receipts write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Paper => "paper",
            Self::Answers => "answers",
            Self::Incomplete => "incomplete",
            Self::Twice => "twice",
            Self::Attempts => "attempts",
            Self::Early => "early",
            Self::Late => "late",
            Self::Outside => "outside",
            Self::Shift => "no-shift",
            Self::Sign => "sign",
            Self::Unprinted => "paper-unprinted",
            Self::Void => "paper-void",
            Self::Uncollected => "paper-uncollected",
            Self::PaperTwice => "paper-twice",
            Self::NoPaper => "no-paper",
        }
    }
}
