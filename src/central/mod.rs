//! The driver of `tramso-central`. So far the centre can only check a slip that somebody brings: intake, ledger and pages come
//! with the bundles.
//!
//! Promises: what it calls genuine was signed by the key that it was given. Does not: know which keys are enrolled.

mod admit;
mod answer;
mod centre;
mod decide;
mod keys;
pub mod ledger;
mod packs;
mod shelf;
mod slip;
mod take;
mod taken;

pub use centre::Centre;
pub use decide::Telling;
pub use keys::Keys;
pub use taken::{
    AdmitRefusal, Admitted, DecideRefusal, Decided, Difference, Outcome, PackRefusal, PackTaken, Refusal, Taken,
};

use clap::{Parser, Subcommand};
use std::{
    io::{Write, stderr, stdout},
    process::ExitCode,
};

#[derive(Parser)]
#[command(name = "tramso-central", version, about = "Trạm học số: chương trình của Ban Tổ chức")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Phiếu ghi nhận
    #[command(subcommand)]
    Certificate(CertificateCommand),
}

#[derive(Subcommand)]
enum CertificateCommand {
    /// Kiểm tra chữ ký của trạm trong đường dẫn ghi trên phiếu PDF
    #[command(
        after_help = "Ví dụ:\n  tramso-central certificate verify --key 3b6a…(64 chữ số) 'https://…#…'\nKhóa công khai của trạm: tramso status --json"
    )]
    Verify {
        /// Khóa công khai của trạm, 64 chữ số thập lục phân
        #[arg(long, value_name = "HEX")]
        key: String,
        /// Đường dẫn đầy đủ trên phiếu
        link: String,
    },
}

/// Parses the arguments, runs one command, and answers with its exit status: 0 genuine, 1 not, 2 wrong usage.
#[must_use]
pub fn main() -> ExitCode {
    let cli: Cli = match crate::usage::parsed() {
        Ok(cli) => cli,
        Err(status) => return status,
    };
    let Command::Certificate(CertificateCommand::Verify { key, link }) = cli.command;
    match slip::verify(&key, &link) {
        Ok(statement) => {
            let _ = writeln!(stdout(), "{statement}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            let _ = writeln!(stderr(), "{}", slip::explain(fault));
            ExitCode::FAILURE
        }
    }
}
