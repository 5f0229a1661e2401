use crate::{
    platform::{TerminalAnswers, ask_terminal, terminal_colours, terminal_size},
    text::vietnamese_letters,
    tui::{Drawing, TerminalFacts},
};
use std::time::Duration;

/// A terminal on this machine answers within a few milliseconds; one that has not by then never will, or is too far away to work with.
const PATIENCE: Duration = Duration::from_millis(500);
/// Letters of one question: a row has room for them all.
const AT_ONCE: usize = 24;
/// What is drawn besides letters: half blocks of QR codes, frames, and the signs of the station's pages.
const BLOCKS: &str = "▄█▀─│┌┘═║✓✗▲●→←↑↓■…–“”";

/// The environment that a terminal is judged by.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set.
    pub locale: Option<String>,
}

impl Settings {
    /// Those of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
        Self { locale: ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set) }
    }

    /// The locale as it is set, where it is none of UTF-8. One that is not set is the `C` of old.
    fn other_locale(&self) -> Option<String> {
        let locale = self.locale.clone().unwrap_or_else(|| "C".to_owned());
        let plain = locale.to_lowercase().replace('-', "");
        (!plain.contains("utf8")).then_some(locale)
    }
}

/// What the terminal is like. Nobody else may read it meanwhile.
#[must_use]
pub fn measured() -> TerminalFacts {
    TerminalFacts {
        size: terminal_size(),
        colours: terminal_colours(),
        other_locale: if cfg!(unix) { Settings::of_process().other_locale() } else { None },
        drawing: drawing(),
    }
}

/// One letter of three bytes comes first: a terminal that does not read UTF-8 is asked no more, since bytes of the others may be commands
/// to it.
fn drawing() -> Drawing {
    let letters = vietnamese_letters();
    let widest = letters.iter().find(|letter| letter.len_utf8() == 3).map(char::to_string).unwrap_or_default();
    match ask_terminal(&[widest], PATIENCE) {
        TerminalAnswers::NoTerminal => Drawing::NoTerminal,
        TerminalAnswers::Silent => Drawing::Silent,
        // Two columns are a letter that is drawn too wide, three are three letters.
        TerminalAnswers::Widths(widths) if widths.first().is_some_and(|width| *width > 2) => Drawing::NotUtf8,
        TerminalAnswers::Widths(_) => drawn(&letters),
    }
}

fn drawn(letters: &[char]) -> Drawing {
    let rows: Vec<String> = letters.chunks(AT_ONCE).map(|row| row.iter().collect()).collect();
    let blocks: Vec<char> = BLOCKS.chars().collect();
    let pieces: Vec<String> = rows.iter().cloned().chain([BLOCKS.to_owned()]).collect();
    let TerminalAnswers::Widths(widths) = ask_terminal(&pieces, PATIENCE) else { return Drawing::Silent };
    // Only what is in a row of another width than its letters is asked about one by one.
    let doubted: Vec<char> = letters
        .chunks(AT_ONCE)
        .chain([blocks.as_slice()])
        .zip(&widths)
        .filter(|(row, width)| row.len() != usize::from(**width))
        .flat_map(|(row, _)| row.iter().copied())
        .collect();
    let single: Vec<String> = doubted.iter().map(char::to_string).collect();
    let TerminalAnswers::Widths(widths) = ask_terminal(&single, PATIENCE) else { return Drawing::Silent };
    let wrong: Vec<char> =
        doubted.iter().zip(&widths).filter(|(_, width)| **width != 1).map(|(sign, _)| *sign).collect();
    let (wrong_blocks, wrong): (Vec<char>, Vec<char>) = wrong.into_iter().partition(|sign| blocks.contains(sign));
    Drawing::Measured { letters: letters.len(), wrong, wrong_blocks: wrong_blocks.len() }
}
