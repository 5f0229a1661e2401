//! `certificate verify`: a certificate against a root, a slip against its station's key, without a ledger and without a network.

use super::slip;
use crate::{
    centre::people_refusals,
    certificate::{
        MOST_FILE, Signed, Statement, carried_in_pdf, carried_in_text, difference_note, drawn, file_difference,
    },
    cli::{CommandResult, Console},
    content::{
        form_digest,
        pack::{MOST_PACK, Root, examine, read_chain, signed_roots},
        usual_form,
    },
    crypto::minisig::PublicKey,
    notices::{Failure, failure, pack_failure},
    platform::{read_folder, read_up_to},
    report::{Fonts, FormPicture},
    text::codes,
};
use clap::Args;
use std::{
    io::{BufRead, Read, stdin},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Options of `certificate verify`.
#[derive(Args)]
pub struct Verify {
    /// Tệp PDF, tệp chữ, hoặc đường dẫn in nhỏ ở chân trang (có tên người trong đó); dấu - thì dán vào bàn phím, không ghi trên dòng lệnh
    #[arg(value_name = "TỆP|ĐƯỜNG DẪN")]
    what: String,
    /// Thư mục bản khóa gốc nêu khóa ký giấy chứng nhận
    #[arg(long, value_name = "DIR", conflicts_with = "key")]
    root: Option<PathBuf>,
    /// Gói nội dung có mẫu giấy: vẽ lại trang và so từng byte; không có --root thì lấy bản khóa gốc trong gói
    #[arg(long, value_name = "F", conflicts_with = "key")]
    pack: Option<PathBuf>,
    /// Khóa công khai chung-nhan.pub, khi bản khóa gốc chưa nêu
    #[arg(long, value_name = "F", conflicts_with = "key")]
    certificate_key: Option<PathBuf>,
    /// Khóa công khai của trạm, 64 chữ số thập lục phân, để kiểm phiếu ghi nhận
    #[arg(long, value_name = "HEX", required_unless_present_any = ["root", "pack", "certificate_key"])]
    key: Option<String>,
    /// Nhận cả giấy của cuộc thi dùng thử (demo), không có giá trị
    #[arg(long)]
    demo: bool,
    /// Nhận cả giấy của buổi diễn tập, không tính cho cuộc thi thật
    #[arg(long)]
    rehearsal: bool,
}

/// Files of a folder of roots.
const MOST_ROOT_FILES: usize = 500;
const MOST_ROOT_FILE: usize = 16 << 10;

/// Genuine or not.
pub fn run(wanted: &Verify, console: &Console) -> CommandResult {
    if let Some(key) = &wanted.key {
        return slip_of(key, wanted, console);
    }
    let sent = Sent::read(&wanted.what)?;
    let pack = wanted.pack.as_deref().map(Pack::read).transpose()?;
    let keys = keys(wanted, pack.as_ref())?;
    let not_named = || failure(codes::certify::KEY_NOT_NAMED, []);
    let (statement, signed) = match &sent.carried()?[..] {
        [] => return Err(failure(codes::slip::LINK_CUT, [])),
        [signed] => (signed.statement(&keys).ok_or_else(not_named)?, signed.clone()),
        [_, _, ..] => return Err(failure(codes::certify::SEVERAL, [])),
    };
    if statement.contest == crate::crypto::demo_centre::CONTEST && !wanted.demo {
        return Err(failure(codes::slip::OF_THE_DEMO, []));
    }
    if statement.rehearsal && !wanted.rehearsal {
        return Err(failure(codes::slip::OF_A_REHEARSAL, []));
    }
    console.json_line(String::from_utf8_lossy(&signed.bytes));
    match (&sent, page_of(&statement, &signed, pack.as_ref(), &sent)?) {
        (Sent::Pdf(file), Some(page)) if page == *file => console.message("certify-note-same-file", &[]),
        (Sent::Pdf(file), Some(page)) => {
            let difference = difference_note(&file_difference(file, &page, &statement), console.words());
            return Err(failure(codes::certify::PAGE_DIFFERS, [("difference", difference)]));
        }
        (Sent::Pdf(_), None) => console.message("certify-note-no-form", &[]),
        (Sent::Text(_), _) => console.message("certify-note-not-sent", &[]),
    }
    Ok(ExitCode::SUCCESS)
}

/// A station's slip.
fn slip_of(key: &str, wanted: &Verify, console: &Console) -> CommandResult {
    let link = match Sent::read(&wanted.what)? {
        Sent::Text(link) => link,
        Sent::Pdf(bytes) => {
            match carried_in_pdf(&bytes).map_err(|fault| refused(people_refusals::file_code(fault)))?.first() {
                Some(signed) => format!("#{}", signed.carried()),
                None => return Err(failure(codes::slip::LINK_CUT, [])),
            }
        }
    };
    let allowed = slip::Allowed { demo: wanted.demo, rehearsal: wanted.rehearsal };
    let statement = slip::verify(key, &link, allowed).map_err(|fault| vec![slip::explain(fault)])?;
    console.json_line(statement);
    Ok(ExitCode::SUCCESS)
}

fn refused(code: &'static str) -> Vec<Failure> {
    failure(code, [])
}

/// What is to be checked.
enum Sent {
    Pdf(Vec<u8>),
    Text(String),
}

impl Sent {
    /// A file where there is one of that name, a line of the keyboard for `-`, else the link itself.
    fn read(what: &str) -> Result<Self, Vec<Failure>> {
        if what == "-" {
            let mut typed = String::new();
            let _ = stdin().lock().take(slip::MOST_BYTES).read_line(&mut typed); // what was not read is no link
            return Ok(Self::Text(typed));
        }
        let path = Path::new(what);
        if what.contains("://") || what.starts_with('#') || !path.is_file() {
            return Ok(Self::Text(what.to_owned()));
        }
        let unread = || failure(codes::centre::FILE_UNREADABLE, [("file", path.display().to_string())]);
        let bytes = read_up_to(path, MOST_FILE).map_err(|_| unread())?;
        Ok(if bytes.starts_with(b"%PDF") {
            Self::Pdf(bytes)
        } else {
            Self::Text(String::from_utf8_lossy(&bytes).into_owned())
        })
    }

    fn carried(&self) -> Result<Vec<Signed>, Vec<Failure>> {
        match self {
            Self::Pdf(bytes) => carried_in_pdf(bytes).map_err(|fault| refused(people_refusals::file_code(fault))),
            Self::Text(text) => Ok(carried_in_text(text)),
        }
    }
}

/// A content pack: the form of certificates, and the chain of roots.
struct Pack {
    form: crate::domain::CertificateForm,
    roots: Vec<Root>,
}

impl Pack {
    fn read(file: &Path) -> Result<Self, Vec<Failure>> {
        let unread = || failure(codes::centre::FILE_UNREADABLE, [("file", file.display().to_string())]);
        let bytes = read_up_to(file, MOST_PACK).map_err(|_| unread())?;
        let examined = examine(&bytes, None).map_err(|fault| vec![pack_failure(&fault)])?;
        let open = examined.open_part().map_err(|fault| vec![pack_failure(&fault)])?;
        Ok(Self { form: open.contest.certificate.unwrap_or_else(usual_form), roots: examined.roots })
    }
}

/// The keys that certificates are believed by.
fn keys(wanted: &Verify, pack: Option<&Pack>) -> Result<Vec<[u8; 32]>, Vec<Failure>> {
    let named = |root: Option<&Root>| {
        root.map(|root| root.certificate.keys.iter().map(PublicKey::point).collect::<Vec<_>>()).unwrap_or_default()
    };
    let mut keys = match &wanted.root {
        Some(folder) => named(newest(folder)?.as_ref()),
        None => named(pack.and_then(|pack| pack.roots.last())),
    };
    if let Some(file) = &wanted.certificate_key {
        let text = read_up_to(file, MOST_ROOT_FILE).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let key = text.and_then(|text| PublicKey::from_file(&text)).map(|key| key.point());
        let unread = || failure(codes::centre::FILE_UNREADABLE, [("file", file.display().to_string())]);
        keys.push(key.ok_or_else(unread)?);
    }
    if keys.is_empty() { Err(failure(codes::certify::NO_KEY_IN_ROOT, [])) } else { Ok(keys) }
}

/// The newest root of a folder, its chain of signatures checked.
fn newest(folder: &Path) -> Result<Option<Root>, Vec<Failure>> {
    let none = || failure(codes::signing::NO_ROOT, [("file", folder.display().to_string())]);
    let files = read_folder(folder, MOST_ROOT_FILES, MOST_ROOT_FILE).map_err(|_| none())?;
    let roots = signed_roots(&files).map_err(|file| failure(codes::pack::SIGNATURE_FORM, [("file", file)]))?;
    if roots.is_empty() {
        return Err(none());
    }
    Ok(read_chain(&roots).map_err(|fault| vec![pack_failure(&fault)])?.pop())
}

/// The page that a file has to be; none where no file was sent, or its form is not here.
fn page_of(
    statement: &Statement,
    signed: &Signed,
    pack: Option<&Pack>,
    sent: &Sent,
) -> Result<Option<Vec<u8>>, Vec<Failure>> {
    let form = pack.map(|pack| pack.form.clone()).into_iter().chain([usual_form()]);
    let mut form = form.filter(|_| matches!(sent, Sent::Pdf(_)));
    let form = form.find(|form| form_digest(form) == statement.form);
    let Some(form) = form else { return Ok(None) };
    let not_drawn = |_| failure(codes::certify::NOT_DRAWN, []);
    let fonts = Fonts::shared().map_err(not_drawn)?;
    drawn(statement, signed, &FormPicture::new(form).map_err(not_drawn)?, fonts).map(Some).map_err(not_drawn)
}
