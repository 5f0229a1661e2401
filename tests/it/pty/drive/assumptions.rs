//! How long people take: the table of docs/EVENING.md, in seconds.

use std::time::Duration;

/// A key that a volunteer presses.
pub const VOLUNTEER_KEY: Duration = Duration::from_secs(2);
/// A key that a resident presses.
pub const RESIDENT_KEY: Duration = Duration::from_secs(4);
/// Syllables read aloud in a minute, or by oneself.
pub const SYLLABLES_A_MINUTE: usize = 100;
/// Thinking about a question.
pub const THINKING: Duration = Duration::from_secs(12);
/// A sheet goes from one hand to another.
pub const SHEET: Duration = Duration::from_secs(6);
/// Somebody comes to the laptop and sits down, until the one before has gone.
pub const SEAT: Duration = Duration::from_secs(20);
/// A card is taken out and laid before the volunteer; what is asked is answered.
pub const CARD: Duration = Duration::from_secs(10);
/// Whether everything was heard and is agreed to: asked and answered.
pub const CONSENT: Duration = Duration::from_secs(4);
/// A name is called and answered.
pub const NAME: Duration = Duration::from_secs(3);
/// Hands that are raised for one option are counted.
pub const HANDS: Duration = Duration::from_secs(5);
/// A cross on a sheet.
pub const CROSS: Duration = Duration::from_secs(4);
/// Name, birth year, signature and message on a sheet.
pub const SIGNING: Duration = Duration::from_secs(90);
/// Volunteers change places.
pub const CHANGE: Duration = Duration::from_secs(6);
/// A stick is plugged in or pulled out.
pub const STICK: Duration = Duration::from_secs(10);
/// Part of the writers' time by which the slowest is slower than the mean.
pub const SLOWEST: f64 = 1.25;

/// How long so many syllables are read.
pub fn reading(syllables: usize) -> Duration {
    Duration::from_secs_f64(syllables as f64 * 60.0 / SYLLABLES_A_MINUTE as f64)
}

/// Words with a letter in them: in Vietnamese, syllables.
pub fn syllables(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

/// Syllables of a screen without its head and its row of keys.
pub fn syllables_of_screen(text: &str) -> usize {
    let rows: Vec<&str> = text.lines().skip(2).filter(|row| !row.trim().is_empty()).collect();
    rows.split_last().map_or(0, |(_, rows)| rows.iter().map(|row| syllables(row)).sum())
}
