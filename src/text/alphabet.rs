use unicode_normalization::UnicodeNormalization;

/// The vowels, with the marks that make a letter of them: breve, circumflex, horn.
const VOWELS: [&str; 12] =
    ["a", "a\u{306}", "a\u{302}", "e", "e\u{302}", "i", "o", "o\u{302}", "o\u{31b}", "u", "u\u{31b}", "y"];
/// The tones: none, grave, hook, tilde, acute, dot below.
const TONES: [&str; 6] = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];
/// The one consonant with a mark, small and capital.
const STROKED: [char; 2] = ['\u{111}', '\u{110}'];

/// The 134 letters that Vietnamese has beyond ASCII, small and capital, each as one character.
#[must_use]
pub fn vietnamese_letters() -> Vec<char> {
    let composed = |vowel: &str, tone: &str| format!("{vowel}{tone}").nfc().next();
    let small = VOWELS.iter().flat_map(|vowel| TONES.iter().filter_map(move |tone| composed(vowel, tone)));
    let small: Vec<char> = small.filter(|letter| !letter.is_ascii()).collect();
    let capital = small.iter().flat_map(|letter| letter.to_uppercase());
    small.iter().copied().chain(capital).chain(STROKED).collect()
}
