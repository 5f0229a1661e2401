//! Invented residents: who they are, and what they do at a station through the real `session`. `simulate`, the load generator,
//! benchmarks and tests make their people here.
//!
//! Promises: the same seed makes the same people with the same answers. A visit's events are those that `Visit::step` returned.
//! Does not: read a clock, compute keys or keep anything: the `Desk` supplies the time, the draw seeds and the store.

mod chance;
mod evening;
mod resident;
mod texts;
mod walk;

pub use chance::Chance;
pub use evening::{EveningStep, Group, evening, group_lesson};
pub use resident::{Journey, Resident, Residents, key_source};
pub use texts::village;
pub use walk::{Desk, Meeting, Studies, attend};
