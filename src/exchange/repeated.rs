//! The questions of a text as items, each once: papers often hold their questions twice, the second time with the answers.

use super::{Import, Item, Location, MOST_ITEMS, Remark, RemarkKind, open_question::OpenQuestion};
use crate::domain::fold;
use std::collections::BTreeMap;

/// What became of a question, with its number.
struct Finished {
    place: Location,
    number: Option<u32>,
    result: Result<Item, (Location, RemarkKind)>,
    /// It is further up.
    is_repeated: bool,
}

/// Adds the questions of a text in order; of those that are the same, one.
pub(super) fn finish(questions: Vec<OpenQuestion>, import: &mut Import) {
    // Italics mark keys only where they do so in each question.
    let mut slanted = questions.iter().filter_map(OpenQuestion::has_one_slanted).peekable();
    let by_italics = slanted.peek().is_some() && slanted.all(|is_one| is_one) && questions.len() > 1;
    let mut groups: BTreeMap<(String, Vec<String>), Vec<usize>> = BTreeMap::new();
    let mut all: Vec<Finished> = Vec::with_capacity(questions.len());
    for question in questions {
        if let Some(words) = question.words() {
            groups.entry(words).or_default().push(all.len());
        }
        let (place, number) = (question.place.clone(), question.number);
        all.push(Finished { place, number, result: question.finished(by_italics), is_repeated: false });
    }
    groups.values().filter(|group| group.len() > 1).for_each(|group| join(group, &mut all));
    for one in all {
        if import.items.len() == MOST_ITEMS {
            import.leave_out(one.place, RemarkKind::TooManyItems { most: MOST_ITEMS });
            break;
        }
        match one.result {
            _ if one.is_repeated => import.remark(Remark {
                place: one.place,
                question: one.number,
                left_out: false,
                what: RemarkKind::Repeated,
            }),
            Ok(item) => import.add(item),
            Err((place, what)) => import.remark(Remark { place, question: one.number, left_out: true, what }),
        }
    }
}

/// Makes one question of several that are the same, unless they state different answers.
fn join(group: &[usize], all: &mut [Finished]) {
    let result = |at: &usize| all.get(*at).map(|one| &one.result);
    let rights: Vec<String> = group
        .iter()
        .filter_map(result)
        .flatten()
        .filter_map(|item| item.options.first())
        .map(|text| fold(text))
        .collect();
    let is_disputed = group.iter().filter_map(result).any(|result| {
        matches!(result, Err((_, RemarkKind::KeyConflict | RemarkKind::SeveralRight | RemarkKind::NumberTwice(_))))
    });
    let Some(first) = rights.first() else {
        // None is whole: the first shows why, for all that lack the same.
        let why = |at: &usize| all.get(*at).and_then(|one| one.result.as_ref().err()).map(|(_, what)| what.clone());
        let first_why = group.first().and_then(why);
        let same: Vec<usize> = group.iter().skip(1).filter(|at| why(at) == first_why).copied().collect();
        same.into_iter().for_each(|at| repeat(at, all));
        return;
    };
    if is_disputed || rights.iter().any(|right| right != first) {
        for at in group {
            let Some(one) = all.get_mut(*at) else { continue };
            one.result = Err((one.place.clone(), RemarkKind::KeyConflict));
        }
        return;
    }
    // The first place, with what any of them has.
    let items: Vec<Item> = group.iter().filter_map(result).flatten().cloned().collect();
    let Some(mut kept) = items.first().cloned() else { return };
    kept.why = items.iter().find_map(|item| item.why.clone());
    kept.level = items.iter().find_map(|item| item.level);
    kept.topic = items.iter().find_map(|item| item.topic.clone());
    let is_left = |one: &Finished| matches!(&one.result, Err((_, what)) if !matches!(what, RemarkKind::NoRight));
    let mut kept = Some(kept);
    for at in group {
        let Some(one) = all.get_mut(*at) else { continue };
        if is_left(one) {
            continue; // a picture, a struck-through line: reported for itself
        }
        match kept.take() {
            Some(mut item) => {
                item.place = one.place.clone();
                one.result = Ok(item);
            }
            None => one.is_repeated = true,
        }
    }
}

fn repeat(at: usize, all: &mut [Finished]) {
    if let Some(one) = all.get_mut(at) {
        one.is_repeated = true;
    }
}
