use crate::{
    text::Notice,
    tui::{
        Failure, Msg, Next, Press, Shared,
        draw::{Hint, Page, popup, wrap},
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

    /// What follows from a message.
    pub fn update(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Press(Press::Enter | Press::Esc | Press::Char(' ')) => Next::close(),
            _ => Next::stay(),
        }
    }

    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let rows = wrap(&self.notice.what, 60).len() + wrap(&self.notice.now, 60).len() + 2;
        let title = all.words.with("notice-title", &[("code", self.notice.code.into())]);
        let inside = popup(page, &title, 68, u16::try_from(rows).unwrap_or(8));
        let taken = page.text(inside, &self.notice.what, page.look.page) + 1;
        let below = Rect { y: inside.y + taken, height: inside.height.saturating_sub(taken), ..inside };
        page.text(below, &format!("→ {}", self.notice.now), page.look.strong);
    }

    /// Keys of the footer while the window is on top.
    #[must_use]
    pub fn keys(&self, all: &Shared) -> Vec<Hint> {
        vec![Hint::new(Press::Enter, "Enter", all.text("notice-key-understood"))]
    }
}
