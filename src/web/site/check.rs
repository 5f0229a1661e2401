//! Whether a certificate is genuine: for everybody. Nothing of what is asked is kept, and no address has more than a code.

use super::format::plain;
use crate::{
    centre::certificates::{
        CertificateStanding, CheckAnswer, CheckedCertificate, CheckedSlip, MOST_FILE, MOST_TEXT, PageCheck, Sent,
        SlipStanding, StatedField, difference_note, field_name, field_names,
    },
    domain::Birth,
    text::Words,
    web::{
        answer::page,
        extractors::Files,
        lanes::Lane,
        problem::{Problem, certificate_problem},
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use std::sync::Arc;

/// Bytes of the form: a photo of a telephone, or a PDF, and the text beside it.
pub const MOST_UPLOAD: usize = MOST_PICTURE + (128 << 10);
const MOST_PICTURE: usize = 8 << 20;
/// Longest number or check that is looked at, in bytes.
const LONGEST: usize = 64;

#[derive(Template)]
#[template(path = "check.html", config = "assets/page/askama.toml")]
struct CheckPage {
    verdict: Option<Verdict>,
    /// Limits, in MB.
    file_mb: usize,
    picture_mb: usize,
}

/// What is known of a certificate.
struct Verdict {
    /// CSS class.
    class: &'static str,
    title: String,
    notes: Vec<String>,
    facts: Vec<Fact>,
}

struct Fact {
    name: String,
    lines: Vec<String>,
}

/// `GET /kiem-tra`
pub async fn form() -> Result<Response, Problem> {
    Ok(shown(None))
}

/// `GET /kiem-tra/<number>-<check>`: what the printed code opens.
pub async fn code(State(state): State<Arc<AppState>>, Path(code): Path<String>) -> Result<Response, Problem> {
    let short: String = code.chars().take(2 * LONGEST).collect();
    let answer = state.run_in(Lane::Checks, move |centre| centre.check_code(&short)).await?;
    answered(&state, answer.map_err(|refusal| certificate_problem(&refusal))?, false)
}

/// `POST /kiem-tra`: number and check, a file, or text.
pub async fn check(State(state): State<Arc<AppState>>, form: Files) -> Result<Response, Problem> {
    let (mut number, mut check, mut sent) = (String::new(), String::new(), None);
    for field in form.fields((MOST_PICTURE, MOST_TEXT)).await? {
        match field.name.as_str() {
            "so" => number = field.text().trim().chars().take(LONGEST).collect(),
            "ma" => check = field.text().trim().chars().take(LONGEST).collect(),
            "van_ban" if !field.bytes.is_empty() && sent.is_none() => sent = Some(Sent::Text(field.text())),
            Files::FILE if !field.bytes.is_empty() => sent = Some(Sent::file(field.bytes)),
            _ => (), // else: a field that was left empty, or none of ours
        }
    }
    let is_file = sent.is_some();
    let answer = state.run_in(Lane::Checks, move |centre| match sent {
        Some(sent) => centre.check_sent(&sent),
        None if number.is_empty() && check.is_empty() => Err(crate::centre::certificates::CertificateRefusal::Nothing),
        // What the code opens may be typed into the first field whole.
        None if check.is_empty() => centre.check_code(&number),
        None => centre.check_number(&number, &check),
    });
    answered(&state, answer.await?.map_err(|refusal| certificate_problem(&refusal))?, is_file)
}

fn shown(verdict: Option<Verdict>) -> Response {
    page(StatusCode::OK, &CheckPage { verdict, file_mb: MOST_FILE >> 20, picture_mb: MOST_PICTURE >> 20 })
}

fn answered(state: &AppState, answer: CheckAnswer, is_file: bool) -> Result<Response, Problem> {
    let words = state.page_words();
    let verdict = match answer {
        CheckAnswer::Unknown => {
            let note = if is_file { "certify-note-unknown-file" } else { "certify-note-unknown" };
            let notes = vec![words.get(note).into_owned()];
            let title = words.get("certify-verdict-unknown").into_owned();
            Verdict { class: "warn", title, notes, facts: Vec::new() }
        }
        CheckAnswer::Certificate(checked) => certificate(words, &checked),
        CheckAnswer::Slip(checked) => slip(words, &checked),
    };
    Ok(shown(Some(verdict)))
}

fn certificate(words: &Words, checked: &CheckedCertificate) -> Verdict {
    let mut notes = Vec::new();
    let (title, class) = match (&checked.standing, &checked.page) {
        (CertificateStanding::Withdrawn { at, replaced_by }, _) => {
            let date = words.date(at.date());
            notes.push(match replaced_by {
                None => words.with("certify-note-withdrawn", &[("date", date.into())]),
                Some(number) => {
                    let values = [("date", date.into()), ("number", number.as_str().into())];
                    words.with("certify-note-replaced", &values)
                }
            });
            ("certify-verdict-withdrawn", "bad")
        }
        (CertificateStanding::NotHeld, _) => {
            notes.push(words.get("certify-note-not-held").into_owned());
            ("certify-verdict-not-held", "warn")
        }
        (CertificateStanding::Holds, PageCheck::OtherFile(_)) => ("certify-verdict-other-file", "bad"),
        (CertificateStanding::Holds, PageCheck::OtherText(_)) => ("certify-verdict-other-text", "bad"),
        (
            CertificateStanding::Holds,
            PageCheck::SameFile | PageCheck::SameText | PageCheck::NotSent | PageCheck::NoForm,
        ) => ("certify-verdict-genuine", "good"),
    };
    notes.push(match &checked.page {
        PageCheck::NotSent => words.get("certify-note-not-sent").into_owned(),
        PageCheck::SameFile => words.get("certify-note-same-file").into_owned(),
        PageCheck::SameText => words.get("certify-note-same-text").into_owned(),
        PageCheck::NoForm => words.get("certify-note-no-form").into_owned(),
        PageCheck::OtherFile(difference) => difference_note(difference, words),
        PageCheck::OtherText(fields) => {
            words.with("certify-note-other-text", &[("fields", field_names(fields, words).into())])
        }
    });
    if matches!(checked.page, PageCheck::OtherFile(_)) {
        notes.push(words.get("certify-note-other-file").into_owned());
    }
    let statement = &checked.statement;
    let trial = match (statement.contest == crate::crypto::demo_centre::CONTEST, statement.rehearsal) {
        (true, _) => Some("certify-note-demo"),
        (false, true) => Some("certify-note-rehearsal"),
        (false, false) => None,
    };
    notes.extend(trial.map(|key| words.get(key).into_owned()));
    if !checked.is_named && trial.is_none() {
        notes.push(words.get("certify-note-unnamed").into_owned());
    }
    let title = words.get(title).into_owned();
    let class = if trial.is_some() { "warn" } else { class };
    Verdict { class, title, notes, facts: facts_of(words, checked) }
}

fn facts_of(words: &Words, checked: &CheckedCertificate) -> Vec<Fact> {
    let statement = &checked.statement;
    let born = match statement.birth {
        Birth::Day(day) => words.date(day),
        Birth::Year(year) => year.to_string(),
    };
    let signers = statement.signers.iter().map(|one| match one.name.is_empty() {
        true => one.title.clone(),
        false => format!("{}: {}", one.title, one.name),
    });
    let mut facts = vec![
        fact(words, StatedField::Number, vec![statement.number.clone()]),
        fact(words, StatedField::Name, vec![statement.name.clone()]),
        fact(words, StatedField::Birth, vec![born]),
        fact(words, StatedField::Residence, vec![statement.residence.clone()]),
        fact(words, StatedField::Contest, vec![statement.title.clone()]),
        fact(words, StatedField::Topics, statement.topics.clone()),
        fact(words, StatedField::Organiser, vec![statement.organiser.clone()]),
        fact(words, StatedField::Signers, signers.collect()),
        fact(words, StatedField::Date, vec![format!("{}, {}", statement.place, words.date(statement.date))]),
    ];
    if let Some(slip) = &statement.slip {
        facts.push(fact(words, StatedField::Slip, vec![slip.clone()]));
    }
    facts
}

fn fact(words: &Words, field: StatedField, lines: Vec<String>) -> Fact {
    Fact { name: field_name(field, words), lines: lines.iter().map(|line| plain(line)).collect() }
}

fn slip(words: &Words, checked: &CheckedSlip) -> Verdict {
    let (title, class, note) = match checked.standing {
        SlipStanding::Valid => ("certify-verdict-slip-valid", "good", None),
        SlipStanding::NotValid => ("certify-verdict-slip-not-valid", "warn", None),
        SlipStanding::NotHeld => ("certify-verdict-slip-not-held", "warn", Some("certify-note-slip-not-held")),
        SlipStanding::Revoked => ("certify-verdict-slip-revoked", "bad", Some("certify-note-slip-revoked")),
    };
    let slip = &checked.slip;
    let trial = match (slip.contest == crate::crypto::demo_centre::CONTEST, slip.rehearsal) {
        (true, _) => Some("certify-note-demo"),
        (false, true) => Some("certify-note-rehearsal"),
        (false, false) => None,
    };
    let notes = note.into_iter().chain(["certify-note-slip"]).chain(trial);
    let stated = |key: &str, value: &str| Fact { name: words.get(key).into_owned(), lines: vec![plain(value)] };
    Verdict {
        class: if trial.is_some() { "warn" } else { class },
        title: words.get(title).into_owned(),
        notes: notes.map(|key| words.get(key).into_owned()).collect(),
        facts: vec![
            stated("certify-field-slip-number", &slip.number),
            stated("certify-field-name", &slip.name),
            stated("certify-field-birth", &slip.birth_year.to_string()),
            stated("certify-field-date", &words.date(slip.date)),
            stated("certify-field-station", slip.station.get(..8).unwrap_or_default()),
        ],
    }
}
