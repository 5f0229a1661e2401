//! Statistics of questions as files, the API and the content office have them (docs/FORMATS.md, Item statistics).

use super::question_figures::{QuestionFigures, QuestionStatistics, TestStatistics};
use serde::Serialize;
use utoipa::ToSchema;

/// The version of the file's form.
const VERSION: u32 = 2;

/// Statistics of questions: one JSON object. Nobody's name, key or place is in it.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionFile {
    /// Version of the form: 2.
    pub v: u32,
    /// The contest's id.
    pub contest: String,
    /// When they were counted, in milliseconds since 1970.
    pub at_ms: i64,
    /// Which tests are counted: `first`, of each person the first that counts.
    pub counted: &'static str,
    /// People with a test whose answers are not counted.
    pub unread: u64,
    /// Tests as a whole, of each length.
    pub tests: Vec<TestItem>,
    /// Each question that was asked, in order of ids.
    pub items: Vec<QuestionItem>,
}

/// Tests of one length as a whole; marks are right answers. What is not defined is null.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TestItem {
    /// How many questions each asks.
    pub size: usize,
    /// How many tests there are.
    pub tests: u64,
    /// Whether all of them ask the same questions.
    pub fixed: bool,
    /// Mean of the marks.
    pub mean: Option<f64>,
    /// Median of the marks.
    pub median: Option<f64>,
    /// Standard deviation of the marks.
    pub deviation: Option<f64>,
    /// Skewness.
    pub skewness: Option<f64>,
    /// Kurtosis.
    pub kurtosis: Option<f64>,
    /// Coefficient of internal consistency in percent; null where papers are drawn.
    pub consistency: Option<f64>,
    /// Error ratio in percent.
    pub error_ratio: Option<f64>,
    /// Standard error in marks.
    pub standard_error: Option<f64>,
}

/// A question as it was worded. Percentages are from 0 to 100; what is not defined is null.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QuestionItem {
    /// The question's id.
    pub question: String,
    /// Sixteen hexadecimal digits of what it asks (docs/FORMATS.md): a question that was mended is another item.
    pub content: String,
    /// Length of the tests that asked it.
    pub size: usize,
    /// Number of its topic.
    pub topic: u8,
    /// 1 to 3: how hard it is meant to be.
    pub level: u8,
    /// Tests that asked it.
    pub asked: u64,
    /// How often each option was chosen, in the question's own order: the right one first.
    pub chosen: Vec<u64>,
    /// Facility index.
    pub facility: Option<f64>,
    /// Standard deviation.
    pub deviation: Option<f64>,
    /// Random guess score.
    pub guess: f64,
    /// Intended weight.
    pub intended_weight: f64,
    /// Effective weight; null too where its covariance with the total is negative.
    pub effective_weight: Option<f64>,
    /// Whether that covariance is negative.
    pub negative: bool,
    /// Discrimination index, -100 to 100.
    pub discrimination: Option<f64>,
    /// Discriminative efficiency, at most 100.
    pub efficiency: Option<f64>,
    /// Mean of the seconds that it took on a screen.
    pub seconds_mean: Option<f64>,
    /// Median of the same.
    pub seconds_median: Option<f64>,
    /// What somebody should look at.
    pub remarks: Vec<&'static str>,
}

impl From<&QuestionStatistics> for QuestionFile {
    fn from(found: &QuestionStatistics) -> Self {
        let items = found.tests.iter().flat_map(|test| {
            let size = test.figures.size;
            test.questions.iter().map(move |question| QuestionItem::new(question, size))
        });
        Self {
            v: VERSION,
            contest: found.contest.clone(),
            at_ms: found.at.0,
            counted: "first",
            unread: found.unread,
            tests: found.tests.iter().map(TestItem::from).collect(),
            items: items.collect(),
        }
    }
}

impl From<&TestStatistics> for TestItem {
    fn from(test: &TestStatistics) -> Self {
        let found = test.figures;
        Self {
            size: found.size,
            tests: found.tests,
            fixed: found.is_fixed,
            mean: found.mean,
            median: found.median,
            deviation: found.deviation,
            skewness: found.skewness,
            kurtosis: found.kurtosis,
            consistency: found.consistency,
            error_ratio: found.error_ratio,
            standard_error: found.standard_error,
        }
    }
}

impl QuestionItem {
    fn new(of: &QuestionFigures, size: usize) -> Self {
        let found = &of.figures;
        Self {
            question: of.question.0.clone(),
            content: of.content.clone(),
            size,
            topic: of.topic.number(),
            level: of.level.number(),
            asked: found.asked,
            chosen: found.chosen.clone(),
            facility: found.facility,
            deviation: found.deviation,
            guess: found.guess,
            intended_weight: found.intended_weight,
            effective_weight: found.effective_weight,
            negative: found.is_negative,
            discrimination: found.discrimination,
            efficiency: found.efficiency,
            seconds_mean: found.seconds_mean,
            seconds_median: found.seconds_median,
            remarks: of.remarks.iter().map(|remark| remark.as_str()).collect(),
        }
    }
}
