//! Certificates: issued and printed by the city and by the clerk of the unit, withdrawn by the city.

use super::{
    format::{count, plain, time},
    frame::Frame,
    unit::{Nav, unknown},
};
use crate::{
    centre::{
        QueryError,
        certificates::{CertificateFile, CertificateRefusal, Holder, Holders, Issue},
    },
    domain::{Moment, Unit, dictionary_key},
    ledger::{Counts, WithdrawalReason},
    text::{Words, unit_title},
    web::{
        answer::{answer, attached, page, redirect},
        clock::now,
        extractors::{PageForm, Session},
        problem::{Problem, certificate_problem},
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::Arc};

/// Media type of the files.
const PDF: &str = "application/pdf";
/// Reasons to withdraw by hand, with the value of the form and the text key.
const REASONS: [(WithdrawalReason, &str); 2] =
    [(WithdrawalReason::NotValid, "certify-reason-not-valid"), (WithdrawalReason::Mistake, "certify-reason-mistake")];

/// Query of the pages: what has just been done, as counts alone.
#[derive(Clone, Default, Deserialize)]
pub struct Options {
    /// Certificates that are new; none before anything was done.
    moi: Option<u64>,
    /// Of them in place of others.
    #[serde(default)]
    lai: u64,
    /// That hold as they are.
    #[serde(default)]
    giu: u64,
    /// People without a name.
    #[serde(default)]
    khuyet: u64,
    /// A village by its place in the page's list, from 1, whose people are shown.
    thon: Option<usize>,
    /// The certificate that was withdrawn.
    thu: Option<String>,
}

#[derive(Template)]
#[template(path = "unit_certificates.html", config = "assets/page/askama.toml")]
struct UnitPage {
    nav: Nav,
    at: String,
    done: Vec<String>,
    is_named: bool,
    valid: String,
    issued: String,
    /// Valid entries without a certificate, and certificates with an earlier name: what is to be issued.
    to_issue: u64,
    outdated: u64,
    no_longer: u64,
    villages: Vec<Village>,
    /// The village whose people are shown.
    shown: Option<Shown>,
}

struct Village {
    name: String,
    valid: String,
    issued: String,
    href: String,
    files: Vec<FileLink>,
}

struct FileLink {
    href: String,
    name: String,
}

struct Shown {
    name: String,
    people: Vec<Person>,
    may_withdraw: bool,
}

struct Person {
    name: String,
    year: String,
    number: String,
    is_valid: bool,
    is_outdated: bool,
}

#[derive(Template)]
#[template(path = "certificates.html", config = "assets/page/askama.toml")]
struct CityPage {
    frame: Frame,
    at: String,
    done: Vec<String>,
    is_named: bool,
    valid: String,
    issued: String,
    to_issue: bool,
    units: Vec<UnitLine>,
}

struct UnitLine {
    code: String,
    name: String,
    valid: String,
    issued: String,
    withdrawn: String,
}

#[derive(Template)]
#[template(path = "certificate_withdraw.html", config = "assets/page/askama.toml")]
struct WithdrawPage {
    frame: Frame,
    number: String,
    reasons: Vec<(&'static str, String)>,
}

/// Why a certificate is withdrawn.
#[derive(Deserialize)]
pub struct Withdrawn {
    #[serde(default)]
    ly_do: String,
}

/// `GET /chung-nhan`: all units, for the city.
pub async fn city(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.map_err(|_| Problem::bad_request())?;
    access.administers().map_err(QueryError::from)?;
    let frame = Frame::new(&access, who, "/chung-nhan", state.page_words());
    let read = state.run_query(move |centre| {
        let counts = centre.certificate_counts(&access)?;
        let totals = centre.city_totals(&access, now())?.units;
        Ok::<_, QueryError>((counts, totals, centre.is_certificate_key_named()))
    });
    let (counts, mut totals, is_named) = read.await??;
    let words = state.page_words();
    let issued: BTreeMap<String, [u64; 2]> = counts.into_iter().collect();
    let of = |unit: &Unit| issued.get(unit.code.as_str()).copied().unwrap_or_default();
    let valid = |counts: &Counts| u64::try_from(counts.valid).unwrap_or(0);
    let all_valid: u64 = totals.iter().map(|(_, counts)| valid(counts)).sum();
    let all_issued: u64 = issued.values().map(|[held, _]| held).sum();
    totals.retain(|(unit, counts)| valid(counts) > 0 || of(unit) != [0, 0]);
    totals.sort_by_cached_key(|(unit, _)| dictionary_key(&unit.name.to_lowercase()));
    let line = |(unit, counts): &(Unit, Counts)| {
        let [held, gone] = of(unit);
        UnitLine {
            code: plain(unit.code.as_str()),
            name: plain(&unit_title(words, unit)),
            valid: count(words, valid(counts)),
            issued: count(words, held),
            withdrawn: count(words, gone),
        }
    };
    let view = CityPage {
        frame,
        at: time(now()),
        done: done(&options, words),
        is_named,
        valid: count(words, all_valid),
        issued: count(words, all_issued),
        to_issue: all_valid > 0,
        units: totals.iter().map(line).collect(),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `POST /chung-nhan/cap`: to everybody of the city.
pub async fn issue_all(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
) -> Result<Response, Problem> {
    let issued = state.run_command(move |centre| centre.issue_all_certificates(&access, (who, now()))).await?;
    let issued = issued.map_err(|refusal| certificate_problem(&refusal))?;
    Ok(redirect(&format!("/chung-nhan?{}", query_of(&issued))))
}

/// `GET /xa/<unit>/chung-nhan`
pub async fn unit(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.map_err(|_| Problem::bad_request())?;
    let frame = Frame::new(&access, who, "/", state.page_words());
    let (code, may_withdraw) = (unit.clone(), access.administers().is_ok());
    let read = state.run_query(move |centre| {
        let holders = centre.certificate_holders(&access, &code)?;
        Ok::<_, CertificateRefusal>((holders, centre.units()?, centre.is_certificate_key_named()))
    });
    let (holders, units, is_named) = read.await?.map_err(|refusal| certificate_problem(&refusal))?;
    let place = units.iter().find(|known| known.code.as_str() == unit).ok_or_else(|| unknown(&unit))?;
    let words = state.page_words();
    let nav = Nav::new(place, "certificates", frame, words);
    Ok(page(StatusCode::OK, &UnitPage::new(nav, &holders, (&options, now()), (is_named, may_withdraw), words)))
}

impl UnitPage {
    fn new(
        nav: Nav,
        holders: &Holders,
        (options, at): (&Options, Moment),
        (is_named, may_withdraw): (bool, bool),
        words: &Words,
    ) -> Self {
        let people = &holders.people;
        let number = |is: &dyn Fn(&Holder) -> bool| number_of(people.iter().filter(|one| is(one)).count());
        let outdated = number(&|one| is_outdated(one) && one.is_valid);
        let to_issue = number(&|one| one.is_valid && one.certificate.is_none()) + outdated;
        let mut groups: Vec<(&str, Vec<&Holder>)> = Vec::new();
        for one in people {
            match groups.last_mut().filter(|(village, _)| *village == one.village) {
                Some((_, group)) => group.push(one),
                None => groups.push((&one.village, vec![one])),
            }
        }
        let shown = options.thon.and_then(|at| groups.get(at.checked_sub(1)?)).map(|(village, group)| Shown {
            name: plain(village),
            people: group.iter().map(|one| person(one)).collect(),
            may_withdraw,
        });
        let village = |(at, (village, group)): (usize, &(&str, Vec<&Holder>))| {
            let files = (1..).zip(&holders.parts).filter(|(_, part)| part.village == *village);
            let link = |(at, part): (usize, &crate::centre::certificates::Part)| FileLink {
                href: format!("/xa/{}/chung-nhan/{at}", nav.code),
                name: count(words, number_of(part.count)),
            };
            let of = |is: &dyn Fn(&&&Holder) -> bool| count(words, number_of(group.iter().filter(is).count()));
            Village {
                name: plain(village),
                valid: of(&|one| one.is_valid),
                issued: of(&|one| one.certificate.is_some()),
                href: format!("/xa/{}/chung-nhan?thon={}#nguoi", nav.code, at + 1),
                files: files.map(link).collect(),
            }
        };
        Self {
            at: time(at),
            done: done(options, words),
            is_named,
            valid: count(words, number(&|one| one.is_valid)),
            issued: count(words, number(&|one| one.certificate.is_some())),
            to_issue,
            outdated,
            no_longer: number(&|one| !one.is_valid && one.certificate.is_some()),
            villages: groups.iter().enumerate().map(village).collect(),
            shown,
            nav,
        }
    }
}

fn number_of(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn is_outdated(one: &Holder) -> bool {
    matches!(one.certificate, Some((_, true)))
}

fn person(one: &Holder) -> Person {
    Person {
        name: plain(&one.card.name),
        year: one.card.birth.get(..4).unwrap_or_default().to_owned(),
        number: one.certificate.as_ref().map(|(number, _)| plain(number)).unwrap_or_default(),
        is_valid: one.is_valid,
        is_outdated: is_outdated(one),
    }
}

/// `POST /xa/<unit>/chung-nhan`: to everybody of the unit.
pub async fn issue(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
) -> Result<Response, Problem> {
    let code = unit.clone();
    let issued = state.run_command(move |centre| centre.issue_certificates(&access, &code, (who, now()))).await?;
    let issued = issued.map_err(|refusal| certificate_problem(&refusal))?;
    // A unit that certificates were issued to is one of the list: nothing else is in the address.
    Ok(redirect(&format!("/xa/{unit}/chung-nhan?{}", query_of(&issued))))
}

/// `GET /xa/<unit>/chung-nhan/<part>`: a file of a village's certificates, from 1.
pub async fn part(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path((unit, part)): Path<(String, usize)>,
) -> Result<Response, Problem> {
    let part = part.checked_sub(1).ok_or_else(Problem::not_found)?;
    let file = state.run_command(move |centre| centre.certificate_files(&access, &unit, Some(part), (who, now())));
    Ok(sent(file.await?.map_err(|refusal| certificate_problem(&refusal))?))
}

/// `GET /chung-nhan/<number>/tep`: one certificate.
pub async fn file(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(number): Path<String>,
) -> Result<Response, Problem> {
    let file = state.run_command(move |centre| centre.certificate_file(&access, &number, (who, now())));
    Ok(sent(file.await?.map_err(|refusal| certificate_problem(&refusal))?))
}

fn sent(file: CertificateFile) -> Response {
    attached(answer(StatusCode::OK, PDF, file.pdf), &file.name)
}

/// `GET /chung-nhan/<number>/thu-hoi`: asks before a certificate is withdrawn.
pub async fn ask(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(number): Path<String>,
) -> Result<Response, Problem> {
    access.administers().map_err(QueryError::from)?;
    let words = state.page_words();
    let view = WithdrawPage {
        frame: Frame::new(&access, who, "/chung-nhan", words),
        number: plain(&number.chars().take(32).collect::<String>()),
        reasons: REASONS.iter().map(|(reason, key)| (reason.as_str(), words.get(key).into_owned())).collect(),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `POST /chung-nhan/<number>/thu-hoi`
pub async fn withdraw(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(number): Path<String>,
    PageForm(form): PageForm<Withdrawn>,
) -> Result<Response, Problem> {
    let chosen = REASONS.iter().find(|(reason, _)| reason.as_str() == form.ly_do);
    let (reason, _) = *chosen.ok_or_else(Problem::bad_request)?;
    let named = number.clone();
    let done =
        state.run_command(move |centre| centre.withdraw_certificate(&access, &named, reason, (who, now()))).await?;
    done.map_err(|refusal| certificate_problem(&refusal))?;
    Ok(redirect(&format!("/chung-nhan?thu={number}")))
}

/// What was issued, for the page that is shown next.
fn query_of(issue: &Issue) -> String {
    format!("moi={}&lai={}&giu={}&khuyet={}", issue.issued, issue.renewed, issue.kept, issue.nameless)
}

/// What was just done, in words.
fn done(options: &Options, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(issued) = options.moi {
        let issue = Issue { issued, renewed: options.lai, kept: options.giu, nameless: options.khuyet };
        lines.extend(issue_lines(&issue, words));
    }
    if let Some(number) = &options.thu {
        let number = plain(&number.chars().take(32).collect::<String>());
        lines.push(words.with("certify-withdrawn", &[("number", number.into())]));
    }
    lines
}

fn issue_lines(issue: &Issue, words: &Words) -> Vec<String> {
    let issued = [("issued", issue.issued.into()), ("kept", issue.kept.into())];
    let mut lines = vec![words.with("certify-issued", &issued)];
    if issue.renewed > 0 {
        lines.push(words.with("certify-renewed", &[("renewed", issue.renewed.into())]));
    }
    if issue.nameless > 0 {
        lines.push(words.with("certify-nameless", &[("nameless", issue.nameless.into())]));
    }
    lines
}
