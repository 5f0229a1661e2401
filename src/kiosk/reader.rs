//! The one reader of the terminal's keys, which can be made to wait while the terminal itself is asked something.

use crate::platform;
use crossterm::event::{self, Event};
use std::{
    io,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
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

/// The next event of the terminal; between two of them the reader waits where it is asked to.
///
/// # Errors
/// The terminal cannot be read any more.
pub fn read() -> io::Result<Event> {
    let mut now = turn();
    while *now != Turn::Reads {
        *now = Turn::Waits;
        CHANGED.notify_all();
        now = CHANGED.wait(now).unwrap_or_else(PoisonError::into_inner);
    }
    drop(now);
    event::read()
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
