use super::{Pack, required};
use crate::domain::{
    Bank, Block, CONSENT_TEXT, Check, CheckOption, Contest, Date, Lesson, LessonId, Level, Page, PaperFrom, Place,
    PrizeRules, Question, QuestionId, Rules, SignRules, TopicId, Unit,
};
use std::collections::HashSet;

/// A campaign as far as its files could be read: what the rules are checked on. Texts that are missing are empty.
#[derive(Debug, Default)]
pub struct Draft<'a> {
    pub(super) contest: Option<ContestDraft<'a>>,
    pub(super) lessons: Vec<LessonDraft<'a>>,
    pub(super) questions: Vec<QuestionDraft<'a>>,
    /// None: there is such a file and it could not be read.
    pub(super) skills: Option<Vec<Skill<'a>>>,
    /// Words that this campaign takes for known, beside the common ones.
    pub(super) terms: Vec<String>,
    /// What things are called in this campaign.
    pub(super) words: Vec<Word>,
    pub(super) facts: FactsDraft<'a>,
    /// The file of the ready sentences and these, when it could be read.
    pub(super) ready: Option<(&'a str, Vec<Written>)>,
    /// Pictures for the certificate, by their paths.
    pub(super) pictures: Vec<(&'a str, &'a [u8])>,
    /// Villages and agencies of units.
    pub(super) places: Vec<Place>,
    /// Every lesson file could be read as one: rules about the whole course make sense.
    pub(super) lessons_whole: bool,
    /// The same of the questions.
    pub(super) bank_whole: bool,
}

/// A text with its line, counted from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    pub line: u32,
    pub text: String,
}

/// A thing's one name in a campaign, and those it is never called by.
#[derive(Debug)]
pub(super) struct Word {
    pub usual: String,
    pub never: Vec<String>,
}

#[derive(Debug)]
pub(super) struct ContestDraft<'a> {
    pub file: &'a str,
    pub contest: Contest,
    /// Line of the blueprint, for faults of the bank against it.
    pub blueprint_line: u32,
    /// People that must have read each question, who wrote it among them; 0: nobody asks.
    pub reviews: usize,
}

#[derive(Debug)]
pub(super) struct LessonDraft<'a> {
    pub file: &'a str,
    pub id: Option<LessonId>,
    pub id_line: u32,
    pub topic: Option<TopicId>,
    pub topic_line: u32,
    pub title: Written,
    pub required: bool,
    pub facts: Vec<Written>,
    pub pages: Vec<PageDraft>,
    pub checks: Vec<CheckDraft>,
}

#[derive(Debug)]
pub(super) struct PageDraft {
    pub title: Written,
    pub blocks: Vec<BlockDraft>,
}

#[derive(Debug)]
pub(super) enum BlockDraft {
    Paragraph(Written),
    Steps(Vec<Written>),
    Points(Vec<Written>),
    Remember(Vec<Written>),
}

#[derive(Debug)]
pub(super) struct CheckDraft {
    pub stem: Written,
    pub options: Vec<(Written, bool)>,
    pub why: Written,
}

#[derive(Debug)]
pub(super) struct QuestionDraft<'a> {
    pub file: &'a str,
    pub line: u32,
    pub id: Written,
    pub level: Option<Level>,
    pub fact: Written,
    pub lesson: Option<LessonId>,
    pub lesson_line: u32,
    pub stem: Written,
    pub right: Written,
    pub wrong: Vec<Written>,
    pub wrong_line: u32,
    pub why: Written,
    pub source: Written,
    pub checked: Option<Date>,
    pub until: Option<(Date, u32)>,
    pub situation: bool,
    pub negative: bool,
    pub group: Option<Written>,
    /// Who wrote and read it.
    pub reviewed: Vec<Written>,
}

/// A general skill that questions may rest on beside the facts; packs do not contain it.
#[derive(Debug)]
pub(super) struct Skill<'a> {
    pub file: &'a str,
    pub id: Written,
    pub topic: Option<TopicId>,
    pub text: Written,
}

/// The facts that lessons teach and questions ask for, and where they come from; they have no part in a pack.
#[derive(Debug, Default)]
pub(super) struct FactsDraft<'a> {
    /// There is such a folder; an office that keeps none does without the rules about facts.
    pub there: bool,
    /// Each of its files could be read as one.
    pub whole: bool,
    pub sources: Vec<SourceDraft<'a>>,
    pub facts: Vec<FactDraft<'a>>,
}

#[derive(Debug)]
pub(super) struct SourceDraft<'a> {
    pub file: &'a str,
    pub key: Written,
    /// Title or address.
    pub place: Written,
}

#[derive(Debug)]
pub(super) struct FactDraft<'a> {
    pub file: &'a str,
    pub id: Written,
    pub text: Written,
    /// Keys of sources, set apart by commas or spaces.
    pub source: Written,
    pub status: Option<Status>,
    pub changes: Option<Changes>,
}

/// How well a fact is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Somebody read it at its source.
    Seen,
    /// An editor vouches for it.
    Confirmed,
    /// Common knowledge without a source: may be taught, never asked.
    Memory,
}

/// How soon a fact may be out of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changes {
    Stable,
    /// To be looked at again: a question on it runs out.
    Check,
    /// Too fast for a bank.
    High,
}

impl<'a> Draft<'a> {
    /// The pack of a draft without faults; nothing when something essential is missing.
    pub(super) fn into_pack(self, units: &[Unit], digest: [u8; 32]) -> Option<Pack> {
        let mut contest = self.contest?.contest;
        contest.ready_messages = texts(self.ready?.1);
        let mut lessons: Vec<Lesson> = self.lessons.into_iter().map(LessonDraft::into_lesson).collect::<Option<_>>()?;
        lessons.sort_by_key(|lesson| lesson.id);
        let questions = self.questions.into_iter().map(QuestionDraft::into_question).collect::<Option<_>>()?;
        let bank = Bank::new(questions, contest.rules.paper_from, &required(&lessons));
        let mut units = units.to_vec();
        units.sort_by(|a, b| a.code.cmp(&b.code));
        Some(Pack { contest, lessons, bank, units, places: self.places, digest, sealed: false, earlier: Vec::new() })
    }
}

impl Draft<'_> {
    /// What could be read, for writers who look at a page while other files have faults: whole lessons and questions alone, and an
    /// empty contest where there is none.
    #[must_use]
    pub fn so_far(self, units: &[Unit]) -> Pack {
        let mut contest = self.contest.map_or_else(no_contest, |known| known.contest);
        contest.ready_messages = self.ready.map_or(Vec::new(), |(_, sentences)| texts(sentences));
        let mut lessons: Vec<Lesson> = self.lessons.into_iter().filter_map(LessonDraft::into_lesson).collect();
        lessons.sort_by_key(|lesson| lesson.id);
        let questions = self.questions.into_iter().filter_map(QuestionDraft::into_question).collect();
        let bank = Bank::new(questions, contest.rules.paper_from, &required(&lessons));
        Pack {
            contest,
            lessons,
            bank,
            units: units.to_vec(),
            places: Vec::new(),
            digest: [0; 32],
            sealed: false,
            earlier: Vec::new(),
        }
    }

    /// Whether papers are drawn from the questions of required lessons alone.
    pub(super) fn asks_what_was_taught(&self) -> bool {
        self.contest.as_ref().is_some_and(|known| known.contest.rules.paper_from == PaperFrom::Required)
    }

    /// Which questions papers are drawn from.
    pub(super) fn is_asked(&self) -> impl Fn(&QuestionDraft<'_>) -> bool {
        let required: Option<HashSet<LessonId>> = self
            .asks_what_was_taught()
            .then(|| self.lessons.iter().filter(|lesson| lesson.required).filter_map(|lesson| lesson.id).collect());
        move |question| {
            required.as_ref().is_none_or(|required| question.lesson.is_some_and(|lesson| required.contains(&lesson)))
        }
    }

    /// Questions that papers are drawn from.
    pub(super) fn asked(&self) -> Vec<&QuestionDraft<'_>> {
        let is_asked = self.is_asked();
        self.questions.iter().filter(|question| is_asked(question)).collect()
    }

    /// What a draw takes a question of papers for: its group, or what it is alone by. Questions of one are chosen among as one.
    pub(super) fn candidate<'q>(&self, question: &'q QuestionDraft<'_>) -> (bool, &'q str) {
        let alone = if self.asks_what_was_taught() { &question.fact } else { &question.id };
        question.group.as_ref().map_or((false, alone.text.as_str()), |group| (true, group.text.as_str()))
    }

    /// The text of a fact or a skill, by its id.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&str> {
        let skills = self.skills.iter().flatten().map(|skill| (&skill.id, &skill.text));
        let facts = self.facts.facts.iter().map(|fact| (&fact.id, &fact.text));
        facts.chain(skills).find(|(known, _)| known.text == id).map(|(_, text)| text.text.as_str())
    }

    /// Where the sources of these keys are, in the order of the keys; keys are set apart by commas or spaces.
    pub fn sources<'d>(&'d self, keys: &'d str) -> impl Iterator<Item = (&'d str, &'d str)> {
        let keys = keys.split([',', ' ', ';']).filter(|key| !key.is_empty());
        keys.filter_map(|key| {
            let source = self.facts.sources.iter().find(|source| source.key.text == key)?;
            Some((key, source.place.text.as_str()))
        })
    }
}

/// A contest of nothing, for a folder whose own cannot be read.
fn no_contest() -> Contest {
    Contest {
        id: String::new(),
        rehearsal: false,
        title: String::new(),
        organiser: String::new(),
        opens: Date::MIN,
        closes: Date::MAX,
        topics: Vec::new(),
        rules: Rules {
            blueprint: Vec::new(),
            paper_from: PaperFrom::Required,
            attempts: 1,
            minutes: None,
            pass_mark: None,
            message_from: 1,
            message_up_to: 1,
            review: true,
            least_age: None,
            recognised: false,
            groups: true,
            on_paper: true,
            paper_ranks: false,
            prizes: PrizeRules::default(),
            signs: SignRules::new(),
        },
        hotline: String::new(),
        app_name: String::new(),
        app_links: Vec::new(),
        help_links: Vec::new(),
        check_url: String::new(),
        certificate: None,
        consent_version: CONSENT_TEXT,
        ready_messages: Vec::new(),
        station: None,
    }
}

impl QuestionDraft<'_> {
    /// The options as they are kept: the right one first.
    pub fn options(&self) -> impl Iterator<Item = &Written> {
        std::iter::once(&self.right).chain(&self.wrong)
    }

    fn into_question(self) -> Option<Question> {
        let lesson = self.lesson?;
        Some(Question {
            id: QuestionId(self.id.text),
            topic: lesson.topic,
            level: self.level?,
            fact: self.fact.text,
            lesson,
            stem: self.stem.text,
            options: std::iter::once(self.right).chain(self.wrong).map(|option| option.text).collect(),
            why: self.why.text,
            source: self.source.text,
            checked: self.checked?,
            until: self.until.map(|(until, _)| until),
            situation: self.situation,
            negative: self.negative,
            group: self.group.map(|group| group.text),
        })
    }
}

impl LessonDraft<'_> {
    fn into_lesson(self) -> Option<Lesson> {
        Some(Lesson {
            id: self.id?,
            title: self.title.text,
            required: self.required,
            facts: texts(self.facts),
            pages: self.pages.into_iter().map(PageDraft::into_page).collect(),
            checks: self.checks.into_iter().map(CheckDraft::into_check).collect(),
        })
    }
}

impl PageDraft {
    fn into_page(self) -> Page {
        Page { title: self.title.text, blocks: self.blocks.into_iter().map(BlockDraft::into_block).collect() }
    }
}

impl BlockDraft {
    fn into_block(self) -> Block {
        match self {
            Self::Paragraph(paragraph) => Block::Paragraph(paragraph.text),
            Self::Steps(steps) => Block::Steps(texts(steps)),
            Self::Points(points) => Block::Points(texts(points)),
            Self::Remember(lines) => Block::Remember(texts(lines)),
        }
    }

    /// Its texts, in order.
    pub fn texts(&self) -> &[Written] {
        match self {
            Self::Paragraph(paragraph) => std::slice::from_ref(paragraph),
            Self::Steps(texts) | Self::Points(texts) | Self::Remember(texts) => texts,
        }
    }
}

impl CheckDraft {
    fn into_check(self) -> Check {
        let options = self.options.into_iter().map(|(option, right)| CheckOption { text: option.text, right });
        Check { stem: self.stem.text, options: options.collect(), why: self.why.text }
    }
}

fn texts(written: Vec<Written>) -> Vec<String> {
    written.into_iter().map(|written| written.text).collect()
}
