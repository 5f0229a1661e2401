//! Statistics of a campaign, for planning the next round of writing. They are part of `content`, not of the studio,
//! because they measure a bank with the linter's own guessing strategies and syllables, which have no other door.

use super::{
    Draft, Pack,
    check::{
        guess::{self, Strategy},
        lesson_texts,
        spelled::Spelled,
    },
    draft::{LessonDraft, QuestionDraft},
    measure::syllables,
};
use crate::domain::{Level, Seed, Stratum, TopicId, draw};
use chrono::Datelike;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Syllables that a volunteer reads aloud in a minute.
pub const PACE: usize = 100;
/// Right answers of 20 beyond which a guessing strategy is too good, in hundredths.
pub const MOST: usize = guess::NAIVE.0;

/// A part of a campaign, or all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// None: the whole campaign.
    pub topic: Option<TopicId>,
    /// Questions in the bank.
    pub questions: usize,
    /// Easy, middle, hard.
    pub levels: [usize; 3],
    /// Questions that describe a situation.
    pub situations: usize,
    /// Questions marked `negative`.
    pub negatives: usize,
    /// Different sources that questions name.
    pub sources: usize,
    /// Different facts and skills that questions ask for.
    pub facts: usize,
    /// The most questions on one fact.
    pub most_a_fact: usize,
    /// Lessons, required or not.
    pub lessons: usize,
    /// Required lessons.
    pub required: usize,
    /// Pages of all lessons.
    pub pages: usize,
    /// Syllables of the required lessons, and of all.
    pub required_syllables: usize,
    /// Syllables of all lessons.
    pub syllables: usize,
    /// What choosing by the length and the words of options gets right of 20, in hundredths: longest, shortest, most words of the
    /// question, most and least like the others.
    pub guesses: [usize; 5],
    /// Questions by the month in which they run out, `(2027, 6)`.
    pub expires: BTreeMap<(i32, u32), usize>,
}

/// Statistics of a campaign: its topics and, last, the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// One for each topic, then the whole.
    pub parts: Vec<Part>,
    /// Questions of a paper.
    pub paper: usize,
}

/// Counts what could be read of a campaign.
#[must_use]
pub fn figures(draft: &Draft<'_>) -> Figures {
    let spelled = Spelled::new(draft);
    let topics = draft.contest.iter().flat_map(|known| known.contest.topics.iter().map(|topic| Some(topic.id)));
    let parts = topics.chain([None]).map(|topic| part(draft, &spelled, topic)).collect();
    let blueprint = draft.contest.iter().flat_map(|known| &known.contest.rules.blueprint);
    Figures { parts, paper: blueprint.map(|stratum| stratum.count).sum() }
}

fn part(draft: &Draft<'_>, spelled: &Spelled<'_>, topic: Option<TopicId>) -> Part {
    let is_of = |of: Option<TopicId>| topic.is_none() || of == topic;
    let questions: Vec<&QuestionDraft<'_>> =
        draft.questions.iter().filter(|question| is_of(question.lesson.map(|lesson| lesson.topic))).collect();
    let lessons: Vec<&LessonDraft<'_>> = draft.lessons.iter().filter(|lesson| is_of(lesson.topic)).collect();
    let count = |is: fn(&QuestionDraft<'_>) -> bool| questions.iter().filter(|question| is(question)).count();
    let length = |lesson: &&LessonDraft<'_>| lesson_texts(lesson).map(|text| syllables(&text.text)).sum::<usize>();
    let mut facts: HashMap<&str, usize> = HashMap::new();
    let mut sources: HashSet<&str> = HashSet::new();
    let mut expires = BTreeMap::new();
    for question in &questions {
        *facts.entry(question.fact.text.as_str()).or_default() += 1;
        let keys = draft.sources(&question.source.text).map(|(key, _)| key).collect::<Vec<_>>();
        sources.extend(if keys.is_empty() { vec![question.source.text.as_str()] } else { keys });
        if let Some((day, _)) = question.until {
            *expires.entry((day.year(), day.month())).or_default() += 1;
        }
    }
    Part {
        topic,
        questions: questions.len(),
        levels: [
            count(|question| question.level == Some(Level::Easy)),
            count(|question| question.level == Some(Level::Middle)),
            count(|question| question.level == Some(Level::Hard)),
        ],
        situations: count(|question| question.situation),
        negatives: count(|question| question.negative),
        sources: sources.len(),
        facts: facts.len(),
        most_a_fact: facts.values().copied().max().unwrap_or(0),
        lessons: lessons.len(),
        required: lessons.iter().filter(|lesson| lesson.required).count(),
        pages: lessons.iter().map(|lesson| lesson.pages.len()).sum(),
        required_syllables: lessons.iter().filter(|lesson| lesson.required).map(length).sum(),
        syllables: lessons.iter().map(length).sum(),
        guesses: Strategy::ALL.map(|strategy| guessed(draft, spelled, topic, strategy)),
        expires,
    }
}

/// Of a topic, the mean of its questions; of the whole, what a paper asks for, both of 20.
fn guessed(draft: &Draft<'_>, spelled: &Spelled<'_>, topic: Option<TopicId>, strategy: Strategy) -> usize {
    let blueprint = draft.contest.as_ref().map_or(&[][..], |known| &known.contest.rules.blueprint);
    let paper: usize = blueprint.iter().map(|stratum| stratum.count).sum();
    match topic {
        None => 20 * guess::of_paper(draft, spelled, blueprint, strategy) / paper.max(1),
        Some(topic) => guess::of_paper(draft, spelled, &[Stratum { topic, level: None, count: 20 }], strategy),
    }
}

/// What guessing gains on a paper whose questions have four options.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Floor {
    /// Mean of right answers.
    pub mean: f64,
    /// Half of the questions.
    pub half: usize,
    /// How likely a guesser has half of them right, or more.
    pub reaches_half: f64,
}

/// The binomial distribution of a paper of `paper` questions.
#[must_use]
pub fn floor(paper: usize) -> Floor {
    let half = paper.div_ceil(2);
    let mut chance = 0.75_f64.powf(paper as f64); // of no right answer at all
    let mut below = 0.0;
    for right in 0..half {
        below += chance;
        chance *= (paper - right) as f64 / ((right + 1) as f64) / 3.0;
    }
    Floor { mean: paper as f64 / 4.0, half, reaches_half: (1.0 - below).max(0.0) }
}

/// How many of 20 right options come first and last on screen, in hundredths, measured on `papers` drawn papers; `None` where
/// no paper can be drawn.
#[must_use]
pub fn positions(pack: &Pack, papers: u32) -> Option<[usize; 2]> {
    let (mut first, mut last, mut all) = (0, 0, 0_usize);
    for number in 0..papers {
        let mut seed = [0; 32];
        seed.iter_mut().zip(number.to_le_bytes()).for_each(|(byte, part)| *byte = part);
        let paper = draw(&pack.contest, &pack.bank, Seed(seed)).ok()?;
        all += paper.items.len();
        first += paper.items.iter().filter(|item| item.order.first() == Some(&0)).count();
        last += paper.items.iter().filter(|item| item.order.last() == Some(&0)).count();
    }
    Some([first, last].map(|found| 2_000 * found / all.max(1)))
}

/// The power of ten of how many different sets of questions can be drawn; a group of enemies is counted as one question.
#[must_use]
pub fn papers_log10(pack: &Pack) -> f64 {
    let of = |stratum: &Stratum| {
        let names: HashSet<&str> = pack
            .bank
            .iter()
            .filter(|question| {
                question.topic == stratum.topic && stratum.level.is_none_or(|level| question.level == level)
            })
            .map(|question| question.group.as_deref().unwrap_or(&question.id.0))
            .collect();
        let free = names.len();
        (0..stratum.count.min(free)).map(|at| (((free - at) as f64) / ((at + 1) as f64)).log10()).sum::<f64>()
    };
    pack.contest.rules.blueprint.iter().map(of).sum()
}
