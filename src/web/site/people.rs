//! People for whom an office looks, and whom a commune calls. The only pages that show persons.

use super::{
    format::{plain, time},
    frame::Frame,
};
use crate::{
    centre::{Access, QueryError, Resident, ResidentList, SearchText, explain, person::address_of},
    domain::{Date, Phone, Unit, date_of, fold},
    text::{Words, missing_part, phone_text},
    web::{
        answer::page,
        clock::now,
        extractors::{PageForm, Session},
        problem::Problem,
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
use std::{collections::BTreeMap, sync::Arc};

/// People of a page.
const MOST: usize = 100;

/// Form of a search. It is posted: names and numbers stand in no address, no history and no log.
#[derive(Default, Deserialize)]
pub struct Wanted {
    /// Name, telephone or number.
    #[serde(default)]
    tim: String,
    /// Code of the unit; empty for the whole city.
    #[serde(default)]
    xa: String,
}

/// Which of those to remind are wanted.
#[derive(Clone, Default, Deserialize)]
pub struct Part {
    /// Code of the unit.
    #[serde(default)]
    pub xa: String,
    /// Village, folded.
    #[serde(default)]
    pub thon: String,
    /// Page, from 1.
    #[serde(default)]
    trang: usize,
}

#[derive(Template)]
#[template(path = "search.html", config = "assets/page/askama.toml")]
struct SearchPage {
    frame: Frame,
    units: Vec<Choice>,
    typed: String,
    notice: Option<String>,
    people: Vec<PersonLine>,
    /// Found, but not shown.
    hidden: usize,
}

#[derive(Template)]
#[template(path = "remind.html", config = "assets/page/askama.toml")]
struct RemindPage {
    frame: Frame,
    units: Vec<Choice>,
    unit: String,
    place: String,
    villages: Vec<Choice>,
    village: String,
    total: String,
    with_phone: String,
    nameless: u64,
    at: String,
    people: Vec<PersonLine>,
    newer: Option<String>,
    older: Option<String>,
    /// Link to the sheets to print.
    print: String,
    is_chosen: bool,
}

/// Choice of a list.
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub name: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Person as the pages show them.
pub struct PersonLine {
    /// Key of the person, as forms hand it back.
    code: String,
    /// How the page of the person is named; empty where what is known is shown whole.
    address: String,
    /// Full name.
    pub name: String,
    born: String,
    /// Telephone in groups.
    pub phone: String,
    /// Digits to dial; empty where the number is not shown whole.
    dial: String,
    place: String,
    work: String,
    /// What a valid entry lacks.
    pub missing: String,
    since: String,
}

/// `GET /tim`
pub async fn form(State(state): State<Arc<AppState>>, Session { access, who }: Session) -> Result<Response, Problem> {
    let units = units(&state, &access, "").await?;
    let frame = Frame::new(&access, who, "/tim", state.page_words());
    let view = SearchPage { frame, units, typed: String::new(), notice: None, people: Vec::new(), hidden: 0 };
    Ok(page(StatusCode::OK, &view))
}

/// `POST /tim`
pub async fn search(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    PageForm(wanted): PageForm<Wanted>,
) -> Result<Response, Problem> {
    let words = state.page_words();
    let units = units(&state, &access, &wanted.xa).await?;
    let typed = plain(&wanted.tim);
    let not_one = || Problem::unprocessable(explain::not_a_search());
    let text = SearchText::parse(&wanted.tim).ok_or_else(not_one)?;
    let unit = units.iter().find(|one| one.chosen && !one.value.is_empty()).map(|one| one.value.clone());
    let is_masked = access == Access::City;
    let frame = Frame::new(&access, who, "/tim", words);
    let found = state.run_command(move |centre| centre.search(&access, unit.as_deref(), &text, (who, now())));
    let found = found.await??;
    let named: BTreeMap<&str, &str> = units.iter().map(|one| (one.value.as_str(), one.name.as_str())).collect();
    let shown = found.people.iter().take(MOST);
    let people: Vec<PersonLine> = shown.map(|one| line(one, &named, is_masked, words)).collect();
    let notice = people.is_empty().then(|| words.get("site-search-none").into_owned());
    let view = SearchPage { frame, units, typed, notice, hidden: found.people.len() - people.len(), people };
    Ok(page(StatusCode::OK, &view))
}

/// `GET /can-nhac`
pub async fn remind(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    part: Result<Query<Part>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(part) = part.map_err(|_| Problem::bad_request())?;
    let wanted = access.unit().map_or_else(|| part.xa.clone(), |own| own.as_str().to_owned());
    let units = units(&state, &access, &wanted).await?;
    let unit = units.iter().find(|one| one.chosen && !one.value.is_empty()).map(|one| one.value.clone());
    let frame = Frame::new(&access, who, "/can-nhac", state.page_words());
    let list = match unit.clone() {
        Some(unit) => state.run_command(move |centre| centre.to_remind(&access, &unit, (who, now()))).await??,
        None => ResidentList::default(),
    };
    let view = remind_page(frame, &list, units, (unit.as_deref(), &part), state.page_words());
    Ok(page(StatusCode::OK, &view))
}

fn remind_page(
    frame: Frame,
    list: &ResidentList,
    units: Vec<Choice>,
    (unit, part): (Option<&str>, &Part),
    words: &Words,
) -> RemindPage {
    let is_of = |village: &str| part.thon.is_empty() || village == part.thon;
    let people: Vec<&Resident> =
        by_village(list).filter(|(village, _)| is_of(village)).flat_map(|(_, people)| people).collect();
    let at = part.trang.saturating_sub(1).min(people.len() / MOST) * MOST;
    let named: BTreeMap<&str, &str> = units.iter().map(|one| (one.value.as_str(), one.name.as_str())).collect();
    let shown: Vec<PersonLine> = people.iter().skip(at).take(MOST).map(|one| line(one, &named, false, words)).collect();
    let link = |number: usize| {
        let unit = unit.unwrap_or_default();
        format!("/can-nhac?xa={unit}&thon={}&trang={number}", part.thon.replace(' ', "+"))
    };
    let number = at / MOST + 1;
    let count = |count: usize| words.number(u64::try_from(count).unwrap_or(u64::MAX));
    let villages = villages(list, &part.thon);
    let village = villages.iter().find(|one| one.chosen).map(|one| one.name.clone()).unwrap_or_default();
    RemindPage {
        frame,
        place: unit.and_then(|unit| named.get(unit)).map(|name| plain(name)).unwrap_or_default(),
        unit: unit.unwrap_or_default().to_owned(),
        total: count(people.len()),
        with_phone: count(people.iter().filter(|one| one.card.phone.is_some()).count()),
        nameless: list.nameless,
        at: time(now()),
        newer: (number > 1).then(|| link(number - 1)),
        older: (at + MOST < people.len()).then(|| link(number + 1)),
        print: format!("/can-nhac/in?xa={}&thon={}", unit.unwrap_or_default(), part.thon.replace(' ', "+")),
        is_chosen: unit.is_some(),
        people: shown,
        villages,
        village,
        units,
    }
}

/// The people of a list who follow one another in one village, with what a link names it by: letters without marks, digits and spaces.
/// Thousands live in a few villages, and each is named once.
pub fn by_village(list: &ResidentList) -> impl Iterator<Item = (String, &[Resident])> {
    let neighbours = list.people.chunk_by(|one, next| one.standing.village == next.standing.village);
    neighbours.map(|people| {
        let folded = village(people).map(fold).unwrap_or_default();
        (folded.chars().filter(|ch| ch.is_ascii_alphanumeric() || *ch == ' ').collect(), people)
    })
}

/// The name of the village of these people, as figures have it.
pub fn village(people: &[Resident]) -> Option<&str> {
    people.first().and_then(|one| one.standing.village.as_deref())
}

/// The villages of a list with how many of it live there, by name.
fn villages(list: &ResidentList, chosen: &str) -> Vec<Choice> {
    let mut all: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for (value, people) in by_village(list) {
        all.entry(value).or_insert((village(people).unwrap_or_default(), 0)).1 += people.len();
    }
    let choice = |(value, (name, count)): (String, (&str, usize))| Choice {
        name: format!("{} ({count})", plain(name)),
        chosen: value == chosen && !value.is_empty(),
        value,
    };
    all.into_iter().map(choice).collect()
}

/// The units that the role may choose among; a clerk's own is chosen. A role that is shown no persons is refused.
pub async fn units(state: &Arc<AppState>, access: &Access, chosen: &str) -> Result<Vec<Choice>, Problem> {
    if !access.sees_people() {
        return Err(QueryError::from(crate::centre::NotAllowed).into());
    }
    let own = access.unit().map(|own| own.as_str().to_owned());
    let units = state.run_query(|centre| centre.units()).await??;
    let is_shown = |unit: &&Unit| own.as_ref().is_none_or(|own| unit.code.as_str() == own);
    let choice = |unit: &Unit| Choice {
        value: unit.code.as_str().to_owned(),
        name: plain(&unit.name),
        chosen: own.is_some() || unit.code.as_str() == chosen,
    };
    Ok(units.iter().filter(is_shown).map(choice).collect())
}

/// A person in words.
pub fn line(one: &Resident, units: &BTreeMap<&str, &str>, is_masked: bool, words: &Words) -> PersonLine {
    let (card, standing) = (&one.card, &one.standing);
    let phone = card.phone.as_deref().and_then(|digits| Phone::parse(digits).ok());
    let year = || card.birth.get(..4).unwrap_or_default().to_owned();
    let unit = standing.unit.as_deref().unwrap_or_default();
    let unit = units.get(unit).copied().unwrap_or(unit);
    let missing: Vec<String> = one.missing.iter().map(|part| missing_part(words, part)).collect();
    PersonLine {
        code: address_of(&one.key),
        address: if is_masked { address_of(&one.key) } else { String::new() },
        name: plain(&card.name),
        born: if is_masked { year() } else { born(&card.birth, words) },
        phone: phone
            .as_ref()
            .map(|phone| if is_masked { masked(phone) } else { phone_text(phone) })
            .unwrap_or_default(),
        dial: phone.filter(|_| !is_masked).map(|phone| phone.digits().to_owned()).unwrap_or_default(),
        // Of whom nothing but a list of One Touch is known no village is.
        place: plain(
            &standing.village.as_ref().map_or_else(|| unit.to_owned(), |village| format!("{village}, {unit}")),
        ),
        work: standing.work.as_ref().map(|(_, name)| plain(name)).unwrap_or_default(),
        missing: match (standing.valid, standing.is_on_one_touch()) {
            (Some(_), _) => words.get("site-person-valid").into_owned(),
            (None, true) if standing.listed.is_some() => words.get("site-person-one-touch").into_owned(),
            (None, true) => words.get("site-person-one-touch-by-word").into_owned(),
            (None, false) if missing.is_empty() => words.get("site-missing-none").into_owned(),
            (None, false) => missing.join("; "),
        },
        since: standing.registered.map(|day| words.date(date_of(day))).unwrap_or_default(),
    }
}

/// A birth as it was declared.
pub(super) fn born(birth: &str, words: &Words) -> String {
    birth.parse::<Date>().map_or_else(|_| plain(birth), |date| words.date(date))
}

/// A telephone of which nobody can be called: `0912 ••• •78`.
fn masked(phone: &Phone) -> String {
    let digits = phone.digits();
    let (head, tail) = (digits.get(..4).unwrap_or_default(), digits.get(digits.len().saturating_sub(2)..));
    format!("{head} ••• •{}", tail.unwrap_or_default())
}
