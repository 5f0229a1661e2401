use super::{
    case_line::{CaseLine, stations_of},
    format::{count, plain},
    frame::Frame,
    place::Places,
};
use crate::{
    centre::{CasePage, QueryError},
    domain::{Unit, dictionary_key},
    ledger::{CaseCount, CaseFilter, CaseKind, CaseState, StationRow},
    text::{Words, unit_title},
    web::{answer::page, clock::now, extractors::Session, problem::Problem, state::AppState},
};
use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::{collections::BTreeSet, sync::Arc};

/// Cases of a page.
const MOST: u32 = 25;
/// What the query has where only those are wanted that the person looks after.
const MINE: &str = "toi";

/// Query of the page.
#[derive(Clone, Default, Deserialize)]
pub struct Wanted {
    /// Where they are on their way: `cho`, `sau`, `xong`.
    #[serde(default)]
    o: String,
    /// Kind, as the ledger names it.
    #[serde(default)]
    loai: String,
    /// Code of a unit.
    #[serde(default)]
    xa: String,
    /// `toi`: only those that the person looks after.
    #[serde(default)]
    nhan: String,
    /// Page, from 1.
    #[serde(default)]
    trang: u32,
}

#[derive(Template)]
#[template(path = "cases.html", config = "assets/page/askama.toml")]
struct CasesPage {
    frame: Frame,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    units: Vec<Choice>,
    state: &'static str,
    is_decided: bool,
    is_filtered: bool,
    /// Whether only those are listed that the person looks after, and how many they are.
    is_mine: bool,
    mine: String,
    cases: Vec<CaseLine>,
    /// How many the filter lets through, and which of them the page has.
    total: String,
    first: u64,
    last: u64,
    newer: Option<String>,
    older: Option<String>,
}

/// Choice of a filter, with how many cases it leaves.
struct Choice {
    value: String,
    name: String,
    n: String,
    href: String,
    chosen: bool,
}

/// States with the value of the query and the text key.
const STATES: [(CaseState, &str, &str); 3] = [
    (CaseState::Open, "cho", "site-cases-open"),
    (CaseState::Aside, "sau", "site-cases-aside"),
    (CaseState::Decided, "xong", "site-cases-decided"),
];

/// Kinds with their text key.
const KINDS: [(CaseKind, &str); 6] = [
    (CaseKind::Contradiction, "centre-kind-contradiction"),
    (CaseKind::Fork, "centre-kind-fork"),
    (CaseKind::Epoch, "centre-kind-epoch"),
    (CaseKind::Revoked, "centre-kind-revoked"),
    (CaseKind::Late, "centre-kind-late"),
    (CaseKind::Anomaly, "centre-kind-signal"),
];

/// `GET /viec`
pub async fn cases(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(wanted) = wanted.map_err(|_| Problem::bad_request())?;
    let (in_state, ..) = STATES.iter().find(|(_, value, _)| *value == wanted.o).unwrap_or(&STATES[0]);
    let kind = match wanted.loai.as_str() {
        "" => None,
        name => Some(name.parse::<CaseKind>().map_err(|_| Problem::bad_request())?),
    };
    let skipped = wanted.trang.saturating_sub(1).saturating_mul(MOST);
    let (in_state, unit) = (*in_state, wanted.xa.clone());
    let taken_by = (wanted.nhan == MINE).then(|| who.to_string());
    let frame = Frame::new(&access, who, "/viec", state.page_words());
    let is_city = access.unit().is_none();
    let read = state.run_query(move |centre| {
        let unit = Some(unit.as_str()).filter(|unit| !unit.is_empty());
        let filter = CaseFilter { state: in_state, kind, unit, taken_by: taken_by.as_deref() };
        let found = centre.case_page(&access, &filter, (skipped, MOST))?;
        let mine = centre.taken_counts(&access, who)?;
        let ids: BTreeSet<_> = found.rows.iter().filter_map(|(row, _)| stations_of(row)).collect();
        Ok::<_, QueryError>((found, mine, centre.stations_of(&access, &ids)?, centre.units()?))
    });
    let (found, mine, stations, units) = read.await??;
    let view = View { found: &found, mine: &mine, stations: &stations, units: &units, words: state.page_words() };
    Ok(page(StatusCode::OK, &view.page(frame, &wanted, (in_state, kind), is_city)))
}

/// What was read for a page.
struct View<'a> {
    found: &'a CasePage,
    /// How many cases the person looks after.
    mine: &'a [CaseCount],
    stations: &'a [StationRow],
    units: &'a [Unit],
    words: &'a Words,
}

impl View<'_> {
    fn page(
        &self,
        frame: Frame,
        wanted: &Wanted,
        (state, kind): (CaseState, Option<CaseKind>),
        is_city: bool,
    ) -> CasesPage {
        let unit = Some(wanted.xa.as_str()).filter(|unit| !unit.is_empty() && is_city);
        let total = self.sum(|one| is_of(one, Some(state), kind, unit));
        let skipped = u64::from(wanted.trang.saturating_sub(1)) * u64::from(MOST);
        let last = skipped + u64::try_from(self.found.rows.len()).unwrap_or(0);
        let number = wanted.trang.max(1);
        let is_mine = wanted.nhan == MINE;
        let places = Places { stations: self.stations, units: self.units };
        let lines = self.found.rows.iter();
        let line =
            |(row, remark): &(_, Option<String>)| CaseLine::listed(row, remark.as_deref(), &places, self.words, now());
        let state_value = STATES.iter().find(|(one, ..)| *one == state).map_or("cho", |(_, value, _)| *value);
        CasesPage {
            frame,
            states: self.states((state, kind, unit), is_mine),
            kinds: self.kinds((state, kind, unit)),
            units: if is_city { self.unit_choices((state, kind, unit)) } else { Vec::new() },
            state: state_value,
            is_decided: state == CaseState::Decided,
            is_filtered: kind.is_some() || unit.is_some() || is_mine,
            is_mine,
            mine: count(self.words, sum(self.mine, |one| is_of(one, Some(state), kind, unit))),
            cases: lines.map(line).collect(),
            total: count(self.words, total),
            first: skipped + 1,
            last,
            newer: (number > 1).then(|| link(state_value, (kind, unit, is_mine), number - 1)),
            older: (last < total).then(|| link(state_value, (kind, unit, is_mine), number + 1)),
        }
    }

    fn sum(&self, is_one: impl Fn(&CaseCount) -> bool) -> u64 {
        sum(&self.found.counts, is_one)
    }

    fn states(&self, (state, kind, unit): Filter<'_>, is_mine: bool) -> Vec<Choice> {
        let choice = |(one, value, key): &(CaseState, &'static str, &str)| Choice {
            value: (*value).to_owned(),
            name: self.words.get(key).into_owned(),
            n: count(self.words, self.sum(|count| is_of(count, Some(*one), kind, unit))),
            href: link(value, (kind, unit, is_mine), 1),
            chosen: *one == state,
        };
        STATES.iter().map(choice).collect()
    }

    fn kinds(&self, (state, kind, unit): Filter<'_>) -> Vec<Choice> {
        let choice = |(one, key): &(CaseKind, &str)| Choice {
            value: one.as_str().to_owned(),
            name: self.words.get(key).into_owned(),
            n: count(self.words, self.sum(|count| is_of(count, Some(state), Some(*one), unit))),
            href: String::new(),
            chosen: kind == Some(*one),
        };
        KINDS.iter().map(choice).collect()
    }

    /// The units with cases, and the one that is chosen.
    fn unit_choices(&self, (state, kind, unit): Filter<'_>) -> Vec<Choice> {
        let mut choices: Vec<(_, Choice)> = Vec::new();
        for one in self.units {
            let code = one.code.as_str();
            let cases = self.sum(|count| is_of(count, Some(state), kind, Some(code)));
            if cases > 0 || unit == Some(code) {
                let choice = Choice {
                    value: plain(code),
                    name: plain(&unit_title(self.words, one)),
                    n: count(self.words, cases),
                    href: String::new(),
                    chosen: unit == Some(code),
                };
                choices.push((dictionary_key(&one.name), choice));
            }
        }
        choices.sort_by(|(one, _), (other, _)| one.cmp(other));
        choices.into_iter().map(|(_, choice)| choice).collect()
    }
}

/// State, kind and unit that are chosen.
type Filter<'f> = (CaseState, Option<CaseKind>, Option<&'f str>);

fn is_of(one: &CaseCount, state: Option<CaseState>, kind: Option<CaseKind>, unit: Option<&str>) -> bool {
    state.is_none_or(|state| one.state == state)
        && kind.is_none_or(|kind| one.kind == kind)
        && unit.is_none_or(|unit| one.unit.as_deref() == Some(unit))
}

fn sum(counts: &[CaseCount], is_one: impl Fn(&CaseCount) -> bool) -> u64 {
    counts.iter().filter(|one| is_one(one)).map(|one| one.count).sum()
}

/// Link to a page of the list. What a unit's code is was not checked: of anything but digits nothing is left.
fn link(state: &str, (kind, unit, is_mine): (Option<CaseKind>, Option<&str>, bool), number: u32) -> String {
    let kind = kind.map_or("", CaseKind::as_str);
    let unit: String = unit.unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    let mine = if is_mine { MINE } else { "" };
    format!("/viec?o={state}&loai={kind}&xa={unit}&nhan={mine}&trang={number}")
}
