use super::{
    format::{plain, time},
    people::{Part, line, units, village},
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
        sheets: by_village(&list, &part.thon, words),
    };
    Ok(page(StatusCode::OK, &view))
}

/// The sheets in the order of the list, which is by village; of one village where it is chosen.
fn by_village(list: &ResidentList, chosen: &str, words: &Words) -> Vec<Sheet> {
    let mut sheets: Vec<(String, Sheet)> = Vec::new();
    for one in list.people.iter().filter(|one| chosen.is_empty() || village(one) == chosen) {
        let key = village(one);
        if sheets.last().is_none_or(|(last, _)| *last != key) {
            sheets.push((key, Sheet { village: name(one), with_phone: 0, people: Vec::new() }));
        }
        if let Some((_, sheet)) = sheets.last_mut() {
            sheet.with_phone += usize::from(one.card.phone.is_some());
            let year = one.card.birth.get(..4).unwrap_or_default().to_owned();
            let line = line(one, &BTreeMap::new(), false, words);
            sheet.people.push(Line { name: line.name, year, phone: line.phone, missing: line.missing });
        }
    }
    sheets.into_iter().map(|(_, sheet)| sheet).collect()
}

fn name(one: &Resident) -> String {
    plain(one.standing.village.as_deref().unwrap_or_default())
}
