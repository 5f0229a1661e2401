use crate::{
    content::Pack,
    domain::{Answers, Choice, DrawFault, Paper, Score, Seed, draw},
};

/// A test that never counts: drawn from the open bank by a chance seed, bound to nobody, bringing nothing about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    paper: Paper,
    answers: Answers,
}

impl Practice {
    /// # Errors
    /// The bank cannot fill the blueprint.
    pub fn open(pack: &Pack, seed: Seed) -> Result<Self, DrawFault> {
        let paper = draw(&pack.contest, &pack.bank, seed)?;
        let answers = Answers::blank(paper.items.len());
        Ok(Self { paper, answers })
    }

    #[must_use]
    pub fn paper(&self) -> &Paper {
        &self.paper
    }

    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    pub fn mark(&mut self, place: usize, choice: Choice) {
        self.answers.mark(place, choice, 0);
    }

    #[must_use]
    pub fn score(&self, pack: &Pack) -> Score {
        Score::of(&self.paper, &self.answers, &pack.bank)
    }
}
