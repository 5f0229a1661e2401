use super::{Keys, Msg, Next, Press, Shared, Table};

/// State of a screen, or of a window above it, with its keys in a table: which key does what, and in `act` how.
///
/// A key that is not in the table does nothing and cannot be clicked; the footer shows what the table lists.
pub trait Keyed {
    /// What the keys can mean.
    type Action: Clone + 'static;

    /// The keys that work now, in the order of the footer.
    fn bindings(&self, all: &Shared) -> Table<Self::Action>;

    /// What follows from a key.
    fn act(&mut self, all: &mut Shared, action: Self::Action) -> Next;

    /// What follows from a message that is no key.
    fn received(&mut self, _all: &mut Shared, _msg: &Msg) -> Next {
        Next::stay()
    }

    /// The keys that work now, without their actions.
    fn keys(&self, all: &Shared) -> Keys {
        self.bindings(all).keys()
    }

    /// What follows from a message: a key's action, if the table has the key, or `received`.
    fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match key_of(msg) {
            Some(press) => match self.bindings(all).action(press) {
                Some(action) => self.act(all, action),
                None => Next::stay(),
            },
            None => self.received(all, msg),
        }
    }
}

fn key_of(msg: &Msg) -> Option<Press> {
    if let Msg::Press(press) = msg { Some(*press) } else { None }
}
