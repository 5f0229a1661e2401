//! What people type that is no syllable of Vietnamese, or one by another way than the engine knows: abbreviations with đ, a lone w
//! for ư, marks that come late for ươ and uô, names of the country's other peoples, and marks by force.

use super::Typing;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use zeroize::Zeroizing;

const HORN: char = '\u{31b}';
const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';
const TILDE: char = '\u{303}';

/// Onsets of Vietnamese syllables, without marks, which a lone w may follow.
const ONSETS: &str = " b c ch d g gh h kh l m n ng nh ph r s t th tr v x ";
/// Onsets of names of other peoples of the country: Ba Na, Ê Đê, Gia Rai, Khơ Me, Mông, M'Nông.
const FURTHER_ONSETS: &str = " bl br bh cr cl dj dl dr dh gl gr hb hd hj hl hm hn hr kb kd kl km kn kp kr kt lm mb md ml mn mr nd nj pl pr pt rb rc rm sl sr tl ";

/// The word with `o` (or 6) put on its ươ: `buow` and then `o` is buô, however late.
pub(super) fn circumflex(word: &str, key: char, typing: Typing) -> Option<Zeroizing<String>> {
    let is_key = match typing {
        Typing::Telex => key.eq_ignore_ascii_case(&'o'),
        Typing::Vni => key == '6',
        Typing::Off => false,
    };
    let letters = Letters::of(word);
    let at = letters.diphthong().filter(|at| is_key && letters.horns(*at) > 0)?;
    let mut letters = letters;
    letters.set_shape(at, None);
    letters.set_shape(at + 1, Some(CIRCUMFLEX));
    Some(letters.word())
}

/// The word with both horns where it has one and goes on behind it: `cưo` and `i` is cươi.
pub(super) fn both_horns(word: &str) -> Option<Zeroizing<String>> {
    let mut letters = Letters::of(word);
    let at = letters.diphthong().filter(|at| letters.horns(*at) == 1 && at + 2 < letters.0.len())?;
    let is_free = letters.shape(at + 1).is_none_or(|mark| mark == HORN);
    let follows_q = at.checked_sub(1).is_some_and(|before| letters.base(before) == 'q');
    if follows_q || !is_free {
        return None;
    }
    letters.set_shape(at, Some(HORN));
    letters.set_shape(at + 1, Some(HORN));
    Some(letters.word())
}

/// A `w` behind consonants alone is ư.
pub(super) fn lone_w(word: &str, key: char, typing: Typing) -> Option<Zeroizing<String>> {
    let is_onset = !word.is_empty() && ONSETS.contains(&format!(" {} ", plain(word)));
    let letter = match key {
        'w' => 'ư',
        'W' => 'Ư',
        _ => return None, // else: no other key is ư
    };
    (typing == Typing::Telex && is_onset).then(|| Zeroizing::new(format!("{word}{letter}")))
}

/// The word with the `w` that was taken for ư.
pub(super) fn with_w(word: &str) -> Zeroizing<String> {
    let letters = Letters::of(word);
    let signs = letters.0.iter().map(|letter| match (letter.base, letter.shape) {
        ('u', Some(HORN)) => 'w',
        ('U', Some(HORN)) => 'W',
        (base, _) => base,
    });
    Zeroizing::new(signs.collect())
}

/// Whether there is a ư in it.
pub(super) fn has_horned_u(word: &str) -> bool {
    Letters::of(word).0.iter().any(|letter| matches!(letter.base, 'u' | 'U') && letter.shape == Some(HORN))
}

/// An abbreviation (no vowel in it) with one more key: `dd` and d9 are đ there too, and đ stays.
pub(super) fn abbreviation(word: &str, key: char, typing: Typing) -> Option<Zeroizing<String>> {
    let has_vowel = word.chars().chain([key]).any(is_vowel);
    let last = word.chars().next_back()?;
    let head = word.strip_suffix(last)?;
    if has_vowel || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let is_stroke = match typing {
        Typing::Telex => key.eq_ignore_ascii_case(&'d'),
        Typing::Vni => key == '9',
        Typing::Off => false,
    };
    let made = match (last, is_stroke) {
        ('d', true) => format!("{head}{}", 'đ'),
        ('D', true) => format!("{head}{}", 'Đ'),
        // A third d: GDĐT has one d before its đ.
        ('đ', true) if !head.is_empty() && typing == Typing::Telex => format!("{head}d{}", 'đ'),
        ('Đ', true) if !head.is_empty() && typing == Typing::Telex => format!("{head}D{}", 'Đ'),
        ('đ' | 'Đ', true) => return None,
        _ if word.contains(['đ', 'Đ']) && key.is_ascii_alphabetic() && !key.eq_ignore_ascii_case(&'w') => {
            format!("{word}{key}")
        }
        _ => return None, // else: no đ in it
    };
    Some(Zeroizing::new(made))
}

/// Where a syllable of Vietnamese begins inside of a word that begins otherwise: `br|ơi` is `b|rơi`, `dj|ôn` is `dj|ôn`.
pub(super) fn inner_syllable(word: &str) -> Option<(&str, &str)> {
    let vowel = word.char_indices().find(|(_, ch)| is_vowel(*ch)).map(|(at, _)| at)?;
    let onset = plain(word.get(..vowel)?);
    if !FURTHER_ONSETS.contains(&format!(" {onset} ")) {
        return None;
    }
    let last = word.get(..vowel)?.chars().next_back()?;
    let is_own = ONSETS.contains(&format!(" {} ", last.to_lowercase()));
    Some(word.split_at(if is_own { vowel - last.len_utf8() } else { vowel }))
}

/// A word with its Telex or VNI keys read letter by letter, whether that makes a syllable or not: `Eenxuool` is Êñuôl. A word
/// that has marks already is given back as its keys.
#[must_use]
pub(super) fn forced(word: &str, typing: Typing) -> Zeroizing<String> {
    let letters = Letters::of(word);
    if letters.0.iter().any(|letter| letter.shape.is_some() || letter.tone.is_some() || letter.is_stroked()) {
        return letters.keys(typing);
    }
    let mut made = Letters(Vec::new());
    for letter in letters.0 {
        if !made.take(letter.base, typing) {
            made.0.push(letter);
        }
    }
    made.word()
}

fn is_vowel(ch: char) -> bool {
    let base = ch.nfd().next().unwrap_or(ch);
    matches!(base.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn plain(word: &str) -> String {
    let base = |ch: char| if matches!(ch, 'đ' | 'Đ') { 'd' } else { ch };
    word.nfd().filter(|ch| !is_combining_mark(*ch)).map(base).flat_map(char::to_lowercase).collect()
}

#[derive(Clone, Copy)]
struct Letter {
    base: char,
    /// Horn, breve, circumflex.
    shape: Option<char>,
    tone: Option<char>,
}

impl Letter {
    fn is_stroked(self) -> bool {
        matches!(self.base, 'đ' | 'Đ')
    }
}

/// A word as letters with their marks apart.
struct Letters(Vec<Letter>);

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters: Vec<Letter> = Vec::new();
        for ch in word.nfd() {
            match (ch, letters.last_mut()) {
                (HORN | CIRCUMFLEX | BREVE, Some(letter)) => letter.shape = Some(ch),
                (mark, Some(letter)) if is_combining_mark(mark) => letter.tone = Some(mark),
                (base, _) => letters.push(Letter { base, shape: None, tone: None }),
            }
        }
        Self(letters)
    }

    fn base(&self, at: usize) -> char {
        self.0.get(at).map_or(' ', |letter| letter.base.to_ascii_lowercase())
    }

    fn shape(&self, at: usize) -> Option<char> {
        self.0.get(at).and_then(|letter| letter.shape)
    }

    fn set_shape(&mut self, at: usize, shape: Option<char>) {
        if let Some(letter) = self.0.get_mut(at) {
            letter.shape = shape;
        }
    }

    /// Where a u is followed by an o.
    fn diphthong(&self) -> Option<usize> {
        (0..self.0.len()).find(|at| self.base(*at) == 'u' && self.base(at + 1) == 'o')
    }

    fn horns(&self, at: usize) -> usize {
        [at, at + 1].into_iter().filter(|at| self.shape(*at) == Some(HORN)).count()
    }

    /// Puts what a key means on the letters so far; false where it is a letter of its own.
    fn take(&mut self, key: char, typing: Typing) -> bool {
        let Some(last) = self.0.last_mut() else { return false };
        let base = last.base.to_ascii_lowercase();
        let shape = match (key.to_ascii_lowercase(), base, typing) {
            ('a', 'a', Typing::Telex) | ('e', 'e', Typing::Telex) | ('o', 'o', Typing::Telex) => Some(CIRCUMFLEX),
            ('6', 'a' | 'e' | 'o', Typing::Vni) => Some(CIRCUMFLEX),
            ('w', 'a', Typing::Telex) | ('8', 'a', Typing::Vni) => Some(BREVE),
            ('w', 'o' | 'u', Typing::Telex) | ('7', 'o' | 'u', Typing::Vni) => Some(HORN),
            _ => None, // else: no key of a shape
        };
        if shape.is_some() && last.shape.is_none() {
            last.shape = shape;
            return true;
        }
        if matches!((key.to_ascii_lowercase(), base, typing), ('d', 'd', Typing::Telex) | ('9', 'd', Typing::Vni)) {
            last.base = if last.base == 'D' { 'Đ' } else { 'đ' };
            return true;
        }
        let tone = match (key.to_ascii_lowercase(), typing) {
            ('s', Typing::Telex) | ('1', Typing::Vni) => '\u{301}',
            ('f', Typing::Telex) | ('2', Typing::Vni) => '\u{300}',
            ('r', Typing::Telex) | ('3', Typing::Vni) => '\u{309}',
            ('x', Typing::Telex) | ('4', Typing::Vni) => TILDE,
            ('j', Typing::Telex) | ('5', Typing::Vni) => '\u{323}',
            _ => return false, // else: no key of a tone
        };
        let can_bear = is_vowel(base) || (base == 'n' && tone == TILDE);
        if can_bear && last.tone.is_none() {
            last.tone = Some(tone);
        }
        can_bear
    }

    fn word(&self) -> Zeroizing<String> {
        let signs = self.0.iter().flat_map(|one| [Some(one.base), one.shape, one.tone].into_iter().flatten());
        Zeroizing::new(signs.nfc().collect())
    }

    fn keys(&self, typing: Typing) -> Zeroizing<String> {
        let vni = typing == Typing::Vni;
        let mut keys = Zeroizing::new(String::with_capacity(self.0.len() * 3));
        for letter in &self.0 {
            match letter.base {
                'đ' => keys.push_str(if vni { "d9" } else { "dd" }),
                'Đ' => keys.push_str(if vni { "D9" } else { "DD" }),
                base => keys.push(base),
            }
            match letter.shape {
                Some(CIRCUMFLEX) => keys.push(if vni { '6' } else { letter.base }),
                Some(BREVE) => keys.push(if vni { '8' } else { 'w' }),
                Some(_) => keys.push(if vni { '7' } else { 'w' }),
                None => (),
            }
            match letter.tone {
                Some('\u{301}') => keys.push(if vni { '1' } else { 's' }),
                Some('\u{300}') => keys.push(if vni { '2' } else { 'f' }),
                Some('\u{309}') => keys.push(if vni { '3' } else { 'r' }),
                Some(TILDE) => keys.push(if vni { '4' } else { 'x' }),
                Some(_) => keys.push(if vni { '5' } else { 'j' }),
                None => (),
            }
        }
        keys
    }
}
