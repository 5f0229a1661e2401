use super::{Page, clip};
use crate::tui::{Press, Shared};
use ratatui::{layout::Rect, text::Line};

/// Signs that end a sentence.
const ENDS: [char; 4] = ['.', '?', '!', '…'];

/// Every prompt ends as a sentence does, wherever its wording is used elsewhere without.
fn sentence(mut text: String) -> String {
    if !text.ends_with(ENDS) {
        text.push('.');
    }
    text
}

/// The one thing to do now, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    text: String,
    /// What a click on it means.
    press: Option<Press>,
}

impl Prompt {
    /// A sentence that names several keys, or none.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { text: sentence(text), press: None }
    }

    /// A sentence that names this key.
    #[must_use]
    pub fn key(press: Press, text: String) -> Self {
        Self { text: sentence(text), press: Some(press) }
    }

    /// A sentence that names the Enter key.
    #[must_use]
    pub fn enter(text: String) -> Self {
        Self::key(Press::Enter, text)
    }

    /// A wording that names the Enter key.
    #[must_use]
    pub fn to(all: &Shared, wording: &str) -> Self {
        Self::enter(all.text(wording))
    }

    /// One of so many lines is to be chosen.
    #[must_use]
    pub fn choose(all: &Shared, count: usize) -> Self {
        Self::new(all.words.with("now-choose", &[("n", count.into())]))
    }

    /// Enter was pressed, and one of so many lines is to be chosen first.
    #[must_use]
    pub fn remind(all: &Shared, count: usize) -> Self {
        let who = all.address().inside(all.settings.language);
        Self::new(all.words.with("now-remind", &[("n", count.into()), ("who", who.into())]))
    }

    /// Nothing can be done here but to leave by Esc.
    #[must_use]
    pub fn leave(all: &Shared) -> Self {
        Self::key(Press::Esc, all.text("now-leave"))
    }

    /// Something is on its way.
    #[must_use]
    pub fn wait(all: &Shared) -> Self {
        Self::new(all.text("now-wait"))
    }

    /// A wording that names several keys.
    #[must_use]
    pub fn with_keys(all: &Shared, wording: &str) -> Self {
        Self::new(all.text(wording))
    }

    /// The sentence.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Draws it on the row above the footer, which every page leaves free: the same row on every screen.
    pub fn draw(&self, page: &mut Page<'_, '_>) {
        let whole = page.buffer().area;
        let row = Rect { y: whole.bottom().saturating_sub(2), height: 1, ..whole };
        let style = page.theme.badge;
        page.buffer().set_style(row, style);
        let room = row.width.saturating_sub(4);
        let line = clip(&format!("▶ {}", self.text), room);
        page.line_at(page.body.x, row.y, room, &Line::styled(line, style));
        if let Some(press) = self.press {
            page.hot(row, press);
        }
    }
}
