use crate::{
    domain::{Choice, LessonId, PaperBatch, PaperNumber, PersonKey, Stamp, TopicId},
    record::{Draft, HelpMode},
};

/// How far a printed paper has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperStep {
    /// Printed, with somebody or in a drawer.
    Printed,
    /// Collected, to be keyed in.
    Collected,
    /// Keyed in once; the second keying is missing.
    KeyedOnce,
    /// Handed in.
    Handed,
    /// It will not be handed in.
    Void,
}

/// A printed paper in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperLine {
    /// Its number.
    pub number: PaperNumber,
    /// How far it has come.
    pub step: PaperStep,
}

/// Papers that were printed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchLine {
    /// Their batch.
    pub batch: PaperBatch,
    /// When they were printed.
    pub printed: Stamp,
    /// By their serials.
    pub papers: Vec<PaperLine>,
}

/// A paper on the screen, to be keyed in.
#[derive(Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its number.
    pub number: PaperNumber,
    /// What is printed on it, in its order.
    pub questions: Vec<SheetQuestion>,
    /// Who wrote it, where it was keyed once already and is keyed the second time.
    pub second: Option<(PersonKey, String)>,
}

/// A question as it is printed.
#[derive(Clone, PartialEq, Eq)]
pub struct SheetQuestion {
    /// The question.
    pub stem: String,
    /// Its options, A first.
    pub options: Vec<String>,
}

/// What was keyed in from a sheet.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyedSheet {
    /// Its number.
    pub number: PaperNumber,
    /// Who wrote it.
    pub person: PersonKey,
    /// How the writer was helped.
    pub mode: HelpMode,
    /// For each place the option as printed; none where nothing is marked.
    pub choices: Vec<Option<Choice>>,
    /// The message, where one is given.
    pub message: Option<SheetMessage>,
    /// A difference to the first keying was settled with the sheet at hand.
    pub settled: bool,
}

/// The message on a sheet.
#[derive(Clone, PartialEq, Eq)]
pub struct SheetMessage {
    /// The words.
    pub text: String,
    /// Number of the ready sentence, from 1; none for own words.
    pub ready: Option<u8>,
}

/// A place at which two keyings of a sheet differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetDifference {
    /// Place of the paper, from 0.
    pub place: usize,
    /// What was keyed in first.
    pub first: Choice,
    /// What was keyed in now.
    pub second: Choice,
}

/// What became of a sheet that was keyed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetKept {
    /// It is handed in.
    Handed,
    /// Kept until it is keyed a second time.
    ToKeyAgain,
    /// The second keying differs; the sheet decides.
    Differs(Vec<SheetDifference>),
}

/// Documents of an evening that are on the stick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EveningFiles {
    /// Their paths as the volunteer knows them.
    pub files: Vec<String>,
    /// Slips that are among them.
    pub slips: usize,
    /// Numbers of the slips that are not among them: they cannot be drawn, or not be made again as they were.
    pub left_out: Vec<String>,
}

/// A lesson that was taught to a group, as it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaughtLesson {
    /// The topic.
    pub topic: TopicId,
    /// Digest of the content that its pages are from.
    pub pack: [u8; 32],
    /// Lessons that were shown to their end.
    pub lessons: Vec<LessonId>,
    /// Seconds by the monotonic clock that its pages were on the screen.
    pub seconds: u32,
    /// For each question that was asked, how many raised a hand for each option; empty where they were not counted.
    pub raised: Vec<Vec<u8>>,
    /// Who was there.
    pub people: Vec<PersonKey>,
    /// What a restart goes on with once the lesson is kept.
    pub after: Draft,
}

/// Somebody who may sit in a group's lesson. It is shown to a hall: nothing of a number, a birth or a phone is in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Learner {
    /// Key of the person in the store.
    pub key: PersonKey,
    /// Full name.
    pub name: String,
    /// Village of residence.
    pub village: String,
    /// Topics that are learnt.
    pub topics: Vec<TopicId>,
}

/// Everybody who takes part, by their given names, and what was taught to groups in this shift.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassList {
    /// Registered people who have not withdrawn.
    pub learners: Vec<Learner>,
    /// Topics that were taught in this shift.
    pub taught: Vec<TopicId>,
}

/// Without the name.
impl std::fmt::Debug for Learner {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Learner(…)")
    }
}

/// Without what anybody wrote.
impl std::fmt::Debug for Sheet {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Sheet({})", self.number)
    }
}

/// Without what anybody wrote.
impl std::fmt::Debug for KeyedSheet {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "KeyedSheet({})", self.number)
    }
}
