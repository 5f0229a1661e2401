use super::figures::{figure, kind, percent, remark_texts, short_content};
use crate::{
    centre::{QuestionFigures, TestStatistics},
    statistics::LEAST_ASKED,
    text::Words,
    web::{
        answer::page,
        clock::now,
        extractors::Session,
        problem::Problem,
        site::{
            format::{count, plain, time},
            frame::Frame,
        },
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
#[template(path = "question.html", config = "assets/page/askama.toml")]
struct QuestionPage {
    frame: Frame,
    id: String,
    kind: String,
    at: String,
    least: u64,
    versions: Vec<VersionView>,
}

/// Question as it was worded, in tests of one length.
struct VersionView {
    content: String,
    size: usize,
    asked: String,
    is_few: bool,
    remarks: Vec<String>,
    /// Name and value of each figure, and what it means.
    figures: Vec<(String, String, String)>,
    options: Vec<OptionLine>,
}

/// Option and how often it was chosen.
struct OptionLine {
    name: String,
    chosen: String,
    share: String,
    /// Whole hundredths, for the bar.
    width: u64,
    class: &'static str,
}

/// `GET /cau-hoi/<question>`
pub async fn question(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let frame = Frame::new(&access, who, "/cau-hoi", state.page_words());
    let found = state.run_query(move |centre| centre.question_statistics(&access, now())).await??;
    let words = state.page_words();
    let of = |test: &'_ TestStatistics| {
        let size = test.figures.size;
        let versions = test.questions.iter().filter(|one| one.question.0 == id);
        versions.map(|one| version(one, size, words)).collect::<Vec<_>>()
    };
    let versions: Vec<VersionView> = found.tests.iter().flat_map(of).collect();
    let any = found.tests.iter().flat_map(|test| &test.questions).find(|one| one.question.0 == id);
    let any = any.ok_or_else(Problem::not_found)?;
    let view = QuestionPage {
        frame,
        id: plain(&id),
        kind: kind(any, words),
        at: time(found.at),
        least: LEAST_ASKED,
        versions,
    };
    Ok(page(StatusCode::OK, &view))
}

fn version(one: &QuestionFigures, size: usize, words: &Words) -> VersionView {
    let found = &one.figures;
    let weight = if found.is_negative {
        words.get("site-question-negative").into_owned()
    } else {
        percent(words, found.effective_weight)
    };
    let figures = [
        ("site-question-facility", percent(words, found.facility)),
        ("site-question-deviation", percent(words, found.deviation)),
        ("site-question-guess", percent(words, Some(found.guess))),
        ("site-question-discrimination", percent(words, found.discrimination)),
        ("site-question-efficiency", percent(words, found.efficiency)),
        ("site-question-intended", percent(words, Some(found.intended_weight))),
        ("site-question-effective", weight),
        ("site-question-mean", figure(words, found.seconds_mean, 1)),
        ("site-question-median", figure(words, found.seconds_median, 0)),
    ];
    let figures = figures.into_iter().map(|(key, value)| {
        let text = words.get(key);
        let (name, means) = text.split_once(':').unwrap_or((&text, ""));
        (name.to_owned(), value, means.trim().to_owned())
    });
    VersionView {
        content: short_content(&one.content),
        size,
        asked: count(words, found.asked),
        is_few: found.asked < LEAST_ASKED,
        remarks: remark_texts(one, words),
        figures: figures.collect(),
        options: options(one, words),
    }
}

fn options(one: &QuestionFigures, words: &Words) -> Vec<OptionLine> {
    let (asked, right) = (one.figures.asked, one.figures.chosen.first().copied().unwrap_or_default());
    let lines = one.figures.chosen.iter().enumerate().map(|(at, chosen)| {
        let name = match at {
            0 => words.get("site-question-right").into_owned(),
            _ => words.with("site-question-wrong", &[("n", at.to_string().into())]),
        };
        let class = match at {
            0 => "good",
            _ if *chosen > right || *chosen == 0 => "warn",
            _ => "",
        };
        let width = 100 * chosen / asked.max(1);
        OptionLine {
            name,
            chosen: count(words, *chosen),
            share: percent(words, Some(100.0 * *chosen as f64 / asked.max(1) as f64)),
            width,
            class,
        }
    });
    lines.collect()
}
