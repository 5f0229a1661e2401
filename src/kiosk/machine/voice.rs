use crate::platform::{BriefRun, run_briefly};
use std::time::Duration;

/// What there is to read aloud with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// No program that speaks.
    Missing,
    /// One that has no Vietnamese, or does not answer.
    NotVietnamese,
    /// One that speaks Vietnamese.
    Ready,
}

const PATIENCE: Duration = Duration::from_secs(4);

/// The voices that espeak-ng lists for Vietnamese.
pub fn find() -> Voice {
    match run_briefly("espeak-ng", &["--voices=vi"], PATIENCE) {
        BriefRun::Missing => Voice::Missing,
        BriefRun::TooSlow => Voice::NotVietnamese,
        BriefRun::Ended { text, .. } => {
            // A heading, then a line a voice: its priority, its language, …
            let speaks = |line: &str| line.split_whitespace().nth(1).is_some_and(|language| language.starts_with("vi"));
            if text.lines().skip(1).any(speaks) { Voice::Ready } else { Voice::NotVietnamese }
        }
    }
}
