use super::{
    cases::{CaseLine, lines},
    show::{ago, grouped, page, plain, rate, short, time},
    units::{FRESH_DAYS, Order, UnitLine, heard, unit_lines},
    visitor::{is_signed_in, shown, to_door},
};
use crate::{
    centre::{Access, Overview as Read},
    domain::{Date, Moment, Unit},
    ledger::{BundleRow, BundleState, KioskRow, RefusedRow},
    text::Value,
    web::{Answer, Office, now_ms, query_problem},
};
use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
};
use serde::Deserialize;
use std::{collections::HashMap, sync::Arc};

#[derive(Default, Deserialize)]
pub struct Asked {
    xep: Option<String>,
    xong: Option<String>,
}

#[derive(Template)]
#[template(path = "overview.html", config = "assets/page/askama.toml")]
struct Overview {
    centre: String,
    contest: String,
    days: Option<String>,
    now: String,
    done: Option<&'static str>,
    city: City,
    elsewhere: String,
    is_elsewhere: bool,
    heard: usize,
    stations: usize,
    heard_class: &'static str,
    fresh_days: i64,
    waiting: usize,
    open_cases: Vec<CaseLine>,
    decided_cases: Vec<CaseLine>,
    orders: Vec<Order>,
    units: Vec<UnitLine>,
    states: Vec<StateLine>,
    bundles: Vec<BundleLine>,
    refused: Vec<RefusedLine>,
}

struct City {
    registered: String,
    finished: String,
    valid: String,
    rate: String,
    population: String,
}

struct StateLine {
    said: &'static str,
    class: &'static str,
    n: String,
}

struct BundleLine {
    at: String,
    place: String,
    kiosk: String,
    seq: u32,
    records: String,
    people: u32,
    state: &'static str,
    class: &'static str,
}

struct RefusedLine {
    kiosk: String,
    code: String,
    reason: String,
    times: String,
    at: String,
}

/// `GET /`
pub async fn overview(
    State(office): State<Arc<Office>>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Answer {
    match is_signed_in(&office, &headers).await {
        Ok(true) => (),
        Ok(false) => return to_door(),
        Err(problem) => return shown(&office, &problem),
    }
    let read = office.look(|centre| centre.overview(&Access::City, Moment(now_ms()))).await;
    match read.map(|read| read.map_err(|fault| query_problem(&fault))) {
        Ok(Ok(read)) => {
            page(StatusCode::OK, &shape(&read, &office, &asked.map(|Query(asked)| asked).unwrap_or_default()))
        }
        Ok(Err(problem)) | Err(problem) => shown(&office, &problem),
    }
}

fn shape(read: &Read, office: &Office, asked: &Asked) -> Overview {
    let now = read.at.0;
    let all = read.total;
    let population: u64 = read.units.iter().map(|unit| u64::from(unit.population)).sum();
    let (open_cases, decided_cases) = lines(&read.cases, &read.stations, &read.units, &office.words, now);
    let heard = heard(&read.stations, now);
    let stations = read.stations.iter().filter(|kiosk| kiosk.revoked_ms.is_none()).count();
    let elsewhere = elsewhere(read);
    Overview {
        centre: plain(&read.centre),
        contest: plain(&read.contest),
        days: days(read),
        now: time(now),
        done: done(asked.xong.as_deref()),
        city: City {
            registered: grouped(all.registered),
            finished: grouped(all.finished),
            valid: grouped(all.valid),
            rate: rate(all.valid, population),
            population: grouped(i64::try_from(population).unwrap_or(i64::MAX)),
        },
        elsewhere: grouped(elsewhere),
        is_elsewhere: elsewhere > 0,
        heard,
        stations,
        heard_class: if heard < stations { "late" } else { "" },
        fresh_days: FRESH_DAYS,
        waiting: open_cases.len(),
        open_cases,
        decided_cases,
        orders: Order::all(asked.xep.as_deref()),
        units: unit_lines(&read.units, &read.sums, &read.stations, asked.xep.as_deref(), now),
        states: read.states.iter().map(state_line).collect(),
        bundles: read.bundles.iter().map(|bundle| bundle_line(bundle, read)).collect(),
        refused: read.refused.iter().map(|row| refused_line(row, office, now)).collect(),
    }
}

/// People whose residence is no unit of the list.
fn elsewhere(read: &Read) -> i64 {
    let known: HashMap<&str, ()> = read.units.iter().map(|unit| (unit.code.as_str(), ())).collect();
    let others = read.sums.iter().filter(|(key, _)| !known.contains_key(key.unit.as_str()));
    others.map(|(_, counts)| counts.registered).sum()
}

fn bundle_line(bundle: &BundleRow, read: &Read) -> BundleLine {
    let (state, class) = state(bundle.state);
    BundleLine {
        at: time(bundle.received_ms),
        place: place(&bundle.kiosk, &read.stations, &read.units),
        kiosk: short(&bundle.kiosk),
        seq: bundle.seq,
        records: grouped(i64::try_from(bundle.last + 1 - bundle.first.min(bundle.last)).unwrap_or(i64::MAX)),
        people: bundle.people,
        state,
        class,
    }
}

/// Where a station stands, as people say it.
pub fn place(kiosk: &str, kiosks: &[KioskRow], units: &[Unit]) -> String {
    let Some(row) = kiosks.iter().find(|row| row.kiosk == kiosk) else { return short(kiosk) };
    let unit = units.iter().find(|unit| unit.code.as_str() == row.commune);
    let unit = unit.map_or(row.commune.as_str(), |unit| unit.name.as_str());
    plain(&format!("{unit}, {}", row.village))
}

/// How long the contest is still open, by the newest pack.
fn days(read: &Read) -> Option<String> {
    let (opens, closes) = read.days?;
    let today = read.at.date();
    let date = |date: Date| date.format("%d/%m/%Y").to_string();
    Some(match () {
        () if today < opens => format!("mở từ {}", date(opens)),
        () if read.is_demo => return None, // the demo's contest is open for ever
        () if today > closes => format!("đã đóng ngày {}", date(closes)),
        () => format!("còn {} ngày, đến hết {}", (closes - today).num_days() + 1, date(closes)),
    })
}

fn done(asked: Option<&str>) -> Option<&'static str> {
    match asked {
        Some("quyet") => Some("Đã quyết định. Các số liên quan đã được tính lại."),
        Some("hoan") => Some("Đã rút lại quyết định. Các số liên quan đã được tính lại."),
        _ => None,
    }
}

/// What became of a bundle.
fn state(state: BundleState) -> (&'static str, &'static str) {
    match state {
        BundleState::Counted => ("được tính", "good"),
        BundleState::Admitted => ("được tính theo quyết định", "good"),
        BundleState::Excluded => ("không tính theo quyết định", "bad"),
        BundleState::Fork => ("chờ: hai bản sao của trạm", "warn"),
        BundleState::Revoked => ("chờ: trạm đã thu hồi", "warn"),
        BundleState::Unconfirmed => ("chờ: trạm bắt đầu lại", "warn"),
        BundleState::Late => ("chờ: đến sau khi đóng", "warn"),
    }
}

fn state_line((of, n): &(BundleState, u64)) -> StateLine {
    let (said, class) = state(*of);
    StateLine { said, class, n: grouped(i64::try_from(*n).unwrap_or(i64::MAX)) }
}

fn refused_line(row: &RefusedRow, office: &Office, now: i64) -> RefusedLine {
    let [words, _] = &office.words;
    // The ledger keeps the code alone: what it named is not known any more.
    let unknown = ["bytes", "most", "found", "wanted", "epoch", "key", "file", "line"];
    let mut values: Vec<(&str, Value<'_>)> = unknown.map(|name| (name, Value::from("…"))).into();
    values.push(("kiosk", short(&row.kiosk).into()));
    let key = row.code.to_ascii_lowercase();
    RefusedLine {
        kiosk: if row.kiosk.is_empty() { "không rõ".to_owned() } else { short(&row.kiosk) },
        reason: plain(&words.with(&key, &values)),
        code: plain(&row.code),
        times: grouped(i64::try_from(row.times).unwrap_or(i64::MAX)),
        at: ago(row.newest_ms, now),
    }
}
