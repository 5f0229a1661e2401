//! Packs of the contest: what is in each, who added it, which stations use it; and the form by which the city adds one.

mod upload;

pub use upload::upload;

use super::{
    format::{count, plain, time},
    frame::Frame,
    place::Places,
};
use crate::{
    centre::{PackList, PackOverview, TopicQuestions, cases::actor_name},
    ledger::StationRow,
    text::{Notice, Words},
    web::{
        answer::page,
        extractors::{Files, Session},
        problem::Problem,
        state::AppState,
    },
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "packs.html", config = "assets/page/askama.toml")]
struct PacksPage {
    frame: Frame,
    /// What has just been done.
    done: Option<String>,
    notice: Option<Notice>,
    packs: Vec<PackLine>,
    /// Stations of which it is not known which pack they use, or that use one that is not here.
    others: Vec<String>,
    is_pinned: bool,
    is_demo: bool,
    /// Limit of a file, in MB.
    most_mb: usize,
}

/// Pack as the page shows it.
struct PackLine {
    version: u32,
    title: String,
    opens: String,
    closes: String,
    is_newest: bool,
    is_rehearsal: bool,
    is_sealed: bool,
    /// When it was added and by whom; empty where nobody knows.
    added: String,
    lessons: String,
    questions: String,
    topics: Vec<TopicLine>,
    stations: Vec<String>,
}

struct TopicLine {
    name: String,
    questions: String,
    in_paper: String,
}

/// What the page shows above its list.
#[derive(Default)]
struct Shown {
    done: Option<String>,
    notice: Option<Notice>,
}

/// `GET /goi-noi-dung`
pub async fn packs(State(state): State<Arc<AppState>>, session: Session) -> Result<Response, Problem> {
    shown(&state, session, StatusCode::OK, Shown::default()).await
}

async fn shown(state: &AppState, session: Session, status: StatusCode, shown: Shown) -> Result<Response, Problem> {
    let words = state.page_words();
    let frame = Frame::new(&session.access, session.who, "/goi-noi-dung", words);
    let list = state.run_query(move |centre| centre.pack_list(&session.access)).await??;
    let newest = list.packs.first().map(|pack| pack.version);
    let line = |pack: &PackOverview| PackLine::new(pack, Some(pack.version) == newest, &list, words);
    let view = PacksPage {
        frame,
        done: shown.done,
        notice: shown.notice,
        packs: list.packs.iter().map(line).collect(),
        others: places(&list.others, &list),
        is_pinned: list.is_pinned,
        is_demo: list.is_demo,
        most_mb: (Files::MOST_BYTES >> 20) - 1,
    };
    Ok(page(status, &view))
}

/// Where stations are.
fn places(stations: &[StationRow], list: &PackList) -> Vec<String> {
    let places = Places { stations, units: &list.units };
    stations.iter().map(|row| places.place(&row.station)).collect()
}

impl PackLine {
    fn new(pack: &PackOverview, is_newest: bool, list: &PackList, words: &Words) -> Self {
        let number = |n: usize| count(words, u64::try_from(n).unwrap_or(u64::MAX));
        let added = pack.added.as_ref().map(|(at, who)| {
            let values = [("at", time(*at).into()), ("who", plain(&actor_name(who, words)).into())];
            words.with("office-pack-added-by", &values)
        });
        let topic = |one: &TopicQuestions| TopicLine {
            name: plain(&words.with(
                "office-pack-topic",
                &[("topic", one.topic.to_string().into()), ("title", one.title.as_str().into())],
            )),
            questions: number(one.questions),
            in_paper: number(one.in_paper),
        };
        Self {
            version: pack.version,
            title: plain(&pack.title),
            opens: words.date(pack.opens),
            closes: words.date(pack.closes),
            is_newest,
            is_rehearsal: pack.is_rehearsal,
            is_sealed: pack.is_sealed,
            added: added.unwrap_or_default(),
            lessons: number(pack.lessons),
            questions: number(pack.topics.iter().map(|one| one.questions).sum()),
            topics: pack.topics.iter().map(topic).collect(),
            stations: places(&pack.stations, list),
        }
    }
}
