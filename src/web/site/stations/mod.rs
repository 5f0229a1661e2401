mod bundles;
mod detail;
mod lines;
mod machine;

pub use bundles::records;
pub use detail::{detail, revoke};

use super::{format::count, frame::Frame, place::Places};
use crate::{
    centre::{FRESH_DAYS, Missing, StationOverview},
    domain::dictionary_key,
    ledger::StationRow,
    text::{Words, unit_title},
    web::{answer::page, clock::now, extractors::Session, problem::Problem, state::AppState},
};
use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use bundles::{BundleLine, MissingLine, RefusedLine, StateLine};
use lines::{AppLine, PackLine, StationLine, Which, app_lines, pack_lines};
use serde::Deserialize;
use std::{collections::BTreeSet, sync::Arc};

/// Stations of a page.
const MOST: usize = 50;

/// Query of the page.
#[derive(Clone, Default, Deserialize)]
pub struct Wanted {
    /// Which of them: `im`, `thieu`, `cho`, `thuhoi`.
    #[serde(default)]
    loc: String,
    /// Code of a unit.
    #[serde(default)]
    xa: String,
    /// Page, from 1.
    #[serde(default)]
    trang: usize,
}

#[derive(Template)]
#[template(path = "stations.html", config = "assets/page/askama.toml")]
struct StationsPage {
    frame: Frame,
    tabs: Vec<Choice>,
    units: Vec<Choice>,
    which: &'static str,
    is_filtered: bool,
    stations: Vec<StationLine>,
    total: String,
    first: usize,
    last: usize,
    newer: Option<String>,
    older: Option<String>,
    fresh_days: i64,
    packs: Vec<PackLine>,
    apps: Vec<AppLine>,
    newest_pack: Option<u32>,
    states: Vec<StateLine>,
    missing_count: String,
    missing: Vec<MissingLine>,
    bundles: Vec<BundleLine>,
    refused: Vec<RefusedLine>,
}

/// Choice of a filter, with how many stations it leaves.
struct Choice {
    value: String,
    name: String,
    n: String,
    href: String,
    chosen: bool,
}

/// `GET /tram`
pub async fn stations(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(wanted) = wanted.map_err(|_| Problem::bad_request())?;
    let frame = Frame::new(&access, who, "/tram", state.page_words());
    let found = state.run_query(move |centre| centre.station_overview(&access, now())).await??;
    let list = List::new(&found, state.page_words());
    Ok(page(StatusCode::OK, &list.page(frame, &wanted)))
}

/// The stations with what is asked about each.
struct List<'a> {
    found: &'a StationOverview,
    words: &'a Words,
    lacking: BTreeSet<&'a str>,
}

impl<'a> List<'a> {
    fn new(found: &'a StationOverview, words: &'a Words) -> Self {
        Self { found, words, lacking: found.missing.iter().map(|one| one.station.as_str()).collect() }
    }

    fn is_of(&self, row: &StationRow, which: Which) -> bool {
        let waits = || self.found.waiting.get(&row.station).is_some_and(|n| *n > 0);
        match which {
            Which::All => true,
            Which::Silent => row.revoked.is_none() && row.last_seen.is_none_or(|at| at < self.found.since),
            Which::Lacking => self.lacking.contains(row.station.as_str()),
            Which::Waiting => waits(),
            Which::Revoked => row.revoked.is_some(),
        }
    }

    fn page(&self, frame: Frame, wanted: &Wanted) -> StationsPage {
        let (found, words) = (self.found, self.words);
        let (which, unit) = (Which::parse(&wanted.loc), wanted.xa.as_str());
        let in_unit = |row: &&StationRow| unit.is_empty() || row.commune == unit;
        let rows: Vec<&StationRow> =
            found.stations.iter().filter(in_unit).filter(|row| self.is_of(row, which)).collect();
        let skipped = wanted.trang.saturating_sub(1).saturating_mul(MOST).min(rows.len());
        let places = Places { stations: &found.stations, units: &found.units };
        let line = |row: &&StationRow| lines::line(row, found, &places, words);
        let stations: Vec<StationLine> = rows.iter().skip(skipped).take(MOST).map(line).collect();
        let (last, number) = (skipped + stations.len(), skipped / MOST + 1);
        StationsPage {
            frame,
            tabs: self.tabs(which, unit),
            units: self.units(which, unit),
            which: which.value(),
            is_filtered: !unit.is_empty(),
            total: number_of(words, rows.len()),
            first: skipped + 1,
            last,
            newer: (number > 1).then(|| link(which, unit, number - 1)),
            older: (last < rows.len()).then(|| link(which, unit, number + 1)),
            stations,
            fresh_days: FRESH_DAYS,
            packs: pack_lines(found, words),
            apps: app_lines(found, words),
            newest_pack: found.pack,
            states: found.states.iter().map(|state| bundles::state_line(*state, words)).collect(),
            missing_count: count(words, found.missing.iter().map(Missing::count).sum()),
            missing: found.missing.iter().take(MOST).map(|one| bundles::missing_line(one, &places, words)).collect(),
            bundles: found.bundles.iter().map(|bundle| bundles::line(bundle, &places, words)).collect(),
            refused: found.refused.iter().map(|row| bundles::refused_line(row, words, found.at)).collect(),
        }
    }

    fn tabs(&self, chosen: Which, unit: &str) -> Vec<Choice> {
        let in_unit = |row: &&StationRow| unit.is_empty() || row.commune == unit;
        let choice = |which: Which| {
            let rows = self.found.stations.iter().filter(in_unit).filter(|row| self.is_of(row, which));
            Choice {
                value: which.value().to_owned(),
                name: self.words.get(which.key()).into_owned(),
                n: number_of(self.words, rows.count()),
                href: link(which, unit, 1),
                chosen: which == chosen,
            }
        };
        Which::ALL.map(choice).into()
    }

    /// The units with such stations, where there are several.
    fn units(&self, which: Which, unit: &str) -> Vec<Choice> {
        let mut choices: Vec<(_, Choice)> = Vec::new();
        for one in self.found.units.iter() {
            let code = one.code.as_str();
            let rows = self.found.stations.iter().filter(|row| row.commune == code && self.is_of(row, which));
            let many = rows.count();
            if many > 0 || code == unit {
                let choice = Choice {
                    value: code.to_owned(),
                    name: unit_title(self.words, one),
                    n: number_of(self.words, many),
                    href: String::new(),
                    chosen: code == unit,
                };
                choices.push((dictionary_key(&one.name), choice));
            }
        }
        choices.sort_by(|(one, _), (other, _)| one.cmp(other));
        if self.found.units.len() > 1 { choices.into_iter().map(|(_, choice)| choice).collect() } else { Vec::new() }
    }
}

fn number_of(words: &Words, many: usize) -> String {
    count(words, u64::try_from(many).unwrap_or(u64::MAX))
}

/// Link to a page of the list. Of a unit's code nothing but digits is left.
fn link(which: Which, unit: &str, number: usize) -> String {
    let unit: String = unit.chars().filter(char::is_ascii_digit).take(5).collect();
    format!("/tram?loc={}&xa={unit}&trang={number}", which.value())
}
