//! Faults of lessons and of the course as a whole (L01 to L17).

use crate::domain::{LessonId, TopicId};

/// A lesson, or the course, that breaks a rule of length, layout or language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CourseFault {
    /// A sentence that is too long to be read aloud.
    SentenceLength {
        /// Its length.
        syllables: usize,
        /// The limit that it breaks, in syllables: the lower one warns, the upper one refuses.
        most: usize,
    },
    /// A paragraph of too many sentences.
    ParagraphSentences {
        /// Sentences of the paragraph.
        found: usize,
        /// The most allowed.
        most: usize,
    },
    /// A page that is empty, or does not fit the screen.
    PageSize {
        /// Lines that it takes; 0: empty.
        lines: usize,
        /// Lines of the screen.
        most: usize,
    },
    /// A title that does not fit its line.
    TitleWidth {
        /// Its width.
        columns: usize,
        /// The limit in columns.
        most: usize,
    },
    /// Too many steps in one list.
    TooManySteps {
        /// Steps of the list.
        found: usize,
        /// The most allowed.
        most: usize,
    },
    /// Too few or too many lines to remember.
    RememberLines {
        /// Such lines of the lesson.
        found: usize,
    },
    /// Markup of other programs; the characters.
    Markup(String),
    /// Another number of required lessons in a topic.
    RequiredLessons {
        /// The topic.
        topic: TopicId,
        /// Its required lessons.
        found: usize,
        /// Required lessons of each topic.
        wanted: usize,
    },
    /// Another number of pages in a required lesson.
    RequiredPages {
        /// Its pages.
        found: usize,
        /// The least.
        least: usize,
        /// The most.
        most: usize,
    },
    /// A page of a required lesson is too long.
    RequiredPageLength {
        /// Its length with its title.
        syllables: usize,
        /// The limit in syllables.
        most: usize,
    },
    /// Too few or too many check questions in a required lesson.
    RequiredChecks {
        /// Its check questions.
        found: usize,
    },
    /// The check questions of the required course are too long.
    ChecksLength {
        /// Their length.
        syllables: usize,
        /// The limit in syllables.
        most: usize,
    },
    /// The pages of the required course are too long.
    CourseLength {
        /// Its length.
        syllables: usize,
        /// The limit in syllables.
        most: usize,
    },
    /// A topic's required lessons are too long.
    TopicLength {
        /// The topic.
        topic: TopicId,
        /// Minutes of reading aloud.
        minutes: usize,
        /// The limit in minutes.
        most: usize,
    },
    /// The reader is called by another name than in the rest of the course.
    OtherAddress {
        /// The form of address here.
        found: String,
        /// The form of the rest.
        usual: String,
    },
    /// A strange word that is not explained at its first place in the lesson.
    NewTerm(String),
    /// Words that refer to a picture or a link that nobody sees.
    PointsNowhere(String),
    /// Another number of options in a check question.
    CheckOptions {
        /// Its options.
        found: usize,
    },
    /// Not exactly one right option in a check question.
    CheckRight {
        /// Its right options.
        found: usize,
    },
    /// A check question without its explanation.
    CheckIncomplete,
    /// Another lesson has this id.
    LessonTwice(LessonId),
    /// The lesson's topic is not that of its id.
    LessonTopic,
    /// A topic that the contest does not have.
    UnknownTopic(u8),
    /// A skill that is defined twice; its id.
    SkillTwice(String),
    /// A skill that does not exist; its id.
    UnknownSkill(String),
    /// A skill of another topic than the lesson's.
    SkillTopic {
        /// Id of the skill.
        skill: String,
        /// The skill's topic.
        topic: TopicId,
    },
}

impl CourseFault {
    pub(super) fn rule(&self) -> &'static str {
        match self {
            Self::SentenceLength { .. } | Self::ParagraphSentences { .. } => "L01",
            Self::PageSize { .. } | Self::TitleWidth { .. } => "L02",
            Self::OtherAddress { .. } => "L03",
            Self::NewTerm(_) => "L04",
            Self::TooManySteps { .. } => "L05",
            Self::RememberLines { .. } => "L07",
            Self::Markup(_) => "L08",
            Self::TopicLength { .. } => "L09",
            Self::PointsNowhere(_) => "L10",
            Self::RequiredLessons { .. } => "L11",
            Self::RequiredPages { .. } => "L12",
            Self::RequiredChecks { .. } => "L13",
            Self::CourseLength { .. } | Self::ChecksLength { .. } => "L14",
            Self::CheckOptions { .. } | Self::CheckRight { .. } | Self::CheckIncomplete => "L15",
            Self::LessonTwice(_) | Self::LessonTopic | Self::UnknownTopic(_) => "L16",
            Self::SkillTwice(_) | Self::UnknownSkill(_) | Self::SkillTopic { .. } => "L17",
            Self::RequiredPageLength { .. } => "L18",
        }
    }
}
