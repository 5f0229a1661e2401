use super::StageFault;
use crate::{
    content::pack::{PackFault, release::ReleaseFault},
    kiosk::error_log::logged,
    notices::{Failure, pack_failure},
    text::codes::{self, release},
};
use std::path::Path;

/// Notice for why a release is refused.
#[must_use]
pub fn refused(fault: &ReleaseFault) -> Failure {
    let damaged = |code: &str| Failure::new(release::DAMAGED, [("code", code.to_owned())]);
    match fault {
        ReleaseFault::Front(fault) => front(fault),
        ReleaseFault::NobodySigns => Failure::new(release::NOBODY_SIGNS, []),
        ReleaseFault::Older { version, app } => {
            Failure::new(release::NOT_NEWER, [("version", version.to_string()), ("app", app.to_string())])
        }
        ReleaseFault::BelowFloor { version, floor } => {
            Failure::new(release::BELOW_FLOOR, [("version", version.to_string()), ("floor", floor.to_string())])
        }
        ReleaseFault::OlderData { .. } => Failure::new(release::OLDER_DATA, []),
        ReleaseFault::NoProgram | ReleaseFault::OtherMachine(_) => Failure::new(release::OTHER_MACHINE, []),
        ReleaseFault::Length { .. } => damaged(codes::pack::FILE_LENGTH),
        ReleaseFault::Program(_) => damaged(codes::pack::FILE_DIGEST),
    }
}

/// A volunteer needs to know two things of it: whether the file was spoilt, or is somebody else's. The code of what was found is for the
/// telephone.
fn front(fault: &PackFault) -> Failure {
    let found = pack_failure(fault).code;
    let code = match fault {
        PackFault::WrongKey { .. }
        | PackFault::BadSignature { .. }
        | PackFault::LegacySignature { .. }
        | PackFault::Comment { .. }
        | PackFault::RootKeys { .. }
        | PackFault::RootThreshold { .. }
        | PackFault::RootOlder { .. }
        | PackFault::RootOther { .. } => release::NOT_SIGNED,
        _ => release::DAMAGED, // else: no signature is in question
    };
    Failure::new(code, [("code", found.to_owned())])
}

/// Notice for why a release was not kept, which the station's log records.
#[must_use]
pub fn stage_failure(station_dir: &Path, fault: &StageFault) -> Failure {
    let megabytes = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
    let failure = match fault {
        StageFault::Release(fault) => refused(fault),
        StageFault::Stick(_) => Failure::new(release::STICK_GONE, []),
        StageFault::Disk(_) => Failure::new(release::NOT_KEPT, []),
        StageFault::NoRoom { needed, free } => {
            Failure::new(release::NO_ROOM, [("needed", megabytes(*needed)), ("free", (free >> 20).to_string())])
        }
        StageFault::Stopped => return Failure::new(release::STOPPED, []),
    };
    logged(station_dir, failure, fault)
}
