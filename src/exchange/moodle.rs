//! Moodle XML, the format in which Moodle keeps everything that a question has.

use super::{
    Import, Item, Location, MOST_ITEMS, More, Remark, RemarkKind,
    html::{Plain, STRUCK, plain},
    markup::{Written, unmarked},
    tidy::{Unseen, tidy, tidy_line},
    xml::{Element, Step, Xml, XmlFault, decoded, escaped},
};
use crate::domain::{Date, Level};
use std::fmt::Write;

/// Where Moodle's categories hang.
const ROOT: &str = "$course$/top";
/// Longest id that Moodle's table holds, in characters.
const LONGEST_ID: usize = 100;
/// Length of a name made of the question itself; Moodle takes none without.
const NAME_LENGTH: usize = 60;

/// Reads single choices; every other kind of question is named in a remark.
pub(super) fn import(bytes: &[u8]) -> Import {
    let Some(text) = decoded(bytes) else { return Import::refused(RemarkKind::Encoding) };
    let mut found = Import::default();
    if let Err(fault) = questions(&text, &mut found) {
        // What comes before the fault is not taken either: half a file is no import.
        found = Import::default();
        found.leave_out(Location::Line(fault.line), fault.what);
    }
    found
}

fn questions(text: &str, found: &mut Import) -> Result<(), XmlFault> {
    let mut xml = Xml::new(text);
    let (mut number, mut topic, mut in_quiz) = (0, None, false);
    while let Some(step) = xml.step()? {
        let Step::Start(start) = step else { continue };
        if !in_quiz {
            in_quiz = true;
            if start.name != "quiz" {
                return Err(XmlFault { line: start.line, what: RemarkKind::OtherFormat("not-moodle") });
            }
            continue;
        }
        if start.name != "question" {
            xml.skip()?;
            continue;
        }
        let question = xml.element(start)?;
        if question.attribute("type") == Some("category") {
            topic = category(&question);
            continue;
        }
        number += 1;
        let place = Location::Question { number, line: question.line };
        if found.items.len() == MOST_ITEMS {
            found.leave_out(place, RemarkKind::TooManyItems { most: MOST_ITEMS });
            return Ok(());
        }
        let unseen = unseen(&question);
        if unseen != Unseen::default() {
            found.mention_dropped(
                place.clone(),
                unseen.control.map_or(RemarkKind::UnseenSigns, RemarkKind::ControlSign),
            );
        }
        let mut remarks = Vec::new();
        let item = item(&question, &place, topic.clone(), &mut remarks);
        for what in remarks {
            found.remark(Remark { place: place.clone(), question: None, left_out: item.is_none(), what });
        }
        if let Some(item) = item {
            found.add(item);
        }
        if found.is_full() {
            return Ok(());
        }
    }
    if number == 0 && in_quiz {
        found.leave_out(Location::Whole, RemarkKind::NothingFound);
    }
    if in_quiz { Ok(()) } else { Err(xml.fault(RemarkKind::OtherFormat("not-moodle"))) }
}

/// What nobody sees in the texts of a question.
fn unseen(part: &Element) -> Unseen {
    let inner = part.children.iter().map(unseen);
    inner.fold(Unseen::of(&part.text), |all, one| Unseen {
        some: all.some || one.some,
        control: all.control.or(one.control),
    })
}

/// The category that the following questions are in: below the course, with `//` for a slash of a name.
fn category(question: &Element) -> Option<String> {
    let written = &question.child("category")?.child("text")?.text;
    let path = written.trim();
    let path = match path.split_once("$/") {
        Some((root, below)) if root.starts_with('$') => below,
        _ => path,
    };
    let path = path.strip_prefix("top/").or_else(|| (path == "top").then_some("")).unwrap_or(path);
    Some(tidy_line(&path.replace("//", "/"))).filter(|path| !path.is_empty())
}

fn item(question: &Element, place: &Location, topic: Option<String>, remarks: &mut Vec<RemarkKind>) -> Option<Item> {
    let kind = question.attribute("type").unwrap_or_default();
    if kind != "multichoice" {
        remarks.push(RemarkKind::NotSingleChoice(kind.chars().take(60).collect()));
        return None;
    }
    let single = question.child("single").map_or("true", |single| single.text.trim());
    if !matches!(single, "true" | "1") {
        remarks.push(RemarkKind::NotSingleChoice("multichoice single=false".to_owned()));
        return None;
    }
    let mut reading = Reading { media: Vec::new(), feedback: false, lost: false, weighted: false };
    reading.old_picture(question);
    let stem = reading.text(question.child("questiontext"));
    let why = reading.text(question.child("generalfeedback"));
    let options = reading.options(question, remarks);
    if stem.is_empty() && reading.media.is_empty() {
        remarks.push(RemarkKind::NoStem);
    }
    let lost = |what: String| if what == STRUCK { RemarkKind::Struck } else { RemarkKind::Media(what) };
    remarks.extend(reading.media.into_iter().map(lost));
    if !remarks.is_empty() {
        return None;
    }
    let mut item = Item {
        place: place.clone(),
        name: name(question, &stem),
        topic,
        stem,
        options: options?,
        why: Some(why).filter(|why| !why.is_empty()),
        ..Item::default()
    };
    let tags = question.child("tags").map(|tags| tags.all("tag").collect::<Vec<_>>()).unwrap_or_default();
    for tag in tags {
        let text = tag.child("text").map(|text| tidy_line(&text.text)).unwrap_or_default();
        if let Some((key, value)) = text.split_once(':') {
            if !tagged(&mut item, key, value) {
                remarks.push(RemarkKind::WrongTag);
            }
        } else {
            item.more.situation |= text == "tinh-huong";
            item.more.negative |= text == "phu-dinh";
        }
    }
    if reading.lost {
        remarks.push(RemarkKind::Markup);
    }
    if reading.weighted {
        remarks.push(RemarkKind::PartMarks);
    }
    if reading.feedback {
        remarks.push(RemarkKind::Feedback);
    }
    if question.child("hint").is_some() {
        remarks.push(RemarkKind::Hints);
    }
    Some(item)
}

/// The id that was given to a question, or its name, unless Moodle's demand for one made it out of the question's beginning.
fn name(question: &Element, stem: &str) -> Option<String> {
    let id = question.child("idnumber").map(|id| tidy_line(&id.text)).filter(|id| !id.is_empty());
    id.or_else(|| {
        let name = question.child("name")?.child("text").map(|name| tidy_line(&name.text))?;
        (!name.is_empty() && !tidy_line(stem).starts_with(&name)).then_some(name)
    })
}

struct Reading {
    media: Vec<String>,
    /// An answer has its own feedback.
    feedback: bool,
    /// Marks of a text did not come along.
    lost: bool,
    /// Wrong answers have part of the marks, or less than none.
    weighted: bool,
}

impl Reading {
    /// A picture as Moodle 1 kept it, beside the question's text.
    fn old_picture(&mut self, question: &Element) {
        let is_there = |name| question.child(name).is_some_and(|child| !child.text.trim().is_empty());
        if is_there("image") || is_there("image_base64") || question.child("file").is_some() {
            self.media.push("image".to_owned());
        }
    }

    /// The text of a part by its own format; its files are noted.
    fn text(&mut self, part: Option<&Element>) -> String {
        let Some(part) = part else { return String::new() };
        let text = part.child("text").map_or(part.text.as_str(), |text| text.text.as_str());
        let has_file =
            part.child("file").is_some() || part.child("image").is_some_and(|image| !image.text.trim().is_empty());
        let mut read = match part.attribute("format") {
            Some("plain_text" | "2") => Plain { text: tidy(text), media: Vec::new() },
            Some("markdown" | "4") => self.markdown(text),
            _ => plain(text),
        };
        if has_file && read.media.is_empty() {
            read.media.push("file".to_owned()); // otherwise it is the picture that the text shows
        }
        for what in read.media {
            if !self.media.contains(&what) {
                self.media.push(what);
            }
        }
        read.text
    }

    /// A text in Markdown, which may hold HTML.
    fn markdown(&mut self, text: &str) -> Plain {
        match unmarked(text, Written::Markdown) {
            (_, Some(RemarkKind::Media(what))) => Plain { text: String::new(), media: vec![what] },
            _ if text.contains("~~") => Plain { text: String::new(), media: vec![STRUCK.to_owned()] },
            // else: other remarks leave the text as it is
            (bare, lost) => {
                self.lost |= lost.is_some();
                plain(&bare.replace('\n', "<br>"))
            }
        }
    }

    /// The answers, the right one first; nothing and a remark where they are no single choice.
    fn options(&mut self, question: &Element, remarks: &mut Vec<RemarkKind>) -> Option<Vec<String>> {
        let (mut right, mut wrong, mut part) = (Vec::new(), Vec::new(), 0);
        for answer in question.all("answer") {
            let text = self.text(Some(answer));
            self.feedback |= answer.child("feedback").is_some_and(|part| !Self::plain_text(part).is_empty());
            match answer.attribute("fraction").unwrap_or("0").trim().parse::<f64>() {
                Ok(100.0) => right.push(text),
                Ok(0.0) => wrong.push(text),
                Ok(weight) => {
                    part += usize::from(weight > 0.0);
                    self.weighted = true;
                    wrong.push(text);
                }
                Err(_) => {
                    remarks.push(RemarkKind::Weights);
                    return None;
                }
            }
        }
        let fault = match () {
            () if right.len() > 1 || right.is_empty() && part > 1 => RemarkKind::SeveralRight,
            () if right.is_empty() && part == 1 => RemarkKind::Weights,
            () if right.is_empty() => RemarkKind::NoRight,
            () if wrong.is_empty() => RemarkKind::OptionCount(1),
            () if self.media.is_empty() && right.iter().chain(&wrong).any(String::is_empty) => RemarkKind::EmptyOption,
            () => return Some(right.into_iter().chain(wrong).collect()),
        };
        remarks.push(fault);
        None
    }

    fn plain_text(part: &Element) -> String {
        part.child("text").map(|text| plain(&text.text).text).unwrap_or_default()
    }
}

/// Reads one of our own tags, or remarks that it cannot be read.
fn tagged(item: &mut Item, key: &str, value: &str) -> bool {
    let more = &mut item.more;
    let date = || Date::parse_from_str(value, "%Y-%m-%d").ok();
    let text = || Some(value.to_owned()).filter(|value| !value.is_empty());
    match key {
        "muc-do" => is_some(&mut item.level, level(value)),
        "kiem-tra" => is_some(&mut more.checked, date()),
        "het-han" => is_some(&mut more.until, date()),
        "du-kien" => is_some(&mut more.fact, text()),
        "bai" => is_some(&mut more.lesson, text()),
        "nguon" => is_some(&mut more.source, text()),
        "nhom" => is_some(&mut more.group, text()),
        _ => true, // somebody else's tag
    }
}

fn is_some<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    *slot = value;
    slot.is_some()
}

fn level(value: &str) -> Option<Level> {
    match value {
        "1" => Some(Level::Easy),
        "2" => Some(Level::Middle),
        "3" => Some(Level::Hard),
        _ => None,
    }
}

/// Writes questions as Moodle reads them, in plain text, so that nothing in them is read as markup.
pub(super) fn export(items: &[Item]) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
    let mut topic = &None;
    for item in items {
        if item.topic != *topic {
            topic = &item.topic;
            let path = topic.as_ref().map_or(ROOT.to_owned(), |topic| format!("{ROOT}/{}", topic.replace('/', "//")));
            let path = escaped(&path);
            put(
                &mut out,
                format_args!(
                    "  <question type=\"category\">\n    <category><text>{path}</text></category>\n  </question>\n"
                ),
            );
        }
        question(&mut out, item);
    }
    out.push_str("</quiz>\n");
    out.into_bytes()
}

fn question(out: &mut String, item: &Item) {
    let made: String = item.stem.chars().take(NAME_LENGTH).collect();
    let name = escaped(item.name.as_deref().unwrap_or(&made));
    let id = item.name.as_ref().filter(|name| name.chars().count() <= LONGEST_ID).map(|name| escaped(name));
    let (stem, why) = (escaped(&item.stem), escaped(item.why.as_deref().unwrap_or_default()));
    put(out, format_args!("  <question type=\"multichoice\">\n    <name><text>{name}</text></name>\n"));
    put(out, format_args!("    <questiontext format=\"plain_text\"><text>{stem}</text></questiontext>\n"));
    put(out, format_args!("    <generalfeedback format=\"plain_text\"><text>{why}</text></generalfeedback>\n"));
    out.push_str(
        "    <defaultgrade>1.0000000</defaultgrade>\n    <penalty>0.3333333</penalty>\n    <hidden>0</hidden>\n",
    );
    put(out, format_args!("    <idnumber>{}</idnumber>\n", id.unwrap_or_default()));
    out.push_str("    <single>true</single>\n    <shuffleanswers>true</shuffleanswers>\n");
    out.push_str("    <answernumbering>ABCD</answernumbering>\n");
    for (index, option) in item.options.iter().enumerate() {
        let (fraction, option) = (if index == 0 { 100 } else { 0 }, escaped(option));
        put(out, format_args!("    <answer fraction=\"{fraction}\" format=\"plain_text\"><text>{option}</text>"));
        out.push_str("<feedback format=\"plain_text\"><text></text></feedback></answer>\n");
    }
    let tags = tags(item);
    if !tags.is_empty() {
        out.push_str("    <tags>\n");
        for tag in tags {
            put(out, format_args!("      <tag><text>{}</text></tag>\n", escaped(&tag)));
        }
        out.push_str("    </tags>\n");
    }
    out.push_str("  </question>\n");
}

fn tags(item: &Item) -> Vec<String> {
    let More { fact, lesson, source, checked, until, situation, negative, group } = &item.more;
    let level = item.level.map(|level| level.number().to_string());
    let pairs = [
        ("muc-do", level),
        ("du-kien", fact.clone()),
        ("bai", lesson.clone()),
        ("nguon", source.clone()),
        ("kiem-tra", checked.map(|day| day.to_string())),
        ("het-han", until.map(|day| day.to_string())),
        ("nhom", group.clone()),
    ];
    let marks = [("tinh-huong", *situation), ("phu-dinh", *negative)];
    let pairs = pairs.into_iter().filter_map(|(key, value)| Some(format!("{key}:{}", value?)));
    pairs.chain(marks.into_iter().filter(|(_, is)| *is).map(|(mark, _)| mark.to_owned())).collect()
}

/// Writing to a text cannot fail.
fn put(out: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(what);
}
