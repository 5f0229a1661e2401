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
pub struct GivenNameKey(Vec<WordKey>, String);

/// The key of a name by which `by_given_name` orders.
#[must_use]
pub fn given_name_key(name: &str) -> GivenNameKey {
    GivenNameKey(given_first(name), name.to_owned())
}

/// What words are ordered by that are read from the first one on, such as names of places: as a Vietnamese dictionary has them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DictionaryKey(Vec<WordKey>, String);

/// The key of a text by which a Vietnamese dictionary would order it: An, Ân, Bình, Dân, Đông.
#[must_use]
pub fn dictionary_key(text: &str) -> DictionaryKey {
    DictionaryKey(text.split(' ').map(word_key).collect(), text.to_owned())
}

/// A word's letters, then its tones.
type WordKey = (Vec<(char, u8)>, Vec<u8>);

/// The words of a name in the order in which they count.
fn given_first(name: &str) -> Vec<WordKey> {
    let words: Vec<&str> = name.split(' ').collect();
    match words.as_slice() {
        [family, middle @ .., given] => {
            let mut keys = vec![word_key(given)];
            // A name without a middle is before those with one; the family's name never counts as a middle one.
            keys.extend(middle.iter().map(|word| word_key(word)));
            keys.push((Vec::new(), Vec::new()));
            keys.push(word_key(family));
            keys
        }
        [only] => vec![word_key(only)],
        [] => Vec::new(),
    }
}

fn word_key(word: &str) -> WordKey {
    let (mut letters, mut tones): (Vec<(char, u8)>, Vec<u8>) = (Vec::new(), Vec::new());
    for sign in word.chars().flat_map(char::to_lowercase).nfd() {
        match (rank(&TONES, sign), rank(&LETTER_MARKS, sign)) {
            (Some(tone), _) => tones.push(tone),
            (None, Some(mark)) => {
                if let Some(letter) = letters.last_mut() {
                    letter.1 = mark;
                }
            }
            (None, None) if sign == 'đ' => letters.push(('d', 1)),
            (None, None) if sign.is_alphabetic() => letters.push((sign, 0)),
            // Hyphens, full stops and foreign marks do not count.
            (None, None) => (),
        }
    }
    (letters, tones)
}

/// Place in the list, from 1.
fn rank(list: &[char], sign: char) -> Option<u8> {
    (1..).zip(list).find(|(_, one)| **one == sign).map(|(rank, _)| rank)
}
