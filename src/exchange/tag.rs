use super::{Item, More, tidy::tidy_line};
use crate::domain::{Date, Level};
use serde::{Deserialize, Serialize};

/// What a comment line of ours begins with.
const MARK: &str = "tramso ";

/// What only we know of a question, as a line of a file that others pass over: `tramso {"v":1,"level":2,"fact":"A03"}`.
#[derive(Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tag {
    v: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fact: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lesson: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    checked: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    situation: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    negative: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<String>,
}

/// The tag line of a question; nothing when all of its fields are empty.
pub(super) fn written(item: &Item) -> Option<String> {
    let more = &item.more;
    let date = |day: Option<Date>| day.map(|day| day.format("%Y-%m-%d").to_string());
    let tag = Tag {
        v: 1,
        level: item.level.map(Level::number),
        fact: more.fact.clone(),
        lesson: more.lesson.clone(),
        source: more.source.clone(),
        checked: date(more.checked),
        until: date(more.until),
        situation: more.situation,
        negative: more.negative,
        group: more.group.clone(),
    };
    if tag == (Tag { v: 1, ..Tag::default() }) {
        return None;
    }
    serde_json::to_string(&tag).ok().map(|json| format!("{MARK}{json}"))
}

/// Whether a comment is one of ours.
pub(super) fn is_tag(comment: &str) -> bool {
    comment.trim_start().starts_with(MARK)
}

/// Reads the line back; false, and the question as it was, when it does not read.
pub(super) fn read_into(comment: &str, item: &mut Item) -> bool {
    let Some(tag) = comment.trim().strip_prefix(MARK).and_then(|json| serde_json::from_str::<Tag>(json).ok()) else {
        return false;
    };
    if tag.v != 1 {
        return false;
    }
    let level = match tag.level {
        None => None,
        Some(1) => Some(Level::Easy),
        Some(2) => Some(Level::Middle),
        Some(3) => Some(Level::Hard),
        Some(_) => return false,
    };
    let date = |stated: Option<String>| stated.map(|stated| Date::parse_from_str(&stated, "%Y-%m-%d")).transpose();
    let (Ok(checked), Ok(until)) = (date(tag.checked), date(tag.until)) else { return false };
    let line = |text: Option<String>| text.map(|text| tidy_line(&text)).filter(|text| !text.is_empty());
    item.level = level;
    item.more = More {
        fact: line(tag.fact),
        lesson: line(tag.lesson),
        source: line(tag.source),
        checked,
        until,
        situation: tag.situation,
        negative: tag.negative,
        group: line(tag.group),
    };
    true
}
