use super::{files::Folder, keys, roots::today};
use crate::{
    cli::{CommandResult, Console, destination},
    content::{Draft, builtin},
    crypto::sha256,
    domain::Question,
    notices::{Failure, failure},
    report::{Checklist, Fonts, PdfFault, Reviewed, checklist},
    text::{Words, codes},
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Options of `checklist`.
#[derive(Args)]
pub struct ChecklistArgs {
    /// Thư mục nội dung
    path: PathBuf,
    /// Chỉ chuyên đề này
    #[arg(long)]
    topic: Option<u8>,
    /// Cả câu để luyện tập, không chỉ câu để rút đề
    #[arg(long)]
    all: bool,
    /// Tệp PDF sẽ ghi, hoặc thư mục
    #[arg(long)]
    out: PathBuf,
    /// Ghi đè tệp cũ
    #[arg(long)]
    force: bool,
}

/// Writes the questions for two reviewers, who answer them, judge them and sign, as PDF.
///
/// # Errors
/// The folder cannot be read, nothing in it is to be reviewed, or the file cannot be written.
pub fn run(wanted: &ChecklistArgs, console: &Console) -> CommandResult {
    let folder = Folder::read(&wanted.path)?;
    let units = builtin::haiphong().unwrap_or_default();
    let pack = Draft::read(&folder.sources(), &units).0.so_far(&units);
    let is_wanted = |question: &&Question| wanted.topic.is_none_or(|topic| question.topic.number() == topic);
    let all: Vec<&Question> = if wanted.all { pack.bank.iter().collect() } else { pack.bank.asked().collect() };
    let questions: Vec<Reviewed> =
        all.into_iter().filter(is_wanted).map(|question| reviewed(question, console.words())).collect();
    if questions.is_empty() {
        return Err(failure(codes::content::NOTHING_TO_REVIEW, [("file", wanted.path.display().to_string())]));
    }
    let out = destination(&wanted.out, "ra-soat.pdf").map_err(|failure| vec![failure])?;
    if out.exists() && !wanted.force {
        return Err(failure(codes::signing::FILE_EXISTS, [("file", out.display().to_string())]));
    }
    let list = Checklist { contest: pack.contest.title.clone(), date: today(), questions };
    let bytes = Fonts::embedded()
        .and_then(|fonts| checklist(&list, console.words(), &fonts))
        .map_err(|fault| not_drawn(&fault))?;
    keys::write(&out, &bytes)?;
    let values = [("file", out.display().to_string().into()), ("questions", list.questions.len().into())];
    console.message("checklist-written", &values);
    Ok(ExitCode::SUCCESS)
}

fn not_drawn(fault: &PdfFault) -> Vec<Failure> {
    match fault {
        PdfFault::MissingGlyph(sign) => {
            let code = format!("U+{:04X}", u32::from(*sign));
            failure(codes::content::CHECKLIST_GLYPH_MISSING, [("sign", code)])
        }
        PdfFault::TooWide(_) | PdfFault::Qr(_) | PdfFault::BadFont | PdfFault::Writer(_) | PdfFault::Logo => {
            failure(codes::content::CHECKLIST_NOT_DRAWN, [])
        }
    }
}

/// The options in an order that the id gives: the same each time, and the first is not always the right one.
fn reviewed(question: &Question, words: &Words) -> Reviewed {
    let place = |at: &usize| sha256(&[question.id.0.as_bytes(), &at.to_le_bytes()]);
    let mut order: Vec<usize> = (0..question.options.len()).collect();
    order.sort_by_key(place);
    let values = [
        ("level", question.level.number().into()),
        ("fact", question.fact.as_str().into()),
        ("lesson", question.lesson.to_string().into()),
        ("source", question.source.as_str().into()),
    ];
    Reviewed {
        id: question.id.0.clone(),
        about: words.with("checklist-about", &values),
        stem: question.stem.clone(),
        key: order.iter().position(|at| *at == 0).unwrap_or(0),
        options: order.iter().filter_map(|at| question.options.get(*at).cloned()).collect(),
    }
}
