use super::{
    format::{ago, plain},
    frame::Frame,
    place::Places,
};
use crate::{
    centre::{
        QueryError, SheetReport,
        cases::actor_name,
        explain,
        sheets::{finding_name, paper_number},
    },
    domain::{Moment, PaperNumber},
    ledger::{SheetFinding, SheetRow},
    text::Words,
    web::{
        answer::{page, redirect},
        clock::now,
        extractors::{PageForm, Session},
        problem::{Problem, sheet_problem},
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Sheets of a page.
const MOST: u32 = 60;

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// What has just been done.
    xong: Option<String>,
}

/// What was found.
#[derive(Deserialize)]
pub struct Found {
    /// The letters of the sheet, or a word about it.
    chu: String,
}

#[derive(Template)]
#[template(path = "sheets.html", config = "assets/page/askama.toml")]
struct SheetsPage {
    frame: Frame,
    open: Vec<SheetLine>,
    found: Vec<SheetLine>,
    open_count: u64,
    /// Open ones that the page has no place for.
    hidden: u64,
    kept_until: Option<String>,
    may_note: bool,
    done: Option<String>,
}

/// Sheet as the page shows it.
struct SheetLine {
    id: i64,
    /// Number of its paper.
    number: String,
    place: String,
    station: String,
    drawn: String,
    /// What was found, in words, with its CSS class; when, and by whom.
    finding: String,
    class: &'static str,
    at: String,
    by: String,
}

/// `GET /phieu`
pub async fn sheets(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.unwrap_or_default();
    let frame = Frame::new(&access, who, "/phieu", state.page_words());
    let read = state.run_query(move |centre| {
        let sheets = centre.sheets(&access, MOST)?;
        Ok::<_, QueryError>((sheets, centre.stations(&access)?, centre.units()?))
    });
    let (sheets, stations, units) = read.await??;
    let (words, places) = (state.page_words(), Places { stations: &stations, units: &units });
    let (open, found): (Vec<&SheetRow>, Vec<&SheetRow>) = sheets.rows.iter().partition(|row| row.finding.is_none());
    let lines = |rows: Vec<&SheetRow>| rows.into_iter().map(|row| line(row, &places, words, now())).collect();
    let hidden = sheets.open.saturating_sub(u64::try_from(open.len()).unwrap_or(u64::MAX));
    let view = SheetsPage {
        frame,
        open: lines(open),
        found: lines(found),
        open_count: sheets.open,
        hidden,
        kept_until: sheets.kept_until.map(|day| words.date(day)),
        may_note: sheets.may_note,
        done: done(options.xong.as_deref(), words),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `POST /phieu/<sheet>`
pub async fn note(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(sheet): Path<i64>,
    PageForm(Found { chu }): PageForm<Found>,
) -> Result<Response, Problem> {
    let not_one = || Problem::unprocessable(explain::not_a_sheet_report(&chu));
    let report = SheetReport::parse(&chu).ok_or_else(not_one)?;
    let noted = state.run_command(move |centre| centre.note_sheet(&access, sheet, &report, (who, now())));
    let noted = noted.await?.map_err(|refusal| sheet_problem(&refusal, sheet))?;
    Ok(redirect(match noted.finding {
        SheetFinding::Same => "/phieu?xong=khop",
        SheetFinding::Differs => "/phieu?xong=lech",
        SheetFinding::Missing => "/phieu?xong=khong-co",
    }))
}

fn line(row: &SheetRow, places: &Places<'_>, words: &Words, now: Moment) -> SheetLine {
    let class = match row.finding {
        None => "open",
        Some(SheetFinding::Same) => "good",
        Some(SheetFinding::Differs | SheetFinding::Missing) => "bad",
    };
    SheetLine {
        id: row.id,
        number: paper_number(row).as_ref().map(PaperNumber::to_string).unwrap_or_default(),
        place: places.place(&row.station),
        station: row.station.short().to_owned(),
        drawn: ago(words, row.drawn, now),
        finding: finding_name(row, words).map(|name| plain(&name)).unwrap_or_default(),
        class,
        at: row.found.map(|at| ago(words, at, now)).unwrap_or_default(),
        by: row.found_by.as_ref().map(|who| plain(&actor_name(who, words))).unwrap_or_default(),
    }
}

fn done(what: Option<&str>, words: &Words) -> Option<String> {
    let key = match what {
        Some("khop") => "site-sheet-same",
        Some("lech") => "site-sheet-differs",
        Some("khong-co") => "site-sheet-missing",
        _ => return None,
    };
    Some(words.get(key).into_owned())
}
