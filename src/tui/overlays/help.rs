use crate::tui::{
    Keyed, Next, Press, Shared, Table, Window,
    draw::{Page, popup},
};
use ratatui::layout::Rect;

/// F1: which keys there are, and whom to call.
#[derive(Default)]
pub struct State;

impl State {
    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let inside = popup(page, &all.text("help-title"), 72, 16);
        let hotline = all.pack.as_ref().map(|pack| pack.contest.hotline.clone()).unwrap_or_default();
        let station = all.pack.as_ref().and_then(|pack| pack.contest.station.as_ref());
        let contact = station.map(|station| station.contact.clone()).unwrap_or_default();
        let mut lines = vec![
            all.text("help-digits"),
            all.text("help-arrows"),
            all.text("help-enter"),
            all.text("help-esc"),
            all.text("help-typing"),
            all.words.with("help-hotline", &[("hotline", hotline.into())]),
        ];
        // A name with nothing after it would look as if something were broken.
        if !contact.is_empty() {
            lines.push(all.words.with("help-contact", &[("contact", contact.into())]));
        }
        let mut y = inside.y;
        for line in lines {
            let area = Rect { y, height: inside.bottom().saturating_sub(y), ..inside };
            y += page.text(area, &line, page.theme.page) + u16::from(inside.height > 14);
        }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Covers the screen.
    Hide,
    /// Asks for the volunteer's PIN.
    Helper,
    /// Closes the window.
    Close,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        Table::new()
            .key(Press::Enter, "Enter", "menu-key-close", Action::Close)
            .unlisted(&[Press::Esc, Press::F(1)], Action::Close)
            .when(all.shift.is_some(), |table| {
                table.unlisted(&[Press::F(9)], Action::Hide).unlisted(&[Press::F(10)], Action::Helper)
            })
            .any(Action::Close)
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Hide => Next::over(Window::Hidden).and_close(),
            Action::Helper => Next::call_helper(all).and_close(),
            Action::Close => Next::close(),
        }
    }
}
