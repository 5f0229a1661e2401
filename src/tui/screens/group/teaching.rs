//! What has been taught of a topic: how long its pages were on the screen, and who raised a hand for what.

use super::Stage;
use crate::{
    content::{Pack, lesson_reading_ms},
    domain::{Lesson, Stamp, TopicId, least_taught_s},
};
use std::collections::BTreeMap;

/// Milliseconds without a key after which nobody is taught any more, as far as the station knows.
const LONGEST_PAUSE_MS: u64 = 5 * 60_000;
/// Hands that can be counted for one option: two digits.
const MOST_RAISED: usize = 99;

/// A topic that is being taught.
pub struct Teaching {
    pub topic: TopicId,
    /// Digest of the content that it is taught from.
    pub pack: [u8; 32],
    /// Milliseconds by the steady clock that its pages were on the screen, over all boots.
    pub taught_ms: u64,
    /// Boot and steady clock of the last key above a page; none while none is shown.
    watched: Option<(u64, u64)>,
    /// For the question of this lesson and place: hands for each option, where they were counted.
    pub raised: BTreeMap<(usize, usize), Vec<Option<u8>>>,
}

impl Teaching {
    pub fn new(topic: TopicId, pack: [u8; 32]) -> Self {
        Self { topic, pack, taught_ms: 0, watched: None, raised: BTreeMap::new() }
    }

    /// A page is on the screen at this moment.
    pub fn watch(&mut self, now: Stamp) {
        if let Some((boot, since)) = self.watched
            && boot == now.boot
            && let Some(passed) = now.mono_ms.checked_sub(since).filter(|passed| *passed <= LONGEST_PAUSE_MS)
        {
            self.taught_ms = self.taught_ms.saturating_add(passed);
        }
        self.watched = Some((now.boot, now.mono_ms));
    }

    /// No page is on the screen any more.
    pub fn look_away(&mut self) {
        self.watched = None;
    }

    pub fn taught_s(&self) -> u64 {
        self.taught_ms / 1000
    }

    pub fn lessons<'p>(&self, pack: &'p Pack) -> Vec<&'p Lesson> {
        pack.required_lessons(self.topic).collect()
    }

    /// Seconds that the lessons have to be taught at least.
    pub fn least_s(&self, pack: &Pack) -> u64 {
        least_taught_s(pack.required_lessons(self.topic).map(lesson_reading_ms).sum())
    }

    /// Seconds that are missing.
    pub fn missing_s(&self, pack: &Pack) -> u64 {
        self.least_s(pack).saturating_sub(self.taught_s())
    }

    /// For each question in its order the hands for each option; empty where none were counted.
    pub fn raised(&self, pack: &Pack) -> Vec<Vec<u8>> {
        let places = self.lessons(pack).into_iter().enumerate();
        let questions = places.flat_map(|(at, lesson)| (0..lesson.checks.len()).map(move |check| (at, check)));
        questions.map(|place| self.counted(place)).collect()
    }

    fn counted(&self, place: (usize, usize)) -> Vec<u8> {
        let counted = self.raised.get(&place).filter(|options| options.iter().any(Option::is_some));
        counted.into_iter().flatten().map(|option| option.unwrap_or(0)).collect()
    }

    pub fn has_counted(&self, place: (usize, usize)) -> bool {
        !self.counted(place).is_empty()
    }

    pub fn raised_for(&self, place: (usize, usize), option: usize) -> Option<u8> {
        self.raised.get(&place).and_then(|options| options.get(option).copied().flatten())
    }

    /// Types a digit behind the count of an option, or takes its last one away. More hands than `most` people have are not taken:
    /// whether the digit was.
    pub fn type_count(
        &mut self,
        place: (usize, usize),
        option: (usize, usize),
        digit: Option<u8>,
        most: usize,
    ) -> bool {
        let (at, of) = option;
        let counts = self.raised.entry(place).or_default();
        counts.resize(of, None);
        let Some(count) = counts.get_mut(at) else { return true };
        let typed = match (*count, digit) {
            (before, Some(digit)) => Some(before.unwrap_or(0).saturating_mul(10).saturating_add(digit)),
            (Some(before), None) if before >= 10 => Some(before / 10),
            (_, None) => None,
        };
        let is_taken = typed.is_none_or(|typed| usize::from(typed) <= most.min(MOST_RAISED));
        if is_taken {
            *count = typed;
        }
        is_taken
    }
}

impl Stage {
    /// The step behind this one; the end behind the last.
    pub fn after(self, lessons: &[&Lesson]) -> Self {
        let of = |lesson: usize| lessons.get(lesson);
        match self {
            Self::Page { lesson, page } if of(lesson).is_some_and(|one| page + 1 < one.pages.len()) => {
                Self::Page { lesson, page: page + 1 }
            }
            Self::Page { lesson, .. } => Self::question_or_next(lesson, 0, lessons),
            Self::Question { lesson, check, .. } => Self::question_or_next(lesson, check + 1, lessons),
            Self::Topics { .. } | Self::Roll { .. } | Self::End | Self::Keeping | Self::Kept { .. } => self,
        }
    }

    fn question_or_next(lesson: usize, check: usize, lessons: &[&Lesson]) -> Self {
        if lessons.get(lesson).is_some_and(|one| check < one.checks.len()) {
            Self::Question { lesson, check, option: 0, shown: false }
        } else if lesson + 1 < lessons.len() {
            Self::Page { lesson: lesson + 1, page: 0 }
        } else {
            Self::End
        }
    }

    /// The step before this one; the roll call before the first.
    pub fn before(self, lessons: &[&Lesson]) -> Self {
        match self {
            Self::Page { lesson, page } if page > 0 => Self::Page { lesson, page: page - 1 },
            Self::Page { lesson, .. } => Self::last_of(lesson.checked_sub(1), lessons),
            Self::Question { lesson, check, shown: true, .. } => {
                Self::Question { lesson, check, option: 0, shown: false }
            }
            Self::Question { lesson, check, .. } if check > 0 => {
                Self::Question { lesson, check: check - 1, option: 0, shown: true }
            }
            Self::Question { lesson, .. } => Self::last_page(lesson, lessons),
            Self::End => Self::last_of(lessons.len().checked_sub(1), lessons),
            Self::Topics { .. } | Self::Roll { .. } | Self::Keeping | Self::Kept { .. } => self,
        }
    }

    fn last_of(lesson: Option<usize>, lessons: &[&Lesson]) -> Self {
        let Some(lesson) = lesson else { return Self::Roll { cursor: 0, at_end: false } };
        match lessons.get(lesson).and_then(|one| one.checks.len().checked_sub(1)) {
            Some(check) => Self::Question { lesson, check, option: 0, shown: true },
            None => Self::last_page(lesson, lessons),
        }
    }

    fn last_page(lesson: usize, lessons: &[&Lesson]) -> Self {
        let pages = lessons.get(lesson).map_or(1, |one| one.pages.len());
        Self::Page { lesson, page: pages.saturating_sub(1) }
    }

    /// The same where there is such a step in these lessons, else the first page.
    pub fn within(self, lessons: &[&Lesson]) -> Self {
        let exists = match self {
            Self::Page { lesson, page } => lessons.get(lesson).is_some_and(|one| page < one.pages.len()),
            Self::Question { lesson, check, .. } => lessons.get(lesson).is_some_and(|one| check < one.checks.len()),
            Self::Topics { .. } | Self::Roll { .. } | Self::End | Self::Keeping | Self::Kept { .. } => true,
        };
        if exists { self } else { Self::FIRST }
    }

    /// How many of all pages and questions are behind this step, and how many there are.
    pub fn progress(self, lessons: &[&Lesson]) -> (usize, usize) {
        let whole = |lessons: &[&Lesson]| lessons.iter().map(|one| one.pages.len() + one.checks.len()).sum::<usize>();
        let before = |lesson: usize| whole(lessons.get(..lesson).unwrap_or_default());
        let pages = |lesson: usize| lessons.get(lesson).map_or(0, |one| one.pages.len());
        let done = match self {
            Self::Page { lesson, page } => before(lesson) + page + 1,
            Self::Question { lesson, check, .. } => before(lesson) + pages(lesson) + check + 1,
            Self::End | Self::Keeping | Self::Kept { .. } => whole(lessons),
            Self::Topics { .. } | Self::Roll { .. } => 0,
        };
        (done, whole(lessons))
    }
}
