/// A key of an edit field, whatever terminal it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character.
    Char(char),
    /// Removes the character before the cursor.
    Backspace,
    /// Removes the character after the cursor.
    Delete,
    /// One character left.
    Left,
    /// One character right.
    Right,
    /// To the beginning of the line.
    Home,
    /// To the end of the line.
    End,
    /// One word left.
    WordLeft,
    /// One word right.
    WordRight,
    /// Ctrl-U: empties a field, or the line of a text area; can be undone.
    Clear,
    /// Forgets this many characters that came last as keys, whatever became of them: a scanner sent them.
    TakeBack(u8),
}

/// How Vietnamese letters are typed; the volunteer's setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Typing {
    /// Telex: letters make the marks.
    #[default]
    Telex,
    /// VNI: digits make the marks.
    Vni,
    /// Every key is inserted as it is: no marks, or a system input method makes them.
    Off,
}
