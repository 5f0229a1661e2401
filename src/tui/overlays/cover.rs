use crate::tui::{Keyed, Next, PinFor, Press, Shared, Table, Window};

/// The covered screen: every key asks for the PIN that uncovers it.
pub struct Cover;

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Asks for the PIN.
    Uncover,
}

impl Keyed for Cover {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        Table::new().key(Press::Enter, "Enter", "frame-unhide", Action::Uncover).any(Action::Uncover)
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Uncover => Next::over(Window::Pin(PinFor::Unhide)),
        }
    }
}
