use super::Failure;
use crate::{crypto::Weakness, text::codes};

/// Why a passphrase or password that somebody chose is refused as easy to guess. The same in all programs.
#[must_use]
pub fn weak_passphrase(weakness: Weakness) -> Failure {
    let code = match weakness {
        Weakness::Repeats => codes::passphrase::REPEATS,
        Weakness::Row => codes::passphrase::ROW,
        Weakness::Common => codes::passphrase::COMMON,
        Weakness::Date => codes::passphrase::DATE,
        Weakness::Short => codes::passphrase::GUESSABLE,
    };
    Failure::new(code, [])
}
