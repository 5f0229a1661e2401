//! Words that are not Vietnamese and that not everybody knows: acronyms and loans (I16, L04).

use super::super::Draft;
use std::collections::HashSet;

/// Terms that need no explanation in a village: those on every telephone, in every bank, in the contest's own name.
const COMMON: [&str; 46] = [
    "OTP",
    "QR",
    "AI",
    "PIN",
    "SIM",
    "Wi-Fi",
    "WiFi",
    "UBND",
    "USB",
    "ATM",
    "BHYT",
    "BHXH",
    "TP",
    "VNeID",
    "VNPT",
    "Zalo",
    "Facebook",
    "Messenger",
    "YouTube",
    "TikTok",
    "Google",
    "Gmail",
    "Apple",
    "Play",
    "Store",
    "App",
    "CH",
    "Android",
    "iPhone",
    "Viettel",
    "VinaPhone",
    "MobiFone",
    "Vietcombank",
    "Smart",
    "Internet",
    "internet",
    "video",
    "email",
    "app",
    "web",
    "website",
    "photo",
    "robot",
    "camera",
    "smartphone",
    "karaoke",
];

/// Nouns that explain the name behind them: "ứng dụng VssID".
const KINDS: [&str; 8] = ["ứng dụng", "mạng", "nền tảng", "trang", "phần mềm", "hãng", "trợ lý", "công cụ"];

/// The words that a campaign takes for known.
pub(super) struct Terms {
    /// In small letters.
    known: HashSet<String>,
}

impl Terms {
    pub fn new(draft: &Draft<'_>) -> Self {
        let own = draft.terms.iter().map(String::as_str);
        // The application's own name, as the contest has it.
        let app = draft.contest.iter().flat_map(|known| known.contest.app_name.split(' '));
        Self { known: COMMON.into_iter().chain(own).chain(app).map(str::to_lowercase).collect() }
    }

    /// The strange words of a text, in order; a text of a single word is an example (a password), and so is what is
    /// between quotation marks.
    pub fn strange<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let parts = text.split('“').enumerate();
        let outside =
            parts.map(|(at, part)| if at == 0 { part } else { part.split_once('”').map_or("", |(_, rest)| rest) });
        outside
            .filter(|_| text.contains(' '))
            .flat_map(words)
            .filter(|word| is_strange(word) && !self.known.contains(&word.to_lowercase()))
    }
}

/// Whether a text explains its word: brackets behind the name that it is part of, or around it; "là", "tức", "nghĩa là"
/// after it; what it is before it.
pub(super) fn is_explained(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    text.match_indices(&word).any(|(at, found)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + found.len()..).unwrap_or_default());
        let opens = before.matches('(').count() > before.matches(')').count();
        let is_named = KINDS.iter().any(|kind| before.trim_end_matches([' ', '“']).ends_with(kind));
        let ends = after.split_whitespace().next().filter(|next| is_strange(next)).map_or(0, str::len);
        let behind = after.trim_start().get(ends..).unwrap_or(after).trim_start_matches(['”', '"', ',', ':', ' ']);
        opens || is_named || ["(", "là ", "tức", "nghĩa là", "viết tắt"].iter().any(|mark| behind.starts_with(mark))
    })
}

/// Words with the characters inside them; addresses and endings of files are none. Words with marks are Vietnamese,
/// and most of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ')
        .filter(|word| !word.starts_with('.'))
        .map(|word| word.trim_matches(['“', '”', '…', '–']))
        .filter(|word| word.is_ascii())
        .map(|word| word.trim_matches(|ch: char| !ch.is_ascii_alphanumeric()))
        .filter(|word| !word.contains(['.', '/', '@', ':']))
}

/// An acronym, or letters that make no Vietnamese syllable, shouted or not. Words with Vietnamese marks are Vietnamese.
fn is_strange(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    if letters < 2 || !word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return false;
    }
    let shouted = word.bytes().filter(u8::is_ascii_uppercase).count();
    if shouted >= 2 {
        return !is_number_of_rome(word) && !is_syllable(word);
    }
    word.split('-')
        .any(|part| !part.is_empty() && !part.bytes().any(|byte| byte.is_ascii_digit()) && !is_syllable(part))
}

fn is_number_of_rome(word: &str) -> bool {
    word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

const INITIALS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];
const FINALS: [&str; 9] = ["ng", "nh", "ch", "c", "m", "n", "p", "t", ""];

/// Whether plain letters have the shape of a Vietnamese syllable: an initial, one to three vowels, a final.
fn is_syllable(word: &str) -> bool {
    let owned;
    let small = if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        owned = word.to_ascii_lowercase();
        owned.as_str()
    } else {
        word
    };
    INITIALS.iter().filter_map(|initial| small.strip_prefix(initial)).any(|rest| {
        let vowels = rest.bytes().take_while(|byte| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')).count();
        let bare = vowels == 0 && small == "gi";
        rest.get(vowels..)
            .is_some_and(|end| ((1..=3).contains(&vowels) && FINALS.contains(&end)) || (bare && end.is_empty()))
    })
}
