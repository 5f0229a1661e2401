//! The driver of `tramso-studio`, the content office's tool: one file a command, `cli` names them all.
//!
//! Promises: all faults of a file or folder at once, each with its place and what to do; a file is written whole or not at
//! all. Does not: change a file that it was not asked to write.

mod build;
mod checklist;
mod cli;
mod coverage;
mod draw;
mod exchange;
mod export;
mod files;
mod frame;
mod import;
mod importer;
mod inspect;
mod item_statistics;
mod keys;
mod known_questions;
mod links;
mod lint;
mod new;
mod new_questions;
mod office_remark;
mod pack;
mod pack_file;
mod preview;
mod reading_page;
mod reading_remark;
mod release;
mod results;
mod review;
mod root;
mod roots;
mod stats;
mod units;

use crate::{cli::Console, platform};
use std::process::ExitCode;

/// Parses the arguments, runs one command, and answers with its exit status: 0 done, 1 refused or errors found, 2 wrong usage.
#[must_use]
pub fn main() -> ExitCode {
    platform::harden_memory();
    let cli: cli::Cli = match crate::cli::parsed() {
        Ok(cli) => cli,
        Err(status) => return status,
    };
    let console = Console::new(false);
    match cli.command.run(&console) {
        Ok(done) => done,
        Err(failures) => {
            console.failures(&failures);
            ExitCode::FAILURE
        }
    }
}
