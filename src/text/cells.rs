//! Width of text in terminal cells, and its division into lines.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many terminal cells a text takes.
#[must_use]
pub fn cells(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// Signs that stand before a point of a list; its further lines hang behind them.
const POINTS: [char; 8] = ['•', '▪', '■', '□', '▲', '✓', '✗', '→'];
/// Narrower than this nothing hangs.
const LEAST_HUNG: u16 = 12;
/// Digits that a group of a telephone number has at least.
const LEAST_GROUP: usize = 3;

/// Breaks a text at spaces into lines of at most `width` cells; a longer word is broken inside, and line feeds hold. Further lines of a
/// point are below its words, not below its sign or number, and a telephone number stays on one line.
#[must_use]
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let hangs = |sign: &str| width >= LEAST_HUNG && (is_point(sign) || is_place_in_list(sign));
        let Some((sign, rest)) = paragraph.split_once(' ').filter(|(sign, _)| hangs(sign)) else {
            lines.extend(broken(paragraph, width));
            continue;
        };
        let indent = " ".repeat(usize::from(cells(sign)));
        let leads = std::iter::once(sign).chain(std::iter::repeat(indent.as_str()));
        let rest = broken(rest, width.saturating_sub(cells(sign) + 1));
        lines.extend(leads.zip(rest).map(|(lead, line)| format!("{lead} {line}")));
    }
    lines
}

fn is_point(word: &str) -> bool {
    let mut signs = word.chars();
    signs.next().is_some_and(|sign| POINTS.contains(&sign)) && signs.next().is_none()
}

/// `1.` to `99.`
fn is_place_in_list(word: &str) -> bool {
    let digits = word.strip_suffix('.').unwrap_or_default();
    matches!(digits.len(), 1 | 2) && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// A group of a telephone number, with what ends the sentence behind it.
fn is_group(word: &str) -> bool {
    let digits = word.trim_end_matches(['.', ',', ';', ':', ')', '?', '!']);
    digits.len() >= LEAST_GROUP && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Takes the next word off a text. Groups of digits behind each other are one word, as long as it has room in a line.
fn next_word<'t>(rest: &mut &'t str, width: u16) -> Option<&'t str> {
    let text = rest.trim_start_matches(' ');
    let length = |text: &str| text.find(' ').unwrap_or(text.len());
    let mut end = length(text);
    let mut last = text.get(..end)?;
    while is_group(last) && last.ends_with(|sign: char| sign.is_ascii_digit()) {
        let Some(behind) = text.get(end + 1..) else { break };
        let group = behind.get(..length(behind)).unwrap_or_default();
        let longer = end + 1 + group.len();
        if !is_group(group) || text.get(..longer).is_none_or(|word| cells(word) > width) {
            break;
        }
        (end, last) = (longer, group);
    }
    let (word, behind) = text.split_at_checked(end)?;
    *rest = behind;
    (!word.is_empty()).then_some(word)
}

fn broken(paragraph: &str, width: u16) -> Vec<String> {
    // Cells of the line so far: to count a line again for each of its signs took most of a frame of a page of text.
    let (mut lines, mut line, mut taken) = (Vec::new(), String::new(), 0_u16);
    let mut rest = paragraph;
    while let Some(word) = next_word(&mut rest, width) {
        let wide = cells(word);
        if !line.is_empty() && taken.saturating_add(1).saturating_add(wide) > width {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            taken = taken.saturating_add(1);
        }
        if taken.saturating_add(wide) <= width {
            line.push_str(word);
            taken = taken.saturating_add(wide);
            continue;
        }
        for grapheme in word.graphemes(true) {
            let wide = cells(grapheme);
            if taken.saturating_add(wide) > width {
                lines.push(std::mem::take(&mut line));
                taken = 0;
            }
            line.push_str(grapheme);
            taken = taken.saturating_add(wide);
        }
    }
    lines.push(line);
    lines
}

/// At most `width` cells of a text; what is cut off is shown by an ellipsis.
#[must_use]
pub fn clip(text: &str, width: u16) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if cells(&kept).saturating_add(cells(grapheme)) >= width {
            break;
        }
        kept.push_str(grapheme);
    }
    if width > 0 {
        kept.push('…');
    }
    kept
}
