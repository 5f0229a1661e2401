use crate::{
    ledger::Counts,
    text::Words,
    web::{answer::answer, clock::now, extractors::Session, problem::Problem, state::AppState},
};
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use std::sync::Arc;

/// `GET /don-vi.csv`: every unit with all figures, as the pages have them.
pub async fn units_file(
    State(state): State<Arc<AppState>>,
    Session { access, .. }: Session,
) -> Result<Response, Problem> {
    let found = state.run_query(move |centre| centre.city_totals(&access, now())).await??;
    let words = state.page_words();
    let mut text = format!("\u{feff}{}\r\n", heads(words).join(","));
    for (unit, counts) in &found.units {
        let cells = [unit.code.as_str().to_owned(), quoted(&unit.name), unit.population.to_string()];
        text += &row(&cells, counts);
    }
    // Residents of no listed unit are in it too.
    text += &row(&[String::new(), quoted(&words.get("site-file-total")), String::new()], &found.total);
    let mut answer = answer(StatusCode::OK, "text/csv; charset=utf-8", text);
    let name = HeaderValue::from_static("attachment; filename=\"don-vi.csv\"");
    answer.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(answer)
}

fn heads(words: &Words) -> Vec<String> {
    let own = ["site-file-code", "site-column-unit", "site-column-population"];
    let own = own.map(|key| quoted(&words.get(key)));
    let figures = Counts::NAMES.map(|name| quoted(&words.get(head(name))));
    own.into_iter().chain([quoted(&words.get("site-file-took-part"))]).chain(figures).collect()
}

/// Text key of a figure's head.
fn head(figure: &str) -> &'static str {
    match figure {
        "registered" => "site-column-registered",
        "finished" => "site-column-finished",
        "valid" => "site-column-valid",
        "one_touch" => "site-file-one-touch",
        "both" => "site-file-both",
        "app" => "site-file-app",
        "on_paper" => "site-file-on-paper",
        "listed" => "site-file-listed",
        "no_topic_1" => "site-file-no-topic-1",
        "no_topic_2" => "site-file-no-topic-2",
        "no_topic_3" => "site-file-no-topic-3",
        "no_topic_4" => "site-file-no-topic-4",
        "no_test" => "site-file-no-test",
        "no_message" => "site-file-no-message",
        _ => "site-file-other", // a figure that was added and has no head yet
    }
}

fn row(own: &[String], counts: &Counts) -> String {
    let figures = std::iter::once(counts.took_part()).chain(counts.values()).map(|figure| figure.to_string());
    let cells: Vec<String> = own.iter().cloned().chain(figures).collect();
    format!("{}\r\n", cells.join(","))
}

/// A text of ours as a cell.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', ';']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
