use serde::{Deserialize, Serialize};

/// A single step of a visit that must survive a power cut, kept at the station only: records sum these up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "row", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Row {
    /// A page of a lesson was turned to (counted from 0).
    Page {
        /// Id of the lesson, as `1.2`.
        lesson: String,
        /// Page, from 0.
        page: u16,
    },
    /// A check question was answered (both counted from 0).
    Check {
        /// Id of the lesson.
        lesson: String,
        /// Check question, from 0.
        check: u16,
        /// Option chosen, from 0.
        option: u8,
    },
    /// A lesson was gone through to its end.
    Lesson {
        /// Id of the lesson.
        lesson: String,
    },
    /// The seed of an attempt that has been opened: the paper is drawn from it again after a restart.
    Seed {
        /// Number of the attempt, from 1.
        attempt: u8,
        /// Hex of the 32 bytes.
        seed: String,
    },
    /// An option was marked (place and option counted from 0), after so many seconds on the question.
    Answer {
        /// Number of the attempt, from 1.
        attempt: u8,
        /// Place of the paper, from 0.
        place: u16,
        /// Option by its place on screen, from 0.
        option: u8,
        /// Seconds spent on the question in this visit to it.
        seconds: u32,
    },
    /// A place was flagged for a second look, or its flag was cleared.
    Flag {
        /// Number of the attempt, from 1.
        attempt: u8,
        /// Place of the paper, from 0.
        place: u16,
        /// Whether the flag is set.
        on: bool,
    },
    /// The question that was last on the screen.
    At {
        /// Number of the attempt, from 1.
        attempt: u8,
        /// Place of the paper, from 0.
        place: u16,
    },
    /// The resident has seen the result.
    ResultSeen {
        /// Number of the attempt, from 1.
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
