//! Printers as the check sees them. A test page is printed elsewhere: this only finds out whether there is a queue that could take one.

use crate::platform::{BriefRun, run_briefly};
use std::time::Duration;

/// What there is to print with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printer {
    /// No printing program.
    Missing,
    /// The printing service does not answer.
    Silent,
    /// A service with so many queues.
    Queues(usize),
}

const PATIENCE: Duration = Duration::from_secs(4);

/// The queues that CUPS offers to this user.
pub fn find() -> Printer {
    match run_briefly("lpstat", &["-e"], PATIENCE) {
        BriefRun::Missing => Printer::Missing,
        BriefRun::TooSlow => Printer::Silent,
        // Without a service, and without a queue, it ends with an error and prints nothing.
        BriefRun::Ended { text, .. } => Printer::Queues(text.lines().filter(|line| !line.trim().is_empty()).count()),
    }
}
