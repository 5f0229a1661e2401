use super::{
    files::Folder,
    keys,
    roots::{day, today},
};
use crate::{
    cli::{CommandResult, Console},
    content::{Draft, Pack, builtin},
    domain::{Date, Question},
    notices::{Failure, failure, legible},
    platform::make_folder,
    text::codes,
};
use chrono::Days;
use clap::Args;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// A small campaign without errors, to be written over.
const STARTER: [(&str, &str); 10] = [
    ("contest.toml", include_str!("../../assets/starter/contest.toml")),
    ("wording.toml", include_str!("../../assets/starter/wording.toml")),
    ("skills.toml", include_str!("../../assets/starter/skills.toml")),
    ("facts/1.toml", include_str!("../../assets/starter/facts/1.toml")),
    ("lessons/1-1.md", include_str!("../../assets/starter/lessons/1-1.md")),
    ("lessons/1-2.md", include_str!("../../assets/starter/lessons/1-2.md")),
    ("lessons/2-1.md", include_str!("../../assets/starter/lessons/2-1.md")),
    ("lessons/2-2.md", include_str!("../../assets/starter/lessons/2-2.md")),
    ("questions/1.toml", include_str!("../../assets/starter/questions/1.toml")),
    ("questions/2.toml", include_str!("../../assets/starter/questions/2.toml")),
];

/// Facts that were checked longer ago are looked at again with a new edition, in days.
const FRESH_DAYS: u64 = 365;

/// Options of `new`.
#[derive(Args)]
pub struct New {
    /// Thư mục sẽ lập; chưa có, hoặc còn trống
    folder: PathBuf,
    /// Soạn tiếp từ bộ nội dung của đợt trước: chép cả bộ, kể những câu cần xem lại
    #[arg(long, value_name = "DIR")]
    edition: Option<PathBuf>,
    /// Mã cuộc thi của đợt mới
    #[arg(long, requires = "edition", value_name = "MÃ")]
    id: Option<String>,
    /// Ngày mở cuộc thi của đợt mới
    #[arg(long, requires = "edition", value_name = "NGÀY")]
    opens: Option<String>,
    /// Ngày đóng cuộc thi của đợt mới
    #[arg(long, requires = "edition", value_name = "NGÀY")]
    closes: Option<String>,
}

/// Writes a small campaign to start from, or the next edition of one.
///
/// # Errors
/// One of its files is already there, or cannot be written; the edition before cannot be read.
pub fn run(wanted: &New, console: &Console) -> CommandResult {
    let folder = &wanted.folder;
    match &wanted.edition {
        None => {
            write_all(folder, &STARTER.map(|(name, text)| (name, text.as_bytes())))?;
            console.message("preview-new", &[("folder", folder.display().to_string().into())]);
        }
        Some(before) => next_edition(wanted, before, console)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn write_all(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), Vec<Failure>> {
    let taken = files.iter().map(|(name, _)| folder.join(name)).find(|path| path.exists());
    if let Some(taken) = taken {
        return Err(failure(codes::signing::FILE_EXISTS, [("file", taken.display().to_string())]));
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        let unwritten = || failure(codes::signing::FILE_NOT_WRITTEN, [("file", path.display().to_string())]);
        make_folder(path.parent().unwrap_or(folder)).map_err(|_| unwritten())?;
        keys::write(&path, bytes)?;
    }
    Ok(())
}

/// Everything of the edition before, with the new one's id and days, and the list of what has to be looked at.
fn next_edition(wanted: &New, before: &Path, console: &Console) -> Result<(), Vec<Failure>> {
    let (opens, closes) = (chosen(wanted.opens.as_ref())?, chosen(wanted.closes.as_ref())?);
    let read = Folder::read(before)?;
    let values = [
        ("id", wanted.id.as_ref().map(|id| toml::Value::String(id.clone()).to_string())),
        ("opens", opens.map(|day| day.to_string())),
        ("closes", closes.map(|day| day.to_string())),
    ];
    let sources = read.sources();
    let mut files: Vec<(&str, Vec<u8>)> = sources.iter().map(|file| (file.path, file.bytes.to_vec())).collect();
    for (_, bytes) in files.iter_mut().filter(|(path, _)| *path == "contest.toml") {
        *bytes = with_values(&String::from_utf8_lossy(bytes), &values).into_bytes();
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (*path, bytes.as_slice())).collect();
    write_all(&wanted.folder, &files)?;
    let units = builtin::haiphong().unwrap_or_default();
    let pack = Draft::read(&sources, &units).0.so_far(&units);
    show(&wanted.folder, &pack, closes.unwrap_or(pack.contest.closes), console);
    Ok(())
}

fn chosen(typed: Option<&String>) -> Result<Option<Date>, Vec<Failure>> {
    typed.map(|typed| day(typed)).transpose()
}

/// The contest's file with other values of these keys, before its first table; everything else as it was written.
fn with_values(text: &str, values: &[(&str, Option<String>)]) -> String {
    let mut in_table = false;
    let line = |line: &str| {
        in_table |= line.trim_start().starts_with('[');
        let key = line.split('=').next().unwrap_or_default().trim();
        let value = values.iter().find(|(name, _)| *name == key && !in_table).and_then(|(_, value)| value.as_ref());
        value.map_or_else(|| line.to_owned(), |value| format!("{key} = {value}"))
    };
    text.lines().map(line).map(|line| line + "\n").collect()
}

fn show(folder: &Path, pack: &Pack, closes: Date, console: &Console) {
    let words = console.words();
    let old = today().checked_sub_days(Days::new(FRESH_DAYS)).unwrap_or_default();
    let list = |key: &str, day: Date, found: Vec<&Question>| {
        console.message(key, &[("n", found.len().into()), ("date", words.date(day).into())]);
        for question in found {
            console.paragraph(&format!("  {:<8} {}  {}", question.id.0, question.lesson, legible(&question.stem)));
        }
    };
    let of = |is: &dyn Fn(&Question) -> bool| pack.bank.iter().filter(|question| is(question)).collect::<Vec<_>>();
    let runs_out = |question: &Question| question.has_run_out(closes);
    console.message("preview-edition", &[("folder", folder.display().to_string().into())]);
    list("preview-edition-run-out", closes, of(&runs_out));
    list("preview-edition-old", old, of(&|question| question.checked < old && !runs_out(question)));
}
