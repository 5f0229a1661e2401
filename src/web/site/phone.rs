//! `/nhan`: by this page a phone carries results from stations without a network to the centre. The only page with a script; nobody
//! signs in, and nothing is asked of the ledger.

use super::phone_files::{FILES, OFFLINE, PhoneFile};
use crate::{
    crypto::{hex, sha256},
    notices::Failure,
    text::{Language, Words, codes::phone as codes},
    web::{
        answer::{OwnPolicy, answer, page as shown},
        compress::takes_gzip,
        etag::{Shared, has},
        problem::Problem,
        state::AppState,
    },
};
use askama::Template;
use axum::{
    body::{Body, Bytes},
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Scripts of this server alone, and WebAssembly; nothing of anybody else's is loaded, sent to or framed.
const POLICY: OwnPolicy = OwnPolicy {
    content: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
    permissions: "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
};

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// `en` for English.
    l: Option<String>,
}

#[derive(Template)]
#[template(path = "phone.html", config = "assets/page/askama.toml")]
struct PhonePage {
    texts: PageTexts,
    /// `vi` or `en`.
    language: &'static str,
    lines: Vec<(&'static str, String)>,
    notices: Vec<ShownNotice>,
}

/// What the page itself shows.
struct PageTexts {
    title: String,
    lead: String,
    sealed: String,
    other_language: String,
    start: String,
    stop: String,
    view: String,
    done: String,
    list: String,
    empty: String,
    send: String,
    install: String,
    keep_again: String,
    how: String,
    how_first: String,
    how_film: String,
    how_send: String,
    how_keep: String,
}

/// Notice that the script shows when it is so.
struct ShownNotice {
    code: &'static str,
    what: String,
    now: String,
}

/// What the script shows. `{n}` and its like are filled in by it.
const SHOWN: [&str; 32] = [
    "receive-aim",
    "receive-closer",
    "receive-other",
    "receive-known",
    "receive-part",
    "receive-away",
    "receive-trying",
    "receive-speed",
    "receive-done",
    "receive-kept",
    "receive-nothing-new",
    "receive-again",
    "receive-start",
    "receive-online",
    "receive-offline",
    "receive-sending",
    "receive-later",
    "receive-state-waiting",
    "receive-state-sending",
    "receive-state-sent",
    "receive-state-deciding",
    "receive-state-refused",
    "receive-check-good",
    "receive-check-unknown",
    "receive-station",
    "receive-bundle",
    "receive-code",
    "receive-code-none",
    "receive-remove",
    "receive-remove-sure",
    "receive-ready",
    "receive-keep-again",
];

/// Places that the script fills.
const PLACES: [(&str, &str); 9] = [
    ("n", "{n}"),
    ("held", "{held}"),
    ("needed", "{needed}"),
    ("percent", "{percent}"),
    ("station", "{station}"),
    ("place", "{place}"),
    ("seq", "{seq}"),
    ("size", "{size}"),
    ("name", "{name}"),
];

const NOTICES: [&str; 12] = [
    codes::CAMERA_REFUSED,
    codes::NO_CAMERA,
    codes::NO_ROOM,
    codes::BROWSER_TOO_OLD,
    codes::NOT_A_PARCEL,
    codes::NOT_ITS_STATIONS,
    codes::OTHER_CONTEST,
    codes::REFUSED_BY_CENTRE,
    codes::NO_RECEIPT,
    codes::NOT_READY_OFFLINE,
    codes::CONTRADICTING,
    codes::CLOCK_APART,
];

/// `GET /nhan`
pub async fn page(
    State(state): State<Arc<AppState>>,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.map_err(|_| Problem::bad_request())?;
    let language = if options.l.as_deref() == Some("en") { Language::English } else { Language::Vietnamese };
    Ok(guarded(shown(StatusCode::OK, &view(&state, language))))
}

impl PageTexts {
    fn new(words: &Words) -> Self {
        let text = |key| words.get(key).into_owned();
        Self {
            title: text("receive-title"),
            lead: text("receive-lead"),
            sealed: text("receive-sealed"),
            other_language: text("receive-other-language"),
            start: text("receive-start"),
            stop: text("receive-stop"),
            view: text("receive-view"),
            done: text("receive-done"),
            list: text("receive-list"),
            empty: text("receive-empty"),
            send: text("receive-send"),
            install: text("receive-install"),
            keep_again: text("receive-keep-again"),
            how: text("receive-how"),
            how_first: text("receive-how-first"),
            how_film: text("receive-how-film"),
            how_send: text("receive-how-send"),
            how_keep: text("receive-how-keep"),
        }
    }
}

fn view(state: &AppState, language: Language) -> PhonePage {
    let words = state.words_in(language);
    let line = |key: &'static str| (key, words.with(key, &PLACES.map(|(name, place)| (name, place.into()))));
    let notice = |code: &'static str| {
        let notice = Failure::new(code, PLACES.map(|(name, place)| (name, place.to_owned()))).notice(words);
        ShownNotice { code, what: notice.what().to_owned(), now: notice.now().to_owned() }
    };
    PhonePage {
        texts: PageTexts::new(words),
        language: match language {
            Language::Vietnamese => "vi",
            Language::English => "en",
        },
        lines: SHOWN.map(line).into(),
        notices: NOTICES.map(notice).into(),
    }
}

/// `GET /nhan/<file>`
pub async fn file(
    State(state): State<Arc<AppState>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if name == MANIFEST {
        return Ok(guarded(answer(StatusCode::OK, "application/manifest+json", APP)));
    }
    let file = FILES.iter().find(|file| file.name == name).ok_or_else(Problem::not_found)?;
    if file.name == OFFLINE {
        return Ok(guarded(offline(&state, file)));
    }
    let mut found = if has(&headers, file.tag()) {
        answer(StatusCode::NOT_MODIFIED, file.kind, Body::empty())
    } else if takes_gzip(&headers) {
        let mut packed = answer(StatusCode::OK, file.kind, Bytes::from_static(file.packed()));
        packed.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        packed
    } else {
        answer(StatusCode::OK, file.kind, Bytes::from_static(file.bytes))
    };
    found.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(file.tag()) {
        found.headers_mut().insert(header::ETAG, tag);
    }
    found.extensions_mut().insert(Shared);
    Ok(guarded(found))
}

/// Name of the file by which a phone installs the page.
const MANIFEST: &str = "ung-dung.webmanifest";
const APP: &str = include_str!("../../../assets/phone/ung-dung.webmanifest");

/// The service worker, with what it keeps and a mark that changes when any of it does.
fn offline(state: &AppState, script: &PhoneFile) -> Response {
    let pages = [Language::Vietnamese, Language::English].map(|of| view(state, of).render().unwrap_or_default());
    let mut parts: Vec<&[u8]> = pages.iter().map(|text| text.as_bytes()).collect();
    parts.extend([super::style::STYLE.as_bytes(), APP.as_bytes()]);
    parts.extend(FILES.iter().map(|file| file.tag().as_bytes()));
    let mark = sha256(&parts);
    let mut kept = vec!["/nhan".to_owned(), "/nhan?l=en".to_owned(), super::STYLE.to_owned()];
    let files = FILES.iter().filter(|file| file.name != OFFLINE).map(|file| file.name);
    kept.extend(files.chain([MANIFEST]).map(|name| format!("/nhan/{name}")));
    let head = format!("const MARK = \"{}\";\nconst KEPT = {};\n", hex(&mark), serde_json::json!(kept));
    let mut found = answer(StatusCode::OK, script.kind, [head.as_bytes(), script.bytes].concat());
    found
        .headers_mut()
        .insert(HeaderName::from_static("service-worker-allowed"), HeaderValue::from_static(super::PHONE));
    found
}

fn guarded(mut found: Response) -> Response {
    found.extensions_mut().insert(POLICY);
    found
}
