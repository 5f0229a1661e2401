use super::{
    location::{CentreLocation, KEYS, new_passphrase, write, write_private},
    mark::{self, MARK, MarkFile},
    open, password,
    unfinished::{Unfinished, ledger_files},
};
use crate::{
    centre::{
        AccountPassword,
        key_file::{self, NewKeys},
    },
    cli::{CommandResult, Console},
    crypto::{Passphrase, demo_centre, minisig::SigningKey, seal::new_identity, slot},
    notices::{Failure, failure},
    platform,
    text::codes,
};
use clap::Args;
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Options of `init`.
#[derive(Args)]
pub struct Init {
    /// Mã cuộc thi, chữ thường, chữ số và dấu gạch ngang, ví dụ hoc-so-2025
    #[arg(long, required_unless_present = "demo", conflicts_with = "demo")]
    contest: Option<String>,
    /// Tên Ban Tổ chức, in trên giấy cấp cho trạm
    #[arg(long, required_unless_present = "demo", conflicts_with = "demo")]
    name: Option<String>,
    /// Ban Tổ chức mẫu: khóa nằm sẵn trong chương trình, chỉ nhận trạm dùng thử
    #[arg(long)]
    demo: bool,
    /// Thư mục cho khóa phải mang đi cất (mặc định: cat-di trong thư mục)
    #[arg(long, value_name = "DIR", conflicts_with = "demo")]
    offline: Option<PathBuf>,
    /// Tệp mật khẩu cho các khóa mang đi cất (không có: máy tự đặt, hiện một lần)
    #[arg(long, value_name = "P", conflicts_with = "demo")]
    offline_passphrase_file: Option<PathBuf>,
    /// Tệp mật khẩu của trang xem (không có: máy tự đặt, hiện một lần)
    #[arg(long, value_name = "P")]
    page_passphrase_file: Option<PathBuf>,
}

/// Names of the key files, without their endings.
const RECEIPTS: &str = "bien-nhan";
const ENROL: &str = "cap-phep";
const RECOVERY: &str = "khoi-phuc";
/// Public half of the key that signs certificates.
pub const CERTIFICATES: &str = "chung-nhan";
/// The key that signs frozen lists.
pub const CLOSING: &str = "chot";
/// The folder of the keys that are to be carried away.
pub const AWAY: &str = "cat-di";

/// Makes the keys and the ledger of a new centre.
pub fn run(wanted: &Init, location: &CentreLocation, console: &Console) -> CommandResult {
    let folder = location.folder();
    let key_file = location.keys.clone().unwrap_or_else(|| folder.join(KEYS));
    let away = wanted.offline.clone().unwrap_or_else(|| folder.join(AWAY));
    let made = files(&folder, &key_file, &away, wanted.demo);
    if let Some(there) = made.iter().find(|path| path.exists()) {
        return Err(failure(codes::centre::FILE_EXISTS, [("file", there.display().to_string())]));
    }
    // From here on, whatever fails leaves nothing behind: keys without their ledger, or whose passphrase nobody has read, are none.
    let unfinished = Unfinished::new([made, ledger_files(&folder)].concat(), vec![away.clone(), folder.clone()]);
    make_folder(&folder)?;
    let personal: Vec<&str> = wanted.contest.iter().chain(&wanted.name).map(String::as_str).collect();
    let (passphrase, shown) = new_passphrase(location.passphrase_file.as_deref(), &personal)?;
    let page = new_passphrase(wanted.page_passphrase_file.as_deref(), &personal)?;
    let mut summary = json!({ "keys": key_file.display().to_string(), "contest": demo_centre::CONTEST });
    let mut offline = None;
    let content = match (&wanted.contest, &wanted.name) {
        (Some(contest), Some(name)) => {
            if !key_file::is_contest_id(contest) {
                return Err(failure(codes::centre::NOT_A_CONTEST_ID, [("contest", contest.clone())]));
            }
            let kept = Away::make(&away, wanted.offline_passphrase_file.as_deref(), &personal)?;
            let keys = NewKeys::generate(contest, name.trim(), &kept.recovery_recipient);
            let content = keys.write();
            let opened = key_file::read(&content).map_err(|_| failure(codes::centre::KEYS_NOT_MADE, []))?;
            let certificate = opened.certificate_public().ok_or_else(|| failure(codes::centre::KEYS_NOT_MADE, []))?;
            let [receipt_key, enrol_key, certificate_key, closing_key] =
                publish(&folder, [opened.receipt.public().to_file(), certificate.to_file()], &kept)?;
            summary = json!({
                "keys": key_file.display().to_string(), "contest": contest, "offline": away.display().to_string(),
                "offline_passphrase": kept.passphrase.as_ref().map(Passphrase::text),
                "receipt_key": receipt_key, "enrol_key": enrol_key,
                "certificate_key": certificate_key, "closing_key": closing_key,
            });
            offline = kept.passphrase;
            content
        }
        _ => key_file::demo(),
    };
    let sealed = key_file::seal(&content, &passphrase).map_err(|_| failure(codes::centre::KEYS_NOT_MADE, []))?;
    write_private(&key_file, &sealed)?;
    let keys = key_file::read(&content).map_err(|_| failure(codes::centre::KEYS_NOT_MADE, []))?;
    let of_page = if page.1 { AccountPassword::first(&page.0) } else { page.0.clone().into() };
    mark::begin(&MarkFile::new(location.beside(MARK), &keys))?;
    password::set(&open::centre_of(location, keys)?, &of_page)?;
    unfinished.finish();
    if shown {
        insert(&mut summary, "passphrase", passphrase.text());
    }
    if page.1 {
        insert(&mut summary, "page_passphrase", page.0.text());
    }
    // What must be written down comes last: on a small window the rest rolls away.
    next_steps(wanted.demo, &folder, &away, console);
    let made = [shown.then_some(&passphrase), offline.as_ref(), page.1.then_some(&page.0)];
    table(made, &key_file, (!wanted.demo).then_some(away.as_path()), console);
    console.json(&summary);
    Ok(ExitCode::SUCCESS)
}

/// Writes the public keys that a root names into the centre's folder: of receipts, of grants, of certificates, of frozen lists.
fn publish(folder: &Path, [receipts, certificates]: [String; 2], away: &Away) -> Result<[String; 4], Vec<Failure>> {
    let keys = [
        (RECEIPTS, &receipts),
        (ENROL, &away.enrol_public),
        (CERTIFICATES, &certificates),
        (CLOSING, &away.closing_public),
    ];
    let path = |name: &str| folder.join(format!("{name}.pub"));
    for (name, key) in keys {
        write(&path(name), key.as_bytes())?;
    }
    Ok(keys.map(|(name, _)| path(name).display().to_string()))
}

/// Prints which passphrase opens what: that of the key file, of the keys that are carried away, of the pages. One that was given in a
/// file is not repeated.
fn table(made: [Option<&Passphrase>; 3], key_file: &Path, away: Option<&Path>, console: &Console) {
    let is_first = made.last().is_some_and(Option::is_some);
    let given = console.words().get("centre-init-given").into_owned();
    let [server, offline, page] = made.map(|made| made.map_or_else(|| given.clone(), |made| made.text().to_owned()));
    console.message("centre-init-table", &[]);
    let file = key_file.display().to_string();
    console.message("centre-init-row-keys", &[("file", file.into()), ("passphrase", server.into())]);
    if let Some(away) = away {
        let dir = away.display().to_string();
        console.message("centre-init-row-offline", &[("dir", dir.into()), ("passphrase", offline.into())]);
    }
    console.message("centre-init-row-page", &[("passphrase", page.into())]);
    if is_first {
        console.message("centre-init-row-page-first", &[]);
    }
}

/// Every file that `init` makes but the ledger's.
fn files(folder: &Path, key_file: &Path, away: &Path, demo: bool) -> Vec<PathBuf> {
    let mut files = vec![key_file.to_owned()];
    if !demo {
        let secret = [ENROL, CLOSING].into_iter().flat_map(|name| [format!("{name}.key"), format!("{name}.pub")]);
        let away: Vec<PathBuf> =
            secret.chain([format!("{RECOVERY}.age"), format!("{RECOVERY}.pub")]).map(|name| away.join(name)).collect();
        let public = [RECEIPTS, ENROL, CERTIFICATES, CLOSING].map(|name| folder.join(format!("{name}.pub")));
        files.extend(away.into_iter().chain(public));
    }
    files
}

fn next_steps(demo: bool, folder: &Path, away: &Path, console: &Console) {
    let dir = folder.display().to_string();
    if demo {
        console.message("centre-init-next-demo", &[("dir", dir.into())]);
    } else {
        console.message("centre-init-away", &[("dir", away.display().to_string().into())]);
        console.message("centre-init-next", &[("dir", dir.into())]);
    }
}

/// The keys that are never on a server (docs/decisions/017-keys-of-the-centre.md).
struct Away {
    /// Where it was made here.
    passphrase: Option<Passphrase>,
    enrol_public: String,
    closing_public: String,
    recovery_recipient: String,
}

impl Away {
    fn make(folder: &Path, passphrase: Option<&Path>, personal: &[&str]) -> Result<Self, Vec<Failure>> {
        make_folder(folder)?;
        let (passphrase, shown) = new_passphrase(passphrase, personal)?;
        let enrol_public = new_pair(folder, ENROL, &passphrase)?;
        let closing_public = new_pair(folder, CLOSING, &passphrase)?;
        let (identity, recovery_recipient) = new_identity();
        let sealed = slot::seal(&passphrase, identity.bytes(), slot::LOG2_N)
            .map_err(|_| failure(codes::centre::KEYS_NOT_MADE, []))?;
        write_private(&folder.join(format!("{RECOVERY}.age")), &sealed)?;
        write(&folder.join(format!("{RECOVERY}.pub")), format!("{recovery_recipient}\n").as_bytes())?;
        Ok(Self { passphrase: shown.then_some(passphrase), enrol_public, closing_public, recovery_recipient })
    }
}

/// Writes a new signing key under a passphrase, its two files named alike; returns the public one.
pub fn new_pair(folder: &Path, name: &str, passphrase: &Passphrase) -> Result<String, Vec<Failure>> {
    let (key, file) = SigningKey::generate(passphrase.text()).map_err(|_| failure(codes::centre::KEYS_NOT_MADE, []))?;
    write_private(&folder.join(format!("{name}.key")), file.as_bytes())?;
    let public = key.public().to_file();
    write(&folder.join(format!("{name}.pub")), public.as_bytes())?;
    Ok(public)
}

/// A folder that only its owner may enter.
pub fn make_folder(folder: &Path) -> Result<(), Vec<Failure>> {
    let unmade = |_| failure(codes::centre::FILE_NOT_WRITTEN, [("file", folder.display().to_string())]);
    if folder.is_dir() {
        return Ok(());
    }
    platform::make_private_folder(folder).map_err(unmade)
}

fn insert(summary: &mut serde_json::Value, name: &str, value: &str) {
    if let Some(object) = summary.as_object_mut() {
        object.insert(name.to_owned(), json!(value));
    }
}
