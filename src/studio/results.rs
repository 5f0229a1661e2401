//! How each question of a folder was answered, by the file that the centre hands back.

use super::item_statistics::{self, ItemStatistics, Items};
use crate::{
    cli::{CommandResult, Console},
    content::Pack,
    domain::Question,
    notices::legible,
    tui::draw::{cells, clip},
};
use serde_json::{Value, json};
use std::{path::Path, process::ExitCode};

/// Prints the figures of a file next to the questions of a folder, what should be looked at first.
///
/// # Errors
/// The file cannot be read, or is none of statistics.
pub fn run(file: &Path, pack: &Pack, is_json: bool, console: &Console) -> CommandResult {
    let items = item_statistics::open(file, pack)?;
    if is_json {
        console.json_line(as_json(pack, &items));
        return Ok(ExitCode::SUCCESS);
    }
    let mut asked: Vec<(&Question, &ItemStatistics)> =
        pack.bank.iter().filter_map(|question| Some((question, items.same.get(&question.id)?))).collect();
    asked.sort_by_key(|(_, item)| item.remarks.is_empty());
    line(console, ["stats-item-id", "stats-item-asked", "stats-item-right", "stats-item-discrimination"]);
    for (question, item) in &asked {
        show(question, item, console);
    }
    let dubious = asked.iter().filter(|(_, item)| !item.remarks.is_empty()).count();
    console.message("stats-items", &[("asked", asked.len().into()), ("dubious", dubious.into())]);
    let never = pack.bank.iter().count() - asked.len();
    if never > 0 {
        console.message("stats-items-never", &[("n", never.into())]);
    }
    if !items.other.is_empty() {
        let ids: Vec<&str> = items.other.iter().map(|id| id.0.as_str()).collect();
        console.message("stats-items-other", &[("n", ids.len().into()), ("ids", legible(&ids.join(", ")).into())]);
    }
    Ok(ExitCode::SUCCESS)
}

/// Columns of the id and of each figure.
const ID: usize = 10;
const FIGURE: usize = 12;
/// Columns of a question's beginning.
const STEM: u16 = 68;

fn line(console: &Console, heads: [&str; 4]) {
    let words = console.words();
    let [id, figures @ ..] = heads;
    let figures = figures.into_iter().chain(["stats-item-efficiency", "stats-item-seconds"]);
    let row = row(&words.get(id), figures.map(|key| words.get(key).into_owned()));
    console.verbatim(&row);
    console.verbatim("─".repeat(usize::from(cells(&row))));
}

fn row(id: &str, figures: impl Iterator<Item = String>) -> String {
    let right = |text: String| format!("{}{text}", " ".repeat(FIGURE.saturating_sub(usize::from(cells(&text)))));
    format!("{id}{}{}", " ".repeat(ID.saturating_sub(usize::from(cells(id)))), figures.map(right).collect::<String>())
}

fn show(question: &Question, item: &ItemStatistics, console: &Console) {
    let words = console.words();
    let percent = |part: Option<f64>| part.map_or("–".to_owned(), |part| format!("{} %", words.decimal(part, 1)));
    let right = words.percent(item.chosen.first().copied().unwrap_or_default(), item.asked);
    let seconds = item.seconds.map_or("–".to_owned(), |seconds| words.decimal(seconds, 0));
    let figures = [words.number(item.asked), right, percent(item.discrimination), percent(item.efficiency), seconds];
    console.verbatim(row(&legible(&question.id.0), figures.into_iter()));
    console.verbatim(format!("  {}", clip(&legible(&question.stem), STEM)));
    for (option, chosen) in question.options.iter().zip(&item.chosen) {
        let share = words.percent(*chosen, item.asked);
        let room = " ".repeat(8_usize.saturating_sub(usize::from(cells(&share))));
        console.verbatim(format!("  {room}{share}  {}", clip(&legible(option), STEM - 10)));
    }
    for key in item.remarks.iter().filter_map(|remark| remark_key(remark)) {
        console.message(key, &[]);
    }
}

/// What to look at, by the word of the file; none for one of a later version.
fn remark_key(remark: &str) -> Option<&'static str> {
    let known = [
        ("negative", "stats-remark-negative"),
        ("wrong-leads", "stats-remark-wrong-leads"),
        ("below-guess", "stats-remark-below-guess"),
        ("hard", "stats-remark-hard"),
        ("easy", "stats-remark-easy"),
        ("weak", "stats-remark-weak"),
        ("inefficient", "stats-remark-inefficient"),
        ("never-chosen", "stats-remark-idle-option"),
    ];
    known.into_iter().find(|(word, _)| *word == remark).map(|(_, key)| key)
}

fn as_json(pack: &Pack, items: &Items) -> Value {
    let asked = pack.bank.iter().filter_map(|question| {
        let item = items.same.get(&question.id)?;
        Some(json!({
            "question": question.id.0, "asked": item.asked, "chosen": item.chosen,
            "right_percent": item.right_percent(), "discrimination": item.discrimination,
            "efficiency": item.efficiency, "seconds_median": item.seconds, "remarks": item.remarks,
        }))
    });
    let other: Vec<&str> = items.other.iter().map(|id| id.0.as_str()).collect();
    json!({ "v": 1, "items": asked.collect::<Vec<_>>(), "other": other })
}
