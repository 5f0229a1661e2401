use crate::{
    centre::{
        QueryError,
        rosters::{people_template_csv, people_template_xlsx},
    },
    web::{answer::answer, extractors::Session, problem::Problem},
};
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

/// `GET /xa/<unit>/mau/<file>`: the empty list.
pub async fn template(
    Session { access, .. }: Session,
    Path((unit, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    access.acts_in(&unit).map_err(QueryError::from)?;
    let (kind, bytes, name) = match file.as_str() {
        "danh-sach.xlsx" => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            people_template_xlsx(),
            "attachment; filename=\"danh-sach.xlsx\"",
        ),
        "danh-sach.csv" => ("text/csv; charset=utf-8", people_template_csv(), "attachment; filename=\"danh-sach.csv\""),
        _ => return Err(Problem::not_found()),
    };
    let mut answer = answer(StatusCode::OK, kind, bytes);
    answer.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(name));
    Ok(answer)
}
