use super::evening_outline::LessonMark;
use crate::{
    content::{Pack, lesson_reading_ms, topic_reading_ms},
    crypto::Keyed,
    domain::{Contest, LessonId, Moment, Sign, SignRule, TopicId},
};
use chrono::Days;
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

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
    /// Milliseconds that the required lessons of each pack's topics take to read, in order of the topics.
    reading_ms: HashMap<[u8; 32], Vec<u64>>,
    /// The same of each lesson of each pack, and whether it is required.
    lessons: HashMap<[u8; 32], BTreeMap<LessonId, (u64, bool)>>,
}

impl ContestRules {
    /// ContestRules of a contest without a pack.
    #[must_use]
    pub fn new(contest: &str, person_key: &[u8; 32]) -> Self {
        let contest = contest.to_owned();
        let person_key = Keyed::new(person_key);
        Self {
            contest,
            published: None,
            person_key,
            opens: Moment::MIN,
            ends: Moment::MAX,
            packs: HashMap::new(),
            reading_ms: HashMap::new(),
            lessons: HashMap::new(),
        }
    }

    /// Adds a pack; the last one that is added rules.
    #[must_use]
    pub fn with(mut self, pack: Arc<Pack>) -> Self {
        let contest = pack.contest.clone();
        self.opens = Moment::start_of(contest.opens);
        self.ends = Moment::start_of(contest.closes + Days::new(1));
        let of = |topic: TopicId| topic_reading_ms(&pack, topic);
        self.reading_ms.insert(pack.digest, contest.topics.iter().map(|topic| of(topic.id)).collect());
        let lessons = pack.lessons.iter().map(|one| (one.id, (lesson_reading_ms(one), one.required)));
        self.lessons.insert(pack.digest, lessons.collect());
        self.published = Some(contest);
        self.packs.insert(pack.digest, pack);
        self
    }

    /// The pack of this digest; none where the centre has no such pack.
    #[must_use]
    pub fn pack(&self, digest: &[u8; 32]) -> Option<&Arc<Pack>> {
        self.packs.get(digest)
    }

    /// Milliseconds that a topic's required lessons take to read; 0 where that is not known.
    pub(super) fn reading_ms(&self, pack: &[u8; 32], topic: u8) -> u64 {
        let topics = self.reading_ms.get(pack);
        topics.and_then(|topics| topics.get(usize::from(topic.checked_sub(1)?))).copied().unwrap_or(0)
    }

    /// Milliseconds that the lessons of its topic take to read that a group was shown; none where the pack is not known.
    pub(super) fn lessons_ms(&self, pack: &[u8; 32], shown: &LessonMark) -> Option<u64> {
        let lessons = self.lessons.get(pack)?;
        let is_shown = |id: &LessonId| shown.has(*id);
        Some(lessons.iter().filter(|(id, _)| is_shown(id)).map(|(_, (reading_ms, _))| reading_ms).sum())
    }

    /// Whether a group was shown all required lessons of its topic, of which there are some.
    pub(super) fn has_required_lessons(&self, pack: &[u8; 32], shown: &LessonMark) -> bool {
        let lessons = self.lessons.get(pack).into_iter().flatten();
        let is_required =
            |(id, (_, required)): &(&LessonId, &(u64, bool))| *required && id.topic.number() == shown.topic;
        let mut required = lessons.filter(is_required).peekable();
        required.peek().is_some() && required.all(|(id, _)| shown.has(*id))
    }

    /// What the contest does with entries that show this sign.
    #[must_use]
    pub fn sign(&self, sign: Sign) -> SignRule {
        self.published.as_ref().map_or_else(|| sign.usual(), |contest| contest.rules.sign(sign))
    }

    /// The signs that hold an entry back until a person has decided, one bit each.
    #[must_use]
    pub fn holding(&self) -> u32 {
        let holds = |sign: &Sign| !sign.is_of_copies() && self.sign(*sign) == SignRule::Hold;
        let holding = Sign::ALL.into_iter().filter(holds);
        holding.fold(0, |all, sign| all | sign.bit())
    }

    /// The signs that are not shown, one bit each.
    pub(super) fn unlisted(&self) -> u32 {
        let unlisted = Sign::ALL.into_iter().filter(|sign| self.sign(*sign) == SignRule::Count);
        unlisted.fold(0, |all, sign| all | sign.bit())
    }

    /// The first moment after the contest, by the newest pack; none before there is one.
    #[must_use]
    pub fn ends(&self) -> Option<Moment> {
        self.published.is_some().then_some(self.ends)
    }
}
