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

/// What names are ordered by: made once a name where many are sorted. Bytes whose plain order is that of the names, and then their
/// spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GivenNameKey(Vec<u8>);

/// The key of a name by which `by_given_name` orders.
#[must_use]
pub fn given_name_key(name: &str) -> GivenNameKey {
    let mut key = given_first(name);
    key.push(END);
    key.extend_from_slice(name.as_bytes());
    GivenNameKey(key)
}

/// What words are ordered by that are read from the first one on, such as names of places: as a Vietnamese dictionary has them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DictionaryKey(Vec<u8>);

/// The key of a text by which a Vietnamese dictionary would order it: An, Ân, Bình, Dân, Đông.
#[must_use]
pub fn dictionary_key(text: &str) -> DictionaryKey {
    let mut key = Vec::with_capacity(text.len() * 3);
    text.split(' ').for_each(|word| push_word(&mut key, word));
    key.push(END);
    key.extend_from_slice(text.as_bytes());
    DictionaryKey(key)
}

/// Before each word of a key. A key that goes on is above one that ends.
const WORD: u8 = 1;
/// After the words of a key, after a word's letters, and after its tones: below all that may be there instead.
const END: u8 = 0;

/// The words of a name in the order in which they count.
fn given_first(name: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(name.len() * 4);
    match name.rsplit_once(' ') {
        Some((rest, given)) => {
            push_word(&mut key, given);
            let (family, middle) = rest.split_once(' ').map_or((rest, None), |(family, middle)| (family, Some(middle)));
            // A name without a middle is before those with one; the family's name never counts as a middle one.
            middle.into_iter().flat_map(|middle| middle.split(' ')).for_each(|word| push_word(&mut key, word));
            push_word(&mut key, "");
            push_word(&mut key, family);
        }
        None => push_word(&mut key, name),
    }
    key
}

/// Appends a word: its letters, each with its mark, then its tones.
fn push_word(key: &mut Vec<u8>, word: &str) {
    key.push(WORD);
    let (letters, mut tones) = (key.len(), Vec::new());
    for sign in word.chars().flat_map(char::to_lowercase).nfd() {
        match (rank(&TONES, sign), rank(&LETTER_MARKS, sign)) {
            (Some(tone), _) => tones.push(tone),
            (None, Some(mark)) => {
                let has_letter = key.len() > letters;
                if let Some(last) = key.last_mut().filter(|_| has_letter) {
                    *last = PLAIN + mark;
                }
            }
            (None, None) if sign == 'đ' => push_letter(key, 'd', PLAIN + 1),
            (None, None) if sign.is_alphabetic() => push_letter(key, sign, PLAIN),
            // Hyphens, full stops and foreign marks do not count.
            (None, None) => (),
        }
    }
    key.push(END);
    key.extend_from_slice(&tones);
    key.push(END);
}

/// Mark of a letter without one.
const PLAIN: u8 = 1;

/// Appends a letter and its mark. Letters in UTF-8 have the order of their code points, and none begins as an end does.
fn push_letter(key: &mut Vec<u8>, letter: char, mark: u8) {
    key.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    key.push(mark);
}

/// Place in the list, from 1.
fn rank(list: &[char], sign: char) -> Option<u8> {
    (1..).zip(list).find(|(_, one)| **one == sign).map(|(rank, _)| rank)
}
