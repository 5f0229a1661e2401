use super::{
    keys,
    roots::{Roots, day, refuse_behind, today},
};
use crate::{
    cli::{CommandResult, Console},
    content::pack::{PackFault, Role, Root, SignedRoot, read_chain},
    crypto::{
        fingerprint,
        minisig::{PublicKey, SigningKey},
    },
    domain::Date,
    notices::{Failure, failure, pack_failure},
    platform::make_folder,
    text::{codes, short_date},
};
use chrono::{Days, Months};
use clap::{Args, Subcommand};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// How long a root is meant to serve.
const YEARS: u32 = 5;
/// Keys that `init` makes when none are named, of which two must sign.
const OWN_KEYS: [&str; 3] = ["root-key-1", "root-key-2", "root-key-3"];

/// Commands about the root of trust.
#[derive(Subcommand)]
pub enum RootCommand {
    /// Lập bản khóa gốc đầu tiên: khóa nào được ký gói, biên nhận, giấy phép
    #[command(
        after_help = "Không có --key: lập luôn ba khóa gốc và một khóa ký gói, ký sẵn, mật khẩu hiện một lần.\nVí dụ:\n  tramso-studio root init --out goc --centre \"Sở Khoa học và Công nghệ\"\n  tramso-studio root init --out goc --centre \"Sở KH&CN\" --key a.pub --key b.pub --key c.pub --pack-key goi.pub"
    )]
    Init(Init),
    /// Ký bản khóa gốc mới nhất bằng một khóa gốc
    #[command(after_help = "Ví dụ:\n  tramso-studio root sign goc --key a.key")]
    Sign(Sign),
    /// Lập bản khóa gốc kế tiếp: thay khóa, thêm khóa, gia hạn
    #[command(
        after_help = "Vai trò nào không nêu thì giữ nguyên khóa cũ. Sau đó ký bằng đủ khóa của bản cũ và bản mới.\nVí dụ:\n  tramso-studio root rotate goc --pack-key goi-moi.pub"
    )]
    Rotate(Rotate),
    /// Xem các bản khóa gốc, ai đã ký, còn thiếu ai
    #[command(after_help = "Ví dụ:\n  tramso-studio root show goc")]
    Show(Show),
}

/// Options of `root init`.
#[derive(Args)]
pub struct Init {
    /// Thư mục để lập
    #[arg(long)]
    out: PathBuf,
    /// Tên Ban Tổ chức
    #[arg(long)]
    centre: String,
    #[command(flatten)]
    keys: Keys,
    /// Tệp chứa mật khẩu cho các khóa lập mới (không có: máy tự đặt)
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
}

/// Keys that a root names.
#[derive(Args)]
pub struct Keys {
    /// Khóa gốc công khai (.pub), mỗi người giữ một khóa
    #[arg(long)]
    key: Vec<PathBuf>,
    /// Khóa ký gói (.pub)
    #[arg(long)]
    pack_key: Vec<PathBuf>,
    /// Khóa ký biên nhận (.pub)
    #[arg(long)]
    receipt_key: Vec<PathBuf>,
    /// Khóa cấp giấy phép cho trạm (.pub)
    #[arg(long)]
    enrol_key: Vec<PathBuf>,
    /// Khóa ký giấy chứng nhận (.pub); bản có khóa này chỉ trạm từ bản 0.2.0 đọc được
    #[arg(long)]
    certificate_key: Vec<PathBuf>,
    /// Khóa ký số liệu chốt (.pub), không bao giờ ở trên máy chủ; bản có khóa này chỉ trạm từ bản 0.2.0 đọc được
    #[arg(long)]
    closing_key: Vec<PathBuf>,
    /// Khóa ký bản phần mềm (.pub), không làm việc nào khác, cất riêng; bản có khóa này chỉ trạm từ bản 0.2.0 đọc được
    #[arg(long)]
    release_key: Vec<PathBuf>,
    /// Số khóa gốc phải ký (mặc định 2)
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    threshold: Option<u32>,
    /// Ngày nên có bản mới (mặc định 5 năm nữa)
    #[arg(long)]
    expires: Option<String>,
}

/// Options of `root sign`.
#[derive(Args)]
pub struct Sign {
    /// Thư mục bản khóa gốc
    dir: PathBuf,
    /// Khóa bí mật (.key)
    #[arg(long)]
    key: PathBuf,
    /// Tệp chứa mật khẩu của khóa (không có: hỏi trên bàn phím)
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
}

/// Options of `root rotate`.
#[derive(Args)]
pub struct Rotate {
    /// Thư mục bản khóa gốc
    dir: PathBuf,
    #[command(flatten)]
    keys: Keys,
}

/// Options of `root show`.
#[derive(Args)]
pub struct Show {
    /// Thư mục bản khóa gốc
    dir: PathBuf,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

/// Runs one command of `root`.
///
/// # Errors
/// Those of the command.
pub fn run(wanted: &RootCommand, console: &Console) -> CommandResult {
    match wanted {
        RootCommand::Init(wanted) => init(wanted, console),
        RootCommand::Sign(wanted) => sign(wanted, console),
        RootCommand::Rotate(wanted) => rotate(wanted, console),
        RootCommand::Show(wanted) => show(wanted, console),
    }
}

fn init(wanted: &Init, console: &Console) -> CommandResult {
    let folder = &wanted.out;
    let given = &wanted.keys;
    let makes_own = given.key.is_empty();
    let names: &[&str] = if makes_own { &OWN_KEYS } else { &[] };
    let packs = (makes_own && given.pack_key.is_empty()).then_some("packs");
    let written = names.iter().chain(&packs).flat_map(|name| [format!("{name}.key"), format!("{name}.pub")]);
    let written: Vec<PathBuf> = [Root::file_name(1)].into_iter().chain(written).map(|name| folder.join(name)).collect();
    keys::free(&written.iter().map(PathBuf::as_path).collect::<Vec<_>>(), false).map_err(kept)?;
    let threshold = given.threshold.unwrap_or(2);
    signable(threshold, if makes_own { OWN_KEYS.len() } else { given.key.len() })?;
    make_folder(folder)
        .map_err(|_| failure(codes::signing::FILE_NOT_WRITTEN, [("file", folder.display().to_string())]))?;
    let passphrase = wanted.passphrase_file.as_deref();
    let new = |name: &str| keys::new_signing(&folder.join(name), passphrase, false, console);
    let own: Vec<SigningKey> =
        if makes_own { OWN_KEYS.iter().map(|name| new(name)).collect::<Result<_, _>>()? } else { Vec::new() };
    let root_keys =
        if own.is_empty() { publics(&given.key)? } else { own.iter().map(|key| key.public().clone()).collect() };
    let pack_keys = match (given.pack_key.is_empty(), own.is_empty()) {
        (false, _) => publics(&given.pack_key)?,
        (true, false) => vec![new("packs")?.public().clone()],
        (true, true) => return Err(failure(codes::signing::OPTION_MISSING, [("what", "--pack-key".to_owned())])),
    };
    let today = today();
    let root = Root {
        version: 1,
        centre: wanted.centre.clone(),
        issued: today,
        expires: given.expires(today)?,
        root: role(threshold, root_keys),
        pack: role(1, pack_keys),
        receipt: role(1, publics(&given.receipt_key)?),
        enrol: role(1, publics(&given.enrol_key)?),
        certificate: role(1, publics(&given.certificate_key)?),
        closing: role(1, publics(&given.closing_key)?),
        release: role(1, publics(&given.release_key)?),
    };
    put(folder, &root)?;
    for key in &own {
        add_signature(folder, 1, &root.write(), key)?;
    }
    show_folder(folder, console)
}

fn rotate(wanted: &Rotate, console: &Console) -> CommandResult {
    let roots = Roots::read(&wanted.dir)?;
    let chain = read_chain(&roots.0)
        .map_err(|_| failure(codes::signing::ROOT_INCOMPLETE, [("version", roots.0.len().to_string())]))?;
    let Some(newest) = chain.last() else { return Err(roots.none(&wanted.dir)) };
    let given = &wanted.keys;
    let today = today();
    refuse_behind(today, Some(newest.issued))?;
    let replaced = |old: &Role, threshold: u32, paths: &[PathBuf]| -> Result<Role, Vec<Failure>> {
        let keys = if paths.is_empty() { old.keys.clone() } else { publics(paths)? };
        Ok(role(threshold, keys))
    };
    let root = Root {
        version: newest.version + 1,
        centre: newest.centre.clone(),
        issued: today,
        expires: given.expires(today)?,
        root: replaced(&newest.root, given.threshold.unwrap_or(newest.root.threshold), &given.key)?,
        pack: replaced(&newest.pack, 1, &given.pack_key)?,
        receipt: replaced(&newest.receipt, 1, &given.receipt_key)?,
        enrol: replaced(&newest.enrol, 1, &given.enrol_key)?,
        certificate: replaced(&newest.certificate, 1, &given.certificate_key)?,
        closing: replaced(&newest.closing, 1, &given.closing_key)?,
        release: replaced(&newest.release, 1, &given.release_key)?,
    };
    signable(root.root.threshold, root.root.keys.len())?;
    put(&wanted.dir, &root)?;
    show_folder(&wanted.dir, console)
}

fn sign(wanted: &Sign, console: &Console) -> CommandResult {
    let roots = Roots::read(&wanted.dir)?;
    let parsed = roots.parsed()?;
    let (Some(signed), Some(newest)) = (roots.0.last(), parsed.last()) else { return Err(roots.none(&wanted.dir)) };
    let key = keys::signing(&wanted.key, wanted.passphrase_file.as_deref())?;
    let id = key.public().id();
    let holder = parsed.iter().rev().take(2).any(|root| root.root.key(id) == Some(key.public()));
    if !holder {
        return Err(failure(
            codes::signing::NOT_A_ROOT_KEY,
            [("key", id.to_string()), ("version", newest.version.to_string())],
        ));
    }
    add_signature(&wanted.dir, newest.version, &signed.bytes, &key)?;
    show_folder(&wanted.dir, console)
}

fn show(wanted: &Show, console: &Console) -> CommandResult {
    if !wanted.json {
        return show_folder(&wanted.dir, console);
    }
    let roots = Roots::read(&wanted.dir)?;
    let ids = |role: &Role| json!({ "threshold": role.threshold, "keys": role.keys.iter().map(|key| key.id().to_string()).collect::<Vec<_>>() });
    let parsed = roots.parsed()?;
    let list = roots.0.iter().zip(&parsed).map(|(signed, root)| {
        json!({
            "version": root.version, "centre": root.centre, "issued": root.issued.to_string(),
            "expires": root.expires.to_string(), "fingerprint": fingerprint(&signed.bytes),
            "root": ids(&root.root), "pack": ids(&root.pack), "receipt": ids(&root.receipt), "enrol": ids(&root.enrol),
            "certificate": ids(&root.certificate), "closing": ids(&root.closing), "release": ids(&root.release),
            "signed_by": signed.signatures.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>(),
        })
    });
    console.json_line(json!({ "roots": list.collect::<Vec<_>>(), "complete": read_chain(&roots.0).is_ok() }));
    Ok(ExitCode::SUCCESS)
}

/// Prints the roots of a folder; signatures that are lacking are the next step, no failure of the command.
fn show_folder(folder: &Path, console: &Console) -> CommandResult {
    let roots = Roots::read(folder)?;
    let parsed = roots.parsed()?;
    for (signed, root) in roots.0.iter().zip(&parsed) {
        print_root(signed, root, console);
    }
    match read_chain(&roots.0) {
        Ok(_) => console.message("pack-root-complete", &[]),
        Err(PackFault::RootThreshold { found, wanted, .. }) => {
            console.message("pack-root-lacking", &[("n", wanted.saturating_sub(found).into())]);
        }
        // else: any other fault is a failure
        Err(fault) => console.failures(&[pack_failure(&fault)]),
    }
    Ok(ExitCode::SUCCESS)
}

fn print_root(signed: &SignedRoot, root: &Root, console: &Console) {
    console.message(
        "pack-root",
        &[
            ("version", usize::try_from(root.version).unwrap_or(usize::MAX).into()),
            ("centre", root.centre.as_str().into()),
            ("issued", short_date(root.issued).into()),
            ("expires", short_date(root.expires).into()),
        ],
    );
    console.message("pack-root-fingerprint", &[("fingerprint", fingerprint(&signed.bytes).into())]);
    let ids = |keys: &[PublicKey]| -> String {
        let ids: Vec<String> = keys.iter().map(|key| key.id().to_string()).collect();
        if ids.is_empty() { "-".to_owned() } else { ids.join(" ") }
    };
    let signers: Vec<String> = signed.signatures.iter().map(|(id, _)| id.to_string()).collect();
    let threshold = usize::try_from(root.root.threshold).unwrap_or(usize::MAX);
    console.message("pack-root-keys", &[("least", threshold.into()), ("keys", ids(&root.root.keys).into())]);
    console.message(
        "pack-root-roles",
        &[
            ("pack", ids(&root.pack.keys).into()),
            ("receipt", ids(&root.receipt.keys).into()),
            ("enrol", ids(&root.enrol.keys).into()),
            ("certificate", ids(&root.certificate.keys).into()),
            ("closing", ids(&root.closing.keys).into()),
            ("release", ids(&root.release.keys).into()),
        ],
    );
    let signers = if signers.is_empty() { "-".to_owned() } else { signers.join(" ") };
    console.message("pack-root-signers", &[("keys", signers.into())]);
}

impl Keys {
    fn expires(&self, today: Date) -> Result<Date, Vec<Failure>> {
        let usual = today.checked_add_months(Months::new(12 * YEARS)).unwrap_or(today + Days::new(1));
        self.expires.as_deref().map_or(Ok(usual), day)
    }
}

/// A root, unlike other files, is never written over: its advice is another.
fn kept(failures: Vec<Failure>) -> Vec<Failure> {
    failures.into_iter().map(|failure| failure.under(codes::signing::FOLDER_HOLDS_FILE)).collect()
}

fn signable(threshold: u32, keys: usize) -> Result<(), Vec<Failure>> {
    let enough = usize::try_from(threshold).is_ok_and(|wanted| wanted <= keys);
    let args = [("wanted", threshold.to_string()), ("keys", keys.to_string())];
    if enough { Ok(()) } else { Err(failure(codes::signing::THRESHOLD_TOO_HIGH, args)) }
}

fn role(threshold: u32, mut keys: Vec<PublicKey>) -> Role {
    keys.sort_by_key(PublicKey::id);
    Role { threshold, keys }
}

fn publics(paths: &[PathBuf]) -> Result<Vec<PublicKey>, Vec<Failure>> {
    paths.iter().map(|path| keys::public(path)).collect()
}

/// Writes a root that could be read again.
fn put(folder: &Path, root: &Root) -> Result<(), Vec<Failure>> {
    let bytes = root.write();
    Root::read(root.version, &bytes).map_err(|fault| vec![pack_failure(&fault)])?;
    let path = folder.join(Root::file_name(root.version));
    keys::free(&[&path], false)?;
    keys::write(&path, &bytes)
}

fn add_signature(folder: &Path, version: u32, bytes: &[u8], key: &SigningKey) -> Result<(), Vec<Failure>> {
    let signature = key.sign(bytes, &Root::comment(version)).map_err(|_| failure(codes::pack::NOT_SIGNED, []))?;
    keys::write(&folder.join(Root::signature_name(version, key.public().id())), signature.as_bytes())
}
