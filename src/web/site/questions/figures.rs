//! Figures of questions in words.

use crate::{centre::QuestionFigures, statistics::Remark, text::Words};

/// A figure that is not defined is a dash, never 0.
pub fn figure(words: &Words, figure: Option<f64>, places: usize) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| minus(&words.decimal(figure, places)))
}

/// The same in percent, with a tenth.
pub fn percent(words: &Words, part: Option<f64>) -> String {
    part.map_or_else(|| "–".to_owned(), |part| format!("{} %", minus(&words.decimal(part, 1))))
}

/// With the sign of print, which no line breaks behind; what is rounded to nothing has none.
fn minus(digits: &str) -> String {
    match digits.strip_prefix('-') {
        Some(digits) if digits.chars().all(|ch| matches!(ch, '0' | ',' | '.')) => digits.to_owned(),
        Some(digits) => format!("−{digits}"),
        None => digits.to_owned(),
    }
}

/// Beginning of what a question asks, as it is compared by eye.
pub fn short_content(content: &str) -> String {
    content.chars().take(8).collect()
}

/// Topic and level.
pub fn kind(one: &QuestionFigures, words: &Words) -> String {
    let values = [("topic", one.topic.number().to_string().into()), ("level", one.level.number().to_string().into())];
    words.with("site-question-kind", &values)
}

/// What somebody should look at, a sentence each.
pub fn remark_texts(one: &QuestionFigures, words: &Words) -> Vec<String> {
    let key = |remark: &Remark| match remark {
        Remark::Negative => "site-remark-negative",
        Remark::WrongLeads => "site-remark-wrong-leads",
        Remark::BelowGuess => "site-remark-below-guess",
        Remark::Hard => "site-remark-hard",
        Remark::Easy => "site-remark-easy",
        Remark::Weak => "site-remark-weak",
        Remark::Inefficient => "site-remark-inefficient",
        Remark::IdleOption => "site-remark-idle-option",
    };
    one.remarks.iter().map(|remark| words.get(key(remark)).into_owned()).collect()
}
