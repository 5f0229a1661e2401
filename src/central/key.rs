//! Keys of a centre that was made before `init` made them.

use super::{
    init::{CERTIFICATES, CLOSING, make_folder, new_pair},
    location::{CentreLocation, new_passphrase, write},
};
use crate::{
    cli::{CommandResult, Console},
    notices::failure,
    text::codes,
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Commands about keys.
#[derive(Subcommand)]
pub enum KeyCommand {
    /// Ghi khóa công khai ký giấy chứng nhận (chung-nhan.pub), đưa cho nơi giữ khóa gốc
    #[command(
        after_help = "Khóa ấy có sẵn trong tệp khóa của máy chủ, cả tệp lập từ bản trước.\nVí dụ:\n  tramso-central key certificate --out /media/usb --dir trung-tam"
    )]
    Certificate(CertificateKey),
    /// Lập khóa ký số liệu chốt (chot.key, chot.pub) vào USB mang đi cất; không chạy trên máy chủ
    #[command(
        after_help = "Ban Tổ chức lập bằng init đã có khóa này trong cat-di.\nVí dụ:\n  tramso-central key closing --out /media/usb"
    )]
    Closing(ClosingKey),
}

/// Options of `key certificate`.
#[derive(Args)]
pub struct CertificateKey {
    /// Thư mục để ghi
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Options of `key closing`.
#[derive(Args)]
pub struct ClosingKey {
    /// Thư mục để ghi
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Tệp mật khẩu của khóa (không có: máy tự đặt, hiện một lần)
    #[arg(long, value_name = "P")]
    offline_passphrase_file: Option<PathBuf>,
}

/// Runs a command about keys.
pub fn run(wanted: &KeyCommand, location: &CentreLocation, console: &Console) -> CommandResult {
    match wanted {
        KeyCommand::Certificate(wanted) => certificate(wanted, location, console),
        KeyCommand::Closing(wanted) => closing(wanted, console),
    }
}

fn certificate(wanted: &CertificateKey, location: &CentreLocation, console: &Console) -> CommandResult {
    let keys = location.open_keys(console)?;
    let public = keys.certificate_public().ok_or_else(|| failure(codes::centre::KEYS_NOT_MADE, []))?;
    make_folder(&wanted.out)?;
    let file = wanted.out.join(format!("{CERTIFICATES}.pub"));
    write(&file, public.to_file().as_bytes())?;
    console.message("centre-key-certificate", &[("file", file.display().to_string().into())]);
    console.json(&json!({ "certificate_key": file.display().to_string(), "key": public.text() }));
    Ok(ExitCode::SUCCESS)
}

fn closing(wanted: &ClosingKey, console: &Console) -> CommandResult {
    let files = ["key", "pub"].map(|ending| wanted.out.join(format!("{CLOSING}.{ending}")));
    if let Some(there) = files.iter().find(|file| file.exists()) {
        return Err(failure(codes::centre::FILE_EXISTS, [("file", there.display().to_string())]));
    }
    let (passphrase, is_shown) = new_passphrase(wanted.offline_passphrase_file.as_deref(), &[])?;
    make_folder(&wanted.out)?;
    let public = new_pair(&wanted.out, CLOSING, &passphrase)?;
    let [secret, public_file] = files.map(|file| file.display().to_string());
    console.message("centre-key-closing", &[("file", secret.clone().into()), ("public", public_file.clone().into())]);
    if is_shown {
        console.message("centre-key-closing-passphrase", &[("passphrase", passphrase.text().into())]);
    }
    console.json(&json!({
        "closing_key": public_file, "secret": secret, "key": public.lines().nth(1),
        "offline_passphrase": is_shown.then(|| passphrase.text()),
    }));
    Ok(ExitCode::SUCCESS)
}
