use super::{
    list::{Paging, etagged},
    problem::ProblemV1,
    token::Token,
};
use crate::{
    centre::{QuestionFile, QuestionItem, TestItem},
    ledger::TokenScope,
    web::{clock::now, problem::Problem, state::AppState},
};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Page of the statistics of questions: as the file that is handed back to the content office, its items in pages.
#[derive(Serialize, ToSchema)]
pub struct QuestionsV1 {
    /// Id of the contest.
    contest: String,
    /// When they were counted, in milliseconds since 1970.
    at_ms: i64,
    /// `first`: of each person the first test that counts.
    counted: String,
    /// People with a test whose answers are not counted.
    unread: u64,
    /// Tests as a whole, of each length.
    tests: Vec<TestItem>,
    /// Questions of this page, in order of ids.
    items: Vec<QuestionItem>,
    /// Cursor of the next page; null where this is the last.
    next: Option<String>,
}

/// Statistics of questions. Scope `questions`; the whole city's alone.
#[utoipa::path(
    get, path = "/api/v1/questions", tag = "questions", params(Paging), security(("token" = [])),
    responses((status = 200, body = QuestionsV1), (status = "default", body = ProblemV1, content_type = "application/problem+json"))
)]
pub async fn questions(
    State(state): State<Arc<AppState>>,
    token: Token,
    headers: HeaderMap,
    paging: Result<Query<Paging>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(paging) = paging.map_err(|_| Problem::bad_request())?;
    let access = token.access(TokenScope::Questions)?;
    let found = state.run_query(move |centre| centre.question_statistics(&access, now())).await??;
    let QuestionFile { contest, at_ms, counted, unread, tests, items, .. } = QuestionFile::from(found.as_ref());
    let key = |item: &QuestionItem| format!("{} {} {:05}", item.question, item.content, item.size);
    let (items, next) = paging.page(items, key)?;
    let counted = counted.to_owned();
    Ok(etagged(&headers, &QuestionsV1 { contest, at_ms, counted, unread, tests, items, next }))
}
