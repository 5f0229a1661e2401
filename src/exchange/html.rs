//! Text with HTML marks as a plain line.

use super::{markup::STRIKES, tidy::tidy_line};
use quick_xml::escape::resolve_html5_entity;

/// What is left of a text without its marks, and what of it a line cannot show.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    pub text: String,
    /// `img`, `audio`, `TeX`, `table`…; `struck` is text that is struck through.
    pub media: Vec<String>,
}

#[rustfmt::skip] // rows of a kind
const MEDIA: [&str; 13] = [
    "img", "audio", "video", "object", "iframe", "embed", "svg", "math", "canvas", "picture", "source", "applet", "table",
];
/// What marks of Moodle's editor strike text through with, beside elements.
const LINE_THROUGH: &str = "line-through";
/// Elements whose content is no text.
const SILENT: [&str; 2] = ["script", "style"];
/// Elements that do not part words.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "small",
    "span", "strong", "u", "wbr",
];
/// How struck-through text is named among media.
pub(super) const STRUCK: &str = "struck";
pub(super) const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
pub(super) const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

/// Takes the marks off: references are resolved, breaks and blocks become spaces, digits raised or lowered keep their place.
pub(super) fn plain(html: &str) -> Plain {
    let mut found = Plain::default();
    let mut text = String::with_capacity(html.len());
    let mut digits: Option<&[char; 10]> = None;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, after) = rest.split_at(at);
        push(&mut text, before, digits, &mut found);
        let (tag, behind) = match tag(after) {
            Some(found) => found,
            None if opens_tag(after) => {
                rest = after; // a tag that never ends
                break;
            }
            None => {
                text.push('<');
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
        };
        rest = behind;
        match tag.name.as_str() {
            name if MEDIA.contains(&name) => found.add(name),
            name if STRIKES.contains(&name) => found.add(STRUCK),
            name if SILENT.contains(&name) && tag.opens => rest = after_end(rest, name),
            "sup" => digits = tag.opens.then_some(&RAISED),
            "sub" => digits = tag.opens.then_some(&LOWERED),
            name if INLINE.contains(&name) => (),
            _ => text.push(' '),
        }
        if tag.strikes {
            found.add(STRUCK);
        }
        if tag.names_a_file && !MEDIA.contains(&tag.name.as_str()) {
            found.add("file");
        }
    }
    push(&mut text, rest, digits, &mut found);
    if ["\\(", "\\[", "$$"].iter().any(|mark| text.contains(mark)) {
        found.add("TeX");
    }
    found.text = tidy_line(&text);
    found
}

impl Plain {
    fn add(&mut self, what: &str) {
        if !self.media.iter().any(|known| known == what) {
            self.media.push(what.to_owned());
        }
    }
}

struct Tag {
    name: String,
    opens: bool,
    /// Moodle's own mark for a file that comes with the question.
    names_a_file: bool,
    /// Its style strikes through.
    strikes: bool,
}

/// The tag or comment that a text begins with, and the rest of the text; nothing for a `<` that opens none.
fn tag(text: &str) -> Option<(Tag, &str)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        let behind = comment.find("-->").and_then(|at| comment.get(at + 3..)).unwrap_or_default();
        return Some((Tag { name: "span".to_owned(), opens: true, names_a_file: false, strikes: false }, behind));
    }
    let inside = text.strip_prefix('<')?;
    let (opens, inside) = inside.strip_prefix('/').map_or((true, inside), |inside| (false, inside));
    if !opens_tag(text) {
        return None;
    }
    let end = tag_end(inside)?;
    let (whole, behind) = (inside.get(..end)?, inside.get(end + 1..)?);
    let name = whole.split(|ch: char| !ch.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
    let (names_a_file, strikes) = (whole.contains("@@PLUGINFILE@@"), whole.contains(LINE_THROUGH));
    Some((Tag { name, opens, names_a_file, strikes }, behind))
}

fn opens_tag(text: &str) -> bool {
    let name = text.strip_prefix('<').unwrap_or_default();
    name.strip_prefix('/').unwrap_or(name).starts_with(|ch: char| ch.is_ascii_alphabetic())
}

/// Position of the `>` that is in no quoted value.
fn tag_end(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, ch) in inside.char_indices() {
        match (quote, ch) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(ch),
            (Some(open), ch) if open == ch => quote = None,
            _ => (),
        }
    }
    None
}

fn after_end<'a>(text: &'a str, name: &str) -> &'a str {
    let end = format!("</{name}");
    let ends = |window: &[u8]| window.eq_ignore_ascii_case(end.as_bytes());
    let found = text.as_bytes().windows(end.len()).position(ends).and_then(|at| text.get(at..));
    found.and_then(|rest| rest.find('>').and_then(|at| rest.get(at + 1..))).unwrap_or_default()
}

fn push(text: &mut String, raw: &str, digits: Option<&[char; 10]>, found: &mut Plain) {
    let resolved = resolved(raw);
    let Some(digits) = digits else { return text.push_str(&resolved) };
    for ch in resolved.chars() {
        match moved(ch, digits) {
            Some(moved) => text.push(moved),
            None => {
                if !ch.is_whitespace() {
                    found.add("sup/sub");
                }
                text.push(ch);
            }
        }
    }
}

/// The raised or lowered character of a digit.
pub(super) fn moved(ch: char, digits: &[char; 10]) -> Option<char> {
    ch.to_digit(10).and_then(|digit| digits.get(digit as usize)).copied()
}

/// A text with its references resolved; what is none stays as it is written.
fn resolved(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        let body = after.get(1..).unwrap_or_default();
        // No reference is longer than this.
        let end = body.char_indices().take(40).find(|(_, ch)| *ch == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((reference(body.get(..end)?)?, body.get(end + 1..)?))) {
            Some((ch, behind)) => {
                text.push_str(&ch);
                rest = behind;
            }
            None => {
                text.push('&');
                rest = body;
            }
        }
    }
    text.push_str(rest);
    text
}

fn reference(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else { return resolve_html5_entity(name).map(str::to_owned) };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|ch| !ch.is_control()).map(String::from)
}
