//! Turns of phrase that no question may have: I05 to I08.

use super::super::{FaultKind, QuestionFault};

/// "All" in front of "the options".
const ALL: [&str; 7] = ["tất cả các ", "tất cả ", "cả hai ", "cả ba ", "cả bốn ", "cả các ", "các "];
const OPTIONS: [&str; 6] = ["ý", "đáp án", "phương án", "câu trả lời", "câu", "lựa chọn"];
/// What follows when the options themselves are meant, and not for example the questions of a form ("các câu hỏi").
const POINTING: [&str; 8] = ["", "trên", "đều", "đúng", "sai", "này", "kia", "nêu"];

/// "All of the above" (I05) or "none of the above" (I06) in an option.
pub(super) fn all_or_none(option: &str) -> Option<FaultKind> {
    let text = option.to_lowercase();
    if !["ý", "án", "câu", "chọn", "đều"].iter().any(|part| text.contains(part)) {
        return None; // speaks of no options at all, as nearly every option does
    }
    let points_at_all = ALL.iter().any(|all| {
        starts_of(&text, all).any(|rest| {
            OPTIONS.iter().filter_map(|noun| after_word(rest, noun)).any(|rest| POINTING.contains(&first_word(rest)))
        })
    });
    if points_at_all || text.contains("đều đúng") || text.contains("đều sai") {
        return Some(FaultKind::Question(QuestionFault::AllOfTheAbove));
    }
    let points_at_none = ["không có ", "không "].iter().any(|none| {
        starts_of(&text, none)
            .any(|rest| OPTIONS.iter().filter_map(|noun| after_word(rest, noun)).any(|rest| first_word(rest) == "nào"))
    });
    points_at_none.then_some(FaultKind::Question(QuestionFault::NoneOfTheAbove))
}

/// Whether a text speaks of options by their letters (I07), which nobody sees: the order is drawn for each paper.
pub(super) fn names_letters(text: &str) -> bool {
    let is_letter = |word: &str| matches!(word.trim_matches(|ch: char| !ch.is_alphanumeric()), "A" | "B" | "C" | "D");
    let words: Vec<&str> = text.split_whitespace().collect();
    let leads = matches!(text.as_bytes(), [b'A'..=b'D', b'.' | b')' | b':', ..]);
    let named = words.windows(3).any(|trio| match trio {
        [a, b, letter] if is_letter(letter) => {
            matches!((a.to_lowercase().as_str(), b.to_lowercase().as_str()), ("đáp", "án") | ("phương", "án"))
                || (is_letter(a) && matches!(*b, "và" | "hoặc"))
        }
        _ => false,
    });
    let listed = words.windows(2).any(|pair| match pair {
        [a, b] => is_letter(a) && a.ends_with(',') && is_letter(b),
        _ => false,
    });
    leads || named || listed
}

/// Negative words of the question itself (I08): behind what it asks for ("việc nào KHÔNG nên làm"), not in the story before it
/// ("bà không nhớ thì làm gì") and not the particle at the end ("có nên không").
pub(super) fn negation(question: &str, is_marked: bool) -> Option<FaultKind> {
    let words: Vec<&str> =
        question.split_whitespace().map(|word| word.trim_matches(|ch: char| !ch.is_alphanumeric())).collect();
    let asks = |word: &&str| matches!(word.to_lowercase().as_str(), "nào" | "gì" | "ai" | "đâu");
    let behind = words.iter().position(asks).map_or(words.len(), |at| at + 1);
    let inner = words.len().saturating_sub(1);
    let negative = |word: &&&str| matches!(word.to_lowercase().as_str(), "không" | "trừ" | "sai" | "chưa");
    let shouted = words.iter().take(inner).any(|word| matches!(*word, "KHÔNG" | "TRỪ" | "SAI" | "CHƯA"));
    let quiet = words.iter().take(inner).skip(behind).find(negative);
    match (is_marked, shouted, quiet) {
        (true, false, _) | (false, true, _) => Some(FaultKind::Question(QuestionFault::NegativeMark)),
        (false, false, Some(word)) => Some(FaultKind::Question(QuestionFault::NegativeWord((*word).to_owned()))),
        (true, true, _) | (false, false, None) => None,
    }
}

/// The text after each occurrence of `start` at the beginning of a word.
fn starts_of<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(start).filter_map(|(at, found)| {
        let begins = text.get(..at)?.chars().next_back().is_none_or(|ch| !ch.is_alphanumeric());
        begins.then(|| text.get(at + found.len()..)).flatten()
    })
}

/// The rest behind `word`, when the text begins with it as whole words.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(word).filter(|rest| rest.chars().next().is_none_or(|ch| !ch.is_alphanumeric()))
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default().trim_matches(|ch: char| !ch.is_alphanumeric())
}
