use super::{
    super::{
        super::{
            format::{plain, time},
            frame::Frame,
        },
        nav::{Nav, unknown},
    },
    list::{GroupLine, group_line},
    words::{born, paper_date, state_key},
};
use crate::{
    centre::{
        reports::{Letter, letter_file},
        rosters::{RosterGroup, RosterLine, RosterPage, RosterState},
    },
    text::Words,
    web::{
        answer::{answer, attached, page},
        clock::now,
        extractors::Session,
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
use std::sync::Arc;

#[derive(Template)]
#[template(path = "roster_group.html", config = "assets/page/askama.toml")]
struct GroupPage {
    nav: Nav,
    at: String,
    group: GroupLine,
    states: Vec<StateLines>,
}

/// People in one state.
struct StateLines {
    name: String,
    count: usize,
    people: Vec<PersonLine>,
}

struct PersonLine {
    number: usize,
    name: String,
    born: String,
    state: String,
    /// Whether the app is on the phone; none where that is not known.
    app: Option<bool>,
}

#[derive(Template)]
#[template(path = "roster_letter.html", config = "assets/page/askama.toml")]
struct LetterPage {
    nav: Nav,
    /// Place and day as papers have them, and the day alone.
    date: String,
    day: String,
    group: GroupLine,
    letter: Letter,
}

#[derive(Template)]
#[template(path = "roster_confirmation.html", config = "assets/page/askama.toml")]
struct ConfirmationPage {
    nav: Nav,
    at: String,
    /// Place and day as papers have them, and the day alone.
    date: String,
    day: String,
    contest: String,
    group: GroupLine,
    people: Vec<PersonLine>,
}

/// `GET /xa/<unit>/co-quan/<group>`
pub async fn group(
    State(state): State<Arc<AppState>>,
    session: Session,
    Path((unit, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (nav, found, group) = read(&state, session, unit, &id).await?;
    let words = state.page_words();
    let lines = |state: RosterState| StateLines {
        name: words.get(state_key(state)).into_owned(),
        count: group.count(state),
        people: lines(&group, |one| one.state == state, words),
    };
    let view = GroupPage {
        nav,
        at: time(found.at),
        group: group_line(&group, words),
        states: RosterState::ALL.into_iter().map(lines).filter(|lines| lines.count > 0).collect(),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `GET /xa/<unit>/co-quan/<group>/chua-tham-gia`: the letter to an agency.
pub async fn letter(
    State(state): State<Arc<AppState>>,
    session: Session,
    Path((unit, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (nav, found, group) = read(&state, session, unit, &id).await?;
    let words = state.page_words();
    let view = LetterPage {
        nav,
        date: paper_date(&plain(&found.unit.name), found.at.date(), words),
        day: words.date(found.at.date()),
        group: group_line(&group, words),
        letter: Letter::new(&found, &group, words),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `GET /xa/<unit>/co-quan/<group>/chua-tham-gia.docx`: the same letter as a Word document.
pub async fn letter_document(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path((unit, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let code = unit.clone();
    let found = state.run_command(move |centre| centre.roster_letter(&access, (&code, &id), (who, now()))).await??;
    let (found, group) = found.ok_or_else(Problem::not_found)?;
    let words = state.page_words();
    let file = letter_file(&Letter::new(&found, &group, words), words);
    Ok(attached(answer(StatusCode::OK, file.media, file.bytes), &file.name))
}

/// `GET /xa/<unit>/co-quan/<group>/xac-nhan`: the list that an assessment rests on.
pub async fn confirmation(
    State(state): State<Arc<AppState>>,
    session: Session,
    Path((unit, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (nav, found, group) = read(&state, session, unit, &id).await?;
    let words = state.page_words();
    let view = ConfirmationPage {
        nav,
        at: time(found.at),
        date: paper_date(&plain(&found.unit.name), found.at.date(), words),
        day: words.date(found.at.date()),
        contest: plain(&found.contest),
        group: group_line(&group, words),
        people: lines(&group, |one| one.state.took_part(), words),
    };
    Ok(page(StatusCode::OK, &view))
}

async fn read(
    state: &AppState,
    Session { access, who }: Session,
    unit: String,
    id: &str,
) -> Result<(Nav, RosterPage, RosterGroup), Problem> {
    let words = state.page_words();
    let frame = Frame::new(&access, who, "/", words);
    let code = unit.clone();
    let found = state.run_command(move |centre| centre.rosters(&access, &code, (who, now()))).await??;
    let found = found.ok_or_else(|| unknown(&unit))?;
    let group = found.groups.iter().find(|one| one.id == id).cloned().ok_or_else(Problem::not_found)?;
    Ok((Nav::new(&found.unit, "rosters", frame, words), found, group))
}

fn lines(group: &RosterGroup, is_shown: impl Fn(&RosterLine) -> bool, words: &Words) -> Vec<PersonLine> {
    let shown = group.people.iter().filter(|one| is_shown(one));
    let line = |(number, one): (usize, &RosterLine)| PersonLine {
        number,
        name: plain(&one.name),
        born: born(one.birth_year),
        state: words.get(state_key(one.state)).into_owned(),
        app: one.has_app,
    };
    (1..).zip(shown).map(line).collect()
}
