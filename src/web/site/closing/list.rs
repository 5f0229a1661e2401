use super::{PAGE, done};
use crate::{
    centre::{
        QueryError,
        cases::actor_name,
        closing::{CheckLine, CheckWeight, Checked, LONGEST_WORD, line_shown},
    },
    ledger::FinalSetRow,
    text::Words,
    web::{
        answer::page,
        clock::now,
        extractors::Session,
        problem::Problem,
        site::{
            format::{plain, time},
            frame::Frame,
        },
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// What has just been done.
    xong: Option<String>,
}

#[derive(Template)]
#[template(path = "closing.html", config = "assets/page/askama.toml")]
struct ClosingPage {
    frame: Frame,
    done: Option<String>,
    at: String,
    /// Whether the organiser's term is over.
    is_over: bool,
    lines: Vec<Line>,
    longest: usize,
    /// Number that would be frozen now.
    next: u32,
    is_ready: bool,
    sets: Vec<SetLine>,
}

/// Line of the checklist.
struct Line {
    code: &'static str,
    name: String,
    figure: String,
    value: u64,
    href: &'static str,
    state: String,
    class: &'static str,
    /// Whether somebody may state a word here.
    takes_word: bool,
    word: String,
    by: String,
}

/// Set of the list.
pub(super) struct SetLine {
    pub number: u32,
    pub at: String,
    pub by: String,
    pub is_signed: bool,
    pub signed: String,
}

/// `GET /chot`
pub async fn list(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.map_err(|_| Problem::bad_request())?;
    let words = state.page_words();
    let frame = Frame::new(&access, who, PAGE, words);
    let read = state.run_query(move |centre| {
        let list = match centre.closing_checklist(&access, now()) {
            // Nobody is left to be ranked, and what was frozen is still there.
            Err(QueryError::TermOver { .. }) => None,
            list => Some(list?), // else: the list, or a fault
        };
        Ok::<_, QueryError>((list, centre.frozen_sets(&access)?))
    });
    let (list, sets) = read.await??;
    let is_ready =
        list.as_ref().is_some_and(|list| list.blocking().next().is_none() && list.unstated().next().is_none());
    let view = ClosingPage {
        frame,
        done: done(options.xong.as_deref(), words),
        is_over: list.is_none(),
        at: list.as_ref().map(|list| time(list.at)).unwrap_or_default(),
        lines: list.iter().flat_map(|list| list.lines.iter().map(|one| line(one, list.is_demo, words))).collect(),
        longest: LONGEST_WORD,
        next: sets.first().map_or(1, |row| row.number.saturating_add(1)),
        is_ready,
        sets: sets.iter().map(|row| set_line(row, words)).collect(),
    };
    Ok(page(StatusCode::OK, &view))
}

fn line(one: &Checked, is_demo: bool, words: &Words) -> Line {
    let (state, class) = match (one.figure, one.weight, &one.word) {
        (0, ..) => ("final-state-none", "good"),
        (_, CheckWeight::Blocks, _) => ("final-state-blocks", "bad"),
        (_, CheckWeight::Word, None) => ("final-state-word", "warn"),
        (_, CheckWeight::Word, Some(_)) => ("final-state-stated", "good"),
    };
    let word = one.word.as_ref();
    let (name, figure) = line_shown(one.line, one.figure, is_demo, words);
    Line {
        code: one.line.as_str(),
        name,
        figure: figure.map(|figure| words.number(figure)).unwrap_or_default(),
        value: one.figure,
        href: href(one.line),
        state: words.get(state).into_owned(),
        class,
        takes_word: one.figure > 0 && one.weight == CheckWeight::Word,
        word: word.map(|word| word.text.clone()).unwrap_or_default(),
        by: word.map(|word| format!("{}, {}", plain(&actor_name(&word.who, words)), time(word.at))).unwrap_or_default(),
    }
}

/// Page on which the line is settled.
fn href(line: CheckLine) -> &'static str {
    match line {
        CheckLine::Days => "/goi-noi-dung",
        CheckLine::Cases | CheckLine::Entries => "/viec",
        CheckLine::Signs => "/viec?loai=signal",
        CheckLine::Quarantine | CheckLine::Gaps | CheckLine::Late | CheckLine::Silent | CheckLine::Clocks => "/tram",
        CheckLine::Sheets => "/phieu",
        CheckLine::Requests => "/yeu-cau",
        CheckLine::Equal => "/giai-thuong",
    }
}

/// A set in words.
pub(super) fn set_line(row: &FinalSetRow, words: &Words) -> SetLine {
    let signature = row.signature.as_ref();
    SetLine {
        number: row.number,
        at: time(row.frozen),
        by: plain(&actor_name(&row.frozen_by, words)),
        is_signed: signature.is_some(),
        signed: signature
            .map(|one| format!("{}, {}", plain(&actor_name(&one.by, words)), time(one.at)))
            .unwrap_or_default(),
    }
}
