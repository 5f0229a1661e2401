use super::sheet::Sheet;

/// How many steps back a field remembers: more than anybody presses a key for.
const DEEPEST: usize = 50;

/// What kind of change is going on; changes of one stretch are undone together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    Typing,
    Erasing,
    /// A paste or another change of its own.
    Whole,
}

/// Earlier states of a text, overwritten when they are forgotten.
#[derive(Default)]
pub(super) struct History {
    states: Vec<Sheet>,
    stretch: Option<Stretch>,
}

impl History {
    /// Remembers the state before a change, once for each stretch of like changes.
    pub fn note(&mut self, state: &Sheet, stretch: Stretch) {
        if self.stretch == Some(stretch) && stretch != Stretch::Whole {
            return;
        }
        self.stretch = Some(stretch);
        if self.states.len() == DEEPEST {
            self.states.remove(0);
        }
        self.states.push(state.clone());
    }

    /// Ends the stretch: the next change is remembered by itself.
    pub fn pause(&mut self) {
        self.stretch = None;
    }

    /// The last remembered state that differs from `now`.
    pub fn back(&mut self, now: &Sheet) -> Option<Sheet> {
        self.stretch = None;
        std::iter::from_fn(|| self.states.pop()).find(|state| state.text() != now.text())
    }

    /// Drops every state that was kept.
    pub fn forget(&mut self) {
        self.states.clear();
        self.stretch = None;
    }
}
