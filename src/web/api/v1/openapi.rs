use super::{cases, days, figures, list::etagged, problem::ProblemV1, questions, stations, stories};
use axum::{http::HeaderMap, response::Response};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{Http, HttpAuthScheme, SecurityScheme},
};

/// Description of the whole interface.
#[derive(OpenApi)]
#[openapi(
    info(title = "tramso-central", description = "Figures of the contest for programs. Tokens are made by the city's office."),
    paths(
        figures::totals,
        figures::units,
        figures::villages,
        days::days,
        stations::stations,
        cases::cases,
        questions::questions,
        stories::stories,
    ),
    components(schemas(ProblemV1)),
    modifiers(&Bearer)
)]
struct Description;

/// How a token is sent.
struct Bearer;

impl Modify for Bearer {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        if let Some(components) = &mut description.components {
            components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
        }
    }
}

/// `GET /api/v1/openapi.json`
pub async fn openapi(headers: HeaderMap) -> Response {
    etagged(&headers, &Description::openapi())
}
