//! What a village hears of an evening: a text to read out over its loudspeakers, and one for its group on Zalo.

use super::Trial;
use crate::{
    domain::{Date, Window},
    text::{Value, Words},
};
use chrono::Datelike as _;

/// An evening as its village is to hear of it. Sums alone: nobody's name and nobody's score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Title of the contest.
    pub contest: String,
    /// The village, as its people write it.
    pub village: String,
    /// Place of the station.
    pub station: String,
    /// Number to ask at.
    pub hotline: String,
    /// Day of the evening.
    pub date: Date,
    /// How long the contest still takes.
    pub window: Window,
    /// Its last day.
    pub closes: Date,
    /// People who were registered today, and in all.
    pub registered: [usize; 2],
    /// People whose entries became valid today, and in all.
    pub finished: [usize; 2],
    /// People who are registered and have not finished.
    pub unfinished: usize,
    /// Nothing of it counts.
    pub trial: Option<Trial>,
}

/// The two texts with their headings, lines ending as editors on Windows expect it.
#[must_use]
pub fn announcement(evening: &Announcement, words: &Words) -> String {
    let mut lines = Vec::new();
    // Sent off by mistake, a rehearsal's figures would be taken for the contest's.
    if let Some(trial) = evening.trial {
        lines.extend([words.get(trial.remark()).into_owned(), String::new()]);
    }
    for [title, greeting, today, none, all, left, last, invite, ask, thanks] in [LOUDSPEAKER, GROUP] {
        let is_nothing_new = evening.registered[0] + evening.finished[0] == 0;
        let days = match evening.window {
            Window::Open { days } => Some(days),
            Window::Before { .. } | Window::After => None,
        };
        let mut keys = vec![title, greeting, if is_nothing_new { none } else { today }, all];
        keys.extend((evening.unfinished > 0 && days.is_some()).then_some(left));
        keys.extend(days.is_some().then_some([last, invite]).into_iter().flatten());
        keys.extend([ask, thanks]);
        let values = values(evening, days.unwrap_or(0));
        lines.extend(keys.into_iter().map(|key| words.with(key, &values)));
        lines.push(String::new());
    }
    lines.join("\r\n")
}

type Keys = [&'static str; 10];

const LOUDSPEAKER: Keys = [
    "announce-loud",
    "announce-loud-greeting",
    "announce-loud-today",
    "announce-loud-none",
    "announce-loud-all",
    "announce-loud-left",
    "announce-loud-last",
    "announce-loud-invite",
    "announce-loud-ask",
    "announce-loud-thanks",
];
const GROUP: Keys = [
    "announce-group",
    "announce-group-greeting",
    "announce-group-today",
    "announce-group-none",
    "announce-group-all",
    "announce-group-left",
    "announce-group-last",
    "announce-group-invite",
    "announce-group-ask",
    "announce-group-thanks",
];

fn values(evening: &Announcement, days: u32) -> Vec<(&'static str, Value<'_>)> {
    let date = |date: Date| format!("{}/{}/{}", date.day(), date.month(), date.year());
    let [registered, registered_all] = evening.registered;
    let [finished, finished_all] = evening.finished;
    vec![
        ("contest", evening.contest.as_str().into()),
        ("village", evening.village.as_str().into()),
        ("station", evening.station.as_str().into()),
        ("hotline", evening.hotline.as_str().into()),
        ("day", evening.date.day().to_string().into()),
        ("month", evening.date.month().to_string().into()),
        ("year", evening.date.year().to_string().into()),
        ("date", date(evening.date).into()),
        ("closes", date(evening.closes).into()),
        ("days", days.into()),
        ("registered", registered.into()),
        ("registered_all", registered_all.into()),
        ("finished", finished.into()),
        ("finished_all", finished_all.into()),
        ("unfinished", evening.unfinished.into()),
    ]
}
