//! Updates by stick: a release is checked and kept, put in when no shift is open, tried, and left again where it does not come to its
//! first screen (docs/decisions/078-updates-by-stick.md).
//!
//! Promises: no program is started that is not byte for byte the one of a release signed by whom the pinned root names; whatever is cut
//! off in the middle, the next start finds a program that runs. Does not: touch the station's data, which the store migrates by itself
//! after a copy.

mod choice;
mod command;
mod explain;
mod hand;
mod kept;
mod launch;
mod offer;
mod running;
mod stage;
mod turn;

pub use choice::{Choice, GoneBack, Why};
pub use command::{ReleaseCommand, run};
pub use explain::{refused, stage_failure};
pub use hand::{HandFault, give, take};
pub use kept::{Kept, KeptFault, kept};
pub use launch::{Launch, launch, renewed};
pub use offer::{find, notice_of_start, seen, stage_from};
pub use running::{STARTED_AS, running, running_release, started_as};
pub use stage::{Before, StageFault, Staged, stage};
pub use turn::{confirm, switch};

use std::path::{Path, PathBuf};

/// Exit status of a station that is to begin again with another program.
pub const RENEWED: u8 = 12;
/// Where the programs of releases are, on a machine where another user owns them.
pub const PROGRAMS: &str = "TRAMSO_RELEASES";

/// The two folders of a station's releases, mostly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// What the station writes: what was chosen, and what was brought.
    pub own: PathBuf,
    /// Where programs are started from.
    pub programs: PathBuf,
}

impl Places {
    /// Those of a station's folder.
    #[must_use]
    pub fn of(dir: &Path) -> Self {
        let own = dir.join("releases");
        let programs = std::env::var_os(PROGRAMS).map_or_else(|| own.clone(), PathBuf::from);
        Self { own, programs }
    }

    /// Whether another user brings programs to where they are started from, before the next start.
    #[must_use]
    pub fn are_apart(&self) -> bool {
        self.own != self.programs
    }
}
