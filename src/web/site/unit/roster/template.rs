use crate::{
    centre::{
        QueryError,
        reports::BOOK,
        rosters::{people_template_csv, people_template_xlsx},
    },
    web::{
        answer::{answer, attached},
        extractors::Session,
        problem::Problem,
    },
};
use axum::{extract::Path, http::StatusCode, response::Response};

/// `GET /xa/<unit>/mau/<file>`: the empty list.
pub async fn template(
    Session { access, .. }: Session,
    Path((unit, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    access.acts_in(&unit).map_err(QueryError::from)?;
    let (kind, bytes) = match file.as_str() {
        "danh-sach.xlsx" => (BOOK, people_template_xlsx()),
        "danh-sach.csv" => ("text/csv; charset=utf-8", people_template_csv()),
        _ => return Err(Problem::not_found()),
    };
    Ok(attached(answer(StatusCode::OK, kind, bytes), &file))
}
