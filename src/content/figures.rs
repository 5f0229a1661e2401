//! Statistics of a campaign, for planning the next round of writing. They are part of `content`, not of the studio,
//! because they measure a bank with the linter's own guessing strategies and syllables, which have no other door.

use super::{
    Draft, Pack,
    check::{guess, lesson_texts, spelled::Spelled},
    draft::{LessonDraft, QuestionDraft},
    measure::syllables,
    required,
};
use crate::domain::{Level, Question, QuestionId, Seed, Stratum, TopicId, draw};
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
    /// The most questions on one fact, those for papers and those for practice counted apart (B12).
    pub most_a_fact: usize,
    /// Questions that papers are drawn from.
    pub asked: usize,
    /// Facts and skills that questions of papers ask for.
    pub asked_facts: usize,
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
    let is_asked = draft.is_asked();
    let mut facts: HashMap<(&str, bool), usize> = HashMap::new();
    let mut sources: HashSet<&str> = HashSet::new();
    let mut expires = BTreeMap::new();
    for question in &questions {
        *facts.entry((question.fact.text.as_str(), is_asked(question))).or_default() += 1;
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
        facts: facts.keys().map(|(fact, _)| fact).collect::<HashSet<_>>().len(),
        asked: facts.iter().filter(|((_, is_asked), _)| *is_asked).map(|(_, questions)| questions).sum(),
        asked_facts: facts.keys().filter(|(_, is_asked)| *is_asked).count(),
        most_a_fact: facts.values().copied().max().unwrap_or(0),
        lessons: lessons.len(),
        required: lessons.iter().filter(|lesson| lesson.required).count(),
        pages: lessons.iter().map(|lesson| lesson.pages.len()).sum(),
        required_syllables: lessons.iter().filter(|lesson| lesson.required).map(length).sum(),
        syllables: lessons.iter().map(length).sum(),
        guesses: guessed(draft, spelled, topic),
        expires,
    }
}

/// Of a topic, the mean of its questions; of the whole, what a paper asks for, both of 20.
fn guessed(draft: &Draft<'_>, spelled: &Spelled<'_>, topic: Option<TopicId>) -> [usize; 5] {
    let blueprint = draft.contest.as_ref().map_or(&[][..], |known| &known.contest.rules.blueprint);
    let paper: usize = blueprint.iter().map(|stratum| stratum.count).sum();
    match topic {
        None => guess::of_paper(draft, spelled, blueprint).map(|right| 20 * right / paper.max(1)),
        Some(topic) => guess::of_paper(draft, spelled, &[Stratum { topic, level: None, count: 20 }]),
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

/// What was found on drawn papers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Papers {
    /// How many of 20 right options come first and last on screen, in hundredths.
    pub places: [usize; 2],
    /// Questions of required lessons on a paper: least and mean.
    pub taught: (usize, f64),
    /// Hard questions on a paper: least and most.
    pub hard: (usize, usize),
    /// Papers with two questions on one fact.
    pub fact_twice: usize,
    /// Questions that two neighbours' papers have in common, on average.
    pub shared: f64,
}

/// Measures `count` drawn papers; `None` where no paper can be drawn.
#[must_use]
pub fn papers(pack: &Pack, count: u32) -> Option<Papers> {
    let required = required(&pack.lessons);
    let (mut first, mut last, mut all) = (0, 0, 0_usize);
    let (mut taught, mut hard, mut shared) = (Vec::new(), Vec::new(), 0);
    let mut fact_twice = 0;
    let mut before: HashSet<QuestionId> = HashSet::new();
    for number in 0..count {
        let mut seed = [0; 32];
        seed.iter_mut().zip(number.to_le_bytes()).for_each(|(byte, part)| *byte = part);
        let paper = draw(&pack.contest, &pack.bank, Seed(seed)).ok()?;
        all += paper.items.len();
        first += paper.items.iter().filter(|item| item.order.first() == Some(&0)).count();
        last += paper.items.iter().filter(|item| item.order.last() == Some(&0)).count();
        let questions: Vec<&Question> = paper.items.iter().filter_map(|item| pack.question(&item.question)).collect();
        taught.push(questions.iter().filter(|question| required.contains(&question.lesson)).count());
        hard.push(questions.iter().filter(|question| question.level == Level::Hard).count());
        let facts: HashSet<&str> = questions.iter().map(|question| question.fact.as_str()).collect();
        fact_twice += usize::from(facts.len() < questions.len());
        let ids: HashSet<QuestionId> = paper.items.into_iter().map(|item| item.question).collect();
        shared += ids.intersection(&before).count();
        before = ids;
    }
    Some(Papers {
        places: [first, last].map(|found| 2_000 * found / all.max(1)),
        taught: (taught.iter().min().copied()?, taught.iter().sum::<usize>() as f64 / taught.len() as f64),
        hard: (hard.iter().min().copied()?, hard.iter().max().copied()?),
        fact_twice,
        shared: shared as f64 / f64::from(count.saturating_sub(1).max(1)),
    })
}

/// The power of ten of how many different sets of questions can be drawn, at least: a group of enemies is counted as one question,
/// and groups that an earlier stratum of the topic has taken as taken from this one too.
#[must_use]
pub fn papers_log10(pack: &Pack) -> f64 {
    let mut taken: HashMap<TopicId, usize> = HashMap::new();
    let mut of = |stratum: &Stratum| {
        let before = taken.entry(stratum.topic).or_default();
        let free = pack.bank.choices(*stratum).saturating_sub(*before);
        *before += stratum.count;
        (0..stratum.count.min(free)).map(|at| (((free - at) as f64) / ((at + 1) as f64)).log10()).sum::<f64>()
    };
    pack.contest.rules.blueprint.iter().map(&mut of).sum()
}
