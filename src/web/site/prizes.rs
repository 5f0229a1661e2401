//! Prizes as the ledger is now: the city's alone. The page of a frozen set shows its lists by the same tables.

use super::{
    format::{plain, rate, time},
    frame::Frame,
};
use crate::{
    centre::closing::{
        CommunePlace, PersonPlace, PrizeRule, Prizes, SetAward, duration, medium, name, places, rule_sentences, signs,
    },
    text::Words,
    web::{answer::page, clock::now, extractors::Session, problem::Problem, state::AppState},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use std::sync::Arc;

/// Path of the page.
pub const PAGE: &str = "/giai-thuong";

#[derive(Template)]
#[template(path = "prizes.html", config = "assets/page/askama.toml")]
struct PrizesPage {
    frame: Frame,
    at: String,
    is_rehearsal: bool,
    has_pack: bool,
    waiting: Option<String>,
    tables: PrizeTables,
}

/// Lists of prizes with the rule that they follow.
pub(super) struct PrizeTables {
    pub rule: Vec<String>,
    pub communes: Vec<CommuneLine>,
    pub persons: Vec<PersonLine>,
    pub more_equal: Option<String>,
}

/// Commune of the list.
pub(super) struct CommuneLine {
    pub place: String,
    pub name: String,
    pub code: String,
    pub part: String,
    pub whole: String,
    pub rate: String,
    pub award: String,
    pub class: &'static str,
}

/// Person of the list.
pub(super) struct PersonLine {
    pub place: String,
    pub name: String,
    pub born: String,
    pub lives: String,
    pub score: u8,
    pub time: String,
    pub seconds: String,
    pub medium: String,
    pub attempts: String,
    pub stations: u16,
    pub signs: String,
    pub award: String,
    pub class: &'static str,
}

/// `GET /giai-thuong`
pub async fn prizes(State(state): State<Arc<AppState>>, Session { access, who }: Session) -> Result<Response, Problem> {
    let words = state.page_words();
    let frame = Frame::new(&access, who, PAGE, words);
    let found = state.run_command(move |centre| centre.prizes(&access, (who, now()))).await??;
    let waiting =
        (found.waiting > 0).then(|| words.with("prize-waiting", &[("n", words.number(found.waiting).into())]));
    let view = PrizesPage {
        frame,
        at: time(found.at),
        is_rehearsal: found.is_rehearsal,
        has_pack: found.rule.is_some(),
        waiting,
        tables: of_now(&found, words),
    };
    Ok(page(StatusCode::OK, &view))
}

fn of_now(found: &Prizes, words: &Words) -> PrizeTables {
    PrizeTables::new(found.rule.as_ref(), (&found.communes, &found.persons), found.more_equal, words)
}

impl PrizeTables {
    /// In words.
    pub fn new(
        rule: Option<&PrizeRule>,
        (communes, persons): (&[CommunePlace], &[PersonPlace]),
        more_equal: u64,
        words: &Words,
    ) -> Self {
        let more = |n: u64| words.with("prize-more-equal", &[("n", words.number(n).into())]);
        Self {
            rule: rule.map(|rule| rule_sentences(rule, words)).unwrap_or_default(),
            communes: communes.iter().map(|one| commune(one, words)).collect(),
            persons: persons.iter().map(|one| person(one, words)).collect(),
            more_equal: (more_equal > 0).then(|| more(more_equal)),
        }
    }
}

fn commune(one: &CommunePlace, words: &Words) -> CommuneLine {
    CommuneLine {
        place: places(one.from, one.to, words),
        name: plain(&one.name),
        code: plain(&one.code),
        part: super::format::number(words, one.part),
        whole: super::format::number(words, i64::from(one.whole)),
        rate: rate(one.part, u64::from(one.whole)),
        award: words.get(one.award.key()).into_owned(),
        class: class(one.award),
    }
}

fn person(one: &PersonPlace, words: &Words) -> PersonLine {
    let lives: Vec<String> =
        [&one.village, &one.unit].into_iter().filter(|part| !part.is_empty()).map(|part| plain(part)).collect();
    PersonLine {
        place: places(one.from, one.to, words),
        name: plain(&name(one, words)),
        born: plain(&one.born),
        lives: lives.join(", "),
        score: one.score,
        time: duration(one.seconds, words),
        seconds: one.seconds.map(|seconds| seconds.to_string()).unwrap_or_default(),
        medium: medium(one.paper, words),
        attempts: one.attempts.to_string(),
        stations: one.stations,
        signs: plain_signs(&signs(one, words)),
        award: words.get(one.award.key()).into_owned(),
        class: class(one.award),
    }
}

/// Our own sentences, several of which are longer than others' texts may be.
fn plain_signs(text: &str) -> String {
    text.split("; ").map(plain).collect::<Vec<_>>().join("; ")
}

fn class(award: SetAward) -> &'static str {
    match award {
        SetAward::Jury => "warn",
        SetAward::First | SetAward::Second | SetAward::Third | SetAward::Consolation | SetAward::Commune => "good",
    }
}
