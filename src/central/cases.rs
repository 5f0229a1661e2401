use super::{open, place::Place};
use crate::{
    centre::{
        Actor,
        cases::{kind, sentence},
        explain,
    },
    cli::{CommandResult, Console},
    domain::Moment,
    ledger::{CaseKind, CaseRow},
    notices::{Failure, legible},
    platform,
};
use clap::Args;
use serde_json::json;
use std::process::ExitCode;

#[derive(Args)]
pub struct Cases {
    /// Nhiều nhất bao nhiêu việc
    #[arg(long, value_name = "N", default_value_t = 200)]
    most: u32,
}

#[derive(Args)]
pub struct Decide {
    /// Số của việc
    #[arg(value_name = "SỐ")]
    case: i64,
    /// Quyết định
    #[arg(value_name = "TỪ")]
    word: String,
}

#[derive(Args)]
pub struct Undo {
    /// Số của việc
    #[arg(value_name = "SỐ")]
    case: i64,
}

pub fn list(wanted: &Cases, place: &Place, console: &Console) -> CommandResult {
    let centre = open::centre(place, console)?;
    let worded = |fault| vec![explain::ledger(&fault)];
    let cases = centre.cases(wanted.most).map_err(worded)?;
    let mut shapes = Vec::new();
    for case in &cases {
        let words = centre.words(case).map_err(worded)?;
        told(case, &words, console);
        if case.kind == CaseKind::Contradiction {
            for telling in centre.tellings(case).map_err(worded)? {
                let (name, birth) = (legible(&telling.name), legible(&telling.born()));
                let values = [("word", telling.word.as_str().into()), ("name", name.into()), ("birth", birth.into())];
                console.message("centre-case-telling", &values);
            }
        }
        for (word, row) in centre.branches(case).map_err(worded)? {
            let (at, records) =
                (console.words().moment(Moment(row.received_ms)), row.last + 1 - row.first.min(row.last));
            let (records, people) = (records.into(), u64::from(row.people).into());
            console.message(
                "centre-case-branch",
                &[("word", word.into()), ("at", at.into()), ("records", records), ("people", people)],
            );
        }
        shapes.push(json!({
            "case": case.id, "kind": kind(case.kind), "subject": case.subject, "detail": case.detail,
            "opened_ms": case.opened_ms, "words": words, "decision": case.decision, "decided_ms": case.decided_ms,
            "decided_by": case.decided_by,
        }));
    }
    if cases.is_empty() {
        console.message("centre-cases-none", &[]);
    }
    console.json(&json!({ "cases": shapes }));
    Ok(ExitCode::SUCCESS)
}

fn told(case: &CaseRow, words: &[String], console: &Console) {
    let date = Moment(case.opened_ms).date().format("%d/%m/%Y").to_string();
    let what = console.words().get(sentence(case.kind)).into_owned();
    let (id, subject) = (case.id.to_string(), subject(case));
    console.message(
        "centre-case",
        &[("case", id.into()), ("date", date.into()), ("what", what.into()), ("subject", subject.into())],
    );
    match &case.decision {
        Some(decision) => console.message("centre-case-decided", &[("word", decision.into())]),
        None => console.message("centre-case-words", &[("words", words.join(" · ").into())]),
    }
}

/// What it is about, for people; a person by the first digits, as on the page.
fn subject(case: &CaseRow) -> String {
    match case.kind {
        CaseKind::Contradiction => format!("{}…", case.subject.get(..12).unwrap_or(&case.subject)),
        _ => case.subject.clone(),
    }
}

pub fn decide(wanted: &Decide, place: &Place, console: &Console) -> CommandResult {
    let centre = open::centre(place, console)?;
    let now = platform::now().wall_ms;
    let decided = centre.decide(wanted.case, &wanted.word, Actor::CommandLine, now);
    let decided = decided.map_err(|refusal| refused(&refusal, wanted.case, &wanted.word))?;
    console.message("centre-decided", &[("n", decided.judged.into())]);
    console.json(&json!({ "case": wanted.case, "judged": decided.judged }));
    Ok(ExitCode::SUCCESS)
}

pub fn undo(wanted: &Undo, place: &Place, console: &Console) -> CommandResult {
    let centre = open::centre(place, console)?;
    let undone = centre.undo(wanted.case, Actor::CommandLine, platform::now().wall_ms);
    let undone = undone.map_err(|refusal| refused(&refusal, wanted.case, ""))?;
    console.message("centre-undone", &[("n", undone.judged.into())]);
    console.json(&json!({ "case": wanted.case, "judged": undone.judged }));
    Ok(ExitCode::SUCCESS)
}

fn refused(refusal: &crate::centre::DecideRefusal, case: i64, word: &str) -> Vec<Failure> {
    vec![explain::decide(refusal, case, word)]
}
