//! What `import` and `export` share: names of formats, places and remarks in words.

use super::{office_remark::office_remark, reading_remark::reading_remark};
use crate::{
    exchange::{Format, Location, Remark, RemarkKind},
    notices::legible,
    text::{Value, Words},
};
use clap::ValueEnum;

/// A format as it is named on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Named {
    Gift,
    Aiken,
    Csv,
    Xlsx,
    Moodle,
    Docx,
    Text,
}

/// A format that can be written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Writable {
    Gift,
    Aiken,
    Csv,
    Xlsx,
    Moodle,
}

impl Writable {
    /// Name of the file in a folder that somebody named.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Gift => "cau-hoi.gift",
            Self::Aiken => "cau-hoi.txt",
            Self::Csv => "cau-hoi.csv",
            Self::Xlsx => "cau-hoi.xlsx",
            Self::Moodle => "cau-hoi.xml",
        }
    }
}

impl From<Writable> for Format {
    fn from(named: Writable) -> Self {
        match named {
            Writable::Gift => Self::Gift,
            Writable::Aiken => Self::Aiken,
            Writable::Csv => Self::Csv,
            Writable::Xlsx => Self::Xlsx,
            Writable::Moodle => Self::MoodleXml,
        }
    }
}

impl From<Named> for Format {
    fn from(named: Named) -> Self {
        match named {
            Named::Gift => Self::Gift,
            Named::Aiken => Self::Aiken,
            Named::Csv => Self::Csv,
            Named::Xlsx => Self::Xlsx,
            Named::Moodle => Self::MoodleXml,
            Named::Docx => Self::Docx,
            Named::Text => Self::Text,
        }
    }
}

/// `dòng 12`, `trang tính «Sheet1», dòng 3`; nothing for the file as a whole.
pub fn place_text(words: &Words, place: &Location) -> String {
    match place {
        Location::Whole => words.get("exchange-place-whole").into_owned(),
        Location::Line(line) => words.with("exchange-place-line", &[("line", number(*line))]),
        Location::Row { sheet, row } => {
            let sheet = legible(sheet);
            words.with("exchange-place-row", &[("sheet", sheet.as_str().into()), ("row", number(*row))])
        }
        Location::Paragraph(paragraph) => words.with("exchange-place-paragraph", &[("paragraph", number(*paragraph))]),
        Location::Question { number: count, line } => {
            words.with("exchange-place-question", &[("number", number(*count)), ("line", number(*line))])
        }
    }
}

/// Where a remark's question is, by its own number where that is known: `Câu 6 (đoạn 28)`.
pub fn remark_place(words: &Words, remark: &Remark) -> String {
    let place = place_text(words, &remark.place);
    match remark.question {
        None => place,
        Some(count) => {
            words.with("exchange-place-numbered", &[("number", number(count)), ("place", place.as_str().into())])
        }
    }
}

/// What was found, and what to do.
pub fn remark_text(words: &Words, remark: &Remark) -> (String, String) {
    let known = reading_remark(&remark.what).or_else(|| office_remark(&remark.what));
    let (key, value) = known.unwrap_or_else(|| remark_key(&remark.what));
    let value = match &remark.what {
        RemarkKind::Media(what) => Some(words.get(media_key(what)).into_owned()),
        // else: values of other remarks are shown unchanged
        _ => value,
    };
    let value = value.map(|value| legible(&value.chars().take(80).collect::<String>())).unwrap_or_default();
    let second = match &remark.what {
        RemarkKind::WrongValue { column, .. } => legible(column),
        RemarkKind::AlreadyThere { id, .. } => id.clone(),
        RemarkKind::KeyRow { numbers, .. } => numbers.to_string(),
        RemarkKind::NotSingleChoice(kind) => words.get(kind_key(kind)).into_owned(),
        // else: other remarks quote one value at most
        _ => String::new(),
    };
    let values = [("value", Value::from(value.as_str())), ("name", Value::from(second.as_str()))];
    (words.with(key, &values), words.advice(key, &values))
}

fn number(number: u32) -> Value<'static> {
    usize::try_from(number).unwrap_or(usize::MAX).into()
}

/// A message and the one value it may quote.
fn remark_key(kind: &RemarkKind) -> (&'static str, Option<String>) {
    let count = |number: usize| Some(number.to_string());
    match kind {
        RemarkKind::Syntax { .. } => ("exchange-syntax", None),
        RemarkKind::FileTooLarge { most, .. } => ("exchange-file-too-large", Some((most >> 20).to_string())),
        RemarkKind::TooManyItems { most } => ("exchange-too-many-items", count(*most)),
        RemarkKind::Encoding => ("exchange-encoding", None),
        RemarkKind::EncodingGuessed(name) => ("exchange-encoding-guessed", Some((*name).to_owned())),
        RemarkKind::NotSingleChoice(_) => ("exchange-not-single-choice", None),
        RemarkKind::SeveralRight => ("exchange-several-right", None),
        RemarkKind::NoRight => ("exchange-no-right", None),
        RemarkKind::Weights => ("exchange-weights", None),
        RemarkKind::OptionCount(found) => ("exchange-option-count", count(*found)),
        RemarkKind::NoStem => ("exchange-no-stem", None),
        RemarkKind::Media(_) => ("exchange-media", None),
        RemarkKind::KeyConflict => ("exchange-key-conflict", None),
        RemarkKind::UnknownLevel(level) => ("exchange-unknown-level", Some(level.clone())),
        RemarkKind::WrongValue { value, .. } => ("exchange-wrong-value", Some(value.clone())),
        RemarkKind::AlreadyThere { name, .. } => ("exchange-already-there", Some(name.clone())),
        RemarkKind::SameAsThere { count: found } => ("exchange-same-as-there", count(*found)),
        RemarkKind::NothingFound => ("exchange-nothing-found", None),
        RemarkKind::TooManyRemarks { listed } => ("exchange-too-many-remarks", count(*listed)),
        RemarkKind::OldFont(font) => ("exchange-old-font", Some((*font).to_owned())),
        RemarkKind::MissingColumn(head) => ("exchange-missing-column", Some((*head).to_owned())),
        RemarkKind::ColumnTwice(head) => ("exchange-column-twice", Some(head.clone())),
        RemarkKind::UnknownColumn(head) => ("exchange-unknown-column", Some(head.clone())),
        RemarkKind::EmptyOption => ("exchange-empty-option", None),
        RemarkKind::Braces => ("exchange-braces", None),
        RemarkKind::Quote => ("exchange-quote", None),
        RemarkKind::Markup => ("exchange-markup", None),
        RemarkKind::Feedback => ("exchange-feedback", None),
        RemarkKind::MissingWord => ("exchange-missing-word", None),
        RemarkKind::QuestionTooLong { most } => ("exchange-question-too-long", Some((most >> 10).to_string())),
        RemarkKind::WrongTag => ("exchange-wrong-tag", None),
        RemarkKind::StrayLine => ("exchange-stray-line", None),
        RemarkKind::OptionOrder => ("exchange-option-order", None),
        RemarkKind::KeyRow { letters, .. } => ("exchange-key-row", count(*letters)),
        RemarkKind::KeyWithoutQuestion(number) => ("exchange-key-without-question", Some(number.clone())),
        // else: `office_remark` and `reading_remark` word all others
        _ => ("exchange-syntax", None),
    }
}

/// The name of a kind of question that has no place here.
fn kind_key(kind: &str) -> &'static str {
    match kind {
        "numerical" | "numeric" => "exchange-kind-numerical",
        "matching" => "exchange-kind-matching",
        "truefalse" => "exchange-kind-true-false",
        "shortanswer" => "exchange-kind-short-answer",
        "essay" => "exchange-kind-essay",
        "description" => "exchange-kind-description",
        "multichoice single=false" => "exchange-kind-several",
        "cloze" | "multianswer" => "exchange-kind-cloze",
        _ => "exchange-kind-other",
    }
}

/// The name of what a terminal cannot show.
fn media_key(what: &str) -> &'static str {
    match what {
        "img" | "picture" | "image" | "drawing" | "svg" | "canvas" | "source" => "exchange-media-picture",
        "audio" => "exchange-media-sound",
        "video" => "exchange-media-video",
        "formula" | "TeX" | "math" => "exchange-media-formula",
        "symbol" => "exchange-media-symbol",
        "sup/sub" | "sup" | "sub" => "exchange-media-raised",
        "file" => "exchange-media-file",
        "table" => "exchange-media-table",
        _ => "exchange-media-object",
    }
}
