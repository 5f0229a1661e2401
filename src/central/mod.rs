//! Driver of `tramso-central`, the centre's program: arguments, prompts, files, and the wiring of its use cases.
//!
//! Promises: what it reports is durable; every refusal has its code and its next step. Does not: decide anything, or hold the
//! root's keys, the enrolment key or the recovery identity (docs/decisions/017-keys-of-the-centre.md).

mod backup;
mod cases;
mod certificate;
mod cli;
mod clock;
mod closing;
mod demo;
mod demo_fill;
mod demo_one_touch;
mod demo_rosters;
mod doctor;
mod end;
mod enrol;
mod erasures;
mod forget;
mod ingest;
mod init;
mod key;
mod loadgen;
mod location;
mod mark;
mod open;
mod pack;
mod password;
mod questions;
mod recount;
mod report;
mod serve;
mod sheets;
mod slip;
mod status;
mod trail;
mod unfinished;
mod user;
mod verify;

use crate::{cli::Console, platform};
use std::process::ExitCode;

/// Parses the arguments, runs one command, and answers with its exit status: 0 done, 1 refused, 2 wrong usage.
#[must_use]
pub fn main() -> ExitCode {
    platform::harden();
    let cli: cli::Cli = match crate::cli::parsed() {
        Ok(cli) => cli,
        Err(status) => return status,
    };
    let console = Console::new(cli.location.json);
    match cli.command.run(&cli.location, &console) {
        Ok(done) => done,
        Err(failures) => {
            console.failures(&failures);
            ExitCode::FAILURE
        }
    }
}
