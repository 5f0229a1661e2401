//! The check questions inside a lesson: what follows from the options chosen so far, and how one is drawn.

use crate::{
    domain::Check,
    tui::{
        Shared,
        draw::{Choices, Marker, Page, cells, wrap},
    },
};
use ratatui::{layout::Rect, text::Line};

/// Cells that a line beside the number of a page has for sure.
const LONGEST_PRAISE: u16 = 60;

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

/// What is right about the right answer, as the page behind it has it; none where that is longer than a line.
#[must_use]
pub fn praise(all: &Shared, check: &Check) -> Option<String> {
    Some(wording(all, check, Verdict::Right)).filter(|praise| cells(praise) <= LONGEST_PRAISE)
}

/// Draws a check from the top of the body; `place` is its number, counted from 0, and how many there are. `focus` is where the
/// arrows are, once they were moved. What was right about the answer before is in the row above.
pub fn view(
    all: &Shared,
    page: &mut Page<'_, '_>,
    (check, before): (&Check, Option<&str>),
    place: (usize, usize),
    picks: &[u8],
    focus: Option<usize>,
) {
    let whole = page.body;
    let before = before.unwrap_or_default().to_owned();
    page.line_at(whole.x, whole.y, whole.width, &Line::styled(before, page.theme.good));
    let body = Rect { y: whole.y + 1, height: whole.height.saturating_sub(1), ..whole };
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
