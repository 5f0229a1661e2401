//! One resident's visit as a machine: what has been done so far, what is asked for now, and what follows from it.
//!
//! Promises: `Visit::step` is a function of its arguments; replaying the events that it returned, in their order, gives the same
//! visit again, so that a power cut costs nothing. An entry is valid exactly when its four parts are there, in whatever order
//! they came. Practice is a type of its own and brings nothing about.
//! Does not: read a clock, draw chance (the seed arrives in the command), keep anything or know any wording.

mod command;
mod practice;
mod progress;
mod visit;

pub use command::{Command, Refusal};
pub use practice::Practice;
pub use progress::{Part, PartState};
pub use visit::{Attempt, Handed, LessonProgress, Shared, Visit};
