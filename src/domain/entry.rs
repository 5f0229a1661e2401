use super::{Contest, TopicId};
use std::collections::BTreeSet;

/// How far a person's entry (bài dự thi) has come, as far as its validity goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Whether there is a registration.
    pub registered: bool,
    /// Topics that are completed.
    pub topics: BTreeSet<TopicId>,
    /// An attempt was handed in with every question answered.
    pub tested: bool,
    /// Whether a message was shared.
    pub message: bool,
}

/// Tests of a person whose records were erased because the person asked: they stay used, so that nobody gets more by asking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpentAttempts {
    /// How many were opened.
    pub opened: u8,
    /// Of these, how many were handed in.
    pub handed: u8,
}

/// What an entry still lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No registration yet.
    PersonalData,
    /// These topics are not completed.
    Topics(Vec<TopicId>),
    /// No attempt has counted yet.
    Test,
    /// No message was shared.
    Message,
}

impl Entry {
    /// What is missing, in the order in which it is done; an entry is valid exactly when nothing is (the letter, I.2:
    /// required personal data, all topics, all questions answered, the message sent).
    #[must_use]
    pub fn missing(&self, contest: &Contest) -> Vec<Missing> {
        let topics: Vec<TopicId> =
            contest.topics.iter().map(|topic| topic.id).filter(|id| !self.topics.contains(id)).collect();
        let mut missing = Vec::new();
        if !self.registered {
            missing.push(Missing::PersonalData);
        }
        if !topics.is_empty() {
            missing.push(Missing::Topics(topics));
        }
        if !self.tested {
            missing.push(Missing::Test);
        }
        if !self.message {
            missing.push(Missing::Message);
        }
        missing
    }

    /// Whether nothing is missing: the entry is valid (hợp lệ).
    #[must_use]
    pub fn is_valid(&self, contest: &Contest) -> bool {
        self.missing(contest).is_empty()
    }
}
