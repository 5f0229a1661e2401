/// Why a key or a paste was not taken, or not as a whole. What stood in the field before stands there still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A sign that this field cannot hold.
    Sign { sign: char, why: SignFault },
    /// The field is full, at so many characters.
    TooLong { limit: usize },
    /// A paste of which only a part was taken: so many signs were left out, and the rest was cut at the limit or not.
    Partly { dropped: usize, first: Option<(char, SignFault)>, cut: bool },
}

/// What is wrong with a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignFault {
    /// A control sign, such as ESC or a vertical tab.
    Control,
    /// Nobody could see it: zero width, a change of direction, a variation selector, a noncharacter.
    Invisible,
    /// Means something on one machine only.
    PrivateUse,
    /// Stands in no name: digits, symbols, emoji, other scripts.
    NotInName,
    NotDigit,
    NotInDate,
    NotInPhone,
    /// A combining mark without a letter below it.
    LoneMark,
    /// More marks on one letter than any script needs.
    Stacked,
}
