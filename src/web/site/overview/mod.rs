mod curve;
mod freshness;
mod table_file;
mod tiles;
mod units;

use super::{
    done::Done,
    format::{count, number, plain, rate, time},
    frame::Frame,
    parts::{LackingLine, OneTouchFigures},
};
use crate::{
    centre::{FRESH_DAYS, Overview, Term},
    domain::{Date, day_of},
    text::Words,
    web::{
        answer::{page, redirect},
        clock::now,
        extractors::Session,
        problem::Problem,
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use curve::{Curve, curve};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use std::{cmp::Reverse, collections::BTreeSet, sync::Arc};
pub use table_file::units_file;
use tiles::{Shade, Tile};
use units::{Head, Order, Row, UnitLine};

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// Order of the units.
    xep: Option<String>,
    /// A part of a unit's name.
    tim: Option<String>,
    /// What has just been done.
    xong: Option<String>,
}

/// Longest text that is looked for.
const MOST_TYPED: usize = 40;

#[derive(Template)]
#[template(path = "overview.html", config = "assets/page/askama.toml")]
struct OverviewPage {
    frame: Frame,
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
    fresh_days: i64,
    /// What waits and what is missing, the most first.
    gaps: Vec<Gap>,
    /// What people lack, part by part.
    lacking: Vec<LackingLine>,
    tiles: Vec<Tile>,
    shades: Vec<Shade>,
    curve: Option<Curve>,
    heads: Vec<Head>,
    units: Vec<UnitLine>,
    /// How many units there are.
    many: usize,
    /// What was looked for, and the order that is kept meanwhile.
    typed: String,
    order: String,
}

/// Figures of the whole city.
struct City {
    registered: Figure,
    finished: Figure,
    valid: Figure,
    /// Of those valid, written on paper; none where nobody wrote.
    on_paper: Option<String>,
    took_part: String,
    one_touch: OneTouchFigures,
    /// How many people with an entry have the app, and telephones of others on which stations put it.
    app: String,
    installs: String,
    registered_rate: String,
    rate: String,
    population: String,
    /// Stations with recent data, of all that are not revoked.
    recent: u64,
    stations: u64,
    is_late: bool,
    /// When the newest data arrived.
    newest: Option<String>,
}

/// Figure against the day before.
struct Figure {
    n: String,
    today: String,
    yesterday: String,
}

/// Something that waits or is missing.
struct Gap {
    n: String,
    text: String,
    /// Page that shows it; empty where there is none.
    href: &'static str,
}

/// `GET /`
pub async fn overview(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    if let Some(own) = access.unit() {
        // What has just been done is shown where the clerk arrives.
        let done = options.ok().and_then(|Query(options)| Done::parse(options.xong.as_deref()));
        let then = done.map(|done| format!("?xong={}", done.word())).unwrap_or_default();
        return Ok(redirect(&format!("/xa/{}{then}", own.as_str())));
    }
    let Query(options) = options.unwrap_or_default();
    let frame = Frame::new(&access, who, "/", state.page_words());
    let is_office = access.administers().is_ok();
    let kept = if is_office { &state.office_overview } else { &state.viewer_overview };
    let overview =
        kept.get(async || Ok::<_, Problem>(state.run_query(move |centre| centre.overview(&access, now())).await??));
    let overview = overview.await?;
    Ok(page(StatusCode::OK, &OverviewPage::new(&overview, &options, frame, state.page_words())))
}

impl OverviewPage {
    fn new(overview: &Overview, options: &Options, frame: Frame, words: &Words) -> Self {
        let elsewhere = elsewhere(overview);
        let order = Order::parse(options.xep.as_deref());
        let typed: String = plain(options.tim.as_deref().unwrap_or_default()).chars().take(MOST_TYPED).collect();
        let kept = if typed.is_empty() {
            String::new()
        } else {
            format!("&tim={}", utf8_percent_encode(&typed, NON_ALPHANUMERIC))
        };
        let rows = units::rows(overview);
        let tiles = if rows.len() > 1 { tiles::tiles(&rows, words) } else { Vec::new() };
        Self {
            centre: plain(&overview.centre),
            contest: plain(&contest_name(overview, words)),
            days: days(overview, words),
            now: time(overview.at),
            done: Done::parse(options.xong.as_deref()).map(|done| done.text(words)),
            city: city(overview, words),
            elsewhere: number(words, elsewhere),
            is_elsewhere: elsewhere > 0,
            fresh_days: FRESH_DAYS,
            gaps: gaps(overview, &rows, &frame, words),
            lacking: overview.lacking.iter().map(|one| LackingLine::new(one, words)).collect(),
            shades: tiles::legend(&rows, words),
            tiles,
            curve: curve(&overview.by_day, words),
            heads: order.heads(&kept, words),
            units: units::lines(&rows, overview, order, &typed, words),
            many: rows.len(),
            typed,
            order: order.value(),
            frame,
        }
    }
}

fn city(overview: &Overview, words: &Words) -> City {
    let population: u64 = overview.units.iter().map(|unit| u64::from(unit.population)).sum();
    let today = day_of(overview.at.date());
    let on = |day: i32| overview.by_day.iter().find(|(known, _)| *known == day).map(|(_, counts)| *counts);
    let (today, yesterday) = (on(today).unwrap_or_default(), on(today - 1).unwrap_or_default());
    let figure = |all: i64, today: i64, yesterday: i64| Figure {
        n: number(words, all),
        today: number(words, today),
        yesterday: number(words, yesterday),
    };
    let total = &overview.total;
    let stations: u64 = overview.stations.iter().map(|row| row.stations).sum();
    let recent: u64 = overview.stations.iter().map(|row| row.recent).sum();
    City {
        registered: figure(total.registered, today.registered, yesterday.registered),
        finished: figure(total.finished, today.finished, yesterday.finished),
        valid: figure(total.valid, today.valid, yesterday.valid),
        on_paper: Some(total.on_paper).filter(|n| *n != 0).map(|n| number(words, n)),
        took_part: number(words, total.took_part()),
        one_touch: OneTouchFigures::new(total, words),
        app: number(words, total.app),
        installs: count(words, overview.installs),
        registered_rate: rate(total.registered, population),
        rate: rate(total.valid, population),
        population: count(words, population),
        recent,
        stations,
        is_late: recent < stations,
        newest: overview.stations.iter().filter_map(|row| row.newest).max().map(time),
    }
}

/// What waits and what is missing, the most first; what waits for a person before all.
fn gaps(overview: &Overview, rows: &[Row<'_>], frame: &Frame, words: &Words) -> Vec<Gap> {
    let total = &overview.total;
    let units = |is: fn(&Row<'_>) -> bool| i64::try_from(rows.iter().filter(|row| is(row)).count()).unwrap_or(0);
    let own = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let silent: u64 = overview.stations.iter().map(|row| row.stations - row.recent.min(row.stations)).sum();
    let remind = if frame.sees_people { "/can-nhac" } else { "" };
    let waiting =
        [(own(overview.waiting), "site-gap-cases", "/viec"), (own(overview.sheets), "site-gap-sheets", "/phieu")];
    let mut missing = [
        (total.registered - total.finished, "site-gap-unfinished", remind),
        (total.finished - total.valid, "site-gap-unjudged", ""),
        (own(silent), "site-gap-silent", "/tram"),
        (units(|row| row.counts.valid == 0), "site-gap-units", "/?xep=-so#don-vi"),
        (units(|row| row.freshness.class() == "none"), "site-gap-no-station", "/?xep=-tre#don-vi"),
    ];
    missing.sort_by_key(|(n, ..)| Reverse(*n));
    let gap = |(n, key, href): (i64, &str, &'static str)| {
        let values = [("n", number(words, n).into()), ("days", FRESH_DAYS.to_string().into())];
        Gap { n: number(words, n), text: words.with(key, &values), href }
    };
    waiting.into_iter().chain(missing).filter(|(n, ..)| *n > 0).map(gap).collect()
}

/// How many people live in no unit of the list.
fn elsewhere(overview: &Overview) -> i64 {
    let known: BTreeSet<&str> = overview.units.iter().map(|unit| unit.code.as_str()).collect();
    let others = overview.sums.iter().filter(|(key, _)| !known.contains(key.unit.as_str()));
    others.map(|(_, counts)| counts.registered).sum()
}

/// Title of the contest; its id where no pack has a title.
fn contest_name(overview: &Overview, words: &Words) -> String {
    let id = || words.with("office-contest", &[("contest", overview.contest.as_str().into())]);
    let name = overview.title.clone().unwrap_or_else(id);
    match overview.is_rehearsal {
        true => words.with("site-rehearsal", &[("contest", name.into())]),
        false => name,
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
