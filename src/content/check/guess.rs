//! Test-wise guessing: what a guesser without knowledge scores (B03, B04, B13, B14) and the revealing words of B15.

use super::{
    super::{BankFault, Draft, FaultKind, fault::Faults},
    spelled::{Fast, Item, Spelled, Syllable, set_of, shared},
};
use crate::domain::{Stratum, TopicId};
use std::collections::{BTreeMap, HashMap};

/// What a naive strategy may reach at most: 550 hundredths of 20 questions (docs/decisions/025-rules-of-the-bank.md).
pub(in super::super) const NAIVE: (usize, usize) = (550, 20);
/// Guesses among two, three or four options of equal standing come out even.
const GUESSES: usize = 12;

/// How somebody chooses who looks at the options and does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Strategy {
    Longest,
    Shortest,
    /// Most syllables of the stem.
    StemWords,
    LikeOthers,
    UnlikeOthers,
}

impl Strategy {
    pub const ALL: [Self; 5] = [Self::Longest, Self::Shortest, Self::StemWords, Self::LikeOthers, Self::UnlikeOthers];

    /// What each option is worth to somebody who chooses so.
    fn worth(self, item: &Item<'_>) -> Vec<i64> {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        match self {
            Self::Longest => item.lengths.iter().map(|length| number(*length)).collect(),
            Self::Shortest => item.lengths.iter().map(|length| -number(*length)).collect(),
            Self::StemWords => {
                let stem = set_of(&item.stem);
                item.options.iter().map(|option| number(shared(option, &stem))).collect()
            }
            Self::LikeOthers => alike(item),
            Self::UnlikeOthers => alike(item).into_iter().map(|worth| -worth).collect(),
        }
    }

    fn fault(self, hundredths: usize) -> FaultKind {
        match self {
            Self::Longest => FaultKind::Bank(BankFault::LongestOption { hundredths }),
            Self::Shortest => FaultKind::Bank(BankFault::ShortestOption { hundredths }),
            Self::StemWords => FaultKind::Bank(BankFault::StemWordsOption { hundredths }),
            Self::LikeOthers => FaultKind::Bank(BankFault::LikeOthersOption { hundredths }),
            Self::UnlikeOthers => FaultKind::Bank(BankFault::UnlikeOthersOption { hundredths }),
        }
    }
}

/// How many syllables each option shares with the others.
fn alike(item: &Item<'_>) -> Vec<i64> {
    let sets: Vec<Vec<Syllable>> = item.options.iter().map(|option| set_of(option)).collect();
    let common = |at: usize, set: &[Syllable]| -> usize {
        sets.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| shared(set, other)).sum()
    };
    sets.iter().enumerate().map(|(at, set)| i64::try_from(common(at, set)).unwrap_or(i64::MAX)).collect()
}

/// How many of twelve guesses among the options of most worth are right.
fn wins(item: &Item<'_>, strategy: Strategy) -> usize {
    let worth = strategy.worth(item);
    let most = worth.iter().max();
    let ties = worth.iter().filter(|one| Some(*one) == most).count();
    if worth.first() == most { GUESSES / ties.max(1) } else { 0 }
}

/// How many hundredths of `count` questions a strategy gets right on average: a draw chooses among groups of enemies, then among the
/// members of one.
fn hundredths(groups: &[Vec<&Item<'_>>], strategy: Strategy, count: usize) -> usize {
    let mean = |group: &Vec<&Item<'_>>| {
        group.iter().map(|item| wins(item, strategy)).sum::<usize>() as f64 / group.len().max(1) as f64
    };
    let right = groups.iter().map(mean).sum::<f64>() / groups.len().max(1) as f64;
    (100.0 * count as f64 * right / GUESSES as f64).floor() as usize
}

/// The same of a whole paper, drawn from what papers are drawn from, by each strategy in turn.
pub(in super::super) fn of_paper(
    draft: &Draft<'_>,
    spelled: &Spelled<'_>,
    blueprint: &[Stratum],
) -> [usize; Strategy::ALL.len()] {
    let strata: Vec<_> =
        blueprint.iter().map(|stratum| (candidates(draft, spelled, *stratum), stratum.count)).collect();
    let of = |strategy| strata.iter().map(|(groups, count)| hundredths(groups, strategy, *count)).sum();
    Strategy::ALL.map(of)
}

/// What a stratum chooses among.
fn candidates<'s>(draft: &Draft<'_>, spelled: &'s Spelled<'_>, stratum: Stratum) -> Vec<Vec<&'s Item<'s>>> {
    let is_asked = draft.is_asked();
    let is_of = |item: &&Item<'_>| {
        item.draft.lesson.is_some_and(|lesson| lesson.topic == stratum.topic)
            && stratum.level.is_none_or(|level| item.draft.level == Some(level))
            && is_asked(item.draft)
    };
    let mut groups: BTreeMap<(bool, &str), Vec<&Item<'_>>> = BTreeMap::new();
    for item in spelled.items.iter().filter(is_of) {
        groups.entry(draft.candidate(item.draft)).or_default().push(item);
    }
    groups.into_values().collect()
}

pub(super) fn check(draft: &Draft<'_>, spelled: &Spelled<'_>, faults: &mut Faults) {
    let (Some(known), Some(first)) = (&draft.contest, draft.questions.first()) else { return };
    let blueprint = &known.contest.rules.blueprint;
    let most = blueprint.iter().map(|stratum| stratum.count).sum::<usize>() * NAIVE.0 / NAIVE.1;
    for (strategy, hundredths) in Strategy::ALL.into_iter().zip(of_paper(draft, spelled, blueprint)) {
        if hundredths > most {
            faults.add(first.file, 1, strategy.fault(hundredths));
        }
    }
    revealing(draft, spelled, faults);
}

/// A word, or two in a row.
type Mark = (Syllable, Option<Syllable>);

/// Clue that one word gives in the options of a bank: in how many questions it divides them, and what choosing by it wins.
#[derive(Default)]
struct Clue {
    questions: usize,
    with: f64,
    without: f64,
    /// Variances of the same, if the right option were any.
    with_chance: f64,
    without_chance: f64,
}

/// Fewer questions than this show nothing.
const LEAST_QUESTIONS: usize = 40;
/// Percent of questions that a word must occur in to be examined (B15).
const LEAST_SHARE: usize = 8;
/// What chance alone exceeds once in twenty times, in standard deviations.
const MARGIN: f64 = 1.64;

fn revealing(draft: &Draft<'_>, spelled: &Spelled<'_>, faults: &mut Faults) {
    let names = spelled.names();
    let mut listed: Vec<Mark> = Vec::new();
    let topics = draft.contest.iter().flat_map(|known| known.contest.topics.iter().map(|topic| Some(topic.id)));
    for topic in std::iter::once(None).chain(topics) {
        let is_of = |item: &&Item<'_>| topic.is_none() || item.draft.lesson.map(|lesson| lesson.topic) == topic;
        let items: Vec<&Item<'_>> = spelled.items.iter().filter(is_of).collect();
        let Some(first) = items.first().filter(|_| items.len() >= LEAST_QUESTIONS) else { continue };
        for (mark, what) in revealing_in(&items, topic, &names) {
            if !listed.contains(&mark) {
                listed.push(mark);
                faults.add(first.draft.file, 1, what);
            }
        }
    }
}

/// The words by which one chooses better than the strategies may, beyond what chance does; the most revealing first.
fn revealing_in(
    items: &[&Item<'_>],
    topic: Option<TopicId>,
    names: &HashMap<Syllable, &str>,
) -> Vec<(Mark, FaultKind)> {
    let clues = clues(items);
    let of_twenty = 20.0 / items.len() as f64;
    let name = |mark: &Mark| {
        let parts = [Some(mark.0), mark.1].into_iter().flatten();
        parts.map(|part| names.get(&part).copied().unwrap_or_default()).collect::<Vec<_>>().join(" ")
    };
    let mut found: Vec<(Mark, usize, FaultKind)> = Vec::new();
    for (mark, clue) in clues.iter().filter(|(_, clue)| 100 * clue.questions >= LEAST_SHARE * items.len()) {
        let rest = items.iter().map(|item| 1.0 / item.options.len() as f64).sum::<f64>();
        for (wins, chance, has) in [(clue.with, clue.with_chance, true), (clue.without, clue.without_chance, false)] {
            let score = (rest + wins) * of_twenty;
            let most = NAIVE.0 as f64 / 100.0 + MARGIN * chance.sqrt() * of_twenty;
            if score > most {
                let hundredths = (score * 100.0).round() as usize;
                let word = name(mark);
                let what = if has {
                    FaultKind::Bank(BankFault::RevealingWord { word, hundredths, topic })
                } else {
                    FaultKind::Bank(BankFault::RevealingLack { word, hundredths, topic })
                };
                found.push((*mark, hundredths, what));
            }
        }
    }
    found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    found.into_iter().map(|(mark, _, what)| (mark, what)).collect()
}

/// Which syllables occur in the options of enough questions: a pair of them can be no more frequent than each, so that all
/// others are passed over.
fn frequent(items: &[&Item<'_>]) -> Vec<bool> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for (number, item) in (1..).zip(items) {
        for one in item.options.iter().flatten().map(|one| *one as usize) {
            if counts.len() <= one {
                counts.resize(one + 1, (0, 0));
            }
            if let Some((count, last)) = counts.get_mut(one).filter(|(_, last)| *last != number) {
                *count += 1;
                *last = number;
            }
        }
    }
    counts.into_iter().map(|(count, _)| 100 * count >= LEAST_SHARE * items.len()).collect()
}

/// Every frequent word of the options: what choosing by it wins over choosing any.
fn clues(items: &[&Item<'_>]) -> HashMap<Mark, Clue, Fast> {
    let frequent = frequent(items);
    let is_frequent = |one: &Syllable| frequent.get(*one as usize).copied().unwrap_or(false);
    let mut clues: HashMap<Mark, Clue, Fast> = HashMap::default();
    let mut marks: Vec<(Mark, usize)> = Vec::new();
    for item in items {
        marks.clear();
        for (at, option) in item.options.iter().enumerate() {
            let single = option.iter().filter(|one| is_frequent(one)).map(|one| ((*one, None), at));
            let double = option.windows(2).filter_map(|pair| match pair {
                [a, b] if is_frequent(a) && is_frequent(b) => Some(((*a, Some(*b)), at)),
                _ => None,
            });
            marks.extend(single.chain(double));
        }
        marks.sort_unstable();
        marks.dedup();
        let all = item.options.len() as f64;
        for run in marks.chunk_by(|a, b| a.0 == b.0) {
            let Some((mark, first)) = run.first() else { continue };
            if run.len() == item.options.len() {
                continue; // it divides nothing
            }
            let (having, lacking) = (run.len() as f64, all - run.len() as f64);
            let clue = clues.entry(*mark).or_default();
            clue.questions += 1;
            let right_has = *first == 0;
            clue.with += if right_has { 1.0 / having } else { 0.0 } - 1.0 / all;
            clue.without += if right_has { 0.0 } else { 1.0 / lacking } - 1.0 / all;
            clue.with_chance += 1.0 / (all * having) - 1.0 / (all * all);
            clue.without_chance += 1.0 / (all * lacking) - 1.0 / (all * all);
        }
    }
    clues
}
