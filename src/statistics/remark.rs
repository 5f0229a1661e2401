use super::ItemFigures;

/// What somebody should look at in a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// Those who were right did worse in the rest: the key may be wrong.
    Negative,
    /// A wrong option was chosen more often than the right one.
    WrongLeads,
    /// Fewer were right than by chance.
    BelowGuess,
    /// Hardly anybody was right.
    Hard,
    /// Nearly everybody was right.
    Easy,
    /// Weak discrimination: it hardly distinguishes those who know from those who do not.
    Weak,
    /// Low efficiency: it distinguishes far less than a question of its facility can.
    Inefficient,
    /// An option that nobody chose.
    IdleOption,
}

/// Fewer answers show nothing.
pub const LEAST_ASKED: u64 = 30;
/// Facility index up to which a question is extremely hard, or something is wrong with it; and from which it is extremely easy.
const HARD: f64 = 5.0;
const EASY: f64 = 95.0;
/// Discrimination index below which it is very weak.
const WEAK: f64 = 20.0;
/// Discriminative efficiency below which a question is dubious.
const INEFFICIENT: f64 = 15.0;

impl Remark {
    /// Its name in files and addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::WrongLeads => "wrong-leads",
            Self::BelowGuess => "below-guess",
            Self::Hard => "hard",
            Self::Easy => "easy",
            Self::Weak => "weak",
            Self::Inefficient => "inefficient",
            Self::IdleOption => "never-chosen",
        }
    }
}

/// What is to be looked at in a question, by the advice of Moodle's documentation; nothing where too few were asked.
#[must_use]
pub fn remarks(item: &ItemFigures) -> Vec<Remark> {
    if item.asked < LEAST_ASKED {
        return Vec::new();
    }
    let right = item.chosen.first().copied().unwrap_or_default();
    let wrong = || item.chosen.iter().skip(1);
    let is_below = |figure: Option<f64>, most: f64| figure.is_some_and(|figure| figure < most);
    let is_negative = item.is_negative || is_below(item.discrimination, 0.0);
    let found = [
        (is_negative, Remark::Negative),
        (wrong().any(|count| *count > right), Remark::WrongLeads),
        (is_below(item.facility, item.guess), Remark::BelowGuess),
        (item.facility.is_some_and(|facility| facility <= HARD), Remark::Hard),
        (item.facility.is_some_and(|facility| facility >= EASY), Remark::Easy),
        (!is_negative && is_below(item.discrimination, WEAK), Remark::Weak),
        (!is_negative && is_below(item.efficiency, INEFFICIENT), Remark::Inefficient),
        (wrong().any(|count| *count == 0), Remark::IdleOption),
    ];
    found.into_iter().filter_map(|(is_so, remark)| is_so.then_some(remark)).collect()
}
