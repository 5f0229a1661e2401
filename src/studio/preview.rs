use super::{files::Folder, frame::Frames};
use crate::tui::{Keyed as _, ScreenState as _};
use crate::{
    cli::{CommandResult, Console},
    content::{Draft, Pack, Severity, builtin},
    domain::{LessonId, PaperItem, Question, QuestionId},
    notices::legible,
    text::codes,
    tui::{
        Failure, Model, Msg, OpenedFrom, Press, Screen, ThemeName,
        draw::Page,
        screens::{lesson, quiz},
        view,
    },
};
use clap::{Args, ValueEnum};
use std::{path::PathBuf, process::ExitCode};

/// Options of `preview`.
#[derive(Args)]
pub struct Preview {
    /// Thư mục nội dung
    path: PathBuf,
    /// Xem một bài học, ví dụ 1.1
    #[arg(long, conflicts_with = "question")]
    lesson: Option<String>,
    /// Xem một câu hỏi, ví dụ A-001
    #[arg(long)]
    question: Option<String>,
    /// Chỉ trang này của bài học, đếm từ 1; sau các trang là các câu hỏi cuối bài
    #[arg(long, requires = "lesson")]
    page: Option<usize>,
    /// Cỡ màn hình: 80x24 hoặc lớn hơn
    #[arg(long, value_parser = size, default_value = "80x24")]
    size: (u16, u16),
    /// Nền tối hoặc nền sáng
    #[arg(long, value_enum, default_value_t = Colours::Dark)]
    theme: Colours,
    /// Không in màu
    #[arg(long)]
    plain: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Colours {
    Dark,
    Light,
}

/// Smallest and largest screen that is drawn.
const LEAST: (u16, u16) = (80, 24);
const MOST: (u16, u16) = (300, 100);

fn size(text: &str) -> Result<(u16, u16), String> {
    let (columns, rows) = text.split_once(['x', 'X', '×']).ok_or("80x24")?;
    let size = (columns.parse().map_err(|_| "80x24")?, rows.parse().map_err(|_| "80x24")?);
    let fits = (LEAST.0..=MOST.0).contains(&size.0) && (LEAST.1..=MOST.1).contains(&size.1);
    fits.then_some(size).ok_or_else(|| "80x24 … 300x100".to_owned())
}

/// Draws lessons or a question as the station does, also when other files of the folder have faults; without a choice, all
/// lessons in order and then the list of questions.
///
/// # Errors
/// The folder cannot be read, or holds no such lesson, page or question.
pub fn run(wanted: &Preview, console: &Console) -> CommandResult {
    let folder = Folder::read(&wanted.path)?;
    let units = builtin::haiphong().unwrap_or_default();
    let sources = folder.sources();
    let (draft, faults) = Draft::read(&sources, &units);
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    let pack = Draft::read(&sources, &units).0.so_far(&units);
    let theme = match wanted.theme {
        Colours::Dark => ThemeName::Dark,
        Colours::Light => ThemeName::Light,
    };
    let frames = Frames::new(pack, wanted.size, theme, wanted.plain, console);
    match (&wanted.lesson, &wanted.question) {
        (_, Some(id)) => {
            let typed = || frames.pack().bank.iter().find(|question| question.id.0.eq_ignore_ascii_case(id));
            let found = frames.pack().question(&QuestionId(id.clone())).or_else(typed);
            let question = found.ok_or_else(|| refused(codes::preview::NO_QUESTION, "id", id))?;
            show_question(&frames, &draft, question, console);
        }
        (Some(id), None) => {
            // Files are named 3-1.md.
            let found = LessonId::parse(&id.replace('-', ".")).filter(|id| frames.pack().lesson(*id).is_some());
            show_lesson(
                &frames,
                found.ok_or_else(|| refused(codes::preview::NO_LESSON, "id", id))?,
                wanted.page,
                console,
            )?;
        }
        (None, None) => {
            for lesson in &frames.pack().lessons {
                show_lesson(&frames, lesson.id, None, console)?;
            }
            list(frames.pack(), console);
        }
    }
    if errors > 0 {
        console.note(console.words().with("preview-faults", &[("faults", errors.into())]));
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(code: &'static str, name: &'static str, value: &str) -> Vec<Failure> {
    vec![Failure::new(code, [(name, legible(value))])]
}

/// The pages of a lesson and then its check questions, by the keys that turn them.
fn show_lesson(frames: &Frames<'_>, id: LessonId, page: Option<usize>, console: &Console) -> Result<(), Vec<Failure>> {
    let Some(lesson) = frames.pack().lesson(id) else { return Ok(()) };
    let whole = lesson.pages.len() + lesson.checks.len();
    if let Some(page) = page.filter(|page| !(1..=whole).contains(page)) {
        let args = vec![("page", page.to_string()), ("id", id.to_string()), ("pages", whole.to_string())];
        return Err(vec![Failure::with(codes::preview::NO_PAGE, args)]);
    }
    let mut model = frames.model();
    model.screen = Screen::Lesson(Box::new(lesson::State::open(&model.shared, id, OpenedFrom::Further)));
    for at in 1..=whole {
        if page.is_none_or(|page| page == at) {
            frames.show(|frame| drop(view(&model, frame)), console);
        }
        turn(&mut model, lesson.checks.get(at.wrapping_sub(lesson.pages.len() + 1)));
    }
    Ok(())
}

/// To what follows a page, or a check question once it is answered rightly.
fn turn(model: &mut Model, check: Option<&crate::domain::Check>) {
    let now = model.shared.now.stamp;
    if let Some(right) = check.and_then(|check| check.options.iter().position(|option| option.right)) {
        let digit = u32::try_from(right + 1).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or('1');
        drop(model.update(now, Msg::Press(Press::Char(digit))));
    }
    drop(model.update(now, Msg::Press(Press::Enter)));
}

/// A question as the test asks it, its options in the file's order, and below what residents see after the test or never.
fn show_question(frames: &Frames<'_>, draft: &Draft<'_>, question: &Question, console: &Console) {
    let order = (0..).take(question.options.len()).collect();
    let item = PaperItem { question: question.id.clone(), order };
    let size = frames.pack().contest.paper_size().max(1);
    let asked =
        quiz::Asked { question, item: &item, place: 0, size, done: 0, choice: None, focus: None, is_flagged: false };
    let model = frames.model();
    let all = &model.shared;
    let state = quiz::State::default();
    frames.show(
        |frame| {
            let mut page = Page::new(frame, all, &state.title(all), state.keys(all));
            quiz::draw_asked(all, &mut page, &asked);
        },
        console,
    );
    let words = console.words();
    let labelled = |key: &str, value: &str| console.paragraph(&format!("{}: {}", words.get(key), legible(value)));
    labelled("preview-question", &question.id.0);
    labelled("preview-key", &format!("1. {}", question.options.first().map_or("", String::as_str)));
    labelled("preview-why", &question.why);
    labelled("preview-fact", &format!("{} {}", question.fact, draft.fact(&question.fact).unwrap_or_default()));
    let mut sources = draft.sources(&question.source).peekable();
    if sources.peek().is_none() {
        labelled("preview-source", &question.source);
    }
    for (key, place) in sources {
        labelled("preview-source", &format!("{key} {place}"));
    }
    let days = [Some(question.checked), question.until];
    let [checked, until] = days.map(|day| day.map_or_else(|| "–".to_owned(), |day| words.date(day)));
    let values = [("lesson", question.lesson.to_string().into()), ("checked", checked.into()), ("until", until.into())];
    console.message("preview-days", &values);
}

fn list(pack: &Pack, console: &Console) {
    console.message("preview-questions", &[("questions", pack.bank.len().into())]);
    for question in pack.bank.iter() {
        console.paragraph(&format!("{:<8} {}  {}", question.id.0, question.lesson, legible(&question.stem)));
    }
}
