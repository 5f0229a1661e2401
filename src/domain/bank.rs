use super::{Level, Question, Stratum};
use std::{collections::HashMap, ops::Deref};

/// All questions of a pack, in byte order of their ids, with what a draw has to know of each in one small row: a bank of 100,000
/// is gone through four times without a look at a single text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bank {
    questions: Vec<Question>,
    rows: Vec<Row>,
    groups: usize,
}

/// What a stratum asks of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    topic: u8,
    level: Level,
    /// Which group of enemies it belongs to.
    group: Option<u32>,
}

/// What is chosen as one: places in the bank.
pub(super) enum Candidate {
    One(u32),
    /// A group of enemies, in byte order of their ids.
    Rivals(Vec<u32>),
}

impl Bank {
    /// Puts the questions in order and makes the rows.
    #[must_use]
    pub fn new(mut questions: Vec<Question>) -> Self {
        questions.sort_by(|a, b| a.id.cmp(&b.id));
        let mut names: HashMap<&str, u32> = HashMap::new();
        let rows = questions.iter().map(|question| {
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            let group = question.group.as_deref().map(|name| *names.entry(name).or_insert(next));
            Row { topic: question.topic.number(), level: question.level, group }
        });
        let rows = rows.collect();
        let groups = names.len();
        Self { questions, rows, groups }
    }

    /// The stratum's questions that are still free, in the bank's order, those of one group together at their first.
    pub(super) fn candidates(&self, stratum: Stratum, taken: &[u32]) -> Vec<Candidate> {
        let row = |place: &u32| self.rows.get(*place as usize);
        let rivals: Vec<u32> = taken.iter().filter_map(row).filter_map(|row| row.group).collect();
        let topic = stratum.topic.number();
        let again = taken.iter().filter_map(row).any(|row| row.topic == topic);
        let fits = |(place, row): &(u32, &Row)| {
            row.topic == topic
                && stratum.level.is_none_or(|level| row.level == level)
                && (!again || !taken.contains(place))
                && row.group.is_none_or(|group| !rivals.contains(&group))
        };
        let mut candidates = Vec::new();
        let mut places: Vec<Option<usize>> = vec![None; self.groups];
        for (place, row) in (0..).zip(&self.rows).filter(fits) {
            let Some(group) = row.group.map(|group| group as usize) else {
                candidates.push(Candidate::One(place));
                continue;
            };
            let known = places.get(group).copied().flatten().and_then(|at| candidates.get_mut(at));
            if let Some(Candidate::Rivals(known)) = known {
                known.push(place);
            } else {
                if let Some(first) = places.get_mut(group) {
                    *first = Some(candidates.len());
                }
                candidates.push(Candidate::Rivals(vec![place]));
            }
        }
        candidates
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
