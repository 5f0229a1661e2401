//! What wakes the loop of the terminal.

use crate::tui::Msg;
use crossterm::event::Event;

/// Anything that wakes the loop.
pub enum AppEvent {
    /// An event and the steady-clock time at which it was read.
    Terminal(Event, u64),
    /// What the worker, or a thread beside it, has to show.
    World(Box<Msg>),
    /// The terminal is gone, or the machine shuts down.
    Stop,
}
