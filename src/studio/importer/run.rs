//! The terminal while the screen has it.

use super::{
    draw::draw,
    model::{Outcome, State},
};
use crate::{
    cli::Console,
    exchange::{Import, Item},
    platform::is_plain_console,
    tui::{ThemeName, draw::Theme},
};
use ratatui::{
    Terminal,
    backend::CrosstermBackend,
    crossterm::{
        event::{DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind, read},
        execute,
        terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
    },
};
use std::{
    io::{self, stdout},
    panic,
};

/// The questions that the person at the keyboard takes, as mended; nothing where they stop.
///
/// # Errors
/// The terminal cannot be taken, or is gone: nothing was decided.
pub fn look_through(file: &str, read: Import, console: &Console) -> io::Result<Option<Vec<Item>>> {
    let theme = Theme::from(if is_plain_console() { ThemeName::Console } else { ThemeName::Light });
    let mut state = State::new(file.to_owned(), read);
    let taken = Taken::new()?;
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    let outcome = loop {
        terminal.draw(|frame| draw(frame, &mut state, console.words(), &theme))?;
        let outcome = match self::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => state.press(key),
            Event::Paste(text) => {
                state.paste(&text);
                None
            }
            _ => None, // else: a new size is drawn
        };
        if let Some(outcome) = outcome {
            break outcome;
        }
    };
    drop(taken);
    Ok(match outcome {
        Outcome::Finished(items) => Some(items),
        Outcome::Stopped => None,
    })
}

/// The terminal is raw and on its other screen; dropping it gives it back.
struct Taken;

impl Taken {
    fn new() -> io::Result<Self> {
        enable_raw_mode()?;
        let taken = Self;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back();
            usual(info);
        }));
        Ok(taken)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        give_back();
    }
}

/// Nothing more can be done for a terminal that is gone.
fn give_back() {
    let _ = execute!(stdout(), DisableBracketedPaste, LeaveAlternateScreen);
    let _ = disable_raw_mode();
}
