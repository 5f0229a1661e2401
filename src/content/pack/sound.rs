//! What the program relies on in a pack's content. It is checked whenever a pack is built or opened, so it must be quick; the
//! rules for good content are the linter's.

use super::{
    OpenPart, Unsound,
    limits::{LONGEST_ID, LONGEST_PAPER, OPTIONS},
};
use crate::{
    content::MOST_QUESTIONS,
    domain::{Bank, Contest, Lesson, Question, Seed, draw},
};

/// Everything that the open part must be by itself.
pub(super) fn check_open(open: &OpenPart) -> Result<(), Unsound> {
    contest(&open.contest)?;
    lessons(&open.lessons, &open.contest)?;
    if let Some(unit) = disordered(&open.units, |one, next| one.code < next.code) {
        return Err(Unsound::UnitOrder(unit.code.as_str().to_owned()));
    }
    let unknown = open.revoked.iter().find(|station| !is_id(station));
    match unknown.or_else(|| disordered(&open.revoked, |one, next| one < next)) {
        Some(station) => Err(Unsound::Revoked(station.clone())),
        None => Ok(()),
    }
}

/// Everything that the questions must be by themselves, in file order.
pub(super) fn check_questions(questions: &[Question], contest: &Contest) -> Result<(), Unsound> {
    let (found, most) = (questions.len(), MOST_QUESTIONS);
    if found > most {
        return Err(Unsound::TooManyQuestions { found, most });
    }
    if let Some(question) = disordered(questions, |one, next| one.id < next.id) {
        return Err(Unsound::QuestionOrder(question.id.clone()));
    }
    let topics = contest.topics.len();
    for question in questions {
        let options = question.options.len();
        if !is_question_id(&question.id.0) {
            return Err(Unsound::QuestionId(question.id.0.clone()));
        }
        if !OPTIONS.contains(&options) || question.options.iter().any(String::is_empty) || question.stem.is_empty() {
            return Err(Unsound::Options { question: question.id.clone(), found: options });
        }
        if usize::from(question.topic.number()) > topics || question.lesson.topic != question.topic {
            return Err(Unsound::QuestionTopic(question.id.clone()));
        }
    }
    Ok(())
}

/// Whether papers can be drawn at all: how many there are to choose from does not depend on the seed.
pub(super) fn check_draw(contest: &Contest, bank: &Bank) -> Result<(), Unsound> {
    draw(contest, bank, Seed([0; 32])).map(|_| ()).map_err(Unsound::Draw)
}

fn contest(contest: &Contest) -> Result<(), Unsound> {
    let rules = &contest.rules;
    let questions = contest.paper_size();
    let numbered = (1..).zip(&contest.topics).all(|(number, topic)| topic.id.number() == number);
    match () {
        () if !is_id(&contest.id) => Err(Unsound::Id(contest.id.clone())),
        () if contest.closes < contest.opens => Err(Unsound::Dates),
        () if contest.topics.is_empty() || !numbered => Err(Unsound::Topics),
        () if !(1..=LONGEST_PAPER).contains(&questions) => Err(Unsound::Paper { questions }),
        () if rules.message_from > rules.message_up_to => Err(Unsound::MessageBounds),
        () => Ok(()),
    }
}

fn lessons(lessons: &[Lesson], contest: &Contest) -> Result<(), Unsound> {
    if let Some(lesson) = disordered(lessons, |one, next| one.id < next.id) {
        return Err(Unsound::LessonOrder(lesson.id));
    }
    for lesson in lessons {
        let one_right = lesson.checks.iter().all(|check| {
            OPTIONS.contains(&check.options.len()) && check.options.iter().filter(|option| option.right).count() == 1
        });
        if contest.topic(lesson.id.topic).is_none() {
            return Err(Unsound::LessonTopic(lesson.id));
        }
        if lesson.pages.is_empty() || !one_right {
            return Err(Unsound::LessonForm(lesson.id));
        }
    }
    let taught = |topic| lessons.iter().any(|lesson| lesson.required && lesson.id.topic == topic);
    match contest.topics.iter().find(|topic| !taught(topic.id)) {
        Some(topic) => Err(Unsound::NoRequiredLesson(topic.id)),
        None => Ok(()),
    }
}

/// The first of a list that does not come after the one before it.
fn disordered<T>(list: &[T], in_order: impl Fn(&T, &T) -> bool) -> Option<&T> {
    list.windows(2).find_map(|pair| match pair {
        [one, next] if !in_order(one, next) => Some(next),
        _ => None,
    })
}

/// Whether an id has small letters, digits and `-` alone: it is part of records, file names and comments of signatures.
pub(super) fn is_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_ID).contains(&text.len()) && text.bytes().all(plain)
}

/// A paper's digest separates ids by tab and line feed, so that neither may occur in one.
fn is_question_id(text: &str) -> bool {
    (1..=LONGEST_ID).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
