use crate::tui::Press;
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What a key of the terminal means to the screens; nothing for keys that have no meaning here, which are all that would
/// end, stop or hold another program (Ctrl-C, Ctrl-Z, Ctrl-\, Ctrl-S, Alt combinations, media keys).
#[must_use]
pub fn press(key: KeyEvent) -> Option<Press> {
    if is_release(key) {
        return None;
    }
    let with = |modifier| key.modifiers.contains(modifier);
    if with(KeyModifiers::ALT) || with(KeyModifiers::SUPER) || with(KeyModifiers::META) {
        // Shift-Tab arrives as Alt-Tab on a plain console (docs/DESIGN.md 11.4).
        return (key.code == KeyCode::Tab).then_some(Press::BackTab);
    }
    if with(KeyModifiers::CONTROL) {
        return match key.code {
            KeyCode::Left => Some(Press::WordLeft),
            KeyCode::Right => Some(Press::WordRight),
            // Ctrl-J is an Enter that was typed before the terminal was in raw mode, which had turned it into a line feed. Ctrl-H is
            // Backspace on old terminals.
            KeyCode::Char('j' | 'm') | KeyCode::Enter => Some(Press::Enter),
            KeyCode::Char('h') | KeyCode::Backspace => Some(Press::Backspace),
            KeyCode::Char('u') => Some(Press::ClearField),
            _ => None,
        };
    }
    match key.code {
        KeyCode::Char(ch) => Some(Press::Char(ch)),
        KeyCode::Enter => Some(Press::Enter),
        KeyCode::Esc => Some(Press::Esc),
        KeyCode::Backspace => Some(Press::Backspace),
        KeyCode::Delete => Some(Press::Delete),
        KeyCode::Up => Some(Press::Up),
        KeyCode::Down => Some(Press::Down),
        KeyCode::Left => Some(Press::Left),
        KeyCode::Right => Some(Press::Right),
        KeyCode::Home => Some(Press::Home),
        KeyCode::End => Some(Press::End),
        KeyCode::PageUp => Some(Press::PageUp),
        KeyCode::PageDown => Some(Press::PageDown),
        KeyCode::Tab => Some(Press::Tab),
        KeyCode::BackTab => Some(Press::BackTab),
        KeyCode::F(number) => Some(Press::F(number)),
        _ => None,
    }
}

/// Windows and some terminals report that a key was let go, too (crossterm#752).
#[must_use]
pub fn is_release(key: KeyEvent) -> bool {
    key.kind == KeyEventKind::Release
}

/// Ctrl-C pressed, which ends other programs.
#[must_use]
pub fn is_interrupt(key: KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') && !is_release(key)
}

/// Ctrl-J, as scanners send it that end a line with LF.
#[must_use]
pub fn is_line_feed(key: KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('j')
}
