use super::{
    exchange::{Named, remark_place, remark_text},
    files::Folder,
    importer::look_through,
    known_questions::Known,
    new_questions::{Target, written},
    reading_page::reading_page,
    review::review,
};
use crate::{
    cli::{CommandResult, Console, destination},
    crypto::{hex, sha256},
    domain::LessonId,
    exchange::{Format, Import as Read, Item, MOST_FILE, Remark, RemarkKind, guess, import, known_heads},
    notices::{Failure, legible},
    platform::{read_up_to, remove_durably, shows_screens, write_atomically},
    text::{Language, Words, codes},
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
#[command(group(ArgGroup::new("target").required(true).multiple(true).args(["into", "out", "report"])))]
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
    #[arg(long, conflicts_with = "into")]
    out: Option<PathBuf>,
    /// Trang HTML kể từng câu máy đọc được, câu để lại và lý do; ghi trước mọi thứ khác
    #[arg(long)]
    report: Option<PathBuf>,
    /// Hỏi từng câu trước khi ghi: nhận, sửa hay bỏ
    #[arg(long, conflicts_with = "json")]
    review: bool,
    /// Bỏ cả lần nhập: xóa tệp đã ghi, nếu chưa ai sửa
    #[arg(long, conflicts_with_all = ["force", "report", "review"])]
    undo: bool,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

/// End of the help of `import`: examples, and every head of a sheet that is understood.
#[must_use]
pub fn heads() -> String {
    let words = Words::new(Language::Vietnamese);
    let rows = known_heads().into_iter().map(|(head, all)| format!("  {head}: {all}")).collect::<Vec<_>>().join("\n");
    format!("{}\n{rows}", words.get("reading-heads"))
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
    if wanted.undo {
        return undone(&out, console);
    }
    let own = out.file_name().map(|name| format!("questions/{}", name.to_string_lossy())).unwrap_or_default();
    let target = Target::new(folder.as_ref(), &own, wanted.topic, lesson).checked()?;
    let writes = wanted.into.is_some() || wanted.out.is_some();
    if writes && out.exists() && !wanted.force {
        return Err(failed(codes::exchange::FILE_EXISTS, "file", &shown(&out)));
    }
    let bytes = bytes_of(&wanted.file)?;
    let name = wanted.file.to_string_lossy();
    let format = wanted.from.map_or_else(|| guess(&name, &bytes), Format::from);
    let mut read = import(format, &bytes);
    if let Some(folder) = &folder {
        Known::new(folder, &own).sift(&mut read, &target);
    }
    let left = left_out(&read);
    if !wanted.json {
        read.remarks.iter().for_each(|remark| console.verbatim(remark_line(console, remark)));
    }
    if let Some(report) = &wanted.report {
        write_report(report, &name, &read, left, wanted.json, console)?;
    }
    if read.items.is_empty() {
        if wanted.json {
            console.json_line(report_as_json(console, &read, left, None));
        }
        return Err(failed(codes::exchange::NOTHING_IMPORTED, "file", &legible(&name)));
    }
    if writes {
        if wanted.review {
            let stopped = || failed(codes::exchange::REVIEW_STOPPED, "file", &legible(&name));
            read.items = looked_through(&read, &name, console).filter(|taken| !taken.is_empty()).ok_or_else(stopped)?;
        }
        let text = marked(&written(&read.items, &target, console.words()), console);
        write_atomically(&out, text.as_bytes())
            .map_err(|_| failed(codes::exchange::FILE_NOT_WRITTEN, "file", &shown(&out)))?;
    }
    let written = writes.then_some(out.as_path());
    if wanted.json {
        console.json_line(report_as_json(console, &read, left, written));
    } else {
        console.message("exchange-imported", &[("count", read.items.len().into()), ("left", left.into())]);
        if let Some(path) = written.map(shown) {
            console.message("exchange-written", &[("path", path.as_str().into())]);
        }
    }
    Ok(ExitCode::from(u8::from(left > 0)))
}

/// The questions that a person takes: on a screen, or line by line where no terminal shows one.
fn looked_through(read: &Read, name: &str, console: &Console) -> Option<Vec<Item>> {
    if shows_screens() {
        // A terminal that cannot be taken is asked line by line.
        if let Ok(taken) = look_through(&legible(name), read.clone(), console) {
            return taken;
        }
    }
    review(read.items.clone(), console)
}

fn write_report(
    report: &Path,
    name: &str,
    read: &Read,
    left: usize,
    is_json: bool,
    console: &Console,
) -> Result<(), Vec<Failure>> {
    let page = reading_page(console.words(), &legible(name), read, left);
    write_atomically(report, page.as_bytes())
        .map_err(|_| failed(codes::exchange::FILE_NOT_WRITTEN, "file", &shown(report)))?;
    if !is_json {
        console.message("reading-page-written", &[("path", shown(report).as_str().into())]);
    }
    Ok(())
}

/// What the line begins with by which an import knows its own file again.
const MARK: &str = "# import-sha256 ";

/// The file's text with the digest of what follows it.
fn marked(text: &str, console: &Console) -> String {
    let digest = hex(&sha256(&[text.as_bytes()]));
    format!("# {}\n{MARK}{digest}\n{text}", console.words().get("reading-file-mark"))
}

/// Takes an import back: the file that it wrote, as long as nobody has changed it.
fn undone(out: &Path, console: &Console) -> CommandResult {
    let path = shown(out);
    let Ok(bytes) = read_up_to(out, MOST_FILE) else {
        return Err(failed(codes::exchange::NOTHING_TO_UNDO, "file", &path));
    };
    let text = String::from_utf8_lossy(&bytes);
    let (_, rest) = text.split_once('\n').unwrap_or_default();
    let (mark, rest) = rest.split_once('\n').unwrap_or_default();
    if mark.strip_prefix(MARK) != Some(hex(&sha256(&[rest.as_bytes()])).as_str()) {
        return Err(failed(codes::exchange::IMPORT_WAS_CHANGED, "file", &path));
    }
    remove_durably(out).map_err(|_| failed(codes::exchange::FILE_NOT_WRITTEN, "file", &path))?;
    console.message("reading-undone", &[("path", path.as_str().into())]);
    Ok(ExitCode::SUCCESS)
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
