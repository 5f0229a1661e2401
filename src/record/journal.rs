use serde::{Deserialize, Serialize};

/// A single step of a visit that must survive a power cut, kept at the station only: records sum these up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "row", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Row {
    /// A page of a lesson was turned to (counted from 0).
    Page {
        lesson: String,
        page: u16,
    },
    /// A check question was answered (both counted from 0).
    Check {
        lesson: String,
        check: u16,
        option: u8,
    },
    /// A lesson was gone through to its end.
    Lesson {
        lesson: String,
    },
    /// The seed of an attempt that has been opened: the paper is drawn from it again after a restart.
    Seed {
        attempt: u8,
        seed: String,
    },
    /// An option was marked (place and option counted from 0), after so many seconds on the question.
    Answer {
        attempt: u8,
        place: u16,
        option: u8,
        seconds: u32,
    },
    Flag {
        attempt: u8,
        place: u16,
        on: bool,
    },
    /// The question that was last on the screen.
    At {
        attempt: u8,
        place: u16,
    },
    /// The resident has seen the result.
    ResultSeen {
        attempt: u8,
    },
}

/// What is being typed, so that a power cut costs at most the key being pressed. One of each kind at a time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// `register`, or `message` for the person signed in.
    pub kind: String,
    /// The screen's own JSON.
    pub text: String,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Draft({}, …)", self.kind)
    }
}
