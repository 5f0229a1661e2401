//! The parts of a report: sentences and tables, from which every kind of file is made.

use super::{
    phrases::{contest_name, freshness_text, len, moment, n, period_text, place_name},
    rows,
    value::{Report, ReportDay, ReportParts},
};
use crate::{
    centre::{FRESH_DAYS, Freshness, SilentStation},
    exchange::Table,
    text::{Words, plain},
};

/// What a part of a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// What was reached.
    General,
    /// Day by day.
    Days,
    /// Units of the city.
    Units,
    /// Villages of the unit.
    Villages,
    /// Agencies and organisations of the unit.
    Agencies,
    /// What people lack.
    Lacking,
    /// Stations and how current their data are.
    Stations,
    /// What waits for a person.
    Waiting,
    /// How it is counted.
    Rules,
}

/// Part of a report.
#[derive(Clone, Debug)]
pub struct Section {
    /// What it is about.
    pub kind: SectionKind,
    /// Its title.
    pub title: String,
    /// Sentences.
    pub lines: Vec<String>,
    /// Its table, where it has one with rows.
    pub table: Option<Table>,
}

impl Section {
    /// Whether its table is long: an annex of a document, a sheet of a book.
    #[must_use]
    pub fn is_annex(&self) -> bool {
        use SectionKind::{Agencies, Days, General, Lacking, Rules, Stations, Units, Villages, Waiting};
        match self.kind {
            Days | Units | Villages | Agencies => self.table.is_some(),
            General | Lacking | Stations | Waiting | Rules => false,
        }
    }
}

/// Silent stations that are named one by one.
const MOST_NAMED: usize = 20;
/// Days of a week.
const WEEK: usize = 7;

/// The parts of a report, in order.
#[must_use]
pub fn sections(report: &Report, words: &Words) -> Vec<Section> {
    let places = match report.parts {
        ReportParts::City { .. } => vec![section(SectionKind::Units, Vec::new(), rows::units(report, words), words)],
        ReportParts::Unit { .. } => vec![
            section(SectionKind::Villages, village_lines(report, words), rows::villages(report, words), words),
            section(SectionKind::Agencies, agency_lines(report, words), rows::agencies(report, words), words),
        ],
    };
    let general =
        section(SectionKind::General, general_lines(report, words), Some(rows::general(report, words)), words);
    let days = section(SectionKind::Days, day_lines(report, words), Some(rows::days(report, words)), words);
    let rest = [
        section(SectionKind::Lacking, lacking_lines(report, words), Some(rows::lacking(report, words)), words),
        section(SectionKind::Stations, station_lines(report, words), None, words),
        section(SectionKind::Waiting, waiting_lines(report, words), None, words),
        section(SectionKind::Rules, rule_lines(report, words), None, words),
    ];
    [general, days].into_iter().chain(places).chain(rest).collect()
}

fn section(kind: SectionKind, lines: Vec<String>, table: Option<Table>, words: &Words) -> Section {
    let key = match kind {
        SectionKind::General => "reports-part-general",
        SectionKind::Days => "reports-part-days",
        SectionKind::Units => "reports-part-units",
        SectionKind::Villages => "reports-part-villages",
        SectionKind::Agencies => "reports-part-agencies",
        SectionKind::Lacking => "reports-part-lacking",
        SectionKind::Stations => "reports-part-stations",
        SectionKind::Waiting => "reports-part-waiting",
        SectionKind::Rules => "reports-part-rules",
    };
    let table = table.filter(|table| !table.rows.is_empty());
    Section { kind, title: words.get(key).into_owned(), lines, table }
}

fn general_lines(report: &Report, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    if report.is_trial {
        lines.push(words.get("reports-trial").into_owned());
    }
    let reached = [
        ("period", period_text(&report.period, words).into()),
        ("registered", n(words, report.reached.registered)),
        ("finished", n(words, report.reached.finished)),
        ("valid", n(words, report.reached.valid)),
    ];
    let key = match (report.is_open(), report.days.is_empty()) {
        (true, _) => "reports-nothing-known",
        (false, true) => "reports-nothing-reached",
        (false, false) => "reports-reached",
    };
    lines.push(words.with(key, &reached));
    match &report.parts {
        ReportParts::Unit { rank: Some((rank, units)), .. } => {
            lines.push(words.with("reports-rank", &[("rank", len(words, *rank)), ("units", len(words, *units))]));
        }
        ReportParts::Unit { rank: None, .. } => (),
        ReportParts::City { units, .. } => {
            let begun = units.iter().filter(|one| one.counts.valid > 0).count();
            let values = [("begun", len(words, begun)), ("units", len(words, units.len()))];
            lines.push(words.with("reports-units-begun", &values));
        }
    }
    lines
}

/// The curve in words.
fn day_lines(report: &Report, words: &Words) -> Vec<String> {
    let days = &report.days;
    let Some(best) = days.iter().rev().max_by_key(|day| day.own.valid) else {
        return vec![words.get("reports-no-days").into_owned()];
    };
    let is_active = |day: &&ReportDay| day.own.registered + day.own.finished + day.own.valid != 0;
    let active = days.iter().filter(is_active).count();
    let values = [("days", len(words, days.len())), ("active", len(words, active))];
    let mut lines = vec![words.with("reports-days-active", &values)];
    if best.own.valid > 0 {
        let values = [("date", words.date(best.date).into()), ("valid", n(words, best.own.valid))];
        lines.push(words.with("reports-days-best", &values));
    }
    if days.len() >= 2 * WEEK {
        let sum = |part: &[ReportDay]| part.iter().map(|day| day.own.valid).sum::<i64>();
        let (before, last) = days.split_at(days.len() - WEEK);
        let (before, last) = (sum(before.get(before.len() - WEEK..).unwrap_or(before)), sum(last));
        let key = match last.cmp(&before) {
            std::cmp::Ordering::Greater => "reports-days-more",
            std::cmp::Ordering::Less => "reports-days-fewer",
            std::cmp::Ordering::Equal => "reports-days-same",
        };
        lines.push(words.with(key, &[("last", n(words, last)), ("before", n(words, before))]));
    }
    if report.days_before > 0 {
        lines.push(words.with("reports-days-cut", &[("days", len(words, days.len()))]));
    }
    lines
}

fn village_lines(report: &Report, words: &Words) -> Vec<String> {
    let ReportParts::Unit { villages, .. } = &report.parts else { return Vec::new() };
    if villages.is_empty() {
        return vec![words.get("reports-no-villages").into_owned()];
    }
    let begun = villages.iter().filter(|one| one.counts.valid > 0).count();
    let open = villages.iter().filter(|one| one.is_open()).count();
    let values = [("villages", len(words, villages.len())), ("begun", len(words, begun)), ("open", len(words, open))];
    vec![words.with(if open > 0 { "reports-villages-open" } else { "reports-villages" }, &values)]
}

fn agency_lines(report: &Report, words: &Words) -> Vec<String> {
    let ReportParts::Unit { agencies, .. } = &report.parts else { return Vec::new() };
    if agencies.is_empty() {
        return vec![words.get("reports-no-agencies").into_owned()];
    }
    let whole = agencies.iter().filter(|one| one.took_part >= one.heads).count();
    vec![words.with("reports-agencies", &[("agencies", len(words, agencies.len())), ("whole", len(words, whole))])]
}

fn lacking_lines(report: &Report, words: &Words) -> Vec<String> {
    match (report.lacking.is_empty(), report.is_open()) {
        (true, _) => vec![words.get("reports-no-pack").into_owned()],
        (false, true) => vec![words.get("reports-lacking-unknown").into_owned()],
        (false, false) => vec![words.get("reports-lacking").into_owned()],
    }
}

fn station_lines(report: &Report, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    match &report.parts {
        ReportParts::Unit { silent, .. } => {
            lines.push(words.with("reports-freshness", &[("text", freshness_text(&report.freshness, words).into())]));
            lines.extend(silent.iter().take(MOST_NAMED).map(|one| silent_line(one, report, words)));
            let more = silent.len().saturating_sub(MOST_NAMED);
            if more > 0 {
                lines.push(words.with("reports-silent-more", &[("more", len(words, more))]));
            }
        }
        ReportParts::City { units, .. } => {
            let (stations, recent) = (report.stations.stations, report.stations.recent);
            let values = [
                ("stations", words.number(stations).into()),
                ("recent", words.number(recent).into()),
                ("days", FRESH_DAYS.to_string().into()),
            ];
            lines.push(words.with(if stations == 0 { "reports-no-stations" } else { "reports-stations" }, &values));
            let late = units.iter().filter(|one| one.freshness.is_incomplete()).count();
            let without = units.iter().filter(|one| one.freshness == Freshness::NoStation).count();
            if late > 0 {
                lines.push(words.with("reports-units-late", &[("units", len(words, late))]));
            }
            if without > 0 {
                lines.push(words.with("reports-units-without", &[("units", len(words, without))]));
            }
        }
    }
    let is_stated = report.unit().is_some() && matches!(report.freshness, Freshness::Fresh { .. });
    if let Some(newest) = report.stations.newest.filter(|_| !is_stated) {
        lines.push(words.with("reports-newest", &[("newest", moment(newest, words).into())]));
    }
    lines
}

fn silent_line(one: &SilentStation, report: &Report, words: &Words) -> String {
    let (village, station) = (plain(&one.village), plain(&one.station));
    let Some(since) = one.since else {
        return words.with("commune-silent-never", &[("village", village.into()), ("station", station.into())]);
    };
    let days = (report.at.date() - since.date()).num_days().to_string();
    let values = [
        ("village", village.into()),
        ("station", station.into()),
        ("date", words.date(since.date()).into()),
        ("days", days.into()),
    ];
    words.with("commune-silent-since", &values)
}

fn waiting_lines(report: &Report, words: &Words) -> Vec<String> {
    let line = |some: &str, none: &str, figure: u64| {
        let key = if figure > 0 { some } else { none };
        words.with(key, &[("n", words.number(figure).into())])
    };
    vec![
        line("reports-cases", "reports-no-cases", report.cases),
        line("reports-sheets", "reports-no-sheets", report.sheets),
    ]
}

/// How everything is counted, and of when it is: in every kind of file.
pub(super) fn rule_lines(report: &Report, words: &Words) -> Vec<String> {
    let values = [
        ("at", moment(report.at, words).into()),
        ("period", period_text(&report.period, words).into()),
        ("contest", contest_name(report).into()),
        ("place", place_name(report, words).into()),
        ("days", FRESH_DAYS.to_string().into()),
    ];
    let period = if report.period.is_whole { "reports-rule-whole" } else { "reports-rule-period" };
    ["reports-rule-at", period, "reports-rule-valid", "reports-rule-took-part", "reports-rule-place"]
        .map(|key| words.with(key, &values))
        .to_vec()
}
