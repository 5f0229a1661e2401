use crate::{
    domain::Stamp,
    tui::{
        Keyed, Msg, Next, Press, Shared, Table, Window,
        draw::{Page, popup},
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

    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let inside = popup(page, &all.text("idle-title"), 60, 5);
        let who = all.address().opening(all.settings.language);
        page.text(inside, &all.words.with("idle-ask", &[("who", who.into())]), page.theme.strong);
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Covers the screen.
    Hide,
    /// Asks for the volunteer's PIN.
    Helper,
    /// Somebody is there.
    Stay,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        Table::new()
            .key(Press::Enter, "Enter", "idle-key-here", Action::Stay)
            .when(all.shift.is_some(), |table| {
                table.unlisted(&[Press::F(9)], Action::Hide).unlisted(&[Press::F(10)], Action::Helper)
            })
            .any(Action::Stay)
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Hide => Next::over(Window::Hidden).and_close(),
            Action::Helper => Next::call_helper(all).and_close(),
            Action::Stay => Next::close(),
        }
    }

    fn received(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        if matches!(msg, Msg::Paste(_)) { Next::close() } else { Next::stay() }
    }
}
