/// A key of an edit field, whatever terminal it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Char(char),
    Backspace,
    Delete,
    Left,
    Right,
    Home,
    End,
    WordLeft,
    WordRight,
    /// Ctrl-U: empties a field, or the line of a text area; can be undone.
    Clear,
}

/// How Vietnamese letters are typed; the volunteer's setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Typing {
    #[default]
    Telex,
    Vni,
    /// Every key is taken as it is: no marks, or a system input method makes them.
    Off,
}
