use super::{
    super::{
        done::Done,
        format::{count, number, plain, rate, time},
        frame::Frame,
        parts::{LackingLine, OneTouchFigures},
    },
    nav::{Nav, unknown},
    roster::group_name,
};
use crate::{
    centre::{Agency, SilentStation, UnitToday},
    domain::Moment,
    ledger::Counts,
    text::Words,
    web::{answer::page, clock::now, extractors::Session, problem::Problem, state::AppState},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
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
#[template(path = "unit_today.html", config = "assets/page/askama.toml")]
struct TodayPage {
    nav: Nav,
    /// What has just been done.
    done: Option<String>,
    at: String,
    /// When the newest bundle of the unit's stations arrived; empty before.
    newest: String,
    rate: String,
    population: String,
    inferred: bool,
    rank: Option<String>,
    registered: String,
    half_way: String,
    finished: String,
    valid: String,
    took_part: String,
    one_touch: OneTouchFigures,
    lacking: Vec<LackingLine>,
    app: String,
    /// Telephones of people without an entry.
    installs: String,
    today: Steps,
    yesterday: Steps,
    /// Agencies below 100 %, of so many.
    agencies: Vec<AgencyLine>,
    all_agencies: usize,
    stations: usize,
    silent: Vec<String>,
    cases: u64,
    sheets: u64,
}

/// What was reached on a day.
struct Steps {
    registered: String,
    finished: String,
    valid: String,
}

struct AgencyLine {
    name: String,
    heads: String,
    took_part: String,
    rate: String,
    left: String,
}

/// `GET /xa/<unit>`
pub async fn today(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.unwrap_or_default();
    let done = Done::parse(options.xong.as_deref());
    let code = unit.clone();
    let frame = Frame::new(&access, who, "/", state.page_words());
    let found = state.run_query(move |centre| centre.unit_today(&access, &code, now())).await??;
    let today = found.ok_or_else(|| unknown(&unit))?;
    Ok(page(StatusCode::OK, &TodayPage::new(frame, &today, done, state.page_words())))
}

impl TodayPage {
    fn new(frame: Frame, found: &UnitToday, done: Option<Done>, words: &Words) -> Self {
        let Counts { registered, finished, valid, app, .. } = found.counts;
        // Before anything was reported, a zero would state that nobody took part.
        let is_open = registered == 0 && !found.silent.is_empty();
        let figure = |figure: i64| match is_open {
            true => words.get("site-unknown-figure").into_owned(),
            false => number(words, figure),
        };
        let below = found.agencies.iter().filter(|one| one.took_part < one.heads);
        Self {
            nav: Nav::new(&found.unit, "today", frame, words),
            done: done.map(|done| done.text(words)),
            at: time(found.at),
            newest: found.newest.map(time).unwrap_or_default(),
            rate: if is_open { "–".to_owned() } else { rate(valid, found.unit.population.into()) },
            population: number(words, found.unit.population.into()),
            inferred: found.unit.population_inferred,
            rank: found.rank.map(|(rank, units)| {
                words.with("commune-rank", &[("rank", rank.to_string().into()), ("units", units.to_string().into())])
            }),
            registered: figure(registered),
            half_way: figure(registered - finished),
            finished: figure(finished),
            valid: figure(valid),
            took_part: figure(found.counts.took_part()),
            one_touch: OneTouchFigures::new(&found.counts, words),
            lacking: found.lacking.iter().map(|one| LackingLine::new(one, words)).collect(),
            app: figure(app),
            installs: count(words, found.installs),
            today: steps(&found.today, words),
            yesterday: steps(&found.yesterday, words),
            agencies: below.map(|one| agency(one, words)).collect(),
            all_agencies: found.agencies.len(),
            stations: found.stations,
            silent: found.silent.iter().map(|one| silent(one, words, found.at)).collect(),
            cases: found.cases,
            sheets: found.sheets,
        }
    }
}

fn steps(counts: &Counts, words: &Words) -> Steps {
    Steps {
        registered: number(words, counts.registered),
        finished: number(words, counts.finished),
        valid: number(words, counts.valid),
    }
}

fn agency(one: &Agency, words: &Words) -> AgencyLine {
    AgencyLine {
        name: group_name(&one.kind, words),
        heads: count(words, one.heads),
        took_part: count(words, one.took_part),
        rate: rate(i64::try_from(one.took_part).unwrap_or(i64::MAX), one.heads),
        left: count(words, one.heads.saturating_sub(one.took_part)),
    }
}

fn silent(one: &SilentStation, words: &Words, now: Moment) -> String {
    let (village, station) = (plain(&one.village), plain(&one.station));
    let Some(since) = one.since else {
        return words.with("commune-silent-never", &[("village", village.into()), ("station", station.into())]);
    };
    let days = (now.date() - since.date()).num_days().to_string();
    words.with(
        "commune-silent-since",
        &[
            ("village", village.into()),
            ("station", station.into()),
            ("date", words.date(since.date()).into()),
            ("days", days.into()),
        ],
    )
}
