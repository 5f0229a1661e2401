use super::place_faults::place_told;
use crate::{
    content::{Fault, FaultKind, LinkFault, Mixed, Severity, Wanted},
    domain::{DrawFault, Level, Stratum, TopicId},
    notices::legible,
    text::{Value, Words, shown},
};

/// A fault of a content folder in the words of whoever writes content.
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
    let told = match &fault.what {
        FaultKind::MissingKey("title") if fault.file.starts_with("lessons/") => told("fault-lesson-title", []),
        kind => kind_told(words, kind),
    };
    let (what, now) = (words.with(told.key, &told.values), words.advice(told.key, &told.values));
    match fault.severity {
        Severity::Error => FaultText { what, now },
        Severity::Warning => FaultText { what, now: words.with("fault-warning", &[("now", now.into())]) },
    }
}

/// A message and its variables.
pub(super) struct Told<'a> {
    key: &'static str,
    values: Vec<(&'static str, Value<'a>)>,
}

pub(super) fn told<'a, const N: usize>(key: &'static str, values: [(&'static str, Value<'a>); N]) -> Told<'a> {
    Told { key, values: values.into() }
}

/// Longest quotation, in signs.
const LONGEST_QUOTE: usize = 80;

/// What stands in the folder, fit for a line of a terminal.
pub(super) fn quote(text: &str) -> Value<'static> {
    let mut signs = text.chars();
    let mut quoted = legible(&signs.by_ref().take(LONGEST_QUOTE).collect::<String>());
    if signs.next().is_some() {
        quoted.push('…');
    }
    quoted.into()
}

/// One arm for each kind: as long as the list of kinds, and nothing else.
fn kind_told<'a>(words: &Words, kind: &'a FaultKind) -> Told<'a> {
    use FaultKind as Kind;
    let n = |number: &usize| Value::from(*number);
    match kind {
        Kind::CurlyQuotes { column } => {
            told("fault-curly-quotes", [("column", n(&usize::try_from(*column).unwrap_or(0)))])
        }
        Kind::DayForm => told("fault-day-form", []),
        Kind::Syntax { column, message } => {
            told("fault-syntax", [("column", (*column).into()), ("message", quote(message))])
        }
        Kind::StrayLine => told("fault-stray-line", []),
        Kind::StepNumber { expected } => told("fault-step-number", [("expected", (*expected).into())]),
        Kind::MissingKey(key) => told("fault-missing-key", [("key", quote(key))]),
        Kind::UnknownKey(key) => told("fault-unknown-key", [("key", quote(key))]),
        Kind::WrongValue { key, wanted } => {
            let wanted = wanted_told(words, key, wanted);
            let wanted = words.with(wanted.key, &wanted.values);
            told("fault-wrong-value", [("key", quote(key)), ("wanted", wanted.into())])
        }
        Kind::FileTooLarge { bytes, most } => {
            told("fault-file-too-large", [("size", kilobytes(*bytes)), ("most", kilobytes(*most))])
        }
        Kind::TooManyQuestions { most } => told("fault-too-many-questions", [("most", n(most))]),
        Kind::MissingFile(name) => told("fault-missing-file", [("name", (*name).into())]),
        Kind::UnknownFile => told("fault-unknown-file", []),
        Kind::NotUtf8 => told("fault-not-utf8", []),
        Kind::Path => told("fault-path", []),
        Kind::PathTwice => told("fault-path-twice", []),
        Kind::TooManyFaults { listed } => told("fault-too-many", [("listed", n(listed))]),

        Kind::Dates => told("fault-dates", []),
        Kind::TopicNumber { expected } => told("fault-topic-number", [("expected", (*expected).into())]),
        Kind::BlueprintTopic(topic) => told("fault-blueprint-topic", [("topic", (*topic).into())]),
        Kind::BlueprintLacks(topic) => told("fault-blueprint-lacks", [number_of(*topic)]),
        Kind::BlueprintSize { questions, most } => {
            told("fault-blueprint-size", [("questions", n(questions)), ("most", n(most))])
        }
        Kind::Link(fault) => link_told(*fault),
        Kind::LinkNotOfficial => told("fault-link-not-official", []),
        Kind::PassMark { mark, questions } => {
            told("fault-pass-mark", [("mark", (*mark).into()), ("questions", n(questions))])
        }
        Kind::MessageBounds { from, up_to } => told("fault-message-bounds", [("from", n(from)), ("up_to", n(up_to))]),
        Kind::StationUnit(code) => told("fault-station-unit", [("code", quote(code))]),
        Kind::StationVillage => told("fault-station-village", []),
        Kind::ReadyCount { found, least, most } => {
            told("fault-ready-count", [("found", n(found)), ("least", n(least)), ("most", n(most))])
        }
        Kind::ReadyLength { chars, from, up_to } => {
            told("fault-ready-length", [("chars", n(chars)), ("from", n(from)), ("up_to", n(up_to))])
        }

        Kind::NoRightOption => told("fault-no-right-option", []),
        Kind::OptionCount { found, wanted } => told("fault-option-count", [("found", n(found)), ("wanted", n(wanted))]),
        Kind::SameOptions => told("fault-same-options", []),
        Kind::AllOfTheAbove => told("fault-all-of-the-above", []),
        Kind::NoneOfTheAbove => told("fault-none-of-the-above", []),
        Kind::OptionLetters => told("fault-option-letters", []),
        Kind::NegativeWord(word) => told("fault-negative-word", [("word", quote(word))]),
        Kind::NegativeMark => told("fault-negative-mark", []),
        Kind::StemEnd => told("fault-stem-end", []),
        Kind::StemLength { syllables, least, most: _ } if syllables < least => {
            told("fault-stem-short", [("syllables", n(syllables)), ("least", n(least))])
        }
        Kind::StemLength { syllables, least: _, most } => {
            told("fault-stem-long", [("syllables", n(syllables)), ("most", n(most))])
        }
        Kind::StemSentences { found, most } => told("fault-stem-sentences", [("found", n(found)), ("most", n(most))]),
        Kind::OptionLength { syllables, chars } => {
            told("fault-option-length", [("syllables", n(syllables)), ("chars", n(chars))])
        }
        Kind::OverlappingOptions { option, other } => {
            told("fault-overlapping-options", [("option", quote(option)), ("other", quote(other))])
        }
        Kind::OptionLengths { shortest, longest } => {
            told("fault-option-lengths", [("shortest", n(shortest)), ("longest", n(longest))])
        }
        Kind::RightLength { chars, mean } => told("fault-right-length", [("chars", n(chars)), ("mean", n(mean))]),
        Kind::AbsoluteWord(word) => told("fault-absolute-word", [("word", quote(word))]),
        Kind::Clang(words) => told("fault-clang", [("words", quote(words))]),
        Kind::MixedOptions(Mixed::Numbers) => told("fault-mixed-numbers", []),
        Kind::MixedOptions(Mixed::Stops) => told("fault-mixed-stops", []),
        Kind::MixedOptions(Mixed::Capitals) => told("fault-mixed-capitals", []),
        Kind::NumbersOrder => told("fault-numbers-order", []),
        Kind::StrangeWord(word) => told("fault-strange-word", [("word", quote(word))]),
        Kind::TwoIdeas => told("fault-two-ideas", []),
        Kind::Opinion(words) => told("fault-opinion", [("words", quote(words))]),
        Kind::DatedWord(word) => told("fault-dated-word", [("word", quote(word))]),
        Kind::Reviews { found, wanted } => told("fault-reviews", [("found", n(found)), ("wanted", n(wanted))]),
        Kind::NotComposed => told("fault-not-composed", []),
        Kind::Sign(sign) => told("fault-sign", [("sign", shown(*sign).into())]),
        Kind::Spaces => told("fault-spaces", []),
        Kind::ToneStyle { found, wanted } => {
            told("fault-tone-style", [("found", quote(found)), ("wanted", quote(wanted))])
        }
        Kind::Empty(key) => told("fault-empty", [("key", quote(key))]),
        Kind::Expires => told("fault-expires", []),
        Kind::UnknownLesson(lesson) => told("fault-unknown-lesson", [("lesson", lesson.to_string().into())]),
        Kind::QuestionTwice(id) => told("fault-question-twice", [("id", quote(&id.0))]),
        Kind::WhySentences { found } => told("fault-why-sentences", [("found", n(found))]),
        Kind::WhyLength { syllables } => told("fault-why-length", [("syllables", n(syllables))]),
        Kind::PersonalNumber(number) => told("fault-personal-number", [("number", quote(number))]),
        Kind::ForeignLink(link) => told("fault-foreign-link", [("link", quote(link))]),

        Kind::TooFewQuestions { wanted, has } => too_few_told(*wanted, has),
        Kind::LongestOption { hundredths } => told("fault-longest-option", [("right", questions(words, *hundredths))]),
        Kind::ShortestOption { hundredths } => {
            told("fault-shortest-option", [("right", questions(words, *hundredths))])
        }
        Kind::StemWordsOption { hundredths } => {
            told("fault-stem-words-option", [("right", questions(words, *hundredths))])
        }
        Kind::LikeOthersOption { hundredths } => {
            told("fault-like-others-option", [("right", questions(words, *hundredths))])
        }
        Kind::UnlikeOthersOption { hundredths } => {
            told("fault-unlike-others-option", [("right", questions(words, *hundredths))])
        }
        Kind::TellingWord { word, hundredths, topic } => {
            telling_told(words, ["fault-telling-word", "fault-telling-word-of-topic"], word, *hundredths, *topic)
        }
        Kind::TellingLack { word, hundredths, topic } => {
            telling_told(words, ["fault-telling-lack", "fault-telling-lack-of-topic"], word, *hundredths, *topic)
        }
        Kind::GivesAway(id) => told("fault-gives-away", [("id", quote(&id.0))]),
        Kind::NearStem(id) => told("fault-near-stem", [("id", quote(&id.0))]),
        Kind::LevelShare { topic, level, percent, wanted } => told(
            "fault-level-share",
            [number_of(*topic), ("level", (*level).into()), ("percent", n(percent)), ("wanted", n(wanted))],
        ),
        Kind::YesNoShare { found, of } => told("fault-yes-no-share", [("found", n(found)), ("of", n(of))]),
        Kind::NegativeShare { found, of } => told("fault-negative-share", [("found", n(found)), ("of", n(of))]),
        Kind::FactNotTaught { fact, lesson } => {
            told("fault-fact-not-taught", [("fact", quote(fact)), ("lesson", lesson.to_string().into())])
        }
        Kind::FactTooOften { fact, most } => told("fault-fact-too-often", [("fact", quote(fact)), ("most", n(most))]),

        Kind::NoFacts => told("fault-no-facts", []),
        Kind::FactTwice(fact) => told("fault-fact-twice", [("fact", quote(fact))]),
        Kind::SourceTwice(source) => told("fault-source-twice", [("source", quote(source))]),
        Kind::UnknownSource(source) => told("fault-unknown-source", [("source", quote(source))]),
        Kind::QuestionSource(source) => told("fault-question-source", [("source", quote(source))]),
        Kind::UnknownFact(fact) => told("fault-unknown-fact", [("fact", quote(fact))]),
        Kind::LessonFact(fact) => told("fault-lesson-fact", [("fact", quote(fact))]),
        Kind::FactFromMemory(fact) => told("fault-fact-from-memory", [("fact", quote(fact))]),
        Kind::FactFleeting(fact) => told("fault-fact-fleeting", [("fact", quote(fact))]),
        Kind::UntilMissing(fact) => told("fault-until-missing", [("fact", quote(fact))]),
        Kind::FactUntaught(fact) => told("fault-fact-untaught", [("fact", quote(fact))]),

        Kind::SentenceLength { syllables, most } => {
            told("fault-sentence-length", [("syllables", n(syllables)), ("most", n(most))])
        }
        Kind::ParagraphSentences { found, most } => {
            told("fault-paragraph-sentences", [("found", n(found)), ("most", n(most))])
        }
        Kind::PageSize { lines: 0, most: _ } => told("fault-page-empty", []),
        Kind::PageSize { lines, most } => told("fault-page-size", [("lines", n(lines)), ("most", n(most))]),
        Kind::TitleWidth { columns, most } => told("fault-title-width", [("columns", n(columns)), ("most", n(most))]),
        Kind::TooManySteps { found, most } => told("fault-too-many-steps", [("found", n(found)), ("most", n(most))]),
        Kind::RememberLines { found } => told("fault-remember-lines", [("found", n(found))]),
        Kind::Markup(sign) => told("fault-markup", [("sign", quote(sign))]),
        Kind::RequiredLessons { topic, found, wanted } => {
            told("fault-required-lessons", [number_of(*topic), ("found", n(found)), ("wanted", n(wanted))])
        }
        Kind::RequiredPages { found, wanted } => {
            told("fault-required-pages", [("found", n(found)), ("wanted", n(wanted))])
        }
        Kind::RequiredChecks { found } => told("fault-required-checks", [("found", n(found))]),
        Kind::CourseLength { syllables, most } => {
            told("fault-course-length", [("syllables", n(syllables)), ("most", n(most))])
        }
        Kind::TopicLength { topic, minutes, most } => {
            told("fault-topic-length", [number_of(*topic), ("minutes", n(minutes)), ("most", n(most))])
        }
        Kind::OtherAddress { found, usual } => {
            told("fault-other-address", [("found", quote(found)), ("usual", quote(usual))])
        }
        Kind::NewTerm(word) => told("fault-new-term", [("word", quote(word))]),
        Kind::PointsNowhere(words) => told("fault-points-nowhere", [("words", quote(words))]),
        Kind::CheckOptions { found } => told("fault-check-options", [("found", n(found))]),
        Kind::CheckRight { found } => told("fault-check-right", [("found", n(found))]),
        Kind::CheckIncomplete => told("fault-check-incomplete", []),
        Kind::LessonTwice(lesson) => told("fault-lesson-twice", [("lesson", lesson.to_string().into())]),
        Kind::LessonTopic => told("fault-lesson-topic", []),
        Kind::UnknownTopic(topic) => told("fault-unknown-topic", [("topic", (*topic).into())]),
        Kind::SkillTwice(skill) => told("fault-skill-twice", [("skill", quote(skill))]),
        Kind::UnknownSkill(skill) => told("fault-unknown-skill", [("skill", quote(skill))]),
        Kind::SkillTopic { skill, topic } => told("fault-skill-topic", [("skill", quote(skill)), number_of(*topic)]),

        Kind::UnitRow => told("fault-unit-row", []),
        Kind::UnitTwice(code) => told("fault-unit-twice", [("code", quote(code))]),
        Kind::Place(fault) => place_told(fault),
    }
}

/// What a key takes, as the end of a sentence.
fn wanted_told<'a>(words: &Words, key: &str, wanted: &Wanted) -> Told<'a> {
    let bound = |number: i64| Value::from(u64::try_from(number).map_or(number.to_string(), |n| words.number(n)));
    match wanted {
        Wanted::Text => told("fault-wanted-text", []),
        Wanted::Whole { from, to } => told("fault-wanted-whole", [("from", bound(*from)), ("to", bound(*to))]),
        Wanted::YesNo => told("fault-wanted-yes-no", []),
        Wanted::Date => told("fault-wanted-date", []),
        Wanted::Texts => told("fault-wanted-texts", []),
        Wanted::Tables => told("fault-wanted-tables", [("key", quote(key))]),
        Wanted::Table => told("fault-wanted-table", [("key", quote(key))]),
        Wanted::OneOf(list) => told("fault-wanted-one-of", [("list", list.join(", ").into())]),
        Wanted::ContestId => told("fault-wanted-contest-id", []),
        Wanted::LessonId => told("fault-wanted-lesson-id", []),
        Wanted::QuestionId => told("fault-wanted-question-id", []),
        Wanted::FactId => told("fault-wanted-fact-id", []),
        Wanted::UnitCode => told("fault-wanted-unit-code", []),
        Wanted::Phone => told("fault-wanted-phone", []),
    }
}

/// Why a link is refused.
#[must_use]
pub fn link_fault_text(words: &Words, fault: LinkFault) -> String {
    let told = link_told(fault);
    words.with(told.key, &told.values)
}

fn link_told<'a>(fault: LinkFault) -> Told<'a> {
    match fault {
        LinkFault::NotHttps => told("fault-link-not-https", []),
        LinkFault::Host => told("fault-link-host", []),
        LinkFault::Sign => told("fault-link-sign", []),
        LinkFault::TooLong { bytes, most } => {
            told("fault-link-too-long", [("bytes", bytes.into()), ("most", most.into())])
        }
    }
}

fn too_few_told<'a>(wanted: usize, has: &DrawFault) -> Told<'a> {
    let DrawFault { stratum: Stratum { topic, level, count: _ }, available } = *has;
    let (available, wanted) = (("available", available.into()), ("wanted", wanted.into()));
    match level.map(as_written) {
        None => told("fault-too-few-questions", [number_of(topic), available, wanted]),
        Some(level) => told("fault-too-few-of-level", [number_of(topic), ("level", level.into()), available, wanted]),
    }
}

/// A word that gives right options away, in the whole bank or in a topic.
fn telling_told<'a>(
    words: &Words,
    [of_bank, of_topic]: [&'static str; 2],
    word: &str,
    hundredths: usize,
    topic: Option<TopicId>,
) -> Told<'a> {
    let values = [("word", quote(word)), ("right", questions(words, hundredths))];
    match topic {
        None => told(of_bank, values),
        Some(topic) => {
            let [word, right] = values;
            told(of_topic, [word, right, number_of(topic)])
        }
    }
}

fn number_of<'a>(topic: TopicId) -> (&'static str, Value<'a>) {
    ("topic", topic.number().into())
}

/// A level as question files have it.
fn as_written(level: Level) -> u8 {
    match level {
        Level::Easy => 1,
        Level::Middle => 2,
        Level::Hard => 3,
    }
}

/// Rounded up, so that a file that is too large by a byte is not told to be just as large as it may be.
fn kilobytes<'a>(bytes: usize) -> Value<'a> {
    bytes.div_ceil(1024).into()
}

/// `6,2` for 620 hundredths of a question.
fn questions<'a>(words: &Words, hundredths: usize) -> Value<'a> {
    let tenths = u32::try_from(hundredths.div_ceil(10)).unwrap_or(u32::MAX);
    words.decimal(f64::from(tenths) / 10.0, 1).into()
}
