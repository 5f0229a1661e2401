use crate::tui::{
    Msg, Next, Press, Shared,
    draw::{Hint, Page, popup},
};
use ratatui::layout::Rect;

/// F1: which keys there are, and whom to call.
#[derive(Default)]
pub struct State;

impl State {
    /// What follows from a message.
    pub fn update(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Press(Press::Esc | Press::Enter | Press::F(1) | Press::Char(_) | Press::Backspace) => Next::close(),
            _ => Next::stay(),
        }
    }

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
            y += page.text(area, &line, page.look.page) + u16::from(inside.height > 14);
        }
    }

    /// Keys of the footer while the window is on top.
    #[must_use]
    pub fn keys(&self, all: &Shared) -> Vec<Hint> {
        vec![Hint::new(Press::Enter, "Enter", all.text("menu-key-close"))]
    }
}
