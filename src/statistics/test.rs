/// Figures of tests as a whole. Marks are right answers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TestFigures {
    /// How many questions a test asks.
    pub size: usize,
    /// How many tests there are.
    pub tests: u64,
    /// Whether every test asks the same questions.
    pub is_fixed: bool,
    /// Mean of the marks.
    pub mean: Option<f64>,
    /// Median of the marks: of an even number of tests the mean of the two in the middle.
    pub median: Option<f64>,
    /// Standard deviation of the marks.
    pub deviation: Option<f64>,
    /// Skewness of their distribution; 0 is symmetry. Needs three tests.
    pub skewness: Option<f64>,
    /// Kurtosis of their distribution; 0 is the normal one's. Needs four tests.
    pub kurtosis: Option<f64>,
    /// Coefficient of internal consistency (Cronbach's alpha), in percent. Not defined where papers are drawn: a drawn paper has no
    /// parts whose variances add up to the test's.
    pub consistency: Option<f64>,
    /// Error ratio, in percent: the part of the standard deviation that is chance. Defined with the coefficient, up to 100 of it.
    pub error_ratio: Option<f64>,
    /// Standard error of a test's marks.
    pub standard_error: Option<f64>,
}

impl TestFigures {
    /// Figures of tests of which `totals` have each number of marks; `variances` is the sum of the questions' variances where each
    /// test asks the same.
    pub(super) fn new(totals: &[u64], size: usize, is_fixed: bool, variances: Option<f64>) -> Self {
        let tests: u64 = totals.iter().sum();
        let n = tests as f64;
        let marks = || (0_u32..).map(f64::from).zip(totals.iter().map(|count| *count as f64));
        let mean = (tests > 0).then(|| marks().map(|(mark, count)| mark * count).sum::<f64>() / n);
        let moment = |power: i32| {
            let mean = mean.unwrap_or_default();
            marks().map(|(mark, count)| count * (mark - mean).powi(power)).sum::<f64>() / n
        };
        let variance = (tests > 1).then(|| n / (n - 1.0) * moment(2));
        let spread = variance.filter(|variance| *variance > 0.0);
        let third = (tests > 2).then(|| n * n / ((n - 1.0) * (n - 2.0)) * moment(3));
        let fourth = (tests > 3).then(|| {
            let inner = (n + 1.0) * moment(4) - 3.0 * (n - 1.0) * moment(2).powi(2);
            n * n / ((n - 1.0) * (n - 2.0) * (n - 3.0)) * inner
        });
        let deviation = variance.map(f64::sqrt);
        let parts = size as f64;
        let consistency = (is_fixed && size > 1).then_some(()).and_then(|()| {
            let share = variances? / spread?;
            Some(100.0 * parts / (parts - 1.0) * (1.0 - share))
        });
        let error_ratio = consistency.filter(|part| *part <= 100.0).map(|part| 100.0 * (1.0 - part / 100.0).sqrt());
        Self {
            size,
            tests,
            is_fixed,
            mean,
            median: median(totals, tests),
            deviation,
            skewness: third.zip(spread).map(|(third, spread)| third / spread.powf(1.5)),
            kurtosis: fourth.zip(spread).map(|(fourth, spread)| fourth / spread.powi(2)),
            consistency,
            error_ratio,
            standard_error: error_ratio.zip(deviation).map(|(ratio, deviation)| ratio / 100.0 * deviation),
        }
    }
}

fn median(totals: &[u64], tests: u64) -> Option<f64> {
    let at = |nth: u64| {
        let mut before = 0;
        totals.iter().position(|count| {
            before += count;
            before > nth
        })
    };
    let (low, high) = (at(tests.checked_sub(1)? / 2)?, at(tests / 2)?);
    Some((low + high) as f64 / 2.0)
}
