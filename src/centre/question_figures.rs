//! Statistics of questions as they were counted.

use crate::{
    domain::{Level, Moment, QuestionId, TopicId},
    ledger::Heights,
    statistics::{ItemFigures, Remark, TestFigures},
};
use std::sync::Arc;

/// Statistics of all questions that somebody was asked.
#[derive(Clone, Debug)]
pub struct QuestionStatistics {
    /// When they were counted.
    pub at: Moment,
    /// The contest's id.
    pub contest: String,
    /// Tests of each length, by the number of their questions; a contest mostly has one.
    pub tests: Vec<TestStatistics>,
    /// People with a test that counts whose answers are not among these: an earlier program kept none (`recount --from-bundles` reads them
    /// again), or the first of their tests was erased.
    pub unread: u64,
}

/// Statistics of tests of one length.
#[derive(Clone, Debug)]
pub struct TestStatistics {
    /// Of the tests as a whole.
    pub figures: TestFigures,
    /// Of each question that was asked, in order of ids, then of what they ask.
    pub questions: Vec<QuestionFigures>,
}

/// Statistics of a question as it was worded.
#[derive(Clone, Debug)]
pub struct QuestionFigures {
    /// Its id.
    pub question: QuestionId,
    /// What it asks, as `question_digest`: a question that was mended is another one here.
    pub content: String,
    /// Its topic and level, by one of the packs that have it.
    pub topic: TopicId,
    /// How hard it is meant to be.
    pub level: Level,
    /// Its figures.
    pub figures: ItemFigures,
    /// What somebody should look at.
    pub remarks: Vec<Remark>,
}

/// Statistics that were counted, with how far the ledger had come.
pub(super) type Counted = (Heights, Arc<QuestionStatistics>);
