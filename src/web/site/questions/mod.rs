//! Statistics of questions: for the city and viewers. No question's text is on these pages: it is secret while the contest is open, and
//! the content office, which has it, reads the file (docs/decisions/056-item-statistics.md).

mod figures;
mod one;

use super::{
    format::{count, plain, time},
    frame::Frame,
};
use crate::{
    centre::{QuestionFigures, QuestionFile, QuestionStatistics, TestStatistics},
    statistics::LEAST_ASKED,
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
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use figures::{figure, kind, percent, remark_texts, short_content};
use serde::Deserialize;
use serde_json::json;
use std::{cmp::Ordering, sync::Arc};

pub use one::question;

/// Questions of a page.
const MOST: usize = 100;

/// Query of the list.
#[derive(Clone, Default, Deserialize)]
pub struct Wanted {
    /// Order.
    #[serde(default)]
    xep: Order,
    /// Only those that somebody should look at.
    #[serde(default)]
    loc: Part,
    /// Page, from 1.
    #[serde(default)]
    trang: usize,
}

/// Orders of the list, each with the word of the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Order {
    /// By id.
    #[default]
    Ma,
    /// The hardest first.
    Dung,
    /// The weakest discrimination first.
    PhanBiet,
    /// The lowest efficiency first.
    HieuQua,
    /// The most often asked first.
    Luot,
    /// The longest first.
    Giay,
}

/// Which questions are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Part {
    /// All.
    #[default]
    TatCa,
    /// Those with a remark.
    CanXem,
}

const ORDERS: [(Order, &str, &str); 6] = [
    (Order::Ma, "ma", "site-questions-by-id"),
    (Order::Dung, "dung", "site-questions-by-facility"),
    (Order::PhanBiet, "phan-biet", "site-questions-by-discrimination"),
    (Order::HieuQua, "hieu-qua", "site-questions-by-efficiency"),
    (Order::Luot, "luot", "site-questions-by-asked"),
    (Order::Giay, "giay", "site-questions-by-seconds"),
];

#[derive(Template)]
#[template(path = "questions.html", config = "assets/page/askama.toml")]
struct QuestionsPage {
    frame: Frame,
    at: String,
    tests: Vec<TestView>,
    orders: Vec<Link>,
    questions: Vec<QuestionLine>,
    total: usize,
    dubious: usize,
    is_filtered: bool,
    unread: Option<String>,
    least: u64,
    newer: Option<String>,
    older: Option<String>,
}

/// Tests of one length as the page shows them.
struct TestView {
    size: usize,
    tests: String,
    mean: String,
    median: String,
    deviation: String,
    skewness: String,
    kurtosis: String,
    consistency: String,
    error_ratio: String,
    standard_error: String,
    is_fixed: bool,
}

struct Link {
    name: String,
    href: String,
    chosen: bool,
}

/// Question as the list shows it.
struct QuestionLine {
    id: String,
    href: String,
    /// What distinguishes it from another wording of the same id; empty where there is one.
    version: String,
    kind: String,
    asked: String,
    facility: String,
    discrimination: String,
    efficiency: String,
    seconds: String,
    remarks: Vec<String>,
}

/// `GET /cau-hoi`
pub async fn questions(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(wanted) = wanted.map_err(|_| Problem::bad_request())?;
    let frame = Frame::new(&access, who, "/cau-hoi", state.page_words());
    let found = state.run_query(move |centre| centre.question_statistics(&access, now())).await??;
    let words = state.page_words();
    let mut all: Vec<(&TestStatistics, &QuestionFigures)> =
        found.tests.iter().flat_map(|test| test.questions.iter().map(move |one| (test, one))).collect();
    let dubious = all.iter().filter(|(_, one)| !one.remarks.is_empty()).count();
    let total = all.len();
    all.retain(|(_, one)| wanted.loc == Part::TatCa || !one.remarks.is_empty());
    all.sort_by(|(_, a), (_, b)| compare(wanted.xep, a, b));
    let at = wanted.trang.max(1) - 1;
    let is_more = all.len() > (at + 1).saturating_mul(MOST);
    let shown = all.iter().skip(at.saturating_mul(MOST)).take(MOST);
    let view = QuestionsPage {
        frame,
        at: time(found.at),
        tests: found.tests.iter().map(|test| test_view(test, words)).collect(),
        orders: orders(&wanted, words),
        questions: shown.map(|(_, one)| line(one, &found, words)).collect(),
        total,
        dubious,
        is_filtered: wanted.loc == Part::CanXem,
        unread: (found.unread > 0).then(|| count(words, found.unread)),
        least: LEAST_ASKED,
        newer: (at > 0).then(|| href(wanted.xep, wanted.loc, at)),
        older: is_more.then(|| href(wanted.xep, wanted.loc, at + 2)),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `GET /thong-ke-cau-hoi.json`: what is handed back to the content office.
pub async fn file(State(state): State<Arc<AppState>>, Session { access, .. }: Session) -> Result<Response, Problem> {
    let found = state.run_query(move |centre| centre.question_statistics(&access, now())).await??;
    let file = json!(QuestionFile::from(found.as_ref()));
    let answer = answer(StatusCode::OK, "application/json", format!("{file:#}\n"));
    Ok(attached(answer, &format!("thong-ke-cau-hoi-{}.json", found.contest)))
}

/// What is not defined comes last, then by id.
fn compare(order: Order, a: &QuestionFigures, b: &QuestionFigures) -> Ordering {
    let low = |of: fn(&QuestionFigures) -> Option<f64>| {
        let figure = |one| of(one).unwrap_or(f64::INFINITY);
        figure(a).total_cmp(&figure(b))
    };
    let by = match order {
        Order::Ma => Ordering::Equal,
        Order::Dung => low(|one| one.figures.facility),
        Order::PhanBiet => low(|one| one.figures.discrimination),
        Order::HieuQua => low(|one| one.figures.efficiency),
        Order::Luot => b.figures.asked.cmp(&a.figures.asked),
        Order::Giay => low(|one| one.figures.seconds_median.map(|seconds| -seconds)),
    };
    by.then_with(|| (&a.question, &a.content).cmp(&(&b.question, &b.content)))
}

fn orders(wanted: &Wanted, words: &Words) -> Vec<Link> {
    let link = |(order, _, key): &(Order, &str, &str)| Link {
        name: words.get(key).into_owned(),
        href: href(*order, wanted.loc, 1),
        chosen: *order == wanted.xep,
    };
    ORDERS.iter().map(link).collect()
}

/// Address of a page of the list.
fn href(order: Order, part: Part, number: usize) -> String {
    let word = ORDERS.iter().find(|(known, ..)| *known == order).map_or("ma", |(_, word, _)| word);
    let part = match part {
        Part::TatCa => "tat-ca",
        Part::CanXem => "can-xem",
    };
    format!("/cau-hoi?xep={word}&loc={part}&trang={number}")
}

fn test_view(test: &TestStatistics, words: &Words) -> TestView {
    let found = test.figures;
    TestView {
        size: found.size,
        tests: count(words, found.tests),
        mean: figure(words, found.mean, 2),
        median: figure(words, found.median, 1),
        deviation: figure(words, found.deviation, 2),
        skewness: figure(words, found.skewness, 2),
        kurtosis: figure(words, found.kurtosis, 2),
        consistency: percent(words, found.consistency),
        error_ratio: percent(words, found.error_ratio),
        standard_error: figure(words, found.standard_error, 2),
        is_fixed: found.is_fixed,
    }
}

fn line(one: &QuestionFigures, all: &QuestionStatistics, words: &Words) -> QuestionLine {
    let same = all.tests.iter().flat_map(|test| &test.questions).filter(|other| other.question == one.question);
    let is_one = same.count() < 2;
    QuestionLine {
        id: plain(&one.question.0),
        href: format!("/cau-hoi/{}", one.question.0),
        version: if is_one { String::new() } else { short_content(&one.content) },
        kind: kind(one, words),
        asked: count(words, one.figures.asked),
        facility: percent(words, one.figures.facility),
        discrimination: percent(words, one.figures.discrimination),
        efficiency: percent(words, one.figures.efficiency),
        seconds: figure(words, one.figures.seconds_median, 0),
        remarks: remark_texts(one, words),
    }
}
