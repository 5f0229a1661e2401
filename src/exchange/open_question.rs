use super::{
    Item, Location, RemarkKind,
    answer_lines::{trailing_answer, trailing_explanation},
    choice::Choice,
    key_looks::{covers, key, tint},
    line::Line,
    line_kind::{Piece, label},
    list_signs::tick,
    outline::OptionForm,
    tidy::{tidy, tidy_some},
};
use crate::domain::{Level, fold};
use std::ops::Range;

/// A question of a pasted text while its lines are read.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenQuestion {
    pub place: Location,
    /// As the text numbers it.
    pub number: Option<u32>,
    pub topic: Option<String>,
    /// The part of the paper that it is in.
    pub part: Option<String>,
    /// The code of the paper that it is in.
    pub code: Option<String>,
    pub level: Option<Level>,
    /// How its options are written.
    pub form: OptionForm,
    pub stem: Vec<String>,
    pub options: Vec<Choice>,
    pub why: Vec<String>,
    /// Lines belong to the explanation from here on.
    pub is_explained: bool,
    /// Keys stated explicitly: by an answer line or the answers' table.
    pub stated: Vec<usize>,
    /// What is written in place of a letter: the text of an option, or something that names none.
    pub written: Option<String>,
    /// It begins in a text box.
    pub is_aside: bool,
    /// Where options begin that are not in the order of their letters.
    pub disorder: Option<Location>,
    /// Why it is left out, at its place.
    pub fault: Option<(Location, RemarkKind)>,
}

/// The letters of two columns of options, line by line.
const COLUMNS: [&[usize]; 3] = [&[0, 2, 1, 3], &[0, 2, 1], &[0, 3, 1, 4, 2, 5]];

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
        let is_starred = label.contains(['*', '#']) || bare.len() < written.len();
        let (ticked, bare) = without_tick(label, bare);
        let (is_right, bare) = without_verdict(bare);
        let covered = |ranges: &[Range<usize>]| {
            (covers(ranges, &line.text, &piece.label), covers(ranges, &line.text, &piece.text))
        };
        self.options.push(Choice {
            text: bare.to_owned(),
            letter: piece.letter,
            is_starred: is_starred || is_right,
            ticked,
            bold: covered(&line.bold),
            underlined: covered(&line.underlined),
            tints: (tint(line, &piece.label), tint(line, &piece.text)),
            is_slanted: covers(&line.slanted, &line.text, &piece.text),
        });
    }

    /// Adds options that are not the next ones: those of two columns, `A. … C. …` above `B. … D. …`. What their order comes to is seen
    /// at the end; whether no letter is there twice.
    pub fn add_apart(&mut self, line: &Line, parts: &[Piece]) -> bool {
        let is_new = parts.iter().all(|piece| self.option(piece.letter).is_none());
        if is_new {
            self.disorder.get_or_insert_with(|| line.place.clone());
            parts.iter().for_each(|piece| self.add(line, piece));
        }
        is_new
    }

    /// A point of a list as an option; its sign may be a box that is ticked.
    pub fn add_point(&mut self, line: &Line, sign: usize) {
        let end = line.text.len();
        let letter = self.options.len();
        self.add(line, &Piece { letter, label: 0..sign, text: sign..end });
    }

    /// Whether exactly one option of a whole question is in italics; none where it has no options.
    pub fn has_one_slanted(&self) -> Option<bool> {
        let slanted = self.options.iter().filter(|option| option.is_slanted).count();
        self.is_complete().then_some(slanted == 1)
    }

    /// What makes two questions the same: what is asked, and the options in any order.
    pub fn words(&self) -> Option<(String, Vec<String>)> {
        let stem = fold(&tidy(&self.stem.join("\n")));
        let mut options: Vec<String> = self.options.iter().map(|option| tidy(&option.text)).collect();
        options.sort();
        (!stem.is_empty() && options.len() > 1).then_some((stem, options))
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
        self.options.iter().find(|option| option.letter == at).map(|option| option.text.as_str())
    }

    /// The question as it came in; whether italics mark keys in its file.
    ///
    /// # Errors
    /// Why it is left out, and where.
    pub fn finished(mut self, by_italics: bool) -> Result<Item, (Location, RemarkKind)> {
        self.take_answers();
        if let Some(place) = self.disorder.take() {
            let letters: Vec<usize> = self.options.iter().map(|option| option.letter).collect();
            if !COLUMNS.contains(&letters.as_slice()) && self.fault.is_none() {
                return Err((place, RemarkKind::OptionOrder));
            }
            self.options.sort_by_key(|option| option.letter);
        }
        let Self { place, number, topic, level, stem, options, why, mut stated, written, fault, .. } = self;
        if let Some(fault) = fault {
            return Err(fault);
        }
        let labelled = stem.iter().skip(1).filter(|line| is_lettered(line.trim())).count();
        let stem = tidy(&stem.join("\n"));
        let mut texts: Vec<String> = options.iter().map(|option| tidy(&option.text)).collect();
        // «Đáp án: Ctrl + C»: the text of an option.
        let places = |written: &String| -> Vec<usize> {
            let is_it = |text: &String| fold(text.trim_end_matches('.')) == fold(written.trim_end_matches('.'));
            (0..texts.len()).filter(|at| texts.get(*at).is_some_and(is_it)).collect()
        };
        let named = written.as_ref().map(places).unwrap_or_default();
        if let [one] = named.as_slice() {
            stated.push(*one);
        }
        let right = match () {
            () if stem.is_empty() => Err(RemarkKind::NoStem),
            () if texts.is_empty() && labelled > 1 => Err(RemarkKind::OptionOrder), // they begin with D
            () if texts.len() < 2 => Err(RemarkKind::OptionCount(texts.len())),
            () if texts.iter().any(String::is_empty) => Err(RemarkKind::EmptyOption),
            () => key(&options, &stated, by_italics),
        };
        let unusable = written.map(|written| RemarkKind::KeyUnusable(written.chars().take(60).collect()));
        let why_not = |what| if what == RemarkKind::NoRight { unusable.unwrap_or(what) } else { what };
        let right = right.map_err(|what| (place.clone(), why_not(what)))?;
        // «Đáp án: D. Máy in» where «Máy in» is B: whose answer is right is for the teacher to decide.
        let named = why.iter().map(|line| fold(line.trim().trim_end_matches('.'))).find(|line| !line.is_empty());
        let is_named = |text: &String| named.as_ref().is_some_and(|named| *named == fold(text.trim_end_matches('.')));
        if texts.iter().position(is_named).is_some_and(|other| other != right) {
            return Err((place, RemarkKind::KeyConflict));
        }
        if let Some(first) = texts.get_mut(..=right) {
            first.rotate_right(1);
        }
        let name = number.map(|number| format!("Câu {number}"));
        let why = tidy_some(&why.join("\n"));
        Ok(Item { place, name, topic, level, stem, options: texts, why, ..Item::default() })
    }
}

impl OpenQuestion {
    /// Answers in brackets behind the question or its last option are no part of the text.
    fn take_answers(&mut self) {
        if let Some(last) = self.options.last_mut()
            && let Some((before, why)) = trailing_explanation(&last.text)
        {
            let (before, why) = (before.to_owned(), why.to_owned());
            last.text = before;
            self.why.insert(0, why);
        }
        let texts = self.stem.last_mut().into_iter().chain(self.options.last_mut().map(|option| &mut option.text));
        for text in texts {
            if let Some((before, letter)) = trailing_answer(text)
                && !before.is_empty()
            {
                let before = before.to_owned();
                *text = before;
                self.stated.push(letter);
            }
        }
    }
}

/// `E.`, `K)` at the start of a line: a letter of a list, whichever it is.
fn is_lettered(text: &str) -> bool {
    let mut signs = text.chars();
    let is_letter = signs.next().is_some_and(|sign| sign.is_ascii_uppercase());
    label(text).is_some() || is_letter && signs.next().is_some_and(|sign| matches!(sign, '.' | ')'))
}

/// Takes the box or circle off an option: before its letter, before its text, or behind it.
fn without_tick<'a>(label: &str, text: &'a str) -> (Option<bool>, &'a str) {
    if let Some((_, is_ticked)) = label.char_indices().find_map(|(at, _)| tick(label.get(at..)?)) {
        return (Some(is_ticked), text);
    }
    if let Some((length, is_ticked)) = tick(text) {
        let behind = text.get(length..).unwrap_or_default().trim();
        return if behind.is_empty() { (None, text) } else { (Some(is_ticked), behind) };
    }
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    match tick(last).filter(|(length, _)| *length == last.len() && last.len() < text.len()) {
        Some((length, is_ticked)) => (Some(is_ticked), text.get(..text.len() - length).unwrap_or_default().trim_end()),
        None => (None, text),
    }
}

/// Takes `(Đúng)`, `(đáp án đúng)` off the end of an option.
fn without_verdict(text: &str) -> (bool, &str) {
    let inside = text.strip_suffix([')', ']']).and_then(|rest| rest.rfind(['(', '[']).map(|at| (at, rest)));
    let Some((at, rest)) = inside.filter(|(at, _)| *at > 0) else { return (false, text) };
    let words = fold(rest.get(at + 1..).unwrap_or_default());
    let before = text.get(..at).unwrap_or_default().trim_end();
    let is_right =
        matches!(words.as_str(), "dung" | "dap an" | "dap an dung" | "d" | "right" | "correct" | "true" | "x");
    let is_wrong = matches!(words.as_str(), "sai" | "s" | "wrong" | "false");
    if (is_right || is_wrong) && !before.is_empty() { (is_right, before) } else { (false, text) }
}
