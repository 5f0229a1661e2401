use super::{exchange::Writable, files::Folder};
use crate::{
    cli::{CommandResult, Console, destination},
    content::{Pack, builtin, read},
    domain::Question,
    exchange::{ExportFault, Format, Item, Location, More, export},
    notices::{Failure, legible},
    platform::write_atomically,
    text::codes,
};
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Options of `export`.
#[derive(Args)]
pub struct Export {
    /// Thư mục nội dung
    path: PathBuf,
    /// Định dạng cần ghi: gift, aiken, csv, xlsx hoặc moodle
    #[arg(long, value_enum)]
    to: Writable,
    /// Chỉ ghi câu hỏi của chuyên đề này
    #[arg(long)]
    topic: Option<u8>,
    /// Tệp sẽ ghi
    #[arg(long)]
    out: PathBuf,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

/// Writes a campaign's questions for others.
///
/// # Errors
/// The campaign has errors, the format cannot hold a question, or the file cannot be written.
pub fn run(wanted: &Export, console: &Console) -> CommandResult {
    let file = destination(&wanted.out, wanted.to.file_name()).map_err(|failure| vec![failure])?;
    let out = legible(&file.display().to_string());
    let failed = |code, args| vec![Failure::with(code, args)];
    if file.exists() && !wanted.force {
        return Err(failed(codes::exchange::FILE_EXISTS, vec![("file", out)]));
    }
    let folder = Folder::read(&wanted.path)?;
    let units = builtin::haiphong().map_err(|_| failed(codes::exchange::CONTENT_HAS_FAULTS, Vec::new()))?;
    let pack =
        read(&folder.sources(), &units).map_err(|_| failed(codes::exchange::CONTENT_HAS_FAULTS, Vec::new()))?.pack;
    if let Some(topic) = wanted.topic.filter(|topic| !pack.contest.topics.iter().any(|one| one.id.number() == *topic)) {
        return Err(failed(codes::exchange::TOPIC_MISSING, vec![("topic", topic.to_string())]));
    }
    let chosen = pack.bank.iter().filter(|question| wanted.topic.is_none_or(|topic| question.topic.number() == topic));
    let items: Vec<Item> = chosen.map(|question| item(&pack, question)).collect();
    let bytes = export(Format::from(wanted.to), &items).map_err(|fault| match fault {
        ExportFault::ReadOnly(_) => failed(codes::exchange::FORMAT_ONLY_IMPORTED, Vec::new()),
        ExportFault::TooManyOptions { most } => {
            failed(codes::exchange::FORMAT_CANNOT_HOLD, vec![("question", format!("> {most}"))])
        }
        ExportFault::Unwritable { number } => {
            let name = number.checked_sub(1).and_then(|at| items.get(at)).and_then(|item| item.name.clone());
            failed(codes::exchange::FORMAT_CANNOT_HOLD, vec![("question", name.unwrap_or_default())])
        }
    })?;
    write_atomically(&file, &bytes)
        .map_err(|_| failed(codes::exchange::FILE_NOT_WRITTEN, vec![("file", out.clone())]))?;
    if wanted.json {
        console.json_line(json!({ "written": items.len(), "out": out }));
    } else {
        console.message("exchange-exported", &[("count", items.len().into()), ("path", out.as_str().into())]);
    }
    Ok(ExitCode::SUCCESS)
}

fn item(pack: &Pack, question: &Question) -> Item {
    let topic = pack.contest.topics.iter().find(|topic| topic.id == question.topic);
    Item {
        place: Location::Whole,
        name: Some(question.id.0.clone()),
        topic: topic.map(|topic| topic.title.clone()),
        level: Some(question.level),
        stem: question.stem.clone(),
        options: question.options.clone(),
        why: Some(question.why.clone()).filter(|why| !why.is_empty()),
        more: More {
            fact: Some(question.fact.clone()),
            lesson: Some(question.lesson.to_string()),
            source: Some(question.source.clone()),
            checked: Some(question.checked),
            until: question.until,
            situation: question.situation,
            negative: question.negative,
            group: question.group.clone(),
        },
    }
}
