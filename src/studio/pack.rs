use super::{
    build::{self, Build},
    inspect::{self, Show, Verify},
    keys,
};
use crate::cli::{CommandResult, Console};
use clap::{Args, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// Commands about content packs.
#[derive(Subcommand)]
pub enum PackCommand {
    /// Lập khóa mới: để ký gói, hoặc để niêm phong câu hỏi
    #[command(
        after_help = "Ví dụ:\n  tramso-studio pack new-key --out khoa/goi\n  tramso-studio pack new-key --seal --out khoa/de-thi"
    )]
    NewKey(NewKey),
    /// Đóng gói một thư mục nội dung, niêm phong câu hỏi và ký
    #[command(
        after_help = "Ví dụ:\n  tramso-studio pack build nganhang --root goc --key khoa/goi.key --seal-to age1… --version 3 --out goi.tsp\n  tramso-studio pack build --demo --out mau.tsp"
    )]
    Build(Build),
    /// Xem một gói có gì và ai đã ký
    #[command(after_help = "Ví dụ:\n  tramso-studio pack show goi.tsp")]
    Show(Show),
    /// Kiểm tra một gói như trạm sẽ kiểm tra: in dấu vân tay và mọi lỗi
    #[command(after_help = "Ví dụ:\n  tramso-studio pack verify goi.tsp --root goc --identity khoa/de-thi.age")]
    Verify(Verify),
}

/// Options of `pack new-key`.
#[derive(Args)]
pub struct NewKey {
    /// Tên khóa, không có đuôi
    #[arg(long)]
    out: PathBuf,
    /// Khóa niêm phong câu hỏi thay vì khóa ký
    #[arg(long)]
    seal: bool,
    /// Tệp chứa mật khẩu (không có: máy tự đặt và hiện một lần)
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
}

/// Runs one command of `pack`.
///
/// # Errors
/// Those of the command.
pub fn run(wanted: &PackCommand, console: &Console) -> CommandResult {
    match wanted {
        PackCommand::NewKey(wanted) => new_key(wanted, console),
        PackCommand::Build(wanted) => build::run(wanted, console),
        PackCommand::Show(wanted) => inspect::show(wanted, console),
        PackCommand::Verify(wanted) => inspect::verify(wanted, console),
    }
}

fn new_key(wanted: &NewKey, console: &Console) -> CommandResult {
    let passphrase = wanted.passphrase_file.as_deref();
    if wanted.seal {
        let recipient = keys::new_sealing(&wanted.out, passphrase, wanted.force, console)?;
        console.message("pack-new-sealing", &[("recipient", recipient.into())]);
    } else {
        let key = keys::new_signing(&wanted.out, passphrase, wanted.force, console)?;
        console.message("pack-new-signing", &[("key", key.public().id().to_string().into())]);
    }
    Ok(ExitCode::SUCCESS)
}
