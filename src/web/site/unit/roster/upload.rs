use super::{
    super::{
        super::{format::plain, frame::Frame},
        nav::{Nav, unknown},
    },
    words::{born, membership_key},
};
use crate::{
    centre::{
        QueryError,
        rosters::{ListFault, ListedPerson, MOST_LIST_FILE, ReadRoster, RosterRefusal, faults},
    },
    text::Words,
    web::{
        answer::page,
        clock::now,
        extractors::{Files, FormField, Session},
        problem::{Problem, roster_problem},
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use std::{collections::BTreeMap, sync::Arc};

/// Bytes of a form with a roster: a file that is a little too large is still named as one.
pub const MOST_UPLOAD: usize = MOST_LIST_FILE + (2 << 20);
/// People who are shown before a roster is kept.
const MOST_SHOWN: usize = 50;
/// Longest text field, in bytes.
const LONGEST_FIELD: usize = 4096;

#[derive(Template)]
#[template(path = "roster_read.html", config = "assets/page/askama.toml")]
struct ReadPage {
    nav: Nav,
    file: String,
    purpose: String,
    last_day: String,
    total: usize,
    agencies: Vec<(String, usize)>,
    /// People without a year of birth, who have to be confirmed one by one.
    without_year: usize,
    unread: Vec<String>,
    people: Vec<PersonLine>,
    hidden: usize,
    sealed: String,
}

struct PersonLine {
    line: u32,
    name: String,
    born: String,
    agency: String,
    members: String,
}

#[derive(Template)]
#[template(path = "roster_faults.html", config = "assets/page/askama.toml")]
struct FaultsPage {
    nav: Nav,
    file: String,
    faults: Vec<(String, String)>,
}

/// What a form holds.
#[derive(Default)]
struct Form {
    name: String,
    bytes: Vec<u8>,
    purpose: String,
    last_day: String,
}

/// `POST /xa/<unit>/co-quan`: reads a roster and keeps nothing.
pub async fn upload(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    form: Files,
) -> Result<Response, Problem> {
    access.acts_in(&unit).map_err(QueryError::from)?;
    let frame = Frame::new(&access, who, "/", state.page_words());
    let units = state.run_query(|centre| centre.units()).await??;
    let own = units.iter().find(|known| known.code.as_str() == unit).ok_or_else(|| unknown(&unit))?;
    let form = read(form.fields((MOST_UPLOAD, LONGEST_FIELD)).await?);
    let (code, file) = (unit.clone(), plain(&form.name));
    let read = state.run_command(move |centre| {
        centre.read_roster(&access, &code, (&form.bytes, &form.purpose, &form.last_day), now())
    });
    let words = state.page_words();
    let nav = Nav::new(own, "rosters", frame, words);
    match read.await? {
        Ok(read) => Ok(page(StatusCode::OK, &read_page(nav, file, &read, words))),
        Err(RosterRefusal::Faults(found)) => {
            let faults = found.iter().map(|fault| shown(fault, words)).collect();
            Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &FaultsPage { nav, file, faults }))
        }
        Err(refusal) => Err(roster_problem(&refusal)), // else: nothing is wrong with the file
    }
}

fn read(fields: Vec<FormField>) -> Form {
    let mut read = Form::default();
    for field in fields {
        match field.name.as_str() {
            "muc-dich" => read.purpose = field.text(),
            "ngay" => read.last_day = field.text(),
            Files::FILE => (read.name, read.bytes) = (field.file.unwrap_or_default(), field.bytes),
            _ => (), // no field of this form
        }
    }
    read
}

fn shown(fault: &ListFault, words: &Words) -> (String, String) {
    (plain(&faults::place(fault, words)), faults::what(fault, words))
}

fn read_page(nav: Nav, file: String, read: &ReadRoster, words: &Words) -> ReadPage {
    let mut agencies: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &read.people {
        *agencies.entry(one.agency.as_str()).or_default() += 1;
    }
    let members = |one: &ListedPerson| {
        let names = one.memberships.iter().map(|one| words.get(membership_key(*one)).into_owned());
        names.collect::<Vec<_>>().join("; ")
    };
    let people = read.people.iter().take(MOST_SHOWN).map(|one| PersonLine {
        line: one.line,
        name: plain(&one.name),
        born: born(one.birth_year),
        agency: plain(&one.agency),
        members: members(one),
    });
    ReadPage {
        nav,
        file,
        purpose: plain(&read.purpose),
        last_day: words.date(read.last_day),
        total: read.people.len(),
        agencies: agencies.into_iter().map(|(name, count)| (plain(name), count)).collect(),
        without_year: read.people.iter().filter(|one| one.birth_year.is_none()).count(),
        unread: read.unread.iter().map(|head| plain(head)).collect(),
        people: people.collect(),
        hidden: read.people.len().saturating_sub(MOST_SHOWN),
        sealed: read.sealed.clone(),
    }
}
