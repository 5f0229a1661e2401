use super::{format::plain, frame::Frame, people::born};
use crate::{
    centre::{
        LookReason, QueryError, Resident,
        person::{address_of, person_in},
    },
    domain::{PersonKey, Phone, Unit, date_of},
    ledger::AppOn,
    text::{Words, missing_part, phone_text, short_date, unit_title},
    web::{
        answer::page,
        clock::now,
        extractors::{PageForm, Session},
        problem::Problem,
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Why the person is looked at.
#[derive(Deserialize)]
pub struct Why {
    ly_do: String,
}

#[derive(Template)]
#[template(path = "person.html", config = "assets/page/askama.toml")]
struct PersonPage {
    frame: Frame,
    address: String,
    /// Beginning of the key, as the trail names the person.
    short: String,
    reasons: Vec<Reason>,
    /// Why, and what is shown for it; none before there is a reason.
    shown: Option<(String, Vec<Fact>)>,
}

/// Reason that can be chosen.
struct Reason {
    value: &'static str,
    name: String,
}

/// Something that is known of the person.
struct Fact {
    name: String,
    value: String,
}

/// `GET /nguoi/<key>`
pub async fn ask(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(address): Path<String>,
) -> Result<Response, Problem> {
    access.administers().map_err(QueryError::from)?;
    let key = person_in(&address).ok_or_else(Problem::not_found)?;
    let frame = Frame::new(&access, who, "/tim", state.page_words());
    Ok(page(StatusCode::OK, &person_page(frame, &key, None, state.page_words())))
}

/// `POST /nguoi/<key>`
pub async fn look(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(address): Path<String>,
    PageForm(Why { ly_do }): PageForm<Why>,
) -> Result<Response, Problem> {
    access.administers().map_err(QueryError::from)?;
    let key = person_in(&address).ok_or_else(Problem::not_found)?;
    let reason = LookReason::parse(&ly_do).ok_or_else(Problem::bad_request)?;
    let words = state.page_words();
    let frame = Frame::new(&access, who, "/tim", words);
    let looked = state.run_command(move |centre| {
        let found = centre.look_at(&access, key, reason, (who, now()))?;
        Ok::<_, QueryError>((found, centre.units()?))
    });
    let (found, units) = looked.await??;
    let found = found.ok_or_else(Problem::not_found)?;
    let shown = (words.get(reason.key()).into_owned(), facts(&found, &units, words));
    Ok(page(StatusCode::OK, &person_page(frame, &key, Some(shown), words)))
}

fn person_page(frame: Frame, key: &PersonKey, shown: Option<(String, Vec<Fact>)>, words: &Words) -> PersonPage {
    let address = address_of(key);
    let reason = |reason: LookReason| Reason { value: reason.as_str(), name: words.get(reason.key()).into_owned() };
    PersonPage {
        frame,
        short: address.chars().take(12).collect(),
        address,
        reasons: LookReason::ALL.map(reason).into(),
        shown,
    }
}

/// What is known of a person, line by line, without what is not.
fn facts(one: &Resident, units: &[Unit], words: &Words) -> Vec<Fact> {
    let (card, standing) = (&one.card, &one.standing);
    let day = |day: Option<i32>| day.map(|day| short_date(date_of(day)));
    let unit = standing.unit.as_deref().unwrap_or_default();
    let unit = units
        .iter()
        .find(|known| known.code.as_str() == unit)
        .map_or_else(|| unit.to_owned(), |unit| unit_title(words, unit));
    let phone = card.phone.as_deref().and_then(|digits| Phone::parse(digits).ok());
    let missing: Vec<String> = one.missing.iter().map(|part| missing_part(words, part)).collect();
    let app = standing.app.map(|app| match app {
        AppOn::InstalledNow => "site-app-installed",
        AppOn::HadIt => "site-app-had",
        AppOn::NoSmartphone => "site-app-none",
    });
    let lines = [
        ("site-fact-name", Some(card.name.clone())),
        ("site-fact-born", Some(born(&card.birth, words))),
        ("site-fact-phone", phone.as_ref().map(phone_text)),
        ("site-fact-lives", Some(format!("{}, {unit}", standing.village.as_deref().unwrap_or_default()))),
        ("site-fact-works", standing.work.as_ref().map(|(_, name)| name.clone())),
        ("site-fact-guardian", card.guardian.clone()),
        ("site-fact-registered", day(standing.registered)),
        ("site-fact-finished", day(standing.finished)),
        ("site-fact-valid", day(standing.valid)),
        ("site-fact-missing", Some(missing.join("; ")).filter(|text| !text.is_empty())),
        ("site-fact-score", standing.score.map(|score| score.to_string())),
        ("site-fact-attempts", Some(standing.attempts.to_string())),
        ("site-fact-stations", Some(standing.stations.to_string())),
        ("site-fact-app", app.map(|key| words.get(key).into_owned())),
        ("site-fact-slip", card.slip.clone()),
    ];
    let fact =
        |(key, value): (&str, Option<String>)| Some(Fact { name: words.get(key).into_owned(), value: plain(&value?) });
    lines.into_iter().filter_map(fact).collect()
}
