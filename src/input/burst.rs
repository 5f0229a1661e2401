use super::card::{self, CardFault};
use std::fmt;
use zeroize::Zeroizing;

/// Below this many milliseconds between two keys no hand has typed them: fast typists take more than 50 ms a key, a held key
/// repeats each 30 ms.
const FAST_MS: u64 = 34;
/// Up to this many milliseconds between two keys they may be one scan: scanners on Bluetooth take up to 80 ms a key, and the rest
/// is what a busy machine adds.
const SLOW_MS: u64 = 120;
/// The silence that ends a scan which is known as one; longer than `SLOW_MS`, so that a stumbling scanner leaves no rest.
const SILENCE_MS: u64 = 250;
/// So many characters within `SLOW_MS` of each other are a scan where no field takes them: two fingers may roll, not three.
const CHOICES: usize = 3;
/// Digits of the longest PIN: what is longer and came in one run is none.
const LONGEST_PIN: usize = 6;
/// Digits of an identity number, with which the text of a card begins.
const NUMBER: usize = 12;
/// From so many characters on, an uninterrupted stretch is looked at as a barcode.
const BARCODE: usize = 8;
/// Longest scan; the text of an ID card has about 250 characters. What a scanner sends beyond it is dropped.
const LONGEST: usize = 1024;

/// A key that a scanner may send too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A character.
    Char(char),
    /// The Enter key.
    Enter,
    /// Ctrl+J, which a scanner set to LF sends for the end of a line.
    LineFeed,
    /// The Tab key.
    Tab,
}

/// What the screen would do with a character now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taker {
    /// A field takes it as text.
    Text,
    /// A field for an identity number takes it.
    Number,
    /// A field for a PIN takes it.
    Pin,
    /// It chooses something, or nothing.
    Choice,
    /// It chooses something that can be taken back, and hands type many such digits one behind the other.
    InARow,
}

/// What the caller does now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BurstOut {
    /// A person has pressed this key.
    Key(Stroke),
    /// So many characters that were handed on last were part of a scan: the field forgets them.
    TakeBack(usize),
    /// A scan, whole; its line end is used up.
    Scan(Scan),
}

/// What a scanner sent, without the line end. `Debug` does not show it, and it is overwritten when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Scan {
    text: Zeroizing<String>,
    is_sure: bool,
    span_ms: u64,
    ending: Option<Stroke>,
}

impl Scan {
    /// The characters that were scanned, with what the scanner puts before them (AIM prefix).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the scanner behaved, without anything of what it read.
    #[must_use]
    pub fn behaviour(&self) -> ScanBehaviour {
        ScanBehaviour {
            signs: self.text.chars().count(),
            span_ms: self.span_ms,
            ending: self.ending,
            is_card: card::read(&self.text).is_ok(),
        }
    }

    /// Whether it was surely a scanner: no hand is as fast, or its text has the sign between the parts of a card's.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.is_sure
    }
}

/// How a scanner behaved: nothing of what it read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScanBehaviour {
    /// How many characters came.
    pub signs: usize,
    /// Milliseconds from the first to the last of them.
    pub span_ms: u64,
    /// The key with which the scanner ended; none where it sent none.
    pub ending: Option<Stroke>,
    /// Whether it was the text of an identity card.
    pub is_card: bool,
}

impl ScanBehaviour {
    /// Whether each character came so fast that no hand can have typed it.
    #[must_use]
    pub fn is_fast(self) -> bool {
        let gaps = u64::try_from(self.signs).unwrap_or(u64::MAX).saturating_sub(1);
        gaps > 0 && self.span_ms < gaps.saturating_mul(FAST_MS)
    }
}

impl fmt::Debug for Scan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Scan(…)")
    }
}

/// Burst detector: distinguishes a scanner that acts as a keyboard from typing, by speed and by form, before any key reaches a screen.
///
/// * Where no field takes characters, three within 120 ms of each other are a scan, or a key that is held down and counts no more. So a character that would choose something
///   is held for 120 ms; alone, or with one other, it is then handed on. Beside text a choice is never handed on.
/// * Where hands type digits in a row (`Taker::InARow`), the row is held until it ends. As fast as a scanner it is a scan, else the digits are
///   handed on; an Enter that follows within 120 ms is then not, since a slow scanner would end its code with it.
/// * Behind twelve digits and a `|` everything up to the line end is a card, at any speed up to 120 ms a key. What a field has
///   taken of it is taken back.
/// * In a field for a PIN more characters than a PIN has are a scan, in one for a number letters are.
/// * In every field text is held for 34 ms. A stretch without such a pause is a scan when it is a card or a long barcode;
///   anything else was typed, or pasted by a terminal, and is handed on as keys.
///
/// Hands that take 34 ms a key and more are therefore never taken for a scanner by a field of text.
///
/// The caller, for each key with the time at which it was *read from the terminal* (keys that waited behind slow work must not
/// look fast): calls `settle` with that time, does what it answers, and then calls `feed`; `pass` instead for a key that means
/// nothing; `flush` before any other key, click or paste. It wakes at `deadline` and calls `settle`.
#[derive(Default)]
pub struct Burst {
    /// Characters since the last pause, handed on or not.
    run: Zeroizing<String>,
    count: usize,
    /// How many of the run a field took or will take.
    texts: usize,
    /// How many of the run were handed to a field.
    handed: usize,
    /// How many of the run hands may have typed in a row.
    in_a_row: usize,
    /// When the first and the last character of the run came.
    span_ms: (u64, u64),
    /// Characters that nobody has yet; either text or choices.
    held: Zeroizing<String>,
    holds_text: bool,
    last_ms: Option<u64>,
    /// The run is a scan, up to its end.
    scanning: bool,
    /// A line end has just come: a second one (CR LF) is part of it.
    ended: Option<Ended>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    Scan,
    Line,
}

impl Burst {
    /// A detector with nothing held back.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The one character that is held because it may choose something: a screen shows it as chosen already.
    #[must_use]
    pub fn choice(&self) -> Option<char> {
        let mut held = self.held.chars();
        held.next().filter(|_| !self.holds_text && held.next().is_none())
    }

    /// When `settle` has something to do, unless another key comes before.
    #[must_use]
    pub fn deadline(&self) -> Option<u64> {
        let patience = match (self.scanning, self.held.is_empty(), self.holds_text) {
            (true, ..) => SILENCE_MS,
            (false, true, _) => return None,
            (false, false, true) => FAST_MS,
            (false, false, false) => SLOW_MS,
        };
        self.last_ms.map(|last| last.saturating_add(patience))
    }

    /// Hands on or ends what its time is over for.
    pub fn settle(&mut self, now_ms: u64) -> Vec<BurstOut> {
        let out = match self.deadline() {
            Some(deadline) if now_ms >= deadline => self.release(),
            _ => Vec::new(),
        };
        let is_over = self.last_ms.is_none_or(|last| now_ms.saturating_sub(last) >= SLOW_MS);
        if is_over && !self.scanning {
            self.forget();
        }
        out
    }

    /// Takes a key that came at `at_ms` of a clock that never runs backwards, after `settle` for the same time.
    pub fn feed(&mut self, stroke: Stroke, taker: Taker, at_ms: u64) -> Vec<BurstOut> {
        let gap = self.last_ms.map_or(u64::MAX, |last| at_ms.saturating_sub(last));
        self.last_ms = Some(at_ms);
        match stroke {
            Stroke::Char(sign) => self.sign(sign, taker),
            Stroke::Enter | Stroke::LineFeed | Stroke::Tab => self.line_end(stroke, gap),
        }
    }

    /// A key that means nothing came: control characters inside of a scan are no pause.
    pub fn pass(&mut self, at_ms: u64) {
        self.last_ms = self.last_ms.map(|last| last.max(at_ms));
    }

    /// Hands on or ends everything at once.
    pub fn flush(&mut self) -> Vec<BurstOut> {
        let out = self.release();
        self.forget();
        out
    }

    fn sign(&mut self, sign: char, taker: Taker) -> Vec<BurstOut> {
        self.ended = None;
        if self.run.capacity() == 0 {
            // never grows, so that no copy stays behind
            self.run.reserve(LONGEST * 4 + 4);
            self.held.reserve(LONGEST * 4 + 4);
        }
        let at_ms = self.last_ms.unwrap_or(0);
        self.span_ms = (if self.count == 0 { at_ms } else { self.span_ms.0 }, at_ms);
        self.count += 1;
        if self.count <= LONGEST {
            self.run.push(sign);
        }
        if self.scanning {
            return Vec::new();
        }
        let is_text = !matches!(taker, Taker::Choice | Taker::InARow);
        self.texts += usize::from(is_text);
        self.in_a_row += usize::from(taker == Taker::InARow);
        if self.is_scan(taker) {
            self.scanning = true;
            return self.take_back();
        }
        if is_text && !self.holds_text {
            self.held.clear(); // a choice has the time around it to itself
        }
        let is_alone = is_text || self.texts == 0;
        if is_alone {
            self.holds_text = is_text;
            self.held.push(sign);
        }
        if self.held.chars().count() > LONGEST { self.release() } else { Vec::new() }
    }

    fn is_scan(&self, taker: Taker) -> bool {
        let strange = || self.run.chars().filter(|sign| !sign.is_ascii_digit() && !is_separator(*sign)).count();
        let by_taker = match taker {
            Taker::Choice => self.texts == 0 && self.count >= CHOICES,
            Taker::Pin => self.count > LONGEST_PIN,
            Taker::Number => strange() >= CHOICES || (strange() > 0 && self.count > NUMBER),
            // Digits alone are looked at when their row ends.
            Taker::InARow => self.texts == 0 && self.in_a_row < self.count && self.count >= CHOICES,
            Taker::Text => false,
        };
        by_taker || begins_card(&self.run)
    }

    fn take_back(&mut self) -> Vec<BurstOut> {
        self.held.clear();
        let handed = std::mem::take(&mut self.handed);
        if handed == 0 { Vec::new() } else { vec![BurstOut::TakeBack(handed)] }
    }

    fn line_end(&mut self, stroke: Stroke, gap: u64) -> Vec<BurstOut> {
        match self.ended {
            Some(Ended::Scan) if gap < SLOW_MS => return Vec::new(),
            Some(Ended::Line) if gap < SLOW_MS && stroke == Stroke::LineFeed => return Vec::new(),
            Some(Ended::Scan | Ended::Line) | None => (),
        }
        let was_scanning = self.scanning || self.is_row();
        let mut out = self.release();
        self.forget();
        for one in &mut out {
            if let BurstOut::Scan(scan) = one {
                scan.ending = Some(stroke);
            }
        }
        let was_scan = was_scanning || out.iter().any(|one| matches!(one, BurstOut::Scan(_)));
        self.ended = Some(if was_scan { Ended::Scan } else { Ended::Line });
        if !was_scan {
            out.push(BurstOut::Key(stroke));
        }
        out
    }

    /// What is held or scanned, as what it is by now.
    fn release(&mut self) -> Vec<BurstOut> {
        if self.scanning || (self.is_row() && self.is_fast()) {
            let is_sure = self.is_fast() || self.run.contains('|');
            let (text, span_ms) = (std::mem::take(&mut self.run), self.span());
            self.forget();
            let scan = |text| BurstOut::Scan(Scan { text, is_sure, span_ms, ending: None });
            return if is_one_key(&text) { Vec::new() } else { vec![scan(text)] };
        }
        let is_code = self.holds_text && is_code(&self.held);
        let mut out = Vec::new();
        if is_code {
            let text = std::mem::take(&mut self.held);
            let span_ms = self.span();
            out = self.take_back();
            out.push(BurstOut::Scan(Scan { text, is_sure: true, span_ms, ending: None }));
            self.forget();
        } else {
            out.extend(self.held.chars().map(|sign| BurstOut::Key(Stroke::Char(sign))));
            self.handed += if self.holds_text { out.len() } else { 0 };
            self.held.clear();
        }
        out
    }

    /// Nothing but digits that hands may have typed in a row, and too many for two fingers that roll.
    fn is_row(&self) -> bool {
        self.in_a_row == self.count && self.count >= CHOICES
    }

    /// Its characters came faster than any hand types.
    fn is_fast(&self) -> bool {
        let gaps = u64::try_from(self.count).unwrap_or(u64::MAX).saturating_sub(1);
        gaps > 0 && self.span() < gaps.saturating_mul(FAST_MS)
    }

    /// Milliseconds from the first to the last character of the run.
    fn span(&self) -> u64 {
        self.span_ms.1.saturating_sub(self.span_ms.0)
    }

    fn forget(&mut self) {
        *self = Self { last_ms: self.last_ms, ended: self.ended, ..Self::default() };
    }
}

impl fmt::Debug for Burst {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Burst({} held)", self.held.chars().count())
    }
}

/// Twelve digits and a `|` at the end of what came so far, whatever the scanner puts before them.
fn begins_card(run: &str) -> bool {
    let Some(before) = run.strip_suffix('|') else { return false };
    before.chars().rev().take(NUMBER).filter(char::is_ascii_digit).count() == NUMBER
}

/// A text that no hand has typed, as a scanner sends it: a code that people hold under it, or more digits than any field takes.
fn is_code(text: &str) -> bool {
    let count = text.chars().count();
    if count < BARCODE {
        return false;
    }
    let is_barcode = count > NUMBER && text.bytes().all(|sign| sign.is_ascii_digit());
    let is_card = match card::read(text) {
        Ok(_) | Err(CardFault::HealthInsurance | CardFault::Number(_) | CardFault::Date) => true,
        // An address may be typed; a payment's code is found by its digits.
        Err(CardFault::Url | CardFault::Payment | CardFault::TooLong | CardFault::NotACard) => false,
    };
    (is_barcode && !is_one_key(text)) || is_card
}

/// A key that was held down.
fn is_one_key(text: &str) -> bool {
    text.chars().all(|sign| text.starts_with(sign))
}

/// Signs that people put between groups of digits.
fn is_separator(sign: char) -> bool {
    matches!(sign, ' ' | '.' | '-')
}
