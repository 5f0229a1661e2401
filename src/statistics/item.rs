//! Figures of one question, from how often each option was chosen in tests of each total.

/// How often each option of a question was chosen, by the marks of the whole test, and how long it took.
#[derive(Clone, Debug)]
pub(super) struct Joint {
    options: usize,
    size: usize,
    /// Option by option, one count for each total from 0 to `size`; empty before the first answer.
    counts: Vec<u64>,
    /// How many answers took so many whole seconds; the last also counts those that took longer.
    seconds: Vec<u64>,
    seconds_sum: u64,
    timed: u64,
}

/// Seconds above which answers are not distinguished by the median.
const LONGEST: usize = 900;

/// Figures of one question. Percentages are from 0 to 100, correlations from -100 to 100.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemFigures {
    /// Tests in which it was asked: the number that all other figures rest on.
    pub asked: u64,
    /// How often each option was chosen, the right one first.
    pub chosen: Vec<u64>,
    /// Facility index: mean mark in percent of the question's mark.
    pub facility: Option<f64>,
    /// Standard deviation of the mark, in percent of the question's mark.
    pub deviation: Option<f64>,
    /// What somebody gets who chooses by chance, in percent of the question's mark.
    pub guess: f64,
    /// Intended weight: the question's mark in percent of the test's.
    pub intended_weight: f64,
    /// Effective weight in percent: the share of the spread of totals that the question brings. None where its covariance with the
    /// total is negative (`is_negative`), or not defined.
    pub effective_weight: Option<f64>,
    /// Whether those who were right have lower totals than the others: the effective weight cannot be calculated then.
    pub is_negative: bool,
    /// Discrimination index: correlation in percent between the mark and the rest of the test.
    pub discrimination: Option<f64>,
    /// Discriminative efficiency: the covariance of mark and rest in percent of the greatest that these marks and rests can have.
    pub efficiency: Option<f64>,
    /// Mean of the seconds that it took.
    pub seconds_mean: Option<f64>,
    /// Median of the same; whole minutes from fifteen on count as fifteen.
    pub seconds_median: Option<f64>,
}

/// Sums over the tests in which a question was asked: x its mark, y the marks of the whole test.
#[derive(Clone, Copy, Default)]
struct Sums {
    n: i128,
    x: i128,
    y: i128,
    yy: i128,
    xy: i128,
}

impl Sums {
    /// A covariance from whole sums, `n` times the sum of products and the product of the sums: exact up to the division.
    fn covariance(self, products: i128, first: i128, second: i128) -> Option<f64> {
        (self.n > 1).then(|| (self.n * products - first * second) as f64 / (self.n * (self.n - 1)) as f64)
    }

    /// Sum of the rest, of its squares, and of its products with the mark. A mark is 0 or 1, so it is its own square.
    fn rest(self) -> (i128, i128, i128) {
        (self.y - self.x, self.yy - 2 * self.xy + self.x, self.xy - self.x)
    }
}

impl Joint {
    pub fn new(size: usize, options: usize) -> Self {
        Self { options, size, counts: Vec::new(), seconds: Vec::new(), seconds_sum: 0, timed: 0 }
    }

    pub fn has_option(&self, option: u8) -> bool {
        usize::from(option) < self.options
    }

    pub fn add(&mut self, option: u8, total: usize, seconds: Option<u32>) {
        self.counts.resize(self.options * (self.size + 1), 0);
        if let Some(count) = self.counts.get_mut(usize::from(option) * (self.size + 1) + total) {
            *count += 1;
        }
        let Some(seconds) = seconds else { return };
        self.seconds.resize(LONGEST + 1, 0);
        let at = usize::try_from(seconds).unwrap_or(LONGEST).min(LONGEST);
        if let Some(count) = self.seconds.get_mut(at) {
            *count += 1;
        }
        self.seconds_sum += u64::from(seconds);
        self.timed += 1;
    }

    pub fn asked(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Each option with its counts by total.
    fn by_option(&self) -> impl Iterator<Item = &[u64]> {
        self.counts.chunks(self.size + 1)
    }

    fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for (option, counts) in self.by_option().enumerate() {
            for (y, count) in (0_i128..).zip(counts.iter().map(|count| i128::from(*count))) {
                sums.n += count;
                sums.y += count * y;
                sums.yy += count * y * y;
                if option == 0 {
                    sums.x += count;
                    sums.xy += count * y;
                }
            }
        }
        sums
    }

    /// Variance of the mark.
    pub fn variance(&self) -> Option<f64> {
        let sums = self.sums();
        sums.covariance(sums.x, sums.x, sums.x)
    }

    /// Covariance of the mark with the marks of the whole test.
    fn with_total(&self) -> Option<f64> {
        let sums = self.sums();
        sums.covariance(sums.xy, sums.x, sums.y)
    }

    /// What the effective weight is reckoned from; none where the covariance is negative.
    pub fn weight_root(&self) -> Option<f64> {
        self.with_total().filter(|covariance| *covariance >= 0.0).map(f64::sqrt)
    }

    /// Figures of the question in tests of `size` questions; `whole` is the mean of `weight_root` summed over a test.
    pub fn figures(&self, size: usize, whole: f64) -> ItemFigures {
        let sums = self.sums();
        let (rest, rest_squares, rest_products) = sums.rest();
        let variance = sums.covariance(sums.x, sums.x, sums.x);
        let rest_variance = sums.covariance(rest_squares, rest, rest);
        let covariance = sums.covariance(rest_products, sums.x, rest);
        let greatest = sums.covariance(self.greatest_products(), sums.x, rest);
        let spread = variance.zip(rest_variance).map(|(one, other)| one * other).filter(|spread| *spread > 0.0);
        let mean = (sums.n > 0).then(|| sums.x as f64 / sums.n as f64);
        let mut chosen: Vec<u64> = self.by_option().map(|counts| counts.iter().sum()).collect();
        chosen.resize(self.options, 0);
        ItemFigures {
            asked: self.asked(),
            chosen,
            facility: mean.map(|mean| 100.0 * mean),
            deviation: variance.map(|variance| 100.0 * variance.sqrt()),
            guess: 100.0 / self.options.max(1) as f64,
            intended_weight: 100.0 / size.max(1) as f64,
            effective_weight: self.weight_root().filter(|_| whole > 0.0).map(|root| 100.0 * root / whole),
            is_negative: self.with_total().is_some_and(|covariance| covariance < 0.0),
            discrimination: covariance.zip(spread).map(|(covariance, spread)| 100.0 * covariance / spread.sqrt()),
            efficiency: covariance
                .zip(greatest.filter(|greatest| *greatest != 0.0))
                .map(|(covariance, greatest)| 100.0 * covariance / greatest),
            seconds_mean: (self.timed > 0).then(|| self.seconds_sum as f64 / self.timed as f64),
            seconds_median: self.median(),
        }
    }

    /// Sum of products of mark and rest when both are in order: those who are right have the highest rests.
    fn greatest_products(&self) -> i128 {
        let mut rests = vec![0_u64; self.size + 1];
        for (option, counts) in self.by_option().enumerate() {
            // The rest of somebody who was right is one less than the total.
            let own = usize::from(option == 0);
            for (rest, count) in rests.iter_mut().zip(counts.iter().skip(own)) {
                *rest += count;
            }
        }
        let mut left = self.sums().x;
        let mut products = 0;
        let mut rest = i128::try_from(self.size).unwrap_or_default();
        for count in rests.iter().rev() {
            let taken = left.min(i128::from(*count));
            products += taken * rest;
            left -= taken;
            rest -= 1;
        }
        products
    }

    /// Median of the seconds: of an even number the mean of the two in the middle.
    fn median(&self) -> Option<f64> {
        let at = |nth: u64| {
            let mut before = 0;
            self.seconds.iter().position(|count| {
                before += count;
                before > nth
            })
        };
        let (low, high) = (at(self.timed.checked_sub(1)? / 2)?, at(self.timed / 2)?);
        Some((low + high) as f64 / 2.0)
    }
}
