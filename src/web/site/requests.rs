//! What people ask of the office about their own data: the list, one request, and what is kept of who asked to see it.

use super::{
    format::{ago, plain, time},
    frame::Frame,
    people::born,
    place::Places,
};
use crate::{
    centre::{
        Access, QueryError, Request, RequestRefusal, Wish,
        cases::actor_name,
        person::{address_of, person_in},
        request_kind_key,
    },
    domain::{Birth, Date, Moment, PersonName, Unit, date_entry},
    ledger::{RequestKind, RequestOutcome, StationRow},
    text::{Words, short_date},
    web::{
        answer::{page, redirect},
        clock::now,
        extractors::{PageForm, Session},
        problem::{Problem, request_problem},
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

/// Requests of a page.
const MOST: u32 = 100;
/// In the order in which the form has them.
const KINDS: [RequestKind; 4] = [RequestKind::View, RequestKind::Correct, RequestKind::Withdraw, RequestKind::Erase];

/// Query of the pages.
#[derive(Default, Deserialize)]
pub struct Options {
    /// What has just been done.
    xong: Option<String>,
}

/// Whose request is to be written down. It is posted: no address names a person.
#[derive(Deserialize)]
pub struct Person {
    /// Key of the person.
    nguoi: String,
}

/// A request as the form has it.
#[derive(Deserialize)]
pub struct Typed {
    nguoi: String,
    loai: String,
    #[serde(default)]
    ai: String,
    #[serde(default)]
    ngay: String,
    #[serde(default)]
    ten: String,
    #[serde(default)]
    sinh: String,
}

/// Why a request is refused.
#[derive(Deserialize)]
pub struct Why {
    #[serde(default)]
    ly_do: String,
}

#[derive(Template)]
#[template(path = "requests.html", config = "assets/page/askama.toml")]
struct RequestsPage {
    frame: Frame,
    open: u64,
    late: u64,
    waiting: Vec<RequestLine>,
    ended: Vec<RequestLine>,
}

#[derive(Template)]
#[template(path = "request_new.html", config = "assets/page/askama.toml")]
struct NewPage {
    frame: Frame,
    code: String,
    name: String,
    born: String,
    place: String,
    kinds: Vec<(&'static str, String)>,
    today: String,
}

#[derive(Template)]
#[template(path = "request.html", config = "assets/page/askama.toml")]
struct RequestPage {
    frame: Frame,
    one: RequestLine,
    done: Option<String>,
}

/// Request as the pages show it.
pub(super) struct RequestLine {
    pub(super) id: i64,
    kind: String,
    is_view: bool,
    is_correction: bool,
    erases: bool,
    pub(super) name: String,
    pub(super) born: String,
    pub(super) place: String,
    by: String,
    asked: String,
    due: String,
    /// How long is left, in words, with its CSS class.
    left: String,
    class: &'static str,
    wanted_name: String,
    wanted_birth: String,
    before: String,
    why: String,
    is_open: bool,
    is_done: bool,
    closed: String,
    opened: String,
    may_close: bool,
    may_refuse: bool,
    stations: Vec<(String, String)>,
}

/// `GET /yeu-cau`
pub async fn list(State(state): State<Arc<AppState>>, Session { access, who }: Session) -> Result<Response, Problem> {
    let words = state.page_words();
    let is_city = access.administers().is_ok();
    let frame = Frame::new(&access, who, "/yeu-cau", words);
    let read = state.run_query(move |centre| {
        let list = centre.request_list(&access, MOST, now())?;
        Ok::<_, RequestRefusal>((list, listed(centre, &access)?))
    });
    let (list, (stations, units)) = read.await?.map_err(|refusal| request_problem(&refusal))?;
    let places = Places { stations: &stations, units: &units };
    let line = |one: &Request| line(one, &places, is_city, words);
    let (waiting, ended): (Vec<&Request>, Vec<&Request>) = list.list.iter().partition(|one| one.row.outcome.is_none());
    let view = RequestsPage {
        frame,
        open: list.open,
        late: list.late,
        waiting: waiting.into_iter().map(line).collect(),
        ended: ended.into_iter().map(line).collect(),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `POST /yeu-cau/nguoi`
pub async fn form(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    PageForm(Person { nguoi }): PageForm<Person>,
) -> Result<Response, Problem> {
    let words = state.page_words();
    let frame = Frame::new(&access, who, "/yeu-cau", words);
    let person = person_in(&nguoi).ok_or_else(|| request_problem(&RequestRefusal::UnknownPerson))?;
    let read = state.run_query(move |centre| Ok((centre.resident(&access, &person)?, centre.units()?)));
    let (resident, units) = read.await?.map_err(|refusal: RequestRefusal| request_problem(&refusal))?;
    let places = Places { stations: &[], units: &units };
    let standing = &resident.standing;
    let unit = places.unit(standing.unit.as_deref().unwrap_or_default());
    let view = NewPage {
        frame,
        code: address_of(&person),
        name: plain(&resident.card.name),
        born: born(&resident.card.birth, words),
        place: plain(&format!("{}, {unit}", standing.village.as_deref().unwrap_or_default())),
        kinds: KINDS.map(|kind| (kind.as_str(), words.get(request_kind_key(kind)).into_owned())).to_vec(),
        today: short_date(now().date()),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `POST /yeu-cau`
pub async fn open(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    PageForm(typed): PageForm<Typed>,
) -> Result<Response, Problem> {
    let (person, wish) = wish(&typed).map_err(|refusal| request_problem(&refusal))?;
    let opened = state.run_command(move |centre| centre.open_request(&access, &person, &wish, (who, now())));
    let id = opened.await?.map_err(|refusal| request_problem(&refusal))?;
    Ok(redirect(&format!("/yeu-cau/{id}?xong=ghi")))
}

/// `GET /yeu-cau/<id>`
pub async fn one(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(id): Path<i64>,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.unwrap_or_default();
    let words = state.page_words();
    let is_city = access.administers().is_ok();
    let frame = Frame::new(&access, who, "/yeu-cau", words);
    let read = state.run_query(move |centre| Ok((centre.request(&access, id)?, listed(centre, &access)?)));
    let (found, (stations, units)) = read.await?.map_err(|refusal: RequestRefusal| request_problem(&refusal))?;
    let places = Places { stations: &stations, units: &units };
    let view =
        RequestPage { frame, one: line(&found, &places, is_city, words), done: done(options.xong.as_deref(), words) };
    Ok(page(StatusCode::OK, &view))
}

/// `POST /yeu-cau/<id>/xong`
pub async fn close(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let closed = state.run_command(move |centre| centre.close_request(&access, id, (who, now())));
    closed.await?.map_err(|refusal| request_problem(&refusal))?;
    Ok(redirect(&format!("/yeu-cau/{id}?xong=lam")))
}

/// `POST /yeu-cau/<id>/tu-choi`
pub async fn refuse(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(id): Path<i64>,
    PageForm(Why { ly_do }): PageForm<Why>,
) -> Result<Response, Problem> {
    let refused = state.run_command(move |centre| centre.refuse_request(&access, id, &ly_do, (who, now())));
    refused.await?.map_err(|refusal| request_problem(&refusal))?;
    Ok(redirect(&format!("/yeu-cau/{id}?xong=tu-choi")))
}

/// Stations and units that a page names.
pub(super) type Listed = (Vec<StationRow>, Arc<Vec<Unit>>);

pub(super) fn listed(centre: &crate::centre::Centre, access: &Access) -> Result<Listed, QueryError> {
    Ok((centre.stations(access)?, centre.units()?))
}

/// What was typed, as a request; none of it is repeated where it cannot be read.
fn wish(typed: &Typed) -> Result<(crate::domain::PersonKey, Wish), RequestRefusal> {
    let person = person_in(&typed.nguoi).ok_or(RequestRefusal::UnknownPerson)?;
    let kind = typed.loai.parse().map_err(|_| RequestRefusal::Unknown)?;
    let Ok(Birth::Day(asked)) = date_entry::read(&typed.ngay) else { return Err(RequestRefusal::Day) };
    let given = |text: &str| !text.trim().is_empty();
    let name = given(&typed.ten).then(|| PersonName::parse(&typed.ten)).transpose();
    let birth = given(&typed.sinh).then(|| date_entry::read(&typed.sinh)).transpose();
    let wish = Wish {
        kind,
        by: typed.ai.clone(),
        asked,
        name: name.map_err(|_| RequestRefusal::Correction)?,
        birth: birth.map_err(|_| RequestRefusal::Correction)?,
    };
    Ok((person, wish))
}

pub(super) fn line(one: &Request, places: &Places<'_>, is_city: bool, words: &Words) -> RequestLine {
    let row = &one.row;
    let standing = one.resident.as_ref().map(|resident| &resident.standing);
    let unit = plain(places.unit(row.unit.as_deref().unwrap_or_default()));
    let village = standing.and_then(|standing| standing.village.as_deref());
    let (left, class) = left(one.due, now().date(), words);
    let [name, birth] = &one.wanted;
    let closed = |(at, who): &(Moment, crate::ledger::RecordedActor)| {
        format!("{}, {}", time(*at), plain(&actor_name(who, words)))
    };
    let heard = |heard: Option<Moment>| heard.map(|at| ago(words, at, now())).unwrap_or_default();
    RequestLine {
        id: row.id,
        kind: words.get(request_kind_key(row.kind)).into_owned(),
        is_view: row.kind == RequestKind::View,
        is_correction: row.kind == RequestKind::Correct,
        erases: matches!(row.kind, RequestKind::Withdraw | RequestKind::Erase),
        name: one.resident.as_ref().map(|resident| plain(&resident.card.name)).unwrap_or_default(),
        born: one.resident.as_ref().map(|resident| born(&resident.card.birth, words)).unwrap_or_default(),
        place: village.map_or_else(|| unit.clone(), |village| plain(&format!("{village}, {unit}"))),
        by: plain(&one.by),
        asked: short_date(one.asked),
        due: short_date(one.due),
        left: if row.outcome.is_none() { left } else { String::new() },
        class,
        wanted_name: name.as_deref().map(plain).unwrap_or_default(),
        wanted_birth: birth.as_deref().map(|birth| born(birth, words)).unwrap_or_default(),
        before: one.before.as_deref().map(plain).unwrap_or_default(),
        why: one.why.as_deref().map(plain).unwrap_or_default(),
        is_open: row.outcome.is_none(),
        is_done: row.outcome == Some(RequestOutcome::Done),
        closed: row.closed.as_ref().map(closed).unwrap_or_default(),
        opened: format!("{}, {}", time(row.opened), plain(&actor_name(&row.opened_by, words))),
        may_close: one.may_close && row.outcome.is_none(),
        may_refuse: is_city && row.outcome.is_none(),
        stations: one.stations.iter().map(|(id, at)| (places.place(id.as_str()), heard(*at))).collect(),
    }
}

/// How many days are left, in words, and how pressing that is.
fn left(due: Date, today: Date, words: &Words) -> (String, &'static str) {
    let days = (due - today).num_days();
    let with = |key: &str, days: i64| words.with(key, &[("days", days.to_string().into())]);
    match days {
        ..0 => (with("site-request-late", -days), "bad"),
        0 => (words.get("site-request-today").into_owned(), "open"),
        1..=3 => (with("site-request-left", days), "open"),
        _ => (with("site-request-left", days), ""), // else: there is time
    }
}

fn done(what: Option<&str>, words: &Words) -> Option<String> {
    let key = match what {
        Some("ghi") => "site-request-opened",
        Some("lam") => "site-request-done",
        Some("tu-choi") => "site-request-refused",
        _ => return None, // else: nothing has just been done
    };
    Some(words.get(key).into_owned())
}
