//! Head and foot of an office's documents, in the form of Nghị định 30/2020/NĐ-CP. Number, sign and signer are left to be filled in:
//! nobody has them but the office.

use crate::{
    domain::{Date, Unit},
    exchange::{Block, Look, Paragraph},
    text::{Words, plain, unit_title},
};
use chrono::Datelike;

/// Office that issues a document.
pub(super) enum Office<'o> {
    /// People's committee of a unit.
    Unit(&'o Unit),
    /// The contest's centre, by its name.
    City(&'o str),
}

/// The head: nation and motto beside the office, number beside place and day.
pub(super) fn head(office: &Office<'_>, date: Date, number: &str, words: &Words) -> Block {
    let line = |look: Look, text: String| Paragraph::new(look, text);
    let (mut left, place) = match office {
        Office::Unit(unit) => (
            vec![
                line(Look::AgencyName, words.get("reports-committee").into_owned()),
                line(Look::Agency, plain(&unit_title(words, unit)).to_uppercase()),
            ],
            plain(&unit.name),
        ),
        Office::City(name) => (
            vec![
                line(Look::Superior, words.get("reports-committee").into_owned()),
                line(Look::Superior, words.get("reports-city-upper").into_owned()),
                line(Look::Agency, plain(name).to_uppercase()),
            ],
            words.get("reports-city-place").into_owned(),
        ),
    };
    left.push(line(Look::Number, words.get(number).into_owned()));
    let right = vec![
        line(Look::Nation, words.get("reports-nation").into_owned()),
        line(Look::Motto, words.get("reports-motto").into_owned()),
        line(Look::PlaceDate, paper_date(&place, date, words)),
    ];
    Block::Sides([left, right])
}

/// The place and day at the top of a paper.
#[must_use]
pub fn paper_date(place: &str, date: Date, words: &Words) -> String {
    let month = date.month();
    let values = [
        ("place", place.into()),
        ("day", format!("{:02}", date.day()).into()),
        // Of the months only the first two have a nought before them.
        ("month", if month < 3 { format!("{month:02}") } else { month.to_string() }.into()),
        ("year", date.year().to_string().into()),
    ];
    words.with("commune-paper-date", &values)
}

/// The foot: whom copies go to, and the place to sign.
pub(super) fn foot(office: &Office<'_>, copies: &[&str], words: &Words) -> Block {
    let mut left = vec![Paragraph::new(Look::CopiesHead, words.get("reports-copies").into_owned())];
    left.extend(copies.iter().map(|key| Paragraph::new(Look::Copies, words.get(key).into_owned())));
    let mut right = Vec::new();
    match office {
        Office::Unit(_) => {
            right.push(Paragraph::new(Look::Signer, words.get("reports-sign-committee").into_owned()));
            right.push(Paragraph::new(Look::Signer, words.get("reports-sign-chair").into_owned()));
        }
        Office::City(_) => right.push(Paragraph::new(Look::Signer, words.get("reports-sign-head").into_owned())),
    }
    right.push(Paragraph::new(Look::SignHow, words.get("reports-sign-how").into_owned()));
    right.push(Paragraph::new(Look::SignName, words.get("reports-sign-name").into_owned()));
    Block::Sides([left, right])
}
