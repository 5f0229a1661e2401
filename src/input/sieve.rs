use super::{CharFault, FieldKind, lines::Lines};
use unicode_normalization::char::is_combining_mark;

/// Marks on one letter that are still believed: Vietnamese has two, Thai and others three.
const MOST_MARKS: usize = 3;

/// Lets through what a field can hold, character by character, and counts what it keeps back.
pub(super) struct Sieve {
    kind: FieldKind,
    lines: Lines,
    /// Whether a mark has a base letter, and how many marks it has already.
    base: Option<usize>,
    after_return: bool,
    /// How many characters were left out.
    pub dropped: usize,
    /// The first of them, and why.
    pub first: Option<(char, CharFault)>,
}

impl Sieve {
    /// A filter for a field of this kind.
    pub fn new(kind: FieldKind, lines: Lines) -> Self {
        Self { kind, lines, base: None, after_return: false, dropped: 0, first: None }
    }

    /// The character as it goes into the field, nothing for one that a paste may lose without a word, or what is wrong with it.
    pub fn judge(&mut self, ch: char) -> Result<Option<char>, CharFault> {
        let folded = match ch {
            '\n' if std::mem::take(&mut self.after_return) => return Ok(None),
            '\r' | '\n' => self.line_end(ch)?,
            '\t' => self.gap(ch)?,
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(ch),
            _ if ch.is_whitespace() => Some(' '),
            _ => Some(ch),
        };
        self.after_return = ch == '\r';
        let Some(ch) = folded else { return Ok(None) };
        if is_gap(ch) && matches!(self.kind, FieldKind::Digits { .. }) {
            return Ok(None);
        }
        if ch != '\n' {
            self.check_mark(ch)?;
            // a mark is judged together with its letter, once both are composed
            if !is_combining_mark(ch) {
                self.kind.judge(ch)?;
            }
        }
        self.step(ch);
        Ok(Some(ch))
    }

    /// As `judge`, but counts what is wrong and goes on.
    pub fn pass(&mut self, ch: char) -> Option<char> {
        match self.judge(ch) {
            Ok(kept) => kept,
            Err(why) => {
                self.refuse(ch, why);
                None
            }
        }
    }

    /// Counts a character that was left out.
    pub fn refuse(&mut self, ch: char, why: CharFault) {
        self.dropped += 1;
        self.first.get_or_insert((ch, why));
    }

    fn line_end(&self, ch: char) -> Result<Option<char>, CharFault> {
        match self.lines {
            Lines::Several => Ok(Some('\n')),
            Lines::One => self.gap(ch),
        }
    }

    /// A tab or line end inside of what is pasted: a space between words, nothing between digits.
    fn gap(&self, ch: char) -> Result<Option<char>, CharFault> {
        match self.kind {
            FieldKind::Name | FieldKind::Text { .. } => Ok(Some(' ')),
            FieldKind::Digits { .. } | FieldKind::Date | FieldKind::Phone => Ok(None),
            FieldKind::Secret { .. } | FieldKind::Plain { .. } => self.kind.judge(ch).map(|()| None),
        }
    }

    fn check_mark(&self, ch: char) -> Result<(), CharFault> {
        match self.base {
            _ if !is_combining_mark(ch) => Ok(()),
            None => Err(CharFault::LoneMark),
            Some(marks) if marks >= MOST_MARKS => Err(CharFault::Stacked),
            Some(_) => Ok(()),
        }
    }

    fn step(&mut self, ch: char) {
        self.base = match self.base {
            Some(marks) if is_combining_mark(ch) => Some(marks + 1),
            _ if ch.is_whitespace() || is_combining_mark(ch) => None,
            _ => Some(0),
        };
    }
}

/// Signs that people put between groups of digits.
fn is_gap(ch: char) -> bool {
    matches!(ch, ' ' | '.' | '-')
}
