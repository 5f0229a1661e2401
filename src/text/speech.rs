use super::Language;
use std::{borrow::Cow, sync::OnceLock};

/// Digits in a row from which on they are an identity number, a telephone or a secret, whatever is between them: they are never
/// read aloud.
const PRIVATE: usize = 7;
/// Signs that may be between the digits of one number.
const BETWEEN_DIGITS: [char; 4] = [' ', '.', '-', '\u{a0}'];

/// A table of spoken forms.
struct Spoken(Vec<(&'static str, &'static str)>);

impl Spoken {
    fn of(language: Language) -> &'static Self {
        static VIETNAMESE: OnceLock<Spoken> = OnceLock::new();
        static ENGLISH: OnceLock<Spoken> = OnceLock::new();
        let (table, text) = match language {
            Language::Vietnamese => (&VIETNAMESE, include_str!("../../assets/text/spoken.vi.txt")),
            Language::English => (&ENGLISH, include_str!("../../assets/text/spoken.en.txt")),
        };
        let lines = || text.lines().filter(|line| !line.starts_with('#'));
        table.get_or_init(|| Self(lines().filter_map(|line| line.split_once(" = ")).collect()))
    }

    fn get(&self, word: &str) -> Option<&'static str> {
        self.0.iter().find(|(written, _)| *written == word).map(|(_, spoken)| *spoken)
    }

    fn sign(&self, name: &'static str) -> &'static str {
        self.get(name).unwrap_or_default()
    }
}

/// Text for a voice: abbreviations, dates, times, addresses on the web and marks as people speak them, and no number that is
/// somebody's. Empty where nothing of it can be read aloud.
#[must_use]
pub fn speakable(text: &str, language: Language) -> String {
    let spoken = Spoken::of(language);
    let mut out = Vec::new();
    let text = without_private(text, spoken.sign("[number]"));
    let written: Vec<&str> = text.split_whitespace().collect();
    let mut before = "";
    for (at, word) in written.iter().enumerate() {
        let follows_number =
            written.get(at + 1).is_some_and(|next| next.starts_with(|sign: char| sign.is_ascii_digit()));
        let words = match *word {
            "✓" if follows_number => spoken.sign("[right]").to_owned(),
            "✗" if follows_number => spoken.sign("[wrong]").to_owned(),
            "/" if follows_number => spoken.sign("[of]").to_owned(),
            word => spoken.get(word).map_or_else(|| one(spoken, word, before), str::to_owned),
        };
        if words.chars().any(char::is_alphanumeric) {
            out.push(words.trim().to_owned());
        }
        before = word;
    }
    out.join(" ")
}

/// A word with the signs around it.
fn one(spoken: &Spoken, word: &str, before: &str) -> String {
    let is_inner = |sign: char| sign.is_alphanumeric() || "&%₫".contains(sign);
    let start = word.find(is_inner).unwrap_or(word.len());
    let (lead, rest) = word.split_at(start);
    let end = rest.rfind(is_inner).map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
    let (core, tail) = rest.split_at(end);
    let quiet = |signs: &str| signs.chars().filter(|sign| ".,;:?!()\"“”…".contains(*sign)).collect::<String>();
    let words = link(spoken, core)
        .or_else(|| date(spoken, core, before))
        .or_else(|| time(spoken, core))
        .or_else(|| pair(spoken, core))
        .or_else(|| hotline(spoken, core, before))
        .unwrap_or_else(|| parts(spoken, core));
    format!("{}{words}{}", quiet(lead), quiet(tail))
}

/// The words of a word: `mã-QR/USB`.
fn parts(spoken: &Spoken, word: &str) -> String {
    if let Some(words) = spoken.get(word) {
        return words.to_owned();
    }
    let mut out = String::new();
    let mut rest = word;
    while let Some(sign) = rest.chars().next() {
        let is_word = sign.is_alphabetic();
        let end = rest.find(|sign: char| sign.is_alphabetic() != is_word).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        match is_word {
            true => out.push_str(spoken.get(part).unwrap_or(part)),
            false => out.push_str(&signs(spoken, part)),
        }
        rest = after;
    }
    out
}

/// Digits and signs between letters.
fn signs(spoken: &Spoken, part: &str) -> String {
    let mut out = String::new();
    for sign in part.chars() {
        let mut bytes = [0; 4];
        match sign {
            '0'..='9' | '.' | ',' | ':' | '(' | ')' | '-' | '\'' | '’' => out.push(sign),
            sign => match spoken.get(sign.encode_utf8(&mut bytes)) {
                Some(words) => out.push_str(&format!(" {words} ")),
                None => out.push(' '),
            },
        }
    }
    out
}

/// An address on the web: its host, part by part; what is behind it is for machines.
fn link(spoken: &Spoken, word: &str) -> Option<String> {
    let bare = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    let host = bare.unwrap_or(word).split('/').next().unwrap_or_default().to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let is_name =
        |label: &&str| !label.is_empty() && label.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-');
    let last = labels.last().copied().unwrap_or_default();
    let is_host = labels.len() > 1 && labels.iter().all(is_name) && last.chars().all(|sign| sign.is_ascii_lowercase());
    match (bare, is_host && last.len() > 1) {
        (_, true) => {
            let words: Vec<&str> = labels.iter().map(|label| spoken.get(label).unwrap_or(label)).collect();
            Some(words.join(&format!(" {} ", spoken.sign("[dot]"))))
        }
        (Some(_), false) => Some(spoken.sign("[link]").to_owned()),
        (None, false) => None,
    }
}

/// `20/11/2026`, `20/11`.
fn date(spoken: &Spoken, word: &str, before: &str) -> Option<String> {
    let figures: Vec<u16> = word.split('/').map(|part| figure(part, 4)).collect::<Option<_>>()?;
    let (day, month, year) = match figures.as_slice() {
        [day, month, year] => (*day, *month, Some(*year)),
        // Two numbers alone are as often a part of a whole.
        [day, month] if before.to_lowercase() == spoken.sign("[day]") => (*day, *month, None),
        _ => return None, // else: no date
    };
    if !(1..=31).contains(&day) || !(1..=12).contains(&month) {
        return None;
    }
    let lead = if before.to_lowercase() == spoken.sign("[day]") { "" } else { spoken.sign("[day]") };
    let year = year.map(|year| format!(" {} {year}", spoken.sign("[year]"))).unwrap_or_default();
    Some(format!("{lead} {day} {} {month}{year}", spoken.sign("[month]")).trim_start().to_owned())
}

/// `19:30`, `19h30`, `19h`.
fn time(spoken: &Spoken, word: &str) -> Option<String> {
    let (hours, minutes) = word.split_once([':', 'h'])?;
    let hours = figure(hours, 2).filter(|hours| *hours < 24)?;
    let hour = spoken.sign("[hour]");
    if minutes.is_empty() || minutes == "00" {
        return word.contains('h').then(|| format!("{hours} {hour}")).or_else(|| Some(format!("{hours} {hour}")));
    }
    let minutes = figure(minutes, 2).filter(|minutes| *minutes < 60)?;
    Some(format!("{hours} {hour} {minutes} {}", spoken.sign("[minute]")))
}

/// `4/20`, `5-10`.
fn pair(spoken: &Spoken, word: &str) -> Option<String> {
    let (sign, between) = if word.contains('/') { ('/', "[of]") } else { ('-', "[to]") };
    let word = word.replace('–', "-");
    let (one, other) = word.split_once(sign)?;
    Some(format!("{} {} {}", figure(one, 4)?, spoken.sign(between), figure(other, 4)?))
}

/// A telephone number that everybody may know: `gọi 113`.
fn hotline(spoken: &Spoken, word: &str, before: &str) -> Option<String> {
    let before = before.to_lowercase();
    let is_called = spoken.sign("[calls]").split(' ').any(|call| call == before);
    let is_short = word.len() == 3 || word.len() == 4;
    let digits: Vec<String> = word.chars().filter(char::is_ascii_digit).map(String::from).collect();
    (is_called && is_short && digits.len() == word.len()).then(|| digits.join(" "))
}

fn figure(text: &str, longest: usize) -> Option<u16> {
    let is_figure = !text.is_empty() && text.len() <= longest && text.chars().all(|sign| sign.is_ascii_digit());
    if is_figure { text.parse().ok() } else { None }
}

/// Takes out every row of digits that is long enough to be somebody's. Thousands in points before a unit are an amount.
fn without_private<'t>(text: &'t str, instead: &str) -> Cow<'t, str> {
    let signs: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some((from, sign)) = signs.get(at).copied() {
        if !sign.is_numeric() {
            at += 1;
            continue;
        }
        let (mut end, mut digits) = (at, 0);
        while let Some((_, sign)) = signs.get(end) {
            let goes_on = BETWEEN_DIGITS.contains(sign) && signs.get(end + 1).is_some_and(|(_, next)| is_digit(*next));
            if !is_digit(*sign) && !goes_on {
                break;
            }
            digits += usize::from(is_digit(*sign));
            end += 1;
        }
        let to = signs.get(end).map_or(text.len(), |(place, _)| *place);
        let row = text.get(from..to).unwrap_or_default();
        let behind = text.get(to..).unwrap_or_default().trim_start();
        if digits >= PRIVATE && !is_amount(row, behind) {
            out.push_str(text.get(kept..from).unwrap_or_default());
            out.push_str(instead);
            kept = to;
        }
        at = end;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

/// A digit, or the mark of one that is not shown.
fn is_digit(sign: char) -> bool {
    sign.is_numeric() || "•●*".contains(sign)
}

/// `1.500.000 đồng`.
fn is_amount(row: &str, behind: &str) -> bool {
    let mut groups = row.split('.');
    let first = groups.next().unwrap_or_default();
    let is_grouped = (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3);
    is_grouped && ["đồng", "₫", "VND", "dong"].iter().any(|unit| behind.starts_with(unit))
}
