//! How a locked station is left: the unit around the program acts upon its exit status (`assets/packaging/station/session`).

use super::{release, run::RunOutcome};
use crate::platform::is_locked_station;
use std::{path::Path, process::ExitCode};

/// The machine is to be switched off.
const POWER_OFF: u8 = 10;
/// The machine's login is wanted in the station's place.
const TO_LOGIN: u8 = 11;

/// Exit status of a run. Any that a locked station does not act upon starts it again.
pub fn exit_status(outcome: RunOutcome, dir: &Path) -> ExitCode {
    match outcome {
        RunOutcome::Left if is_locked_station() => ExitCode::from(POWER_OFF),
        RunOutcome::LeftToLogin => ExitCode::from(TO_LOGIN),
        RunOutcome::Renewed => release::renewed(dir),
        RunOutcome::Left | RunOutcome::Stopped => ExitCode::SUCCESS,
    }
}
