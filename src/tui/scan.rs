//! The one door for keys from the keyboard: hands go on to the screen, scanners do not
//! (`docs/decisions/050-scans-on-every-screen.md`).

use super::{Effect, Model, Msg, Next, Overlay, Press, Route, Screen, aside::Aside, screens};
use crate::input::{BurstOut, Card, Scan, Stroke, Taker, card};

/// Milliseconds for which the line about a scan is shown, unless a key is pressed before.
const SHOWN_MS: u64 = 6_000;

impl Model {
    /// A key as it was read at `at_ms`: what was held before is decided first, since it may change what this key means.
    pub(super) fn take_key(&mut self, press: Press, at_ms: u64, effects: &mut Vec<Effect>) {
        self.settle_keys(at_ms, effects);
        let waited = self.held.flush(Some(press));
        self.press_late(waited, effects);
        let stroke = match press {
            Press::Char(sign) => Stroke::Char(sign),
            Press::Enter => Stroke::Enter,
            Press::Tab => Stroke::Tab,
            // else: no scanner sends it, or it belongs to no text
            _ => {
                self.flush_keys(effects);
                self.press_once(press, at_ms, effects);
                return;
            }
        };
        if self.burst.choice().is_none() {
            self.held_on = self.turns;
        }
        let out = self.burst.feed(stroke, self.taker(press), at_ms);
        self.follow_burst(out, at_ms, effects);
    }

    /// A key that no field takes, from a keyboard that may repeat it: on the screens of a visit it counts once.
    fn press_once(&mut self, press: Press, at_ms: u64, effects: &mut Vec<Effect>) {
        let may_repeat = self.screen.is_of_visit() && self.taker(press) == Taker::Choice;
        if !may_repeat || matches!(press, Press::Char(_)) {
            self.held.forget();
        } else if !self.held.counts(press, at_ms) {
            self.held_on = self.turns;
            return;
        }
        self.apply(Msg::Press(press), effects);
    }

    /// A stroke that waited; what was pressed for a screen that has gone meanwhile moves nothing on the next one.
    fn press_late(&mut self, press: Option<Press>, effects: &mut Vec<Effect>) {
        if let Some(press) = press.filter(|_| self.held_on == self.turns) {
            self.apply(Msg::Press(press), effects);
        }
    }

    /// The end of a line as scanners send it: behind Enter the same end once more, else an Enter.
    pub(super) fn take_line_feed(&mut self, at_ms: u64, effects: &mut Vec<Effect>) {
        self.settle_keys(at_ms, effects);
        let out = self.burst.feed(Stroke::LineFeed, self.taker(Press::Enter), at_ms);
        self.follow_burst(out, at_ms, effects);
    }

    /// Decides what is due by now, as far as it is known what came.
    pub(super) fn settle_door(&mut self, now_ms: u64, effects: &mut Vec<Effect>) {
        self.settle_keys(now_ms.min(self.keys_until), effects);
        self.drop_aside(now_ms);
    }

    /// Decides what is due when a key comes at that time.
    pub(super) fn settle_keys(&mut self, now_ms: u64, effects: &mut Vec<Effect>) {
        let out = self.burst.settle(now_ms);
        self.follow_burst(out, now_ms, effects);
        let waited = self.held.settle(now_ms);
        self.press_late(waited, effects);
        self.drop_aside(now_ms);
    }

    fn drop_aside(&mut self, now_ms: u64) {
        if self.shared.aside.as_ref().is_some_and(|aside| now_ms >= aside.until_ms) {
            self.shared.aside = None;
        }
    }

    /// Decides everything at once: something came that no scanner sends.
    pub(super) fn flush_keys(&mut self, effects: &mut Vec<Effect>) {
        let out = self.burst.flush();
        self.follow_burst(out, self.shared.now.stamp.mono_ms, effects);
    }

    /// When the door has something to decide or to take away, in milliseconds of the steady clock.
    pub(super) fn door_at(&self) -> Option<u64> {
        let aside = self.shared.aside.as_ref().map(|aside| aside.until_ms);
        self.keys_due_at().into_iter().chain(aside).min()
    }

    /// When it is decided what the last keys were, unless another one comes before, in milliseconds of the steady clock.
    #[must_use]
    pub fn keys_due_at(&self) -> Option<u64> {
        self.burst.deadline().into_iter().chain(self.held.deadline()).min()
    }

    /// All keys that came up to `until_ms` of the steady clock have been handed on; later ones may wait for a machine that is busy. Ticks
    /// decide nothing beyond it.
    pub fn decide_keys_until(&mut self, until_ms: u64) {
        self.keys_until = until_ms;
    }

    fn taker(&self, press: Press) -> Taker {
        match self.overlays.last() {
            Some(overlay) => overlay.keys(&self.shared).taker(press),
            None => self.screen.keys(&self.shared).taker(press),
        }
    }

    fn follow_burst(&mut self, out: Vec<BurstOut>, at_ms: u64, effects: &mut Vec<Effect>) {
        for one in out {
            match one {
                BurstOut::Key(stroke) => {
                    let press = match stroke {
                        Stroke::Char(sign) => Press::Char(sign),
                        Stroke::Enter | Stroke::LineFeed => Press::Enter,
                        Stroke::Tab => Press::Tab,
                    };
                    // What was pressed for a screen that has gone meanwhile chooses nothing on the next one.
                    let is_late = self.held_on != self.turns && matches!(stroke, Stroke::Char(_));
                    if !(is_late && self.taker(press) == Taker::Choice) {
                        self.press_once(press, at_ms, effects);
                    }
                }
                BurstOut::TakeBack(count) => {
                    let count = u8::try_from(count).unwrap_or(u8::MAX);
                    self.apply(Msg::Press(Press::TakeBack(count)), effects);
                }
                BurstOut::Scan(scan) => self.scanned(&scan, effects),
            }
        }
    }

    /// A scan: where a card is awaited it is read; between visits it begins one; anywhere else it is put aside with a line.
    /// A scanner that acts as a keyboard has no keys for Vietnamese letters: only number and birth date are believed
    /// (docs/decisions/018-identity-at-the-keyboard.md).
    fn scanned(&mut self, scan: &Scan, effects: &mut Vec<Effect>) {
        let read = card::read(scan.text()).map(Card::ascii_only);
        if read.is_ok() {
            // The next person comes before the farewell of the last one was read.
            self.overlays.retain(|overlay| !matches!(overlay, Overlay::Goodbye(_)));
        }
        let is_free = self.overlays.is_empty();
        match (&self.screen, read) {
            (Screen::Machine(state), _) if is_free && state.awaits_scan() => {
                self.apply(Msg::Scanned(scan.behaviour()), effects);
            }
            // What hands may have typed is no code that is scolded.
            (Screen::Who(_) | Screen::Register(_) | Screen::QuickForm(_), read)
                if is_free && (read.is_ok() || scan.is_sure()) =>
            {
                self.apply(Msg::Card(read), effects);
            }
            (Screen::Waiting(_) | Screen::Welcome(_), Ok(card))
                if is_free && screens::waiting::is_open(&self.shared) =>
            {
                self.shared.newcomer.card = Some(card);
                self.follow(Next::go(Route::WhoByCard), effects);
            }
            (_, Ok(card)) => {
                let known = self.shared.newcomer.card.as_ref().is_some_and(|one| one.number == card.number);
                self.note_aside(if known { "frame-scan-known" } else { "frame-scan-aside" });
            }
            (_, Err(_)) => self.note_aside(if scan.is_sure() { "frame-scan-aside" } else { "frame-typed-fast" }),
        }
    }

    pub(super) fn note_aside(&mut self, key: &str) {
        let until_ms = self.shared.now.stamp.mono_ms.saturating_add(SHOWN_MS);
        self.shared.aside = Some(Aside { wording: self.shared.text(key), until_ms, is_quiet: false });
    }

    /// The same about the voice.
    pub(super) fn note_quietly(&mut self, key: &str) {
        self.note_aside(key);
        if let Some(aside) = &mut self.shared.aside {
            aside.is_quiet = true;
        }
    }
}
