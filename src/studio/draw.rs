use super::{keys, pack_file::pack_bytes, roots::today};
use crate::{
    cli::{CommandResult, Console},
    content::pack::{PackFault, Unsound, examine},
    crypto::{hex, unhex},
    domain::{self, Seed},
    notices::{failure, pack_failure},
    record::paper_digest,
    text::codes,
};
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Options of `draw`.
#[derive(Args)]
pub struct Draw {
    /// Gói nội dung (.tsp)
    #[arg(long)]
    pack: PathBuf,
    /// Mầm rút đề: 64 chữ số thập lục phân
    #[arg(long)]
    seed: String,
    /// Khóa mở câu hỏi niêm phong
    #[arg(long)]
    identity: Option<PathBuf>,
    /// Tệp chứa mật khẩu của khóa (không có: hỏi trên bàn phím)
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
}

/// Prints the paper of a seed as JSON.
///
/// # Errors
/// The pack is refused or stays sealed, or the seed is none.
pub fn run(wanted: &Draw, console: &Console) -> CommandResult {
    let seed = unhex::<32>(&wanted.seed).ok_or_else(|| failure(codes::signing::NOT_A_SEED, []))?;
    let bytes = pack_bytes(&wanted.pack)?;
    let identity = wanted.identity.as_deref().map(|path| keys::identity(path, wanted.passphrase_file.as_deref()));
    let identity = identity.transpose()?;
    let identities: Vec<&str> = identity.iter().map(|identity| identity.as_str()).collect();
    let today = today();
    let opened = examine(&bytes, None).and_then(|examined| examined.open(&identities, today));
    let pack = opened.map_err(|fault| vec![pack_failure(&fault)])?.pack;
    let paper = domain::draw(&pack.contest, &pack.bank, Seed(seed))
        .map_err(|fault| vec![pack_failure(&PackFault::Unsound(Unsound::Draw(fault)))])?;
    let items = paper.items.iter().map(|item| json!({ "question": item.question.0, "order": item.order }));
    console.json_line(json!({
        "v": 1,
        "contest": pack.contest.id,
        "pack": hex(&pack.digest),
        "seed": wanted.seed,
        "items": items.collect::<Vec<_>>(),
        "paper": paper_digest(&paper),
    }));
    Ok(ExitCode::SUCCESS)
}
