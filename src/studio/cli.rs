use super::{
    export::{self, Export},
    import::{self, Import},
    lint::{self, Lint},
    say::Say,
    units::{self, Units},
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
    /// Xã, phường, đặc khu: tra cứu, phát mẫu và nạp danh sách thôn, cơ quan
    #[command(
        after_help = "Ví dụ:\n  tramso-studio units list --search \"cam giang\"\n  tramso-studio units template --unit 11113 --out tan-ky.xlsx\n  tramso-studio units import tan-ky.xlsx --into nganhang"
    )]
    Units(Units),
    /// Nhận câu hỏi từ tệp của người khác: GIFT, Aiken, Moodle XML, CSV, Excel, Word, chữ dán; câu không nhận được thì kể rõ lý do
    #[command(
        after_help = "Ví dụ:\n  tramso-studio import cau-hoi.xlsx --into nganhang --lesson 2.1\n  tramso-studio import - --from text --out moi.toml"
    )]
    Import(Import),
    /// Ghi câu hỏi của một thư mục nội dung ra tệp cho phần mềm khác
    #[command(
        after_help = "Ví dụ:\n  tramso-studio export nganhang --to csv --out cau-hoi.csv\n  tramso-studio export nganhang --to gift --topic 2 --out chuyen-de-2.gift"
    )]
    Export(Export),
}

impl Command {
    pub fn run(self, say: &Say) -> Ending {
        match self {
            Self::Lint(wanted) => lint::run(&wanted, say),
            Self::Units(wanted) => units::run(&wanted, say),
            Self::Import(wanted) => import::run(&wanted, say),
            Self::Export(wanted) => export::run(&wanted, say),
        }
    }
}
