use super::PersonName;
use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;

/// The tones in the order of Vietnamese dictionaries: level, huyền, hỏi, ngã, sắc, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
/// The marks that make another letter of one: ă, â (ê, ô), ơ (ư); in the alphabet each follows the plain one.
const LETTER_MARKS: [char; 3] = ['\u{306}', '\u{302}', '\u{31b}'];

/// Order of names as Vietnamese lists have it: by the given name, which is written last, then by those in the middle, then by the family's.
/// Words are compared one by one as in a dictionary: first their letters (a ă â b c d đ e ê … o ô ơ … u ư …), then their tones. Case does not
/// count; names that differ in nothing else keep one order by their spelling.
#[must_use]
pub fn by_given_name(one: &PersonName, other: &PersonName) -> Ordering {
    let (a, b) = (one.as_str(), other.as_str());
    given_first(a).cmp(&given_first(b)).then_with(|| a.cmp(b))
}

/// What names are ordered by: made once a name where many are sorted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GivenNameKey(WordKeys, String);

/// The key of a name by which `by_given_name` orders.
#[must_use]
pub fn given_name_key(name: &str) -> GivenNameKey {
    GivenNameKey(given_first(name), name.to_owned())
}

/// What words are ordered by that are read from the first one on, such as names of places: as a Vietnamese dictionary has them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DictionaryKey(WordKeys, String);

/// The key of a text by which a Vietnamese dictionary would order it: An, Ân, Bình, Dân, Đông.
#[must_use]
pub fn dictionary_key(text: &str) -> DictionaryKey {
    let mut keys = WordKeys::default();
    text.split(' ').for_each(|word| keys.add(word));
    DictionaryKey(keys, text.to_owned())
}

/// The words of a name in the order in which they count.
fn given_first(name: &str) -> WordKeys {
    let mut keys = WordKeys::default();
    let words: Vec<&str> = name.split(' ').collect();
    match words.as_slice() {
        [family, middle @ .., given] => {
            keys.add(given);
            // A name without a middle is before those with one; the family's name never counts as a middle one.
            middle.iter().for_each(|word| keys.add(word));
            keys.add("");
            keys.add(family);
        }
        [only] => keys.add(only),
        [] => (),
    }
    keys
}

/// Words as bytes that are in the order of the words: of each word its letters, four bytes each (the character's number, most significant
/// byte first, and its mark), then three zeros, then its tones, then a zero. One block of memory a name, since hundreds of thousands of
/// them are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct WordKeys(Vec<u8>);

impl WordKeys {
    fn add(&mut self, word: &str) {
        let (mut letter_at, mut tones) = (None, Vec::new());
        for sign in word.chars().flat_map(char::to_lowercase).nfd() {
            match (rank(&TONES, sign), rank(&LETTER_MARKS, sign)) {
                (Some(tone), _) => tones.push(tone),
                (None, Some(mark)) => {
                    if let Some(place) = letter_at.and_then(|at: usize| self.0.get_mut(at + 3)) {
                        *place = mark;
                    }
                }
                (None, None) if sign == 'đ' => letter_at = Some(self.letter('d', 1)),
                (None, None) if sign.is_alphabetic() => letter_at = Some(self.letter(sign, 0)),
                // Hyphens, full stops and foreign marks do not count.
                (None, None) => (),
            }
        }
        self.0.extend([0; 3]);
        self.0.extend(tones);
        self.0.push(0);
    }

    /// Adds a letter and returns where it is.
    fn letter(&mut self, letter: char, mark: u8) -> usize {
        let at = self.0.len();
        let [_, number @ ..] = u32::from(letter).to_be_bytes();
        self.0.extend(number);
        self.0.push(mark);
        at
    }
}

/// Place in the list, from 1.
fn rank(list: &[char], sign: char) -> Option<u8> {
    (1..).zip(list).find(|(_, one)| **one == sign).map(|(rank, _)| rank)
}
