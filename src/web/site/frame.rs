use super::{format::plain, menu::Menu};
use crate::{
    centre::{Access, Actor, cases::actor_name},
    text::Words,
};

/// What surrounds a page: who has signed in, and the way to the other pages that the role has.
pub struct Frame {
    /// Who has signed in.
    pub account: String,
    /// The way to the other pages.
    pub menu: Menu,
    /// Whether the role administers: decides, reads the trail.
    pub administers: bool,
    /// Whether the role may hand in files.
    pub may_ingest: bool,
    /// Whether the role is shown who somebody is.
    pub sees_people: bool,
    /// Whether the role is limited to one unit, whose pages are in the menu.
    pub is_of_unit: bool,
    /// Whether the other pages are open: not before the first password was changed.
    pub has_pages: bool,
}

impl Frame {
    /// Frame of the page at this path of the menu, or of a page below it.
    pub fn new(access: &Access, who: Actor, at: &'static str, words: &Words) -> Self {
        Self {
            account: plain(&actor_name(&who.into(), words)),
            menu: Menu::new(access, at, words),
            administers: access.administers().is_ok(),
            may_ingest: *access != Access::Viewer,
            sees_people: access.sees_people(),
            is_of_unit: access.unit().is_some(),
            has_pages: true,
        }
    }
}
