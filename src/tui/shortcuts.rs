use super::{Press, Shared, Table, VoiceKey};

/// Action of a key that means the same on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// The menu, where the screen has no step of its own to go back.
    Menu,
    /// Help.
    Help,
    /// Covers the screen.
    Hide,
    /// Asks for the PIN of the panel or the desk.
    Helper,
    /// A key of reading aloud.
    Voice(VoiceKey),
}

/// The keys of the program that work now: before a shift is open, help and reading aloud alone. A screen whose own table has the key goes before
/// them.
#[must_use]
pub fn shortcuts(all: &Shared) -> Table<Shortcut> {
    let is_open = all.shift.is_some();
    let table = Table::new().unlisted(&[Press::F(1)], Shortcut::Help).when(is_open, |table| {
        table
            .unlisted(&[Press::Esc], Shortcut::Menu)
            .unlisted(&[Press::F(9)], Shortcut::Hide)
            .unlisted(&[Press::F(10)], Shortcut::Helper)
    });
    let voice = (1..=12).map(Press::F).filter(|_| all.settings.speech);
    voice
        .filter_map(|press| Some((press, VoiceKey::of(press)?)))
        .fold(table, |table, (press, key)| table.unlisted(&[press], Shortcut::Voice(key)))
}

impl VoiceKey {
    /// What a key means to reading.
    #[must_use]
    pub fn of(press: Press) -> Option<Self> {
        match press {
            Press::F(5) => Some(Self::Read),
            Press::F(6) => Some(Self::Again),
            Press::F(7) => Some(Self::Slower),
            Press::F(8) => Some(Self::Louder),
            _ => None, // else: no key of reading
        }
    }
}
