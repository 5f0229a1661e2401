use super::{FieldKind, SignFault, writer::Lines};
use unicode_normalization::char::is_combining_mark;

/// Marks on one letter that are still believed: Vietnamese has two, Thai and others three.
const MOST_MARKS: usize = 3;

/// Lets through what a field can hold, sign by sign, and counts what it keeps back.
pub(super) struct Sieve {
    kind: FieldKind,
    lines: Lines,
    /// Whether a mark would have a letter to stand on, and how many stand there.
    base: Option<usize>,
    after_return: bool,
    pub dropped: usize,
    pub first: Option<(char, SignFault)>,
}

impl Sieve {
    pub fn new(kind: FieldKind, lines: Lines) -> Self {
        Self { kind, lines, base: None, after_return: false, dropped: 0, first: None }
    }

    /// The sign as it goes into the field, nothing for one that a paste may lose without a word, or what is wrong with it.
    pub fn judge(&mut self, sign: char) -> Result<Option<char>, SignFault> {
        let folded = match sign {
            '\n' if std::mem::take(&mut self.after_return) => return Ok(None),
            '\r' | '\n' => self.line_end(sign)?,
            '\t' => self.gap(sign)?,
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(sign),
            _ if sign.is_whitespace() => Some(' '),
            _ => Some(sign),
        };
        self.after_return = sign == '\r';
        let Some(sign) = folded else { return Ok(None) };
        if is_gap(sign) && matches!(self.kind, FieldKind::Digits { .. }) {
            return Ok(None);
        }
        if sign != '\n' {
            self.stands(sign)?;
            // a mark is judged together with its letter, once both are composed
            if !is_combining_mark(sign) {
                self.kind.judge(sign)?;
            }
        }
        self.step(sign);
        Ok(Some(sign))
    }

    /// As `judge`, but counts what is wrong and goes on.
    pub fn pass(&mut self, sign: char) -> Option<char> {
        match self.judge(sign) {
            Ok(kept) => kept,
            Err(why) => {
                self.refuse(sign, why);
                None
            }
        }
    }

    pub fn refuse(&mut self, sign: char, why: SignFault) {
        self.dropped += 1;
        self.first.get_or_insert((sign, why));
    }

    fn line_end(&self, sign: char) -> Result<Option<char>, SignFault> {
        match self.lines {
            Lines::Several => Ok(Some('\n')),
            Lines::One => self.gap(sign),
        }
    }

    /// A tab or line end inside of what is pasted: a space between words, nothing between digits.
    fn gap(&self, sign: char) -> Result<Option<char>, SignFault> {
        match self.kind {
            FieldKind::Name | FieldKind::Text { .. } => Ok(Some(' ')),
            FieldKind::Digits { .. } | FieldKind::Date | FieldKind::Phone => Ok(None),
            FieldKind::Secret { .. } | FieldKind::Plain { .. } => self.kind.judge(sign).map(|()| None),
        }
    }

    fn stands(&self, sign: char) -> Result<(), SignFault> {
        match self.base {
            _ if !is_combining_mark(sign) => Ok(()),
            None => Err(SignFault::LoneMark),
            Some(marks) if marks >= MOST_MARKS => Err(SignFault::Stacked),
            Some(_) => Ok(()),
        }
    }

    fn step(&mut self, sign: char) {
        self.base = match self.base {
            Some(marks) if is_combining_mark(sign) => Some(marks + 1),
            _ if sign.is_whitespace() || is_combining_mark(sign) => None,
            _ => Some(0),
        };
    }
}

/// Signs that people put between groups of digits.
fn is_gap(sign: char) -> bool {
    matches!(sign, ' ' | '.' | '-')
}
