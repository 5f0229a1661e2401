use super::{
    case_line::{CaseLine, stations_of},
    format::{plain, time},
    frame::Frame,
    place::Places,
};
use crate::{
    centre::{Access, CaseNote, DecideRefusal, LONGEST_REMARK, QueryError, cases::actor_name},
    domain::UnitCode,
    ledger::CaseKind,
    text::Words,
    web::{
        answer::page,
        clock::now,
        extractors::Session,
        problem::{Problem, decide_problem},
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
use std::{collections::BTreeSet, sync::Arc};

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Chosen {
    /// The decision that was chosen, to be confirmed.
    chon: Option<String>,
    /// What has just been done.
    xong: Option<String>,
}

#[derive(Template)]
#[template(path = "case.html", config = "assets/page/askama.toml")]
struct CaseView {
    frame: Frame,
    case: CaseLine,
    /// The decision that waits for its confirmation: the value of its button, its name, what follows from it.
    chosen: Option<(String, String, String)>,
    notes: Vec<NoteLine>,
    may_note: bool,
    /// Whether the person may take the case, or give it back.
    may_take: bool,
    may_release: bool,
    /// What has just been done.
    done: Option<String>,
    /// The case that has waited longest, where something has just been done about this one.
    next: Option<i64>,
    longest: usize,
}

/// Note as the page shows it.
struct NoteLine {
    at: String,
    who: String,
    text: String,
}

/// `GET /viec/<case>`
pub async fn case(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(id): Path<i64>,
    chosen: Result<Query<Chosen>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(Chosen { chon, xong }) = chosen.unwrap_or_default();
    let words = state.page_words();
    let frame = Frame::new(&access, who, "/viec", words);
    let own = access.unit().cloned();
    let is_done = xong.is_some();
    let read = state.run_query(move |centre| {
        let Some(case) = centre.case(&access, id)? else { return Ok(None) };
        let named = case.declarations.iter().map(|one| one.station.clone()).chain(stations_of(&case.row));
        let stations = centre.stations_of(&access, &named.collect::<BTreeSet<_>>())?;
        let next = if is_done { centre.next_case(&access)?.filter(|next| *next != id) } else { None };
        let notes = centre.case_notes(&access, id)?;
        Ok::<_, QueryError>(Some((case, stations, centre.units()?, notes, next, access)))
    });
    let unknown = || decide_problem(&DecideRefusal::UnknownCase, id, "", words);
    let (case, stations, units, notes, next, access) = read.await??.ok_or_else(unknown)?;
    let may_note = may_note(&access, own.as_ref(), case.row.kind);
    let taken_by = case.row.taken.as_ref().map(|(_, by)| by.actor());
    let is_open = case.row.decision.is_none();
    let may_take = may_note && is_open && taken_by.is_none();
    let may_release = may_note && is_open && taken_by.is_some_and(|by| by == Some(who) || access.administers().is_ok());
    let case = CaseLine::whole(&case, &Places { stations: &stations, units: &units }, words, now());
    let chosen = chon.and_then(|word| case.decisions.iter().find(|one| one.word == word));
    let view = CaseView {
        chosen: chosen.map(|one| (one.word.clone(), one.name.clone(), one.then.clone())),
        notes: notes.into_iter().map(|note| line(note, words)).collect(),
        may_note,
        may_take,
        may_release,
        done: done(xong.as_deref(), words),
        next,
        longest: LONGEST_REMARK,
        frame,
        case,
    };
    Ok(page(StatusCode::OK, &view))
}

/// Whether the page has a form for notes: what `Centre::note_case` lets the role do.
fn may_note(access: &Access, own: Option<&UnitCode>, kind: CaseKind) -> bool {
    access.administers().is_ok() || (own.is_some() && kind != CaseKind::Contradiction)
}

fn line(note: CaseNote, words: &Words) -> NoteLine {
    NoteLine {
        at: time(note.at),
        who: plain(&actor_name(&note.who, words)),
        text: note.text.unwrap_or_else(|| words.get("site-note-unreadable").into_owned()),
    }
}

fn done(what: Option<&str>, words: &Words) -> Option<String> {
    let key = match what {
        Some("quyet") => "site-decided",
        Some("hoan") => "site-undone",
        Some("de-sau") => "site-put-aside",
        Some("ghi") => "site-noted",
        Some("nhan") => "office-case-took",
        Some("tha") => "office-case-released",
        _ => return None,
    };
    Some(words.get(key).into_owned())
}
