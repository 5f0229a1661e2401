use super::{
    format::{plain, time},
    people::{Part, by_village, line, units, village},
    unit::unit_name,
};
use crate::{
    centre::{QueryError, Resident, ResidentList},
    text::Words,
    web::{answer::page, clock::now, extractors::Session, problem::Problem, state::AppState},
};
use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use std::{collections::BTreeMap, sync::Arc};

#[derive(Template)]
#[template(path = "remind_sheets.html", config = "assets/page/askama.toml")]
struct SheetsPage {
    unit: String,
    place: String,
    contest: String,
    at: String,
    date: String,
    sheets: Vec<Sheet>,
}

/// The people of one village: a sheet for its head.
struct Sheet {
    village: String,
    with_phone: usize,
    people: Vec<Line>,
}

/// Person to call. The year of birth is enough to know them.
struct Line {
    name: String,
    year: String,
    phone: String,
    missing: String,
}

/// `GET /can-nhac/in`: a sheet a village, to be printed.
pub async fn sheets(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    part: Result<Query<Part>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(part) = part.map_err(|_| Problem::bad_request())?;
    let wanted = access.unit().map_or_else(|| part.xa.clone(), |own| own.as_str().to_owned());
    let units = units(&state, &access, &wanted).await?;
    let unit = units.iter().find(|one| one.chosen && !one.value.is_empty()).ok_or_else(Problem::not_found)?;
    let code = unit.value.clone();
    let list = state.run_command(move |centre| {
        let place = centre.units()?.iter().find(|unit| unit.code.as_str() == code).cloned();
        let contest = centre.rules().published.as_ref().map(|contest| contest.title.clone());
        Ok::<_, QueryError>((centre.to_remind(&access, &code, (who, now()))?, contest, place))
    });
    let (list, contest, place) = list.await??;
    let words = state.page_words();
    let view = SheetsPage {
        unit: unit.value.clone(),
        place: place.map(|unit| unit_name(&unit, words)).unwrap_or_default(),
        contest: contest.map(|title| plain(&title)).unwrap_or_default(),
        at: time(now()),
        date: words.date(now().date()),
        sheets: sheets_of(&list, &part.thon, words),
    };
    Ok(page(StatusCode::OK, &view))
}

/// The sheets in the order of the list, which is by village; of one village where it is chosen.
fn sheets_of(list: &ResidentList, chosen: &str, words: &Words) -> Vec<Sheet> {
    let mut sheets: Vec<(String, Sheet)> = Vec::new();
    for (key, people) in by_village(list).filter(|(key, _)| chosen.is_empty() || key == chosen) {
        if sheets.last().is_none_or(|(last, _)| *last != key) {
            let village = plain(village(people).unwrap_or_default());
            sheets.push((key, Sheet { village, with_phone: 0, people: Vec::new() }));
        }
        if let Some((_, sheet)) = sheets.last_mut() {
            sheet.with_phone += people.iter().filter(|one| one.card.phone.is_some()).count();
            sheet.people.extend(people.iter().map(|one| sheet_line(one, words)));
        }
    }
    sheets.into_iter().map(|(_, sheet)| sheet).collect()
}

fn sheet_line(one: &Resident, words: &Words) -> Line {
    let year = one.card.birth.get(..4).unwrap_or_default().to_owned();
    let line = line(one, &BTreeMap::new(), false, words);
    Line { name: line.name, year, phone: line.phone, missing: line.missing }
}
