use super::{Effect, PinFor, Route, Shared, Window};

/// What follows from a message for the screen that took it.
#[derive(Default)]
pub struct Next {
    pub(super) effects: Vec<Effect>,
    pub(super) go: Option<Route>,
    pub(super) when_saved: bool,
    pub(super) above: bool,
    pub(super) over: Option<Window>,
    pub(super) close_over: bool,
    pub(super) back: bool,
    pub(super) unhide: bool,
    pub(super) read: bool,
}

impl Next {
    /// Nothing further.
    #[must_use]
    pub fn stay() -> Self {
        Self::default()
    }

    /// Moves to a screen at once.
    #[must_use]
    pub fn go(route: Route) -> Self {
        Self { go: Some(route), ..Self::default() }
    }

    /// Moves on once everything that was handed to the disk is kept; stays, with a notice, if it is not.
    #[must_use]
    pub fn go_when_saved(route: Route) -> Self {
        Self { when_saved: true, ..Self::go(route) }
    }

    /// Moves to a screen at once, and leaves this one beneath it as it is: `Route::Beneath` leads back.
    #[must_use]
    pub fn go_above(route: Route) -> Self {
        Self { above: true, ..Self::go(route) }
    }

    /// Lays a window over the screen.
    #[must_use]
    pub fn over(window: Window) -> Self {
        Self { over: Some(window), ..Self::default() }
    }

    /// Asks for the helper's PIN: for the panel of the visit at hand, or for the desk when nobody is signed in.
    #[must_use]
    pub fn call_helper(all: &Shared) -> Self {
        Self::over(Window::Pin(if all.is_visited() { PinFor::Panel } else { PinFor::Desk }))
    }

    /// Takes this window away (for overlays).
    #[must_use]
    pub fn close() -> Self {
        Self { close_over: true, ..Self::default() }
    }

    /// Whether it leads to another screen.
    #[must_use]
    pub fn goes(&self) -> bool {
        self.go.is_some()
    }

    /// Adds an effect.
    #[must_use]
    pub fn with(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    /// Adds effects, in their order.
    #[must_use]
    pub fn with_all(mut self, effects: impl IntoIterator<Item = Effect>) -> Self {
        self.effects.extend(effects);
        self
    }

    /// What is asked of the world, without the rest.
    #[must_use]
    pub fn into_effects(self) -> Vec<Effect> {
        self.effects
    }

    /// Also lays a window over the screen.
    #[must_use]
    pub fn and_over(mut self, window: Window) -> Self {
        self.over = Some(window);
        self
    }

    /// Also takes the topmost window away.
    #[must_use]
    pub fn and_close(mut self) -> Self {
        self.close_over = true;
        self
    }
}

impl Next {
    /// Then goes back to where the screen came from.
    #[must_use]
    pub fn and_go_back(mut self) -> Self {
        self.back = true;
        self
    }
}

impl Next {
    /// Then begins to read aloud what is on the screen, or stops.
    #[must_use]
    pub fn and_read(mut self) -> Self {
        self.read = true;
        self
    }
}

impl Next {
    /// Takes the cover off the screen.
    #[must_use]
    pub(super) fn and_unhide(mut self) -> Self {
        self.unhide = true;
        self
    }
}

impl From<Effect> for Next {
    fn from(effect: Effect) -> Self {
        Self::stay().with(effect)
    }
}
