use std::fmt;
use zeroize::Zeroizing;

/// Longest pause between two keys of a scanner, in milliseconds: the slowest setting in use sends one each 10 ms, people
/// take more than 50 ms a key.
const GAP_MS: u64 = 30;
/// Fewest characters that count as a scan: two fingers may roll over three or four keys within the gap, not over ten.
const SHORTEST: usize = 10;
/// Longest burst that is held back; the text of an ID card has about 250 characters.
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
}

/// What the caller does now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BurstOut {
    /// Nothing: the key may belong to a scan. Call `settle` at `deadline` at the latest.
    Held,
    /// These keys were typed by a person, in this order.
    Typed(Vec<Stroke>),
    /// Faster than typing, but no scan (no Enter at its end, or endless): for `Field::paste`.
    Pasted(Zeroizing<String>),
    /// A scan, whole, and its Enter is used up.
    Scan(Scan),
}

/// What a scanner sent, without the Enter. `Debug` does not show it, and it is overwritten when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Scan(Zeroizing<String>);

impl Scan {
    /// The characters that were scanned.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Scan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Scan(…)")
    }
}

/// Burst detector: distinguishes a keyboard-wedge scanner from typing by its speed, and holds keys back while undecided.
///
/// A scan is at least ten characters, each within 30 ms of the one before, ended by Enter or Ctrl+J. No field sees any of
/// it: so neither Telex nor a leftover character can spoil anything. A typed key is handed on as soon as 30 ms have passed
/// without another, so people who type slower than that feel a delay of 30 ms at most.
///
/// The caller
/// * gives each character key, Enter and Ctrl+J to `feed` with the time at which it was *read from the terminal* (a thread that
///   only reads: keys that waited behind slow work must not look fast), and does what it answers;
/// * waits for events no longer than until `deadline`, then calls `settle`;
/// * calls `flush` before any other key, click, paste or change of the screen, and deals with its answer first;
/// * gives `Typed` to the field as keys and `Pasted` by `paste`; gives a `Scan` to `card::read` where a card is awaited, and by
///   `paste` to the field, with its line end, where none is (a paste on Windows arrives as such a burst).
#[derive(Default)]
pub struct Burst {
    held: Zeroizing<String>,
    count: usize,
    last_ms: Option<u64>,
    /// A scan has just ended: a second line end of its suffix (CR LF) is part of it.
    ended: bool,
    /// More than `LONGEST` characters went on as text already.
    spilled: bool,
}

impl Burst {
    /// A detector with nothing held back.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a key that came at `at_ms` of a clock that never runs backwards.
    pub fn feed(&mut self, stroke: Stroke, at_ms: u64) -> BurstOut {
        let is_fast = self.last_ms.is_some_and(|last| at_ms.saturating_sub(last) < GAP_MS);
        let late = if is_fast { BurstOut::Held } else { self.flush() };
        self.last_ms = Some(at_ms);
        match stroke {
            Stroke::Char(ch) => {
                self.ended = false;
                self.hold(ch);
                let is_endless = matches!(late, BurstOut::Held) && self.count > LONGEST;
                if is_endless { self.spill() } else { late }
            }
            Stroke::Enter | Stroke::LineFeed => self.end(stroke, late),
        }
    }

    /// When held keys turn out to be typed, unless another comes before.
    #[must_use]
    pub fn deadline(&self) -> Option<u64> {
        self.last_ms.filter(|_| self.count > 0).map(|last| last + GAP_MS)
    }

    /// Releases held keys when their time is over.
    pub fn settle(&mut self, now_ms: u64) -> BurstOut {
        match self.deadline() {
            Some(deadline) if now_ms >= deadline => self.flush(),
            _ => BurstOut::Held,
        }
    }

    /// Releases held keys at once.
    pub fn flush(&mut self) -> BurstOut {
        self.last_ms = None;
        self.ended = false;
        let spilled = std::mem::take(&mut self.spilled);
        let count = std::mem::take(&mut self.count);
        let held = std::mem::take(&mut self.held);
        match count {
            0 => BurstOut::Held,
            _ if spilled || count >= SHORTEST => BurstOut::Pasted(held),
            _ => BurstOut::Typed(held.chars().map(Stroke::Char).collect()),
        }
    }

    fn hold(&mut self, ch: char) {
        if self.held.capacity() == 0 {
            self.held.reserve(LONGEST * 4 + 4); // never grows, so that no copy stays behind
        }
        self.held.push(ch);
        self.count += 1;
    }

    fn spill(&mut self) -> BurstOut {
        self.spilled = true;
        self.count = 0;
        BurstOut::Pasted(std::mem::take(&mut self.held))
    }

    fn end(&mut self, stroke: Stroke, late: BurstOut) -> BurstOut {
        if std::mem::take(&mut self.ended) {
            return BurstOut::Held;
        }
        if self.count >= SHORTEST && !self.spilled {
            self.count = 0;
            self.ended = true;
            return BurstOut::Scan(Scan(std::mem::take(&mut self.held)));
        }
        let before = match late {
            // right behind text that was handed on already, for being endless
            BurstOut::Held if self.spilled && self.count == 0 => {
                return BurstOut::Pasted(Zeroizing::new("\n".to_owned()));
            }
            BurstOut::Held => self.flush(),
            late @ (BurstOut::Typed(_) | BurstOut::Pasted(_) | BurstOut::Scan(_)) => late,
        };
        match before {
            BurstOut::Typed(mut strokes) => {
                strokes.push(stroke);
                BurstOut::Typed(strokes)
            }
            BurstOut::Held => BurstOut::Typed(vec![stroke]),
            // a line end inside of a long paste: it ends no entry
            BurstOut::Pasted(mut text) => {
                text.push('\n');
                BurstOut::Pasted(text)
            }
            scan @ BurstOut::Scan(_) => scan,
        }
    }
}

impl fmt::Debug for Burst {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Burst({} held)", self.count)
    }
}
