//! A key that is held down: it counts once, however long it is held.

/// Below this many milliseconds the same key again is the keyboard's repetition: consoles repeat each 92 ms, and fingers take longer.
const REPEAT_MS: u64 = 140;
/// Keyboards begin to repeat after at most this many milliseconds. Until then a second stroke may be the first repetition.
const DELAY_MS: u64 = 1_000;

/// Distinguishes strokes from repetitions. Terminals report both alike; only the time between them differs.
///
/// The first repetition comes as late as a second stroke would. So the same key within a second waits for `REPEAT_MS`: if the next one
/// follows by then, both were repetitions and count for nothing; if not, it was a stroke and is handed on.
#[derive(Debug)]
pub struct Held<K> {
    last: Option<(K, u64)>,
    /// May be the first repetition.
    waiting: Option<K>,
    is_repeating: bool,
}

impl<K> Default for Held<K> {
    fn default() -> Self {
        Self { last: None, waiting: None, is_repeating: false }
    }
}

impl<K: Copy + PartialEq> Held<K> {
    /// Takes a key at a time of the steady clock, after `settle` for the same time; whether it counts now.
    #[must_use]
    pub fn counts(&mut self, press: K, at_ms: u64) -> bool {
        let before = self.last.replace((press, at_ms));
        let gap = before.filter(|(last, _)| *last == press).map(|(_, last_ms)| at_ms.saturating_sub(last_ms));
        self.waiting = None;
        match gap {
            Some(gap) if gap < REPEAT_MS => {
                self.is_repeating = true;
                false
            }
            Some(gap) if gap < DELAY_MS && !self.is_repeating => {
                self.waiting = Some(press);
                false
            }
            // else: another key, or it was let go before
            Some(_) | None => {
                self.is_repeating = false;
                true
            }
        }
    }

    /// Another key came, for which it does not matter whether it was held.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// When `settle` has something to do, unless another key comes before.
    #[must_use]
    pub fn deadline(&self) -> Option<u64> {
        self.waiting.and(self.last).map(|(_, last_ms)| last_ms.saturating_add(REPEAT_MS))
    }

    /// The stroke that waited and was none of a repetition.
    pub fn settle(&mut self, now_ms: u64) -> Option<K> {
        self.deadline().filter(|deadline| now_ms >= *deadline)?;
        self.waiting.take()
    }

    /// The stroke that waited, where another key comes after it.
    pub fn flush(&mut self, coming: Option<K>) -> Option<K> {
        self.waiting.take_if(|waiting| coming != Some(*waiting))
    }
}
