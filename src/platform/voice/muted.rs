//! Whether the machine's sound is switched off, by whichever program of its sound system is there.

use crate::platform::{BriefRun, run_briefly};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(2);

/// Whether sound is muted or turned down to nothing; none where nothing reports it.
#[must_use]
pub fn is_muted() -> Option<bool> {
    let ask = |program, args: &[&str]| match run_briefly(program, args, PATIENCE) {
        BriefRun::Ended { well: true, text } => Some(text),
        BriefRun::Ended { well: false, .. } | BriefRun::Missing | BriefRun::TooSlow => None,
    };
    if let Some(text) = ask("wpctl", &["get-volume", "@DEFAULT_AUDIO_SINK@"]) {
        return Some(text.contains("[MUTED]") || text.contains("Volume: 0.00"));
    }
    if let Some(text) = ask("pactl", &["get-sink-mute", "@DEFAULT_SINK@"]) {
        let volume = ask("pactl", &["get-sink-volume", "@DEFAULT_SINK@"]).unwrap_or_default();
        return Some(text.contains("yes") || is_nothing(&volume));
    }
    let mixer = ask("amixer", &["get", "Master"])?;
    // `Front Left: Playback 0 [0%] [-65.25dB] [off]`
    Some(mixer.contains("[off]") || is_nothing(&mixer))
}

/// Whether every percentage of a text is 0, and there is one.
fn is_nothing(text: &str) -> bool {
    let figures = text.split('%').rev().skip(1);
    let digits = figures.map(|before| before.rsplit(|sign: char| !sign.is_ascii_digit()).next().unwrap_or_default());
    let mut figures = digits.filter(|digits| !digits.is_empty()).peekable();
    figures.peek().is_some() && figures.all(|figure| figure.chars().all(|digit| digit == '0'))
}
