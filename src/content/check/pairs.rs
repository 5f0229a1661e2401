//! Questions beside each other: B05 and B06. Nothing here compares every question with every other.

use super::{
    super::{BankFault, FaultKind, fault::Faults},
    spelled::{Fast, Item, Spelled, Syllable, set_of},
};
use crate::domain::QuestionId;
use std::collections::HashMap;

type Trigram = [Syllable; 3];

pub(super) fn check(spelled: &Spelled<'_>, faults: &mut Faults) {
    giveaways(spelled, faults);
    near_stems(spelled, faults);
}

/// Three syllables in a row, as all of a text has them.
fn trigrams(syllables: &[Syllable]) -> impl Iterator<Item = Trigram> {
    syllables.windows(3).filter_map(|run| run.try_into().ok())
}

/// B05: a stem that holds the right option of another question of its topic, unless both are of one group. Options are found by
/// their first three syllables; shorter ones occur in stems by chance.
fn giveaways(spelled: &Spelled<'_>, faults: &mut Faults) {
    let mut rights: HashMap<Trigram, Vec<usize>, Fast> = HashMap::default();
    for (at, item) in spelled.items.iter().enumerate() {
        if let Some(first) = item.options.first().and_then(|right| trigrams(right).next()) {
            rights.entry(first).or_default().push(at);
        }
    }
    for item in &spelled.items {
        let Some(other) = given_away(item, spelled, &rights) else { continue };
        let what = FaultKind::Bank(BankFault::GivesAway(QuestionId(other.draft.id.text.clone())));
        faults.add(item.draft.file, item.draft.stem.line, what);
    }
}

fn given_away<'s>(
    item: &Item<'_>,
    spelled: &'s Spelled<'_>,
    rights: &HashMap<Trigram, Vec<usize>, Fast>,
) -> Option<&'s Item<'s>> {
    let topic = |item: &Item<'_>| item.draft.lesson.map(|lesson| lesson.topic);
    let group = |item: &Item<'_>| item.draft.group.as_ref().map(|group| group.text.clone());
    let mut looked_at = 0;
    for (from, first) in trigrams(&item.stem).enumerate() {
        for at in rights.get(&first).into_iter().flatten() {
            let other = spelled.items.get(*at)?;
            looked_at += 1;
            if looked_at > MOST_ALIKE {
                return None;
            }
            let (Some(right), Some(rest)) = (other.options.first(), item.stem.get(from..)) else { continue };
            let is_other = !std::ptr::eq(other.draft, item.draft) && other.draft.id.text != item.draft.id.text;
            let apart = group(item).is_none() || group(item) != group(other);
            if is_other && apart && topic(item) == topic(other) && rest.starts_with(right) {
                return Some(other);
            }
        }
    }
    None
}

/// Stems that share so many of a hundred of their trigrams ask nearly the same (B06).
const NEAR: usize = 70;
/// Questions that share a turn of phrase: beyond these it is a frame and no evidence of likeness.
const MOST_ALIKE: usize = 40;

/// B06: a stem that is nearly an earlier one's. Two such share at least one of their rarest trigrams, so that only these are
/// looked up; a stem that is the same word for word is always found.
fn near_stems(spelled: &Spelled<'_>, faults: &mut Faults) {
    let sets: Vec<Vec<u32>> = numbered(spelled);
    let mut whole: HashMap<&[u32], usize, Fast> = HashMap::default();
    let mut index: HashMap<u32, Vec<usize>, Fast> = HashMap::default();
    for (at, (set, item)) in sets.iter().zip(&spelled.items).enumerate() {
        if set.is_empty() {
            continue;
        }
        let same = whole.get(set.as_slice()).copied();
        let rarest = set.len() - (NEAR * set.len()).div_ceil(100) + 1;
        let near = same.or_else(|| {
            let candidates = set.iter().take(rarest).filter_map(|one| index.get(one)).flatten();
            candidates.copied().find(|other| sets.get(*other).is_some_and(|other| are_near(set, other)))
        });
        whole.entry(set).or_insert(at);
        for one in set.iter().take(rarest) {
            let entry = index.entry(*one).or_default();
            if entry.len() < MOST_ALIKE {
                entry.push(at);
            }
        }
        let Some(other) = near.and_then(|at| spelled.items.get(at)) else { continue };
        if item.draft.group.is_some()
            && item.draft.group.as_ref().map(|g| &g.text) == other.draft.group.as_ref().map(|g| &g.text)
        {
            continue; // never in one paper
        }
        let what = FaultKind::Bank(BankFault::NearStem(QuestionId(other.draft.id.text.clone())));
        faults.add(item.draft.file, item.draft.stem.line, what);
    }
}

/// The trigrams of each stem, numbered so that rare ones come first; in order, each once.
fn numbered(spelled: &Spelled<'_>) -> Vec<Vec<u32>> {
    let mut counts: HashMap<Trigram, u32, Fast> = HashMap::default();
    for trigram in spelled.items.iter().flat_map(|item| trigrams(&item.stem)) {
        *counts.entry(trigram).or_default() += 1;
    }
    let mut order: Vec<(u32, Trigram)> = counts.iter().map(|(trigram, count)| (*count, *trigram)).collect();
    order.sort_unstable();
    let ranks: HashMap<Trigram, u32, Fast> = (0..).zip(&order).map(|(rank, (_, trigram))| (*trigram, rank)).collect();
    let of = |item: &Item<'_>| {
        let found: Vec<u32> = trigrams(&item.stem).filter_map(|trigram| ranks.get(&trigram).copied()).collect();
        set_of(&found)
    };
    spelled.items.iter().map(of).collect()
}

fn are_near(a: &[u32], b: &[u32]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if 100 * few.len() < NEAR * many.len() {
        return false;
    }
    let common = few.iter().filter(|one| many.binary_search(one).is_ok()).count();
    100 * common >= NEAR * (a.len() + b.len() - common)
}
