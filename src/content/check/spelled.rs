//! Questions as syllables: what rules about wording and guessing compare.

use super::super::{Draft, draft::QuestionDraft};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// Hashes for tables that live as long as one check: no enemy chooses their keys, and millions are looked up.
pub(super) type Fast = BuildHasherDefault<Mix>;

#[derive(Default)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight.iter_mut().zip(part).for_each(|(to, from)| *to = *from);
            self.write_u64(u64::from_le_bytes(eight));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A syllable of the bank, in small letters, by its number.
pub(in super::super) type Syllable = u32;

/// A question that has a stem and something to choose among; the rules of form report the others.
pub(in super::super) struct Item<'d> {
    pub draft: &'d QuestionDraft<'d>,
    pub stem: Vec<Syllable>,
    /// The right one first.
    pub options: Vec<Vec<Syllable>>,
    /// Their lengths in characters.
    pub lengths: Vec<usize>,
}

/// The bank's questions and the syllables that they are made of.
pub(in super::super) struct Spelled<'d> {
    pub items: Vec<Item<'d>>,
    numbers: HashMap<String, Syllable>,
    /// Cache of the text between two spaces and its syllables: most words recur.
    words: HashMap<&'d str, Vec<Syllable>, Fast>,
}

impl<'d> Spelled<'d> {
    pub fn new(draft: &'d Draft<'_>) -> Self {
        let mut spelled = Self {
            items: Vec::with_capacity(draft.questions.len()),
            numbers: HashMap::new(),
            words: HashMap::default(),
        };
        for question in draft.questions.iter().filter(has_options) {
            let stem = spelled.spell(&question.stem.text);
            let options = question.options().map(|option| spelled.spell(&option.text)).collect();
            let lengths = question.options().map(|option| option.text.chars().count()).collect();
            spelled.items.push(Item { draft: question, stem, options, lengths });
        }
        spelled
    }

    /// Runs of letters and digits, in small letters.
    fn spell(&mut self, text: &'d str) -> Vec<Syllable> {
        let mut found = Vec::with_capacity(text.len() / 5 + 1);
        for word in text.split(' ') {
            match self.words.get(word) {
                Some(syllables) => found.extend_from_slice(syllables),
                None => {
                    let syllables = self.syllables(word);
                    found.extend_from_slice(&syllables);
                    self.words.insert(word, syllables);
                }
            }
        }
        found
    }

    fn syllables(&mut self, word: &str) -> Vec<Syllable> {
        let mut found = Vec::new();
        for part in word.split(|ch: char| !ch.is_alphanumeric()).filter(|part| !part.is_empty()) {
            let small: String = part.chars().flat_map(char::to_lowercase).collect();
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            let number = match self.numbers.get(&small) {
                Some(number) => *number,
                None => {
                    self.numbers.insert(small, next);
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

/// Whether one run of syllables occurs in another.
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

/// Whether there is anything to choose among; missing options are reported alone.
fn has_options(question: &&QuestionDraft<'_>) -> bool {
    let is_blank = |text: &str| text.trim().is_empty();
    !question.wrong.is_empty()
        && !is_blank(&question.stem.text)
        && question.options().all(|option| !is_blank(&option.text))
}
