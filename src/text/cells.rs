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

/// Breaks a text at spaces into lines of at most `width` cells; a longer word is broken inside, and line feeds hold. Further lines of a
/// point are below its words, not below its sign.
#[must_use]
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let point = paragraph.split_once(' ').filter(|(sign, _)| width >= LEAST_HUNG && is_point(sign));
        let Some((sign, rest)) = point else {
            lines.extend(broken(paragraph, width));
            continue;
        };
        let leads = std::iter::once(sign).chain(std::iter::repeat(" "));
        lines.extend(leads.zip(broken(rest, width - 2)).map(|(lead, line)| format!("{lead} {line}")));
    }
    lines
}

fn is_point(word: &str) -> bool {
    let mut signs = word.chars();
    signs.next().is_some_and(|sign| POINTS.contains(&sign)) && signs.next().is_none()
}

fn broken(paragraph: &str, width: u16) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
        let room = if line.is_empty() { 0 } else { cells(&line).saturating_add(1) };
        if !line.is_empty() && room.saturating_add(cells(word)) > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for grapheme in word.graphemes(true) {
            if cells(&line).saturating_add(cells(grapheme)) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(grapheme);
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
