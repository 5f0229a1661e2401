//! Messages that may be public: read by the city and by the clerk of the unit, decided by the city.

use super::{
    format::{count, lines, plain, time},
    frame::Frame,
    people::{Choice, units},
    wall::unit_of,
};
use crate::{
    centre::{
        cases::actor_name,
        person::{address_of, person_in},
        stories::{StoryDecision, StoryLine, StoryPlace, StoryReason, StoryRefusal, StoryState, reason_key, state_key},
    },
    crypto::{hex, unhex},
    domain::{Moment, PersonKey, Unit},
    text::Words,
    web::{
        answer::{page, redirect},
        clock::now,
        extractors::{PageForm, Session},
        problem::{Problem, story_problem},
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Messages of a page.
const MOST: u32 = 25;
/// Path of the page.
const PAGE: &str = "/loi-chia-se";

/// States with the value of the query.
const STATES: [(StoryState, &str); 3] =
    [(StoryState::Waiting, "cho"), (StoryState::Approved, "duyet"), (StoryState::Refused, "tu-choi")];

/// Query of the page.
#[derive(Clone, Default, Deserialize)]
pub struct Wanted {
    /// `cho`, `duyet`, `tu-choi`.
    #[serde(default)]
    o: String,
    /// Code of a unit.
    #[serde(default)]
    xa: String,
    /// Message behind which the page begins.
    tu: Option<String>,
    /// What has just been done.
    xong: Option<String>,
}

/// Message that is decided about. It is posted: no address names a person.
#[derive(Deserialize)]
pub struct Decided {
    nguoi: String,
    /// Keyed value of the words that the page showed.
    loi: String,
    /// Why it is refused.
    #[serde(default)]
    ly_do: String,
}

/// Decision that is taken back.
#[derive(Deserialize)]
pub struct Undone {
    nguoi: String,
    /// When it was made, as the page showed it.
    luc: i64,
}

#[derive(Template)]
#[template(path = "stories.html", config = "assets/page/askama.toml")]
struct StoriesPage {
    frame: Frame,
    done: Option<String>,
    tabs: Vec<Tab>,
    state: &'static str,
    units: Vec<Choice>,
    unit: String,
    stories: Vec<StoryCard>,
    reasons: Vec<(&'static str, String)>,
    may_decide: bool,
    /// Link to the first page; none on it.
    first: Option<String>,
    older: Option<String>,
}

struct Tab {
    name: String,
    n: String,
    href: String,
    chosen: bool,
}

struct StoryCard {
    code: String,
    digest: String,
    lines: Vec<String>,
    unit: String,
    signs: Vec<String>,
    /// Whether it can be approved.
    may_be_shown: bool,
    is_decided: bool,
    reason: String,
    by: String,
    decided_ms: i64,
}

/// `GET /loi-chia-se`
pub async fn list(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(wanted) = wanted.map_err(|_| Problem::bad_request())?;
    let words = state.page_words();
    let choices = units(&state, &access, &wanted.xa).await?;
    let unit = choices.iter().find(|one| one.chosen && !one.value.is_empty()).map(|one| one.value.clone());
    let (in_state, _) = STATES.iter().find(|(_, value)| *value == wanted.o).unwrap_or(&STATES[0]);
    let in_state = *in_state;
    let place = |text: &str| StoryPlace::parse(in_state, text).ok_or_else(Problem::bad_request);
    let after = wanted.tu.as_deref().map(place).transpose()?;
    let is_first = after.is_none();
    let frame = Frame::new(&access, who, PAGE, words);
    let asked = unit.clone();
    let read = state.run_command(move |centre| {
        let found = centre.stories(&access, (in_state, asked.as_deref()), (after.as_ref(), MOST), (who, now()))?;
        Ok::<_, crate::centre::QueryError>((found, centre.units()?))
    });
    let (found, listed) = read.await??;
    let link = |value: &str| format!("{PAGE}?o={value}&xa={}", unit.as_deref().unwrap_or_default());
    let tab = |((one, value), n): (&(StoryState, &str), u64)| Tab {
        name: words.get(state_key(*one)).into_owned(),
        n: count(words, n),
        href: link(value),
        chosen: *one == in_state,
    };
    let value = STATES.iter().find(|(one, _)| *one == in_state).map_or("cho", |(_, value)| *value);
    let view = StoriesPage {
        frame,
        done: done(wanted.xong.as_deref(), words),
        tabs: STATES.iter().zip(found.counts).map(tab).collect(),
        state: value,
        stories: found.lines.iter().map(|one| card(one, &listed, words)).collect(),
        reasons: StoryReason::ALL.map(|reason| (reason.as_str(), words.get(reason_key(reason)).into_owned())).to_vec(),
        may_decide: found.may_decide,
        first: (!is_first).then(|| link(value)),
        older: found.next.map(|next| format!("{}&tu={}", link(value), next.text())),
        units: choices,
        unit: unit.clone().unwrap_or_default(),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `POST /loi-chia-se/duyet`
pub async fn approve(
    state: State<Arc<AppState>>,
    session: Session,
    PageForm(form): PageForm<Decided>,
) -> Result<Response, Problem> {
    decide(state, session, form, StoryDecision::Approve, "duyet").await
}

/// `POST /loi-chia-se/tu-choi`
pub async fn refuse(
    state: State<Arc<AppState>>,
    session: Session,
    PageForm(form): PageForm<Decided>,
) -> Result<Response, Problem> {
    session.access.administers().map_err(crate::centre::QueryError::from)?;
    let reason = form.ly_do.parse().map_err(|_| Problem::bad_request())?;
    decide(state, session, form, StoryDecision::Refuse(reason), "tu-choi").await
}

/// `POST /loi-chia-se/rut`
pub async fn undo(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    PageForm(Undone { nguoi, luc }): PageForm<Undone>,
) -> Result<Response, Problem> {
    let undone = state.run_command(move |centre| {
        let key = key_of(&access, &nguoi)?;
        centre.undo_story(&access, (&key, Moment(luc)), (who, now()))
    });
    undone.await?.map_err(|refusal| story_problem(&refusal))?;
    Ok(redirect("/loi-chia-se?xong=rut"))
}

async fn decide(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    form: Decided,
    decision: StoryDecision,
    done: &str,
) -> Result<Response, Problem> {
    let decided = state.run_command(move |centre| {
        let key = key_of(&access, &form.nguoi)?;
        let digest = unhex(&form.loi).ok_or(StoryRefusal::Stale)?;
        centre.decide_story(&access, (&key, &digest), decision, (who, now()))
    });
    decided.await?.map_err(|refusal| story_problem(&refusal))?;
    Ok(redirect(&format!("{PAGE}?xong={done}")))
}

/// The person of a form, for who decides.
fn key_of(access: &crate::centre::Access, typed: &str) -> Result<PersonKey, StoryRefusal> {
    access.administers()?;
    person_in(typed).ok_or(StoryRefusal::Unknown)
}

fn card(one: &StoryLine, listed: &[Unit], words: &Words) -> StoryCard {
    let decision = one.decision.as_ref();
    let reason = decision.and_then(|(_, reason, ..)| *reason);
    StoryCard {
        code: address_of(&one.key),
        digest: hex(&one.digest),
        lines: lines(&one.text),
        unit: plain(&unit_of(listed, &one.unit, words)),
        signs: one.signs.iter().map(|sign| words.get(sign.key()).into_owned()).collect(),
        may_be_shown: one.may_be_shown(),
        is_decided: decision.is_some(),
        reason: reason.map(|reason| words.get(reason_key(reason)).into_owned()).unwrap_or_default(),
        by: decision
            .map(|(_, _, at, who)| format!("{}, {}", time(*at), plain(&actor_name(who, words))))
            .unwrap_or_default(),
        decided_ms: decision.map_or(0, |(_, _, at, _)| at.0),
    }
}

fn done(what: Option<&str>, words: &Words) -> Option<String> {
    let key = match what {
        Some("duyet") => "wall-done-approved",
        Some("tu-choi") => "wall-done-refused",
        Some("rut") => "wall-done-undone",
        _ => return None, // else: nothing has just been done
    };
    Some(words.get(key).into_owned())
}
