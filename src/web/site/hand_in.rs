use super::{
    show::{HandedFile, HandedIn, ReceiptLink, page, plain, seen},
    visitor::{is_signed_in, shown, to_door},
};
use crate::{
    bundle::MOST_BUNDLE,
    centre::{Access, Actor, AdmitRefusal, BundleStanding, Ingested, Outcome, explain},
    crypto::parcel,
    domain::Moment,
    notices::Failure,
    web::{Answer, Office, Problem, is_stated, ledger_problem, now_ms, query_problem, take},
};
use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Path, State, multipart::Field},
    http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header},
};
use std::sync::Arc;

/// All files of one form.
pub const MOST_BYTES: usize = 64 << 20;
const MOST_FILES: usize = 200;

/// `POST /nop`
pub async fn hand_in(State(office): State<Arc<Office>>, headers: HeaderMap, request: Request<Body>) -> Answer {
    match is_signed_in(&office, &headers).await {
        Ok(true) => (),
        Ok(false) => return to_door(),
        Err(problem) => return shown(&office, &problem),
    }
    if let Err(problem) = is_stated(&headers, MOST_BYTES) {
        return shown(&office, &problem);
    }
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return shown(&office, &Problem::bad_request());
    };
    let mut files = Vec::new();
    loop {
        match form.next_field().await {
            Ok(Some(field)) if files.len() < MOST_FILES => files.extend(one(&office, field).await),
            Ok(_) => break,
            Err(fault) => {
                let too_large = fault.status() == StatusCode::PAYLOAD_TOO_LARGE;
                let problem = if too_large { Problem::too_large() } else { Problem::bad_request() };
                files.push(refused(&office, String::new(), &problem.failure));
                break;
            }
        }
    }
    let has_receipt = files.iter().any(|file| file.receipt.is_some());
    page(StatusCode::OK, &HandedIn { files, has_receipt })
}

/// What became of a file; nothing for a field in which none was chosen.
async fn one(office: &Office, mut field: Field<'_>) -> Option<HandedFile> {
    let name = plain(field.file_name()?);
    let mut bytes = Vec::new();
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() <= MOST_BUNDLE => bytes.extend_from_slice(&chunk),
            Ok(Some(_)) => return Some(refused(office, name, &Problem::too_large().failure)),
            Ok(None) => break,
            Err(_) => return Some(refused(office, name, &Problem::slow().failure)),
        }
    }
    if name.is_empty() && bytes.is_empty() {
        return None;
    }
    Some(if is_grant(&bytes) { admitted(office, name, bytes).await } else { taken(office, name, bytes).await })
}

/// Names say nothing: what is inside counts.
fn is_grant(bytes: &[u8]) -> bool {
    parcel::read_front(bytes, 1).is_ok_and(|members| members.iter().any(|member| member.name == "grant.json"))
}

async fn taken(office: &Office, name: String, bytes: Vec<u8>) -> HandedFile {
    match take(office, Some(Access::City), bytes).await {
        Ok(taken) => {
            let (outcome, class) = match (taken.standing, taken.outcome) {
                (BundleStanding::Waits, _) => ("đã giữ, chờ người quyết định", "warn"),
                (BundleStanding::LeftOut, _) => ("đã giữ, không tính theo quyết định", "warn"),
                (BundleStanding::Counts, Outcome::New) => ("đã nhận", "good"),
                (BundleStanding::Counts, Outcome::Known) => ("đã nhận từ trước", "good"),
            };
            let receipt = Some(link(&taken));
            HandedFile { name, outcome, class, notice: None, receipt }
        }
        Err(problem) => refused(office, name, &problem.failure),
    }
}

async fn admitted(office: &Office, name: String, bytes: Vec<u8>) -> HandedFile {
    let admitted =
        office.work(move |centre| centre.admit(&Access::City, &bytes, Actor::Account, Moment(now_ms()))).await;
    match admitted {
        Ok(Ok(_)) => {
            HandedFile { name, outcome: "giấy phép, đã nhận", class: "good", notice: None, receipt: None }
        }
        Ok(Err(AdmitRefusal::Ledger(fault))) => refused(office, name, &ledger_problem(&fault).failure),
        Ok(Err(refusal)) => refused(office, name, &explain::admit(&refusal)),
        Err(problem) => refused(office, name, &problem.failure),
    }
}

fn refused(office: &Office, name: String, failure: &Failure) -> HandedFile {
    let [words, _] = &office.words;
    let notice = Some(seen(failure.notice(words)));
    HandedFile { name, outcome: "chưa nhận", class: "bad", notice, receipt: None }
}

fn link(taken: &Ingested) -> ReceiptLink {
    ReceiptLink { href: format!("/bien-nhan/{}/{}", taken.kiosk, taken.receipt_number), name: taken.receipt_name() }
}

/// `GET /bien-nhan/<kiosk>/<number>`
pub async fn receipt(
    State(office): State<Arc<Office>>,
    headers: HeaderMap,
    Path((kiosk, number)): Path<(String, u64)>,
) -> Answer {
    match is_signed_in(&office, &headers).await {
        Ok(true) => (),
        Ok(false) => return to_door(),
        Err(problem) => return shown(&office, &problem),
    }
    let read = office.look(move |centre| centre.receipt(&Access::City, &kiosk, number));
    let file = match read.await {
        Ok(Ok(Some(file))) => file,
        Ok(Ok(None)) => return shown(&office, &Problem::nothing_here()),
        Ok(Err(fault)) => return shown(&office, &query_problem(&fault)),
        Err(problem) => return shown(&office, &problem),
    };
    let mut answer = Response::new(Body::from(file.bytes));
    let said = answer.headers_mut();
    said.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/vnd.tramso.receipt"));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", file.name)) {
        said.insert(header::CONTENT_DISPOSITION, name);
    }
    answer
}
