use super::{
    FieldKind, Key, Refused, Typing,
    composer::{Composer, is_tone},
    history::{History, Stretch},
    lines::Lines,
    sheet::{Sheet, compose},
    sieve::Sieve,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use zeroize::Zeroizing;

/// So many characters of a paste are looked at, however many of them are junk: a megabyte must not hold the station up.
const MOST_READ: usize = 65_536;

/// The editing core of fields and text areas: a text, the input method at the word before the cursor, and a way back.
pub(super) struct Writer {
    kind: FieldKind,
    lines: Lines,
    /// Text and cursor.
    pub sheet: Sheet,
    composer: Composer,
    history: History,
    /// Letters with marks came in as keys: a system input method is at work, and two of them would fight over each word.
    foreign: bool,
    /// The text before each of the keys that came last, so that a scanner's can be taken back. None of secrets.
    recent: Vec<Sheet>,
    /// Backspaces in a row.
    erased: usize,
}

/// Letters that an input method takes back at most, to write them with marks or without.
const MOST_REWRITTEN: usize = 3;

/// A number with its prefix, and a little more, is what a scanner can send before it is known as one.
const MOST_RECENT: usize = 24;

impl Writer {
    /// An empty text of this kind.
    pub fn new(kind: FieldKind, lines: Lines) -> Self {
        let (sheet, composer, history) = (Sheet::default(), Composer::default(), History::default());
        Self { kind, lines, sheet, composer, history, foreign: false, recent: Vec::new(), erased: 0 }
    }

    /// A writer with as much of `text` as it can hold and nothing to undo.
    pub fn with_text(kind: FieldKind, lines: Lines, text: &str) -> Self {
        let mut writer = Self::new(kind, lines);
        let _partly = writer.paste(text);
        writer.history.forget();
        writer
    }

    /// Kind of the field.
    pub fn kind(&self) -> FieldKind {
        self.kind
    }

    /// Takes a key.
    ///
    /// # Errors
    /// The character is not allowed here or the field is full; nothing has changed.
    pub fn key(&mut self, key: Key, typing: Typing) -> Result<(), Refused> {
        self.erased = if key == Key::Backspace { self.erased + 1 } else { 0 };
        let was_empty = self.sheet.text().is_empty();
        let done = self.take(key, typing);
        // An input method takes at most a syllable's rhyme back before it writes it again: who empties a field otherwise is
        // a person, who may go on with ours.
        let by_person = was_empty || self.erased > MOST_REWRITTEN || key == Key::Clear;
        if self.sheet.text().is_empty() && by_person && matches!(key, Key::Backspace | Key::Clear) {
            self.foreign = false;
        }
        done
    }

    fn take(&mut self, key: Key, typing: Typing) -> Result<(), Refused> {
        if let Key::Char(ch) = key {
            self.remember();
            return self.write(ch, typing);
        }
        if let Key::TakeBack(count) = key {
            self.take_back(count.into());
            return Ok(());
        }
        self.recent.clear();
        match key {
            Key::Char(_) | Key::TakeBack(_) => (),
            Key::Backspace => self.erase_left(),
            Key::Delete => self.change(Stretch::Erasing, Sheet::erase_right),
            Key::Clear => {
                let (start, end) = self.sheet.line();
                self.change(Stretch::Whole, |sheet| sheet.replace(start, end, ""));
            }
            Key::Left => self.travel(Sheet::left),
            Key::Right => self.travel(Sheet::right),
            Key::WordLeft => self.travel(Sheet::word_left),
            Key::WordRight => self.travel(Sheet::word_right),
            Key::Home => self.travel(|sheet| sheet.go(sheet.line().0)),
            Key::End => self.travel(|sheet| sheet.go(sheet.line().1)),
        }
        Ok(())
    }

    /// Takes a text that came at once, never through the input method.
    ///
    /// # Errors
    /// `Partly`: what was taken is in the text, the rest is not.
    pub fn paste(&mut self, pasted: &str) -> Result<(), Refused> {
        let pasted = match self.lines {
            Lines::One => pasted.trim_end_matches(['\r', '\n']), // comes along when a whole line was copied
            Lines::Several => pasted,
        };
        let (start, host) = self.host(pasted.chars().next());
        let end = self.sheet.cursor();
        let room = self.kind.limit().saturating_sub(self.sheet.length_with(start, end, ""));
        let mut sieve = Sieve::new(self.kind, self.lines);
        let mut stray = Vec::new();
        let mut kept = Zeroizing::new(String::with_capacity(pasted.len().min(room.saturating_mul(4)) + host.len()));
        let read = MOST_READ.max(self.kind.limit().saturating_mul(4)); // a letter and its marks are up to four signs
        let mut chars = pasted.chars();
        let clean = host.chars().chain(chars.by_ref().take(read)).filter_map(|ch| sieve.pass(ch));
        let mut composed = clean.nfc().filter(|ch| match self.kind.judge(*ch) {
            Err(why) if *ch != '\n' => {
                stray.push((*ch, why));
                false
            }
            Ok(()) | Err(_) => true,
        });
        composed.by_ref().take(room).for_each(|ch| kept.push(ch));
        let is_full = composed.next().is_some();
        drop(composed);
        let cut = is_full || chars.next().is_some();
        stray.into_iter().for_each(|(ch, why)| sieve.refuse(ch, why));
        if *kept != *host {
            self.change(Stretch::Whole, |sheet| sheet.replace(start, end, &kept));
        }
        let (dropped, first) = (sieve.dropped, sieve.first);
        if cut || dropped > 0 { Err(Refused::Partly { dropped, first, cut }) } else { Ok(()) }
    }

    /// Spells the word at the cursor again, letter for letter; returns whether anything changed.
    pub fn turn_word(&mut self, turn: impl FnOnce(&str) -> String) -> bool {
        let (head, tail) = (self.sheet.word_before(), self.sheet.word_after());
        let word = Zeroizing::new(format!("{head}{tail}"));
        let (start, end) = (self.sheet.before().len() - head.len(), self.sheet.before().len() + tail.len());
        let letters = head.chars().count();
        let turned = Zeroizing::new(turn(&word));
        if *turned == *word {
            return false;
        }
        self.change(Stretch::Whole, |sheet| {
            sheet.replace(start, end, &turned);
            let cursor = turned.char_indices().nth(letters).map_or(turned.len(), |(at, _)| at);
            sheet.go(start + cursor);
        });
        true
    }

    /// Moves the cursor: the word at it is a new one to the input method.
    pub fn travel(&mut self, step: impl FnOnce(&mut Sheet)) {
        self.foreign &= !self.sheet.text().is_empty();
        self.composer.rest();
        self.history.pause();
        step(&mut self.sheet);
    }

    /// Goes back to the text before the last change; returns whether there was one.
    pub fn undo(&mut self) -> bool {
        self.composer.rest();
        let earlier = self.history.back(&self.sheet);
        let found = earlier.is_some();
        self.sheet = earlier.unwrap_or_else(|| std::mem::take(&mut self.sheet));
        found
    }

    /// Forgets everything, the way back too.
    pub fn clear(&mut self) {
        *self = Self::new(self.kind, self.lines);
    }

    fn remember(&mut self) {
        if !matches!(self.kind, FieldKind::Secret { .. }) {
            if self.recent.len() == MOST_RECENT {
                self.recent.remove(0);
            }
            self.recent.push(self.sheet.clone());
        }
    }

    /// The text before the last `count` keys; a secret is empty again, since nothing is kept of what it was.
    fn take_back(&mut self, count: usize) {
        self.composer.rest();
        self.history.pause();
        let kept = self.recent.len().saturating_sub(count);
        match self.recent.get(kept) {
            Some(before) => self.sheet = before.clone(),
            None if matches!(self.kind, FieldKind::Secret { .. }) => self.sheet = Sheet::default(),
            None => (),
        }
        self.recent.clear();
    }

    fn write(&mut self, ch: char, typing: Typing) -> Result<(), Refused> {
        if self.kind.takes_vietnamese() && !self.foreign {
            let word = Zeroizing::new(self.sheet.word_before().to_owned());
            let key = self.cased(ch, &word);
            if Composer::takes(key, &word, typing)
                && let Some(composed) = self.composer.compose(&word, key, typing)
            {
                return self.put_word(&word, &composed.word, composed.plain, typing);
            }
        }
        self.composer.rest();
        self.put_sign(ch)
    }

    /// Puts the word that the input method made in the place of the one before the cursor.
    fn put_word(&mut self, old: &str, new: &str, plain: bool, typing: Typing) -> Result<(), Refused> {
        let end = self.sheet.cursor();
        let start = end.saturating_sub(old.len());
        let fault = new.chars().find_map(|ch| Some(Refused::Char { ch, why: self.kind.judge(ch).err()? }));
        if let Some(fault) = fault.or_else(|| self.overflow(start, end, new)) {
            self.composer.rest();
            return Err(fault);
        }
        self.change_in_word(|sheet| sheet.replace(start, end, new));
        let rest = Zeroizing::new(self.sheet.word_after().to_owned());
        if !rest.is_empty() {
            if plain && old.is_empty() {
                self.lower_next(&rest);
            } else if !plain {
                self.settle(start, &rest, typing);
            }
        }
        Ok(())
    }

    /// Puts a character where the cursor is, untouched by the input method.
    fn put_sign(&mut self, ch: char) -> Result<(), Refused> {
        let is_line_end = ch == '\n' && self.lines == Lines::Several;
        if ch.is_control() && !is_line_end {
            return Err(Refused::Char { ch, why: super::CharFault::Control });
        }
        let (start, host) = self.host(Some(ch));
        let word = Zeroizing::new(self.sheet.word_before().to_owned());
        let ch = self.cased(ch, &word);
        let mut sieve = Sieve::new(self.kind, self.lines);
        let mut kept = Zeroizing::new(String::new());
        for one in host.chars().chain([ch]) {
            kept.extend(sieve.judge(one).map_err(|why| Refused::Char { ch, why })?);
        }
        let kept = compose(&kept);
        let mut strays = kept.chars().filter(|one| *one != '\n');
        if let Some(why) = strays.find_map(|one| self.kind.judge(one).err()) {
            return Err(Refused::Char { ch, why });
        }
        let end = self.sheet.cursor();
        if let Some(fault) = self.overflow(start, end, &kept) {
            return Err(fault);
        }
        if ch.is_whitespace() {
            self.history.pause(); // words are undone one by one
        }
        let is_mark = is_combining_mark(ch);
        self.foreign |= self.kind.takes_vietnamese() && !ch.is_ascii() && (ch.is_alphabetic() || is_mark);
        self.change_in_word(|sheet| sheet.replace(start, end, &kept));
        let rest = Zeroizing::new(self.sheet.word_after().to_owned());
        if self.kind == FieldKind::Name && !rest.is_empty() {
            match ch.is_alphabetic() {
                true if word.is_empty() => self.lower_next(&rest),
                true => (),
                false if is_mark => (),
                false => self.raise_next(&rest),
            }
        }
        Ok(())
    }

    fn erase_left(&mut self) {
        let word = Zeroizing::new(self.sheet.word_before().to_owned());
        let end = self.sheet.cursor();
        let shorter = self.composer.erase(&word).filter(|shorter| shorter.chars().count() + 1 == word.chars().count());
        match shorter {
            Some(shorter) => {
                let start = end.saturating_sub(word.len());
                self.note(Stretch::Erasing);
                self.sheet.replace(start, end, &shorter);
            }
            None => self.change(Stretch::Erasing, Sheet::erase_left),
        }
    }

    /// Moves the tone of a word that goes on behind the cursor: typing `hoa|n` and then the grave gives `hoà|n`.
    fn settle(&mut self, start: usize, rest: &str, typing: Typing) {
        let Some(head) = self.sheet.before().get(start..).map(|head| Zeroizing::new(head.to_owned())) else { return };
        let tail = match head.nfd().any(is_tone) {
            true => compose(&Zeroizing::new(rest.nfd().filter(|ch| !is_tone(*ch)).collect::<String>())),
            false => Zeroizing::new(rest.to_owned()),
        };
        let whole = Zeroizing::new(format!("{}{}", *head, *tail));
        let Some(settled) = self.composer.settle(&whole, typing) else { return };
        let letters = head.chars().count();
        let (first, second): (String, String) =
            (settled.chars().take(letters).collect(), settled.chars().skip(letters).collect());
        let end = self.sheet.cursor();
        self.sheet.replace(start, end, &Zeroizing::new(first));
        self.sheet.replace_after(rest.len(), &Zeroizing::new(second));
    }

    /// In a name, the letter that begins a word as a capital.
    fn cased(&self, ch: char, word: &str) -> char {
        if self.kind != FieldKind::Name || !word.is_empty() {
            return ch;
        }
        single(ch.to_uppercase()).unwrap_or(ch)
    }

    /// In a name, the capital that no longer begins its word: `|Guyễn` becomes `N|guyễn`; `|AN` stays as it is.
    fn lower_next(&mut self, rest: &str) {
        let mut chars = rest.chars();
        let first = chars.next().and_then(|ch| single(ch.to_lowercase()));
        if let Some(first) = first.filter(|_| self.kind == FieldKind::Name && !chars.any(char::is_uppercase)) {
            self.recase(rest, first);
        }
    }

    /// In a name, the letter that now begins a word.
    fn raise_next(&mut self, rest: &str) {
        if let Some(first) = rest.chars().next().and_then(|ch| single(ch.to_uppercase())) {
            self.recase(rest, first);
        }
    }

    fn recase(&mut self, rest: &str, first: char) {
        let old_len = rest.chars().next().map_or(0, char::len_utf8);
        self.sheet.replace_after(old_len, first.encode_utf8(&mut [0; 4]));
        self.composer.rest();
    }

    /// The grapheme before the cursor, and where it begins, when the coming character is a mark that joins it.
    fn host(&self, coming: Option<char>) -> (usize, Zeroizing<String>) {
        let before = self.sheet.before();
        let joins = coming.is_some_and(is_combining_mark);
        let host = if joins { last_grapheme(before) } else { "" };
        (before.len() - host.len(), Zeroizing::new(host.to_owned()))
    }

    fn overflow(&self, start: usize, end: usize, new: &str) -> Option<Refused> {
        let limit = self.kind.limit();
        let length = self.sheet.length_with(start, end, new);
        // a text that was too long from the beginning may still get its marks
        (length > limit && length > self.sheet.length()).then_some(Refused::TooLong { limit })
    }

    fn change(&mut self, stretch: Stretch, change: impl FnOnce(&mut Sheet)) {
        self.composer.rest();
        self.note(stretch);
        change(&mut self.sheet);
    }

    fn change_in_word(&mut self, change: impl FnOnce(&mut Sheet)) {
        self.note(Stretch::Typing);
        change(&mut self.sheet);
    }

    fn note(&mut self, stretch: Stretch) {
        if !matches!(self.kind, FieldKind::Secret { .. }) {
            self.history.note(&self.sheet, stretch);
        }
    }
}

fn last_grapheme(text: &str) -> &str {
    unicode_segmentation::UnicodeSegmentation::graphemes(text, true).next_back().unwrap_or("")
}

/// The only character of a change of case, nothing where there are several (ß).
fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next();
    first.filter(|_| chars.next().is_none())
}
