use crate::tui::{
    Keyed, Next, Press, Shared, Table,
    draw::{Page, popup, wrap},
};

/// The farewell of a break: what was done is kept, and how to go on with it another time. It names nobody.
pub struct State {
    wording: String,
}

impl State {
    /// For the person who is at the keyboard now.
    #[must_use]
    pub fn new(all: &Shared) -> Self {
        let who = all.address();
        let language = all.settings.language;
        let key = if all.guest.is_some() { "menu-goodbye" } else { "menu-goodbye-form" };
        let values = [("who", who.inside(language).into()), ("Who", who.opening(language).into())];
        Self { wording: all.words.with(key, &values) }
    }

    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let rows = u16::try_from(wrap(&self.wording, 52).len()).unwrap_or(4);
        let inside = popup(page, &all.text("menu-goodbye-title"), 58, rows);
        page.text(inside, &format!("✓ {}", self.wording), page.theme.strong);
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Closes the window.
    Close,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        Table::new().key(Press::Enter, "Enter", "menu-key-close", Action::Close).any(Action::Close)
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Close => Next::close(),
        }
    }
}
