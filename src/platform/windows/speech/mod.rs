//! Speech by SAPI 5, with the voices of both of Windows' lists: Vietnamese is in the newer one alone, which comes with the language.
//!
//! The program itself, started once more, speaks a sentence: its end is the end of the sentence, to end it is to be silent at once, and a voice
//! that comes apart takes no station with it.

mod sapi;
mod voices;

pub use sapi::has_sound;
pub use voices::has_language;

use std::{
    io::{self, Read, Write},
    process::{Child, ExitCode, Stdio},
};

/// How one that was started to speak ends: all else than these and 0 is a voice that broke off.
const NO_LANGUAGE: u8 = 3;
const NO_SOUND: u8 = 4;

/// Set for one that is started to speak: language, words a minute and loudness in percent.
const SPEAKS: &str = "TRAMSO_SPEAKS";
/// No sentence is longer.
const MOST: u64 = 64 << 10;

/// How a sentence ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpokenEnd {
    /// All of it was spoken.
    Well,
    /// There is no voice of this language.
    NoLanguage,
    /// The sound goes nowhere.
    NoSound,
    /// The voice broke off.
    Broken,
}

/// Starts a process that speaks a text.
pub fn begin(text: &str, (language, words_a_minute, loudness): (&str, u16, u16)) -> io::Result<Child> {
    let mut command = std::process::Command::new(std::env::current_exe()?);
    command.env(SPEAKS, format!("{language} {words_a_minute} {loudness}"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    super::ends_with_us(&child);
    if let Some(mut pipe) = child.stdin.take() {
        let _ = pipe.write_all(text.as_bytes()); // a voice that has gone away needs no more text
    }
    Ok(child)
}

/// What the end of such a process means.
pub fn end_of(status: Option<i32>) -> SpokenEnd {
    match status.and_then(|status| u8::try_from(status).ok()) {
        Some(0) => SpokenEnd::Well,
        Some(NO_LANGUAGE) => SpokenEnd::NoLanguage,
        Some(NO_SOUND) => SpokenEnd::NoSound,
        Some(_) | None => SpokenEnd::Broken,
    }
}

/// Speaks what comes on standard input, where this process was started for that; returns how it ends then.
pub fn speak_where_asked() -> Option<ExitCode> {
    let asked = std::env::var(SPEAKS).ok()?;
    let mut parts = asked.split(' ');
    let (language, pace, loudness) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let mut text = String::new();
    let read = io::stdin().take(MOST).read_to_string(&mut text);
    Some(match read.map(|_| sapi::speak(&text, language, pace, loudness)) {
        Ok(SpokenEnd::Well) => ExitCode::SUCCESS,
        Ok(SpokenEnd::NoLanguage) => ExitCode::from(NO_LANGUAGE),
        Ok(SpokenEnd::NoSound) => ExitCode::from(NO_SOUND),
        Ok(SpokenEnd::Broken) | Err(_) => ExitCode::FAILURE,
    })
}
