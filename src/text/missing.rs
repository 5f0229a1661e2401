use super::Words;
use crate::domain::{Missing, TopicId};

/// What an entry still lacks, in words that begin a line or stand in a list.
#[must_use]
pub fn missing_part(words: &Words, missing: &Missing) -> String {
    match missing {
        Missing::PersonalData => words.get("award-missing-data").into_owned(),
        Missing::Topics(topics) => {
            let list: Vec<String> = topics.iter().copied().map(TopicId::number).map(|one| one.to_string()).collect();
            words.with("award-missing-topics", &[("list", list.join(", ").into())])
        }
        Missing::Test => words.get("award-missing-test").into_owned(),
        Missing::Message => words.get("award-missing-message").into_owned(),
    }
}
