//! Faults of a campaign's files: where, by which rule, how severe, and what.

mod bank;
mod contest;
mod course;
mod fact;
mod file;
mod kind;
mod place;
mod question;
mod rule;

pub use bank::BankFault;
pub use contest::{ContestFault, LinkFault};
pub use course::CourseFault;
pub use fact::FactFault;
pub use file::{FileFault, Wanted};
pub use kind::FaultKind;
pub use place::PlaceFault;
pub use question::{Mixed, QuestionFault};
pub(super) use rule::SENTENCE_MOST;
pub use rule::{RULES, Rule};

/// One thing wrong in a campaign's files, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path below the campaign's folder.
    pub file: String,
    /// Counted from 1; also 1 where the file as a whole is meant.
    pub line: u32,
    /// Short name of the rule, as docs and handbooks list it: `I09`.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The fault itself, with its values.
    pub what: FaultKind,
}

/// How grave a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The content is refused.
    Error,
    /// The content is accepted; somebody should look.
    Warning,
}

/// Most faults that are listed: more come only from files that are no content at all.
const MOST_FAULTS: usize = 5_000;

/// Collects what is found, up to a limit, whatever a hostile file holds.
#[derive(Default)]
pub(super) struct Faults {
    list: Vec<Fault>,
}

impl Faults {
    pub fn add(&mut self, file: &str, line: u32, what: FaultKind) {
        let what = match self.list.len() {
            MOST_FAULTS => FaultKind::File(FileFault::TooManyFaults { listed: MOST_FAULTS }),
            more if more > MOST_FAULTS => return,
            _ => what,
        };
        self.list.push(Fault { file: file.to_owned(), line, rule: what.rule(), severity: what.severity(), what });
    }

    /// All faults by file and line; those of one line in the order in which they were found.
    pub fn sorted(mut self) -> Vec<Fault> {
        self.list.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        self.list
    }
}
