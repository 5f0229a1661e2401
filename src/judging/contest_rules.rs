use crate::{
    content::Pack,
    crypto::Keyed,
    domain::{Contest, Moment},
};
use chrono::Days;
use std::{collections::HashMap, sync::Arc};

/// What the rules look things up in: the packs, the contest of the newest one, and the key under which persons are hashed.
#[derive(Clone, Debug)]
pub struct ContestRules {
    /// The contest's id, which every record names.
    pub contest: String,
    /// Its rules by the newest pack; none before there is one.
    pub published: Option<Contest>,
    pub(super) person_key: Keyed,
    /// First millisecond of the contest, and the first after it.
    pub(super) opens: Moment,
    pub(super) ends: Moment,
    pub(super) packs: HashMap<[u8; 32], Arc<Pack>>,
}

impl ContestRules {
    /// ContestRules of a contest without a pack.
    #[must_use]
    pub fn new(contest: &str, person_key: &[u8; 32]) -> Self {
        let contest = contest.to_owned();
        let person_key = Keyed::new(person_key);
        Self { contest, published: None, person_key, opens: Moment::MIN, ends: Moment::MAX, packs: HashMap::new() }
    }

    /// Adds a pack; the last one that is added rules.
    #[must_use]
    pub fn with(mut self, pack: Arc<Pack>) -> Self {
        let contest = pack.contest.clone();
        self.opens = Moment::start_of(contest.opens);
        self.ends = Moment::start_of(contest.closes + Days::new(1));
        self.published = Some(contest);
        self.packs.insert(pack.digest, pack);
        self
    }

    /// The pack of this digest; none where the centre has no such pack.
    #[must_use]
    pub fn pack(&self, digest: &[u8; 32]) -> Option<&Arc<Pack>> {
        self.packs.get(digest)
    }

    /// The first moment after the contest, by the newest pack; none before there is one.
    #[must_use]
    pub fn ends(&self) -> Option<Moment> {
        self.published.is_some().then_some(self.ends)
    }
}
