//! The trail, as people read it.

use super::{
    Access, Centre, LookReason,
    cases::decision_name,
    closing::CheckLine,
    outcome::QueryError,
    reports::ListPurpose,
    requests::request_kind_key,
    sheets::finding_key,
    stories::{reason_key, state_key},
};
use crate::{
    domain::UnitCode,
    ledger::{
        NoteFilter, NoteRow, RequestKind, Scope, SheetFinding, StoryReason, StoryState, TokenScope, WithdrawalReason,
    },
    text::Words,
};

/// Kinds of lines: the verb that each begins with, and the text key of its name.
const KINDS: &[(&str, &str)] = &[
    ("decide", "site-trail-decide"),
    ("sheet", "site-trail-sheet"),
    ("forget", "site-trail-forget"),
    ("revoke", "site-trail-revoke"),
    ("admit", "site-trail-admit"),
    ("pack", "site-trail-pack"),
    ("sign-in", "site-trail-sign-in"),
    ("sign-in-wrong", "site-trail-sign-in-wrong"),
    ("sign-in-ended", "site-trail-sign-in-ended"),
    ("sign-out", "site-trail-sign-out"),
    ("own-password", "site-trail-own-password"),
    ("own-password-wrong", "site-trail-own-password-wrong"),
    ("end-sessions", "site-trail-end-sessions"),
    ("account-add", "site-trail-account-add"),
    ("account-password", "site-trail-account-password"),
    ("account-disable", "site-trail-account-disable"),
    ("account-enable", "site-trail-account-enable"),
    ("account-totp", "site-trail-account-totp"),
    ("account-totp-off", "site-trail-account-totp-off"),
    ("restore", "site-trail-restore"),
    ("accept-loss", "site-trail-accept-loss"),
    ("end-term", "site-trail-end-term"),
    ("accept-clock", "site-trail-accept-clock"),
    ("search", "site-trail-search"),
    ("remind", "site-trail-remind"),
    ("request", "site-trail-request"),
    ("request-done", "site-trail-request-done"),
    ("request-refused", "site-trail-request-refused"),
    ("person-data", "site-trail-person-data"),
    ("token-add", "site-trail-token-add"),
    ("token-end", "site-trail-token-end"),
    ("case-note", "site-trail-case-note"),
    ("case-take", "office-trail-case-take"),
    ("case-release", "office-trail-case-release"),
    ("person", "site-trail-person"),
    ("merge", "commune-trail-merge"),
    ("split", "commune-trail-split"),
    ("roster-keep", "commune-trail-roster-keep"),
    ("roster-remove", "commune-trail-roster-remove"),
    ("roster-due", "commune-trail-roster-due"),
    ("roster-match", "commune-trail-roster-match"),
    ("roster-unmatch", "commune-trail-roster-unmatch"),
    ("roster-view", "commune-trail-roster-view"),
    ("one-touch-keep", "onetouch-trail-keep"),
    ("one-touch-undo", "onetouch-trail-undo"),
    ("one-touch-same", "onetouch-trail-same"),
    ("one-touch-differ", "onetouch-trail-differ"),
    ("one-touch-unmatch", "onetouch-trail-unmatch"),
    ("one-touch-view", "onetouch-trail-view"),
    ("story-view", "wall-trail-view"),
    ("story-approve", "wall-trail-approve"),
    ("story-refuse", "wall-trail-refuse"),
    ("story-undo", "wall-trail-undo"),
    ("view-prizes", "prize-trail-view"),
    ("state-closing", "final-trail-word"),
    ("freeze", "final-trail-freeze"),
    ("sign-closing", "final-trail-sign"),
    ("take-closing", "final-trail-file"),
    ("list-people", "reports-trail-people-list"),
    ("roster-letter", "reports-trail-letter"),
    ("issue-certificates", "certify-trail-issue"),
    ("send-certificates", "certify-trail-file"),
    ("take-back-certificate", "certify-trail-withdraw"),
];

/// The verbs of all kinds.
pub fn verbs() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(verb, _)| *verb)
}

/// Page of the trail.
#[derive(Clone, Debug)]
pub struct TrailPage {
    /// Its lines, the newest first.
    pub lines: Vec<NoteRow>,
    /// The line before which the next page begins; none where this is the last.
    pub older: Option<i64>,
}

/// Line of the trail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailLine {
    /// What was done.
    pub what: String,
    /// The case that it is about.
    pub case: Option<i64>,
    /// To what, as the ledger keeps it; the decision in words.
    pub detail: String,
}

impl Centre {
    /// A page of the trail: at most `most` of the lines that the filter lets through.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn trail(&self, access: &Access, filter: &NoteFilter, most: u32) -> Result<TrailPage, QueryError> {
        access.administers()?;
        let mut lines = self.ledger().read_tx(|tx| tx.notes(filter, most.saturating_add(1)))?;
        let is_more = lines.len() > usize::try_from(most).unwrap_or(usize::MAX);
        lines.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        let older = lines.last().map(|line| line.id).filter(|_| is_more);
        Ok(TrailPage { lines, older })
    }
}

/// A line in words.
#[must_use]
pub fn line(row: &NoteRow, words: &Words) -> TrailLine {
    let (verb, rest) = row.what.split_once(' ').unwrap_or((&row.what, ""));
    let what = verb_name(verb, words).unwrap_or_else(|| verb.to_owned());
    if verb == "account-add" {
        return TrailLine { what, case: None, detail: account(rest, words) };
    }
    if verb == "token-add" {
        return TrailLine { what, case: None, detail: token(rest, words) };
    }
    if verb == "person" {
        return TrailLine { what, case: None, detail: looked_at(rest, words) };
    }
    if ["case-note", "case-take", "case-release"].contains(&verb) {
        return TrailLine { what, case: rest.parse().ok(), detail: String::new() };
    }
    if verb != "decide" {
        return TrailLine { what, case: None, detail: object(verb, rest, words) };
    }
    // Lines of earlier versions have no number of the case.
    let (case, rest) = match rest.split_once(' ').map(|(first, after)| (first.parse::<i64>(), first.len(), after)) {
        Some((Ok(case), 1..=18, after)) => (Some(case), after),
        Some(_) | None => (None, rest),
    };
    let (subject, word) = rest.rsplit_once(' ').unwrap_or(("", rest));
    let word = decision_name(word, words).unwrap_or_else(|| word.to_owned());
    // What the decision is about is on the page of the case.
    let detail = if case.is_some() { word } else { format!("{word} ({subject})") };
    TrailLine { what, case, detail }
}

/// To what something was done, in words where there are any; what no version writes is shown as it is.
fn object(verb: &str, rest: &str, words: &Words) -> String {
    let found = match (verb, &rest.split(' ').collect::<Vec<_>>()[..]) {
        ("search" | "remind" | "roster-view" | "one-touch-view", [unit])
        | ("one-touch-same" | "one-touch-differ" | "one-touch-unmatch", [unit, _, _]) => unit_name(unit, words),
        ("roster-keep", [unit, _, people]) => unit_name(unit, words)
            .map(|unit| words.with("office-trail-roster", &[("unit", unit.into()), ("people", (*people).into())])),
        ("state-closing", [line, figure]) => CheckLine::parse(line).map(|line| {
            words.with("final-trail-word-of", &[("line", words.get(line.key()).into()), ("figure", (*figure).into())])
        }),
        ("freeze", [number, _]) | ("sign-closing", [number]) => {
            Some(words.with("final-trail-set", &[("number", (*number).into())]))
        }
        ("take-closing", [number, kind]) => {
            let values = [("number", (*number).into()), ("kind", (*kind).into())];
            Some(words.with("final-trail-file-of", &values))
        }
        ("sheet", [_, _, number, finding]) => finding.parse::<SheetFinding>().ok().map(|finding| {
            let values = [("paper", (*number).into()), ("finding", words.get(finding_key(finding)).into())];
            words.with("office-detail-sheet", &values)
        }),
        ("story-view", [state, unit]) => {
            state.parse::<StoryState>().ok().zip(unit_name(unit, words)).map(|(state, unit)| {
                let values = [("state", words.get(state_key(state)).into()), ("unit", unit.into())];
                words.with("wall-trail-list", &values)
            })
        }
        ("story-refuse", [story, reason]) => reason.parse::<StoryReason>().ok().map(|reason| {
            let values = [("story", (*story).into()), ("reason", words.get(reason_key(reason)).into())];
            words.with("wall-trail-refused", &values)
        }),
        ("request" | "request-done" | "request-refused", [id, kind]) => kind.parse::<RequestKind>().ok().map(|kind| {
            let values = [("request", (*id).into()), ("kind", words.get(request_kind_key(kind)).into())];
            words.with("office-trail-request", &values)
        }),
        ("merge" | "split", [unit, scope, ..]) => spelling(unit, scope, rest, words),
        ("roster-letter", [unit, _]) => unit_name(unit, words),
        ("list-people", [unit, purpose]) => {
            unit_name(unit, words).zip(ListPurpose::parse(purpose)).map(|(unit, purpose)| {
                let values = [("unit", unit.into()), ("purpose", words.get(purpose.key()).into())];
                words.with("reports-trail-purpose", &values)
            })
        }
        ("issue-certificates" | "send-certificates", [unit, count]) => unit_name(unit, words)
            .map(|unit| words.with("certify-detail-unit", &[("unit", unit.into()), ("count", (*count).into())])),
        ("take-back-certificate", [number, reason]) => reason.parse::<WithdrawalReason>().ok().map(|reason| {
            let reason = words.get(withdrawal_key(reason)).into();
            words.with("certify-detail-withdraw", &[("number", (*number).into()), ("reason", reason)])
        }),
        _ => None, // an id, a name or a number
    };
    found.unwrap_or_else(|| rest.to_owned())
}

/// A spelling of a place that was merged or split, as `unit scope: written > meant`.
fn spelling(unit: &str, scope: &str, rest: &str, words: &Words) -> Option<String> {
    let key = match scope.strip_suffix(':')?.parse::<Scope>().ok()? {
        Scope::Village => "commune-trail-village",
        Scope::Agency => "commune-trail-agency",
        Scope::Unit | Scope::Day => return None,
    };
    let (_, names) = rest.split_once(": ")?;
    let names = names.replacen(" > ", " → ", 1);
    Some(words.with(key, &[("unit", unit_name(unit, words)?.into()), ("names", names.into())]))
}

/// Text key of why a certificate was withdrawn.
#[must_use]
pub fn withdrawal_key(reason: WithdrawalReason) -> &'static str {
    match reason {
        WithdrawalReason::Corrected => "certify-reason-corrected",
        WithdrawalReason::NotValid => "certify-reason-not-valid",
        WithdrawalReason::Mistake => "certify-reason-mistake",
    }
}

/// A unit of the trail by its code, or the whole city; none for anything else.
fn unit_name(code: &str, words: &Words) -> Option<String> {
    if code == "city" {
        return Some(words.get("site-token-city").into_owned());
    }
    UnitCode::parse(code).map(|unit| words.with("site-trail-unit", &[("code", unit.as_str().into())]))
}

/// The account that was added, as `name role` with the unit of a clerk, in words; what no version writes is shown as it is.
fn account(rest: &str, words: &Words) -> String {
    let role = match rest.split(' ').collect::<Vec<_>>()[..] {
        [name, "city"] => (name, words.get("centre-role-city").into_owned()),
        [name, "viewer"] => (name, words.get("centre-role-viewer").into_owned()),
        [name, "commune", unit] => (name, words.with("site-trail-unit", &[("code", unit.into())])),
        _ => return rest.to_owned(),
    };
    format!("{}: {}", role.0, role.1)
}

/// The token that was made, as `id scope,scope` with its unit, in words; what no version writes is shown as it is.
fn token(rest: &str, words: &Words) -> String {
    let (id, scopes, unit) = match rest.split(' ').collect::<Vec<_>>()[..] {
        [id, scopes] => (id, scopes, None),
        [id, scopes, unit] => (id, scopes, Some(unit)),
        _ => return rest.to_owned(),
    };
    let known = scopes.split(',').map(|word| word.parse().map(|scope| scope_name(scope, words)));
    let Ok(names) = known.collect::<Result<Vec<String>, _>>() else { return rest.to_owned() };
    let unit = unit.map(|code| format!(", {}", words.with("site-trail-unit", &[("code", code.into())])));
    format!("{id}: {}{}", names.join(", "), unit.unwrap_or_default())
}

/// What a scope of a token opens, in words.
#[must_use]
pub fn scope_name(scope: TokenScope, words: &Words) -> String {
    let key = match scope {
        TokenScope::Figures => "site-scope-figures",
        TokenScope::Stations => "site-scope-stations",
        TokenScope::Cases => "site-scope-cases",
        TokenScope::Questions => "site-scope-questions",
        TokenScope::Metrics => "site-scope-metrics",
    };
    words.get(key).into_owned()
}

/// At whom somebody looked, by the beginning of the key, and why.
fn looked_at(rest: &str, words: &Words) -> String {
    let Some((person, reason)) = rest.split_once(' ') else { return rest.to_owned() };
    let reason = LookReason::parse(reason).map_or_else(|| reason.into(), |reason| words.get(reason.key()));
    format!("{reason} ({person})")
}

/// A kind of lines in words; none for a verb that no version of this program writes.
#[must_use]
pub fn verb_name(verb: &str, words: &Words) -> Option<String> {
    let (_, key) = KINDS.iter().find(|(known, _)| *known == verb)?;
    Some(words.get(key).into_owned())
}
