//! What the templates are handed, and how figures, days and others' words look on the page.

use crate::{
    bundle::kiosk8,
    domain::{Moment, is_forbidden_char},
    text::Notice,
};
use askama::Template;
use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};

#[derive(Template)]
#[template(path = "sign_in.html", config = "assets/page/askama.toml")]
pub struct SignIn {
    pub notice: Option<Notice>,
}

#[derive(Template)]
#[template(path = "notice.html", config = "assets/page/askama.toml")]
pub struct NoticePage {
    pub notice: Notice,
}

#[derive(Template)]
#[template(path = "handed_in.html", config = "assets/page/askama.toml")]
pub struct HandedIn {
    pub files: Vec<HandedFile>,
    /// Whether there is anything to carry back.
    pub has_receipt: bool,
}

pub struct HandedFile {
    pub name: String,
    pub outcome: &'static str,
    pub class: &'static str,
    pub notice: Option<Notice>,
    pub receipt: Option<ReceiptLink>,
}

pub struct ReceiptLink {
    pub href: String,
    pub name: String,
}

/// A template as an answer.
pub fn page<T: Template>(status: StatusCode, template: &T) -> Response<Body> {
    let (status, text) = match template.render() {
        Ok(text) => (status, text),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, String::new()), // writing into a text never fails
    };
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answer
}

/// Others' words without signs that nobody sees or that turn the line around; of a bounded length.
pub fn plain(text: &str) -> String {
    let most = 120;
    let seen = |sign: char| if is_forbidden_char(sign) { '\u{fffd}' } else { sign };
    let mut plain: String = text.chars().take(most).map(seen).collect();
    if text.chars().count() > most {
        plain.push('…');
    }
    plain
}

/// A notice whose values are others' words.
pub fn seen(notice: Notice) -> Notice {
    let long = |text: &str| text.chars().map(|sign| if is_forbidden_char(sign) { '\u{fffd}' } else { sign }).collect();
    Notice { code: notice.code, what: long(&notice.what), now: long(&notice.now) }
}

/// `1.234.567`
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if number < 0 { format!("−{text}") } else { text }
}

/// `1,52 %`; nothing can be said of a place without people.
pub fn rate(part: i64, whole: u64) -> String {
    let Some(hundredths) = i64::try_from(whole).ok().filter(|whole| *whole > 0).map(|whole| part * 10_000 / whole)
    else {
        return "–".to_owned();
    };
    format!("{},{:02} %", hundredths / 100, hundredths.rem_euclid(100))
}

/// `22/11/2026 14:05`
pub fn time(at_ms: i64) -> String {
    let at = Moment(at_ms);
    let (hour, minute) = at.clock();
    format!("{} {hour:02}:{minute:02}", at.date().format("%d/%m/%Y"))
}

/// How many days ago that was.
pub fn days_ago(at_ms: i64, now_ms: i64) -> i64 {
    (Moment(now_ms).date() - Moment(at_ms).date()).num_days().max(0)
}

/// The same in words.
pub fn ago(at_ms: i64, now_ms: i64) -> String {
    match days_ago(at_ms, now_ms) {
        0 => "hôm nay".to_owned(),
        1 => "hôm qua".to_owned(),
        days => format!("{days} ngày trước"),
    }
}

/// As much of a station's id as is read aloud.
pub fn short(kiosk: &str) -> String {
    plain(kiosk8(kiosk))
}
