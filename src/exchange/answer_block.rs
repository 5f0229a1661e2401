//! Answers that stand apart from their questions: tables, and solutions behind them.

use super::{Import, Location, RemarkKind, answer_cell::Cell, open_question::OpenQuestion};
use crate::domain::fold;
use std::collections::{BTreeMap, BTreeSet};

/// An answer for the question of a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub place: Location,
    /// The part of the paper that it is for, where the table names parts.
    pub part: Option<String>,
    /// The code of the paper that it is for.
    pub code: Option<String>,
    pub number: u32,
    /// The letters that are stated; one, in most cases.
    pub letters: Vec<usize>,
    /// What is stated in place of a letter, and names no option.
    pub unusable: Option<String>,
    /// Its explanation, of a solution.
    pub why: Vec<String>,
    /// It is of a solution, not of a table.
    pub is_solution: bool,
}

/// Gives each answer to its question, or reports why nobody can know whose it is. Answers for a code are for the questions of that
/// code; where none has it, for all, unless there are answers for several codes.
pub(super) fn give(answers: &[Answer], waiting: &mut [OpenQuestion], done: &mut [OpenQuestion], import: &mut Import) {
    let codes: BTreeSet<Option<&str>> = answers.iter().map(|answer| answer.code.as_deref()).collect();
    let asked: BTreeSet<Option<String>> = waiting.iter().map(|question| question.code.clone()).collect();
    let has_code = |code: Option<&str>| code.is_some() && asked.contains(&code.map(str::to_owned));
    let is_any = codes.iter().any(|code| has_code(*code));
    for code in &codes {
        let own: Vec<&Answer> = answers.iter().filter(|answer| answer.code.as_deref() == *code).collect();
        match code {
            Some(_) if has_code(*code) => {
                let mut mine: Vec<&mut OpenQuestion> =
                    waiting.iter_mut().filter(|question| question.code.as_deref() == *code).collect();
                give_to(&own, &mut mine, done, import);
            }
            Some(_) if is_any => (), // of a paper that is not in the file
            Some(_) if codes.len() > 1 => {
                let numbers: BTreeSet<u32> = own.iter().map(|answer| answer.number).collect();
                let place = own.first().map(|answer| answer.place.clone()).unwrap_or_default();
                for question in waiting.iter_mut().filter(|one| one.number.is_some_and(|one| numbers.contains(&one))) {
                    question.fail(place.clone(), RemarkKind::SeveralCodes);
                }
            }
            Some(_) | None => give_to(&own, &mut waiting.iter_mut().collect::<Vec<_>>(), done, import),
        }
    }
}

fn give_to(answers: &[&Answer], waiting: &mut [&mut OpenQuestion], done: &mut [OpenQuestion], import: &mut Import) {
    for is_solution in [false, true] {
        let given: Vec<&Answer> = answers.iter().filter(|answer| answer.is_solution == is_solution).copied().collect();
        let owners = Owners::new(waiting, &given);
        let found: Vec<Owner> = (0..given.len()).map(|at| owners.of(at)).collect();
        for (answer, owner) in given.iter().zip(found) {
            match owner {
                Owner::One(at) => {
                    if let Some(question) = waiting.get_mut(at) {
                        add(question, answer);
                    }
                }
                Owner::Several(all) => {
                    // Two answers for the one question of this number, or one for several questions.
                    let number = answer.number.to_string();
                    let what =
                        if all.len() > 1 { RemarkKind::NumberTwice(number) } else { RemarkKind::KeyTwice(number) };
                    for at in all {
                        let Some(question) = waiting.get_mut(at) else { continue };
                        question.fail(answer.place.clone(), what.clone());
                    }
                }
                Owner::Nobody => nobodys(answer, done, import),
            }
        }
    }
}

/// An answer for none of the questions since the last table: for one before it, or for none.
fn nobodys(answer: &Answer, done: &mut [OpenQuestion], import: &mut Import) {
    let mut earlier = done.iter_mut().filter(|question| question.number == Some(answer.number));
    match (earlier.next(), earlier.next()) {
        (Some(question), None) if answer.part.is_none() => add(question, answer),
        _ => {
            let what = RemarkKind::KeyWithoutQuestion(answer.number.to_string());
            import.mention(answer.place.clone(), what);
        }
    }
}

fn add(question: &mut OpenQuestion, answer: &Answer) {
    if let Some(other) = &answer.unusable {
        question.fail(answer.place.clone(), RemarkKind::KeyUnusable(other.clone()));
    }
    if !answer.letters.is_empty() {
        question.add_keys(&answer.place, &answer.letters);
    }
    let option = answer.letters.first().and_then(|letter| question.option(*letter)).map(fold);
    let repeats = matches!(answer.why.as_slice(), [one] if option.is_some_and(|option| option == fold(one.trim_end_matches('.'))));
    if !repeats && question.why.iter().all(|line| line.trim().is_empty()) {
        question.why.clone_from(&answer.why);
    }
}

enum Owner {
    Nobody,
    One(usize),
    Several(Vec<usize>),
}

/// Questions and answers by number, part and run.
struct Owners<'a> {
    given: &'a [&'a Answer],
    /// The run of each question and of each answer, and how many there are.
    asked: Vec<usize>,
    answered: Vec<usize>,
    asked_runs: usize,
    answered_runs: usize,
    by_number: BTreeMap<u32, Vec<usize>>,
    parts: Vec<Option<String>>,
    /// The numbers of each run are those of the same run of the other.
    are_same: bool,
}

impl<'a> Owners<'a> {
    fn new(waiting: &[&mut OpenQuestion], given: &'a [&'a Answer]) -> Self {
        let asked = runs(waiting.iter().map(|question| (question.number, None)));
        let answered = runs(given.iter().map(|answer| (Some(answer.number), answer.part.as_deref())));
        let count = |runs: &[usize]| runs.last().map_or(0, |last| last + 1);
        let (asked_runs, answered_runs) = (count(&asked), count(&answered));
        let mut by_number: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, number) in waiting.iter().enumerate().filter_map(|(at, question)| Some((at, question.number?))) {
            by_number.entry(number).or_default().push(at);
        }
        let of_run = |numbers: &[Option<u32>], runs: &[usize], run: usize| -> BTreeSet<u32> {
            numbers.iter().zip(runs).filter(|(_, own)| **own == run).filter_map(|(number, _)| *number).collect()
        };
        let questions: Vec<Option<u32>> = waiting.iter().map(|question| question.number).collect();
        let stated: Vec<Option<u32>> = given.iter().map(|answer| Some(answer.number)).collect();
        let are_same = asked_runs == answered_runs
            && asked_runs <= MOST_RUNS
            && (0..asked_runs).all(|run| of_run(&questions, &asked, run) == of_run(&stated, &answered, run));
        let parts = waiting.iter().map(|question| question.part.clone()).collect();
        Self { given, asked, answered, asked_runs, answered_runs, by_number, parts, are_same }
    }

    fn of(&self, at: usize) -> Owner {
        let Some(answer) = self.given.get(at) else { return Owner::Nobody };
        let all = self.by_number.get(&answer.number).map_or(&[][..], Vec::as_slice);
        let is_named = answer.part.is_some() && self.parts.contains(&answer.part);
        let fits = |at: &&usize| !is_named || self.parts.get(**at) == Some(&answer.part);
        let fitting: Vec<usize> = all.iter().filter(fits).copied().collect();
        match fitting.as_slice() {
            [] => Owner::Nobody,
            [one] if is_named => Owner::One(*one),
            _ if is_named => Owner::Several(fitting),
            // Answered in two parts that nobody named: whose answer is it?
            [_] if self.answered_runs > self.asked_runs && self.is_disputed(answer.number) => Owner::Several(fitting),
            [one] if self.answered_runs <= 1 || self.asked_runs <= 1 => Owner::One(*one),
            _ => {
                // Parts without names in the table: the numbers begin again there as they do in the paper.
                let run = self.answered.get(at);
                let mine = fitting.iter().copied().find(|place| self.asked.get(*place) == run);
                mine.filter(|_| self.are_same).map_or(Owner::Several(fitting), Owner::One)
            }
        }
    }

    /// Whether a number is in several runs of answers, with different ones.
    fn is_disputed(&self, number: u32) -> bool {
        let of = || self.given.iter().zip(&self.answered).filter(|(answer, _)| answer.number == number);
        let runs: BTreeSet<usize> = of().map(|(_, run)| *run).collect();
        let letters: BTreeSet<&[usize]> = of().map(|(answer, _)| answer.letters.as_slice()).collect();
        runs.len() > 1 && letters.len() > 1
    }
}

/// Parts of a paper that are matched by their numbers.
const MOST_RUNS: usize = 50;

/// Which run of numbers each is in: one begins where a number comes again, or a part of another name.
fn runs<'a>(numbers: impl Iterator<Item = (Option<u32>, Option<&'a str>)>) -> Vec<usize> {
    let mut known = BTreeSet::new();
    let (mut run, mut part) = (0, None);
    let mut found = Vec::new();
    for (number, named) in numbers {
        let begins = number.is_some_and(|number| known.contains(&number)) || (named != part && !known.is_empty());
        if begins {
            known.clear();
            run += 1;
        }
        part = named;
        known.extend(number);
        found.push(run);
    }
    found
}

/// Place, number and letter of each answer.
type Answers = Vec<(Location, u32, usize)>;

/// The answers of such a table: numbers, then as many letters, again and again.
///
/// # Errors
/// Numbers and letters of the row that does not fit.
pub(super) fn of_cells(cells: &[(Location, Cell)]) -> Result<Answers, (usize, usize)> {
    let mut found = Vec::new();
    let mut numbers: Vec<u32> = Vec::new();
    let mut taken = 0;
    for (place, cell) in cells {
        match cell {
            Cell::Number(_) if taken > 0 && taken < numbers.len() => return Err((numbers.len(), taken)),
            Cell::Number(number) => {
                if taken > 0 {
                    numbers.clear();
                    taken = 0;
                }
                numbers.push(*number);
            }
            Cell::Letter(letter) => {
                let Some(number) = numbers.get(taken) else { return Err((numbers.len(), taken + 1)) };
                found.push((place.clone(), *number, *letter));
                taken += 1;
            }
        }
    }
    if taken == numbers.len() { Ok(found) } else { Err((numbers.len(), taken)) }
}
