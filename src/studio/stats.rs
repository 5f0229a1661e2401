use super::{files::Folder, results, roots::today};
use crate::{
    cli::{CommandResult, Console},
    content::{
        Draft, Pack, Severity, builtin,
        figures::{Figures, Floor, MOST, PACE, Papers, Part, figures, floor, papers, papers_log10},
    },
    domain::Date,
    text::Words,
    tui::draw::{cells, clip},
};
use clap::Args;
use serde_json::{Value, json};
use std::{collections::BTreeSet, path::PathBuf, process::ExitCode};

/// Options of `stats`.
#[derive(Args)]
pub struct Stats {
    /// Thư mục nội dung
    path: PathBuf,
    /// Tệp thống kê câu hỏi do Ban Tổ chức trả về: hiện số liệu của từng câu thay cho số liệu của bộ nội dung
    #[arg(long, value_name = "TỆP")]
    results: Option<PathBuf>,
    /// In ra JSON cho chương trình khác đọc
    #[arg(long)]
    json: bool,
}

/// Papers that are drawn to measure.
const PAPERS: u32 = 1_000;

/// All statistics of what could be read of a folder.
struct Report {
    figures: Figures,
    floor: Floor,
    /// What was found on drawn papers, where any can be drawn.
    drawn: Option<Papers>,
    papers: f64,
    /// Questions that have run out today, and by the contest's last day.
    run_out: [usize; 2],
    faults: usize,
}

/// Prints a campaign in figures, also when some of its files have faults.
///
/// # Errors
/// The folder cannot be read.
pub fn run(wanted: &Stats, console: &Console) -> CommandResult {
    let folder = Folder::read(&wanted.path)?;
    let units = builtin::haiphong().unwrap_or_default();
    let sources = folder.sources();
    let (draft, faults) = Draft::read(&sources, &units);
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    let figures = figures(&draft);
    let pack = draft.so_far(&units);
    if let Some(file) = &wanted.results {
        return results::run(file, &pack, wanted.json, console);
    }
    let report = Report {
        floor: floor(figures.paper),
        figures,
        drawn: papers(&pack, PAPERS),
        run_out: [today(), pack.contest.closes].map(|day| run_out(&pack, day)),
        papers: papers_log10(&pack),
        faults: errors,
    };
    if wanted.json {
        console.json_line(as_json(&report));
    } else {
        tables(&report, console);
    }
    Ok(ExitCode::SUCCESS)
}

fn run_out(pack: &Pack, day: Date) -> usize {
    pack.bank.iter().filter(|question| question.has_run_out(day)).count()
}

fn tables(report: &Report, console: &Console) {
    let words = console.words();
    let parts = &report.figures.parts;
    if report.faults > 0 {
        console.message("stats-faults", &[("faults", report.faults.into())]);
        console.verbatim("");
    }
    let number = |n: usize| words.number(n as u64);
    let row = |key: &str, value: &dyn Fn(&Part) -> String| {
        (words.get(key).into_owned(), parts.iter().map(value).collect::<Vec<_>>())
    };
    let levels = |part: &Part, at: usize| -> String {
        words.percent(part.levels.get(at).map_or(0, |n| *n as u64), part.questions as u64)
    };
    let bank = [
        row("stats-questions", &|part| number(part.questions)),
        row("stats-easy", &|part| levels(part, 0)),
        row("stats-middle", &|part| levels(part, 1)),
        row("stats-hard", &|part| levels(part, 2)),
        row("stats-asked", &|part| number(part.asked)),
        row("stats-asked-facts", &|part| number(part.asked_facts)),
        row("stats-situations", &|part| number(part.situations)),
        row("stats-negatives", &|part| number(part.negatives)),
        row("stats-facts", &|part| number(part.facts)),
        row("stats-a-fact", &|part| words.decimal(part.questions as f64 / part.facts.max(1) as f64, 1)),
        row("stats-most-a-fact", &|part| number(part.most_a_fact)),
        row("stats-sources", &|part| number(part.sources)),
    ];
    table(words, console, "stats-bank", parts, &bank);
    let minutes = |syllables: usize| words.decimal(syllables as f64 / PACE as f64, 1);
    let course = [
        row("stats-lessons", &|part| number(part.lessons)),
        row("stats-required", &|part| number(part.required)),
        row("stats-pages", &|part| number(part.pages)),
        row("stats-required-syllables", &|part| number(part.required_syllables)),
        row("stats-required-minutes", &|part| minutes(part.required_syllables)),
        row("stats-all-minutes", &|part| minutes(part.syllables)),
    ];
    table(words, console, "stats-course", parts, &course);
    let months: BTreeSet<(i32, u32)> = parts.iter().flat_map(|part| part.expires.keys().copied()).collect();
    let mut expiring: Vec<(String, Vec<String>)> = months
        .iter()
        .map(|month| {
            let cells = parts.iter().map(|part| number(part.expires.get(month).copied().unwrap_or(0)));
            (format!("{:02}/{}", month.1, month.0), cells.collect())
        })
        .collect();
    expiring.push(row("stats-lasting", &|part| number(part.questions - part.expires.values().sum::<usize>())));
    table(words, console, "stats-expires", parts, &expiring);
    let guess = |at: usize| move |part: &Part| scored(words, part.guesses.get(at).copied().unwrap_or(0));
    let guesses = [
        row("stats-longest", &guess(0)),
        row("stats-shortest", &guess(1)),
        row("stats-stem-words", &guess(2)),
        row("stats-like-others", &guess(3)),
        row("stats-unlike-others", &guess(4)),
    ];
    table(words, console, "stats-guesses", parts, &guesses);
    sentences(report, console);
}

/// `5,6 ▲` for more than a strategy should get right.
fn scored(words: &Words, hundredths: usize) -> String {
    let mark = if hundredths > MOST { " ▲" } else { "" };
    format!("{}{mark}", words.decimal(hundredths as f64 / 100.0, 1))
}

fn sentences(report: &Report, console: &Console) {
    let words = console.words();
    let tenths = |hundredths: usize| words.decimal(hundredths as f64 / 100.0, 1);
    if let Some(drawn) = report.drawn {
        let [first, last] = drawn.places;
        let count = ("papers", (PAPERS as usize).into());
        console
            .message("stats-places", &[("first", tenths(first).into()), ("last", tenths(last).into()), count.clone()]);
        let values = [
            ("paper", report.figures.paper.into()),
            ("mean", words.decimal(drawn.taught.1, 1).into()),
            ("least", drawn.taught.0.into()),
            count.clone(),
        ];
        console.message("stats-taught", &values);
        let (least, most) = drawn.hard;
        console.message("stats-hardness", &[("least", least.into()), ("most", most.into()), count.clone()]);
        console.message("stats-fact-twice", &[("found", drawn.fact_twice.into()), count]);
        console.message("stats-shared", &[("shared", words.decimal(drawn.shared, 1).into())]);
    }
    let [now, then] = report.run_out;
    if now + then > 0 {
        console.message("stats-run-out", &[("now", now.into()), ("then", then.into())]);
    }
    let floor = report.floor;
    let values = [
        ("paper", report.figures.paper.into()),
        ("mean", words.decimal(floor.mean, 1).into()),
        ("half", floor.half.into()),
        ("chance", words.decimal(100.0 * floor.reaches_half, 1).into()),
    ];
    console.message("stats-floor", &values);
    if report.drawn.is_some() {
        console.message("stats-papers", &[("power", (report.papers.floor() as usize).into())]);
    }
}

/// Columns of the first one, and of each figure: five figures stay within 80.
const NAME: u16 = 32;
const FIGURE: usize = 9;

fn table(words: &Words, console: &Console, title: &str, parts: &[Part], rows: &[(String, Vec<String>)]) {
    let heads = parts.iter().map(|part| match part.topic {
        Some(topic) => words.with("stats-topic", &[("n", topic.number().into())]),
        None => words.get("stats-all").into_owned(),
    });
    let line = |name: &str, figures: &mut dyn Iterator<Item = String>| {
        let name = clip(name, NAME);
        let room = " ".repeat(usize::from(NAME.saturating_sub(cells(&name))));
        let right = |text: String| format!("{}{text}", " ".repeat(FIGURE.saturating_sub(usize::from(cells(&text)))));
        format!("{name}{room}{}", figures.map(right).collect::<String>())
    };
    let head = line(&words.get(title), &mut heads.into_iter());
    console.verbatim(&head);
    console.verbatim("─".repeat(usize::from(cells(&head))));
    for (name, figures) in rows {
        console.verbatim(line(name, &mut figures.iter().cloned()));
    }
    console.verbatim("");
}

fn as_json(report: &Report) -> Value {
    let floor = report.floor;
    json!({
        "v": 1,
        "parts": report.figures.parts.iter().map(part_json).collect::<Vec<_>>(),
        "paper": report.figures.paper,
        "floor": { "mean": floor.mean, "half": floor.half, "reaches_half": floor.reaches_half },
        "places": report.drawn.map(|drawn| json!({ "first": score(drawn.places[0]), "last": score(drawn.places[1]) })),
        "drawn": report.drawn.map(|drawn| json!({
            "papers": PAPERS, "taught": { "least": drawn.taught.0, "mean": drawn.taught.1 },
            "hard": { "least": drawn.hard.0, "most": drawn.hard.1 }, "fact_twice": drawn.fact_twice, "shared": drawn.shared,
        })),
        "run_out": { "today": report.run_out[0], "closes": report.run_out[1] },
        "papers_log10": report.papers,
        "faults": report.faults,
    })
}

fn score(hundredths: usize) -> f64 {
    hundredths as f64 / 100.0
}

fn part_json(part: &Part) -> Value {
    let [longest, shortest, stem_words, like_others, unlike_others] = part.guesses.map(score);
    let expires = part.expires.iter().map(|((year, month), count)| (format!("{year}-{month:02}"), json!(count)));
    json!({
        "topic": part.topic.map(|topic| topic.number()),
        "questions": part.questions,
        "levels": part.levels,
        "situations": part.situations,
        "negatives": part.negatives,
        "sources": part.sources,
        "facts": part.facts,
        "most_a_fact": part.most_a_fact,
        "asked": part.asked,
        "asked_facts": part.asked_facts,
        "lessons": part.lessons,
        "required": part.required,
        "pages": part.pages,
        "required_syllables": part.required_syllables,
        "syllables": part.syllables,
        "guesses": {
            "longest": longest, "shortest": shortest, "stem_words": stem_words, "like_others": like_others,
            "unlike_others": unlike_others,
        },
        "expires": expires.collect::<serde_json::Map<_, _>>(),
    })
}
