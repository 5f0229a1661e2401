use super::visitor::{elsewhere, is_signed_in, shown, to_door};
use crate::{
    centre::{Access, Actor, DecideRefusal, Decided, explain},
    domain::Moment,
    text::codes,
    web::{Answer, Office, Problem, is_stated, ledger_problem, not_allowed, now_ms},
};
use axum::{
    Form,
    body::Body,
    extract::{FromRequest, Path, State},
    http::{HeaderMap, Request, StatusCode},
};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
struct Word {
    word: String,
}

const MOST_FORM: usize = 4096;

/// `POST /quyet/<case>`
pub async fn decide(
    State(office): State<Arc<Office>>,
    headers: HeaderMap,
    Path(case): Path<i64>,
    request: Request<Body>,
) -> Answer {
    match is_signed_in(&office, &headers).await {
        Ok(true) => (),
        Ok(false) => return to_door(),
        Err(problem) => return shown(&office, &problem),
    }
    if let Err(problem) = is_stated(&headers, MOST_FORM) {
        return shown(&office, &problem);
    }
    let Ok(Form(Word { word })) = Form::<Word>::from_request(request, &()).await else {
        return shown(&office, &Problem::bad_request());
    };
    let chosen = word.clone();
    let done =
        office.work(move |centre| centre.decide(&Access::City, case, &chosen, Actor::Account, Moment(now_ms()))).await;
    done_or_shown(&office, done, case, &word, "/?xong=quyet#quyet-dinh")
}

/// `POST /hoan/<case>`
pub async fn undo(State(office): State<Arc<Office>>, headers: HeaderMap, Path(case): Path<i64>) -> Answer {
    match is_signed_in(&office, &headers).await {
        Ok(true) => (),
        Ok(false) => return to_door(),
        Err(problem) => return shown(&office, &problem),
    }
    let done = office.work(move |centre| centre.undo(&Access::City, case, Actor::Account, Moment(now_ms()))).await;
    done_or_shown(&office, done, case, "", "/?xong=hoan#quyet-dinh")
}

fn done_or_shown(
    office: &Office,
    done: Result<Result<Decided, DecideRefusal>, Problem>,
    case: i64,
    word: &str,
    then: &'static str,
) -> Answer {
    match done {
        Ok(Ok(_)) => elsewhere(then),
        Ok(Err(DecideRefusal::Ledger(fault))) => shown(office, &ledger_problem(&fault)),
        Ok(Err(DecideRefusal::NotAllowed(_))) => shown(office, &not_allowed()),
        Ok(Err(refusal)) => {
            let failure = explain::decide(&refusal, case, word);
            shown(
                office,
                &Problem { failure, ..Problem::new(StatusCode::CONFLICT, codes::centre::ALREADY_DECIDED, []) },
            )
        }
        Err(problem) => shown(office, &problem),
    }
}
