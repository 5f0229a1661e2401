use super::{Press, Shared, Table};

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
}

/// The keys of the program that work now: before a shift is open, help alone. A screen whose own table has the key goes before
/// them.
#[must_use]
pub fn shortcuts(all: &Shared) -> Table<Shortcut> {
    let is_open = all.shift.is_some();
    Table::new().unlisted(&[Press::F(1)], Shortcut::Help).when(is_open, |table| {
        table
            .unlisted(&[Press::Esc], Shortcut::Menu)
            .unlisted(&[Press::F(9)], Shortcut::Hide)
            .unlisted(&[Press::F(10)], Shortcut::Helper)
    })
}
