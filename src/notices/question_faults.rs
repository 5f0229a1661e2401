use super::fault_message::{Message, message, quote};
use crate::{
    content::{Damage, Mixed, QuestionFault},
    text::{Value, shown},
};

/// Message of a fault of one question, or of any text.
pub(super) fn question_message(fault: &QuestionFault) -> Message<'_> {
    let n = |number: &usize| Value::from(*number);
    match fault {
        QuestionFault::NoRightOption => message("fault-no-right-option", []),
        QuestionFault::OptionCount { found, wanted } => {
            message("fault-option-count", [("found", n(found)), ("wanted", n(wanted))])
        }
        QuestionFault::SameOptions => message("fault-same-options", []),
        QuestionFault::AllOfTheAbove => message("fault-all-of-the-above", []),
        QuestionFault::NoneOfTheAbove => message("fault-none-of-the-above", []),
        QuestionFault::OptionLetters => message("fault-option-letters", []),
        QuestionFault::NegativeWord(word) => message("fault-negative-word", [("word", quote(word))]),
        QuestionFault::NegativeMark => message("fault-negative-mark", []),
        QuestionFault::StemEnd => message("fault-stem-end", []),
        QuestionFault::StemLength { syllables, least, most } => stem_length_message(*syllables, *least, *most),
        QuestionFault::StemSentences { found, most } => {
            message("fault-stem-sentences", [("found", n(found)), ("most", n(most))])
        }
        QuestionFault::OptionLength { .. }
        | QuestionFault::OverlappingOptions { .. }
        | QuestionFault::OptionLengths { .. }
        | QuestionFault::RightLength { .. }
        | QuestionFault::AbsoluteWord(_)
        | QuestionFault::Clang(_)
        | QuestionFault::MixedOptions(_)
        | QuestionFault::NumbersOrder => options_message(fault),
        QuestionFault::StrangeWord(word) => message("fault-strange-word", [("word", quote(word))]),
        QuestionFault::TwoIdeas => message("fault-two-ideas", []),
        QuestionFault::Opinion(words) => message("fault-opinion", [("words", quote(words))]),
        QuestionFault::DatedWord(word) => message("fault-dated-word", [("word", quote(word))]),
        QuestionFault::Reviews { found, wanted } => {
            message("fault-reviews", [("found", n(found)), ("wanted", n(wanted))])
        }
        QuestionFault::OtherTerm { found, usual } => {
            message("fault-other-term", [("found", quote(found)), ("usual", quote(usual))])
        }
        QuestionFault::RunOut => message("fault-run-out", []),
        QuestionFault::NotComposed => message("fault-not-composed", []),
        QuestionFault::Character(ch) => message("fault-sign", [("sign", shown(*ch).into())]),
        QuestionFault::Damaged(damage) => damaged_message(*damage),
        QuestionFault::Spaces => message("fault-spaces", []),
        QuestionFault::ToneStyle { found, wanted } => {
            message("fault-tone-style", [("found", quote(found)), ("wanted", quote(wanted))])
        }
        QuestionFault::Empty(key) => message("fault-empty", [("key", quote(key))]),
        QuestionFault::Expires => message("fault-expires", []),
        QuestionFault::UnknownLesson(lesson) => {
            message("fault-unknown-lesson", [("lesson", lesson.to_string().into())])
        }
        QuestionFault::QuestionTwice(id) => message("fault-question-twice", [("id", quote(&id.0))]),
        QuestionFault::WhySentences { found } => message("fault-why-sentences", [("found", n(found))]),
        QuestionFault::WhyLength { syllables } => message("fault-why-length", [("syllables", n(syllables))]),
        QuestionFault::PersonalNumber(number) => message("fault-personal-number", [("number", quote(number))]),
        QuestionFault::ForeignLink(link) => message("fault-foreign-link", [("link", quote(link))]),
    }
}

/// Message of a fault of a question's options, beside one another.
fn options_message(fault: &QuestionFault) -> Message<'_> {
    let n = |number: &usize| Value::from(*number);
    match fault {
        QuestionFault::OptionLength { syllables, chars } => {
            message("fault-option-length", [("syllables", n(syllables)), ("chars", n(chars))])
        }
        QuestionFault::OverlappingOptions { option, other } => {
            message("fault-overlapping-options", [("option", quote(option)), ("other", quote(other))])
        }
        QuestionFault::OptionLengths { shortest, longest } => {
            message("fault-option-lengths", [("shortest", n(shortest)), ("longest", n(longest))])
        }
        QuestionFault::RightLength { chars, mean } => {
            message("fault-right-length", [("chars", n(chars)), ("mean", n(mean))])
        }
        QuestionFault::AbsoluteWord(word) => message("fault-absolute-word", [("word", quote(word))]),
        QuestionFault::Clang(words) => message("fault-clang", [("words", quote(words))]),
        QuestionFault::MixedOptions(mixed) => mixed_message(*mixed),
        _ => message("fault-numbers-order", []), // else: the caller sends no other
    }
}

fn stem_length_message<'a>(syllables: usize, least: usize, most: usize) -> Message<'a> {
    if syllables < least {
        message("fault-stem-short", [("syllables", syllables.into()), ("least", least.into())])
    } else {
        message("fault-stem-long", [("syllables", syllables.into()), ("most", most.into())])
    }
}

fn damaged_message<'a>(damage: Damage) -> Message<'a> {
    match damage {
        Damage::OldFont(font) => message("fault-old-font", [("font", font.into())]),
        Damage::WrongEncoding => message("fault-wrong-encoding", []),
        Damage::LostLetters => message("fault-lost-letters", []),
    }
}

fn mixed_message<'a>(mixed: Mixed) -> Message<'a> {
    match mixed {
        Mixed::Numbers => message("fault-mixed-numbers", []),
        Mixed::Stops => message("fault-mixed-stops", []),
        Mixed::Capitals => message("fault-mixed-capitals", []),
    }
}
