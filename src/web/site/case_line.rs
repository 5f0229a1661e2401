use super::{
    format::{ago, plain, time},
    place::Places,
    stations::records,
};
use crate::{
    centre::{
        Case, Declaration,
        cases::{actor_name, decision_name, detail, sentence},
    },
    domain::{Moment, StationId},
    ledger::{CaseKind, CaseRow, RecordedActor},
    text::Words,
};

/// Case as the page shows it.
pub struct CaseLine {
    /// The ledger's number of the case.
    pub id: i64,
    /// Its kind, in words.
    pub what: String,
    /// Which person or bundle it is about.
    pub about: String,
    /// What the judging found; may be empty.
    pub detail: String,
    /// When it was opened, or decided.
    pub since: String,
    /// The decisions that there are.
    pub decisions: Vec<DecisionLine>,
    /// The decision that was made.
    pub decision: String,
    /// Who made it.
    pub by: String,
    /// Whether it was decided.
    pub is_decided: bool,
    /// When, ms since 1970.
    pub decided_ms: i64,
    /// What was remarked about the decision.
    pub remark: String,
    /// When and by whom it was put aside; empty where it was not.
    pub aside: String,
    /// Who looks after it and since when; empty where nobody does.
    pub taken: String,
}

/// Decision that can be chosen.
pub struct DecisionLine {
    /// Value of the button.
    pub word: String,
    /// Label of the button.
    pub name: String,
    /// What follows from it.
    pub then: String,
}

impl CaseLine {
    /// Line of a list: the case without its decisions and without what a person declared.
    pub fn listed(row: &CaseRow, remark: Option<&str>, places: &Places<'_>, words: &Words, now: Moment) -> Self {
        let chosen = |word: &str| {
            let key = match row.kind {
                CaseKind::Contradiction => "site-decision-some-declaration",
                CaseKind::Fork | CaseKind::Revoked | CaseKind::Epoch | CaseKind::Late | CaseKind::Anomaly => {
                    "site-decision-some-branch"
                }
            };
            decision_name(word, words).unwrap_or_else(|| words.get(key).into_owned())
        };
        let decision = row.decision.as_deref().map(chosen).unwrap_or_default();
        Self::of(row, remark, (Vec::new(), decision), places, words, now)
    }

    /// One case with everything that the role is shown of it.
    pub fn whole(case: &Case, places: &Places<'_>, words: &Words, now: Moment) -> Self {
        let name = |word: &str| name_of(word, case, places, words);
        let line = |word: &String| DecisionLine {
            word: word.clone(),
            name: name(word),
            then: words.get(consequence(word, &case.row)).into_owned(),
        };
        let decisions = case.words.iter().map(line).collect();
        let decision = case.row.decision.as_deref().map(name).unwrap_or_default();
        Self::of(&case.row, case.remark.as_deref(), (decisions, decision), places, words, now)
    }

    fn of(
        row: &CaseRow,
        remark: Option<&str>,
        (decisions, decision): (Vec<DecisionLine>, String),
        places: &Places<'_>,
        words: &Words,
        now: Moment,
    ) -> Self {
        let done_by = |done: Option<&(Moment, RecordedActor)>, key: &str| {
            let values = |(at, who): &(Moment, RecordedActor)| {
                [("at", ago(words, *at, now).into()), ("who", plain(&actor_name(who, words)).into())]
            };
            done.map(|done| words.with(key, &values(done))).unwrap_or_default()
        };
        Self {
            id: row.id,
            what: words.get(sentence(row)).into_owned(),
            about: about(row, places, words),
            detail: plain(&detail(row, words)),
            since: ago(words, row.decided.unwrap_or(row.opened), now),
            decisions,
            is_decided: row.decision.is_some(),
            decision,
            decided_ms: row.decided.map_or(0, |at| at.0),
            by: row.decided_by.as_ref().map(|who| plain(&actor_name(who, words))).unwrap_or_default(),
            remark: remark.unwrap_or_default().to_owned(),
            aside: done_by(row.aside.as_ref(), "site-aside"),
            taken: done_by(row.taken.as_ref(), "office-case-taken"),
        }
    }
}

/// Stations that a line of the case names.
pub fn stations_of(case: &CaseRow) -> Option<StationId> {
    StationId::parse(case.subject.split(' ').next()?)
}

/// Text key of what follows from a decision.
fn consequence(word: &str, case: &CaseRow) -> &'static str {
    let is_epoch = case.kind == CaseKind::Epoch;
    match (word, case.kind) {
        ("count", CaseKind::Anomaly) => "site-then-count-held",
        ("exclude", CaseKind::Anomaly) => "site-then-exclude-held",
        ("count", _) if is_epoch => "site-then-count-epoch",
        ("exclude", _) if is_epoch => "site-then-exclude-epoch",
        ("count", _) => "site-then-count",
        ("exclude", _) => "site-then-exclude",
        ("all", _) => "site-then-all",
        ("none", _) => "site-then-none",
        ("fine", _) => "site-then-fine",
        ("follow", _) => "site-then-follow",
        ("two", _) => "site-then-two",
        ("later", _) => "site-then-later",
        (_, CaseKind::Contradiction) => "site-then-declaration",
        // else: what is left names a branch of a fork
        (_, _) => "site-then-branch",
    }
}

/// What a case is about, without a person's data.
fn about(case: &CaseRow, places: &Places<'_>, words: &Words) -> String {
    let parts: Vec<&str> = case.subject.split(' ').collect();
    match (case.kind, &parts[..]) {
        (CaseKind::Contradiction, _) => {
            let person: String = case.subject.chars().take(12).collect();
            words.with("site-about-person", &[("person", plain(&person).into())])
        }
        (CaseKind::Epoch, [station, epoch, ..]) => {
            words.with("site-about-epoch", &[("place", places.place(station).into()), ("epoch", plain(epoch).into())])
        }
        (CaseKind::Fork | CaseKind::Revoked | CaseKind::Late | CaseKind::Anomaly, [station, epoch, seq, ..]) => words
            .with(
                "site-about-bundle",
                &[("place", places.place(station).into()), ("epoch", plain(epoch).into()), ("seq", plain(seq).into())],
            ),
        (CaseKind::Epoch | CaseKind::Fork | CaseKind::Revoked | CaseKind::Late | CaseKind::Anomaly, _) => {
            plain(&case.subject)
        }
    }
}

/// Name of a decision. Of a contradiction it shows what was declared where, since both persons must be seen to decide.
fn name_of(word: &str, case: &Case, places: &Places<'_>, words: &Words) -> String {
    if let Some(declaration) = case.declarations.iter().find(|declaration| declaration.word == word) {
        return declared(declaration, places, words);
    }
    decision_name(word, words).unwrap_or_else(|| branch_name(word, case, words))
}

fn declared(declaration: &Declaration, places: &Places<'_>, words: &Words) -> String {
    let values = [
        ("name", declaration.name.as_str().into()),
        ("born", declaration.born().into()),
        ("village", declaration.village.as_str().into()),
        ("unit", places.unit(&declaration.unit).into()),
        ("place", places.place(&declaration.station).into()),
    ];
    plain(&words.with("site-decision-declaration", &values))
}

/// Name of the decision that one copy of a station counts.
fn branch_name(branch: &str, case: &Case, words: &Words) -> String {
    let short = plain(branch.get(..4).unwrap_or(branch));
    match case.branches.iter().find(|(word, _)| word == branch) {
        Some((_, row)) => words.with(
            "site-decision-branch",
            &[
                ("at", time(row.received).into()),
                ("records", records(row).to_string().into()),
                ("people", row.people.to_string().into()),
                ("branch", short.into()),
            ],
        ),
        None => words.with("site-decision-absent-branch", &[("branch", short.into())]),
    }
}
