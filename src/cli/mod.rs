//! The command line of the three programs: arguments and their help, what commands print and ask, exit status.
//!
//! Promises: Vietnamese help and usage errors, whatever clap prints by default; results on standard output, everything else on standard
//! error. Does not: know any command.

mod console;
mod destination;
#[cfg(feature = "kiosk")]
mod pages;
mod usage;

pub use console::Console;
pub use destination::{destination, free_destination};
#[cfg(feature = "kiosk")]
pub use pages::program_pages;
pub use usage::parsed;

use crate::notices::Failure;
use std::process::ExitCode;

/// Result of a command: its exit status, or every failure it met.
pub type CommandResult = Result<ExitCode, Vec<Failure>>;
