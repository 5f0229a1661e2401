//! Kinds of lines of pasted questions, recognised by their beginning.

use super::{list_signs::point, values::level};
use crate::domain::Level;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// `Câu 3 (NB): Thủ đô…?`
pub(super) struct Start<'a> {
    pub number: u32,
    pub level: Option<Level>,
    pub stem: &'a str,
}

/// An option's letter and text, in bytes of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Counted from 0.
    pub letter: usize,
    pub label: Range<usize>,
    pub text: Range<usize>,
}

/// Words before the number of a question.
pub(super) const CAU: [&str; 8] = ["cau hoi so", "cau hoi thu", "cau hoi", "cau so", "cau thu", "cau", "question", "q"];
/// The same of exercises; lessons are called so as well.
pub(super) const BAI: [&str; 4] = ["bai tap so", "bai tap", "bai so", "bai"];

/// `Câu 1.`, `Câu hỏi 1:`, `Question 1.`
pub(super) fn named_start<'a>(text: &'a str, words: &[&str]) -> Option<Start<'a>> {
    let text = text.trim_start_matches(['*', '#', '•', '-', '–', '>', '[', '(', ' ']);
    let rest = words.iter().find_map(|word| strip(text, word))?;
    let rest = rest.trim_start().trim_start_matches(['.', ':', '#']).trim_start();
    let (number, rest) = number(rest).or_else(|| roman_number(rest))?;
    let before = rest.trim_start();
    let (level, rest) = brackets(before);
    let has_brackets = rest.len() < before.len();
    // Behind the number there is a character, or the sentence begins: «Câu 3 và câu 4 dùng chung hình» begins none.
    let bare = rest.trim_start();
    let stem = match bare.strip_prefix(['.', ':', ')', '/', '-', '–', '—', ']', '|']) {
        Some(stem) => stem.trim_start_matches([':', '.', ')', '*']),
        None if bare.is_empty()
            || has_brackets
            || bare.starts_with(|ch: char| ch.is_uppercase() || matches!(ch, '“' | '"' | '«')) =>
        {
            bare
        }
        None => return None,
    };
    let (inner, stem) = brackets(stem.trim_start());
    let stem = if has_brackets { stem.trim_start().trim_start_matches([':', '.']) } else { stem };
    Some(Start { number, level: level.or(inner), stem: stem.trim() })
}

/// `IV.`: a number of a question that is Roman, with a sign behind it.
fn roman_number(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(|byte| matches!(byte, b'I' | b'V' | b'X')).count();
    let (digits, rest) = text.split_at_checked(length).filter(|_| (1..=5).contains(&length))?;
    rest.starts_with(['.', ':', ')']).then(|| (roman(digits), rest))
}

/// `1.`, `1)`: a start where the text has no named ones.
pub(super) fn bare_start(text: &str) -> Option<Start<'_>> {
    let (number, rest) = number(text.trim_start())?;
    let stem = rest.strip_prefix(['.', ')', '/', ':'])?;
    if stem.starts_with(|ch: char| ch.is_ascii_digit()) {
        return None; // 1.5, 10:30
    }
    let (level, stem) = brackets(stem.trim_start());
    Some(Start { number, level, stem: stem.trim() })
}

/// `(0,5 điểm) [NB]`: the level that one of several brackets states.
fn brackets(text: &str) -> (Option<Level>, &str) {
    let (mut level, mut rest) = (None, text);
    loop {
        let (found, behind) = level_in_brackets(rest.trim_start());
        if behind.len() == rest.trim_start().len() {
            return (level, rest);
        }
        level = level.or(found);
        rest = behind;
    }
}

/// `(NB)`, `[Thông hiểu]`, `(0,25 điểm)`: the level where it is one; how much a question counts is passed over.
fn level_in_brackets(text: &str) -> (Option<Level>, &str) {
    let inside = text.strip_prefix(['(', '[']).and_then(|inside| {
        let end = inside.char_indices().take(30).find(|(_, ch)| matches!(ch, ')' | ']'))?.0;
        Some((inside.get(..end)?, inside.get(end + 1..)?))
    });
    match inside {
        Some((stated, rest)) if !stated.trim().is_empty() => match level(stated) {
            Ok(found) => (found, rest),
            Err(()) if stated.ends_with("điểm") || stated.ends_with("đ") => (None, rest),
            Err(()) => (None, text),
        },
        _ => (None, text),
    }
}

/// `Chủ đề 1: …`, `Chuyên đề: …`, `Phần II. …`, `I. PHẦN TRẮC NGHIỆM`
pub(super) fn is_heading(text: &str) -> bool {
    let rest = ["chu de", "chuyen de", "chuong", "phan"].iter().find_map(|word| strip(text, word));
    match rest.map(str::trim_start) {
        Some(rest) => counted(rest).is_some() || rest.starts_with(':') || is_kind_heading(text),
        None => is_kind_heading(text),
    }
}

/// Kinds of questions that parts are named by.
const KINDS: [&str; 10] = [
    "phan trac nghiem",
    "trac nghiem",
    "cau hoi trac nghiem",
    "phan tu luan",
    "tu luan",
    "cau hoi tu luan",
    "phan chung",
    "phan rieng",
    "phan bat buoc",
    "phan tu chon",
];

/// `I. TRẮC NGHIỆM`, `B. PHẦN TỰ LUẬN (3 điểm)`: kinds of questions, all in capitals.
fn is_kind_heading(text: &str) -> bool {
    if text.chars().count() > 80 || text.split('(').next().unwrap_or(text).chars().any(char::is_lowercase) {
        return false;
    }
    let (_, rest) = ordinal(text);
    KINDS.iter().any(|word| strip(rest, word).is_some())
}

/// `I.`, `2)`, `B.` before a heading, and what is behind it.
pub(super) fn ordinal(text: &str) -> (Option<String>, &str) {
    let text = text.trim();
    match text.split_once(['.', ')', ':', '-']) {
        Some((before, rest)) => {
            match counted(before.trim()).filter(|_| before.trim().chars().all(char::is_alphanumeric)) {
                Some(count) => (Some(count), rest.trim()),
                None => (None, text),
            }
        }
        None => (None, text),
    }
}

/// The number at a heading's start, of digits, Roman or a letter: `2`, `II`, `B` as `2`, `2`, `b`.
fn counted(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|ch| ch.is_alphanumeric()).collect();
    let is_roman = !word.is_empty() && word.chars().all(|ch| matches!(ch, 'I' | 'V' | 'X'));
    let is_number = !word.is_empty() && word.len() < 4 && word.chars().all(|ch| ch.is_ascii_digit());
    let is_letter = matches!(word.as_str(), "A" | "B" | "C" | "D" | "E");
    match () {
        () if is_number => word.parse::<u32>().ok().map(|number| number.to_string()),
        () if is_roman => Some(roman(&word).to_string()),
        () if is_letter => Some(word.to_lowercase()),
        () => None,
    }
}

fn roman(text: &str) -> u32 {
    let value = |ch: char| match ch {
        'X' => 10,
        'V' => 5,
        _ => 1,
    };
    let values: Vec<u32> = text.chars().map(value).collect();
    let mut sum = 0_u32;
    for (at, one) in values.iter().enumerate() {
        let is_less = values.get(at + 1).is_some_and(|next| next > one);
        sum = if is_less { sum.saturating_sub(*one) } else { sum.saturating_add(*one) };
    }
    sum
}

/// The part of a paper that a heading begins, alike for `PHẦN II`, `Phần 2:` and `II. TRẮC NGHIỆM`; and what is behind its number.
pub(super) fn part(text: &str) -> Option<(String, &str)> {
    let words = ["chu de", "chuyen de", "chuong", "phan"];
    let found = words.iter().find_map(|word| Some((*word, strip(text, word)?.trim_start())));
    if let Some((word, rest, count)) = found.and_then(|(word, rest)| Some((word, rest, counted(rest)?))) {
        let length = rest.chars().take_while(|ch| ch.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
        return Some((
            format!("{word} {count}"),
            rest.get(length..)?.trim_start_matches([':', '.', ')', '-', '–', '|', ' ', '\t']),
        ));
    }
    let (count, rest) = ordinal(text);
    let found = KINDS.iter().find_map(|word| Some((*word, strip(rest, word)?))).filter(|_| is_kind_heading(text));
    match (count, found?) {
        (Some(count), _) => Some((format!("phan {count}"), rest)),
        // «PHẦN CHUNG»: a part without a number.
        (None, (word, behind)) => {
            Some((word.to_owned(), behind.trim_start_matches([':', '.', ')', '-', '–', '|', ' ', '\t'])))
        }
    }
}

/// `I. NHẬN BIẾT`, `Mức độ: Thông hiểu` on a line of its own.
pub(super) fn level_heading(text: &str) -> Option<Level> {
    let text = text.trim();
    if text.chars().count() > 40 {
        return None;
    }
    let numbered = text
        .split_once(['.', ')'])
        .filter(|(before, _)| before.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, 'I' | 'V' | 'X')));
    let rest = numbered.map_or(text, |(_, rest)| rest).trim();
    let rest = ["cau hoi", "muc do", "cap do"].iter().find_map(|word| strip(rest, word)).unwrap_or(rest);
    let rest = rest.trim_start_matches([':', ' ']);
    let is_word = rest.chars().filter(|ch| ch.is_alphabetic()).count() > 4;
    level(rest).ok().flatten().filter(|_| is_word)
}

/// `Giải thích: …`: what is behind it.
pub(super) fn explanation(text: &str) -> Option<&str> {
    let words = [
        "giai thich",
        "loi giai chi tiet",
        "loi giai thich",
        "loi giai",
        "huong dan giai",
        "huong dan",
        "vi sao",
        "giai",
        "explanation",
    ];
    let rest = words.iter().find_map(|word| strip(text, word))?;
    let rest = rest.trim_start();
    rest.strip_prefix([':', '.', '-', '–']).or(Some(rest).filter(|rest| rest.is_empty())).map(str::trim)
}

/// The options of a line, wherever in it they begin: `A. … B. …`. The first has the letter `next`; those behind it follow in
/// order, each after a space. `from` is where looking begins.
pub(super) fn pieces(text: &str, from: usize, next: usize) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut is_after_space = true;
    let mut skip_to = from;
    for (at, ch) in text.char_indices().filter(|(at, _)| *at >= from) {
        let starts = std::mem::replace(&mut is_after_space, ch.is_whitespace());
        if !starts || at < skip_to || ch.is_whitespace() {
            continue;
        }
        let wanted = next + found.len();
        let Some((letter, length)) = label(text.get(at..).unwrap_or("")) else { continue };
        // «A. Ổ B. B. Ổ C.»: the second of two is the letter of an option.
        let behind = text.get(at + length..).unwrap_or("").trim_start();
        let is_name = label(behind).is_some_and(|(next, _)| next == letter);
        // «D. Ổ E.» ends in no fifth option.
        if !found.is_empty() && (is_name || wanted > 3 && behind.is_empty()) {
            continue;
        }
        let is_dash = text.get(..at + length).is_some_and(|before| before.ends_with(['-', '–', '—']));
        let is_first = text.get(..at).is_some_and(|before| before.trim().is_empty());
        let has_dashes = found.first().is_some_and(|first| ends_in_dash(text, &first.label));
        if letter != wanted || is_dash && !is_first && !has_dashes {
            continue;
        }
        if let Some(last) = found.last_mut() {
            last.text.end = at;
        }
        let label = Range { start: at, end: at + length };
        found.push(Piece { letter, label: label.clone(), text: Range { start: label.end, end: text.len() } });
        skip_to = label.end;
        is_after_space = true; // «A.B» is no pair of options, «A. B.» may be
        if text.get(skip_to..).is_some_and(|rest| !rest.starts_with(char::is_whitespace)) {
            is_after_space = false;
        }
    }
    found
}

/// The options of a line that are set apart by tabs or several spaces, whatever their letters.
pub(super) fn column_pieces(text: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let starts = text.char_indices().filter(|(_, ch)| !ch.is_whitespace()).map(|(at, _)| at);
    for at in starts {
        let (before, rest) = text.split_at(at);
        let is_apart = before.trim().is_empty() || before.ends_with('\t') || before.ends_with("  ");
        let Some((letter, length)) = label(rest).filter(|_| is_apart) else { continue };
        if rest.get(..length).is_some_and(|label| label.ends_with(['-', '–', '—'])) {
            continue;
        }
        if let Some(last) = found.last_mut() {
            last.text.end = at;
        }
        found.push(Piece { letter, label: at..at + length, text: at + length..text.len() });
    }
    found
}

fn ends_in_dash(text: &str, label: &Range<usize>) -> bool {
    text.get(label.clone()).is_some_and(|label| label.ends_with(['-', '–', '—']))
}

/// `A.`, `b)`, `(C)`, `*D:`, `[A]`, `A -` at the start of a text: the letter from 0 and the bytes it takes.
pub(super) fn label(text: &str) -> Option<(usize, usize)> {
    let mut bare = text.trim_start_matches(['*', '#']).trim_start();
    // «☑ A. …», «- [x] A. …»: signs of lists before the letter.
    for _ in 0..2 {
        let behind = point(bare).and_then(|sign| bare.get(sign..)).map(str::trim_start);
        let is_it = |behind: &&str| label_letter(behind).is_some() || point(behind).is_some();
        bare = behind.filter(is_it).unwrap_or(bare);
    }
    let (opened, inside) = match bare.strip_prefix(['(', '[']) {
        Some(inside) => (true, inside),
        None => (false, bare),
    };
    let mut chars = inside.chars();
    let letter = latin(chars.next()?);
    let rest = chars.as_str().trim_start_matches('*');
    let dash = rest.trim_start().strip_prefix(['-', '–', '—']).filter(|behind| behind.starts_with(char::is_whitespace));
    let behind = match (opened, dash) {
        (true, _) => rest.strip_prefix([')', ']'])?,
        (false, Some(behind)) => behind,
        (false, None) => rest.strip_prefix(['.', ')', ':', '/', ']']).or_else(|| {
            // «A . …»
            let behind = rest.strip_prefix(' ')?.strip_prefix(['.', ')'])?;
            (letter.is_ascii_uppercase() && (behind.is_empty() || behind.starts_with(' '))).then_some(behind)
        })?,
    };
    let place = usize::from(u8::try_from(letter.to_ascii_uppercase()).ok()?.checked_sub(b'A')?);
    (place < 10).then(|| (place, text.len() - behind.len()))
}

/// Letters of the Russian alphabet that look like ours, as some keyboards and scanners write them.
fn latin(letter: char) -> char {
    match letter {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        letter => letter,
    }
}

/// `A.`, `B)`: the letter alone, for what is behind a tick.
fn label_letter(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let letter = chars.next().filter(|ch| matches!(ch, 'A'..='J' | 'a'..='j'))?;
    chars.next().filter(|ch| matches!(ch, '.' | ')' | ':')).map(|_| letter)
}

/// What is behind these words, letters compared without case and marks; the words end there.
pub(super) fn strip<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let mut wanted = words.chars();
    let mut next = wanted.next();
    let mut was_space = true;
    for (at, ch) in text.char_indices() {
        let is_space = ch.is_whitespace();
        if is_space && was_space {
            continue;
        }
        was_space = is_space;
        let Some(want) = next else {
            return if ch.is_alphabetic() { None } else { text.get(at..) };
        };
        let plain = if is_space { ' ' } else { plain(ch) };
        if plain != want {
            return None;
        }
        next = wanted.next();
    }
    next.is_none().then_some("")
}

fn plain(ch: char) -> char {
    let base = if ch.is_ascii() { ch } else { std::iter::once(ch).nfd().next().unwrap_or(ch) };
    match base {
        'đ' | 'Đ' => 'd',
        base => base.to_ascii_lowercase(),
    }
}

/// The number that a text begins with, of at most four digits, and what is behind it.
pub(super) fn number(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length).filter(|_| (1..=4).contains(&length))?;
    Some((digits.parse().ok()?, rest))
}
