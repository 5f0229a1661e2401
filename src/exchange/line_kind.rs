//! Kinds of lines of pasted questions, recognised by their beginning.

use super::values::level;
use crate::domain::{Level, fold};
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

/// `Câu 1.`, `Câu hỏi 1:`, `Question 1.`
pub(super) fn named_start(text: &str) -> Option<Start<'_>> {
    let rest = ["cau hoi so", "cau hoi", "cau so", "cau", "question"].iter().find_map(|word| strip(text, word))?;
    let (number, rest) = number(rest.trim_start())?;
    let (level, rest) = level_in_brackets(rest.trim_start());
    // Behind the number there is a character, or the sentence begins: «Câu 3 và câu 4 dùng chung hình» begins none.
    let bare = rest.trim_start();
    let stem = match bare.strip_prefix(['.', ':', ')', '/', '-', '–']) {
        Some(stem) => stem,
        None if bare.is_empty() || level.is_some() || bare.starts_with(char::is_uppercase) => bare,
        None => return None,
    };
    let (inner, stem) = level_in_brackets(stem.trim_start());
    Some(Start { number, level: level.or(inner), stem: stem.trim() })
}

/// `1.`, `1)`: a start where the text has no named ones.
pub(super) fn bare_start(text: &str) -> Option<Start<'_>> {
    let (number, rest) = number(text.trim_start())?;
    let stem = rest.strip_prefix(['.', ')', '/', ':'])?;
    if stem.starts_with(|ch: char| ch.is_ascii_digit()) {
        return None; // 1.5, 10:30
    }
    let (level, stem) = level_in_brackets(stem.trim_start());
    Some(Start { number, level, stem: stem.trim() })
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

/// `Chủ đề 1: …`, `Chuyên đề: …`, `Phần II. …`
pub(super) fn is_heading(text: &str) -> bool {
    let rest = ["chu de", "chuyen de", "chuong", "phan"].iter().find_map(|word| strip(text, word));
    let Some(rest) = rest.map(str::trim_start) else { return false };
    let word: String = rest.chars().take_while(|ch| ch.is_alphanumeric()).collect();
    let is_number = !word.is_empty() && word.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, 'I' | 'V' | 'X'));
    is_number || rest.starts_with(':')
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
    let words = ["giai thich", "loi giai", "huong dan giai", "huong dan", "loi giai thich", "vi sao"];
    let rest = words.iter().find_map(|word| strip(text, word))?;
    let rest = rest.trim_start();
    rest.strip_prefix([':', '.']).or(Some(rest).filter(|rest| rest.is_empty())).map(str::trim)
}

/// `Đáp án: B`, `ĐA B`, `Chọn B vì…`: the letters, and what is behind them.
pub(super) fn answer(text: &str) -> Option<(Vec<usize>, &str)> {
    let text = text.trim_start_matches(['=', '>', '-', '→', '⇒', ' ', '*']);
    let words = [
        "dap an dung la",
        "dap an dung",
        "dap an la",
        "dap an",
        "d/a",
        "da",
        "chon dap an",
        "chon phuong an",
        "chon",
        "answer",
        "key",
    ];
    let rest = words.iter().find_map(|word| strip(text, word))?;
    let rest = rest.trim_start_matches([':', '.', '-', '–', ' ', '\t']);
    let mut letters = Vec::new();
    let mut behind = rest;
    loop {
        let mut chars = behind.chars();
        let Some(letter) = chars.next().filter(|ch| matches!(ch, 'A'..='J' | 'a'..='j')) else { break };
        let after = chars.as_str();
        if after.starts_with(char::is_alphanumeric) {
            break; // a word
        }
        letters.push(usize::from(u8::try_from(letter.to_ascii_uppercase()).unwrap_or(b'A') - b'A'));
        behind = after.trim_start_matches(['.', ')', ' ', '\t']);
        match behind.strip_prefix([',', ';', '/', '&']).or_else(|| strip(behind, "va")) {
            Some(next) => behind = next.trim_start(),
            None => break,
        }
    }
    (!letters.is_empty()).then(|| (letters, behind.trim_start_matches([':', '-', '–', ' ']).trim()))
}

/// `ĐÁP ÁN`, `BẢNG ĐÁP ÁN`, or the heads of columns `Câu | Đáp án`: the answers of all questions follow.
pub(super) fn is_table_heading(text: &str) -> bool {
    let words = ["bang dap an", "dap an trac nghiem", "dap an", "dap so"];
    let rest = words.iter().find_map(|word| strip(text.trim(), word));
    rest.is_some_and(|rest| rest.trim_matches([':', '.', ' ', '-']).is_empty()) || are_column_heads(text)
}

/// A heading that is no part of a question, even of one without options: a lone `ĐÁP ÁN` may be above these.
pub(super) fn names_the_table(text: &str) -> bool {
    strip(text.trim(), "bang dap an").is_some() || are_column_heads(text)
}

/// `Câu | Đáp án`, once or several times beside each other.
fn are_column_heads(text: &str) -> bool {
    let folded = fold(&text.replace(['|', '\t', ':'], " "));
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        let numbers = ["cau hoi so", "cau hoi", "cau so", "so cau", "cau", "stt"];
        let answers = ["dap an dung", "dap an", "phuong an dung", "da"];
        let behind = numbers.iter().find_map(|word| strip(rest, word)).map(str::trim_start);
        let behind = behind.and_then(|behind| answers.iter().find_map(|word| strip(behind, word)));
        match behind {
            Some(behind) => rest = behind.trim_start(),
            None => return false,
        }
    }
    !folded.is_empty()
}

/// `Đáp án: 1-B, 2-C`: the table of answers on the line of its heading.
pub(super) fn headed_pairs(text: &str) -> Option<Vec<(u32, usize)>> {
    let words = ["bang dap an", "dap an trac nghiem", "dap an dung", "dap an", "d/a", "da"];
    let rest = words.iter().find_map(|word| strip(text, word))?;
    pairs(rest.trim_start_matches([':', '.', '-', '–', '|', ' ', '\t']))
}

/// `1-B 2-C 3A`, `1. B`, `Câu 1: B`: question numbers and letters, and nothing else.
pub(super) fn pairs(text: &str) -> Option<Vec<(u32, usize)>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(['|', ' ', '\t']);
    while !rest.is_empty() {
        let from = strip(rest, "cau").unwrap_or(rest).trim_start();
        let (one, behind) = number(from)?;
        let behind = behind.trim_start_matches(['.', '-', ':', ')', '–', '|', ' ', '\t']);
        let mut chars = behind.chars();
        let letter = chars.next().filter(|ch| matches!(ch, 'A'..='J' | 'a'..='f'))?;
        if chars.as_str().starts_with(char::is_alphabetic) {
            return None;
        }
        found.push((one, usize::from(u8::try_from(letter.to_ascii_uppercase()).ok()? - b'A')));
        rest = chars.as_str().trim_start_matches(['.', ',', ';', '|', ')', ' ', '\t']);
    }
    (!found.is_empty()).then_some(found)
}

/// `Câu 1 2 3`, `Câu 1 | Câu 2`, `1 2 3` of a table of two rows.
pub(super) fn numbers(text: &str) -> Option<Vec<u32>> {
    let words = ["cau hoi so", "cau hoi", "cau so", "cau", "stt"];
    let rest = words.iter().find_map(|word| strip(text, word)).unwrap_or(text);
    let parts = rest.split(['\t', ' ', '|', ':']).filter(|part| !part.is_empty() && fold(part) != "cau");
    let found: Vec<u32> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
    (found.len() > 1).then_some(found)
}

/// `Đáp án B C A`, its second row; the word may be missing.
pub(super) fn letters(text: &str) -> Option<Vec<usize>> {
    let rest = ["dap an dung", "dap an", "d/a", "da"].iter().find_map(|word| strip(text, word)).unwrap_or(text);
    let parts = rest.split(['\t', ' ', '|', ':']).filter(|part| !part.is_empty());
    parts.map(crate::exchange::values::letter_place).collect::<Option<Vec<_>>>().filter(|found| !found.is_empty())
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
        if letter != wanted {
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

/// `A.`, `b)`, `(C)`, `*D:` at the start of a text: the letter from 0 and the bytes it takes.
pub(super) fn label(text: &str) -> Option<(usize, usize)> {
    let bare = text.trim_start_matches('*').trim_start();
    let (opened, inside) = match bare.strip_prefix('(') {
        Some(inside) => (true, inside),
        None => (false, bare),
    };
    let mut chars = inside.chars();
    let letter = chars.next().filter(|ch| matches!(ch, 'A'..='J' | 'a'..='j'))?;
    let rest = chars.as_str().trim_start_matches('*');
    let ends: &[char] = if opened { &[')'] } else { &['.', ')', ':', '/'] };
    let behind = rest.strip_prefix(ends)?;
    let place = usize::from(u8::try_from(letter.to_ascii_uppercase()).ok()? - b'A');
    Some((place, text.len() - behind.len()))
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
fn number(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length).filter(|_| (1..=4).contains(&length))?;
    Some((digits.parse().ok()?, rest))
}
