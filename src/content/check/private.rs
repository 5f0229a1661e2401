//! No live telephone numbers, personal numbers or foreign addresses in lessons and questions (I23).

use super::super::{FaultKind, QuestionFault, links::is_known_host};

/// Endings by which a word counts as an address. A new one costs a line; an unknown one costs a missed warning.
const ENDINGS: [&str; 18] = [
    "vn", "com", "net", "org", "info", "edu", "gov", "io", "app", "xyz", "top", "online", "site", "shop", "vip",
    "club", "cc", "me",
];

/// Digits of the shortest number that belongs to somebody: a mobile telephone.
const SHORTEST_NUMBER: usize = 10;

/// Numbers as long as a telephone or personal number, apart from the contest's hotline, and addresses of others than the app
/// stores and authorities.
pub(super) fn faults(text: &str, hotline: &str) -> Vec<FaultKind> {
    let mut found: Vec<FaultKind> = Vec::new();
    if text.bytes().filter(u8::is_ascii_digit).count() >= SHORTEST_NUMBER {
        let hotline: String = hotline.chars().filter(char::is_ascii_digit).collect();
        let numbers = digit_runs(text).into_iter().filter(|run| is_private(run));
        found.extend(
            numbers
                .filter(|run| digits(run) != hotline)
                .map(|run| FaultKind::Question(QuestionFault::PersonalNumber(run.to_owned()))),
        );
    }
    let dotted = text.as_bytes().windows(2).any(|pair| matches!(pair, [b'.', next] if next.is_ascii_alphanumeric()));
    if dotted || text.contains("://") {
        let words = text.split_whitespace().map(|word| word.trim_matches(|ch: char| !ch.is_alphanumeric()));
        found.extend(
            words
                .filter(|word| is_foreign(word))
                .map(|word| FaultKind::Question(QuestionFault::ForeignLink(word.to_owned()))),
        );
    }
    found
}

/// Digits with single spaces, dots or dashes between them.
fn digit_runs(text: &str) -> Vec<&str> {
    let is_part = |ch: char| ch.is_ascii_digit() || matches!(ch, ' ' | '.' | '-');
    text.split(|ch: char| !is_part(ch))
        .flat_map(|part| part.split("  "))
        .map(|part| part.trim_matches([' ', '.', '-']))
        .collect()
}

fn is_private(run: &str) -> bool {
    let digits = digits(run);
    let amount = !digits.starts_with('0') && run.contains('.') && run.split('.').skip(1).all(|part| part.len() == 3);
    let phone = matches!(digits.len(), 10 | 11) && (digits.starts_with('0') || digits.starts_with("84"));
    !amount && (phone || digits.len() == 12)
}

fn digits(run: &str) -> String {
    run.chars().filter(char::is_ascii_digit).collect()
}

fn is_foreign(word: &str) -> bool {
    let lower = word.to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let known_ending =
        host.rsplit_once('.').is_some_and(|(name, ending)| !name.is_empty() && ENDINGS.contains(&ending));
    (lower.contains("://") || known_ending) && !is_known_host(host)
}
