//! Which option of a question is marked as the right one: by words and signs, by bold letters, lines below, grounds and colours.

use super::{RemarkKind, choice::Choice, line::Line};
use std::ops::Range;

/// The one option that every statement and mark agrees on.
pub(super) fn key(options: &[Choice], stated: &[usize], by_italics: bool) -> Result<usize, RemarkKind> {
    let mut keys = stated.to_vec();
    match by_look(options, |option| option.ticked == Some(true)) {
        Look::Nothing => (),
        Look::One(one) => keys.push(one),
        Look::Several => return Err(RemarkKind::SeveralRight),
    }
    let starred: Vec<usize> = places(options, |option| option.is_starred);
    match starred.as_slice() {
        [] => (),
        [one] => keys.push(*one),
        _ => return Err(RemarkKind::SeveralRight),
    }
    let looks = [
        by_look(options, |option| option.bold.1),
        by_look(options, |option| option.bold.0),
        by_look(options, |option| option.underlined.1),
        by_look(options, |option| option.underlined.0),
        by_colour(options, |option| option.tints.1.as_deref()),
        by_colour(options, |option| option.tints.0.as_deref()),
    ];
    let several = looks.iter().any(|look| matches!(look, Look::Several));
    let mut ones = looks.iter().filter_map(|look| match look {
        Look::One(place) => Some(*place),
        Look::Nothing | Look::Several => None,
    });
    let one = ones.next();
    // One is bold, another underlined: two people have marked it.
    if ones.any(|other| Some(other) != one) {
        return Err(RemarkKind::KeyConflict);
    }
    let slanted = by_look(options, |option| option.is_slanted);
    match (one, several) {
        (Some(place), _) => keys.push(place),
        (None, false) if by_italics && keys.is_empty() => match slanted {
            Look::One(place) => keys.push(place),
            Look::Nothing | Look::Several => (),
        },
        (None, true) if keys.is_empty() => return Err(RemarkKind::SeveralRight),
        (None, _) => (),
    }
    match keys.split_first() {
        None => Err(RemarkKind::NoRight),
        Some((key, others)) if others.iter().any(|other| other != key) => Err(RemarkKind::KeyConflict),
        Some((key, _)) if *key >= options.len() => Err(RemarkKind::NoRight),
        Some((key, _)) => Ok(*key),
    }
}

/// The result of one way of marking.
enum Look {
    /// None is marked, or all are: it is how this text is written, and marks no key.
    Nothing,
    One(usize),
    Several,
}

fn by_look(options: &[Choice], is_marked: impl Fn(&Choice) -> bool) -> Look {
    let marked = places(options, is_marked);
    match marked.as_slice() {
        [one] => Look::One(*one),
        several if several.is_empty() || several.len() == options.len() => Look::Nothing,
        _ => Look::Several,
    }
}

/// The same of colours: one that has a colour among those that have none, or another one among those that are all alike.
fn by_colour<'a>(options: &'a [Choice], tint: impl Fn(&'a Choice) -> Option<&'a str>) -> Look {
    let tints: Vec<Option<&str>> = options.iter().map(tint).collect();
    let coloured: Vec<usize> = (0..tints.len()).filter(|at| tints.get(*at).is_some_and(Option::is_some)).collect();
    let count = |wanted: Option<&str>| tints.iter().filter(|tint| **tint == wanted).count();
    match coloured.as_slice() {
        [] => Look::Nothing,
        [one] => Look::One(*one),
        all if all.len() < tints.len() => Look::Several,
        _ => {
            let odd: Vec<usize> = (0..tints.len()).filter(|at| count(tints.get(*at).copied().flatten()) == 1).collect();
            let usual = tints.iter().find(|tint| count(**tint) > 1).copied();
            match (odd.as_slice(), usual) {
                ([], Some(usual)) if count(usual) == tints.len() => Look::Nothing,
                ([one], Some(usual)) if count(usual) + 1 == tints.len() => Look::One(*one),
                _ => Look::Several, // else: nobody knows which colour means what
            }
        }
    }
}

/// The colour of a piece of a line.
pub(super) fn tint(line: &Line, piece: &Range<usize>) -> Option<String> {
    let of = |tint: &String| -> Vec<Range<usize>> {
        let all = line.tints.iter().zip(&line.colours).filter(|(own, _)| *own == tint);
        all.map(|(_, range)| range.clone()).collect()
    };
    line.tints.iter().find(|tint| covers(&of(tint), &line.text, piece)).cloned()
}

fn places(options: &[Choice], is_it: impl Fn(&Choice) -> bool) -> Vec<usize> {
    options.iter().enumerate().filter(|(_, option)| is_it(option)).map(|(at, _)| at).collect()
}

/// Whether marks cover a piece of a line but for a few characters, spaces aside: one bold word of an option marks no key.
pub(super) fn covers(ranges: &[Range<usize>], text: &str, piece: &Range<usize>) -> bool {
    if ranges.is_empty() {
        return false;
    }
    let solid = |from: usize, to: usize| {
        text.get(from..to).unwrap_or_default().chars().filter(|ch| ch.is_alphanumeric()).count()
    };
    let mut covered = 0;
    let mut reached = piece.start;
    for range in ranges {
        let (from, to) = (range.start.max(reached), range.end.min(piece.end));
        if from < to {
            covered += solid(from, to);
            reached = to;
        }
    }
    let all = solid(piece.start, piece.end);
    all > 0 && covered * 5 >= all * 4
}
