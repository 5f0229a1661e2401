use super::problem::{Problem, amber, plain, red, unknown};
use crate::{
    input::{ScanBehaviour, Stroke},
    text::{Value, Words, codes::machine as codes},
    tui::{Drawing, KeysFound, ScanFound, TerminalFacts},
};

/// The least that the station's pages fit in.
const LEAST: (u16, u16) = (80, 23);
/// Fewer colours than these are the plain console's or an old terminal's.
const ENOUGH_COLOURS: u32 = 256;
/// With fewer the light and the dark of a QR code cannot be chosen.
const LEAST_COLOURS: u32 = 8;
/// From so many colours on a number means nothing to anybody.
const MANY_COLOURS: u32 = 1 << 16;

pub(super) fn screen(terminal: &TerminalFacts, words: &Words) -> (String, Problem) {
    let Some((columns, rows)) = terminal.size else {
        return (plain(words, "machine-is-unknown"), amber(codes::NO_WINDOW, []));
    };
    let values: [(&str, Value<'_>); 2] = [("columns", columns.into()), ("rows", rows.into())];
    let args = [("columns", columns.to_string()), ("rows", rows.to_string())];
    let fits = columns >= LEAST.0 && rows >= LEAST.1;
    (words.with("machine-is-size", &values), if fits { None } else { red(codes::WINDOW_TOO_SMALL, args) })
}

pub(super) fn colours(terminal: &TerminalFacts, words: &Words) -> (String, Problem) {
    let shown = |n: u32| words.with("machine-is-colours", &[("n", n.into())]);
    match terminal.colours {
        _ if terminal.size.is_none() => (plain(words, "machine-is-unknown"), amber(codes::NO_WINDOW, [])),
        None => unknown(words),
        Some(n) if n < LEAST_COLOURS => (shown(n), red(codes::NO_COLOURS, [])),
        Some(n) if n < ENOUGH_COLOURS => (shown(n), amber(codes::FEW_COLOURS, [("n", n.to_string())])),
        Some(n) if n < MANY_COLOURS => (shown(n), None),
        Some(_) => (plain(words, "machine-is-many-colours"), None),
    }
}

/// What was measured counts for more than what is set; a terminal that was not asked is believed what is set.
pub(super) fn encoding(terminal: &TerminalFacts, words: &Words) -> (String, Problem) {
    let lang = |set: &str| [("lang", set.to_owned())];
    match (&terminal.drawing, &terminal.other_locale) {
        (Drawing::NotUtf8, set) => (set.clone().unwrap_or_default(), red(codes::NOT_UTF8, [])),
        (Drawing::Measured { .. }, Some(set)) => (set.clone(), amber(codes::OTHER_LOCALE, lang(set))),
        (Drawing::Silent, Some(set)) => (set.clone(), red(codes::NOT_UTF8, [])),
        (Drawing::NoTerminal, Some(set)) => (set.clone(), amber(codes::OTHER_LOCALE, lang(set))),
        (_, None) => (plain(words, "machine-is-utf8"), None),
    }
}

pub(super) fn letters(terminal: &TerminalFacts, words: &Words) -> (String, Problem) {
    match &terminal.drawing {
        Drawing::Measured { letters, wrong, .. } => match wrong.first() {
            None => (words.with("machine-is-letters", &[("n", (*letters).into())]), None),
            Some(first) => {
                let values = [("wrong", wrong.len().into()), ("n", (*letters).into())];
                let args = [("n", wrong.len().to_string()), ("letter", first.to_string())];
                (words.with("machine-is-some-letters", &values), red(codes::LETTERS_WRONG, args))
            }
        },
        Drawing::NotUtf8 => (plain(words, "machine-is-unknown"), red(codes::NOT_UTF8, [])),
        drawing @ (Drawing::NoTerminal | Drawing::Silent) => not_measured(drawing, words),
    }
}

pub(super) fn blocks(terminal: &TerminalFacts, words: &Words) -> (String, Problem) {
    match &terminal.drawing {
        Drawing::Measured { wrong_blocks: 0, .. } => (plain(words, "machine-is-blocks"), None),
        Drawing::Measured { .. } => (plain(words, "machine-is-unknown"), red(codes::BLOCKS_WRONG, [])),
        Drawing::NotUtf8 => (plain(words, "machine-is-unknown"), red(codes::NOT_UTF8, [])),
        drawing @ (Drawing::NoTerminal | Drawing::Silent) => not_measured(drawing, words),
    }
}

fn not_measured(drawing: &Drawing, words: &Words) -> (String, Problem) {
    let code = if *drawing == Drawing::NoTerminal { codes::NO_WINDOW } else { codes::WINDOW_SILENT };
    (plain(words, "machine-is-unknown"), amber(code, []))
}

pub(super) fn keyboard(found: Option<&KeysFound>, words: &Words) -> (String, Problem) {
    match found {
        None => (plain(words, "machine-is-not-tried"), amber(codes::KEYS_NOT_TRIED, [])),
        Some(found) if found.missing.is_empty() => (plain(words, "machine-is-keys"), None),
        Some(found) => {
            let keys = found.missing.join(", ");
            (keys.clone(), red(codes::KEYS_MISSING, [("keys", keys)]))
        }
    }
}

pub(super) fn scanner(found: Option<ScanFound>, words: &Words) -> (String, Problem) {
    match found {
        None => (plain(words, "machine-is-not-tried"), amber(codes::SCANNER_NOT_TRIED, [])),
        Some(ScanFound::Nothing) => (plain(words, "machine-is-nothing"), amber(codes::SCANNER_SILENT, [])),
        Some(ScanFound::Came(scan)) => scanned(scan, words),
    }
}

fn scanned(scan: ScanBehaviour, words: &Words) -> (String, Problem) {
    let tenths = u32::try_from(scan.span_ms.div_ceil(100)).unwrap_or(u32::MAX);
    let seconds = words.decimal(f64::from(tenths) / 10.0, 1);
    let counted: [(&str, Value<'_>); 2] = [("n", scan.signs.into()), ("seconds", seconds.as_str().into())];
    let came = match ending(scan) {
        None => words.with("machine-is-scan-without-end", &counted),
        Some(ending) => {
            let values = [("n", scan.signs.into()), ("seconds", seconds.as_str().into()), ("ending", ending.into())];
            words.with("machine-is-scan", &values)
        }
    };
    let card = if scan.is_card { "machine-is-card" } else { "machine-is-no-card" };
    let value = format!("{came}{}", words.get(card));
    let problem = match () {
        () if scan.ending.is_none() => amber(codes::SCAN_WITHOUT_END, []),
        () if !scan.is_fast() => amber(codes::SCANNER_SLOW, [("n", scan.signs.to_string()), ("seconds", seconds)]),
        () => None,
    };
    (value, problem)
}

/// Names of keys are the same in every language.
fn ending(scan: ScanBehaviour) -> Option<&'static str> {
    match scan.ending {
        Some(Stroke::Enter) => Some("Enter"),
        Some(Stroke::LineFeed) => Some("Ctrl+J"),
        Some(Stroke::Tab) => Some("Tab"),
        Some(Stroke::Char(_)) | None => None,
    }
}
