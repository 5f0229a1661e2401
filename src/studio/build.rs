use super::{
    files::Folder,
    keys,
    lint::place,
    roots::{Roots, day, refuse_behind, today},
};
use crate::{
    cli::{CommandResult, Console, destination},
    content::{
        Fault, Pack, Severity, builtin, lint, other_lesson,
        pack::{self, AppVersion, PackFault, Plan, SignedRoot, demo_roots},
        required_path,
    },
    crypto::{demo_centre, minisig::SigningKey},
    domain::Date,
    notices::{Failure, failure, fault_text, pack_failure},
    platform,
    text::{codes, short_date},
};
use chrono::Days;
use clap::Args;
use serde_json::json;
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The demo's contest is open from so many days before its pack was built to so many after.
const DEMO_DAYS: (u64, u64) = (30, 365);
/// A newer pack is meant to be sent within so many days.
const USUAL_DAYS: u64 = 90;
/// Questions that a refusal names.
const MOST_NAMED: usize = 8;
/// More bytes than a list of revoked stations has.
const MOST_REVOKED: usize = 1 << 20;

/// Options of `pack build`.
#[derive(Args)]
pub struct Build {
    /// Thư mục nội dung (với --demo có thể bỏ: dùng nội dung có sẵn)
    path: Option<PathBuf>,
    /// Thư mục bản khóa gốc
    #[arg(long)]
    root: Option<PathBuf>,
    /// Khóa ký gói (.key)
    #[arg(long)]
    key: Option<PathBuf>,
    /// Tệp chứa mật khẩu của khóa (không có: hỏi trên bàn phím)
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// Nơi nhận age1… của cuộc thi, hoặc tệp .pub có dòng ấy: câu hỏi được niêm phong
    #[arg(long)]
    seal_to: Option<String>,
    /// Số bản, lớn hơn mọi gói trước
    #[arg(long = "version", value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    number: Option<u32>,
    /// Ngày nên có gói mới (mặc định 90 ngày nữa)
    #[arg(long)]
    expires: Option<String>,
    /// Ngày mở cuộc thi (mặc định: như trong contest.toml)
    #[arg(long, value_name = "NGÀY")]
    opens: Option<String>,
    /// Ngày đóng cuộc thi (mặc định: như trong contest.toml)
    #[arg(long, value_name = "NGÀY")]
    closes: Option<String>,
    /// Tệp liệt kê mã trạm bị thu hồi, mỗi dòng một mã
    #[arg(long)]
    revoked: Option<PathBuf>,
    /// Gói mẫu cho trạm dùng thử: khóa công khai, không trạm thật nào nhận
    #[arg(long, conflicts_with_all = ["root", "key", "passphrase_file"])]
    demo: bool,
    /// Gói diễn tập: được dùng câu hỏi của ngân hàng mở; trạm và máy chủ ghi rõ là diễn tập, không tính cho cuộc thi thật
    #[arg(long, conflicts_with = "demo")]
    rehearsal: bool,
    /// Gói trước của cuộc thi này (mặc định: gói số liền trước, cạnh tệp sẽ ghi, nếu có)
    #[arg(long, value_name = "TỆP")]
    previous: Option<PathBuf>,
    /// Tệp gói sẽ ghi (.tsp)
    #[arg(long)]
    out: PathBuf,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

/// Lints, packs, signs, and writes what a station would take.
///
/// # Errors
/// What the linter refuses, and everything that is missing.
pub fn run(wanted: &Build, console: &Console) -> CommandResult {
    complete(wanted)?;
    let today = today();
    let seal_to = wanted.seal_to.as_deref().map(keys::recipient).transpose()?;
    let content = named(content(wanted, today, console)?, wanted, today, console)?;
    let version = version(wanted, today)?;
    let name = format!("{}-{version}.tsp", content.contest.id);
    let out = destination(&wanted.out, &name).map_err(|failure| vec![failure])?;
    keys::free(&[&out], wanted.force)?;
    if !wanted.demo {
        same_path(&content, version, wanted.previous.as_deref(), &out)?;
    }
    let revoked = wanted.revoked.as_deref().map_or(Ok(Vec::new()), revoked)?;
    let (roots, key) = if wanted.demo { demo() } else { own(wanted, today, &content) }?;
    let plan = Plan {
        pack: &content,
        version,
        issued: today,
        expires: wanted.expires.as_deref().map_or(Ok(today + Days::new(USUAL_DAYS)), day)?,
        min_app: AppVersion::first_for(&content.contest),
        revoked: &revoked,
        roots: &roots,
        seal_to: seal_to.as_deref(),
    };
    let bytes = pack::build(&plan, &key).map_err(|fault| refused(&fault))?;
    let manifest = pack::examine(&bytes, None).map_err(|fault| vec![pack_failure(&fault)])?.manifest;
    keys::write(&out, &bytes)?;
    if wanted.json {
        console.json_line(json!({
            "file": out.display().to_string(), "contest": manifest.contest, "version": manifest.version,
            "questions": content.bank.len(), "lessons": content.lessons.len(), "bytes": bytes.len(),
            "sealed": manifest.is_sealed(), "fingerprint": manifest.fingerprint(),
        }));
        return Ok(ExitCode::SUCCESS);
    }
    console.message(
        "pack-built",
        &[
            ("file", out.display().to_string().into()),
            ("contest", manifest.contest.as_str().into()),
            ("version", number(manifest.version).into()),
            ("questions", content.bank.len().into()),
            ("lessons", content.lessons.len().into()),
        ],
    );
    console.message("pack-fingerprint", &[("fingerprint", manifest.fingerprint().into())]);
    if wanted.demo {
        console.message(
            "pack-demo",
            &[("opens", short_date(manifest.valid_from).into()), ("closes", short_date(manifest.valid_to).into())],
        );
    } else if !manifest.is_sealed() {
        console.message("pack-not-sealed", &[]);
    }
    Ok(ExitCode::SUCCESS)
}

/// All that is missing of a pack of one's own, at once.
fn complete(wanted: &Build) -> Result<(), Vec<Failure>> {
    let needed = [
        ("<PATH>", wanted.path.is_some()),
        ("--root", wanted.root.is_some()),
        ("--key", wanted.key.is_some()),
        ("--version", wanted.number.is_some()),
    ];
    let missing: Vec<&str> = needed.iter().filter(|(_, is_there)| !is_there).map(|(name, _)| *name).collect();
    if wanted.demo || missing.is_empty() {
        Ok(())
    } else {
        Err(failure(codes::signing::OPTION_MISSING, [("what", missing.join(", "))]))
    }
}

/// Why nothing was packed: here a key without the right to sign is a slip of the office, no stranger's pack.
fn refused(fault: &PackFault) -> Vec<Failure> {
    match fault {
        PackFault::WrongKey { key, .. } => failure(codes::signing::KEY_MAY_NOT_SIGN_PACKS, [("key", key.to_string())]),
        // else: worded as a station words them
        other => vec![pack_failure(other)],
    }
}

/// The content to pack, fully linted; all faults are printed.
fn content(wanted: &Build, today: Date, console: &Console) -> Result<Pack, Vec<Failure>> {
    let dates = builtin::DemoDates { opens: today - Days::new(DEMO_DAYS.0), closes: today + Days::new(DEMO_DAYS.1) };
    let reading = match &wanted.path {
        Some(path) => {
            let folder = Folder::read(path)?;
            builtin::haiphong().and_then(|units| lint(&folder.sources(), &units, today))
        }
        None if wanted.demo => builtin::reading(dates),
        None => return Err(failure(codes::signing::OPTION_MISSING, [("what", "PATH".to_owned())])),
    };
    let faults = reading.as_ref().map_or_else(|faults| faults, |reading| &reading.warnings);
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    if errors > 0 {
        faults.iter().filter(|fault| fault.severity == Severity::Error).for_each(|fault| print_fault(fault, console));
        return Err(failure(codes::signing::CONTENT_HAS_FAULTS, [("n", errors.to_string())]));
    }
    if !faults.is_empty() && !wanted.json {
        console.message("pack-warnings", &[("n", faults.len().into())]);
    }
    let mut pack =
        reading.map_err(|faults| failure(codes::signing::CONTENT_HAS_FAULTS, [("n", faults.len().to_string())]))?.pack;
    match (pack.contest.id == builtin::DEMO_CONTEST, wanted.demo) {
        (true, false) => return Err(failure(codes::signing::DEMO_CONTEST, [])),
        (false, true) => {
            builtin::DEMO_CONTEST.clone_into(&mut pack.contest.id);
            (pack.contest.opens, pack.contest.closes) = (dates.opens, dates.closes);
        }
        _ => (),
    }
    let chosen = |typed: Option<&String>, usual| typed.map_or(Ok(usual), |typed| day(typed));
    let (opens, closes) = (wanted.opens.as_ref(), wanted.closes.as_ref());
    (pack.contest.opens, pack.contest.closes) =
        (chosen(opens, pack.contest.opens)?, chosen(closes, pack.contest.closes)?);
    lasts(wanted, &pack)?;
    if pack.contest.closes < pack.contest.opens {
        return Err(failure(codes::signing::NOT_A_DATE, [("date", pack.contest.closes.to_string())]));
    }
    Ok(pack)
}

/// The content of a rehearsal is called one; that of a real contest must not be open.
fn named(mut pack: Pack, wanted: &Build, today: Date, console: &Console) -> Result<Pack, Vec<Failure>> {
    if wanted.rehearsal {
        pack.contest.rehearsal = true;
        let title = &pack.contest.title;
        pack.contest.title = console.words().with("pack-rehearsal-title", &[("title", title.as_str().into())]);
    } else if !wanted.demo {
        not_open(&pack, today)?;
    }
    Ok(pack)
}

/// A real contest asks nothing whose answer everybody can look up.
fn not_open(pack: &Pack, today: Date) -> Result<(), Vec<Failure>> {
    let open = builtin::pack(builtin::DemoDates { opens: today, closes: Date::MIN });
    let open = open.map_err(|faults| failure(codes::signing::CONTENT_HAS_FAULTS, [("n", faults.len().to_string())]))?;
    let letters = |stem: &str| -> String { stem.to_lowercase().chars().filter(|ch| ch.is_alphanumeric()).collect() };
    let stems: HashSet<String> = open.bank.iter().map(|question| letters(&question.stem)).collect();
    let found = pack.bank.asked().filter(|question| stems.contains(&letters(&question.stem)));
    let ids: Vec<&str> = found.map(|question| question.id.0.as_str()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let (n, ids) = (ids.len().to_string(), ids.into_iter().take(MOST_NAMED).collect::<Vec<_>>().join(", "));
    Err(failure(codes::signing::QUESTIONS_ARE_OPEN, [("n", n), ("ids", ids)]))
}

/// The pack before, as it was named or as it is found beside this one, teaches by the same required path.
fn same_path(pack: &Pack, version: u32, named: Option<&Path>, out: &Path) -> Result<(), Vec<Failure>> {
    let beside = || {
        let before = format!("{}-{}.tsp", pack.contest.id, version.checked_sub(1)?);
        Some(out.with_file_name(before)).filter(|file| file.is_file())
    };
    let Some(file) = named.map(Path::to_owned).or_else(beside) else { return Ok(()) };
    let path = || file.display().to_string();
    let bytes = platform::read_up_to(&file, pack::MOST_PACK)
        .map_err(|_| failure(codes::content::FILE_UNREADABLE, [("file", path())]))?;
    let before = pack::examine(&bytes, None).and_then(|examined| examined.open_part());
    let before = before.map_err(|fault| vec![pack_failure(&fault)])?;
    if before.contest.id != pack.contest.id {
        return Ok(());
    }
    match other_lesson(&required_path(&before.lessons), &required_path(&pack.lessons)) {
        Some(lesson) => {
            Err(failure(codes::signing::OTHER_REQUIRED_PATH, [("lesson", lesson.to_string()), ("file", path())]))
        }
        None => Ok(()),
    }
}

/// Questions must outlast the contest's days also where these are chosen here (I20 has compared them with the file's).
fn lasts(wanted: &Build, pack: &Pack) -> Result<(), Vec<Failure>> {
    let run_out = pack.bank.iter().filter(|question| question.has_run_out(pack.contest.closes));
    let run_out: Vec<&str> = run_out.map(|question| question.id.0.as_str()).collect();
    if wanted.demo || run_out.is_empty() {
        return Ok(());
    }
    let (n, ids) = (run_out.len().to_string(), run_out.into_iter().take(MOST_NAMED).collect::<Vec<_>>().join(", "));
    Err(failure(codes::signing::QUESTIONS_RUN_OUT, [("n", n), ("ids", ids)]))
}

fn print_fault(fault: &Fault, console: &Console) {
    let text = fault_text(console.words(), fault);
    console.note(format!("✗ {} [{}] {} → {}", place(fault), fault.rule, text.what, text.now));
}

/// A demo pack counts its days, so that each day's comes after the last; the office chooses a real pack's number.
fn version(wanted: &Build, today: Date) -> Result<u32, Vec<Failure>> {
    let days = || today.signed_duration_since(Date::from_ymd_opt(2026, 1, 1).unwrap_or_default()).num_days();
    match wanted.number {
        Some(number) => Ok(number),
        None if wanted.demo => Ok(u32::try_from(days()).unwrap_or(0).max(1)),
        None => Err(failure(codes::signing::OPTION_MISSING, [("what", "--version".to_owned())])),
    }
}

fn demo() -> Result<(Vec<SignedRoot>, SigningKey), Vec<Failure>> {
    let key = SigningKey::from_open_file(demo_centre::PACK_KEY);
    Ok((demo_roots(), key.map_err(|_| failure(codes::pack::NOT_SIGNED, []))?))
}

fn own(wanted: &Build, today: Date, content: &Pack) -> Result<(Vec<SignedRoot>, SigningKey), Vec<Failure>> {
    let missing = |what: &str| failure(codes::signing::OPTION_MISSING, [("what", what.to_owned())]);
    let root = wanted.root.as_deref().ok_or_else(|| missing("--root"))?;
    let key = wanted.key.as_deref().ok_or_else(|| missing("--key"))?;
    let roots = Roots::read(root)?;
    believe(today, content, &roots)?;
    Ok((roots.0, keys::signing(key, wanted.passphrase_file.as_deref())?))
}

/// Stations go by the day of a pack where their own clocks are wrong: no pack is signed on a day that its content or its root
/// disproves (docs/decisions/048-the-clock-of-the-centre.md).
fn believe(today: Date, content: &Pack, roots: &Roots) -> Result<(), Vec<Failure>> {
    let root = roots.parsed()?.last().map(|root| root.issued);
    let checked = content.bank.iter().map(|question| question.checked).max();
    refuse_behind(today, root.max(checked))?;
    let closes = content.contest.closes;
    if closes < today {
        let values = [("machine", short_date(today)), ("closes", short_date(closes))];
        return Err(failure(codes::signing::CONTEST_IS_OVER, values));
    }
    Ok(())
}

/// Ids of stations, one a line; empty lines and those that begin with `#` are skipped.
fn revoked(path: &Path) -> Result<Vec<String>, Vec<Failure>> {
    let file = || path.display().to_string();
    let bytes = platform::read_up_to(path, MOST_REVOKED)
        .map_err(|_| failure(codes::content::FILE_UNREADABLE, [("file", file())]))?;
    let text = String::from_utf8(bytes).map_err(|_| failure(codes::content::FILE_UNREADABLE, [("file", file())]))?;
    let mut ids = Vec::new();
    for (line, id) in (1_usize..).zip(text.lines().map(str::trim)) {
        let plain = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        match () {
            () if id.is_empty() || id.starts_with('#') => (),
            () if plain && id.len() <= 32 => ids.push(id.to_owned()),
            () => {
                return Err(failure(codes::signing::NOT_A_STATION_ID, [("line", line.to_string()), ("file", file())]));
            }
        }
    }
    Ok(ids)
}

/// A count as the wording takes it.
pub fn number(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
