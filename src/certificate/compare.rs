//! Which fields of a statement a text or another file does not show.

use super::{Statement, pdf_text::shown_text};
use crate::text::{Language, Words};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization as _;

/// A field that is shown on a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedField {
    /// Its number.
    Number,
    /// Full name.
    Name,
    /// Birth.
    Birth,
    /// Residence.
    Residence,
    /// Title of the contest.
    Contest,
    /// Organiser.
    Organiser,
    /// A topic.
    Topics,
    /// Who signs.
    Signers,
    /// Place and day of issue.
    Date,
    /// Number of the station's slip.
    Slip,
}

/// How a file that is not the page differs from it, as far as its text can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileDifference {
    /// These fields are not there as they are stated.
    Fields(Vec<StatedField>),
    /// Every field is there, and other words are missing or too many.
    OtherWords,
    /// The text is the same: another program has saved the file again, or something that is no text was changed.
    SameWords,
    /// No text of a certificate can be read in it.
    Unread,
}

/// How a file differs from the page that follows from its statement.
#[must_use]
pub fn file_difference(file: &[u8], page: &[u8], statement: &Statement) -> FileDifference {
    let (Some(found), Some(drawn)) = (shown_text(file), shown_text(page)) else { return FileDifference::Unread };
    let Some(missing) = missing_in(&found, statement) else { return FileDifference::Unread };
    if !missing.is_empty() {
        return FileDifference::Fields(missing);
    }
    let (found, drawn) = (plain(&found), plain(&drawn));
    // Others draw in another order; their letters are as many.
    if letters(&found) == letters(&drawn) {
        return FileDifference::SameWords;
    }
    match grown(&drawn, &found, statement) {
        Some(field) => FileDifference::Fields(vec![field]),
        None => FileDifference::OtherWords,
    }
}

/// The field to which something was added, where that is all that was changed.
fn grown(drawn: &str, found: &str, statement: &Statement) -> Option<StatedField> {
    let same = drawn.chars().zip(found.chars()).take_while(|(one, other)| one == other);
    let same: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    if found.len() <= drawn.len() || !found.get(same..)?.ends_with(drawn.get(same..)?) {
        return None;
    }
    let is_there = |text: &String| drawn.find(text).is_some_and(|from| from < same && same <= from + text.len());
    let mut fields = shown_fields(statement).into_iter();
    fields.find(|(_, texts)| texts.iter().any(is_there)).map(|(field, _)| field)
}

/// How often each letter is there.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in text.chars() {
        *counts.entry(letter).or_default() += 1;
    }
    counts
}

/// The fields that a text, copied from the page, does not show as the statement has them. `None` where it is nothing but a link, so that
/// there is nothing to compare.
#[must_use]
pub fn missing_in(text: &str, statement: &Statement) -> Option<Vec<StatedField>> {
    let text = plain(text);
    let is_there = |texts: &[String]| texts.iter().all(|wanted| text.contains(wanted));
    let fields: Vec<(StatedField, bool)> =
        shown_fields(statement).into_iter().map(|(field, texts)| (field, is_there(&texts))).collect();
    // A link alone has the number and some digits; words of the page it has none of.
    let words = [StatedField::Name, StatedField::Contest, StatedField::Organiser, StatedField::Residence];
    if !fields.iter().any(|(field, is_there)| *is_there && words.contains(field)) {
        return None;
    }
    Some(fields.into_iter().filter(|(_, is_there)| !is_there).map(|(field, _)| field).collect())
}

/// Each field with its texts as the page writes them out, plain: the small print has the number too, and digits of chance.
fn shown_fields(statement: &Statement) -> Vec<(StatedField, Vec<String>)> {
    let words = Words::new(Language::Vietnamese);
    let number = |key: &str, number: &str| words.with(key, &[("number", number.into())]);
    let issued = [("place", statement.place.as_str().into()), ("date", words.long_date(statement.date).into())];
    let signers = statement.signers.iter().flat_map(|one| [one.title.clone(), one.name.clone()]);
    let fields = [
        (StatedField::Number, vec![number("final-number", &statement.number)]),
        (StatedField::Name, vec![statement.name.clone()]),
        (StatedField::Birth, vec![words.born(statement.birth)]),
        (StatedField::Residence, vec![statement.residence.clone()]),
        (StatedField::Contest, vec![statement.title.clone()]),
        (StatedField::Organiser, vec![statement.organiser.clone()]),
        (StatedField::Topics, statement.topics.clone()),
        (StatedField::Signers, signers.collect()),
        (StatedField::Date, vec![words.with("certificate-issued", &issued)]),
        (StatedField::Slip, statement.slip.iter().map(|slip| number("final-slip", slip)).collect()),
    ];
    fields.into_iter().map(|(field, texts)| (field, texts.iter().map(|text| plain(text)).collect())).collect()
}

/// Letters and digits alone, composed and in small letters: where lines were cut and how things are set does not matter.
fn plain(text: &str) -> String {
    text.nfc().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
