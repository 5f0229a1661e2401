//! A report as a text: to be read out over loudspeakers, for a group on Zalo, for the office's portal. Sums alone: nobody's name.

use super::{
    phrases::{contest_name, n, number, period_text, place_name},
    value::{Report, ReportParts},
};
use crate::text::{Value, Words, hundredths, plain, unit_title};

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpokenText {
    /// To be read out over loudspeakers.
    Loudspeaker,
    /// For a group on Zalo.
    Zalo,
    /// For the portal of the office.
    Portal,
}

/// Keys of a text's sentences: title, greeting, nothing known yet, registered and valid until now, in the report's days, taken part on
/// One Touch too, not finished, days left, invitation, of when it is, thanks.
type Keys = [&'static str; 11];

const LOUDSPEAKER: Keys = [
    "reports-loud",
    "reports-loud-greeting",
    "reports-loud-nothing",
    "reports-loud-all",
    "reports-loud-days",
    "reports-loud-one-touch",
    "reports-loud-left",
    "reports-loud-last",
    "reports-loud-invite",
    "reports-loud-at",
    "reports-loud-thanks",
];
const ZALO: Keys = [
    "reports-zalo",
    "reports-zalo-greeting",
    "reports-zalo-nothing",
    "reports-zalo-all",
    "reports-zalo-days",
    "reports-zalo-one-touch",
    "reports-zalo-left",
    "reports-zalo-last",
    "reports-zalo-invite",
    "reports-zalo-at",
    "reports-zalo-thanks",
];
const PORTAL: Keys = [
    "reports-portal",
    "reports-portal-greeting",
    "reports-portal-nothing",
    "reports-portal-all",
    "reports-portal-days",
    "reports-portal-one-touch",
    "reports-portal-left",
    "reports-portal-last",
    "reports-portal-invite",
    "reports-portal-at",
    "reports-portal-thanks",
];

/// The text, its sentences on lines that end as editors on Windows expect it.
#[must_use]
pub fn spoken(report: &Report, text: SpokenText, words: &Words) -> String {
    let keys = match text {
        SpokenText::Loudspeaker => LOUDSPEAKER,
        SpokenText::Zalo => ZALO,
        SpokenText::Portal => PORTAL,
    };
    let [title, greeting, nothing, all, days, one_touch, left, last, invite, at, thanks] = keys;
    let values = values(report, words);
    let mut lines = Vec::new();
    // Sent off by mistake, a rehearsal's figures would be taken for the contest's.
    if report.is_trial {
        lines.push("reports-trial");
    }
    lines.extend([title, greeting]);
    if report.is_open() || report.total.registered + report.total.one_touch == 0 {
        lines.push(nothing);
    } else {
        lines.push(all);
        // Of the whole contest both sentences would be the same.
        lines.extend((!report.period.is_whole && !report.days.is_empty()).then_some(days));
        lines.extend((report.total.one_touch > 0).then_some(one_touch));
        lines.extend((unfinished(report) > 0 && days_left(report).is_some()).then_some(left));
    }
    if days_left(report).is_some() {
        lines.extend((!report.is_demo).then_some(last));
        lines.push(invite);
    }
    lines.extend([at, thanks]);
    let lines: Vec<String> = lines.into_iter().map(|key| words.with(key, &values)).collect();
    lines.join("\r\n") + "\r\n"
}

fn unfinished(report: &Report) -> i64 {
    report.total.registered - report.total.finished
}

/// Days until the contest closes, today among them; none where it has not begun or is over.
fn days_left(report: &Report) -> Option<i64> {
    let (opens, closes) = report.window?;
    let today = report.at.date();
    (opens..=closes).contains(&today).then(|| (closes - today).num_days() + 1)
}

fn values(report: &Report, words: &Words) -> Vec<(&'static str, Value<'static>)> {
    let total = &report.total;
    let place = place_name(report, words);
    let title = match &report.parts {
        ReportParts::Unit { unit, .. } => plain(&unit_title(words, unit)),
        ReportParts::City { .. } => words.get("reports-city-title").into_owned(),
    };
    let rate = hundredths(total.valid, report.population.0).map_or_else(|| "–".to_owned(), |rate| words.share(rate));
    vec![
        ("place", place.into()),
        ("title", title.into()),
        ("contest", contest_name(report).into()),
        ("period", period_text(&report.period, words).into()),
        ("registered", n(words, total.registered)),
        ("finished", n(words, total.finished)),
        ("valid", n(words, total.valid)),
        ("took_part", n(words, total.took_part())),
        ("rate", rate.into()),
        ("new_registered", n(words, report.reached.registered)),
        ("new_valid", n(words, report.reached.valid)),
        ("left", n(words, unfinished(report))),
        ("days", number(words, days_left(report).unwrap_or(0)).into()),
        ("closes", report.window.map(|(_, closes)| words.date(closes)).unwrap_or_default().into()),
        ("at", words.moment(report.at).into()),
        ("clock", words.clock(report.at).into()),
        ("date", words.date(report.at.date()).into()),
    ]
}
