use crate::{
    crypto::{LEAST_OWN, Passphrase, PassphraseFault},
    notices::{failure, weak_passphrase},
    platform::first_line,
    text::{Language, Words, codes},
    tui::Failure,
};
use crossterm::{
    event::{self, Event},
    terminal::{disable_raw_mode, enable_raw_mode},
};
use std::{
    io::{IsTerminal, Write, stderr, stdin},
    path::Path,
};
use zeroize::Zeroizing;

/// The passphrase that opens a station: from a file, or typed without echo. Never from an argument.
///
/// # Errors
/// The file cannot be read, or there is no keyboard to ask at.
pub fn ask(file: Option<&Path>) -> Result<Passphrase, Vec<Failure>> {
    let text = match file {
        Some(file) => from_file(file)?,
        None => from_keyboard().ok_or_else(|| vec![Failure::new(codes::store::NO_KEYBOARD, [])])?,
    };
    Passphrase::read(&text).map_err(|_| vec![Failure::new(codes::store::PASSPHRASE_WRONG, [])])
}

/// A passphrase of one's own for a new station: at least 20 characters (docs/decisions/012-before-enrolment.md), and not one that is
/// easy to guess. `personal` is what is guessed first.
///
/// # Errors
/// The file cannot be read, it is too short, or easy to guess.
pub fn own_from_file(file: &Path, personal: &[&str]) -> Result<Passphrase, Vec<Failure>> {
    let text = from_file(file)?;
    Passphrase::choose(&text, personal).map_err(|fault| match fault {
        PassphraseFault::Guessable(weakness) => vec![weak_passphrase(weakness)],
        // Empty, short, long or a slip in six syllables: the notice shows what a passphrase is.
        PassphraseFault::Empty | PassphraseFault::Weak(_) | PassphraseFault::Syllable(_) | PassphraseFault::TooLong => {
            failure(codes::store::PASSPHRASE_TOO_SHORT, [("least", LEAST_OWN.to_string())])
        }
    })
}

fn from_file(file: &Path) -> Result<Zeroizing<String>, Vec<Failure>> {
    first_line(file).ok_or_else(|| {
        vec![Failure::new(codes::store::PASSPHRASE_FILE_UNREADABLE, [("file", file.display().to_string())])]
    })
}

fn from_keyboard() -> Option<Zeroizing<String>> {
    if !stdin().is_terminal() {
        return None;
    }
    let _ = write!(stderr(), "{} ", Words::new(Language::Vietnamese).get("cli-ask-passphrase"));
    let _ = stderr().flush();
    enable_raw_mode().ok()?;
    let typed = type_line();
    let _ = disable_raw_mode();
    let _ = writeln!(stderr());
    typed
}

fn type_line() -> Option<Zeroizing<String>> {
    let mut typed = Zeroizing::new(String::new());
    loop {
        let Event::Key(key) = event::read().ok()? else { continue };
        let Some(press) = super::keys::press(key) else {
            // Here, before anything is open, Ctrl-C means what it means everywhere.
            if super::keys::is_interrupt(key) {
                return None;
            }
            continue;
        };
        match press {
            crate::tui::Press::Enter => return Some(typed),
            crate::tui::Press::Esc => return None,
            crate::tui::Press::Backspace => drop(typed.pop()),
            crate::tui::Press::ClearField => typed.clear(),
            crate::tui::Press::Char(ch) => typed.push(ch),
            _ => (),
        }
    }
}
