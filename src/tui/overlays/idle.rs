use crate::{
    domain::Stamp,
    tui::{
        Msg, Next, Press, Shared,
        draw::{Hint, Page, popup},
    },
};

/// Milliseconds that the question is shown before the visit is parked: three times what WCAG 2.2.1 asks for.
const PARK_AFTER_MS: u64 = 60_000;

/// "Bác còn ở đó không?" Any key goes on; silence parks the visit with everything kept.
pub struct State {
    asked: Stamp,
}

impl State {
    /// The warning as it comes up at `now`.
    #[must_use]
    pub fn new(now: Stamp) -> Self {
        Self { asked: now }
    }

    /// The steady-clock time at which nobody has answered.
    #[must_use]
    pub fn park_at_ms(&self) -> u64 {
        self.asked.mono_ms + PARK_AFTER_MS
    }

    /// What follows from a message.
    pub fn update(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        if matches!(msg, Msg::Press(_) | Msg::Paste(_)) { Next::close() } else { Next::stay() }
    }

    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let inside = popup(page, &all.text("idle-title"), 60, 5);
        let who = all.address().opening(all.settings.language);
        page.text(inside, &all.words.with("idle-ask", &[("who", who.into())]), page.look.strong);
    }

    /// Keys of the footer while the window is on top.
    #[must_use]
    pub fn keys(&self, all: &Shared) -> Vec<Hint> {
        vec![Hint::new(Press::Enter, "Enter", all.text("idle-key-here"))]
    }
}
