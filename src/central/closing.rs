//! The closing at the command line: the checklist, freezing, and the signature, which is made where the closing key is.

use super::{
    enrol::signing_file,
    location::{CentreLocation, from_file, write},
    open,
};
use crate::{
    centre::{
        Access, Actor, Centre,
        cases::actor_name,
        closing::{self, CheckLine, CheckWeight, Checked, Checklist, FrozenSet, SetFileKind, line_shown},
        explain,
    },
    cli::{CommandResult, Console},
    crypto::{
        demo_centre, hex,
        minisig::{PublicKey, SigningKey},
    },
    domain::Moment,
    ledger::FinalSetRow,
    notices::{Failure, failure, legible},
    platform::read_up_to,
    text::{codes, short_date},
};
use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Commands about the closing.
#[derive(Subcommand)]
pub enum ClosingCommand {
    /// Kiểm trước khi chốt: còn gì chưa xong
    #[command(
        after_help = "Ví dụ:\n  tramso-central closing check --dir trung-tam\n  tramso-central closing check --dir trung-tam --json"
    )]
    Check,
    /// Chốt số liệu: đọc tất cả ở một thời điểm, giữ lại thành bản có số thứ tự
    #[command(
        after_help = "Ví dụ:\n  tramso-central closing freeze --dir trung-tam\n  tramso-central closing freeze --word gaps='Máy cũ hỏng ổ đĩa' --word silent='Hai trạm không mở' --out /media/usb --dir trung-tam\nDòng nào khác 0 mà chưa có lời thì phải ghi một lời bằng --word; tên dòng xem ở closing check. Không ghi tên người dân."
    )]
    Freeze(Freeze),
    /// Ký số liệu chốt bằng khóa chốt, ở máy giữ khóa, không cần sổ cái
    #[command(
        after_help = "Ví dụ:\n  tramso-central closing sign so-lieu-chot-hoc-so-2026-1.json --key chot.key\nGhi chữ ký vào tệp cùng tên thêm đuôi .minisig. Lệnh minisign có sẵn cũng kiểm tra được:\n  minisign -V -p chot.pub -m so-lieu-chot-hoc-so-2026-1.json"
    )]
    Sign(Sign),
    /// Kiểm tra chữ ký của số liệu chốt; --keep thì giữ chữ ký vào sổ cái
    #[command(
        after_help = "Ví dụ:\n  tramso-central closing verify so-lieu-chot-hoc-so-2026-1.json --keep --dir trung-tam\n  tramso-central closing verify so-lieu-chot-hoc-so-2026-1.json --key chot.pub\nCó --key thì không cần sổ cái: ai có tệp, chữ ký và khóa công khai đều kiểm tra được."
    )]
    Verify(Verify),
    /// Các lần chốt, hoặc một lần; --out thì ghi các tệp: JSON, chữ ký, Excel, biên bản
    #[command(
        after_help = "Ví dụ:\n  tramso-central closing show --dir trung-tam\n  tramso-central closing show 1 --out /media/usb --dir trung-tam"
    )]
    Show(Show),
}

/// Options of `closing freeze`.
#[derive(Args)]
pub struct Freeze {
    /// Lời về một dòng: DÒNG=LỜI, mỗi dòng một lần
    #[arg(long = "word", value_name = "DÒNG=LỜI")]
    words: Vec<String>,
    /// Thư mục để ghi tệp JSON
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Options of `closing sign`.
#[derive(Args)]
pub struct Sign {
    /// Tệp JSON của số liệu chốt
    #[arg(value_name = "TỆP")]
    file: PathBuf,
    /// Khóa chốt (.key), lấy từ nơi cất; số liệu của Ban Tổ chức mẫu thì không cần
    #[arg(long, value_name = "F")]
    key: Option<PathBuf>,
    /// Tệp mật khẩu của khóa chốt (không có: hỏi trên bàn phím)
    #[arg(long, value_name = "P")]
    key_passphrase_file: Option<PathBuf>,
}

/// Options of `closing verify`.
#[derive(Args)]
pub struct Verify {
    /// Tệp JSON của số liệu chốt
    #[arg(value_name = "TỆP")]
    file: PathBuf,
    /// Tệp chữ ký (mặc định: cùng tên thêm đuôi .minisig)
    #[arg(long, value_name = "F")]
    signature: Option<PathBuf>,
    /// Khóa công khai chot.pub (không có: lấy trong bản khóa gốc của sổ cái)
    #[arg(long, value_name = "F", conflicts_with = "keep")]
    key: Option<PathBuf>,
    /// Giữ chữ ký vào sổ cái
    #[arg(long)]
    keep: bool,
}

/// Options of `closing show`.
#[derive(Args)]
pub struct Show {
    /// Lần chốt
    #[arg(value_name = "LẦN")]
    number: Option<u32>,
    /// Thư mục để ghi tệp JSON, chữ ký khi đã ký, bảng Excel và biên bản Word
    #[arg(long, value_name = "DIR", requires = "number")]
    out: Option<PathBuf>,
}

/// Larger files are no frozen set.
const MOST_SET: usize = 8 << 20;
const MOST_SIGNATURE: usize = 16 << 10;

/// Runs a command about the closing.
pub fn run(wanted: &ClosingCommand, location: &CentreLocation, console: &Console) -> CommandResult {
    match wanted {
        ClosingCommand::Check => check(location, console),
        ClosingCommand::Freeze(wanted) => freeze(wanted, location, console),
        ClosingCommand::Sign(wanted) => sign(wanted, console),
        ClosingCommand::Verify(wanted) => verify(wanted, location, console),
        ClosingCommand::Show(wanted) => show(wanted, location, console),
    }
}

fn check(location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let list = checklist(&centre, open::now(&centre)?)?;
    let next = next_number(&centre)?;
    for one in &list.lines {
        console.verbatim(format!("{:>10}  {}", one.line.as_str(), line_text(one, list.is_demo, console)));
    }
    let is_ready = is_ready(&list);
    let key = if is_ready { "final-check-ready" } else { "final-check-not" };
    console.message(key, &[("number", next.to_string().into())]);
    let shape = |one: &Checked| {
        json!({
            "line": one.line.as_str(), "figure": one.figure, "blocks": one.weight == CheckWeight::Blocks,
            "word": one.word.as_ref().map(|word| word.text.clone()),
        })
    };
    let lines: Vec<Json> = list.lines.iter().map(shape).collect();
    console.json(&json!({ "at_ms": list.at.0, "ready": is_ready, "next": next, "lines": lines }));
    Ok(ExitCode::SUCCESS)
}

fn line_text(one: &Checked, is_demo: bool, console: &Console) -> String {
    let state = match (one.figure, one.weight, &one.word) {
        (0, ..) => "final-state-none",
        (_, CheckWeight::Blocks, _) => "final-state-blocks",
        (_, CheckWeight::Word, None) => "final-state-word",
        (_, CheckWeight::Word, Some(_)) => "final-state-stated",
    };
    let words = console.words();
    let (name, figure) = line_shown(one.line, one.figure, is_demo, words);
    let values = [
        ("figure", figure.map(|figure| words.number(figure)).unwrap_or_default().into()),
        ("line", name.into()),
        ("state", words.get(state).into()),
    ];
    words.with("final-check-line", &values)
}

fn is_ready(list: &Checklist) -> bool {
    list.blocking().next().is_none() && list.unstated().next().is_none()
}

fn checklist(centre: &Centre, now: Moment) -> Result<Checklist, Vec<Failure>> {
    centre.closing_checklist(&Access::City, now).map_err(|fault| vec![explain::query(&fault)])
}

fn next_number(centre: &Centre) -> Result<u32, Vec<Failure>> {
    let sets = sets(centre)?;
    Ok(sets.first().map_or(1, |row| row.number.saturating_add(1)))
}

fn sets(centre: &Centre) -> Result<Vec<FinalSetRow>, Vec<Failure>> {
    centre.frozen_sets(&Access::City).map_err(|fault| vec![explain::query(&fault)])
}

fn freeze(wanted: &Freeze, location: &CentreLocation, console: &Console) -> CommandResult {
    let words: Vec<(CheckLine, &str)> = wanted.words.iter().map(|typed| stated(typed)).collect::<Result<_, _>>()?;
    let centre = open::centre(location, console)?;
    let now = open::now(&centre)?;
    let refused = |refusal: closing::ClosingRefusal| vec![closing::explain(&refusal, console.words())];
    let list = checklist(&centre, now)?;
    for (line, word) in words {
        let figure = list.lines.iter().find(|one| one.line == line).map_or(0, |one| one.figure);
        let of = (line, figure);
        centre.state_final_word(&Access::City, of, word, (Actor::CommandLine, now)).map_err(refused)?;
    }
    let number = next_number(&centre)?;
    let frozen = centre.freeze(&Access::City, number, (Actor::CommandLine, now)).map_err(refused)?;
    let digest = hex(&frozen.row.digest);
    let values = [
        ("number", number.to_string().into()),
        ("bytes", frozen.bytes.len().into()),
        ("digest", digest.as_str().into()),
    ];
    console.message("final-frozen", &values);
    let file = match &wanted.out {
        Some(folder) => Some(new_file(folder, &format!("{}.json", frozen.set.file_stem()), &frozen.bytes, console)?),
        None => None,
    };
    console.json(&json!({ "number": number, "sha256": digest, "bytes": frozen.bytes.len(), "file": file }));
    Ok(ExitCode::SUCCESS)
}

/// `line=word`
fn stated(typed: &str) -> Result<(CheckLine, &str), Vec<Failure>> {
    let found = typed.split_once('=').and_then(|(line, word)| Some((CheckLine::parse(line)?, word)));
    found.ok_or_else(|| failure(codes::closing::NOT_A_LINE, [("word", legible(typed))]))
}

/// Writes a file that must not be there, and names it.
fn new_file(folder: &Path, name: &str, bytes: &[u8], console: &Console) -> Result<String, Vec<Failure>> {
    let path = folder.join(name);
    let shown = legible(&path.display().to_string());
    if path.exists() {
        return Err(failure(codes::closing::FILE_EXISTS, [("file", shown)]));
    }
    write(&path, bytes)?;
    console.message("final-written", &[("file", shown.as_str().into())]);
    Ok(shown)
}

fn sign(wanted: &Sign, console: &Console) -> CommandResult {
    let (set, bytes) = read_set(&wanted.file)?;
    let key = signing_key(wanted, &set, console)?;
    let name = legible(&key_name(wanted));
    let signature = key
        .sign(&bytes, &closing::comment(&set.contest, set.number))
        .map_err(|_| failure(codes::closing::KEY_NOT_OPENED, [("file", name)]))?;
    let out = signature_file(&wanted.file);
    let shown = legible(&out.display().to_string());
    if out.exists() {
        return Err(failure(codes::closing::FILE_EXISTS, [("file", shown)]));
    }
    write(&out, signature.as_bytes())?;
    console.message("final-signed-file", &[("file", shown.as_str().into())]);
    console.json(&json!({ "number": set.number, "file": shown, "key": key.public().id().to_string() }));
    Ok(ExitCode::SUCCESS)
}

/// How the key is named.
fn key_name(wanted: &Sign) -> String {
    wanted.key.as_ref().map_or("--key".to_owned(), |file| file.display().to_string())
}

/// The closing key, from where it is kept, or the demo's.
fn signing_key(wanted: &Sign, set: &FrozenSet, console: &Console) -> Result<SigningKey, Vec<Failure>> {
    let name = key_name(wanted);
    let closed = || failure(codes::closing::KEY_NOT_OPENED, [("file", legible(&name))]);
    let Some(file) = &wanted.key else {
        let demo = (set.contest == demo_centre::CONTEST).then(demo_centre::closing_seed).ok_or_else(closed)?;
        return SigningKey::from_seed(&demo).map_err(|_| closed());
    };
    let text = signing_file(file).ok_or_else(closed)?;
    if let Ok(open) = SigningKey::from_open_file(&text) {
        return Ok(open);
    }
    let typed = match &wanted.key_passphrase_file {
        Some(file) => from_file(file)?,
        None => console.secret("final-ask-passphrase", &[("file", name.as_str().into())]).ok_or_else(closed)?,
    };
    SigningKey::from_typed(&text, &typed).map_err(|_| closed())
}

fn verify(wanted: &Verify, location: &CentreLocation, console: &Console) -> CommandResult {
    let (set, bytes) = read_set(&wanted.file)?;
    let path = wanted.signature.clone().unwrap_or_else(|| signature_file(&wanted.file));
    let signature = String::from_utf8(read_file(&path, MOST_SIGNATURE)?)
        .map_err(|_| failure(codes::closing::SIGNATURE_FORM, []))?;
    let refused = |refusal: closing::SignatureRefusal| vec![closing::explain_signature(&refusal)];
    let (centre, keys) = match &wanted.key {
        Some(file) => (None, vec![public_key(file)?]),
        None => {
            let centre = open::centre(location, console)?;
            let keys = centre.closing_keys();
            (Some(centre), keys)
        }
    };
    let key = closing::verify((&set, &bytes), &keys, &signature).map_err(refused)?.id().to_string();
    let values = [
        ("number", set.number.to_string().into()),
        ("contest", set.contest.as_str().into()),
        ("at", at(Moment(set.at_ms)).into()),
        ("key", key.as_str().into()),
    ];
    console.message("final-verified", &values);
    if let Some(centre) = centre.filter(|_| wanted.keep) {
        let number = centre.number_of_set(&Access::City, &bytes).map_err(refused)?;
        let who = (Actor::CommandLine, open::now(&centre)?);
        centre.sign_set(&Access::City, number, &signature, who).map_err(refused)?;
        console.message("final-kept", &[]);
    }
    console.json(
        &json!({ "number": set.number, "contest": set.contest, "at_ms": set.at_ms, "key": key, "kept": wanted.keep }),
    );
    Ok(ExitCode::SUCCESS)
}

fn show(wanted: &Show, location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let rows = sets(&centre)?;
    let Some(number) = wanted.number else {
        if rows.is_empty() {
            console.message("final-none", &[]);
        }
        rows.iter().for_each(|row| show_row(row, console));
        console.json(&json!({ "sets": rows.iter().map(row_shape).collect::<Vec<_>>() }));
        return Ok(ExitCode::SUCCESS);
    };
    let now = open::now(&centre)?;
    let query = |fault| vec![explain::query(&fault)];
    let found = match &wanted.out {
        None => centre.frozen_set(&Access::City, number),
        Some(_) => centre.frozen_set_for_file(&Access::City, (number, SetFileKind::Json), (Actor::CommandLine, now)),
    };
    let frozen = found.map_err(query)?.ok_or_else(|| failure(codes::closing::NO_SUCH_SET, []))?;
    show_row(&frozen.row, console);
    let later = centre.later_than(&Access::City, &frozen, now).map_err(query)?;
    let bundles: u64 = later.stations.iter().map(|one| one.bundles).sum();
    let key = if later.is_nothing() { "final-later-none" } else { "final-later-bundles" };
    let words = console.words();
    let values = [
        ("n", words.number(bundles).into()),
        ("stations", later.stations.len().to_string().into()),
        ("units", later.units.len().to_string().into()),
    ];
    console.message(key, &values);
    let mut files = Vec::new();
    if let Some(folder) = &wanted.out {
        for file in SetFileKind::ALL.into_iter().filter_map(|kind| frozen.file(kind, words)) {
            files.push(new_file(folder, &file.name, &file.bytes, console)?);
        }
    }
    let mut shape = row_shape(&frozen.row);
    if let Json::Object(fields) = &mut shape {
        fields.insert("later_bundles".to_owned(), bundles.into());
        fields.insert("later_units".to_owned(), later.units.len().into());
        fields.insert("files".to_owned(), json!(files));
    }
    console.json(&shape);
    Ok(ExitCode::SUCCESS)
}

fn show_row(row: &FinalSetRow, console: &Console) {
    let words = console.words();
    let signed = if row.signature.is_some() { "final-is-signed" } else { "final-is-not-signed" };
    let values = [
        ("number", row.number.to_string().into()),
        ("at", at(row.frozen).into()),
        ("who", actor_name(&row.frozen_by, words).into()),
        ("signed", words.get(signed).into()),
    ];
    console.message("final-shown", &values);
}

fn row_shape(row: &FinalSetRow) -> Json {
    json!({
        "number": row.number, "frozen_ms": row.frozen.0, "frozen_by": row.frozen_by.as_str(), "sha256": hex(&row.digest),
        "signed_ms": row.signature.as_ref().map(|one| one.at.0),
    })
}

fn at(at: Moment) -> String {
    let (hour, minute) = at.clock();
    format!("{} {hour:02}:{minute:02}", short_date(at.date()))
}

/// The file's name with `.minisig` behind it, as minisign has it.
fn signature_file(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".minisig");
    PathBuf::from(name)
}

fn read_set(file: &Path) -> Result<(FrozenSet, Vec<u8>), Vec<Failure>> {
    let bytes = read_file(file, MOST_SET)?;
    let set = FrozenSet::read(&bytes).map_err(|_| failure(codes::closing::NOT_A_SET, []))?;
    Ok((set, bytes))
}

fn read_file(file: &Path, most: usize) -> Result<Vec<u8>, Vec<Failure>> {
    let unreadable = || failure(codes::closing::FILE_UNREADABLE, [("file", legible(&file.display().to_string()))]);
    read_up_to(file, most).ok().filter(|bytes| bytes.len() <= most).ok_or_else(unreadable)
}

fn public_key(file: &Path) -> Result<PublicKey, Vec<Failure>> {
    let text = read_file(file, MOST_SIGNATURE)?;
    let key = String::from_utf8(text).ok().and_then(|text| PublicKey::from_file(&text));
    key.ok_or_else(|| failure(codes::closing::PUBLIC_KEY, [("file", legible(&file.display().to_string()))]))
}
