use super::markup::Written;

/// A character of a GIFT text; one behind a `\` means nothing but itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GiftChar {
    ch: char,
    is_escaped: bool,
}

impl GiftChar {
    pub const fn plain(ch: char) -> Self {
        Self { ch, is_escaped: false }
    }

    /// White space of the file, not of the text.
    pub fn is_space(self) -> bool {
        self.ch.is_whitespace() && !self.is_escaped
    }

    pub fn is_letter(self) -> bool {
        self.ch.is_alphabetic()
    }

    /// The end of a line of the file.
    pub fn is_line_end(self) -> bool {
        self == Self::plain('\n')
    }
}

/// A text with its escapes resolved: `\~`, `\n`, `\\`. A `\` before another character means itself.
pub(super) fn chars(text: &str) -> Vec<GiftChar> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(ch) = rest.next() {
        let escaped = if ch == '\\' {
            rest.next_if(|next| matches!(next, '~' | '=' | '#' | '{' | '}' | ':' | '\\' | 'n'))
        } else {
            None
        };
        out.push(match escaped {
            Some('n') => GiftChar { ch: '\n', is_escaped: true },
            Some(ch) => GiftChar { ch, is_escaped: true },
            None => GiftChar::plain(ch),
        });
    }
    out
}

/// The text of these characters, escapes resolved.
pub(super) fn shown(chars: &[GiftChar]) -> String {
    chars.iter().map(|ch| ch.ch).collect()
}

/// The first position of a run of unescaped characters.
pub(super) fn find(chars: &[GiftChar], run: &str) -> Option<usize> {
    let run: Vec<GiftChar> = run.chars().map(GiftChar::plain).collect();
    chars.windows(run.len()).position(|window| window == run)
}

/// Its last position.
pub(super) fn find_last(chars: &[GiftChar], run: &str) -> Option<usize> {
    let run: Vec<GiftChar> = run.chars().map(GiftChar::plain).collect();
    chars.windows(run.len()).rposition(|window| window == run)
}

/// Without white space at the ends.
pub(super) fn trimmed(chars: &[GiftChar]) -> &[GiftChar] {
    let start = chars.iter().take_while(|ch| ch.is_space()).count();
    let end = chars.len() - chars.iter().rev().take_while(|ch| ch.is_space()).count();
    chars.get(start..end).unwrap_or_default()
}

/// `[html]` and the like before a text.
pub(super) fn marker(text: &[GiftChar], otherwise: Written) -> (Written, &[GiftChar]) {
    let text = trimmed(text);
    let markers = [
        ("[html]", Written::Html),
        ("[moodle]", Written::Html),
        ("[plain]", Written::Plain),
        ("[markdown]", Written::Markdown),
    ];
    for (marker, written) in markers {
        let length = marker.len();
        if find(text.get(..length).unwrap_or_default(), marker) == Some(0) {
            return (written, text.get(length..).unwrap_or_default());
        }
    }
    (otherwise, text)
}
