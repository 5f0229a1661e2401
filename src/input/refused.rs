/// Refused input: why a key or a paste was not inserted, or only in part. The field is unchanged where nothing was inserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A character that this field cannot hold.
    Char {
        /// The character.
        ch: char,
        /// Why it is refused.
        why: CharFault,
    },
    /// The field is full, at so many characters.
    TooLong {
        /// Longest text, in characters.
        limit: usize,
    },
    /// A paste of which only a part was taken: so many characters were left out, and the rest was cut at the limit or not.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CharFault {
    /// A control character, such as ESC or a vertical tab.
    Control,
    /// Nobody could see it: zero width, a change of direction, a variation selector, a noncharacter.
    Invisible,
    /// Means something on one machine only.
    PrivateUse,
    /// Part of no name: digits, symbols, emoji, other scripts.
    NotInName,
    /// Not a digit, in a field of digits.
    NotDigit,
    /// Not part of a date.
    NotInDate,
    /// Not part of a telephone number.
    NotInPhone,
    /// A combining mark without a letter below it.
    LoneMark,
    /// More marks on one letter than any script needs.
    Stacked,
}
