/// Refused input: why a key or a paste was not inserted, or only in part. The field is unchanged where nothing was inserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A character that this field cannot hold.
    #[error("character refused: {why}")]
    Char {
        /// The character.
        ch: char,
        /// Why it is refused.
        why: CharFault,
    },
    /// The field is full, at so many characters.
    #[error("longer than {limit} characters")]
    TooLong {
        /// Longest text, in characters.
        limit: usize,
    },
    /// A paste of which only a part was taken: so many characters were left out, and the rest was cut at the limit or not.
    #[error("{dropped} characters were left out")]
    Partly {
        /// How many characters were left out.
        dropped: usize,
        /// The first of them, and why.
        first: Option<(char, CharFault)>,
        /// Whether the end was cut off at the limit.
        cut: bool,
    },
}

/// What is wrong with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CharFault {
    /// A control character, such as ESC or a vertical tab.
    #[error("control character")]
    Control,
    /// Nobody could see it: zero width, a change of direction, a variation selector, a noncharacter.
    #[error("invisible character")]
    Invisible,
    /// Means something on one machine only.
    #[error("character of private use")]
    PrivateUse,
    /// Part of no name: digits, symbols, emoji, other scripts.
    #[error("character not used in names")]
    NotInName,
    /// Not a digit, in a field of digits.
    #[error("not a digit")]
    NotDigit,
    /// Not part of a date.
    #[error("not part of a date")]
    NotInDate,
    /// Not part of a telephone number.
    #[error("not part of a telephone number")]
    NotInPhone,
    /// A combining mark without a letter below it.
    #[error("combining mark without a letter")]
    LoneMark,
    /// More marks on one letter than any script needs.
    #[error("too many marks on a letter")]
    Stacked,
}
