use crate::{
    content::Pack,
    crypto::Secret,
    domain::{Contest, Moment},
};
use std::{collections::HashMap, sync::Arc};

/// What the rules look things up in: the packs, the contest of the newest one, and the contest's secrets.
pub struct Books {
    /// The contest's id, which every record names.
    pub contest: String,
    /// Its rules by the newest pack; none before there is one.
    pub rules: Option<Contest>,
    pub(super) person_key: Secret<32>,
    pub(super) packs: HashMap<[u8; 32], Arc<Pack>>,
}

impl Books {
    /// The moment at which the contest has ended, by the newest pack.
    #[must_use]
    pub fn ends(&self) -> Option<Moment> {
        self.rules.as_ref().map(|contest| Moment::start_of(contest.closes + chrono::Days::new(1)))
    }
}
