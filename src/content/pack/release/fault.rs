use super::System;
use crate::content::pack::{AppVersion, PackFault};

/// Why a release is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseFault {
    /// Its front is cut, changed, or not signed by whom the root names.
    #[error("the front of a release is refused")]
    Front(#[source] PackFault),
    /// The root names nobody who signs releases.
    #[error("no key of the root signs releases")]
    NobodySigns,
    /// Not newer than the program that runs.
    #[error("release {version}, running is {app}")]
    Older {
        /// The release.
        version: AppVersion,
        /// The program that runs.
        app: AppVersion,
    },
    /// Older than what a station of this centre may go back to.
    #[error("release {version} is below the floor {floor}")]
    BelowFloor {
        /// The release.
        version: AppVersion,
        /// The oldest one that may be put in.
        floor: AppVersion,
    },
    /// It would not read what the station has.
    #[error("release brings data {brings}, there is {known}")]
    OlderData {
        /// Schema that it brings.
        brings: u32,
        /// Schema that is there.
        known: u32,
    },
    /// No program for this machine.
    #[error("no program for this machine")]
    NoProgram,
    /// A program for another machine than its name has it.
    #[error("the program {} is for another machine", .0.name())]
    OtherMachine(System),
    /// Another length than the manifest states.
    #[error("{found} bytes, the manifest states {stated}")]
    Length {
        /// Bytes, by the manifest.
        stated: u64,
        /// Bytes of the file.
        found: u64,
    },
    /// A program that is not the one of the manifest.
    #[error("the program {} is another one", .0.name())]
    Program(System),
}

impl From<PackFault> for ReleaseFault {
    fn from(fault: PackFault) -> Self {
        Self::Front(fault)
    }
}
