use super::plain_letters::plain_letters;
use thiserror::Error;
use zeroize::Zeroizing;
use zxcvbn::{Entropy, matching::patterns::MatchPattern, zxcvbn};

/// Words that people here think of first, the likeliest first: names, the contest's words, what a password is called.
const COMMON: &str = include_str!("common.txt");
/// Most words of one's own that are compared.
const MOST_PERSONAL: usize = 16;

/// What a chosen secret guards, and with it how many guesses it must withstand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guards {
    /// A file that may be copied and guessed at without limit: 10^14 guesses.
    Key,
    /// An account on a server that slows guesses down, whose hashes are slow too: 10^10 guesses.
    Account,
}

impl Guards {
    /// Least guesses, as a power of ten.
    fn least(self) -> f64 {
        match self {
            Self::Key => 14.0,
            Self::Account => 10.0,
        }
    }
}

/// Why a chosen secret is easy to guess: what most of it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Weakness {
    /// The same sign or group of signs again and again.
    #[error("it repeats itself")]
    Repeats,
    /// Signs in a row: of the alphabet, of the figures or of the keyboard.
    #[error("it is a row of the alphabet or of the keyboard")]
    Row,
    /// Words that everybody thinks of, or the person's own.
    #[error("it is made of common words")]
    Common,
    /// A date or a year.
    #[error("it is made of dates")]
    Date,
    /// Too few signs that cannot be foreseen.
    #[error("it has too little that cannot be foreseen")]
    Short,
}

/// Judges a secret that somebody chose. It is read in three ways, and the weakest counts: as it is, without marks and capitals, and
/// without what separates the words. `personal` is what belongs to the person or place and is guessed first. The first hundred
/// characters count, which bounds the time (about a millisecond).
///
/// # Errors
/// Why it is easy to guess.
pub fn judge(text: &str, guards: Guards, personal: &[&str]) -> Result<(), Weakness> {
    let plain = plain_letters(text);
    let joined = Zeroizing::new(plain.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>());
    let known: Vec<&str> = personal.iter().take(MOST_PERSONAL).copied().chain(COMMON.lines()).collect();
    let judged = [text, &plain, &joined].map(|read| zxcvbn(read, &known));
    let weakest = judged.iter().min_by(|one, other| one.guesses_log10().total_cmp(&other.guesses_log10()));
    match weakest {
        Some(weakest) if weakest.guesses_log10() < guards.least() => Err(weakness(weakest)),
        Some(_) | None => Ok(()),
    }
}

/// What most of the text is made of.
fn weakness(judged: &Entropy) -> Weakness {
    let longest = judged.sequence().iter().max_by_key(|part| part.token.chars().count());
    match longest.map(|part| &part.pattern) {
        Some(MatchPattern::Repeat(_)) => Weakness::Repeats,
        Some(MatchPattern::Sequence(_) | MatchPattern::Spatial(_)) => Weakness::Row,
        Some(MatchPattern::Dictionary(_)) => Weakness::Common,
        Some(MatchPattern::Date(_) | MatchPattern::Regex(_)) => Weakness::Date,
        Some(MatchPattern::BruteForce) | None => Weakness::Short,
    }
}
