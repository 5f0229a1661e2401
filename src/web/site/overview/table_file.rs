use crate::{
    centre::reports::{TableCell, csv_rows, figure_heads},
    ledger::Counts,
    text::Words,
    web::{
        answer::{answer, attached},
        clock::now,
        extractors::Session,
        problem::Problem,
        state::AppState,
    },
};
use axum::{extract::State, http::StatusCode, response::Response};
use std::sync::Arc;

/// `GET /don-vi.csv`: every unit with all figures, as the pages have them.
pub async fn units_file(
    State(state): State<Arc<AppState>>,
    Session { access, .. }: Session,
) -> Result<Response, Problem> {
    let found = state.run_query(move |centre| centre.city_totals(&access, now())).await??;
    let words = state.page_words();
    let text = |text: &str| TableCell::Text(text.to_owned());
    let mut rows = vec![heads(words)];
    for (unit, counts) in &found.units {
        let population = TableCell::Count(unit.population.into());
        rows.push(row([text(unit.code.as_str()), text(&unit.name), population], counts));
    }
    // Residents of no listed unit are in it too.
    let total = text(&words.get("site-file-total"));
    rows.push(row([TableCell::Empty, total, TableCell::Empty], &found.total));
    let answer = answer(StatusCode::OK, "text/csv; charset=utf-8", csv_rows(&rows));
    Ok(attached(answer, "don-vi.csv"))
}

fn heads(words: &Words) -> Vec<TableCell> {
    let own = ["site-file-code", "site-column-unit", "site-column-population", "site-file-took-part"];
    let own = own.map(|key| words.get(key).into_owned());
    own.into_iter().chain(figure_heads(words)).map(TableCell::Text).collect()
}

fn row(own: [TableCell; 3], counts: &Counts) -> Vec<TableCell> {
    let figures = std::iter::once(counts.took_part()).chain(counts.values()).map(TableCell::Count);
    own.into_iter().chain(figures).collect()
}
