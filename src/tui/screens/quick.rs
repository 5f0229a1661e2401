//! The check questions inside a lesson: what follows from the options chosen so far, and how one is drawn.

use crate::{
    domain::Check,
    tui::{
        Shared,
        draw::{Choices, Marker, Page, wrap},
    },
};
use ratatui::{layout::Rect, text::Line};

/// State of a check question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing chosen yet.
    Open,
    /// Wrong once: the reason is shown, and it is asked again.
    Again,
    /// Wrong twice: the right option is shown, and pressing it goes on.
    Revealed,
    Right,
}

/// State of a check after these picks.
#[must_use]
pub fn verdict(check: &Check, picks: &[u8]) -> Verdict {
    let right = right_option(check);
    match picks.len() {
        // A check without a right option is a fault of the pack, which must hold nobody up.
        1.. if right.is_none() || picks.iter().any(|pick| Some(*pick) == right) => Verdict::Right,
        0 => Verdict::Open,
        1 => Verdict::Again,
        _ => Verdict::Revealed,
    }
}

/// Whether choosing an option changes anything. A wrong one that was pressed already does not: a key held down too long must
/// not count as a second answer.
#[must_use]
pub fn may_pick(check: &Check, picks: &[u8], option: u8) -> bool {
    let exists = usize::from(option) < check.options.len();
    exists
        && match verdict(check, picks) {
            Verdict::Open => true,
            Verdict::Again => !picks.contains(&option),
            Verdict::Revealed => Some(option) == right_option(check),
            Verdict::Right => false,
        }
}

/// The question with its options, or the remark on the answer, as it is read aloud.
#[must_use]
pub fn spoken(all: &Shared, check: &Check, picks: &[u8]) -> String {
    match verdict(check, picks) {
        Verdict::Open => {
            let options = (1..).zip(&check.options).map(|(at, option): (usize, _)| format!("{at}: {}", option.text));
            let options: Vec<String> = options.collect();
            let sentences: Vec<&str> =
                std::iter::once(check.stem.as_str()).chain(options.iter().map(String::as_str)).collect();
            in_sentences(&sentences)
        }
        verdict @ (Verdict::Again | Verdict::Right | Verdict::Revealed) => {
            wording(all, check, verdict).trim_start_matches(['✗', '→', '✓', ' ']).to_owned()
        }
    }
}

/// Texts one after the other, each ended by a full stop where it has no end of its own.
#[must_use]
pub fn in_sentences(texts: &[&str]) -> String {
    let mut wording = String::new();
    for text in texts.iter().map(|text| text.trim_end()) {
        wording.push_str(text);
        wording.push_str(if text.ends_with(['.', '?', '!', '…']) { " " } else { ". " });
    }
    wording.trim_end().to_owned()
}

/// Draws a check from the top of the body; `place` is its number, counted from 0, and how many there are. `focus` is where the
/// arrows are, once they were moved.
pub fn view(
    all: &Shared,
    page: &mut Page<'_, '_>,
    check: &Check,
    place: (usize, usize),
    picks: &[u8],
    focus: Option<usize>,
) {
    let body = page.body;
    let head = all.words.with("lesson-check-head", &[("n", (place.0 + 1).into()), ("of", place.1.into())]);
    page.line_at(body.x, body.y, body.width, &Line::styled(head, page.theme.dim));
    let stem = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
    let y = stem.y + page.text(stem, &check.stem, page.theme.strong) + 1;
    let verdict = verdict(check, picks);
    let style = match verdict {
        Verdict::Open => page.theme.page,
        Verdict::Again => page.theme.bad,
        Verdict::Revealed => page.theme.strong,
        Verdict::Right => page.theme.good,
    };
    // Room for the longest remark: the options must not move under the person's eyes.
    let every = [Verdict::Open, Verdict::Again, Verdict::Revealed, Verdict::Right];
    let rows =
        every.map(|verdict| wrap(&wording(all, check, verdict), body.width).len()).into_iter().max().unwrap_or(1);
    let bottom = body.bottom().saturating_sub(u16::try_from(rows).unwrap_or(u16::MAX));
    let options: Vec<String> = check.options.iter().map(|option| option.text.clone()).collect();
    let markers: Vec<Marker> = (0..).take(options.len()).map(|at| marker(check, picks, at, focus)).collect();
    let area = Rect { y, height: bottom.saturating_sub(y + 1), ..body };
    let taken = Choices { options: &options, markers: &markers, first: 1 }.draw(page, area);
    let y = (y + taken + 1).min(bottom);
    page.text(Rect { y, height: body.bottom().saturating_sub(y), ..body }, &wording(all, check, verdict), style);
}

fn right_option(check: &Check) -> Option<u8> {
    check.options.iter().position(|option| option.right).and_then(|at| u8::try_from(at).ok())
}

fn marker(check: &Check, picks: &[u8], at: u8, focus: Option<usize>) -> Marker {
    let is_right = Some(at) == right_option(check);
    match (picks.contains(&at), is_right) {
        (true, true) => Marker::Right,
        (true, false) => Marker::Wrong,
        (false, true) if verdict(check, picks) == Verdict::Revealed => Marker::Right,
        (false, _) if focus == Some(usize::from(at)) => Marker::Focused,
        (false, _) => Marker::None,
    }
}

/// Remark below the options, its mark before it.
fn wording(all: &Shared, check: &Check, verdict: Verdict) -> String {
    let language = all.settings.language;
    let right = right_option(check).map_or(1, |at| usize::from(at) + 1);
    let (mark, key) = match verdict {
        // The prompt shows what to do.
        Verdict::Open => return String::new(),
        Verdict::Again => ("✗ ", "lesson-check-again"),
        Verdict::Revealed => ("→ ", "lesson-check-told"),
        Verdict::Right => ("✓ ", "lesson-check-right"),
    };
    let values = [
        ("n", check.options.len().into()),
        ("right", right.into()),
        ("why", check.why.as_str().into()),
        ("who", all.address().inside(language).into()),
        ("Who", all.address().opening(language).into()),
    ];
    format!("{mark}{}", all.words.with(key, &values))
}
