use crate::{
    content::Pack,
    domain::{Answers, Choice, DrawFault, Paper, Score, Seed, Stratum, TopicId, draw_practice},
};

/// Questions of a practice of one topic, where it has so many.
const ONE_TOPIC: usize = 10;

/// A test that never counts: drawn from the open bank by a chance seed, bound to nobody, bringing nothing about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    paper: Paper,
    answers: Answers,
}

impl Practice {
    /// As many questions of each topic as a paper has, of its levels where there are so many.
    ///
    /// # Errors
    /// A topic has too few.
    pub fn open(pack: &Pack, seed: Seed) -> Result<Self, DrawFault> {
        let blueprint = &pack.contest.rules.blueprint;
        let of_any_level = || -> Vec<Stratum> {
            let count = |topic| blueprint.iter().filter(|of| of.topic == topic).map(|of| of.count).sum();
            let topics = pack.contest.topics.iter().map(|topic| topic.id);
            topics.map(|topic| Stratum { topic, level: None, count: count(topic) }).collect()
        };
        let drawn = draw_practice(blueprint, &pack.bank, seed);
        drawn.or_else(|_| draw_practice(&of_any_level(), &pack.bank, seed)).map(Self::blank)
    }

    /// Ten questions of one topic, or as many as it has; a group of enemies counts once.
    ///
    /// # Errors
    /// The topic has no question.
    pub fn open_topic(pack: &Pack, topic: TopicId, seed: Seed) -> Result<Self, DrawFault> {
        let paper = |count| draw_practice(&[Stratum { topic, level: None, count }], &pack.bank, seed);
        let drawn = match paper(ONE_TOPIC) {
            Err(fault) if fault.available > 0 => paper(fault.available),
            other => other,
        };
        drawn.map(Self::blank)
    }

    fn blank(paper: Paper) -> Self {
        let answers = Answers::blank(paper.items.len());
        Self { paper, answers }
    }

    /// The practice paper.
    #[must_use]
    pub fn paper(&self) -> &Paper {
        &self.paper
    }

    /// Answers marked so far.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Marks an option of a place, both from 0.
    pub fn mark(&mut self, place: usize, choice: Choice) {
        self.answers.mark(place, choice, 0);
    }

    /// Right answers so far, whole and by topic.
    #[must_use]
    pub fn score(&self, pack: &Pack) -> Score {
        Score::new(&self.paper, &self.answers, &pack.bank)
    }
}
