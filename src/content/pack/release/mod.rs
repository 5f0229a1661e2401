//! Releases of the program (`.tsu`): what the office signs and a station checks before it lets another program run on its data
//! (docs/decisions/078-updates-by-stick.md).
//!
//! Promises: the front (manifest, signature, roots) is verified against the pinned root before it is parsed, and it alone decides where
//! in the file everything else is, so that programs too large for memory are checked while they are read. Does not: open files or run
//! anything.

#[cfg(feature = "studio")]
mod build;
mod fault;
mod front;
mod manifest;
mod system;

#[cfg(feature = "studio")]
pub use build::{ReleasePlan, build};
pub use fault::ReleaseFault;
pub use front::{Front, MOST_FRONT, Place, Standing};
pub use manifest::{Changes, Program, Release};
pub use system::{HEAD_OF_PROGRAM, System};

/// Schema of the station's database that this program brings it to: a release of an earlier one could not read what is there.
pub const OWN_DATA: u32 = 6;
