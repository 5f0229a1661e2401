use super::{
    super::{
        super::{
            format::{ago, count, plain, rate, time},
            frame::Frame,
        },
        merging::{Free, Joined, MOST_FREE},
        nav::{Nav, unknown},
    },
    words::{born_in, group_name, state_key},
};
use crate::{
    centre::{
        cases::actor_name,
        rosters::{
            CandidateLine, Doubt, LONGEST_PURPOSE, MOST_ROSTER_DAYS, RosterGroup, RosterLine, RosterPage, RosterState,
            RosterSummary,
        },
    },
    domain::Moment,
    text::Words,
    web::{answer::page, clock::now, extractors::Session, problem::Problem, state::AppState},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use chrono::Days;
use serde::Deserialize;
use std::sync::Arc;

/// Lines to be confirmed, and lines that were, that a page shows.
const MOST_DOUBTS: usize = 40;
const MOST_DECIDED: usize = 100;

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// What has just been done.
    xong: Option<String>,
}

#[derive(Template)]
#[template(path = "roster_list.html", config = "assets/page/askama.toml")]
struct ListPage {
    nav: Nav,
    at: String,
    done: Option<String>,
    doubts: Vec<DoubtLine>,
    hidden_doubts: usize,
    groups: Vec<GroupLine>,
    rosters: Vec<SummaryLine>,
    decided: Vec<DecidedLine>,
    hidden_decided: usize,
    /// Workplaces that residents declared under names of their own.
    free: Vec<Free>,
    hidden_free: usize,
    targets: Vec<String>,
    merged: Vec<Joined>,
    longest: usize,
    first_day: String,
    last_day: String,
}

/// Agency or organisation with its figures.
pub struct GroupLine {
    pub id: String,
    pub name: String,
    pub listed: String,
    pub done: String,
    pub one_touch: String,
    /// The same by nothing but their own word.
    pub by_word: String,
    pub half_way: String,
    pub not_yet: String,
    pub doubtful: usize,
    pub app: String,
    pub rate: String,
    /// CSS class.
    pub class: &'static str,
}

struct SummaryLine {
    id: String,
    purpose: String,
    people: String,
    last_day: String,
    kept: String,
    by: String,
}

struct DoubtLine {
    roster: String,
    line: u32,
    name: String,
    born: String,
    agency: String,
    candidates: Vec<Choice>,
}

struct Choice {
    token: String,
    text: String,
}

struct DecidedLine {
    roster: String,
    line: u32,
    name: String,
    born: String,
    agency: String,
    state: String,
}

/// `GET /xa/<unit>/co-quan`
pub async fn rosters(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.unwrap_or_default();
    let code = unit.clone();
    let frame = Frame::new(&access, who, "/", state.page_words());
    let found = state.run_command(move |centre| centre.rosters(&access, &code, (who, now()))).await??;
    let found = found.ok_or_else(|| unknown(&unit))?;
    let words = state.page_words();
    let nav = Nav::new(&found.unit, "rosters", frame, words);
    Ok(page(StatusCode::OK, &ListPage::new(nav, &found, done(options.xong.as_deref(), words), words)))
}

impl ListPage {
    fn new(nav: Nav, found: &RosterPage, done: Option<String>, words: &Words) -> Self {
        let until = found.at.date().checked_add_days(Days::new(MOST_ROSTER_DAYS)).unwrap_or_default();
        Self {
            nav,
            at: time(found.at),
            done,
            doubts: found.doubts.iter().take(MOST_DOUBTS).map(|one| doubt(one, words)).collect(),
            hidden_doubts: found.doubts.len().saturating_sub(MOST_DOUBTS),
            groups: found.groups.iter().map(|one| group_line(one, words)).collect(),
            rosters: found.rosters.iter().map(|one| summary(one, words, found.at)).collect(),
            decided: found.decided.iter().take(MOST_DECIDED).map(|one| decided(one, words)).collect(),
            hidden_decided: found.decided.len().saturating_sub(MOST_DECIDED),
            free: found.work_names.free.iter().take(MOST_FREE).map(|(name, n)| Free::new(name, *n, words)).collect(),
            hidden_free: found.work_names.free.len().saturating_sub(MOST_FREE),
            targets: found.work_names.targets.clone(),
            merged: found.work_names.merged.iter().map(|row| Joined::new(row, found.at, words)).collect(),
            longest: LONGEST_PURPOSE,
            first_day: found.at.date().to_string(),
            last_day: until.to_string(),
        }
    }
}

/// The figures of a group.
pub fn group_line(one: &RosterGroup, words: &Words) -> GroupLine {
    let figure = |figure: usize| count(words, u64::try_from(figure).unwrap_or(u64::MAX));
    let (listed, took_part) = (one.people.len(), one.took_part());
    let whole = u64::try_from(listed).unwrap_or(u64::MAX);
    GroupLine {
        id: one.id.clone(),
        name: group_name(&one.kind, words),
        listed: figure(listed),
        done: figure(one.count(RosterState::Done)),
        one_touch: figure(one.count(RosterState::OneTouch)),
        by_word: figure(one.count(RosterState::OneTouchByWord)),
        half_way: figure(one.count(RosterState::HalfWay)),
        not_yet: figure(one.count(RosterState::NotYet)),
        doubtful: one.count(RosterState::Doubtful),
        app: figure(one.with_app()),
        rate: rate(i64::try_from(took_part).unwrap_or(i64::MAX), whole),
        class: if took_part == listed { "fresh" } else { "late" },
    }
}

fn summary(one: &RosterSummary, words: &Words, now: Moment) -> SummaryLine {
    SummaryLine {
        id: one.id.clone(),
        purpose: plain(&one.purpose),
        people: count(words, u64::try_from(one.people).unwrap_or(u64::MAX)),
        last_day: words.date(one.last_day),
        kept: ago(words, one.kept, now),
        by: plain(&actor_name(&one.kept_by, words)),
    }
}

fn doubt(one: &Doubt, words: &Words) -> DoubtLine {
    DoubtLine {
        roster: one.line.roster.clone(),
        line: one.line.line,
        name: plain(&one.line.name),
        born: born_in(one.line.birth_year, words),
        agency: plain(&one.line.agency),
        candidates: one.candidates.iter().map(|one| choice(one, words)).collect(),
    }
}

fn choice(one: &CandidateLine, words: &Words) -> Choice {
    let mut text = format!("{}, {}", plain(&one.name), born_in(one.birth_year, words));
    match &one.village {
        Some(village) => text.push_str(&format!(", {}", plain(village))),
        None => text.push_str(&format!(", {}", words.get("commune-lives-elsewhere"))),
    }
    if let Some(agency) = &one.agency {
        text.push_str(&format!(" ({})", plain(agency)));
    }
    Choice { token: one.token.clone(), text }
}

fn decided(one: &RosterLine, words: &Words) -> DecidedLine {
    DecidedLine {
        roster: one.roster.clone(),
        line: one.line,
        name: plain(&one.name),
        born: born_in(one.birth_year, words),
        agency: plain(&one.agency),
        state: words.get(state_key(one.state)).into_owned(),
    }
}

fn done(what: Option<&str>, words: &Words) -> Option<String> {
    let key = match what {
        Some("giu") => "commune-roster-kept",
        Some("xoa") => "commune-roster-removed",
        Some("xac-nhan") => "commune-roster-found",
        Some("rut") => "commune-roster-undone",
        Some("gop") => "commune-merged",
        Some("tach") => "commune-split",
        _ => return None,
    };
    Some(words.get(key).into_owned())
}
