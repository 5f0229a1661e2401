use super::{backup::percent, location::CentreLocation, open};
use crate::{
    centre::{Access, Actor, Holdings, TermRefusal, explain},
    cli::{CommandResult, Console},
    notices::failure,
    text::codes,
};
use serde_json::json;
use std::{
    io::{BufRead, Read, stdin},
    process::ExitCode,
};

/// Longer input is no word.
const MOST: u64 = 64;

/// Shows what the end of the organiser's term removes, asks for a word, and removes it.
pub fn run(location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let refused = |refusal: &TermRefusal| vec![explain::term(refusal)];
    let term = centre.term().map_err(|fault| refused(&fault.into()))?;
    let term = term.ok_or_else(|| refused(&TermRefusal::NoDays))?;
    let last_day = term.last_day;
    if term.ended.is_none() && open::now(&centre)?.date() <= last_day {
        return Err(refused(&TermRefusal::TooEarly { last_day }));
    }
    let there = centre.holdings(&Access::City).map_err(|fault| vec![explain::query(&fault)])?;
    if term.ended.is_some() && there.is_nothing() {
        console.message("centre-end-nothing", &[]);
        console.json(&shape(&there));
        return Ok(ExitCode::SUCCESS);
    }
    let words = console.words();
    let word = words.get("centre-end-word").into_owned();
    let values = [
        ("contest", centre.keys().contest.as_str().into()),
        ("date", words.date(last_day).into()),
        ("bundles", words.number(there.bundles).into()),
        ("people", words.number(there.people).into()),
    ];
    console.message("centre-end-what", &values);
    console.prompt(&words.with("centre-end-ask", &[("word", word.as_str().into())]));
    let mut typed = String::new();
    let read = stdin().lock().take(MOST).read_line(&mut typed);
    if read.is_err() || typed.trim() != word {
        return Err(failure(codes::term::NOT_CONFIRMED, []));
    }
    let now = open::now(&centre)?;
    let gone = centre.end_term(&Access::City, Actor::CommandLine, now, &mut |done, of| {
        let percent = percent(done, of).to_string();
        console.progress(&words.with("centre-end-progress", &[("percent", percent.into())]));
    });
    let gone = gone.map_err(|fault| refused(&fault))?;
    let values = [("bundles", words.number(gone.bundles).into()), ("people", words.number(gone.people).into())];
    console.message("centre-end-done", &values);
    console.message("centre-end-backups", &[]);
    console.json(&shape(&gone));
    Ok(ExitCode::SUCCESS)
}

fn shape(gone: &Holdings) -> serde_json::Value {
    json!({ "bundles": gone.bundles, "outlines": gone.outlines, "people": gone.people })
}
