//! The check of the station's machine (docs/decisions/069-the-check-of-the-machine.md): facts are gathered first, each with an end to its
//! patience, then judged into lines with a light, and kept in the station's folder without anything about a person.

mod asking;
mod command;
mod facts;
mod judge;
mod judge_disk;
mod judge_terminal;
mod kept;
mod printer;
mod problem;
mod terminal;
mod voice;

pub use asking::Asking;
pub use command::{Scope, run};
pub use facts::{Facts, Package, gather};
pub use judge::{figures, lines};
pub use kept::{keep, kept};
pub use printer::Printer;
pub use terminal::{Settings, measured};
pub use voice::Voice;
