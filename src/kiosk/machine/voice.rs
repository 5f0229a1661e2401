use crate::platform::{BriefRun, has_dispatcher, lists_voice, run_briefly};
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
    /// The desktop's own, which does not list its voices to others.
    Dispatcher,
    /// Windows' own, none of which speaks Vietnamese.
    NotInWindows,
}

const PATIENCE: Duration = Duration::from_secs(4);

/// The voices that Windows lists, or espeak-ng, for Vietnamese; without it, whether the desktop has a voice of its own.
pub fn find() -> Voice {
    if let Some(speaks) = lists_voice("vi") {
        return if speaks { Voice::Ready } else { Voice::NotInWindows };
    }
    match run_briefly("espeak-ng", &["--voices=vi"], PATIENCE) {
        BriefRun::Missing if has_dispatcher() => Voice::Dispatcher,
        BriefRun::Missing => Voice::Missing,
        BriefRun::TooSlow => Voice::NotVietnamese,
        BriefRun::Ended { text, .. } => {
            // A heading, then a line a voice: its priority, its language, …
            let speaks = |line: &str| line.split_whitespace().nth(1).is_some_and(|language| language.starts_with("vi"));
            if text.lines().skip(1).any(speaks) { Voice::Ready } else { Voice::NotVietnamese }
        }
    }
}
