use super::{Paper, Question, TopicId};
use std::collections::BTreeMap;

/// Which option was marked, by its place on screen (0 is the first).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice(pub u8);

/// What has been marked so far, place by place of the paper. Answers may be changed until the paper is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    choice: Option<Choice>,
    flagged: bool,
    seconds: u32,
}

impl Answers {
    /// Nothing marked, for a paper of so many questions.
    #[must_use]
    pub fn blank(size: usize) -> Self {
        Self { places: vec![Place::default(); size] }
    }

    /// How many places the paper has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.places.len()
    }

    /// The option marked at a place (from 0); none where nothing is marked.
    #[must_use]
    pub fn choice(&self, place: usize) -> Option<Choice> {
        self.places.get(place)?.choice
    }

    /// Whether the place is flagged for a second look.
    #[must_use]
    pub fn is_flagged(&self, place: usize) -> bool {
        self.places.get(place).is_some_and(|place| place.flagged)
    }

    /// Seconds spent on a question, all visits to it together.
    #[must_use]
    pub fn seconds(&self, place: usize) -> u32 {
        self.places.get(place).map_or(0, |place| place.seconds)
    }

    /// Marks an option; places outside the paper are left alone.
    pub fn mark(&mut self, place: usize, choice: Choice, seconds: u32) {
        if let Some(place) = self.places.get_mut(place) {
            place.choice = Some(choice);
            place.seconds = place.seconds.saturating_add(seconds);
        }
    }

    /// Sets or clears the flag of a place; places outside the paper are left alone.
    pub fn flag(&mut self, place: usize, flagged: bool) {
        if let Some(place) = self.places.get_mut(place) {
            place.flagged = flagged;
        }
    }

    /// The places without an answer, counted from 0.
    #[must_use]
    pub fn blanks(&self) -> Vec<usize> {
        (0..).zip(&self.places).filter(|(_, place)| place.choice.is_none()).map(|(at, _)| at).collect()
    }

    /// Whether every place has an answer.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.places.iter().all(|place| place.choice.is_some())
    }
}

/// Right answers of one attempt, whole and by topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Right answers.
    pub right: usize,
    /// Questions asked.
    pub of: usize,
    /// The same for each topic that was asked.
    pub topics: BTreeMap<TopicId, TopicScore>,
    /// The places answered wrongly or not at all, counted from 0.
    pub wrong: Vec<usize>,
}

/// Right answers within one topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TopicScore {
    /// Right answers.
    pub right: usize,
    /// Questions asked.
    pub of: usize,
}

impl Score {
    /// Scores answers against the bank they were drawn from. A question that the bank lacks counts as wrong.
    #[must_use]
    pub fn new(paper: &Paper, answers: &Answers, bank: &[Question]) -> Self {
        let mut score = Self { of: paper.items.len(), ..Self::default() };
        for (place, item) in paper.items.iter().enumerate() {
            let question = bank.iter().find(|question| question.id == item.question);
            let marked = answers.choice(place).and_then(|choice| item.order.get(usize::from(choice.0)));
            let is_right = question.is_some() && marked == Some(&0);
            if let Some(question) = question {
                let topic = score.topics.entry(question.topic).or_default();
                topic.of += 1;
                topic.right += usize::from(is_right);
            }
            if is_right {
                score.right += 1;
            } else {
                score.wrong.push(place);
            }
        }
        score
    }
}
