use super::{
    exchange::{Named, remark_place, remark_text},
    files::Folder,
    known_questions::Known,
    new_questions::{Target, written},
};
use crate::{
    cli::{CommandResult, Console, destination},
    domain::LessonId,
    exchange::{Format, Import as Read, MOST_FILE, Remark, RemarkKind, guess, import},
    notices::{Failure, legible},
    platform::{read_up_to, write_atomically},
    text::codes,
};
use clap::{ArgGroup, Args};
use serde_json::json;
use std::{
    collections::BTreeSet,
    io::{Read as _, stdin},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Options of `import`.
#[derive(Args)]
#[command(group(ArgGroup::new("target").required(true).args(["into", "out"])))]
pub struct Import {
    /// Tệp câu hỏi; dấu - là đọc từ đầu vào chuẩn
    file: PathBuf,
    /// Định dạng của tệp; bỏ trống thì chương trình tự nhận ra
    #[arg(long, value_enum)]
    from: Option<Named>,
    /// Số của chuyên đề cho mọi câu
    #[arg(long)]
    topic: Option<u8>,
    /// Mã bài học cho mọi câu chưa ghi bài, ví dụ 2.1
    #[arg(long)]
    lesson: Option<String>,
    /// Thư mục nội dung nhận câu hỏi: ghi vào questions/nhap-<tên>.toml, mã câu không trùng
    #[arg(long)]
    into: Option<PathBuf>,
    /// Tệp câu hỏi sẽ ghi
    #[arg(long)]
    out: Option<PathBuf>,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

/// Reads somebody's questions and writes a question file of ours with what came in; the status is 0 when all did.
///
/// # Errors
/// The file cannot be read, holds no question that can come in, or the other cannot be written.
pub fn run(wanted: &Import, console: &Console) -> CommandResult {
    let lesson = match &wanted.lesson {
        None => None,
        Some(typed) => {
            Some(LessonId::parse(typed).ok_or_else(|| failed(codes::exchange::UNKNOWN_LESSON, "lesson", typed))?)
        }
    };
    let folder = wanted.into.as_deref().map(Folder::read).transpose()?;
    let out = out_path(wanted)?;
    let own = out.file_name().map(|name| format!("questions/{}", name.to_string_lossy())).unwrap_or_default();
    let target = Target::new(folder.as_ref(), &own, wanted.topic, lesson).checked()?;
    if out.exists() && !wanted.force {
        return Err(failed(codes::exchange::FILE_EXISTS, "file", &shown(&out)));
    }
    let bytes = bytes_of(&wanted.file)?;
    let name = wanted.file.to_string_lossy();
    let format = wanted.from.map_or_else(|| guess(&name, &bytes), Format::from);
    let mut read = import(format, &bytes);
    if let Some(folder) = &folder {
        Known::new(folder, &own).sift(&mut read, &target);
    }
    if !wanted.json {
        read.remarks.iter().for_each(|remark| console.verbatim(remark_line(console, remark)));
    }
    let left = left_out(&read);
    if read.items.is_empty() {
        if wanted.json {
            console.json_line(report_as_json(console, &read, left, None));
        }
        return Err(failed(codes::exchange::NOTHING_IMPORTED, "file", &legible(&name)));
    }
    let text = written(&read.items, &target, console.words());
    write_atomically(&out, text.as_bytes())
        .map_err(|_| failed(codes::exchange::FILE_NOT_WRITTEN, "file", &shown(&out)))?;
    if wanted.json {
        console.json_line(report_as_json(console, &read, left, Some(&out)));
    } else {
        let path = shown(&out);
        console.message("exchange-imported", &[("count", read.items.len().into()), ("left", left.into())]);
        console.message("exchange-written", &[("path", path.as_str().into())]);
    }
    Ok(ExitCode::from(u8::from(left > 0)))
}

/// Questions that were left out: one may have several faults.
fn left_out(read: &Read) -> usize {
    let (mut places, mut same) = (BTreeSet::new(), 0);
    for remark in read.remarks.iter().filter(|remark| remark.left_out) {
        match &remark.what {
            RemarkKind::SameAsThere { count } => same += count,
            // else: every other remark counts its own question
            _ => drop(places.insert((&remark.place, remark.question))),
        }
    }
    places.len() + same
}

fn out_path(wanted: &Import) -> Result<PathBuf, Vec<Failure>> {
    match (&wanted.out, &wanted.into) {
        (Some(out), _) => destination(out, "cau-hoi.toml").map_err(|failure| vec![failure]),
        (None, into) => {
            let stem =
                wanted.file.file_stem().map(|stem| crate::domain::fold(&stem.to_string_lossy())).unwrap_or_default();
            let plain: String =
                stem.chars().map(|ch| if ch.is_ascii_alphanumeric() { ch } else { '-' }).take(40).collect();
            let name = plain.trim_matches('-');
            let name = if name.is_empty() { "cau-hoi" } else { name };
            Ok(into.clone().unwrap_or_default().join("questions").join(format!("nhap-{name}.toml")))
        }
    }
}

/// The file's bytes, of one that is too large only enough for the remark: its size is asked for before it is read.
fn bytes_of(file: &Path) -> Result<Vec<u8>, Vec<Failure>> {
    let unread = || failed(codes::exchange::FILE_UNREADABLE, "file", &shown(file));
    if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let most = u64::try_from(MOST_FILE).unwrap_or(u64::MAX).saturating_add(1);
        return match stdin().take(most).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() > MOST_FILE => Err(too_large("-")),
            Ok(_) => Ok(bytes),
            Err(_) => Err(unread()),
        };
    }
    let bytes = read_up_to(file, MOST_FILE).map_err(|_| unread())?;
    if bytes.len() > MOST_FILE { Err(too_large(&shown(file))) } else { Ok(bytes) }
}

fn too_large(file: &str) -> Vec<Failure> {
    vec![Failure::new(
        codes::exchange::FILE_TOO_LARGE,
        [("file", file.to_owned()), ("most", (MOST_FILE >> 20).to_string())],
    )]
}

fn remark_line(console: &Console, remark: &Remark) -> String {
    let (what, now) = remark_text(console.words(), remark);
    let mark = if remark.left_out { "✗" } else { "▲" };
    format!("{mark} {}: {what} → {now}", remark_place(console.words(), remark))
}

fn report_as_json(console: &Console, read: &Read, left: usize, out: Option<&Path>) -> String {
    let remarks: Vec<_> = read
        .remarks
        .iter()
        .map(|remark| {
            let (what, now) = remark_text(console.words(), remark);
            json!({ "place": remark_place(console.words(), remark), "left_out": remark.left_out, "what": what, "now": now })
        })
        .collect();
    json!({ "taken": read.items.len(), "left_out": left, "out": out.map(shown), "remarks": remarks }).to_string()
}

fn shown(path: &Path) -> String {
    legible(&path.display().to_string())
}

fn failed(code: &'static str, name: &'static str, value: &str) -> Vec<Failure> {
    vec![Failure::new(code, [(name, value.to_owned())])]
}
