//! Lists of people who took part on One Touch: handed in by the city, shown, kept, and taken back.

use super::{
    format::{ago, count, number, plain, time},
    frame::Frame,
    parts::OneTouchFigures,
    people::born,
};
use crate::{
    centre::{
        QueryError,
        cases::actor_name,
        one_touch::{
            MOST_ONE_TOUCH, MOST_ONE_TOUCH_FILE, OneTouchImport, OneTouchLine, OneTouchRefusal, ReadOneTouch, faults,
            one_touch_template,
        },
    },
    domain::Moment,
    text::{Words, short_date},
    web::{
        answer::{answer, attached, page, redirect},
        clock::now,
        extractors::{Files, LongForm, Session},
        problem::{Problem, one_touch_problem},
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

/// Bytes of a form with a list: a file that is a little too large is still named as one.
pub const MOST_UPLOAD: usize = MOST_ONE_TOUCH_FILE + (2 << 20);
/// Lines that are shown before a list is kept.
const MOST_SHOWN: usize = 50;
/// Path of the page.
const PAGE: &str = "/one-touch";

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// What has just been done.
    xong: Option<String>,
}

/// List that was read and is confirmed.
#[derive(Deserialize)]
pub struct Confirmed {
    /// As the page before has it.
    danh_sach: String,
}

#[derive(Template)]
#[template(path = "one_touch.html", config = "assets/page/askama.toml")]
struct ListsPage {
    frame: Frame,
    at: String,
    done: Option<String>,
    took_part: String,
    figures: OneTouchFigures,
    imports: Vec<ImportLine>,
    most: String,
    most_bytes: usize,
}

struct ImportLine {
    id: String,
    short: String,
    added: String,
    kept: String,
    by: String,
}

#[derive(Template)]
#[template(path = "one_touch_read.html", config = "assets/page/askama.toml")]
struct ReadPage {
    frame: Frame,
    file: String,
    people: String,
    new: String,
    confirmed: String,
    listed: String,
    left_out: String,
    unclear: String,
    invalid: String,
    repeated: String,
    unread: Vec<String>,
    is_known: bool,
    lines: Vec<PersonLine>,
    hidden: String,
    sealed: String,
}

struct PersonLine {
    line: u32,
    number: String,
    name: String,
    born: String,
    unit: String,
    day: String,
}

#[derive(Template)]
#[template(path = "one_touch_faults.html", config = "assets/page/askama.toml")]
struct FaultsPage {
    frame: Frame,
    file: String,
    faults: Vec<(String, String)>,
}

/// `GET /one-touch`
pub async fn lists(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.unwrap_or_default();
    let words = state.page_words();
    let frame = Frame::new(&access, who, PAGE, words);
    let found = state.run_query(move |centre| centre.one_touch(&access, now())).await??;
    let view = ListsPage {
        frame,
        at: time(found.at),
        done: done(options.xong.as_deref(), words),
        took_part: number(words, found.total.took_part()),
        figures: OneTouchFigures::new(&found.total, words),
        imports: found.imports.iter().map(|one| import_line(one, found.at, words)).collect(),
        most: count(words, u64::try_from(MOST_ONE_TOUCH).unwrap_or(u64::MAX)),
        most_bytes: MOST_ONE_TOUCH_FILE >> 20,
    };
    Ok(page(StatusCode::OK, &view))
}

/// `GET /one-touch/mau.csv`: the empty list.
pub async fn template(Session { access, .. }: Session) -> Result<Response, Problem> {
    access.administers().map_err(QueryError::from)?;
    Ok(attached(answer(StatusCode::OK, "text/csv; charset=utf-8", one_touch_template()), "one-touch.csv"))
}

/// `POST /one-touch`: reads a list and keeps nothing.
pub async fn upload(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    form: Files,
) -> Result<Response, Problem> {
    access.administers().map_err(QueryError::from)?;
    let words = state.page_words();
    let frame = Frame::new(&access, who, PAGE, words);
    let chosen = form.fields((MOST_UPLOAD, 0)).await?.into_iter().rfind(|field| field.name == Files::FILE);
    let (name, bytes) = chosen.map(|field| (field.file.unwrap_or_default(), field.bytes)).unwrap_or_default();
    let read = state.run_command(move |centre| centre.read_one_touch(&access, &bytes, now()));
    let file = plain(&name);
    match read.await? {
        Ok(read) => Ok(page(StatusCode::OK, &read_page(frame, file, &read, words))),
        Err(OneTouchRefusal::Faults(found)) => {
            let shown = found.iter().map(|fault| (plain(&faults::place(fault, words)), faults::what(fault, words)));
            let view = FaultsPage { frame, file, faults: shown.collect() };
            Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &view))
        }
        Err(refusal) => Err(one_touch_problem(&refusal)), // else: nothing is wrong with the file
    }
}

/// `POST /one-touch/giu`
pub async fn keep(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    LongForm(Confirmed { danh_sach }): LongForm<Confirmed>,
) -> Result<Response, Problem> {
    let kept = state.run_command(move |centre| centre.keep_one_touch(&access, &danh_sach, (who, now())));
    let kept = kept.await?.map_err(|refusal| one_touch_problem(&refusal))?;
    Ok(redirect(if kept.is_known { "/one-touch?xong=da-co" } else { "/one-touch?xong=giu" }))
}

/// `POST /one-touch/<import>/rut`
pub async fn undo(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(import): Path<String>,
) -> Result<Response, Problem> {
    let undone = state.run_command(move |centre| centre.undo_one_touch(&access, &import, (who, now())));
    undone.await?.map_err(|refusal| one_touch_problem(&refusal))?;
    Ok(redirect("/one-touch?xong=rut"))
}

fn import_line(one: &OneTouchImport, now: Moment, words: &Words) -> ImportLine {
    ImportLine {
        id: one.id.clone(),
        short: one.short.clone(),
        added: count(words, one.added.into()),
        kept: format!("{} ({})", time(one.kept), ago(words, one.kept, now)),
        by: plain(&actor_name(&one.kept_by, words)),
    }
}

fn read_page(frame: Frame, file: String, read: &ReadOneTouch, words: &Words) -> ReadPage {
    let figure = |figure: usize| count(words, u64::try_from(figure).unwrap_or(u64::MAX));
    let sums = read.sums;
    ReadPage {
        frame,
        file,
        people: figure(read.lines.len() - read.repeated),
        new: figure(sums.new),
        confirmed: figure(sums.confirmed),
        listed: figure(sums.listed),
        left_out: figure(sums.left_out),
        unclear: figure(sums.unclear),
        invalid: figure(read.invalid),
        repeated: figure(read.repeated),
        unread: read.unread.iter().map(|head| plain(head)).collect(),
        is_known: read.is_known,
        lines: read.lines.iter().take(MOST_SHOWN).map(|line| person_line(line, words)).collect(),
        hidden: figure(read.lines.len().saturating_sub(MOST_SHOWN)),
        sealed: read.sealed.clone(),
    }
}

fn person_line(line: &OneTouchLine, words: &Words) -> PersonLine {
    PersonLine {
        line: line.line,
        number: line.number.as_ref().map(crate::domain::IdNumber::masked).unwrap_or_default(),
        name: plain(line.name.as_str()),
        born: born(&line.birth.written(), words),
        unit: plain(line.unit.as_str()),
        day: short_date(line.day),
    }
}

fn done(what: Option<&str>, words: &Words) -> Option<String> {
    let key = match what {
        Some("giu") => "onetouch-kept",
        Some("da-co") => "onetouch-known",
        Some("rut") => "onetouch-undone",
        _ => return None, // else: nothing has just been done
    };
    Some(words.get(key).into_owned())
}
