/// A sign of a GIFT text; one that stood behind a `\` means nothing but itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    sign: char,
    is_escaped: bool,
}

impl Sign {
    pub const fn plain(sign: char) -> Self {
        Self { sign, is_escaped: false }
    }

    /// White space of the file, not of the text.
    pub fn is_space(self) -> bool {
        self.sign.is_whitespace() && !self.is_escaped
    }

    /// The end of a line of the file.
    pub fn is_line_end(self) -> bool {
        self == Self::plain('\n')
    }
}

/// A text with its escapes taken: `\~`, `\n`, `\\`. A `\` before another sign stands for itself.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        let escaped = if sign == '\\' {
            rest.next_if(|next| matches!(next, '~' | '=' | '#' | '{' | '}' | ':' | '\\' | 'n'))
        } else {
            None
        };
        out.push(match escaped {
            Some('n') => Sign { sign: '\n', is_escaped: true },
            Some(sign) => Sign { sign, is_escaped: true },
            None => Sign::plain(sign),
        });
    }
    out
}

/// The text that signs stand for.
pub(super) fn shown(signs: &[Sign]) -> String {
    signs.iter().map(|sign| sign.sign).collect()
}

/// Where a run of unescaped signs stands first.
pub(super) fn find(signs: &[Sign], run: &str) -> Option<usize> {
    let run: Vec<Sign> = run.chars().map(Sign::plain).collect();
    signs.windows(run.len()).position(|window| window == run)
}

/// Where it stands last.
pub(super) fn find_last(signs: &[Sign], run: &str) -> Option<usize> {
    let run: Vec<Sign> = run.chars().map(Sign::plain).collect();
    signs.windows(run.len()).rposition(|window| window == run)
}

/// Without white space at the ends.
pub(super) fn trimmed(signs: &[Sign]) -> &[Sign] {
    let start = signs.iter().take_while(|sign| sign.is_space()).count();
    let end = signs.len() - signs.iter().rev().take_while(|sign| sign.is_space()).count();
    signs.get(start..end).unwrap_or_default()
}
