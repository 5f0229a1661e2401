use super::{
    Item, Location, RemarkKind,
    line_kind::Piece,
    lines::Line,
    tidy::{tidy, tidy_some},
};
use crate::domain::Level;
use std::ops::Range;

/// A question of a pasted text while its lines are read.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenQuestion {
    pub place: Location,
    /// As the text numbers it.
    pub number: Option<u32>,
    pub topic: Option<String>,
    pub level: Option<Level>,
    pub stem: Vec<String>,
    pub options: Vec<Choice>,
    pub why: Vec<String>,
    /// Lines belong to the explanation from here on.
    pub is_explained: bool,
    /// Keys stated explicitly: by an answer line or the answers' table.
    pub stated: Vec<usize>,
    /// Why it is left out, at its place.
    pub fault: Option<(Location, RemarkKind)>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    text: String,
    /// A star beside it.
    is_starred: bool,
    /// Bold or the like: its letter, its text.
    marked: (bool, bool),
    /// The same of underlining alone.
    underlined: (bool, bool),
}

impl OpenQuestion {
    pub fn option_count(&self) -> usize {
        self.options.len()
    }

    pub fn is_complete(&self) -> bool {
        self.options.len() > 1
    }

    /// The first fault is the one that is reported.
    pub fn fail(&mut self, place: Location, what: RemarkKind) {
        self.fault.get_or_insert((place, what));
    }

    pub fn add_keys(&mut self, place: &Location, letters: &[usize]) {
        match letters {
            [one] => self.stated.push(*one),
            _ => self.fail(place.clone(), RemarkKind::SeveralRight),
        }
    }

    pub fn add(&mut self, line: &Line, piece: &Piece) {
        let label = line.text.get(piece.label.clone()).unwrap_or_default();
        let written = line.text.get(piece.text.clone()).unwrap_or_default().trim();
        let bare = written.strip_suffix("(*)").unwrap_or(written);
        let bare = bare.trim_end_matches('*').trim_start_matches('*').trim();
        let is_starred = label.contains('*') || bare.len() < written.len();
        let covered = |ranges: &[Range<usize>]| {
            (covers(ranges, &line.text, &piece.label), covers(ranges, &line.text, &piece.text))
        };
        self.options.push(Choice {
            text: bare.to_owned(),
            is_starred,
            marked: covered(&line.marked),
            underlined: covered(&line.underlined),
        });
    }

    /// A line that goes on from the last option.
    pub fn go_on(&mut self, text: &str) {
        if let Some(last) = self.options.last_mut() {
            last.text.push(' ');
            last.text.push_str(text);
        }
    }

    /// The text of an option, folded for comparison by the caller.
    pub fn option(&self, at: usize) -> Option<&str> {
        self.options.get(at).map(|option| option.text.as_str())
    }

    /// The question as it came in.
    ///
    /// # Errors
    /// Why it is left out, and where.
    pub fn finished(self) -> Result<Item, (Location, RemarkKind)> {
        let Self { place, number, topic, level, stem, options, why, stated, fault, .. } = self;
        if let Some(fault) = fault {
            return Err(fault);
        }
        let stem = tidy(&stem.join("\n"));
        let mut texts: Vec<String> = options.iter().map(|option| tidy(&option.text)).collect();
        let right = match () {
            () if stem.is_empty() => Err(RemarkKind::NoStem),
            () if texts.len() < 2 => Err(RemarkKind::OptionCount(texts.len())),
            () if texts.iter().any(String::is_empty) => Err(RemarkKind::EmptyOption),
            () => key(&options, &stated),
        };
        let right = right.map_err(|what| (place.clone(), what))?;
        if let Some(first) = texts.get_mut(..=right) {
            first.rotate_right(1);
        }
        let name = number.map(|number| format!("Câu {number}"));
        let why = tidy_some(&why.join("\n"));
        Ok(Item { place, name, topic, level, stem, options: texts, why, ..Item::default() })
    }
}

/// The one option that every statement and mark agrees on.
fn key(options: &[Choice], stated: &[usize]) -> Result<usize, RemarkKind> {
    let mut keys = stated.to_vec();
    let starred: Vec<usize> = places(options, |option| option.is_starred);
    match starred.as_slice() {
        [] => (),
        [one] => keys.push(*one),
        _ => return Err(RemarkKind::SeveralRight),
    }
    let looks = [
        by_look(options, |option| option.marked.1),
        by_look(options, |option| option.marked.0),
        by_look(options, |option| option.underlined.1),
        by_look(options, |option| option.underlined.0),
    ];
    let several = looks.iter().any(|look| matches!(look, Look::Several));
    let one = looks.iter().find_map(|look| match look {
        Look::One(place) => Some(*place),
        Look::Nothing | Look::Several => None,
    });
    match (one, several) {
        (Some(place), _) => keys.push(place),
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

fn places(options: &[Choice], is_it: impl Fn(&Choice) -> bool) -> Vec<usize> {
    options.iter().enumerate().filter(|(_, option)| is_it(option)).map(|(at, _)| at).collect()
}

/// Whether marks cover a piece of a line but for a few characters, spaces aside: one bold word of an option marks no key.
fn covers(ranges: &[Range<usize>], text: &str, piece: &Range<usize>) -> bool {
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
