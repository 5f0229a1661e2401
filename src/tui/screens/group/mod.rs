use crate::tui::{Keyed, Next, Press, Route, ScreenState, Shared, Table, draw::Page};

/// A lesson for a group.
#[derive(Default)]
pub struct State;

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// To the desk.
    Desk,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        Table::new().key(Press::Esc, "Esc", "desk-key-back", Action::Desk)
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Desk => Next::go(Route::Desk),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("desk-group")
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn view(&self, _all: &Shared, _page: &mut Page<'_, '_>) {}
}
