use super::{
    links::{self, Links},
    lint::{self, Lint},
    say::Say,
};
use crate::tui::Failure;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "tramso-studio",
    version,
    about = "Trạm học số: công cụ soạn nội dung",
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// How a command ended: its exit status, or every refusal.
pub type Ending = Result<ExitCode, Vec<Failure>>;

#[derive(Subcommand)]
pub enum Command {
    /// Kiểm tra một thư mục nội dung: mọi lỗi một lần, kèm tệp, dòng, quy tắc và cách sửa
    #[command(
        after_help = "Ví dụ:\n  tramso-studio lint question_banks/cong-dan-so\n  tramso-studio lint --format json nganhang"
    )]
    Lint(Lint),
    /// Đường dẫn cài ứng dụng Smart Hải Phòng
    #[command(subcommand)]
    Links(Links),
}

impl Command {
    pub fn run(self, say: &Say) -> Ending {
        match self {
            Self::Lint(wanted) => lint::run(&wanted, say),
            Self::Links(wanted) => links::run(&wanted, say),
        }
    }
}
