use super::Press;
use crate::input::{Field, Key, Typing};

/// Hands a key to a field. What a field does not take changes nothing in it; what it holds is seen on the screen.
pub(in crate::tui) fn type_into(field: &mut Field, press: Press, typing: Typing) {
    let key = match press {
        Press::Char(sign) => Key::Char(sign),
        Press::Backspace => Key::Backspace,
        Press::Delete => Key::Delete,
        Press::Left => Key::Left,
        Press::Right => Key::Right,
        Press::WordLeft => Key::WordLeft,
        Press::WordRight => Key::WordRight,
        Press::Home => Key::Home,
        Press::End => Key::End,
        Press::ClearField => Key::Clear,
        Press::Enter
        | Press::Esc
        | Press::Up
        | Press::Down
        | Press::PageUp
        | Press::PageDown
        | Press::Tab
        | Press::BackTab
        | Press::F(_) => return,
    };
    let _ = field.key(key, typing);
}

/// Hands pasted text to a field, which takes what it can hold.
pub(in crate::tui) fn paste_into(field: &mut Field, text: &str) {
    let _ = field.paste(text);
}

/// Where the cursor of a field stands, in cells.
pub(in crate::tui) fn cursor_of(field: &Field) -> u16 {
    u16::try_from(field.cursor_column()).unwrap_or(u16::MAX)
}
