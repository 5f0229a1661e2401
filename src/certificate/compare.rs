//! Which fields of a statement a text does not show.

use super::Statement;
use crate::{
    domain::Birth,
    text::{Language, Words},
};
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
    /// Day of issue.
    Date,
}

/// The fields that a text, copied from the page, does not show as the statement has them. `None` where it is nothing but a link, so that
/// there is nothing to compare.
#[must_use]
pub fn missing_in(text: &str, statement: &Statement) -> Option<Vec<StatedField>> {
    let text = plain(text);
    let has = |wanted: &str| text.contains(&plain(wanted));
    // Dates as the page writes them out.
    let words = Words::new(Language::Vietnamese);
    let birth = match statement.birth {
        Birth::Day(date) => has(&words.long_date(date)),
        Birth::Year(year) => has(&year.to_string()),
    };
    let fields = [
        (StatedField::Number, has(&statement.number)),
        (StatedField::Name, has(&statement.name)),
        (StatedField::Birth, birth),
        (StatedField::Residence, has(&statement.residence)),
        (StatedField::Contest, has(&statement.title)),
        (StatedField::Organiser, has(&statement.organiser)),
        (StatedField::Topics, statement.topics.iter().all(|topic| has(topic))),
        (StatedField::Signers, statement.signers.iter().all(|one| has(&one.title) && has(&one.name))),
        (StatedField::Date, has(&words.long_date(statement.date))),
    ];
    // A link alone has the number and some digits; words of the page it has none of.
    let words = [StatedField::Name, StatedField::Contest, StatedField::Organiser, StatedField::Residence];
    if !fields.iter().any(|(field, is_there)| *is_there && words.contains(field)) {
        return None;
    }
    Some(fields.into_iter().filter(|(_, is_there)| !is_there).map(|(field, _)| field).collect())
}

/// Letters and digits alone, composed and in small letters: where lines were cut and how things are set does not matter.
fn plain(text: &str) -> String {
    text.nfc().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
