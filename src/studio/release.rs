use super::{
    keys,
    roots::{Roots, refuse_behind, today},
};
use crate::{
    cli::{CommandResult, Console, destination},
    content::pack::{
        AppVersion, PackFault, read_chain,
        release::{Changes, OWN_DATA, ReleaseFault, ReleasePlan, System, build},
    },
    notices::{Failure, failure, pack_failure},
    platform::{BriefRun, read_up_to, run_briefly},
    text::codes,
};
use clap::Args;
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

/// Largest program, in bytes, and largest description.
const MOST_PROGRAM: usize = 64 << 20;
const MOST_CHANGES: usize = 64 << 10;
/// A program that does not state its version within this is asked no more.
const PATIENCE: Duration = Duration::from_secs(10);

/// Options of `release`.
#[derive(Args)]
pub struct Release {
    /// Số của bản, ba số: 0.3.0
    #[arg(long = "version", value_name = "BẢN")]
    version: String,
    /// Bản thấp nhất còn được cài vào trạm đã có bản này (mặc định: chính bản này)
    #[arg(long, value_name = "BẢN")]
    floor: Option<String>,
    /// Chương trình cho Linux
    #[arg(long, value_name = "TỆP")]
    linux: Option<PathBuf>,
    /// Chương trình cho Windows
    #[arg(long, value_name = "TỆP")]
    windows: Option<PathBuf>,
    /// Có gì mới, bằng tiếng Việt, mỗi điều một dòng: người hỗ trợ đọc ở trạm
    #[arg(long, value_name = "TỆP")]
    changes: PathBuf,
    /// Có gì mới, bằng tiếng Anh (mặc định: như tiếng Việt)
    #[arg(long, value_name = "TỆP")]
    changes_en: Option<PathBuf>,
    /// Dạng dữ liệu của trạm mà bản này dùng (mặc định: như của chương trình này)
    #[arg(long, value_name = "N", default_value_t = OWN_DATA)]
    data: u32,
    /// Thư mục bản khóa gốc
    #[arg(long)]
    root: PathBuf,
    /// Khóa ký bản phần mềm (.key)
    #[arg(long)]
    key: PathBuf,
    /// Tệp chứa mật khẩu của khóa (không có: hỏi trên bàn phím)
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// Tệp sẽ ghi (.tsu)
    #[arg(long)]
    out: PathBuf,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

/// Looks at the programs, signs, and writes what a station would take.
///
/// # Errors
/// What is missing or contradicts itself.
pub fn run(wanted: &Release, console: &Console) -> CommandResult {
    let version = parsed(&wanted.version)?;
    let floor = wanted.floor.as_deref().map_or(Ok(version), parsed)?;
    let out = destination(&wanted.out, &format!("tramso-{version}.tsu")).map_err(|failure| vec![failure])?;
    keys::free(&[&out], wanted.force)?;
    let programs = programs(wanted, version)?;
    let changes = changes(wanted)?;
    let roots = Roots::read(&wanted.root)?;
    let chain = read_chain(&roots.0).map_err(|fault| vec![pack_failure(&fault)])?;
    let today = today();
    refuse_behind(today, chain.last().map(|root| root.issued))?;
    let key = keys::signing(&wanted.key, wanted.passphrase_file.as_deref())?;
    let id = key.public().id();
    if chain.last().is_none_or(|root| root.release.key(id) != Some(key.public())) {
        return Err(failure(codes::release::KEY_MAY_NOT_SIGN, [("key", id.to_string())]));
    }
    let named: Vec<(System, &[u8])> = programs.iter().map(|(system, bytes)| (*system, bytes.as_slice())).collect();
    let plan = ReleasePlan {
        version,
        issued: today,
        floor,
        data: wanted.data,
        changes: &changes,
        programs: &named,
        roots: &roots.0,
    };
    let bytes = build(&plan, &key).map_err(|fault| refused(&fault))?;
    keys::write(&out, &bytes)?;
    let systems: Vec<&str> = named.iter().map(|(system, _)| system.name()).collect();
    if wanted.json {
        console.json_line(json!({
            "file": out.display().to_string(), "version": version.to_string(), "floor": floor.to_string(),
            "data": wanted.data, "bytes": bytes.len(), "systems": systems, "key": id.to_string(),
        }));
        return Ok(ExitCode::SUCCESS);
    }
    console.message(
        "release-cli-made",
        &[
            ("file", out.display().to_string().into()),
            ("version", version.to_string().into()),
            ("bytes", bytes.len().into()),
            ("systems", systems.join(", ").into()),
        ],
    );
    Ok(ExitCode::SUCCESS)
}

fn parsed(text: &str) -> Result<AppVersion, Vec<Failure>> {
    AppVersion::parse(text).ok_or_else(|| failure(codes::release::NO_VERSION, [("text", text.to_owned())]))
}

fn wrong(what: &str) -> Vec<Failure> {
    failure(codes::release::CANNOT_BE_MADE, [("what", what.to_owned())])
}

fn refused(fault: &ReleaseFault) -> Vec<Failure> {
    match fault {
        ReleaseFault::Front(fault) => match fault {
            PackFault::Contradiction { field, .. } => wrong(&format!("«{field}»")),
            other => vec![pack_failure(other)], // else: the fault names what is wrong by itself
        },
        ReleaseFault::OtherMachine(system) => wrong(system.name()),
        _ => wrong("--version"), // else: only a station meets them
    }
}

/// The programs that were named, each for its machine; the one that runs here is asked for its version.
fn programs(wanted: &Release, version: AppVersion) -> Result<Vec<(System, Vec<u8>)>, Vec<Failure>> {
    let mut programs = Vec::new();
    for (system, path) in [(System::Linux, &wanted.linux), (System::Windows, &wanted.windows)] {
        let Some(path) = path else { continue };
        let file = || path.display().to_string();
        let unreadable = |_| failure(codes::content::FILE_UNREADABLE, [("file", file())]);
        let bytes = read_up_to(path, MOST_PROGRAM).map_err(unreadable)?;
        if bytes.len() > MOST_PROGRAM {
            return Err(wrong(&file()));
        }
        if System::of_program(&bytes) != Some(system) {
            let args = [("file", file()), ("system", system.name().to_owned())];
            return Err(failure(codes::release::NO_PROGRAM, args));
        }
        if System::own() == Some(system) {
            states_version(path, version)?;
        }
        programs.push((system, bytes));
    }
    if programs.is_empty() {
        Err(failure(codes::signing::OPTION_MISSING, [("what", "--linux".to_owned())]))
    } else {
        Ok(programs)
    }
}

/// A release under a wrong number would keep the right one out.
fn states_version(path: &Path, version: AppVersion) -> Result<(), Vec<Failure>> {
    // A bare name would be looked for among the system's programs.
    let program = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let text = match run_briefly(&program.display().to_string(), &["--version"], PATIENCE) {
        BriefRun::Ended { text, .. } => text,
        BriefRun::Missing | BriefRun::TooSlow => String::new(),
    };
    let found = text.split_whitespace().last().unwrap_or("-").to_owned();
    if found == version.to_string() {
        return Ok(());
    }
    let args = [("file", path.display().to_string()), ("found", found), ("wanted", version.to_string())];
    Err(failure(codes::release::OTHER_VERSION, args))
}

fn changes(wanted: &Release) -> Result<Changes, Vec<Failure>> {
    let read = |path: &Path| {
        let text = read_up_to(path, MOST_CHANGES).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let text =
            text.map(|text| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"));
        text.ok_or_else(|| failure(codes::content::FILE_UNREADABLE, [("file", path.display().to_string())]))
    };
    let vi = read(&wanted.changes)?;
    let en = wanted.changes_en.as_deref().map_or(Ok(vi.clone()), read)?;
    Ok(Changes { vi, en })
}
