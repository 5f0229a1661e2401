use crate::{
    text::Notice,
    tui::{
        Failure, Keyed, Next, Press, Shared, Table,
        draw::{Page, popup, wrap},
    },
};
use ratatui::layout::Rect;

/// Something went wrong: its code, what happened, and what to do now.
pub struct State {
    notice: Notice,
}

impl State {
    /// A window that shows a notice.
    #[must_use]
    pub fn new(notice: Notice) -> Self {
        Self { notice }
    }

    /// The notice of a refusal of the world.
    #[must_use]
    pub fn failed(all: &Shared, failure: &Failure) -> Self {
        Self::new(failure.notice(&all.words))
    }

    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let rows = wrap(self.notice.what(), 60).len() + wrap(self.notice.now(), 60).len() + 3;
        let inside = popup(page, &all.text("notice-title"), 68, u16::try_from(rows).unwrap_or(8));
        let taken = page.text(inside, self.notice.what(), page.theme.page) + 1;
        let below = Rect { y: inside.y + taken, height: inside.height.saturating_sub(taken), ..inside };
        page.text(below, &format!("→ {}", self.notice.now()), page.theme.strong);
        // Words first: the code is for whom they call.
        let code = all.words.with("notice-code", &[("code", self.notice.code.into())]);
        let last = Rect { y: inside.bottom().saturating_sub(1), height: 1, ..inside };
        page.text(last, &code, page.theme.dim);
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
        Table::new()
            .key(Press::Enter, "Enter", "notice-key-understood", Action::Close)
            .unlisted(&[Press::Esc, Press::Char(' ')], Action::Close)
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Close => Next::close(),
        }
    }
}
