//! Signs of lists: points, boxes and circles to tick.

/// A box or circle at the start of a text: the bytes it takes, and whether it is ticked.
pub(super) fn tick(text: &str) -> Option<(usize, bool)> {
    TICKS.iter().find(|(sign, _)| text.starts_with(sign)).map(|(sign, is_ticked)| (sign.len(), *is_ticked))
}

/// Signs of lists to tick in, filled and empty.
const TICKS: [(&str, bool); 24] = [
    ("[x]", true),
    ("[X]", true),
    ("[v]", true),
    ("[V]", true),
    ("[✓]", true),
    ("(x)", true),
    ("(X)", true),
    ("(✓)", true),
    ("☑", true),
    ("☒", true),
    ("✓", true),
    ("✔", true),
    ("✅", true),
    ("●", true),
    ("◉", true),
    ("⦿", true),
    ("[ ]", false),
    ("[]", false),
    ("( )", false),
    ("☐", false),
    ("○", false),
    ("◯", false),
    ("□", false),
    ("⬜", false),
];

/// The sign of a point in a list, with the spaces behind it, in bytes.
pub(super) fn point(text: &str) -> Option<usize> {
    let sign = match tick(text) {
        Some((length, _)) => length,
        None => text
            .chars()
            .next()
            .filter(|ch| matches!(ch, '-' | '–' | '—' | '•' | '+' | '▪' | '■' | '◦' | '‣' | '➢' | '►' | '·'))?
            .len_utf8(),
    };
    let rest = text.get(sign..)?;
    let behind = rest.trim_start();
    let is_apart = behind.len() < rest.len() || tick(text).is_some();
    (is_apart && !behind.is_empty()).then_some(sign + rest.len() - behind.len())
}
