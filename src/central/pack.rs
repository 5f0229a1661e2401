use super::{
    location::{CentreLocation, from_file},
    open,
};
use crate::{
    centre::{Access, Actor, Centre, PackRefusal, explain, key_file, opens_pack},
    cli::{CommandResult, Console},
    content::pack::MOST_PACK,
    crypto::{hex, identity_in, is_sealed, seal::is_identity},
    notices::{Failure, failure},
    platform::read_up_to,
    text::codes,
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use zeroize::Zeroizing;

/// Commands about content packs.
#[derive(Subcommand)]
pub enum PackCommand {
    /// Nạp một gói nội dung; gói đầu tiên ghim luôn bản khóa gốc
    #[command(
        after_help = "Gói đầu tiên: gọi nơi ký gói so dấu vân tay khóa gốc, tám âm tiết.\nVí dụ:\n  tramso-central pack add goi.tsp --dir trung-tam --root-fingerprint 'ba be bi bo bu ca ce co'\n  tramso-central pack add goi.tsp --identity khoa/de-thi.age --dir trung-tam"
    )]
    Add(Add),
}

/// Options of `pack add`.
#[derive(Args)]
pub struct Add {
    /// Gói nội dung (.tsp)
    #[arg(value_name = "TỆP")]
    file: PathBuf,
    /// Dấu vân tay khóa gốc đã so qua điện thoại, tám âm tiết
    #[arg(long, value_name = "TÁM ÂM TIẾT")]
    root_fingerprint: Option<String>,
    /// Khóa mở đề của gói niêm phong (.age); được giữ trong tệp khóa của máy chủ
    #[arg(long, value_name = "F")]
    identity: Option<PathBuf>,
    /// Tệp mật khẩu của khóa mở đề
    #[arg(long, value_name = "P")]
    identity_passphrase_file: Option<PathBuf>,
}

/// Runs a command about content packs.
pub fn run(wanted: &PackCommand, location: &CentreLocation, console: &Console) -> CommandResult {
    let PackCommand::Add(wanted) = wanted;
    let bytes = read(&wanted.file)?;
    let centre = match &wanted.identity {
        None => open::centre(location, console)?,
        Some(file) => {
            let identity = identity(file, wanted.identity_passphrase_file.as_deref(), console)?;
            if !opens_pack(&bytes, &identity, open::clock().date()) {
                return Err(failure(codes::centre::PACK_IDENTITY_WRONG, [("file", file.display().to_string())]));
            }
            keeping_identity(&identity, location, console)?
        }
    };
    let now = open::now(&centre)?;
    let add = |fingerprint: Option<&str>| centre.add_pack(&Access::City, &bytes, fingerprint, Actor::CommandLine, now);
    let mut taken = add(wanted.root_fingerprint.as_deref());
    if let Err(PackRefusal::NotPinned { fingerprint }) = &taken {
        let fingerprint = fingerprint.clone();
        if console.confirms("centre-pack-pin", &[("fingerprint", fingerprint.as_str().into())]) {
            taken = add(Some(&fingerprint));
        }
    }
    let taken = taken.map_err(|refusal| vec![explain::pack(&refusal)])?;
    let version = u64::from(taken.version);
    console.message(
        if taken.known { "centre-pack-known" } else { "centre-pack-added" },
        &[("contest", taken.contest.as_str().into()), ("version", version.into())],
    );
    if taken.judged > 0 {
        console.message("centre-pack-judged", &[("n", taken.judged.into())]);
    }
    console.json(&json!({
        "contest": taken.contest, "version": taken.version, "sha256": hex(&taken.digest), "known": taken.known,
        "revoked": taken.revoked, "judged": taken.judged,
    }));
    Ok(ExitCode::SUCCESS)
}

/// A pack's bytes, never more than a pack has and one.
pub fn read(file: &Path) -> Result<Vec<u8>, Vec<Failure>> {
    read_up_to(file, MOST_PACK)
        .map_err(|_| failure(codes::centre::FILE_UNREADABLE, [("file", file.display().to_string())]))
}

/// The centre, with one more identity among its keys; its passphrase is asked for once.
fn keeping_identity(identity: &str, location: &CentreLocation, console: &Console) -> Result<Centre, Vec<Failure>> {
    let damaged = || failure(codes::centre::KEY_FILE_DAMAGED, [("file", location.key_file().display().to_string())]);
    let (content, passphrase) = location.open_key_file(console)?;
    let content = match key_file::with_pack_identity(&content, identity).map_err(|_| damaged())? {
        Some(more) => {
            location.write_key_file(&more, &passphrase)?;
            more
        }
        None => content,
    };
    let centre = open::centre_of(location, key_file::read(&content).map_err(|_| damaged())?)?;
    open::warn(&centre, console);
    Ok(centre)
}

/// A secret key of age: as `age-keygen` writes it, or under a passphrase.
fn identity(file: &Path, passphrase: Option<&Path>, console: &Console) -> Result<Zeroizing<String>, Vec<Failure>> {
    let name = || file.display().to_string();
    let wrong = || failure(codes::centre::PACK_IDENTITY_NOT_OPENED, [("file", name())]);
    let bytes = Zeroizing::new(read_up_to(file, key_file::MOST_BYTES).map_err(|_| wrong())?);
    let ask = || match passphrase {
        Some(file) => from_file(file),
        None => console.secret("centre-ask-passphrase", &[("file", name().into())]).ok_or_else(wrong),
    };
    let typed = is_sealed(&bytes).then(ask).transpose()?;
    let found = identity_in(&bytes, typed.as_ref().map(|typed| typed.as_str())).map_err(|_| wrong())?;
    if is_identity(&found) { Ok(found) } else { Err(wrong()) }
}
