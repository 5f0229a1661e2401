//! Reports of a unit and of the city: the page, its files and texts.

use super::{
    format::{plain, time},
    frame::Frame,
    unit::{Nav, roster::paper_date, unknown},
};
use crate::{
    centre::reports::{
        ColumnKind, ListPurpose, Report, ReportFile, ReportKind, ReportRefusal, Section, SpokenText, Table,
        TableColumn, WantedDays, cell_text, sections, spoken, subject,
    },
    text::Words,
    web::{
        answer::{answer, attached, page},
        clock::now,
        extractors::{PageForm, Session},
        problem::Problem,
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

/// Query of the page and of its files.
#[derive(Clone, Default, Deserialize)]
pub struct Wanted {
    /// The first day; empty for the contest's.
    #[serde(default)]
    tu: String,
    /// The last day; empty for the contest's.
    #[serde(default)]
    den: String,
    /// Kind of the file.
    #[serde(default)]
    loai: String,
}

/// Form of the list of people.
#[derive(Deserialize)]
pub struct Purpose {
    /// What it is for.
    muc_dich: String,
}

#[derive(Template)]
#[template(path = "report_unit.html", config = "assets/page/askama.toml")]
struct UnitPage {
    nav: Nav,
    /// Place and day as papers have them.
    date: String,
    view: View,
    /// Purposes of a list of people: value and name; none where the role is shown nobody.
    purposes: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "report_city.html", config = "assets/page/askama.toml")]
struct CityPage {
    frame: Frame,
    centre: String,
    view: View,
}

/// A report as the pages show it.
struct View {
    /// Path of the page.
    path: String,
    /// Its days, as fields of dates hold them.
    first: String,
    last: String,
    /// When it was read.
    at: String,
    /// What it is about.
    subject: String,
    /// Kinds of files: value and name.
    kinds: Vec<(&'static str, String)>,
    /// Texts to be copied: name and text.
    texts: Vec<(String, String)>,
    parts: Vec<Part>,
}

/// Part of a report.
struct Part {
    title: String,
    lines: Vec<String>,
    heads: Vec<(String, &'static str)>,
    rows: Vec<Vec<Cell>>,
}

/// Cell of a table.
struct Cell {
    text: String,
    head: String,
    /// CSS class.
    class: &'static str,
}

/// `GET /bao-cao`
pub async fn city(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let (_, days) = read(wanted)?;
    let words = state.page_words();
    let frame = Frame::new(&access, who, "/bao-cao", words);
    let report = state.run_query(move |centre| centre.city_report(&access, days, now())).await??;
    let centre = plain(&report.centre);
    let view = View::new(&report, "/bao-cao".to_owned(), words);
    Ok(page(StatusCode::OK, &CityPage { frame, centre, view }))
}

/// `GET /bao-cao/tep`
pub async fn city_file(
    State(state): State<Arc<AppState>>,
    Session { access, .. }: Session,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let (wanted, days) = read(wanted)?;
    let kind = ReportKind::parse(&wanted.loai).ok_or_else(Problem::bad_request)?;
    let shared = state.clone();
    let file = state.run_query(move |centre| {
        let report = centre.city_report(&access, days, now())?;
        Ok::<_, ReportRefusal>(ReportFile::new(&report, kind, shared.page_words()))
    });
    Ok(download(file.await??))
}

/// `GET /xa/<unit>/bao-cao`
pub async fn unit(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let (_, days) = read(wanted)?;
    let words = state.page_words();
    let frame = Frame::new(&access, who, "/", words);
    let code = unit.clone();
    let found = state.run_query(move |centre| centre.unit_report(&access, &code, days, now())).await??;
    let report = found.ok_or_else(|| unknown(&unit))?;
    let own = report.unit().ok_or_else(|| unknown(&unit))?;
    let purposes = match frame.sees_people {
        true => ListPurpose::ALL.map(|one| (one.as_str(), words.get(one.key()).into_owned())).to_vec(),
        false => Vec::new(),
    };
    let date = paper_date(&plain(&own.name), report.at.date(), words);
    let nav = Nav::new(own, "reports", frame, words);
    let view = View::new(&report, format!("/xa/{}/bao-cao", nav.code), words);
    Ok(page(StatusCode::OK, &UnitPage { nav, date, view, purposes }))
}

/// `GET /xa/<unit>/bao-cao/tep`
pub async fn unit_file(
    State(state): State<Arc<AppState>>,
    Session { access, .. }: Session,
    Path(unit): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let (wanted, days) = read(wanted)?;
    let kind = ReportKind::parse(&wanted.loai).ok_or_else(Problem::bad_request)?;
    let (shared, code) = (state.clone(), unit.clone());
    let file = state.run_query(move |centre| {
        let report = centre.unit_report(&access, &code, days, now())?;
        Ok::<_, ReportRefusal>(report.map(|report| ReportFile::new(&report, kind, shared.page_words())))
    });
    Ok(download(file.await??.ok_or_else(|| unknown(&unit))?))
}

/// `POST /xa/<unit>/bao-cao/nguoi`: the people of the unit as a list.
pub async fn people(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    PageForm(Purpose { muc_dich }): PageForm<Purpose>,
) -> Result<Response, Problem> {
    let purpose = ListPurpose::parse(&muc_dich).ok_or_else(Problem::bad_request)?;
    let (shared, code) = (state.clone(), unit.clone());
    let file = state
        .run_command(move |centre| centre.people_file(&access, (&code, purpose), (who, now()), shared.page_words()));
    Ok(download(file.await??.ok_or_else(|| unknown(&unit))?.file))
}

fn read(wanted: Result<Query<Wanted>, QueryRejection>) -> Result<(Wanted, WantedDays), Problem> {
    let Query(wanted) = wanted.map_err(|_| Problem::bad_request())?;
    let days = WantedDays::parse(&wanted.tu, &wanted.den).ok_or_else(Problem::bad_request)?;
    Ok((wanted, days))
}

fn download(file: ReportFile) -> Response {
    attached(answer(StatusCode::OK, file.media, file.bytes), &file.name)
}

impl View {
    fn new(report: &Report, path: String, words: &Words) -> Self {
        let texts = [SpokenText::Loudspeaker, SpokenText::Zalo, SpokenText::Portal];
        let text = |text: SpokenText| {
            let name = words.get(ReportKind::Spoken(text).key()).into_owned();
            (name, spoken(report, text, words))
        };
        Self {
            path,
            first: report.period.first.to_string(),
            last: report.period.last.to_string(),
            at: time(report.at),
            subject: subject(report, words),
            kinds: ReportKind::ALL.map(|kind| (kind.as_str(), words.get(kind.key()).into_owned())).to_vec(),
            texts: texts.map(text).to_vec(),
            parts: sections(report, words).iter().map(|one| part(one, words)).collect(),
        }
    }
}

fn part(section: &Section, words: &Words) -> Part {
    let empty = Table::default();
    let table = section.table.as_ref().unwrap_or(&empty);
    let class = |kind: ColumnKind| match kind {
        ColumnKind::Count | ColumnKind::Share => "n",
        ColumnKind::Text | ColumnKind::Day => "",
    };
    let cell = |(cell, column): (&_, &TableColumn)| {
        let text = cell_text(cell, words);
        Cell {
            text: if text.is_empty() && column.kind != ColumnKind::Text { "–".to_owned() } else { text },
            head: column.name.clone(),
            class: class(column.kind),
        }
    };
    Part {
        title: section.title.clone(),
        lines: section.lines.clone(),
        heads: table.columns.iter().map(|column| (column.name.clone(), class(column.kind))).collect(),
        rows: table.rows.iter().map(|row| row.iter().zip(&table.columns).map(cell).collect()).collect(),
    }
}
