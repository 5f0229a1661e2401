//! What is kept of a person who asked to see it: as a page to print, and as a file.

use super::{
    format::{plain, time},
    frame::Frame,
    people::born,
    place::Places,
    requests::{Listed, listed},
};
use crate::{
    centre::{PersonData, RequestRefusal},
    domain::{Membership, Phone, date_of},
    judging::{HistoryLine, HistoryWhat},
    text::{Words, phone_text, short_date},
    web::{
        answer::{attached, json, page},
        clock::now,
        extractors::Session,
        problem::{Problem, request_problem},
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "person_data.html", config = "assets/page/askama.toml")]
struct DataPage {
    frame: Frame,
    id: i64,
    at: String,
    name: String,
    born: String,
    phone: String,
    place: String,
    work: String,
    registered: String,
    /// Day on which a list of One Touch has the person; empty where none does.
    listed: String,
    finished: String,
    score: String,
    slip: String,
    story: String,
    lines: Vec<DataLine>,
}

/// A record in words: when, where, what.
struct DataLine {
    at: String,
    place: String,
    what: String,
}

/// `GET /yeu-cau/<id>/du-lieu`
pub async fn shown(
    State(state): State<Arc<AppState>>,
    session: Session,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let words = state.page_words();
    let frame = Frame::new(&session.access, session.who, "/yeu-cau", words);
    let (data, (stations, units)) = read(&state, session, id).await?;
    let places = Places { stations: &stations, units: &units };
    let (card, standing) = (&data.resident.card, &data.resident.standing);
    let unit = places.unit(standing.unit.as_deref().unwrap_or_default());
    let day = |day: Option<i32>| day.map(|day| short_date(date_of(day))).unwrap_or_default();
    let phone = card.phone.as_deref().and_then(|digits| Phone::parse(digits).ok());
    let view = DataPage {
        frame,
        id,
        at: time(now()),
        name: plain(&card.name),
        born: born(&card.birth, words),
        phone: phone.as_ref().map(phone_text).unwrap_or_default(),
        place: plain(
            &standing.village.as_ref().map_or_else(|| unit.to_owned(), |village| format!("{village}, {unit}")),
        ),
        work: standing.work.as_ref().map(|(_, name)| plain(name)).unwrap_or_default(),
        registered: day(standing.registered),
        listed: day(standing.listed),
        finished: day(standing.valid),
        score: standing.score.map(|score| score.to_string()).unwrap_or_default(),
        slip: card.slip.as_deref().map(plain).unwrap_or_default(),
        // The message is the person's own: all of it is shown.
        story: card.story.as_ref().map(|story| story.text.clone()).unwrap_or_default(),
        lines: data.history.iter().map(|line| shown_line(line, &data, &places, words)).collect(),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `GET /yeu-cau/<id>/du-lieu.json`
pub async fn file(
    State(state): State<Arc<AppState>>,
    session: Session,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let (data, (stations, units)) = read(&state, session, id).await?;
    let places = Places { stations: &stations, units: &units };
    let answer = json(StatusCode::OK, &as_json(id, &data, &places, state.page_words()));
    Ok(attached(answer, &format!("du-lieu-{id}.json")))
}

async fn read(
    state: &Arc<AppState>,
    Session { access, who }: Session,
    id: i64,
) -> Result<(PersonData, Listed), Problem> {
    let read = state.run_command(move |centre| {
        let data = centre.person_data(&access, id, (who, now()))?;
        Ok((data, listed(centre, &access)?))
    });
    read.await?.map_err(|refusal: RequestRefusal| request_problem(&refusal))
}

fn shown_line(line: &HistoryLine, data: &PersonData, places: &Places<'_>, words: &Words) -> DataLine {
    let station = data.stations.get(&line.bundle);
    DataLine {
        at: time(line.at),
        place: station.map(|id| places.place(id.as_str())).unwrap_or_default(),
        what: what(&line.what, places, words),
    }
}

fn what(what: &HistoryWhat, places: &Places<'_>, words: &Words) -> String {
    let number = |number: u8| number.to_string();
    match what {
        HistoryWhat::Consent => words.get("site-history-consent").into_owned(),
        HistoryWhat::Withdrawal => words.get("site-history-withdrawal").into_owned(),
        HistoryWhat::Declared { name, birth, unit, village, .. } => words.with(
            "site-history-declared",
            &[
                ("name", plain(name).into()),
                ("birth", born(birth, words).into()),
                ("village", plain(village).into()),
                ("unit", places.unit(unit).into()),
            ],
        ),
        HistoryWhat::Topic { topic, in_group } => {
            let key = if *in_group { "site-history-topic-group" } else { "site-history-topic" };
            words.with(key, &[("topic", number(*topic).into())])
        }
        HistoryWhat::Opened { attempt } => words.with("site-history-opened", &[("attempt", number(*attempt).into())]),
        HistoryWhat::Handed { attempt, seconds: Some(seconds) } => {
            let minutes = seconds.div_ceil(60).to_string();
            words.with("site-history-handed", &[("attempt", number(*attempt).into()), ("minutes", minutes.into())])
        }
        HistoryWhat::Handed { attempt, seconds: None } => {
            words.with("site-history-handed-paper", &[("attempt", number(*attempt).into())])
        }
        HistoryWhat::Message(_) => words.get("site-history-message").into_owned(),
        HistoryWhat::Slip(slip) => {
            words.with("site-history-slip", &[("number", plain(slip.as_deref().unwrap_or_default()).into())])
        }
        HistoryWhat::App => words.get("site-history-app").into_owned(),
        HistoryWhat::Moved => words.get("site-history-moved").into_owned(),
        HistoryWhat::Erased => words.get("site-history-erased").into_owned(),
    }
}

/// The same for another program: moments in milliseconds since 1970-01-01T00:00:00Z, days as `yyyy-mm-dd`.
fn as_json(id: i64, data: &PersonData, places: &Places<'_>, words: &Words) -> Value {
    let (card, standing) = (&data.resident.card, &data.resident.standing);
    let day = |day: Option<i32>| day.map(|day| date_of(day).format("%Y-%m-%d").to_string());
    let lines = data.history.iter().map(|line| {
        let station = data.stations.get(&line.bundle).map(crate::domain::StationId::as_str);
        let text = match &line.what {
            HistoryWhat::Message(text) => text.as_deref(),
            _ => None, // else: its words are all there is
        };
        json!({ "at_ms": line.at.0, "station": station, "what": what(&line.what, places, words), "text": text })
    });
    json!({
        "v": 1,
        "request": id,
        "name": card.name,
        "birth": card.birth,
        "phone": card.phone,
        "guardian": card.guardian,
        "memberships": card.memberships().map(membership_code).collect::<Vec<_>>(),
        "unit": standing.unit,
        "village": standing.village,
        "work": standing.work.as_ref().map(|(_, name)| name),
        "registered": day(standing.registered),
        "one_touch_by_own_word": standing.one_touch,
        "one_touch_listed": day(standing.listed),
        "finished": day(standing.valid),
        "score": standing.score,
        "slip": card.slip,
        "message": card.story.as_ref().map(|story| &story.text),
        "message_may_be_public": card.story.as_ref().map(|story| story.may_be_public),
        "records": lines.collect::<Vec<_>>(),
    })
}

/// An organisation as other programs read it.
fn membership_code(membership: Membership) -> &'static str {
    match membership {
        Membership::Party => "party",
        Membership::YouthUnion => "youth-union",
        Membership::WomensUnion => "womens-union",
        Membership::FarmersUnion => "farmers-union",
        Membership::Veterans => "veterans",
        Membership::TradeUnion => "trade-union",
        Membership::ElderlyAssociation => "elderly-association",
    }
}
