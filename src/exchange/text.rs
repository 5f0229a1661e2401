use super::{Import, LONGEST_QUESTION, Location, encoding::decode, line::Line, lines::import_lines, tidy::BREAKS};
use std::ops::Range;

/// Reads questions pasted from anywhere: `**bold**` and `__underlined__` may mark the key, as in a document.
pub(super) fn import(bytes: &[u8]) -> Import {
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(refused) => return refused,
    };
    let lines = (1..).zip(decoded.text.lines()).flat_map(|(number, text)| {
        text.split(BREAKS).map(move |text| line(number, text)) // pages and soft ends of lines; editors count no line there
    });
    let lines: Vec<Line> = lines.collect();
    let mut import = Import::default();
    decoded.mention_into(&mut import);
    let read = import_lines(lines);
    import.items = read.items;
    import.remarks.extend(read.remarks);
    import
}

fn line(number: u32, text: &str) -> Line {
    let mut line = Line { place: Location::Line(number), ..Line::default() };
    if text.len() > LONGEST_QUESTION {
        text.clone_into(&mut line.text); // no question, so nothing in it marks a key
        return line;
    }
    let runs = runs(text);
    let (mut at, mut from) = (0, 0);
    while let Some((place, ch)) = runs.get(at).copied() {
        let closing = runs
            .iter()
            .enumerate()
            .skip(at + 1)
            .find(|(_, (_, other))| *other == ch)
            .map(|(at, (place, _))| (at, *place));
        let inside = closing.and_then(|(_, end)| text.get(place + 2..end)).unwrap_or_default();
        let Some((next, end)) = closing.filter(|_| !inside.trim().is_empty()) else {
            at += 1;
            continue;
        };
        line.text.push_str(text.get(from..place).unwrap_or_default());
        let begins = line.text.len();
        line.text.push_str(inside);
        let marked = Range { start: begins, end: line.text.len() };
        if ch == '_' { &mut line.underlined } else { &mut line.bold }.push(marked);
        (at, from) = (next + 1, end + 2);
    }
    line.text.push_str(text.get(from..).unwrap_or_default());
    line
}

/// Positions of exactly two stars or underscores together. Longer runs are gaps to fill in.
fn runs(text: &str) -> Vec<(usize, char)> {
    let mut runs = Vec::new();
    let mut run = (0, ' ', 0);
    for (at, ch) in text.char_indices().chain([(text.len(), ' ')]) {
        if ch == run.1 {
            run.2 += 1;
            continue;
        }
        if run.2 == 2 && matches!(run.1, '*' | '_') {
            runs.push((run.0, run.1));
        }
        run = (at, ch, 1);
    }
    runs
}
