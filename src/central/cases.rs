use super::{location::CentreLocation, open};
use crate::{
    centre::{
        Access, Actor, Case, DecideRefusal,
        cases::{LATER, actor_name, decision_name, detail, sentence},
        explain,
    },
    cli::{CommandResult, Console},
    domain::Moment,
    ledger::{CaseKind, CaseRow, RecordedActor},
    notices::{Failure, legible},
    text::{Language, Words},
};
use clap::Args;
use serde_json::{Value as Json, json};
use std::process::ExitCode;

/// Options of `cases`.
#[derive(Args)]
pub struct Cases {
    /// Nhiều nhất bao nhiêu việc
    #[arg(long, value_name = "N", default_value_t = 200)]
    most: u32,
}

/// Options of `decide`.
#[derive(Args)]
pub struct Decide {
    /// Số của việc
    #[arg(value_name = "SỐ")]
    case: i64,
    /// Quyết định
    #[arg(value_name = "TỪ")]
    word: String,
    /// Ghi chú kèm quyết định; đừng ghi họ tên, số giấy tờ
    #[arg(long, value_name = "CHỮ")]
    note: Option<String>,
}

/// Options of `undo`.
#[derive(Args)]
pub struct Undo {
    /// Số của việc
    #[arg(value_name = "SỐ")]
    case: i64,
}

/// Prints the cases: open ones, or all.
pub fn list(wanted: &Cases, location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let cases = centre.cases(&Access::City, wanted.most).map_err(|fault| vec![explain::query(&fault)])?;
    for case in &cases {
        show(case, console);
    }
    if cases.is_empty() {
        console.message("centre-cases-none", &[]);
    }
    console.json(&json!({ "cases": cases.iter().map(shape).collect::<Vec<_>>() }));
    Ok(ExitCode::SUCCESS)
}

fn shape(Case { row, words, remark, .. }: &Case) -> Json {
    // Programs read the same word in every language.
    let decided_by = row.decided_by.as_ref().map(|who| actor_name(who, &Words::new(Language::Vietnamese)));
    json!({
        "case": row.id, "kind": row.kind.as_str(), "subject": row.subject, "detail": row.detail,
        "opened_ms": row.opened.0, "words": words, "decision": row.decision, "decided_ms": row.decided.map(|at| at.0),
        "decided_by": decided_by, "remark": remark, "aside_ms": row.aside.as_ref().map(|(at, _)| at.0),
        "taken_ms": row.taken.as_ref().map(|(at, _)| at.0), "taken_by": row.taken.as_ref().map(|(_, who)| who.as_str()),
    })
}

fn show(Case { row, words, remark, declarations, branches }: &Case, console: &Console) {
    let date = console.words().date(row.opened.date());
    let what = console.words().get(sentence(row)).into_owned();
    let (id, subject) = (row.id.to_string(), subject(row));
    console.message(
        "centre-case",
        &[("case", id.into()), ("date", date.into()), ("what", what.into()), ("subject", subject.into())],
    );
    let more = detail(row, console.words());
    if !more.is_empty() {
        console.message("centre-case-detail", &[("detail", legible(&more).into())]);
    }
    match &row.decision {
        Some(decision) => {
            let name = decision_name(decision, console.words()).unwrap_or_else(|| legible(decision));
            console.message("centre-case-decided", &[("word", name.into())]);
            let by = row.decided_by.as_ref().zip(row.decided);
            by.into_iter().for_each(|(who, at)| by_whom("centre-case-by", who, at, console));
        }
        None => {
            let named = words.iter().map(|word| named(word, console.words())).collect::<Vec<_>>();
            console.message("centre-case-words", &[("words", named.join(" · ").into())]);
        }
    }
    if let Some((at, who)) = &row.aside {
        by_whom("centre-case-aside", who, *at, console);
    }
    if let Some((at, who)) = &row.taken {
        by_whom("centre-case-taken", who, *at, console);
    }
    if let Some(remark) = remark {
        console.message("centre-case-remark", &[("text", legible(remark).into())]);
    }
    for declaration in declarations {
        let (name, birth) = (legible(&declaration.name), legible(&declaration.born()));
        let word = declaration.word.as_str().into();
        console.message("centre-case-telling", &[("word", word), ("name", name.into()), ("birth", birth.into())]);
    }
    for (word, bundle) in branches {
        let at = console.words().moment(bundle.received);
        let (records, people) = (bundle.last + 1 - bundle.first.min(bundle.last), u64::from(bundle.people));
        let values =
            [("word", word.as_str().into()), ("at", at.into()), ("records", records.into()), ("people", people.into())];
        console.message("centre-case-branch", &values);
    }
}

/// A decision as it is typed, with what it means; one that names a declaration or a branch is explained on a line of its own.
fn named(word: &str, words: &Words) -> String {
    match decision_name(word, words) {
        Some(name) => format!("{} ({name})", legible(word)),
        None => legible(word),
    }
}

/// Who did something with a case, and when.
fn by_whom(key: &str, who: &RecordedActor, at: Moment, console: &Console) {
    let (who, at) = (legible(&actor_name(who, console.words())), console.words().moment(at));
    console.message(key, &[("who", who.into()), ("at", at.into())]);
}

/// What it is about, for people; a person by the first digits, as on the page.
fn subject(case: &CaseRow) -> String {
    match case.kind {
        CaseKind::Contradiction => format!("{}…", case.subject.get(..12).unwrap_or(&case.subject)),
        CaseKind::Fork | CaseKind::Revoked | CaseKind::Epoch | CaseKind::Late | CaseKind::Anomaly => {
            legible(&case.subject)
        }
    }
}

/// Decides a case with one of its words, after the person at the keyboard has agreed.
pub fn decide(wanted: &Decide, location: &CentreLocation, console: &Console) -> CommandResult {
    let Decide { case, word, note } = wanted;
    let centre = open::centre(location, console)?;
    let found = centre.case(&Access::City, *case).map_err(|fault| vec![explain::query(&fault)])?;
    let found = found.ok_or_else(|| refused(&DecideRefusal::UnknownCase, *case, word, console))?;
    let what = console.words().get(sentence(&found.row)).into_owned();
    let chosen = named(word, console.words());
    let values = [("case", case.to_string().into()), ("what", what.into()), ("word", chosen.into())];
    let is_new = found.row.decision.is_none() && found.words.contains(word);
    if is_new && console.declines("centre-decide-agree", &values) {
        return Ok(ExitCode::FAILURE);
    }
    let chosen = (word.as_str(), note.as_deref().unwrap_or_default());
    let decided = centre.decide_with_remark(&Access::City, *case, chosen, Actor::CommandLine, open::now(&centre)?);
    let decided = decided.map_err(|refusal| refused(&refusal, *case, word, console))?;
    match word.as_str() {
        LATER => console.message("centre-put-aside", &[("case", case.to_string().into())]),
        _ => console.message("centre-decided", &[("n", decided.judged.into())]),
    }
    console.json(&json!({ "case": case, "judged": decided.judged }));
    Ok(ExitCode::SUCCESS)
}

/// Takes the decision of a case back.
pub fn undo(wanted: &Undo, location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let undone = centre.undo(&Access::City, wanted.case, Actor::CommandLine, open::now(&centre)?);
    let undone = undone.map_err(|refusal| refused(&refusal, wanted.case, "", console))?;
    console.message("centre-undone", &[("n", undone.judged.into())]);
    console.json(&json!({ "case": wanted.case, "judged": undone.judged }));
    Ok(ExitCode::SUCCESS)
}

fn refused(refusal: &DecideRefusal, case: i64, word: &str, console: &Console) -> Vec<Failure> {
    vec![explain::decide(refusal, case, word, console.words())]
}
