//! Questions as syllables: what rules about wording and guessing compare.

use super::super::{Draft, draft::QuestionDraft};
use std::collections::HashMap;

/// A syllable of the bank, in small letters, by its number.
pub(in super::super) type Syllable = u32;

/// A question that has a stem and something to choose among; others are told of by the rules of form.
pub(in super::super) struct Item<'d> {
    pub draft: &'d QuestionDraft<'d>,
    pub stem: Vec<Syllable>,
    /// The right one first.
    pub options: Vec<Vec<Syllable>>,
    /// Their lengths in signs.
    pub lengths: Vec<usize>,
}

/// The bank's questions and the syllables that they are made of.
pub(in super::super) struct Spelled<'d> {
    pub items: Vec<Item<'d>>,
    numbers: HashMap<String, Syllable>,
}

impl<'d> Spelled<'d> {
    pub fn of(draft: &'d Draft<'_>) -> Self {
        let mut spelled = Self { items: Vec::with_capacity(draft.questions.len()), numbers: HashMap::new() };
        for question in draft.questions.iter().filter(has_options) {
            let stem = spelled.spell(&question.stem.text);
            let options = question.options().map(|option| spelled.spell(&option.text)).collect();
            let lengths = question.options().map(|option| option.text.chars().count()).collect();
            spelled.items.push(Item { draft: question, stem, options, lengths });
        }
        spelled
    }

    /// Runs of letters and digits, in small letters.
    fn spell(&mut self, text: &str) -> Vec<Syllable> {
        let mut small = String::new();
        let mut found = Vec::with_capacity(text.len() / 5 + 1);
        for word in text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()) {
            small.clear();
            small.extend(word.chars().flat_map(char::to_lowercase));
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            let number = match self.numbers.get(&small) {
                Some(number) => *number,
                None => {
                    self.numbers.insert(small.clone(), next);
                    next
                }
            };
            found.push(number);
        }
        found
    }

    /// The syllables of a phrase, where the bank has all of them.
    pub fn phrase(&self, words: &str) -> Option<Vec<Syllable>> {
        words.split(' ').map(|word| self.numbers.get(word).copied()).collect()
    }

    /// What syllables were written as, by number.
    pub fn names(&self) -> HashMap<Syllable, &str> {
        self.numbers.iter().map(|(name, number)| (*number, name.as_str())).collect()
    }
}

/// Whether one run of syllables stands in another.
pub(super) fn stands_in(part: &[Syllable], whole: &[Syllable]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|run| run == part)
}

/// The same syllables, each once and in order of their numbers.
pub(super) fn set_of(syllables: &[Syllable]) -> Vec<Syllable> {
    let mut set = syllables.to_vec();
    set.sort_unstable();
    set.dedup();
    set
}

/// How many syllables two sets share.
pub(super) fn shared(a: &[Syllable], b: &[Syllable]) -> usize {
    a.iter().filter(|one| b.binary_search(one).is_ok()).count()
}

/// Whether there is anything to choose among; who left options out is told of that alone.
fn has_options(question: &&QuestionDraft<'_>) -> bool {
    let is_blank = |text: &str| text.trim().is_empty();
    !question.wrong.is_empty()
        && !is_blank(&question.stem.text)
        && question.options().all(|option| !is_blank(&option.text))
}
