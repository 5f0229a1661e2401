//! Numbers in formats of their own: digits in groups, decimals, units, as people here see them.

/// What a format's code comes to.
#[derive(Default)]
struct Format {
    before: String,
    behind: String,
    /// Digits that are always shown before the comma.
    least: usize,
    /// Digits behind it, at most and at least.
    decimals: (usize, usize),
    is_grouped: bool,
}

/// A number as a format shows it: `#,##0" đồng"` makes 5000 `5.000 đồng`. Nothing for codes that hold more than digits, separators and
/// units, and for negative numbers.
pub(super) fn formatted(code: &str, value: f64) -> Option<String> {
    let format = parsed(code).filter(|_| (0.0..1e15).contains(&value))?;
    let (most, least) = format.decimals;
    let digits = format!("{value:.most$}");
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
    let kept = decimals.trim_end_matches('0').len().max(least);
    let decimals = decimals.get(..kept)?;
    let whole = format!("{whole:0>width$}", width = format.least);
    let mut shown = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if format.is_grouped && at > 0 && (whole.len() - at) % 3 == 0 {
            shown.push('.');
        }
        shown.push(digit);
    }
    if !decimals.is_empty() {
        shown.push(',');
        shown.push_str(decimals);
    }
    Some(format!("{}{shown}{}", format.before, format.behind).trim().to_owned())
}

fn parsed(code: &str) -> Option<Format> {
    let mut format = Format::default();
    let (mut has_digits, mut is_behind_point) = (false, false);
    let mut chars = code.chars();
    while let Some(ch) = chars.next() {
        let mut literal = String::new();
        match ch {
            ';' => break, // the format of negative numbers and so on
            '#' | '0' if !format.behind.is_empty() => return None,
            '#' | '0' => {
                has_digits = true;
                let is_shown = usize::from(ch == '0');
                if is_behind_point {
                    format.decimals = (format.decimals.0 + 1, format.decimals.1 + is_shown);
                } else {
                    format.least += is_shown;
                }
            }
            ',' if has_digits && !is_behind_point && format.behind.is_empty() => format.is_grouped = true,
            '.' if has_digits && !is_behind_point && format.behind.is_empty() => is_behind_point = true,
            '"' => literal = chars.by_ref().take_while(|ch| *ch != '"').collect(),
            '\\' => literal.extend(chars.next()),
            '_' => {
                chars.next();
                literal.push(' ');
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|ch| *ch != ']').collect();
                literal = inside.strip_prefix('$')?.split('-').next().unwrap_or_default().to_owned();
            }
            ' ' | '$' | 'đ' | '₫' | '€' | '(' | ')' | '+' => literal.push(ch),
            _ => return None,
        }
        let part = if has_digits { &mut format.behind } else { &mut format.before };
        part.push_str(&literal);
    }
    // A comma behind the last digit divides by a thousand.
    let digits = code.split(['"', ';']).next().unwrap_or_default();
    let is_scaled = digits.trim_end().ends_with(',');
    (has_digits && !is_scaled && format.decimals.0 < 10 && format.least < 20).then_some(format)
}
