use super::{Choice, PROGRAMS, Places, give, notice_of_start, offer, refused, running, stage::front_of, take, turn};
use crate::{
    cli::Console,
    content::pack::{
        AppVersion,
        release::{Front, ReleaseFault},
    },
    kiosk::{
        args::StationArgs,
        commands::{dir_of, open},
        explain,
    },
    notices::Failure,
    platform::open_regular,
    text::{codes, short_date},
    tui::Pace,
};
use clap::Subcommand;
use serde_json::json;
use std::{
    io::{stdin, stdout},
    path::{Path, PathBuf},
};

/// Commands about releases of the program.
#[derive(Subcommand)]
pub enum ReleaseCommand {
    /// Xem một tệp bản phần mềm (.tsu): số bản, ngày, có nguyên vẹn và đúng chữ ký không
    #[command(after_help = "Ví dụ:\n  tramso release check tramso-0.3.0.tsu")]
    Check {
        /// Tệp .tsu
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Cài bản phần mềm từ tệp hay từ USB; ca đang mở thì không cài
    #[command(after_help = "Ví dụ:\n  tramso release install /media/usb --dir tram")]
    Install {
        /// Tệp .tsu, hoặc thư mục có tệp ấy
        #[arg(value_name = "PATH")]
        from: PathBuf,
    },
    /// Trạm đang chạy bản nào, bản nào đang chờ
    #[command(after_help = "Ví dụ:\n  tramso release status --dir tram --json")]
    Status,
    /// Đưa bản đã nhận cho người dùng giữ chương trình (trạm khóa)
    #[command(hide = true)]
    Give,
    /// Nhận bản phần mềm từ đầu vào chuẩn vào thư mục chương trình (trạm khóa)
    #[command(hide = true)]
    Take,
}

/// Runs one command of `release`.
///
/// # Errors
/// Those of the command.
pub fn run(args: &StationArgs, wanted: &ReleaseCommand, console: &Console) -> Result<(), Vec<Failure>> {
    match wanted {
        ReleaseCommand::Check { file } => check(file, console),
        ReleaseCommand::Install { from } => install(args, from, console),
        ReleaseCommand::Status => status(args, console),
        ReleaseCommand::Give => give(&dir_of(args), &mut stdout().lock()).map(drop).map_err(|_| not_kept()),
        ReleaseCommand::Take => {
            let programs = std::env::var_os(PROGRAMS).map(PathBuf::from).ok_or_else(not_kept)?;
            take(&programs, &mut stdin().lock()).map(drop).map_err(|_| not_kept())
        }
    }
}

fn not_kept() -> Vec<Failure> {
    vec![Failure::new(codes::release::NOT_KEPT, [])]
}

/// Whether a file is whole, and by whose key it is signed; whose root that is remains open.
fn check(file: &Path, console: &Console) -> Result<(), Vec<Failure>> {
    let unreadable = || vec![Failure::new(codes::content::FILE_UNREADABLE, [("file", file.display().to_string())])];
    let (mut source, len) = open_regular(file).map_err(|_| unreadable())?;
    let bytes = front_of(&mut source).map_err(|_| unreadable())?;
    let front = Front::read(&bytes, None).map_err(|fault| vec![refused(&fault)])?;
    let (_, total) = front.places();
    if len != total {
        return Err(vec![refused(&ReleaseFault::Length { stated: total, found: len })]);
    }
    super::stage::look_through(source, &front).map_err(|fault| vec![super::stage_failure(Path::new(""), &fault)])?;
    let release = &front.release;
    console.paragraph(&console.words().with(
        "release-cli-checked",
        &[
            ("file", file.display().to_string().into()),
            ("version", release.version.to_string().into()),
            ("date", short_date(release.issued).into()),
            ("floor", release.floor.to_string().into()),
            ("key", front.signer.to_string().into()),
        ],
    ));
    console.paragraph(&console.words().get("release-cli-not-pinned"));
    console.json(&json!({
        "file": file.display().to_string(), "version": release.version.to_string(), "floor": release.floor.to_string(),
        "issued": release.issued.to_string(), "data": release.data, "key": front.signer.to_string(),
        "systems": release.programs.iter().map(|program| program.system.name()).collect::<Vec<_>>(),
    }));
    Ok(())
}

fn install(args: &StationArgs, from: &Path, console: &Console) -> Result<(), Vec<Failure>> {
    let opened = open(args, console)?;
    let store = &opened.store;
    let shift = store.current_shift().map_err(|fault| vec![explain::store_logged(store, &fault)])?;
    if shift.is_some() {
        return Err(vec![Failure::new(codes::release::SHIFT_IS_OPEN, [])]);
    }
    let news = offer::find(store, &[from.to_owned()], console.words().language()).map_err(|failure| vec![failure])?;
    let Some(offer) = news.offer else {
        return Err(vec![news.refused.unwrap_or_else(|| Failure::new(codes::release::NONE_FOUND, []))]);
    };
    let mut progress = |pace: Pace| {
        console.progress(&format!("{}/{} MB", pace.done >> 20, pace.of >> 20));
        true
    };
    let version = offer::stage_from(store, Path::new(&offer.file), &mut progress).map_err(|failure| vec![failure])?;
    turn::switch(store.station_dir()).map_err(|_| not_kept())?;
    console.paragraph(&console.words().with("release-cli-installed", &[("version", version.to_string().into())]));
    console.json(&json!({ "version": version.to_string() }));
    Ok(())
}

fn status(args: &StationArgs, console: &Console) -> Result<(), Vec<Failure>> {
    let dir = dir_of(args);
    let choice = Choice::read(&Places::of(&dir).own).ok().flatten().unwrap_or_default();
    let runs = choice.current.unwrap_or_else(running).max(running());
    let words = console.words();
    let line = |key: &str, version: String| console.paragraph(&words.with(key, &[("version", version.into())]));
    line("release-cli-status", runs.to_string());
    if let Some(staged) = choice.staged {
        line("release-cli-staged", staged.to_string());
    }
    if let Some(before) = choice.before {
        line("release-cli-before", before.to_string());
    }
    if let Some(failure) = notice_of_start(&dir, words) {
        console.paragraph(&format!("▲ {}", failure.notice(words)));
    }
    let text = |version: Option<AppVersion>| version.map(|version| version.to_string());
    console.json(&json!({
        "running": runs.to_string(), "current": text(choice.current), "before": text(choice.before),
        "staged": text(choice.staged), "floor": text(choice.floor), "tries": choice.tries,
        "gone_back": choice.gone_back.map(|gone| json!({ "version": gone.version.to_string(), "why": gone.why.key() })),
    }));
    Ok(())
}
