use super::{list::etagged, problem::ProblemV1, token::Token};
use crate::{
    ledger::TokenScope,
    web::{problem::Problem, state::AppState},
};
use axum::{extract::State, http::HeaderMap, response::Response};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// How many cases of a kind there are.
#[derive(Serialize, ToSchema)]
pub struct CaseCountV1 {
    /// `fork`, `revoked`, `epoch`, `late`, `contradiction` or `signal`.
    kind: String,
    /// Wait for a decision.
    open: u64,
    /// Are decided.
    decided: u64,
}

/// How many cases there are. What they are about is on the pages alone.
#[derive(Serialize, ToSchema)]
pub struct CasesV1 {
    /// Wait for a decision, of all kinds.
    open: u64,
    /// Are decided, of all kinds.
    decided: u64,
    /// The same by kind; kinds without a case are left out.
    kinds: Vec<CaseCountV1>,
}

/// How many cases there are; those of its stations for a unit's token. Scope `cases`.
#[utoipa::path(
    get, path = "/api/v1/cases", tag = "cases", security(("token" = [])),
    responses((status = 200, body = CasesV1), (status = "default", body = ProblemV1, content_type = "application/problem+json"))
)]
pub async fn cases(State(state): State<Arc<AppState>>, token: Token, headers: HeaderMap) -> Result<Response, Problem> {
    let access = token.access(TokenScope::Cases)?;
    let found = state.run_query(move |centre| centre.case_counts(&access)).await??;
    let kinds = found.iter().map(|one| CaseCountV1 {
        kind: one.kind.as_str().to_owned(),
        open: one.open,
        decided: one.decided,
    });
    let (open, decided) = (found.iter().map(|one| one.open).sum(), found.iter().map(|one| one.decided).sum());
    Ok(etagged(&headers, &CasesV1 { open, decided, kinds: kinds.collect() }))
}
