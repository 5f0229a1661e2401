use super::{
    RemarkKind,
    gift_text::{GiftChar, find, find_last, marker, shown, trimmed},
    markup::{Written, unmarked},
};

/// The answers of a single choice, between its braces.
pub(super) struct Answers {
    /// The right one first.
    pub options: Vec<String>,
    pub why: Option<String>,
}

/// One answer as it is written: its weight of a hundred, its text and the feedback on choosing it.
struct Answer<'s> {
    weight: Weight,
    text: &'s [GiftChar],
    feedback: &'s [GiftChar],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Right,
    Wrong,
    Between,
    Negative,
}

/// Reads the answers of a question by Moodle's rules: a `~` makes them choices, `=` begins the right one.
///
/// # Errors
/// The kind of question it is otherwise, or why it is no single choice.
pub(super) fn read_answers(
    inside: &[GiftChar],
    stem: &[GiftChar],
    mentions: &mut Vec<RemarkKind>,
) -> Result<Answers, RemarkKind> {
    let (inside, general) = match find_last(inside, "####") {
        Some(at) => (inside.get(..at).unwrap_or_default(), inside.get(at + 4..).unwrap_or_default()),
        None => (inside, &[][..]),
    };
    let inside = trimmed(inside);
    if find(inside, "~").is_none() || inside.first() == Some(&GiftChar::plain('#')) {
        return Err(other_kind(inside));
    }
    let answers = split(inside)?;
    let (written, _) = marker(stem, Written::Html);
    let right = right_of(&answers)?;
    if answers.iter().any(|answer| matches!(answer.weight, Weight::Between | Weight::Negative)) {
        mentions.push(RemarkKind::PartMarks);
    }
    let mut read = |chars: &[GiftChar]| {
        let (written, chars) = marker(chars, written);
        let (text, lost) = unmarked(&shown(chars), written);
        match lost {
            Some(media @ (RemarkKind::Media(_) | RemarkKind::Struck)) => return Err(media),
            Some(lost) if !mentions.contains(&lost) => mentions.push(lost),
            // else: other remarks concern no answer
            _ => (),
        }
        Ok(text)
    };
    let mut options = Vec::with_capacity(answers.len());
    let mut hints = Vec::new();
    for (at, answer) in answers.iter().enumerate() {
        options.push(read(answer.text)?);
        let feedback = read(answer.feedback)?;
        if !feedback.is_empty() {
            hints.push((at == right, feedback));
        }
    }
    if options.iter().any(String::is_empty) {
        return Err(RemarkKind::EmptyOption);
    }
    if let Some(first) = options.get_mut(..=right) {
        first.rotate_right(1);
    }
    let mut why = Some(read(general)?).filter(|why| !why.is_empty());
    if why.is_none() {
        // The feedback on the right one explains it.
        let of_right = hints.iter().position(|(is_right, _)| *is_right);
        why = of_right.map(|at| hints.remove(at).1);
    }
    if !hints.is_empty() {
        mentions.push(RemarkKind::Feedback);
    }
    Ok(Answers { options, why })
}

/// What kind of question has no `~` among its answers.
fn other_kind(inside: &[GiftChar]) -> RemarkKind {
    let before = find(inside, "#").and_then(|at| inside.get(..at)).unwrap_or(inside);
    let word = shown(trimmed(before));
    let kind = match inside.first() {
        None => "essay",
        Some(ch) if *ch == GiftChar::plain('#') => "numerical",
        Some(_) if matches!(word.as_str(), "T" | "TRUE" | "F" | "FALSE") => "truefalse",
        Some(_) if find(inside, "=").is_some() && find(inside, "->").is_some() => "matching",
        Some(_) => "shortanswer",
    };
    RemarkKind::NotSingleChoice(kind.to_owned())
}

fn split(inside: &[GiftChar]) -> Result<Vec<Answer<'_>>, RemarkKind> {
    let is_start = |ch: &GiftChar| *ch == GiftChar::plain('~') || *ch == GiftChar::plain('=');
    let starts: Vec<usize> = inside.iter().enumerate().filter(|(_, ch)| is_start(ch)).map(|(at, _)| at).collect();
    let before = inside.get(..starts.first().copied().unwrap_or(0)).unwrap_or_default();
    if !before.is_empty() {
        return Err(RemarkKind::WrongValue { column: "{…}".to_owned(), value: shown(trimmed(before)) });
    }
    let ends = starts.iter().skip(1).copied().chain([inside.len()]);
    let pieces = starts.iter().zip(ends).filter_map(|(from, to)| Some((inside.get(*from..to)?, inside.get(to))));
    let mut answers = Vec::with_capacity(starts.len());
    for (piece, next) in pieces {
        let Some((ch, text)) = piece.split_first() else { continue };
        let is_right = *ch == GiftChar::plain('=');
        let text = trimmed(text);
        if piece.len() == 1 && !is_right && next == Some(&GiftChar::plain('=')) {
            continue; // `~=right`, as some write it
        }
        let (stated, text) = weight(text);
        if stated.is_none() && is_half_weight(text) {
            return Err(RemarkKind::Weights);
        }
        let weight = match (is_right, stated) {
            (true, None | Some(Weight::Right)) => Weight::Right,
            (true, Some(_)) => Weight::Between,
            (false, stated) => stated.unwrap_or(Weight::Wrong),
        };
        let at = find(text, "#").unwrap_or(text.len());
        let feedback = text.get(at + 1..).unwrap_or_default();
        answers.push(Answer { weight, text: text.get(..at).unwrap_or_default(), feedback });
    }
    if answers.len() < 2 { Err(RemarkKind::OptionCount(answers.len())) } else { Ok(answers) }
}

/// `%50%` before an answer.
fn weight(text: &[GiftChar]) -> (Option<Weight>, &[GiftChar]) {
    let Some(inside) = text.strip_prefix(&[GiftChar::plain('%')]) else { return (None, text) };
    let Some(end) = find(inside.get(..12).unwrap_or(inside), "%") else { return (None, text) };
    let number: String = shown(inside.get(..end).unwrap_or_default());
    let rest = inside.get(end + 1..).unwrap_or_default();
    match number.trim().parse::<f64>() {
        Ok(number) if !number.is_finite() => (None, text),
        Ok(number) if number < 0.0 => (Some(Weight::Negative), rest),
        Ok(0.0) => (Some(Weight::Wrong), rest),
        Ok(100.0) => (Some(Weight::Right), rest),
        Ok(_) => (Some(Weight::Between), rest),
        Err(_) => (None, text),
    }
}

/// `75%text`, as old files of missing words have it: a weight without its first sign, or a text? «75% người dân» is one.
fn is_half_weight(text: &[GiftChar]) -> bool {
    let digits = text.iter().take_while(|ch| ('0'..='9').any(|digit| **ch == GiftChar::plain(digit))).count();
    let is_weight = (1..=3).contains(&digits) && text.get(digits) == Some(&GiftChar::plain('%'));
    is_weight && text.get(digits + 1).is_some_and(|ch| ch.is_letter())
}

/// The one answer that has all of the marks; others may have part of them, or less than none.
fn right_of(answers: &[Answer<'_>]) -> Result<usize, RemarkKind> {
    let count = |weight| answers.iter().filter(|answer| answer.weight == weight).count();
    match (count(Weight::Right), count(Weight::Between)) {
        (1, _) => answers.iter().position(|answer| answer.weight == Weight::Right).ok_or(RemarkKind::NoRight),
        (0, 0) => Err(RemarkKind::NoRight),
        (0, 1) => Err(RemarkKind::Weights),
        _ => Err(RemarkKind::SeveralRight),
    }
}
