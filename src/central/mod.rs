//! Driver of `tramso-central`, the centre's program: arguments, prompts, files, and the wiring of its use cases.
//!
//! Promises: what it reports is durable; every refusal has its code and its next step. Does not: decide anything, or hold the
//! root's keys, the enrolment key or the recovery identity (docs/decisions/017-keys-of-the-centre.md).

mod backup;
mod cases;
mod cli;
mod clock;
mod closing;
mod demo;
mod demo_fill;
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

use crate::{
    cli::{CommandResult, Console},
    platform,
    text::shown_json,
};
use clap::Subcommand;
use std::{
    io::{BufRead, Read, Write, stderr, stdin, stdout},
    process::ExitCode,
};

#[derive(Subcommand)]
enum CertificateCommand {
    /// Kiểm tra chữ ký của trạm trong đường dẫn ghi trên phiếu PDF
    #[command(
        after_help = "Ví dụ:\n  tramso-central certificate verify --key 3b6a…(64 chữ số) -\nKhóa công khai của trạm: tramso status --json"
    )]
    Verify {
        /// Khóa công khai của trạm, 64 chữ số thập lục phân
        #[arg(long, value_name = "HEX")]
        key: String,
        /// Đường dẫn đầy đủ trên phiếu, có tên người trong đó; dấu - thì dán vào bàn phím, không ghi trên dòng lệnh
        link: String,
        /// Nhận cả phiếu của cuộc thi dùng thử (demo), không có giá trị
        #[arg(long)]
        demo: bool,
        /// Nhận cả phiếu của buổi diễn tập, không tính cho cuộc thi thật
        #[arg(long)]
        rehearsal: bool,
    },
}

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

impl CertificateCommand {
    /// Genuine or not.
    fn run(self) -> CommandResult {
        let Self::Verify { key, link, demo, rehearsal } = self;
        // Name and birth year are in the link: other users of the machine see arguments.
        let mut typed = String::new();
        if link == "-" {
            let _ = stdin().lock().take(slip::MOST_BYTES).read_line(&mut typed); // what was not read is no link
        }
        let link = if link == "-" { typed } else { link };
        match slip::verify(&key, &link, slip::Allowed { demo, rehearsal }) {
            Ok(statement) => {
                let _ = writeln!(stdout(), "{}", shown_json(&statement.to_string()));
                Ok(ExitCode::SUCCESS)
            }
            Err(fault) => {
                let _ = writeln!(stderr(), "{}", slip::explain(fault));
                Ok(ExitCode::FAILURE)
            }
        }
    }
}
