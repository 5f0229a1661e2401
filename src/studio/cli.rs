use super::{
    lint::{self, Lint},
    preview::{self, Preview},
    say::Say,
    stats::{self, Stats},
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
        after_help = "Ví dụ:\n  tramso-studio lint question_banks/cong-dan-so\n  tramso-studio lint --format json nganhang",
        after_long_help = lint::rules()
    )]
    Lint(Lint),
    /// Số liệu của một bộ nội dung: câu hỏi, dữ kiện, thời gian đọc, hạn dùng, đoán mò đúng mấy câu
    #[command(
        after_help = "Ví dụ:\n  tramso-studio stats question_banks/cong-dan-so\n  tramso-studio stats nganhang --json"
    )]
    Stats(Stats),
    /// Xem trước bài học hoặc câu hỏi đúng như trên màn hình trạm
    #[command(
        after_help = "Ví dụ:\n  tramso-studio preview question_banks/cong-dan-so --lesson 1.1\n  tramso-studio preview question_banks/cong-dan-so --question A-001 --size 100x30 --theme light"
    )]
    Preview(Preview),
}

impl Command {
    pub fn run(self, say: &Say) -> Ending {
        match self {
            Self::Lint(wanted) => lint::run(&wanted, say),
            Self::Stats(wanted) => stats::run(&wanted, say),
            Self::Preview(wanted) => preview::run(&wanted, say),
        }
    }
}
