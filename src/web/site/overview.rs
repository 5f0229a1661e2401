use super::{
    cases::{Case, CaseLine, lines},
    show::{ago, grouped, page, plain, rate, short, time},
    totals::total,
    units::{FRESH_DAYS, Order, UnitLine, heard, unit_lines},
    visitor::{is_signed_in, shown, to_door},
};
use crate::{
    domain::{Moment, Unit},
    ledger::{BundleRow, BundleState, CaseKind, Counts, KioskRow, LedgerError, RefusedRow, Scope, TallyKey},
    text::Value,
    web::{Answer, Office, ledger_problem, now_ms},
};
use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
};
use serde::Deserialize;
use std::{collections::HashMap, sync::Arc};

/// Rows of each list on the page.
const MOST_ROWS: u32 = 50;
const MOST_CASES: u32 = 200;

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

/// All that the page shows, of one moment.
#[derive(Default)]
struct Seen {
    sums: Vec<(TallyKey, Counts)>,
    kiosks: Vec<KioskRow>,
    bundles: Vec<BundleRow>,
    states: Vec<(BundleState, u64)>,
    refused: Vec<RefusedRow>,
    cases: Vec<Case>,
    units: Arc<Vec<Unit>>,
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
    let shared = office.clone();
    let seen = office.look(move |_| Seen::read(&shared)).await;
    match seen.map(|seen| seen.map_err(|fault| ledger_problem(&fault))) {
        Ok(Ok(seen)) => page(StatusCode::OK, &seen.told(&office, &asked.map(|Query(asked)| asked).unwrap_or_default())),
        Ok(Err(problem)) | Err(problem) => shown(&office, &problem),
    }
}

impl Seen {
    fn read(office: &Office) -> Result<Self, LedgerError> {
        let mut seen = Self { units: office.units()?, ..Self::default() };
        office.centre.ledger().read(&mut |tx| {
            seen.sums = tx.tallies(Scope::Unit, None)?;
            seen.kiosks = tx.kiosks()?;
            seen.bundles = tx.newest_bundles(MOST_ROWS)?;
            seen.states = tx.bundle_states()?;
            seen.refused = tx.refused(MOST_ROWS)?;
            Ok(())
        })?;
        for row in office.centre.cases(MOST_CASES)? {
            let words = office.centre.words(&row)?;
            let tellings = match row.kind {
                CaseKind::Contradiction => office.centre.tellings(&row)?,
                _ => Vec::new(),
            };
            let branches = office.centre.branches(&row)?;
            seen.cases.push(Case { row, words, tellings, branches });
        }
        Ok(seen)
    }

    fn told(&self, office: &Office, asked: &Asked) -> Overview {
        let now = now_ms();
        let all = total(&self.sums);
        let population: u64 = self.units.iter().map(|unit| u64::from(unit.population)).sum();
        let (open_cases, decided_cases) = lines(&self.cases, &self.kiosks, &self.units, &office.words, now);
        let heard = heard(&self.kiosks, now);
        let stations = self.kiosks.iter().filter(|kiosk| kiosk.revoked_ms.is_none()).count();
        let elsewhere = self.elsewhere();
        Overview {
            centre: plain(&office.centre.keys().name),
            contest: plain(&office.centre.keys().contest),
            days: days(office),
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
            units: unit_lines(&self.units, &self.sums, &self.kiosks, asked.xep.as_deref(), now),
            states: self.states.iter().map(state_line).collect(),
            bundles: self.bundles.iter().map(|bundle| self.bundle_line(bundle)).collect(),
            refused: self.refused.iter().map(|row| refused_line(row, office, now)).collect(),
        }
    }

    /// People whose residence is no unit of the list.
    fn elsewhere(&self) -> i64 {
        let known: HashMap<&str, ()> = self.units.iter().map(|unit| (unit.code.as_str(), ())).collect();
        let others = self.sums.iter().filter(|(key, _)| !known.contains_key(key.unit.as_str()));
        others.map(|(_, counts)| counts.registered).sum()
    }

    fn bundle_line(&self, bundle: &BundleRow) -> BundleLine {
        let (state, class) = state(bundle.state);
        BundleLine {
            at: time(bundle.received_ms),
            place: place(&bundle.kiosk, &self.kiosks, &self.units),
            kiosk: short(&bundle.kiosk),
            seq: bundle.seq,
            records: grouped(i64::try_from(bundle.last + 1 - bundle.first.min(bundle.last)).unwrap_or(i64::MAX)),
            people: bundle.people,
            state,
            class,
        }
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
fn days(office: &Office) -> Option<String> {
    let books = office.centre.books();
    let contest = books.rules.as_ref()?;
    let today = Moment(now_ms()).date();
    let date = |date: crate::domain::Date| date.format("%d/%m/%Y").to_string();
    Some(match () {
        () if today < contest.opens => format!("mở từ {}", date(contest.opens)),
        () if office.centre.keys().is_demo() => return None, // the demo's contest is open for ever
        () if today > contest.closes => format!("đã đóng ngày {}", date(contest.closes)),
        () => format!("còn {} ngày, đến hết {}", (contest.closes - today).num_days() + 1, date(contest.closes)),
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
