//! A test that was written on a numbered paper (docs/FORMATS.md section 19): opened and handed in by one record.

use super::{
    Attempt, Handed, Visit,
    exam::{named, next_attempt},
};
use crate::{
    content::Pack,
    domain::{Answers, Choice, Paper, PaperItem, PaperNumber, QuestionId, Stamp},
    record::{Body, Event, PaperAnswerV1, paper_digest},
    session::Refusal,
};

/// Hands a printed paper in for the person: everything answered, attempts left, none running, and paper allowed. Neither the
/// topics nor the contest's window are asked: the sheet was written before, and the centre judges it by when it was collected.
pub(super) fn hand(
    visit: &Visit,
    pack: &Pack,
    number: PaperNumber,
    (drawn_from, paper): (String, &Paper),
    choices: &[Option<Choice>],
) -> Result<Vec<Event>, Refusal> {
    visit.must_be_taking_part()?;
    if !pack.contest.rules.on_paper {
        return Err(Refusal::NoPaper);
    }
    let attempt = next_attempt(visit, pack)?;
    let marked = |place: usize| choices.get(place).copied().flatten();
    let blanks: Vec<usize> = (0..paper.items.len()).filter(|place| marked(*place).is_none()).collect();
    if !blanks.is_empty() {
        return Err(Refusal::Blanks(blanks));
    }
    let answer = |(place, item): (usize, &PaperItem)| {
        let option = marked(place).and_then(|choice| item.order.get(usize::from(choice.0)).copied());
        option.map(|option| PaperAnswerV1 { question: item.question.0.clone(), option }).ok_or(Refusal::Nowhere)
    };
    Ok(vec![Event::Record(Body::PaperHanded {
        batch: number.batch().to_string(),
        serial: number.serial(),
        attempt,
        pack: drawn_from,
        paper: paper_digest(paper),
        answers: paper.items.iter().enumerate().map(answer).collect::<Result<_, _>>()?,
    })])
}

/// The attempt of a paper that was handed in. In which order its options were printed is not recorded: they stand in the
/// question's own.
pub(super) fn attempt(pack: &Pack, (number, drawn_from): (u8, &str), answers: &[PaperAnswerV1], at: Stamp) -> Attempt {
    let bank = named(pack, drawn_from).map(|one| &one.bank);
    let item = |answer: &PaperAnswerV1| {
        let id = QuestionId(answer.question.clone());
        let asked = bank?.iter().find(|question| question.id == id)?;
        let options = u8::try_from(asked.options.len()).ok()?;
        Some(PaperItem { question: id, order: (0..options).collect() })
    };
    let items: Option<Vec<PaperItem>> = answers.iter().map(item).collect();
    let mut marked = Answers::blank(answers.len());
    for (place, answer) in answers.iter().enumerate() {
        marked.mark(place, Choice(answer.option), 0);
    }
    Attempt {
        number,
        pack: drawn_from.to_owned(),
        paper: items.map(|items| Paper { items }),
        answers: marked,
        at: 0,
        opened: at,
        handed: Some(Handed { at, late: false, seconds: 0 }),
        result_seen: false,
    }
}
