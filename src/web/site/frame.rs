use super::format::plain;
use crate::{
    centre::{Access, Actor, cases::actor_name},
    text::Words,
};

/// What surrounds a page: who has signed in, and the way to the other pages that the role has.
pub struct Frame {
    /// Who has signed in.
    pub account: String,
    /// The page of the navigation that this one belongs to, by its path; empty where it is none.
    pub at: &'static str,
    /// Whether the role administers: decides, reads the trail.
    pub administers: bool,
    /// Whether the role sees figures of the whole city.
    pub reads_city: bool,
    /// Whether the role may hand in files.
    pub may_ingest: bool,
    /// Whether the role is shown who somebody is.
    pub sees_people: bool,
    /// Whether the other pages are open: not before the first password was changed.
    pub has_pages: bool,
}

impl Frame {
    /// Frame of the page at this path of the navigation.
    pub fn new(access: &Access, who: Actor, at: &'static str, words: &Words) -> Self {
        Self {
            account: plain(&actor_name(&who.into(), words)),
            at,
            administers: access.administers().is_ok(),
            reads_city: access.reads_city().is_ok(),
            may_ingest: *access != Access::Viewer,
            sees_people: access.sees_people(),
            has_pages: true,
        }
    }
}
