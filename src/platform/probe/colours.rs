#[cfg(not(windows))]
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// More colours than these are not counted.
const MANY: u32 = 1 << 24;
/// Where ncurses keeps its descriptions of terminals.
#[cfg(not(windows))]
const PLACES: [&str; 3] = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"];
/// Place of `max_colors` among the numbers of a description (term(5)).
#[cfg(not(windows))]
const COLOURS: usize = 13;
/// A description has at most 32 KiB (term(5)).
#[cfg(not(windows))]
const MOST: usize = 32 << 10;

/// How many colours the terminal has, as far as its environment and the description of its kind claim: nothing in a terminal's answers
/// proves it.
#[must_use]
pub fn terminal_colours() -> Option<u32> {
    #[cfg(windows)]
    return crate::platform::windows::takes_sequences().then_some(MANY);
    #[cfg(not(windows))]
    claimed_colours()
}

#[cfg(not(windows))]
fn claimed_colours() -> Option<u32> {
    let true_colour = env::var("COLORTERM").is_ok_and(|claimed| matches!(claimed.as_str(), "truecolor" | "24bit"));
    let kind = env::var("TERM").unwrap_or_default();
    match kind.as_str() {
        _ if true_colour => Some(MANY),
        "" => None,
        // Both have descriptions that name 256, and draw what is asked of them.
        kind if kind.starts_with("foot") || kind.ends_with("-direct") => Some(MANY),
        kind => described(kind).or_else(|| kind.contains("256color").then_some(256)),
    }
}

#[cfg(not(windows))]
fn described(kind: &str) -> Option<u32> {
    let first = kind.chars().next()?;
    if !kind.chars().all(|sign| sign.is_ascii_alphanumeric() || "-+._".contains(sign)) || kind.starts_with('.') {
        return None;
    }
    let own = env::var_os("TERMINFO").map(PathBuf::from);
    let home = env::var_os("HOME").map(|home| Path::new(&home).join(".terminfo"));
    let places = own.into_iter().chain(home).chain(PLACES.map(PathBuf::from));
    let named = |place: PathBuf| {
        let folders = [first.to_string(), format!("{:x}", u32::from(first))];
        folders.map(|folder| place.join(folder).join(kind))
    };
    places.flat_map(named).find_map(|file| colours_of(&fs::read(file).ok().filter(|bytes| bytes.len() <= MOST)?))
}

/// The number of colours in a compiled description, with numbers of 16 bits or of 32.
#[cfg(not(windows))]
fn colours_of(bytes: &[u8]) -> Option<u32> {
    let short = |at: usize| bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes);
    let width = match short(0)? {
        0o432 => 2,
        0o1036 => 4,
        _ => return None, // else: no description
    };
    let (names, flags, numbers) = (usize::from(short(2)?), usize::from(short(4)?), usize::from(short(6)?));
    let start = 12 + names + flags;
    let start = start + start % 2;
    let at = start + COLOURS * width;
    if numbers <= COLOURS {
        return Some(0);
    }
    if width == 2 {
        // A number that the terminal lacks is -1.
        return Some(short(at).filter(|number| *number < 0x8000).map_or(0, u32::from));
    }
    let number = bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)?;
    Some(if number < 0x8000_0000 { number } else { 0 })
}
