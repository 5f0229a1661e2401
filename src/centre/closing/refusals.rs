//! Why nothing was stated, frozen or signed, ready to be worded.

use super::check_line::CheckLine;
use crate::{
    centre::{NotAllowed, cases::actor_name, explain as notices, outcome::QueryError},
    domain::Moment,
    ledger::{LedgerError, RecordedActor},
    notices::Failure,
    text::{Words, codes, short_date},
};

/// Why nothing was stated or frozen.
#[derive(Debug, thiserror::Error)]
pub enum ClosingRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// There is no pack, so nobody knows the contest's days and rules.
    #[error("the contest's days are not known")]
    NoDays,
    /// The organiser's term is over: nobody is left to be ranked.
    #[error("the term is over since {at:?}")]
    TermOver {
        /// Since when.
        at: Moment,
    },
    /// These lines keep anything from being frozen.
    #[error("something blocks")]
    Blocked(Vec<CheckLine>),
    /// Nobody has stated a word about these lines.
    #[error("something is not stated")]
    Unstated(Vec<CheckLine>),
    /// The line has another figure than the one that was seen.
    #[error("the line has changed")]
    Changed(CheckLine),
    /// A word of no length, too long, or with characters that nobody sees.
    #[error("no word")]
    Word,
    /// Somebody else has frozen a set meanwhile.
    #[error("set {number} is taken")]
    Taken {
        /// The newest number.
        number: u32,
        /// Who froze it.
        by: RecordedActor,
        /// When.
        at: Moment,
    },
    /// No such number can be frozen.
    #[error("no next number")]
    Number,
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[from] LedgerError),
}

impl From<QueryError> for ClosingRefusal {
    fn from(fault: QueryError) -> Self {
        match fault {
            QueryError::NotAllowed(fault) => Self::NotAllowed(fault),
            QueryError::TermOver { at } => Self::TermOver { at },
            QueryError::Ledger(fault) => Self::Ledger(fault),
        }
    }
}

/// The refusal as a notice.
#[must_use]
pub fn explain(refusal: &ClosingRefusal, words: &Words) -> Failure {
    match refusal {
        ClosingRefusal::NotAllowed(NotAllowed) => notices::not_allowed(),
        ClosingRefusal::NoDays => Failure::new(codes::closing::NO_PACK, []),
        ClosingRefusal::TermOver { at } => Failure::new(codes::term::IS_OVER, [("date", short_date(at.date()))]),
        ClosingRefusal::Blocked(lines) => Failure::new(codes::closing::BLOCKED, [("lines", names(lines, words))]),
        ClosingRefusal::Unstated(lines) => Failure::new(codes::closing::UNSTATED, [("lines", names(lines, words))]),
        ClosingRefusal::Changed(line) => Failure::new(codes::closing::CHANGED, [("lines", names(&[*line], words))]),
        ClosingRefusal::Word => Failure::new(codes::closing::WORD, []),
        ClosingRefusal::Taken { number, by, at } => {
            let (hour, minute) = at.clock();
            let at = format!("{} {hour:02}:{minute:02}", short_date(at.date()));
            let values = [("number", number.to_string()), ("who", actor_name(by, words)), ("at", at)];
            Failure::new(codes::closing::TAKEN, values)
        }
        ClosingRefusal::Number => Failure::new(codes::closing::NO_SUCH_SET, []),
        ClosingRefusal::Ledger(fault) => notices::ledger(fault),
    }
}

fn names(lines: &[CheckLine], words: &Words) -> String {
    lines.iter().map(|line| words.get(line.key())).collect::<Vec<_>>().join(", ")
}
