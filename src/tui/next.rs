use super::{Effect, Overlay, Screen};

/// What follows from a message for the screen that took it.
#[derive(Default)]
pub struct Next {
    pub(super) effects: Vec<Effect>,
    pub(super) go: Option<Box<Screen>>,
    pub(super) when_saved: bool,
    pub(super) over: Option<Overlay>,
    pub(super) close_over: bool,
    pub(super) back: bool,
    pub(super) unhide: bool,
}

impl Next {
    /// Nothing further.
    #[must_use]
    pub fn stay() -> Self {
        Self::default()
    }

    /// Moves to a screen at once.
    #[must_use]
    pub fn go(screen: Screen) -> Self {
        Self { go: Some(Box::new(screen)), ..Self::default() }
    }

    /// Moves on once everything that was handed to the disk is kept; stays, with a notice, if it is not.
    #[must_use]
    pub fn go_when_saved(screen: Screen) -> Self {
        Self { when_saved: true, ..Self::go(screen) }
    }

    /// Lays a window over the screen.
    #[must_use]
    pub fn over(overlay: Overlay) -> Self {
        Self { over: Some(overlay), ..Self::default() }
    }

    /// Takes this window away (for overlays).
    #[must_use]
    pub fn close() -> Self {
        Self { close_over: true, ..Self::default() }
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
