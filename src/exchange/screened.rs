//! What every format's questions pass before they are handed out: whole letters, no pictures in words.

use super::{
    Format, Import, Item, Remark, RemarkKind,
    markup::{Written, unmarked},
};
use crate::{
    content::{Damage, damage},
    domain::fold,
};

/// An import without the questions whose letters are damaged, or that hold pictures as text.
pub(super) fn screened(mut import: Import, format: Format) -> Import {
    // Moodle's formats distinguish what is markup and what is text.
    let is_marked = matches!(format, Format::Gift | Format::MoodleXml);
    let has_losses = import.items.iter().any(|item| damage_of(item) == Some(Damage::LostLetters));
    let mut out = Vec::new();
    for mut item in std::mem::take(&mut import.items) {
        let picture = || texts(&item).find_map(picture).filter(|_| !is_marked);
        let suspect = || (has_losses && is_suspect(&item)).then_some(RemarkKind::LostLetters);
        if let Some(what) = damage_of(&item).map(RemarkKind::from).or_else(picture).or_else(suspect) {
            let question = number(&item);
            out.push(Remark { place: item.place, question, left_out: true, what });
            continue;
        }
        if let Some(what) = twice(&item).map(RemarkKind::OptionTwice) {
            let question = number(&item);
            out.push(Remark { place: item.place, question, left_out: true, what });
            continue;
        }
        if matches!(format, Format::Csv | Format::Xlsx) && texts(&item).any(is_page) {
            let lost = texts(&item).filter(|text| is_page(text)).find_map(|text| unmarked(text, Written::Html).1);
            if let Some(what) = lost.filter(|what| *what != RemarkKind::Markup) {
                out.push(Remark { place: item.place, question: None, left_out: true, what });
                continue;
            }
            let all = std::iter::once(&mut item.stem).chain(&mut item.options).chain(&mut item.why);
            all.filter(|text| is_page(text)).for_each(|text| *text = unmarked(text, Written::Html).0);
            out.push(Remark { place: item.place.clone(), question: None, left_out: false, what: RemarkKind::Markup });
        }
        import.items.push(item);
    }
    if !out.is_empty() {
        out.into_iter().for_each(|remark| import.remark(remark));
        import.remarks.sort_by(|a, b| a.place.cmp(&b.place));
    }
    import
}

/// An option that is there twice.
fn twice(item: &Item) -> Option<String> {
    let mut options = item.options.iter().enumerate();
    options
        .find(|(at, option)| item.options.iter().skip(at + 1).any(|other| other == *option))
        .map(|(_, one)| one.clone())
}

fn texts(item: &Item) -> impl Iterator<Item = &str> {
    std::iter::once(&item.stem).chain(&item.options).chain(&item.why).map(String::as_str)
}

fn damage_of(item: &Item) -> Option<Damage> {
    texts(item).chain(item.topic.as_deref()).find_map(damage)
}

/// Where other questions of the file have lost letters: a question mark that may be one.
fn is_suspect(item: &Item) -> bool {
    let goes_on = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words
            .windows(2)
            .any(|two| matches!(two, [one, next] if one.ends_with('?') && next.starts_with(char::is_lowercase)))
    };
    item.options.iter().any(|option| option.ends_with('?')) || texts(item).any(goes_on)
}

/// A picture, as pages and notes write it.
fn picture(text: &str) -> Option<RemarkKind> {
    let small = text.to_ascii_lowercase();
    let tag = |name: &str| {
        small.match_indices(name).any(|(at, _)| {
            let inside = small.get(at..).and_then(|rest| rest.split('>').next()).unwrap_or_default();
            inside.contains("src") && inside.contains('=')
        })
    };
    let noted =
        text.split_once("![").and_then(|(_, rest)| rest.split_once("](")).is_some_and(|(_, rest)| rest.contains(')'));
    let what = match () {
        () if tag("<img") || noted || small.contains("data:image/") || small.contains("@@pluginfile@@") => "img",
        () if tag("<audio") => "audio",
        () if tag("<video") || tag("<iframe") => "video",
        () => return None,
    };
    Some(RemarkKind::Media(what.to_owned()))
}

/// Whether a cell holds a piece of a web page, as sites write it into their sheets.
fn is_page(text: &str) -> bool {
    let trimmed = text.trim();
    let is_wrapped = ["p", "div", "span"]
        .iter()
        .any(|name| trimmed.starts_with(&format!("<{name}>")) || trimmed.starts_with(&format!("<{name} ")));
    is_wrapped && trimmed.ends_with('>') && trimmed.contains("</") || trimmed.contains("&nbsp;")
}

/// `Câu 6` is 6.
fn number(item: &Item) -> Option<u32> {
    let (word, number) = item.name.as_deref()?.split_once(' ')?;
    number.parse().ok().filter(|_| fold(word) == "cau")
}
