use super::{
    super::{
        format::{ago, count, plain, time},
        frame::Frame,
        place::Places,
    },
    bundles::{BundleLine, MissingLine, RefusedLine, line, missing_line, refused_line},
    lines::clock,
    machine::{self, MachineLines},
};
use crate::{
    centre::{NotAllowed, QueryError, StationDetail},
    domain::{Moment, StationId, Unit, date_of},
    text::{Words, codes, short_date},
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
    extract::{Path, Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Asked {
    /// What waits for its confirmation: `thuhoi`.
    hoi: Option<String>,
    /// What has just been done.
    xong: Option<String>,
}

#[derive(Template)]
#[template(path = "station.html", config = "assets/page/askama.toml")]
struct StationPage {
    frame: Frame,
    id: String,
    short: String,
    place: String,
    unit: String,
    last: String,
    enrolled: String,
    days: String,
    most_a_day: String,
    app: String,
    pack: u32,
    clock: String,
    is_clock_odd: bool,
    receipts: u64,
    held: String,
    revoked: Option<String>,
    epochs: Vec<EpochLine>,
    bundles: Vec<BundleLine>,
    missing: Vec<MissingLine>,
    refused: Vec<RefusedLine>,
    /// What the check of its machine found.
    machine: Option<MachineLines>,
    /// Whether the page asks before it revokes.
    asks: bool,
    done: Option<String>,
}

/// Run of a station as the page shows it.
struct EpochLine {
    id: String,
    number: u32,
    why: String,
    confirmed: bool,
}

/// `GET /tram/<station>`
pub async fn detail(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(id): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(asked) = asked.unwrap_or_default();
    let words = state.page_words();
    let frame = Frame::new(&access, who, "/tram", words);
    let (named, shown) = (id.clone(), plain(StationId::short_of(&id)));
    let read = state.run_query(move |centre| {
        let found = centre.station_detail(&access, &named)?;
        Ok::<_, QueryError>((found, centre.units()?))
    });
    let (found, units) = read.await??;
    let found = found.ok_or_else(|| unknown(&shown))?;
    Ok(page(StatusCode::OK, &station_page(&found, &units, frame, &asked, words)))
}

/// `POST /tram/<station>/thu-hoi`
pub async fn revoke(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    access.administers().map_err(|refusal: NotAllowed| Problem::from(QueryError::from(refusal)))?;
    let shown = plain(StationId::short_of(&id));
    let station = StationId::parse(&id).ok_or_else(|| unknown(&shown))?;
    let to = format!("/tram/{station}?xong=thuhoi");
    let revoked = state.run_command(move |centre| centre.revoke(&access, &station, who, now())).await??;
    if !revoked {
        return Err(Problem::new(StatusCode::CONFLICT, codes::approve::ALREADY_REVOKED, [("kiosk", shown)]));
    }
    Ok(redirect(&to))
}

fn unknown(shown: &str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, codes::approve::UNKNOWN_STATION, [("kiosk", shown.to_owned())])
}

fn station_page(found: &StationDetail, units: &[Unit], frame: Frame, asked: &Asked, words: &Words) -> StationPage {
    let (row, at): (_, Moment) = (&found.row, now());
    let places = Places { stations: std::slice::from_ref(row), units };
    let (clock, is_clock_odd) = clock(row, words);
    StationPage {
        id: row.station.to_string(),
        short: row.station.short().to_owned(),
        place: places.place(&row.station),
        unit: plain(&row.commune),
        last: match row.last_seen {
            Some(seen) => format!("{} ({})", ago(words, seen, at), time(seen)),
            None => words.get("site-station-never").into_owned(),
        },
        enrolled: time(row.enrolled),
        days: format!("{} – {}", short_date(date_of(row.valid_from)), short_date(date_of(row.valid_to))),
        most_a_day: count(words, u64::from(row.max_per_day)),
        app: plain(&row.app),
        pack: row.pack_version,
        clock,
        is_clock_odd,
        receipts: row.receipts,
        held: count(words, found.held),
        revoked: row.revoked.map(time),
        epochs: found
            .epochs
            .iter()
            .map(|epoch| EpochLine {
                id: epoch.epoch.to_string(),
                number: epoch.number,
                why: plain(&epoch.why),
                confirmed: epoch.confirmed,
            })
            .collect(),
        bundles: found.bundles.iter().map(|bundle| line(bundle, &places, words)).collect(),
        missing: found.missing.iter().map(|one| missing_line(one, &places, words)).collect(),
        refused: found.refused.iter().map(|row| refused_line(row, words, at)).collect(),
        machine: machine::lines(row, words),
        asks: asked.hoi.as_deref() == Some("thuhoi") && row.revoked.is_none() && frame.administers,
        done: (asked.xong.as_deref() == Some("thuhoi")).then(|| words.get("site-revoked").into_owned()),
        frame,
    }
}
