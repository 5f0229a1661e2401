use super::{LessonId, Level, PaperFrom, Question, Stratum};
use std::{
    collections::{HashMap, HashSet},
    ops::Deref,
};

/// All questions of a pack, in byte order of their ids, and for each stratum that can be asked for what there is to choose from: a
/// draw looks at no question that it does not take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bank {
    questions: Vec<Question>,
    /// What papers are drawn from.
    papers: Deck,
    /// What practice is drawn from; none: from the same.
    practice: Option<Deck>,
}

/// What there is to choose from: the whole bank, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Deck {
    /// Which group of enemies each question of the bank belongs to.
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

/// Name of a group of enemies.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Group<'a> {
    Named(&'a str),
    Fact(&'a str),
}

impl<'a> Group<'a> {
    fn named(question: &'a Question) -> Option<Self> {
        question.group.as_deref().map(Self::Named)
    }

    fn of_fact(question: &'a Question) -> Option<Self> {
        Self::named(question).or(Some(Self::Fact(&question.fact)))
    }
}

impl Bank {
    /// Puts the questions in order and sorts into strata what papers are drawn from: all of them, or those of the lessons that
    /// everybody learns, which are `required`. Questions of these on one fact are enemies, and practice is drawn from the rest, so that
    /// it gives no paper away.
    #[must_use]
    pub fn new(mut questions: Vec<Question>, from: PaperFrom, required: &HashSet<LessonId>) -> Self {
        questions.sort_by(|a, b| a.id.cmp(&b.id));
        let is_taught = |question: &Question| required.contains(&question.lesson);
        let (papers, practice) = match from {
            PaperFrom::All => (Deck::new(&questions, |_| true, Group::named), None),
            PaperFrom::Required => (
                Deck::new(&questions, is_taught, Group::of_fact),
                Some(Deck::new(&questions, |question| !is_taught(question), Group::named)),
            ),
        };
        Self { questions, papers, practice }
    }

    /// Questions that papers are drawn from, in the bank's order.
    pub fn asked(&self) -> impl Iterator<Item = &Question> {
        let of_any_level = self.papers.strata.iter().filter(|((_, level), _)| level.is_none());
        let mut places: Vec<u32> =
            of_any_level.flat_map(|(_, candidates)| candidates).flat_map(Candidate::places).copied().collect();
        places.sort_unstable();
        places.into_iter().filter_map(|place| self.questions.get(place as usize))
    }

    /// How many there are for a stratum of a paper to choose from, a group of enemies counting once.
    #[must_use]
    pub fn choices(&self, stratum: Stratum) -> usize {
        self.papers.candidates(stratum).len()
    }

    pub(super) fn papers(&self) -> &Deck {
        &self.papers
    }

    pub(super) fn practice(&self) -> &Deck {
        self.practice.as_ref().unwrap_or(&self.papers)
    }
}

impl Candidate {
    fn places(&self) -> &[u32] {
        match self {
            Self::One(place) => std::slice::from_ref(place),
            Self::Rivals(_, places) => places,
        }
    }
}

impl Deck {
    fn new<'q>(
        questions: &'q [Question],
        is_in: impl Fn(&Question) -> bool,
        group: impl Fn(&'q Question) -> Option<Group<'q>>,
    ) -> Self {
        let mut names: HashMap<Group<'_>, u32> = HashMap::new();
        let mut groups = Vec::with_capacity(questions.len());
        let mut strata: HashMap<(u8, Option<Level>), Vec<Candidate>> = HashMap::new();
        let mut first: HashMap<(u8, Option<Level>, u32), usize> = HashMap::new();
        for (place, question) in (0..).zip(questions) {
            if !is_in(question) {
                groups.push(None);
                continue;
            }
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            let group = group(question).map(|name| *names.entry(name).or_insert(next));
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
        Self { groups, group_count, strata }
    }

    /// What a stratum chooses from, in the bank's order, those of one group together at their first.
    pub(super) fn candidates(&self, stratum: Stratum) -> &[Candidate] {
        self.strata.get(&(stratum.topic.number(), stratum.level)).map_or(&[], Vec::as_slice)
    }

    /// The group of enemies to which the question at a place belongs.
    pub(super) fn group(&self, place: u32) -> Option<u32> {
        self.groups.get(place as usize).copied().flatten()
    }

    /// How many places the bank has.
    pub(super) fn places(&self) -> usize {
        self.groups.len()
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

/// A bank that papers are drawn from as a whole.
impl From<Vec<Question>> for Bank {
    fn from(questions: Vec<Question>) -> Self {
        Self::new(questions, PaperFrom::All, &HashSet::new())
    }
}

impl FromIterator<Question> for Bank {
    fn from_iter<I: IntoIterator<Item = Question>>(questions: I) -> Self {
        Self::from(questions.into_iter().collect::<Vec<_>>())
    }
}
