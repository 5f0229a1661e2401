//! The one reader of the terminal's keys: it can be made to wait while the terminal itself is asked something, and knows since when a key
//! may have waited for it.

use crate::platform;
use crossterm::event::{self, Event};
use std::{
    io,
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// The reader may read.
    Reads,
    /// It is asked to wait.
    Asked,
    /// It waits.
    Waits,
}

static TURN: Mutex<Turn> = Mutex::new(Turn::Reads);
static CHANGED: Condvar = Condvar::new();
/// A reader that has not come back by then is not there.
const PATIENCE: Duration = Duration::from_millis(300);

fn turn() -> MutexGuard<'static, Turn> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How often the reader looks whether the terminal is empty, after a key.
const STEP: Duration = Duration::from_millis(10);
/// So much silence after an event ends it; longer than any decision about a key takes.
const WATCH: Duration = Duration::from_millis(400);

/// Milliseconds of the steady clock up to which all keys have been read and handed on.
static QUIET: AtomicU64 = AtomicU64::new(0);

/// Milliseconds of the steady clock up to which no key waits that was not handed on. It goes on while the last key is younger than what is
/// decided about keys; later it stays where it is.
pub fn quiet_until() -> u64 {
    QUIET.load(Ordering::Acquire)
}

/// Reads events, each with the time at which it came.
///
/// On a busy machine an event is read later than it came, and how much later nobody knows. So the reader looks again and again whether
/// the terminal is empty, and an event came at the earliest when it was: the time for which the reader was kept from looking is not
/// counted. Keys that waited together came together.
#[derive(Default)]
pub struct Reader {
    /// By the machine's own steady clock: when the last event was read.
    read: Option<Duration>,
    /// By the same clock: since when an event may have waited.
    empty: Option<Duration>,
    /// The time of the last event.
    last_ms: u64,
}

impl Reader {
    /// The next event, and the milliseconds of the steady clock at which it came.
    ///
    /// # Errors
    /// The terminal cannot be read any more.
    pub fn next(&mut self) -> io::Result<(Event, u64)> {
        let event = loop {
            if wait_for_turn() {
                self.empty = None;
            }
            let is_silent = |read: Duration| self.empty.is_some_and(|empty| empty.saturating_sub(read) > WATCH);
            if self.read.is_none_or(is_silent) {
                self.empty = None;
                break event::read()?;
            }
            let now = platform::unslewed();
            let now_ms = platform::now().mono_ms;
            if event::poll(Duration::ZERO)? {
                break event::read()?;
            }
            if !platform::key_waits() {
                self.empty = Some(now);
                QUIET.store(now_ms, Ordering::Release);
            }
            if event::poll(STEP)? {
                break event::read()?;
            }
        };
        let now = platform::unslewed();
        let late = self.empty.map_or(Duration::ZERO, |empty| now.saturating_sub(empty).saturating_sub(STEP));
        let late_ms = u64::try_from(late.as_millis()).unwrap_or(u64::MAX);
        self.last_ms = self.last_ms.max(platform::now().mono_ms.saturating_sub(late_ms));
        self.read = Some(now);
        self.empty = Some(now.saturating_sub(late));
        Ok((event, self.last_ms))
    }
}

/// Whether the reader had to wait.
fn wait_for_turn() -> bool {
    let mut now = turn();
    let must_wait = *now != Turn::Reads;
    while *now != Turn::Reads {
        *now = Turn::Waits;
        CHANGED.notify_all();
        now = CHANGED.wait(now).unwrap_or_else(PoisonError::into_inner);
    }
    must_wait
}

/// Does something while nobody reads the terminal. It is done in any case: a reader that sleeps in the terminal takes at most an answer
/// away, and then there is none.
pub fn while_paused<T>(work: impl FnOnce() -> T) -> T {
    *turn() = Turn::Asked;
    platform::nudge_reader();
    let waited = CHANGED.wait_timeout_while(turn(), PATIENCE, |now| *now != Turn::Waits);
    drop(waited);
    let done = work();
    *turn() = Turn::Reads;
    CHANGED.notify_all();
    done
}
