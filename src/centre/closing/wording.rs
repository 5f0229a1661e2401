//! A set in words: the page, the book, the document and the minutes have them from here.

use super::set::{PersonPlace, PrizeRule};
use crate::{
    centre::signs::sign_key,
    domain::{PrizeCounts, Sign, TieRule},
    text::Words,
};

/// By what prizes are given, sentence by sentence.
#[must_use]
pub fn rule_sentences(rule: &PrizeRule, words: &Words) -> Vec<String> {
    let counts = match PrizeCounts::parse(&rule.communes_count) {
        Some(PrizeCounts::TookPart) => "prize-counts-took-part",
        Some(PrizeCounts::Valid) | None => "prize-counts-valid",
    };
    let ties = match TieRule::parse(&rule.ties) {
        Some(TieRule::Jury) => "prize-ties-jury",
        Some(TieRule::Seconds) | None => "prize-ties-seconds",
    };
    let attempts = if rule.paper_ranks { "prize-rule-attempts" } else { "prize-rule-attempts-screen" };
    let [first, second, third, consolation] = rule.persons.map(|count| count.to_string());
    let persons = [
        ("first", first.into()),
        ("second", second.into()),
        ("third", third.into()),
        ("consolation", consolation.into()),
    ];
    vec![
        words.with(
            "prize-rule-communes",
            &[("n", rule.communes.to_string().into()), ("what", words.get(counts).into())],
        ),
        words.with("prize-rule-persons", &persons),
        words.get(ties).into_owned(),
        words.with(attempts, &[("n", rule.attempts.to_string().into())]),
        words.get("prize-rule-held").into_owned(),
    ]
}

/// Places that equal ones share, or the one place.
#[must_use]
pub fn places(from: u64, to: u64, words: &Words) -> String {
    if from == to {
        return from.to_string();
    }
    words.with("prize-places", &[("from", from.to_string().into()), ("to", to.to_string().into())])
}

/// How long a test took; empty on paper.
#[must_use]
pub fn duration(seconds: Option<u32>, words: &Words) -> String {
    let Some(seconds) = seconds else { return String::new() };
    let values = [("minutes", (seconds / 60).to_string().into()), ("seconds", format!("{:02}", seconds % 60).into())];
    words.with("prize-seconds", &values)
}

/// Whether a test was written on paper.
#[must_use]
pub fn medium(paper: bool, words: &Words) -> String {
    words.get(if paper { "prize-on-paper" } else { "prize-on-screen" }).into_owned()
}

/// Name of a person, or what they are known by where a ledger from earlier versions has no name.
#[must_use]
pub fn name(of: &PersonPlace, words: &Words) -> String {
    if of.name.is_empty() {
        return words.with("prize-nameless", &[("person", of.person.as_str().into())]);
    }
    of.name.clone()
}

/// Signs of a person, one sentence after another.
#[must_use]
pub fn signs(of: &PersonPlace, words: &Words) -> String {
    let key = |name: &String| Sign::parse(name).map_or_else(|| name.clone(), |sign| words.get(sign_key(sign)).into());
    of.signs.iter().map(key).collect::<Vec<String>>().join("; ")
}
