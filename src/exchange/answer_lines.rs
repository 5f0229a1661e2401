//! Lines that state which option is right: below a question, and in tables.

use super::{
    answer_cell::Cell,
    line_kind::{number, part, pieces, strip},
    values::letter_place,
};
use crate::domain::fold;

/// Words before the letter of an answer.
#[rustfmt::skip] // rows of a kind
pub(super) const ANSWER_WORDS: [&str; 18] = [
    "dap an dung la", "dap an dung", "dap an la", "dap an chinh xac", "dap an", "d/a", "d.a", "da", "phuong an dung la", "phuong an dung", "tra loi", "chon dap an", "chon phuong an", "chon cau", "chon", "correct answer", "answer", "key",
];

/// `Đáp án: B`, `ĐA B`, `Chọn B vì…`: the letters, and what is behind them.
pub(super) fn answer(text: &str) -> Option<(Vec<usize>, &str)> {
    if let Some(letter) =
        text.strip_prefix("=>").or_else(|| text.strip_prefix(['→', '⇒'])).and_then(|rest| letter_place(rest.trim()))
    {
        return (letter < 10).then(|| (vec![letter], ""));
    }
    let text = text.trim_start_matches(['=', '>', '-', '→', '⇒', ' ', '*', '(', '[', '•', '+']);
    let rest = ANSWER_WORDS.iter().find_map(|word| strip(text, word))?;
    let rest =
        rest.trim_start_matches([':', '.', '-', '–', '=', '>', '→', ' ', '\t', '“', '"', '«', '‘', '\'', '[', '(']);
    let mut letters = Vec::new();
    let mut behind = rest;
    loop {
        let mut chars = behind.chars();
        let Some(letter) = chars.next().filter(|ch| matches!(ch, 'A'..='J' | 'a'..='j')) else { break };
        let after = chars.as_str();
        if after.starts_with(char::is_alphanumeric) {
            break; // a word
        }
        // «Đáp án A sai vì…» explains, and names no key.
        let is_denied =
            ["sai", "khong dung", "chua dung", "loai"].iter().any(|word| strip(after.trim_start(), word).is_some());
        if after.starts_with(' ') && is_denied && letters.is_empty() {
            return None;
        }
        let place = usize::from(u8::try_from(letter.to_ascii_uppercase()).unwrap_or(b'A') - b'A');
        if !letters.contains(&place) {
            letters.push(place);
        }
        behind = after.trim_start_matches(['.', ')', ']', '”', '"', '»', '’', '\'', '*', ' ', '\t']);
        let listed = behind.strip_prefix([',', ';', '/', '&']).map(str::trim_start);
        match listed.map(|rest| other_letter(rest).unwrap_or(rest)).or_else(|| other_letter(behind)) {
            Some(next) => behind = next.trim_start(),
            None => break,
        }
    }
    // «a) Đúng; b) Sai»: an answer for each option, of which none is the key.
    if let Some(next) = letters.last().map(|letter| letter + 1)
        && is_verdict(behind)
        && pieces(behind, 0, next).first().is_some_and(|piece| behind.get(piece.text.clone()).is_some_and(is_verdict))
    {
        letters.push(next);
    }
    (!letters.is_empty()).then(|| (letters, behind.trim_start_matches([':', '-', '–', ' ', ',', ';']).trim()))
}

/// `Đáp án: A?`, `Đáp án: Ctrl + C`: what a line of an answer states in place of a letter.
pub(super) fn written_answer(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['=', '>', '-', '→', '⇒', ' ', '*', '(', '[', '•', '+']);
    let words = ["dap an dung", "dap an", "d/a", "da", "phuong an dung", "key", "answer"];
    let rest = words.iter().find_map(|word| strip(text, word))?.trim_start().strip_prefix(':')?.trim();
    let is_doubted = rest.char_indices().nth(1).is_some_and(|(_, sign)| sign == '?');
    (!rest.is_empty() && (is_doubted || answer(text).is_none())).then(|| rest.trim_end_matches([')', ']']).to_owned())
}

/// `Đáp án: 2`, where options have numbers: the option's place.
pub(super) fn numbered_answer(text: &str) -> Option<usize> {
    let rest = ANSWER_WORDS.iter().find_map(|word| strip(text, word))?;
    let (one, behind) = number(rest.trim_start_matches([':', '.', '-', '–', '=', ' ', '\t']))?;
    let is_alone = behind.trim_matches(['.', ')', ' ']).is_empty();
    usize::try_from(one).ok()?.checked_sub(1).filter(|place| is_alone && *place < 10)
}

/// `và C`, `hoặc C`, `-> C`, `(sửa lại: C)` behind a letter: what begins with the other one. Two were meant, or no longer the first.
fn other_letter(behind: &str) -> Option<&str> {
    let inside = behind.trim_start_matches(['(', '[', ' ']);
    let words =
        ["va", "hoac", "hay", "sua lai thanh", "sua lai la", "sua lai", "sua thanh", "sua", "dinh chinh", "doi thanh"];
    let rest = ["->", "=>", "→", "⇒"]
        .iter()
        .find_map(|sign| inside.strip_prefix(sign))
        .or_else(|| words.iter().find_map(|word| strip(inside, word)))?;
    let rest = rest.trim_start_matches([':', ' ', '.']);
    let mut signs = rest.chars();
    let is_letter = signs.next().is_some_and(|sign| matches!(sign, 'A'..='J' | 'a'..='j'));
    (is_letter && !signs.next().is_some_and(char::is_alphanumeric)).then_some(rest)
}

/// `Đúng`, `Sai`, `Đ`, `S`.
fn is_verdict(text: &str) -> bool {
    let text = text.trim_start_matches([':', '-', '–', ' ']);
    ["dung", "sai", "d", "s", "true", "false"].iter().any(|word| strip(text, word).is_some())
}

/// `(Đáp án: B)`, `Đáp án: B` at the end of a text: the text before it, and the letter.
pub(super) fn trailing_answer(text: &str) -> Option<(&str, usize)> {
    let trimmed = text.trim_end();
    let inside = trimmed.strip_suffix([')', ']']).unwrap_or(trimmed);
    let is_closed = inside.len() < trimmed.len();
    if let Some((before, letter)) = sentence_answer(trimmed) {
        return Some((before, letter));
    }
    let from = match inside.rfind(['(', '[']).filter(|_| is_closed) {
        Some(open) => open,
        None => {
            // Without brackets only what no sentence holds: the words, a colon and a letter.
            let at = inside.rfind(':')?;
            let before = inside.get(..at)?;
            let starts = before.char_indices().rev().filter(|(at, _)| {
                before.get(..*at).is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
            });
            starts.take(4).map(|(at, _)| at).find(|at| {
                before
                    .get(*at..)
                    .is_some_and(|words| matches!(fold(words).as_str(), "dap an" | "dap an dung" | "da" | "d/a"))
            })?
        }
    };
    let (before, stated) = inside.split_at_checked(from)?;
    let (letters, behind) = answer(stated.trim_start_matches(['(', '[']))?;
    match letters.as_slice() {
        [one] if behind.trim_matches(['.', ' ', ';']).is_empty() => Some((before.trim_end(), *one)),
        _ => None,
    }
}

/// `… Giải thích: vì …` on the line of an option: the option, and the explanation.
pub(super) fn trailing_explanation(text: &str) -> Option<(&str, &str)> {
    let words = ["giai thich", "loi giai", "huong dan giai"];
    let starts = text
        .char_indices()
        .filter(|(at, ch)| *at > 0 && matches!(ch, 'G' | 'g' | 'L' | 'l' | 'H' | 'h'))
        .map(|(at, _)| at);
    for at in starts {
        let (before, rest) = text.split_at_checked(at)?;
        let behind =
            words.iter().find_map(|word| strip(rest, word)).and_then(|rest| rest.trim_start().strip_prefix(':'));
        if let Some(why) = behind.filter(|_| before.ends_with([' ', '\t', '.', '(', '['])) {
            let before = before.trim_end_matches([' ', '\t', '(', '[']);
            return (!before.is_empty()).then(|| (before, why.trim().trim_end_matches([')', ']'])));
        }
    }
    None
}

/// `…. Đáp án B`: a sentence of its own at the end of a text.
fn sentence_answer(text: &str) -> Option<(&str, usize)> {
    let (before, last) = text.trim_end_matches('.').rsplit_once(['.', ';', '\t'])?;
    let letter = strip(last.trim(), "dap an").map(str::trim).and_then(letter_place)?;
    (letter < 10 && !before.trim().is_empty()).then_some((before.trim_end(), letter))
}

/// `ĐÁP ÁN`, `BẢNG ĐÁP ÁN`, or the heads of columns `Câu | Đáp án`: the answers of all questions follow.
pub(super) fn is_table_heading(text: &str) -> bool {
    table_part(text).is_some() || are_column_heads(text)
}

/// The part that a heading of answers is for, where it names one: `ĐÁP ÁN PHẦN II`, `Phần II. Đáp án`; nothing for other lines.
pub(super) fn table_part(text: &str) -> Option<Option<String>> {
    let text = text.trim();
    if text.chars().count() > 80 {
        return None;
    }
    let (before, text) = match part(text) {
        Some((part, rest)) => (Some(part), rest),
        None => (None, text),
    };
    let words = [
        "bang dap an trac nghiem",
        "bang dap an",
        "dap an trac nghiem",
        "dap an de thi",
        "dap an de",
        "dap an",
        "dap so",
        "answer key",
        "answers",
        "key",
    ];
    let rest = words.iter().find_map(|word| strip(text, word))?;
    let rest = rest.trim_matches([':', '.', ' ', '-', '–', '(', ')', '=', '*', '|']);
    match (before, part(rest)) {
        (before, None) if rest.is_empty() => Some(before),
        (None, Some((part, rest))) if rest.trim_matches([')', ':', '.', ' ']).is_empty() => Some(Some(part)),
        _ => None,
    }
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
        let answers = ["dap an dung", "dap an", "phuong an dung", "d/a", "da", "tra loi", "chon"];
        let behind = numbers.iter().find_map(|word| strip(rest, word)).map(str::trim_start);
        let behind = behind.and_then(|behind| answers.iter().find_map(|word| strip(behind, word)));
        match behind {
            Some(behind) => rest = behind.trim_start(),
            None => return false,
        }
    }
    !folded.is_empty()
}

/// Numbers of questions and places of letters.
pub(super) type Pairs = Vec<(u32, usize)>;

/// `1-B 2-C 3A`, `1. B`, `Câu 1: B`: question numbers and letters, and nothing else.
pub(super) fn pairs(text: &str) -> Option<Pairs> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(['|', ' ', '\t']);
    while !rest.is_empty() {
        let from = ["cau", "bai", "question"].iter().find_map(|word| strip(rest, word)).unwrap_or(rest).trim_start();
        let (one, behind) = number(from)?;
        let behind = behind.trim_start_matches(['.', '-', ':', ')', '–', '—', '|', '=', '>', '→', '/', ' ', '\t']);
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
    let found: Vec<u32> = parts.map(|part| part.trim_end_matches('.').parse().ok()).collect::<Option<_>>()?;
    (found.len() > 1).then_some(found)
}

/// `Đáp án B C A`, its second row; the word may be missing.
pub(super) fn letters(text: &str) -> Option<Vec<usize>> {
    let rest = ["dap an dung", "dap an", "d/a", "da", "chon", "tra loi"]
        .iter()
        .find_map(|word| strip(text, word))
        .unwrap_or(text);
    let parts = rest.split(['\t', ' ', '|', ':']).filter(|part| !part.is_empty());
    parts.map(letter_place).collect::<Option<Vec<_>>>().filter(|found| !found.is_empty())
}

/// A cell of a table that was pasted cell by cell: `12`, `12.`, `Câu 12`; `B`.
pub(super) fn lone_cell(text: &str) -> Option<Cell> {
    let bare = text.trim().trim_end_matches(['.', ':', ')']);
    let digits = strip(bare, "cau").map_or(bare, str::trim_start);
    if digits.len() < 4 && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse().ok().map(Cell::Number);
    }
    letter_place(bare).filter(|place| *place < 10).map(Cell::Letter)
}

/// The heads of such a table, a cell a line.
pub(super) fn is_lone_head(text: &str) -> bool {
    matches!(
        fold(text).trim_end_matches([':', '.']),
        "cau" | "cau hoi" | "cau so" | "stt" | "tt" | "dap an" | "dap an dung" | "d/a" | "da"
    )
}
