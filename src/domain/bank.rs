use super::{Level, Question, Stratum};
use std::{collections::HashMap, ops::Deref};

/// All questions of a pack, in byte order of their ids, and for each stratum that can be asked for what there is to choose from: a
/// draw looks at no question that it does not take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bank {
    questions: Vec<Question>,
    /// Which group of enemies each belongs to.
    groups: Vec<Option<u32>>,
    group_count: usize,
    strata: HashMap<(u8, Option<Level>), Vec<Candidate>>,
}

/// What is chosen as one: places in the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Candidate {
    One(u32),
    /// A group of enemies: its number, and its members in byte order of their ids.
    Rivals(u32, Vec<u32>),
}

impl Bank {
    /// Puts the questions in order and sorts them into strata.
    #[must_use]
    pub fn new(mut questions: Vec<Question>) -> Self {
        questions.sort_by(|a, b| a.id.cmp(&b.id));
        let mut names: HashMap<&str, u32> = HashMap::new();
        let mut groups = Vec::with_capacity(questions.len());
        let mut strata: HashMap<(u8, Option<Level>), Vec<Candidate>> = HashMap::new();
        let mut first: HashMap<(u8, Option<Level>, u32), usize> = HashMap::new();
        for (place, question) in (0..).zip(&questions) {
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            let group = question.group.as_deref().map(|name| *names.entry(name).or_insert(next));
            groups.push(group);
            let topic = question.topic.number();
            for level in [None, Some(question.level)] {
                let candidates = strata.entry((topic, level)).or_default();
                let Some(group) = group else {
                    candidates.push(Candidate::One(place));
                    continue;
                };
                let at = *first.entry((topic, level, group)).or_insert(candidates.len());
                match candidates.get_mut(at) {
                    Some(Candidate::Rivals(_, members)) => members.push(place),
                    Some(Candidate::One(_)) | None => candidates.push(Candidate::Rivals(group, vec![place])),
                }
            }
        }
        let group_count = names.len();
        Self { groups, group_count, strata, questions }
    }

    /// What a stratum chooses from, in the bank's order, those of one group together at their first.
    pub(super) fn candidates(&self, stratum: Stratum) -> &[Candidate] {
        self.strata.get(&(stratum.topic.number(), stratum.level)).map_or(&[], Vec::as_slice)
    }

    /// The group of enemies to which the question at a place belongs.
    pub(super) fn group(&self, place: u32) -> Option<u32> {
        self.groups.get(place as usize).copied().flatten()
    }

    /// How many groups of enemies there are: their numbers are all below.
    pub(super) fn groups(&self) -> usize {
        self.group_count
    }
}

impl Deref for Bank {
    type Target = [Question];

    fn deref(&self) -> &[Question] {
        &self.questions
    }
}

impl From<Vec<Question>> for Bank {
    fn from(questions: Vec<Question>) -> Self {
        Self::new(questions)
    }
}

impl FromIterator<Question> for Bank {
    fn from_iter<I: IntoIterator<Item = Question>>(questions: I) -> Self {
        Self::new(questions.into_iter().collect())
    }
}
