//! Signs in a message that its reader should look at; with some of them it is never public.

use crate::domain::{fold, is_forbidden_char, old_tone_style};

/// Words that may insult.
const ABUSE: &str = include_str!("../../../assets/moderation/abuse.txt");
/// Names of digits.
const NUMERALS: &str = include_str!("../../../assets/moderation/numerals.txt");
/// Ends of names of the net that a message may have without any other sign of an address.
const DOMAINS: [&str; 13] =
    ["com", "vn", "net", "org", "info", "xyz", "top", "shop", "site", "online", "club", "link", "edu"];
/// Short addresses whose end is a word as well.
const SHORT: [&str; 5] = ["zalo.me", "t.me", "m.me", "bit.ly", "fb.me"];
/// Digits of the shortest telephone number, of a run that is one whatever it begins with, and of a run worth a look.
const PHONE: usize = 8;
const SURELY: usize = 9;
const RUN: usize = 5;
/// Names of digits in a row that are a number.
const SPELLED: usize = 8;

/// What a message shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StorySign {
    /// A telephone number, also spelled out.
    Phone,
    /// An address of the net or of mail.
    Link,
    /// Its writer is a child, or was helped by a guardian.
    Child,
    /// Digits in a row.
    Digits,
    /// Tags or other markup: it is shown as it is written.
    Markup,
    /// Words that may insult.
    Abuse,
    /// Characters that nobody sees.
    Hidden,
}

impl StorySign {
    /// Whether a message with it is never public.
    #[must_use]
    pub fn forbids(self) -> bool {
        match self {
            Self::Phone | Self::Link | Self::Child => true,
            Self::Digits | Self::Markup | Self::Abuse | Self::Hidden => false,
        }
    }

    /// Text key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Phone => "wall-sign-phone",
            Self::Link => "wall-sign-link",
            Self::Child => "wall-sign-child",
            Self::Digits => "wall-sign-digits",
            Self::Markup => "wall-sign-markup",
            Self::Abuse => "wall-sign-abuse",
            Self::Hidden => "wall-sign-hidden",
        }
    }
}

/// The signs of a text, in order.
#[must_use]
pub fn story_signs(text: &str) -> Vec<StorySign> {
    let plain: String = text.chars().map(plain_char).filter(|ch| !is_unseen(*ch)).collect();
    let runs = runs(&plain);
    let is_phone = |run: &String| {
        let is_local = (run.starts_with('0') || run.starts_with("84")) && run.len() >= PHONE;
        is_local || run.len() >= SURELY
    };
    let mut signs = Vec::new();
    if runs.iter().any(is_phone) || is_spelled(&plain) {
        signs.push(StorySign::Phone);
    } else if runs.iter().any(|run| run.len() >= RUN) {
        signs.push(StorySign::Digits);
    }
    if has_address(&plain) {
        signs.push(StorySign::Link);
    }
    if has_markup(&plain) {
        signs.push(StorySign::Markup);
    }
    if has_abuse(&plain) {
        signs.push(StorySign::Abuse);
    }
    if text.chars().any(is_unseen) {
        signs.push(StorySign::Hidden);
    }
    signs.sort_unstable();
    signs
}

/// Wide letters, digits and signs as narrow ones.
fn plain_char(ch: char) -> char {
    let wide = u32::from(ch).checked_sub(0xff01).filter(|at| *at <= 0x5d);
    wide.and_then(|at| char::from_u32(0x21 + at)).unwrap_or(if ch == '。' { '.' } else { ch })
}

/// A line's end is no sign.
fn is_unseen(ch: char) -> bool {
    ch != '\n' && is_forbidden_char(ch)
}

/// Digits that belong together: nothing but spaces and a few signs is between them.
fn runs(text: &str) -> Vec<String> {
    let (mut runs, mut run, mut between) = (Vec::new(), String::new(), 0);
    for ch in text.chars() {
        match ch.to_digit(10) {
            Some(_) => {
                run.push(ch);
                between = 0;
            }
            None if matches!(ch, ' ' | '.' | '-' | '(' | ')' | '_' | '*' | '\u{a0}') && between < 3 => between += 1,
            None => {
                runs.push(std::mem::take(&mut run));
                between = 0;
            }
        }
    }
    runs.push(run);
    runs
}

/// Whether so many names of digits follow each other.
fn is_spelled(text: &str) -> bool {
    let known: Vec<&str> = words_of(NUMERALS).flat_map(str::split_whitespace).collect();
    let folded = fold(&words(text));
    let mut row = 0;
    folded.split(' ').any(|word| {
        row = if known.contains(&word) { row + 1 } else { 0 };
        row >= SPELLED
    })
}

fn has_address(text: &str) -> bool {
    let text = fold(text).replace("[.]", ".").replace("(.)", ".").replace(" cham com", ".com");
    // A sentence may begin with a word that addresses end with: what follows a point and a space is another word.
    let text = text.replace(" . ", ".").replace(" .", ".").replace(". com", ".com");
    if ["http:", "https:", "http :", "www.", "javascript:"].iter().any(|sign| text.contains(sign)) {
        return true;
    }
    text.split(|ch: char| ch.is_whitespace() || matches!(ch, ',' | ';' | '(' | ')' | '<' | '>' | '"')).any(is_address)
}

/// A name with an end that addresses have, or a name at another.
fn is_address(word: &str) -> bool {
    if word.split_once('@').is_some_and(|(name, place)| !name.is_empty() && place.contains('.')) {
        return true;
    }
    if SHORT.iter().any(|short| word.starts_with(short)) {
        return true;
    }
    let host = word.split(['/', '?', '#']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let is_name = |label: &&str| !label.is_empty() && label.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '-');
    labels.iter().zip(labels.iter().skip(1)).any(|(name, end)| is_name(name) && DOMAINS.contains(end))
}

fn has_markup(text: &str) -> bool {
    let after = |sign: char| text.split(sign).skip(1).filter_map(|rest| rest.chars().next());
    after('<').any(|ch| ch.is_ascii_alphabetic() || matches!(ch, '/' | '!' | '?'))
        || after('&').any(|ch| ch == '#')
        || ["[url", "[/", "{{", "javascript:"].iter().any(|sign| text.to_lowercase().contains(sign))
}

fn has_abuse(text: &str) -> bool {
    let text = format!(" {} ", words(&old_tone_style(text).to_lowercase()));
    words_of(ABUSE).any(|word| text.contains(&format!(" {} ", old_tone_style(word))))
}

/// Letters and digits, with one space for all else.
fn words(text: &str) -> String {
    let apart: String = text.chars().map(|ch| if ch.is_alphanumeric() { ch } else { ' ' }).collect();
    apart.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines of a list, without remarks.
fn words_of(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
