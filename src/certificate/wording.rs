//! What differs, in words.

use super::{FileDifference, StatedField};
use crate::text::Words;

/// Name of a field.
#[must_use]
pub fn field_name(field: StatedField, words: &Words) -> String {
    let key = match field {
        StatedField::Number => "certify-field-number",
        StatedField::Name => "certify-field-name",
        StatedField::Birth => "certify-field-birth",
        StatedField::Residence => "certify-field-residence",
        StatedField::Contest => "certify-field-contest",
        StatedField::Topics => "certify-field-topics",
        StatedField::Organiser => "certify-field-organiser",
        StatedField::Signers => "certify-field-signers",
        StatedField::Date => "certify-field-date",
        StatedField::Slip => "certify-field-slip",
    };
    words.get(key).into_owned()
}

/// Names of fields, one after another.
#[must_use]
pub fn field_names(fields: &[StatedField], words: &Words) -> String {
    fields.iter().map(|field| field_name(*field, words)).collect::<Vec<_>>().join(", ")
}

/// How a file differs from the page.
#[must_use]
pub fn difference_note(difference: &FileDifference, words: &Words) -> String {
    match difference {
        FileDifference::Fields(fields) => {
            words.with("certify-note-other-fields", &[("fields", field_names(fields, words).into())])
        }
        FileDifference::OtherWords => words.get("certify-note-other-words").into_owned(),
        FileDifference::SameWords => words.get("certify-note-same-words").into_owned(),
        FileDifference::Unread => words.get("certify-note-unread").into_owned(),
    }
}
