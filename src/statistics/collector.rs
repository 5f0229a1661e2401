use super::{
    item::{ItemFigures, Joint},
    test::TestFigures,
};

/// Answer to one question of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Place of the question among the collector's.
    pub item: usize,
    /// Place of the chosen option in the question's own list; the first, 0, is the right one and gives one mark, any other none.
    pub option: u8,
    /// Seconds that it took; none where nobody measured.
    pub seconds: Option<u32>,
}

/// Collector of tests that all ask the same number of questions. Tests go in in any order, figures come out.
#[derive(Clone, Debug)]
pub struct Collector {
    size: usize,
    items: Vec<Joint>,
    /// How many tests have each number of marks.
    totals: Vec<u64>,
}

impl Collector {
    /// Collector of tests of `size` questions, from a list of questions of which each has so many options.
    #[must_use]
    pub fn new(size: usize, options: impl Iterator<Item = usize>) -> Self {
        let items = options.map(|options| Joint::new(size, options)).collect();
        Self { size, items, totals: vec![0; size + 1] }
    }

    /// How many questions a test asks.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// Adds a test. Whether it was taken in: one with another number of questions, a question that the list does not have, an option
    /// that its question does not have, or a question twice, is none of these tests.
    pub fn add(&mut self, answers: &[Answer]) -> bool {
        let is_known = |one: &Answer| self.items.get(one.item).is_some_and(|item| item.has_option(one.option));
        let is_twice = |at: usize, one: &Answer| answers.iter().take(at).any(|other| other.item == one.item);
        if answers.len() != self.size
            || !answers.iter().enumerate().all(|(at, one)| is_known(one) && !is_twice(at, one))
        {
            return false;
        }
        let total = answers.iter().filter(|one| one.option == 0).count();
        for one in answers {
            if let Some(item) = self.items.get_mut(one.item) {
                item.add(one.option, total, one.seconds);
            }
        }
        if let Some(tests) = self.totals.get_mut(total) {
            *tests += 1;
        }
        true
    }

    /// Figures of the tests as a whole.
    #[must_use]
    pub fn test(&self) -> TestFigures {
        let tests: u64 = self.totals.iter().sum();
        let asked = self.items.iter().filter(|item| item.asked() > 0);
        // The same questions in every test: only then a question's variance is one of the test's parts.
        let is_fixed = asked.clone().count() == self.size && asked.clone().all(|item| item.asked() == tests);
        let variances: Option<f64> = if is_fixed { asked.map(Joint::variance).sum() } else { None };
        TestFigures::new(&self.totals, self.size, is_fixed, variances)
    }

    /// Figures of each question, in the order of the list; those that nobody was asked have none but that.
    #[must_use]
    pub fn items(&self) -> Vec<ItemFigures> {
        let tests: u64 = self.totals.iter().sum();
        let roots = self.items.iter().filter_map(|item| Some(item.asked() as f64 * item.weight_root()?));
        let whole = roots.sum::<f64>() / tests.max(1) as f64;
        self.items.iter().map(|item| item.figures(self.size, whole)).collect()
    }
}
