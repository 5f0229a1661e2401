//! Texts of files as they are read: one rule for all formats, before anything in them is distinguished.

use unicode_normalization::UnicodeNormalization;

/// What a text holds that nobody sees, and that does not come along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unseen {
    /// Signs that stand for nothing: zero widths, soft hyphens, marks of the byte order.
    pub some: bool,
    /// The first sign that a program obeys: a control, or one that turns the direction of writing.
    pub control: Option<char>,
}

impl Unseen {
    pub fn of(text: &str) -> Self {
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t')) {
            return Self::default();
        }
        Self { some: text.contains(is_unseen), control: text.chars().find(|ch| is_control(*ch)) }
    }
}

/// A text as an `Item` holds it: NFC, no control and invisible characters, letters and signs of one width, single spaces, no empty
/// lines and none at the ends. Lines stay lines.
///
/// Doing it again changes nothing: `tidy(&tidy(text)) == tidy(text)`.
pub(super) fn tidy(text: &str) -> String {
    let broken = text.replace("\r\n", "\n").replace(BREAKS, "\n").replace('\r', "\n");
    let seen: String = kept(&broken).map(narrow).nfc().collect();
    let lines = seen.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The same on one line.
pub(super) fn tidy_line(text: &str) -> String {
    tidy(text).replace('\n', " ")
}

/// A text that may be missing.
pub(super) fn tidy_some(text: &str) -> Option<String> {
    Some(tidy(text)).filter(|text| !text.is_empty())
}

/// A text of many lines before it is taken apart: NFC, line feeds, plain spaces, nothing that nobody sees. Wide signs stay: a wide
/// comma parts no cells.
pub(super) fn tidy_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return text;
    }
    kept(&text).map(|ch| if is_odd_space(ch) { ' ' } else { ch }).nfc().collect()
}

/// A line of a document with the parts of it that are marked: as `tidy_lines`, and of one width. Ranges are in bytes.
pub(super) fn tidy_marked(text: &mut String, ranges: &mut [&mut Vec<std::ops::Range<usize>>]) {
    let is_plain =
        |ch: char| ch.is_ascii() && !ch.is_ascii_control() || ch == '\t' || matches!(ch, 'À'..='ỹ') && !is_mark(ch);
    if text.chars().all(is_plain) {
        return;
    }
    let mut tidied = String::with_capacity(text.len());
    // Where each sign of the old text with its marks begins, there and here.
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut cluster = String::new();
    let visible = |ch: &char| !is_unseen(*ch) && !is_control(*ch);
    for (at, ch) in text.char_indices().chain([(text.len(), ' ')]) {
        if !is_mark(ch) || at == text.len() {
            tidied.extend(std::mem::take(&mut cluster).nfc());
            places.push((at, tidied.len()));
        }
        if at < text.len() {
            cluster.extend(Some(ch).filter(visible).map(|ch| if is_odd_space(ch) { ' ' } else { narrow(ch) }));
        }
    }
    let moved = |old: usize| {
        let next = places.partition_point(|(from, _)| *from < old);
        places.get(next).map_or(tidied.len(), |(_, new)| *new)
    };
    for range in ranges.iter_mut().flat_map(|ranges| ranges.iter_mut()) {
        *range = moved(range.start)..moved(range.end);
    }
    *text = tidied;
}

/// What ends a line beside line feeds.
pub(super) const BREAKS: [char; 5] = ['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The signs that people see, without commands to terminals.
fn kept(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            let ch = rest.next()?;
            if ch == '\u{1b}' && rest.next_if_eq(&'[').is_some() {
                while rest.next_if(|ch| matches!(ch, '0'..='9' | ';' | '?')).is_some() {}
                rest.next_if(char::is_ascii_alphabetic);
            } else if !is_unseen(ch) && !is_control(ch) {
                return Some(ch);
            }
        }
    })
}

fn is_mark(ch: char) -> bool {
    unicode_normalization::char::is_combining_mark(ch)
}

/// Signs that word processors and pages leave behind and nobody sees: soft hyphens, zero widths, marks of the byte order. Signs of
/// private fonts stay, so that somebody looks at what they were.
fn is_unseen(ch: char) -> bool {
    matches!(u32::from(ch), 0xad | 0x34f | 0x61c | 0x180e | 0x200b..=0x200f | 0x2060..=0x2064 | 0xfe00..=0xfe0f | 0xfeff)
}

fn is_control(ch: char) -> bool {
    let breaks = matches!(ch, '\n' | '\t' | '\r') || BREAKS.contains(&ch);
    ch.is_control() && !breaks || matches!(u32::from(ch), 0x202a..=0x202e | 0x2066..=0x206f | 0xfff9..=0xfffb)
}

fn is_odd_space(ch: char) -> bool {
    ch.is_whitespace() && !matches!(ch, ' ' | '\n' | '\t' | '\r') && !BREAKS.contains(&ch)
}

/// Letters, digits and signs that Chinese and Japanese keyboards write twice as wide.
fn narrow(ch: char) -> char {
    match ch {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0).unwrap_or(ch),
        ch => ch,
    }
}
