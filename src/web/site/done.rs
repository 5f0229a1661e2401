use crate::text::Words;

/// What a person has just done with the own account, for the page where everything begins: the city's overview, or a clerk's own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Chosen another password.
    Password,
    /// Ended the sessions in other browsers.
    Sessions,
}

impl Done {
    /// What the query of an address states; none where it states nothing that there is.
    pub fn parse(word: Option<&str>) -> Option<Self> {
        [Self::Password, Self::Sessions].into_iter().find(|done| Some(done.word()) == word)
    }

    /// The word in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Password => "mat-khau",
            Self::Sessions => "phien",
        }
    }

    /// The message.
    pub fn text(self, words: &Words) -> String {
        let key = match self {
            Self::Password => "site-password-changed",
            Self::Sessions => "site-sessions-ended",
        };
        words.get(key).into_owned()
    }
}
