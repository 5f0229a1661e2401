use super::{
    fault_message::{Message, message, quote},
    place_faults::place_message,
    question_faults::question_message,
};
use crate::{
    content::{
        BankFault, ContestFault, CourseFault, FactFault, Fault, FaultKind, FileFault, LinkFault, Severity, Wanted,
    },
    domain::{DrawFault, Level, Logo, LogoFault, Stratum, TopicId},
    text::{Value, Words},
};

/// A fault of a content folder, worded for writers of content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultText {
    /// What is wrong, without file, line and rule.
    pub what: String,
    /// What to do, and for a warning that nothing has to be done.
    pub now: String,
}

/// The wording of one fault. What it quotes from the folder is legible and cut to a line's length.
#[must_use]
pub fn fault_text(words: &Words, fault: &Fault) -> FaultText {
    let message = match &fault.what {
        FaultKind::File(FileFault::MissingKey("title")) if fault.file.starts_with("lessons/") => {
            message("fault-lesson-title", [])
        }
        // else: only the title of a lesson has a wording by its file
        kind => kind_message(words, kind),
    };
    let (what, now) = (words.with(message.key, &message.values), words.advice(message.key, &message.values));
    match fault.severity {
        Severity::Error => FaultText { what, now },
        Severity::Warning => FaultText { what, now: words.with("fault-warning", &[("now", now.into())]) },
    }
}

fn kind_message<'a>(words: &Words, kind: &'a FaultKind) -> Message<'a> {
    match kind {
        FaultKind::File(fault) => file_message(words, fault),
        FaultKind::Contest(fault) => contest_message(fault),
        FaultKind::Question(fault) => question_message(fault),
        FaultKind::Bank(fault) => bank_message(words, fault),
        FaultKind::Fact(fault) => fact_message(fault),
        FaultKind::Course(fault) => course_message(fault),
        FaultKind::Place(fault) => place_message(fault),
    }
}

/// Message of a file, key or value that cannot be read.
fn file_message<'a>(words: &Words, fault: &'a FileFault) -> Message<'a> {
    let n = |number: &usize| Value::from(*number);
    match fault {
        FileFault::CurlyQuotes { column } => {
            message("fault-curly-quotes", [("column", n(&usize::try_from(*column).unwrap_or(0)))])
        }
        FileFault::DayForm => message("fault-day-form", []),
        FileFault::Syntax { column, .. } => message("fault-syntax", [("column", (*column).into())]),
        FileFault::StrayLine => message("fault-stray-line", []),
        FileFault::StepNumber { expected } => message("fault-step-number", [("expected", (*expected).into())]),
        FileFault::MissingKey(key) => message("fault-missing-key", [("key", quote(key))]),
        FileFault::UnknownKey(key) => message("fault-unknown-key", [("key", quote(key))]),
        FileFault::WrongValue { key, wanted } => {
            let wanted = wanted_message(words, key, wanted);
            let wanted = words.with(wanted.key, &wanted.values);
            message("fault-wrong-value", [("key", quote(key)), ("wanted", wanted.into())])
        }
        FileFault::FileTooLarge { bytes, most } => {
            message("fault-file-too-large", [("size", kilobytes(*bytes)), ("most", kilobytes(*most))])
        }
        FileFault::TooManyQuestions { most } => message("fault-too-many-questions", [("most", n(most))]),
        FileFault::MissingFile(name) => message("fault-missing-file", [("name", (*name).into())]),
        FileFault::UnknownFile => message("fault-unknown-file", []),
        FileFault::NotUtf8 => message("fault-not-utf8", []),
        FileFault::Path => message("fault-path", []),
        FileFault::PathTwice => message("fault-path-twice", []),
        FileFault::TooManyFaults { listed } => message("fault-too-many", [("listed", n(listed))]),
        FileFault::UnitRow => message("fault-unit-row", []),
        FileFault::UnitTwice(code) => message("fault-unit-twice", [("code", quote(code))]),
    }
}

/// Message of a fault of the contest.
fn contest_message<'a>(fault: &'a ContestFault) -> Message<'a> {
    let n = |number: &usize| Value::from(*number);
    match fault {
        ContestFault::Dates => message("fault-dates", []),
        ContestFault::TopicNumber { expected } => message("fault-topic-number", [("expected", (*expected).into())]),
        ContestFault::BlueprintTopic(topic) => message("fault-blueprint-topic", [("topic", (*topic).into())]),
        ContestFault::BlueprintLacks(topic) => message("fault-blueprint-lacks", [number_of(*topic)]),
        ContestFault::BlueprintSize { questions, most } => {
            message("fault-blueprint-size", [("questions", n(questions)), ("most", n(most))])
        }
        ContestFault::Link(fault) => link_message(*fault),
        ContestFault::HelpLinks { most } => message("fault-help-links", [("most", n(most))]),
        ContestFault::HelpTitle { chars, most } => {
            message("fault-help-title", [("chars", n(chars)), ("most", n(most))])
        }
        ContestFault::LinkNotOfficial => message("fault-link-not-official", []),
        ContestFault::PassMark { mark, questions } => {
            message("fault-pass-mark", [("mark", (*mark).into()), ("questions", n(questions))])
        }
        ContestFault::MessageBounds { from, up_to } => {
            message("fault-message-bounds", [("from", n(from)), ("up_to", n(up_to))])
        }
        ContestFault::PaperRanks => message("fault-paper-ranks", []),
        ContestFault::CertificateText { key, chars, most } => {
            message("fault-certificate-text", [("key", quote(key)), ("chars", n(chars)), ("most", n(most))])
        }
        ContestFault::CertificateSigners { most } => message("fault-certificate-signers", [("most", n(most))]),
        ContestFault::CertificateLogo { path, fault } => logo_message(path, fault),
        ContestFault::CertificateLogoMissing { path } => {
            message("fault-certificate-logo-missing", [("path", quote(path))])
        }
        ContestFault::StationUnit(code) => message("fault-station-unit", [("code", quote(code))]),
        ContestFault::StationVillage => message("fault-station-village", []),
        ContestFault::ReadyCount { found, least, most } => {
            message("fault-ready-count", [("found", n(found)), ("least", n(least)), ("most", n(most))])
        }
        ContestFault::ReadyLength { chars, from, up_to } => {
            message("fault-ready-length", [("chars", n(chars)), ("from", n(from)), ("up_to", n(up_to))])
        }
    }
}

/// Message of a logo that cannot be printed.
fn logo_message<'a>(path: &'a str, fault: &'a LogoFault) -> Message<'a> {
    let path = ("path", quote(path));
    match fault {
        LogoFault::Kind(kind) => message("fault-certificate-logo-kind", [path, ("kind", (*kind).into())]),
        LogoFault::Damaged => message("fault-certificate-logo-damaged", [path]),
        LogoFault::Bytes { bytes, most } => {
            message("fault-certificate-logo-bytes", [path, ("size", kilobytes(*bytes)), ("most", kilobytes(*most))])
        }
        LogoFault::Pixels { width, height } => message(
            "fault-certificate-logo-pixels",
            [
                path,
                ("width", (*width).into()),
                ("height", (*height).into()),
                ("least", (*Logo::SIDE.start()).into()),
                ("most", (*Logo::SIDE.end()).into()),
            ],
        ),
    }
}

/// Message of a fault of the bank.
fn bank_message<'a>(words: &Words, fault: &'a BankFault) -> Message<'a> {
    let n = |number: &usize| Value::from(*number);
    match fault {
        BankFault::TooFewQuestions { wanted, has } => too_few_message(*wanted, has),
        BankFault::LongestOption { hundredths } => {
            message("fault-longest-option", [("right", questions(words, *hundredths))])
        }
        BankFault::ShortestOption { hundredths } => {
            message("fault-shortest-option", [("right", questions(words, *hundredths))])
        }
        BankFault::StemWordsOption { hundredths } => {
            message("fault-stem-words-option", [("right", questions(words, *hundredths))])
        }
        BankFault::LikeOthersOption { hundredths } => {
            message("fault-like-others-option", [("right", questions(words, *hundredths))])
        }
        BankFault::UnlikeOthersOption { hundredths } => {
            message("fault-unlike-others-option", [("right", questions(words, *hundredths))])
        }
        BankFault::RevealingWord { word, hundredths, topic } => {
            revealing_message(words, ["fault-telling-word", "fault-telling-word-of-topic"], word, *hundredths, *topic)
        }
        BankFault::RevealingLack { word, hundredths, topic } => {
            revealing_message(words, ["fault-telling-lack", "fault-telling-lack-of-topic"], word, *hundredths, *topic)
        }
        BankFault::GivesAway(id) => message("fault-gives-away", [("id", quote(&id.0))]),
        BankFault::NearStem(id) => message("fault-near-stem", [("id", quote(&id.0))]),
        BankFault::LevelShare { topic, level, percent, wanted } => message(
            "fault-level-share",
            [number_of(*topic), ("level", (*level).into()), ("percent", n(percent)), ("wanted", n(wanted))],
        ),
        BankFault::YesNoShare { found, of } => message("fault-yes-no-share", [("found", n(found)), ("of", n(of))]),
        BankFault::NegativeShare { found, of } => message("fault-negative-share", [("found", n(found)), ("of", n(of))]),
        BankFault::FactNotTaught { fact, lesson } => {
            message("fault-fact-not-taught", [("fact", quote(fact)), ("lesson", lesson.to_string().into())])
        }
        BankFault::PoolSize { topic, level, found, wanted } => message(
            "fault-pool-size",
            [number_of(*topic), ("level", (*level).into()), ("found", n(found)), ("wanted", n(wanted))],
        ),
        BankFault::PoolFacts { topic, level: None, found, wanted } => {
            message("fault-pool-facts", [number_of(*topic), ("found", n(found)), ("wanted", n(wanted))])
        }
        BankFault::PoolFacts { topic, level: Some(level), found, wanted } => message(
            "fault-pool-facts-of-level",
            [number_of(*topic), ("level", (*level).into()), ("found", n(found)), ("wanted", n(wanted))],
        ),
        BankFault::PoolGroups { fact } => message("fault-pool-groups", [("fact", quote(fact))]),
        BankFault::FactTooOften { fact, most } => {
            message("fault-fact-too-often", [("fact", quote(fact)), ("most", n(most))])
        }
    }
}

/// Message of a fault of facts and sources.
fn fact_message<'a>(fault: &'a FactFault) -> Message<'a> {
    match fault {
        FactFault::NoFacts => message("fault-no-facts", []),
        FactFault::FactTwice(fact) => message("fault-fact-twice", [("fact", quote(fact))]),
        FactFault::SourceTwice(source) => message("fault-source-twice", [("source", quote(source))]),
        FactFault::UnknownSource(source) => message("fault-unknown-source", [("source", quote(source))]),
        FactFault::QuestionSource(source) => message("fault-question-source", [("source", quote(source))]),
        FactFault::UnknownFact(fact) => message("fault-unknown-fact", [("fact", quote(fact))]),
        FactFault::LessonFact(fact) => message("fault-lesson-fact", [("fact", quote(fact))]),
        FactFault::FactFromMemory(fact) => message("fault-fact-from-memory", [("fact", quote(fact))]),
        FactFault::FactFleeting(fact) => message("fault-fact-fleeting", [("fact", quote(fact))]),
        FactFault::UntilMissing(fact) => message("fault-until-missing", [("fact", quote(fact))]),
        FactFault::FactUntaught(fact) => message("fault-fact-untaught", [("fact", quote(fact))]),
    }
}

/// Message of a fault of lessons and the course.
fn course_message<'a>(fault: &'a CourseFault) -> Message<'a> {
    let n = |number: &usize| Value::from(*number);
    match fault {
        CourseFault::SentenceLength { syllables, most } => {
            message("fault-sentence-length", [("syllables", n(syllables)), ("most", n(most))])
        }
        CourseFault::ParagraphSentences { found, most } => {
            message("fault-paragraph-sentences", [("found", n(found)), ("most", n(most))])
        }
        CourseFault::PageSize { lines: 0, most: _ } => message("fault-page-empty", []),
        CourseFault::PageSize { lines, most } => message("fault-page-size", [("lines", n(lines)), ("most", n(most))]),
        CourseFault::TitleWidth { columns, most } => {
            message("fault-title-width", [("columns", n(columns)), ("most", n(most))])
        }
        CourseFault::TooManySteps { found, most } => {
            message("fault-too-many-steps", [("found", n(found)), ("most", n(most))])
        }
        CourseFault::RememberLines { found } => message("fault-remember-lines", [("found", n(found))]),
        CourseFault::Markup(mark) => message("fault-markup", [("sign", quote(mark))]),
        CourseFault::RequiredLessons { topic, found, wanted } => {
            message("fault-required-lessons", [number_of(*topic), ("found", n(found)), ("wanted", n(wanted))])
        }
        CourseFault::RequiredPages { found, least, most } => {
            message("fault-required-pages", [("found", n(found)), ("least", n(least)), ("most", n(most))])
        }
        CourseFault::RequiredPageLength { syllables, most } => {
            message("fault-required-page-length", [("syllables", n(syllables)), ("most", n(most))])
        }
        CourseFault::ChecksLength { syllables, most } => {
            message("fault-checks-length", [("syllables", n(syllables)), ("most", n(most))])
        }
        CourseFault::RequiredChecks { found } => message("fault-required-checks", [("found", n(found))]),
        CourseFault::CourseLength { syllables, most } => {
            message("fault-course-length", [("syllables", n(syllables)), ("most", n(most))])
        }
        CourseFault::TopicLength { topic, minutes, most } => {
            message("fault-topic-length", [number_of(*topic), ("minutes", n(minutes)), ("most", n(most))])
        }
        CourseFault::OtherAddress { found, usual } => {
            message("fault-other-address", [("found", quote(found)), ("usual", quote(usual))])
        }
        CourseFault::NewTerm(word) => message("fault-new-term", [("word", quote(word))]),
        CourseFault::PointsNowhere(words) => message("fault-points-nowhere", [("words", quote(words))]),
        CourseFault::CheckOptions { found } => message("fault-check-options", [("found", n(found))]),
        CourseFault::CheckRight { found } => message("fault-check-right", [("found", n(found))]),
        CourseFault::CheckIncomplete => message("fault-check-incomplete", []),
        CourseFault::LessonTwice(lesson) => message("fault-lesson-twice", [("lesson", lesson.to_string().into())]),
        CourseFault::LessonTopic => message("fault-lesson-topic", []),
        CourseFault::UnknownTopic(topic) => message("fault-unknown-topic", [("topic", (*topic).into())]),
        CourseFault::SkillTwice(skill) => message("fault-skill-twice", [("skill", quote(skill))]),
        CourseFault::UnknownSkill(skill) => message("fault-unknown-skill", [("skill", quote(skill))]),
        CourseFault::SkillTopic { skill, topic } => {
            message("fault-skill-topic", [("skill", quote(skill)), number_of(*topic)])
        }
    }
}

/// Message of what a key takes, as the end of a sentence.
fn wanted_message<'a>(words: &Words, key: &str, wanted: &Wanted) -> Message<'a> {
    let bound = |number: i64| Value::from(u64::try_from(number).map_or(number.to_string(), |n| words.number(n)));
    match wanted {
        Wanted::Text => message("fault-wanted-text", []),
        Wanted::Whole { from, to } => message("fault-wanted-whole", [("from", bound(*from)), ("to", bound(*to))]),
        Wanted::YesNo => message("fault-wanted-yes-no", []),
        Wanted::Date => message("fault-wanted-date", []),
        Wanted::Texts => message("fault-wanted-texts", []),
        Wanted::Tables => message("fault-wanted-tables", [("key", quote(key))]),
        Wanted::Table => message("fault-wanted-table", [("key", quote(key))]),
        Wanted::OneOf(list) => message("fault-wanted-one-of", [("list", list.join(", ").into())]),
        Wanted::ContestId => message("fault-wanted-contest-id", []),
        Wanted::LessonId => message("fault-wanted-lesson-id", []),
        Wanted::QuestionId => message("fault-wanted-question-id", []),
        Wanted::FactId => message("fault-wanted-fact-id", []),
        Wanted::UnitCode => message("fault-wanted-unit-code", []),
        Wanted::Phone => message("fault-wanted-phone", []),
    }
}

/// Why a link is refused.
#[must_use]
pub fn link_fault_text(words: &Words, fault: LinkFault) -> String {
    let message = link_message(fault);
    words.with(message.key, &message.values)
}

fn link_message<'a>(fault: LinkFault) -> Message<'a> {
    match fault {
        LinkFault::NotHttps => message("fault-link-not-https", []),
        LinkFault::Host => message("fault-link-host", []),
        LinkFault::HelpHost => message("fault-link-help-host", []),
        LinkFault::Character => message("fault-link-sign", []),
        LinkFault::TooLong { bytes, most } => {
            message("fault-link-too-long", [("bytes", bytes.into()), ("most", most.into())])
        }
    }
}

fn too_few_message<'a>(wanted: usize, has: &DrawFault) -> Message<'a> {
    let DrawFault { stratum: Stratum { topic, level, count: _ }, available } = *has;
    let (available, wanted) = (("available", available.into()), ("wanted", wanted.into()));
    match level.map(Level::number) {
        None => message("fault-too-few-questions", [number_of(topic), available, wanted]),
        Some(level) => {
            message("fault-too-few-of-level", [number_of(topic), ("level", level.into()), available, wanted])
        }
    }
}

/// A word that gives right options away, in the whole bank or in a topic.
fn revealing_message<'a>(
    words: &Words,
    [of_bank, of_topic]: [&'static str; 2],
    word: &str,
    hundredths: usize,
    topic: Option<TopicId>,
) -> Message<'a> {
    let values = [("word", quote(word)), ("right", questions(words, hundredths))];
    match topic {
        None => message(of_bank, values),
        Some(topic) => {
            let [word, right] = values;
            message(of_topic, [word, right, number_of(topic)])
        }
    }
}

fn number_of<'a>(topic: TopicId) -> (&'static str, Value<'a>) {
    ("topic", topic.number().into())
}

/// Rounded up, so that a file one byte too large is not shown with the size of the limit.
fn kilobytes<'a>(bytes: usize) -> Value<'a> {
    bytes.div_ceil(1024).into()
}

/// `6,2` for 620 hundredths of a question.
fn questions<'a>(words: &Words, hundredths: usize) -> Value<'a> {
    let tenths = u32::try_from(hundredths.div_ceil(10)).unwrap_or(u32::MAX);
    words.decimal(f64::from(tenths) / 10.0, 1).into()
}
