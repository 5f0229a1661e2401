//! Who has signed in. Nothing is kept of it but the password's hash: the cookie says from when until when it holds, under a key that
//! follows from the centre's and from that hash, so that a new password ends every session. Requests move its end, within a day.

use super::{
    show::{NoticePage, SignIn, page, seen},
    term::Term,
};
use crate::{
    centre::{Centre, PasswordHash},
    crypto::{hex, hmac_sha256, random},
    notices::Failure,
    text::{Notice, codes},
    web::{Answer, Office, Peer, Problem, is_stated, ledger_problem, now_ms},
};
use axum::{
    Extension, Form,
    body::Body,
    extract::{FromRequest, State},
    http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header},
};
use serde::Deserialize;
use std::{sync::Arc, time::Instant};
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

/// `__Host-` cookies are taken by browsers under TLS only.
const SEALED_NAME: &str = "__Host-tramso";
const OPEN_NAME: &str = "tramso";
const MOST_FORM: usize = 4096;

/// Whether the request comes from who has signed in.
///
/// # Errors
/// The ledger's, as it is answered.
pub async fn is_signed_in(office: &Office, headers: &HeaderMap) -> Result<bool, Problem> {
    let tokens = tokens(office, headers);
    if tokens.is_empty() {
        return Ok(false);
    }
    let Some(hash) = password(office).await? else { return Ok(false) };
    Ok(tokens.iter().any(|token| token.holds(office, &hash)))
}

/// The cookie of a session whose end this request has moved, to be sent along with the answer.
pub async fn renewed(office: &Office, headers: &HeaderMap) -> Option<HeaderValue> {
    let now = now_ms();
    let moved: Vec<_> =
        tokens(office, headers).into_iter().filter_map(|token| Some((token.term.renewed(now)?, token))).collect();
    if moved.is_empty() {
        return None; // mostly: the ledger is not asked for it
    }
    let hash = password(office).await.ok()??;
    let (term, _) = moved.into_iter().find(|(_, token)| token.holds(office, &hash))?;
    let left = (term.until_ms - now) / 1000;
    cookie(office, headers, &Token::new(office, &hash, term).text(), left)
}

/// `GET /vao`
pub async fn door(State(office): State<Arc<Office>>) -> Answer {
    match password(&office).await {
        Ok(Some(_)) => page(StatusCode::OK, &SignIn { notice: None }),
        Ok(None) => {
            refused(&office, StatusCode::SERVICE_UNAVAILABLE, &Failure::new(codes::centre::NO_PASSWORD_SET, []))
        }
        Err(problem) => shown(&office, &problem),
    }
}

#[derive(Deserialize)]
pub struct Typed {
    password: String,
}

/// `POST /vao`
pub async fn sign_in(
    State(office): State<Arc<Office>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    request: Request<Body>,
) -> Answer {
    let from = office.sender(peer, &headers);
    if let Err(problem) = office.enter(from).and_then(|()| is_stated(&headers, MOST_FORM)) {
        return shown(&office, &problem);
    }
    let Ok(Form(Typed { password: typed })) = Form::<Typed>::from_request(request, &()).await else {
        return shown(&office, &Problem::bad_request());
    };
    let typed = Zeroizing::new(typed);
    if let Some(seconds) = office.delays.left(from, Instant::now()) {
        return must_wait(&office, seconds);
    }
    // One after another: hashing takes memory, and a crowd must not try many at once before the first is told to wait.
    let Ok(turn) = office.hashing.acquire().await else { return shown(&office, &Problem::busy(5)) };
    if let Some(seconds) = office.delays.left(from, Instant::now()) {
        return must_wait(&office, seconds);
    }
    let hash = match password(&office).await {
        Ok(Some(hash)) => hash,
        Ok(None) => {
            return refused(
                &office,
                StatusCode::SERVICE_UNAVAILABLE,
                &Failure::new(codes::centre::NO_PASSWORD_SET, []),
            );
        }
        Err(problem) => return shown(&office, &problem),
    };
    let known = hash.clone();
    let right = spawn_blocking(move || known.matches(&typed)).await.unwrap_or(false);
    drop(turn);
    if !right {
        office.delays.wrong(from, Instant::now());
        return refused(&office, StatusCode::FORBIDDEN, &Failure::new(codes::centre::PASSWORD_WRONG, []));
    }
    office.delays.right(from);
    let token = Token::new(&office, &hash, Term::begin(now_ms())).text();
    with_cookie(&office, &headers, &token, Term::IDLE_MS / 1000, "/")
}

/// `POST /ra`
pub async fn sign_out(State(office): State<Arc<Office>>, headers: HeaderMap) -> Answer {
    with_cookie(&office, &headers, "", 0, "/vao")
}

/// To the page where one signs in.
pub fn to_door() -> Answer {
    elsewhere("/vao")
}

/// See there.
pub fn elsewhere(path: &'static str) -> Answer {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::SEE_OTHER;
    answer.headers_mut().insert(header::LOCATION, HeaderValue::from_static(path));
    answer
}

/// A refusal as the page shows it.
pub fn shown(office: &Office, problem: &Problem) -> Answer {
    let [words, _] = &office.words;
    let notice: Notice = seen(problem.failure.notice(words));
    let mut answer = page(problem.status, &NoticePage { notice });
    if let Some(seconds) = problem.after {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

fn must_wait(office: &Office, seconds: u64) -> Answer {
    let failure = Failure::new(codes::centre::PASSWORD_WRONG_TOO_OFTEN, [("seconds", seconds.to_string())]);
    let mut answer = refused(office, StatusCode::TOO_MANY_REQUESTS, &failure);
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    answer
}

fn refused(office: &Office, status: StatusCode, failure: &Failure) -> Answer {
    let [words, _] = &office.words;
    page(status, &SignIn { notice: Some(failure.notice(words)) })
}

fn with_cookie(office: &Office, headers: &HeaderMap, token: &str, lasts: i64, to: &'static str) -> Answer {
    let mut answer = elsewhere(to);
    if let Some(cookie) = cookie(office, headers, token, lasts) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    answer
}

fn cookie(office: &Office, headers: &HeaderMap, token: &str, lasts: i64) -> Option<HeaderValue> {
    let secure = if office.is_sealed(headers) { "; Secure" } else { "" };
    let name = cookie_name(office, headers);
    HeaderValue::from_str(&format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={lasts}{secure}")).ok()
}

fn cookie_name(office: &Office, headers: &HeaderMap) -> &'static str {
    if office.is_sealed(headers) { SEALED_NAME } else { OPEN_NAME }
}

/// The hash of the page's password, where one is set.
async fn password(office: &Office) -> Result<Option<PasswordHash>, Problem> {
    let read = office.look(Centre::page_password);
    read.await?.map_err(|fault| ledger_problem(&fault))
}

/// What the request says of who has signed in, true or not.
fn tokens(office: &Office, headers: &HeaderMap) -> Vec<Token> {
    let name = cookie_name(office, headers);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(named, _)| *named == name).filter_map(|(_, token)| Token::read(token)).collect()
}

/// `<until, ms>.<begun, ms>.<chance>.<mac>`
struct Token {
    term: Term,
    chance: String,
    mac: String,
}

impl Token {
    fn new(office: &Office, hash: &PasswordHash, term: Term) -> Self {
        let chance = hex(&random::<16>());
        let mac = mac(office, hash, term, &chance);
        Self { term, chance, mac }
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (until_ms, begun_ms) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let (chance, mac) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        parts.next().is_none().then_some(Self { term: Term { begun_ms, until_ms }, chance, mac })
    }

    fn text(&self) -> String {
        let Term { begun_ms, until_ms } = self.term;
        format!("{until_ms}.{begun_ms}.{}.{}", self.chance, self.mac)
    }

    fn holds(&self, office: &Office, hash: &PasswordHash) -> bool {
        let (wanted, found) = (mac(office, hash, self.term, &self.chance), &self.mac);
        // All signs are compared, wherever the first other one stands.
        let same =
            wanted.len() == found.len() && wanted.bytes().zip(found.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0;
        self.term.holds(now_ms()) && same
    }
}

fn mac(office: &Office, hash: &PasswordHash, term: Term, chance: &str) -> String {
    let key = office.centre.keys().session_key();
    let (until, begun) = (term.until_ms.to_string(), term.begun_ms.to_string());
    let parts = ["tramso-session2", &until, &begun, chance, hash.as_str()].map(str::as_bytes);
    let lengths = parts.map(|part| u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
    let framed: Vec<&[u8]> = parts.iter().zip(&lengths).flat_map(|(part, length)| [&length[..], part]).collect();
    hex(&hmac_sha256(key.bytes(), &framed))
}
