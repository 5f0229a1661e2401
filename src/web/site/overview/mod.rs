mod bundles;
mod cases;
mod place;
mod units;

use super::format::{count, number, plain, rate, time};
use crate::{
    centre::{Actor, Missing, Overview, Term, cases::actor_name},
    domain::Date,
    text::Words,
    web::{answer::page, clock::now, extractors::Session, problem::Problem, state::AppState},
};
use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use bundles::{BundleLine, MissingLine, RefusedLine, StateLine};
pub use cases::{CaseLine, line as case_line};
pub use place::Places;
use serde::Deserialize;
use std::{collections::BTreeSet, sync::Arc};
use units::{FRESH_DAYS, Order, OrderLine, UnitLine};

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// Order of the units.
    xep: Option<String>,
    /// What has just been done.
    xong: Option<String>,
}

#[derive(Template)]
#[template(path = "overview.html", config = "assets/page/askama.toml")]
struct OverviewPage {
    /// Who has signed in.
    account: String,
    centre: String,
    contest: String,
    /// How long the contest is still open.
    days: Option<String>,
    now: String,
    /// What has just been done.
    done: Option<String>,
    city: City,
    /// Residents of no listed unit.
    elsewhere: String,
    is_elsewhere: bool,
    /// Stations with recent data, of all that are not revoked.
    recent: usize,
    stations: usize,
    recent_class: &'static str,
    fresh_days: i64,
    /// Open cases, also those that the page has no place for.
    waiting: u64,
    hidden: u64,
    /// Sheets that nobody has looked at.
    sheets: u64,
    may_decide: bool,
    may_ingest: bool,
    may_see_people: bool,
    open_cases: Vec<CaseLine>,
    decided_cases: Vec<CaseLine>,
    orders: Vec<OrderLine>,
    units: Vec<UnitLine>,
    states: Vec<StateLine>,
    /// How many bundles are missing, and which.
    missing_count: String,
    missing: Vec<MissingLine>,
    bundles: Vec<BundleLine>,
    refused: Vec<RefusedLine>,
}

/// Figures of the whole city.
struct City {
    registered: String,
    finished: String,
    valid: String,
    /// Of those valid, written on paper; none where nobody wrote.
    on_paper: Option<String>,
    rate: String,
    population: String,
}

/// `GET /`
pub async fn overview(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.unwrap_or_default();
    let overview = state.run_query(move |centre| centre.overview(&access, now())).await??;
    Ok(page(StatusCode::OK, &OverviewPage::new(&overview, &options, who, state.page_words())))
}

impl OverviewPage {
    fn new(overview: &Overview, options: &Options, who: Actor, words: &Words) -> Self {
        let now = overview.at;
        let places = Places { stations: &overview.stations, units: &overview.units };
        let (open_cases, decided_cases) = cases::lines(&overview.cases, &places, words, now);
        let recent = units::recent(&overview.stations, now);
        let stations = overview.stations.iter().filter(|station| station.revoked.is_none()).count();
        let elsewhere = elsewhere(overview);
        let order = Order::parse(options.xep.as_deref());
        Self {
            account: plain(&actor_name(&who.into(), words)),
            centre: plain(&overview.centre),
            contest: plain(&contest_name(overview, words)),
            days: days(overview, words),
            now: time(now),
            done: done(options.xong.as_deref(), words),
            city: city(overview, words),
            elsewhere: number(words, elsewhere),
            is_elsewhere: elsewhere > 0,
            recent,
            stations,
            recent_class: if recent < stations { "late" } else { "" },
            fresh_days: FRESH_DAYS,
            waiting: overview.waiting,
            hidden: overview.waiting.saturating_sub(u64::try_from(open_cases.len()).unwrap_or(u64::MAX)),
            sheets: overview.sheets,
            may_decide: overview.may_decide,
            may_ingest: overview.may_ingest,
            may_see_people: overview.may_see_people,
            open_cases,
            decided_cases,
            orders: order.lines(words),
            units: units::lines(overview, order, words),
            states: overview.states.iter().map(|state| bundles::state_line(*state, words)).collect(),
            missing_count: count(words, overview.missing.iter().map(Missing::count).sum()),
            missing: overview.missing.iter().map(|one| bundles::missing_line(one, &places, words)).collect(),
            bundles: overview.bundles.iter().map(|bundle| bundles::line(bundle, &places, words)).collect(),
            refused: overview.refused.iter().map(|row| bundles::refused_line(row, words, now)).collect(),
        }
    }
}

fn city(overview: &Overview, words: &Words) -> City {
    let population: u64 = overview.units.iter().map(|unit| u64::from(unit.population)).sum();
    City {
        registered: number(words, overview.total.registered),
        finished: number(words, overview.total.finished),
        valid: number(words, overview.total.valid),
        on_paper: Some(overview.total.on_paper).filter(|n| *n != 0).map(|n| number(words, n)),
        rate: rate(overview.total.valid, population),
        population: count(words, population),
    }
}

/// How many people live in no unit of the list.
fn elsewhere(overview: &Overview) -> i64 {
    let known: BTreeSet<&str> = overview.units.iter().map(|unit| unit.code.as_str()).collect();
    let others = overview.sums.iter().filter(|(key, _)| !known.contains(key.unit.as_str()));
    others.map(|(_, counts)| counts.registered).sum()
}

fn contest_name(overview: &Overview, words: &Words) -> String {
    match overview.is_rehearsal {
        true => words.with("site-rehearsal", &[("contest", overview.contest.as_str().into())]),
        false => overview.contest.clone(),
    }
}

/// How long the contest is still open; none before there is a pack, and while the demo's is open, which never ends.
fn days(overview: &Overview, words: &Words) -> Option<String> {
    let (opens, closes) = overview.days?;
    let today = overview.at.date();
    if today < opens {
        return Some(words.with("site-opens", &[("date", words.date(opens).into())]));
    }
    if overview.is_demo {
        return None;
    }
    if today > closes {
        let closed = words.with("site-closed", &[("date", words.date(closes).into())]);
        return Some(overview.term.map_or(closed.clone(), |term| closed + "; " + &kept(&term, today, words)));
    }
    let left = (closes - today).num_days() + 1;
    Some(words.with("site-days-left", &[("days", left.to_string().into()), ("date", words.date(closes).into())]))
}

/// How long what is known of people is kept.
fn kept(term: &Term, today: Date, words: &Words) -> String {
    let (key, date) = match term.ended {
        Some(at) => ("site-term-ended", at.date()),
        None if today > term.last_day => ("site-term-over", term.last_day),
        None => ("site-term", term.last_day),
    };
    words.with(key, &[("date", words.date(date).into())])
}

fn done(what: Option<&str>, words: &Words) -> Option<String> {
    let key = match what {
        Some("quyet") => "site-decided",
        Some("hoan") => "site-undone",
        Some("mat-khau") => "site-password-changed",
        Some("phien") => "site-sessions-ended",
        Some("de-sau") => "site-put-aside",
        _ => return None,
    };
    Some(words.get(key).into_owned())
}
