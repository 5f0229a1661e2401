//! The importer's screen: every question as it was understood, with its place, its key and what was left out and why; a person takes,
//! mends or skips each. Nothing is written before they finish.

mod draw;
mod mend;
mod model;
mod run;

pub use run::look_through;
