use crate::text::{Language, Words};

/// Name of the station's place, as the first screen and slips show it; Vietnamese in every language.
#[must_use]
pub fn place_name(village: &str) -> String {
    Words::new(Language::Vietnamese).with("cli-place", &[("village", village.into())])
}
