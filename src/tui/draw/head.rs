//! What every page has at its edges: whose station it is and who sits there, how far they have come, and the keys.

use super::{Page, cells, clip};
use crate::{
    session::{Part, PartState},
    tui::{Hint, Press, Shared},
};
use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};

/// Cells between two steps at most: further apart they are no longer one way.
const WIDEST_GAP: u16 = 18;

/// Capitals that are lower than this, in tenths of a millimetre, are hard to read for the eyes that come here.
const LEAST_TENTHS: u16 = 30;

/// The station's name, the page's title and the person's name in a bar; below it the steps of the visit, or who is on duty.
pub(super) fn draw_head(page: &mut Page<'_, '_>, all: &Shared, title: &str, area: Rect) {
    let style = page.theme.head;
    let strong = style.add_modifier(Modifier::BOLD);
    page.buffer().set_style(Rect { height: 1, ..area }, style);
    let name = all.text("frame-station").to_uppercase();
    let badge = if page.theme.has_bands { format!(" {name}  ") } else { format!(" {name} ") };
    let badge_style = if page.theme.has_bands { strong } else { page.theme.badge };
    let right = all.registration().map(|registered| registered.name.as_str().to_owned()).unwrap_or_default();
    let room = area.width.saturating_sub(cells(&badge) + cells(&right) + 5);
    let place = if title.is_empty() { all.station.place.clone() } else { title.to_owned() };
    let line =
        Line::from(vec![Span::styled(badge, badge_style), Span::styled(format!("  {}", clip(&place, room)), style)]);
    page.line_at(area.x + 1, area.y, area.width.saturating_sub(2), &line);
    let at = area.right().saturating_sub(cells(&right) + 2);
    page.line_at(at, area.y, cells(&right), &Line::styled(right.clone(), strong));
    let (row, body) = (area.y + 1, page.body);
    match (&all.pack, all.is_visited()) {
        (Some(pack), true) => {
            let visit = all.guest.as_ref().map_or(&all.newcomer.visit, |guest| &guest.visit);
            let parts = Part::ALL.map(|part| (part, visit.part_state(part, pack)));
            draw_steps(page, all, &parts, Rect { y: row, height: 1, ..body });
        }
        _ => draw_duty(page, all, body.x, row, body.width), // else: nobody is on the way
    }
    if !page.theme.has_bands {
        let rule = "─".repeat(usize::from(area.width.saturating_sub(2)));
        let style = page.theme.rule;
        page.line_at(area.x + 1, area.y + 2, area.width.saturating_sub(2), &Line::styled(rule, style));
    }
}

/// What is on trial says so first.
fn draw_duty(page: &mut Page<'_, '_>, all: &Shared, x: u16, y: u16, width: u16) {
    let is_rehearsal = all.pack.as_ref().is_some_and(|pack| pack.contest.rehearsal);
    let trial = match (all.station.demo, is_rehearsal) {
        (true, _) => Some("frame-demo"),
        (false, true) => Some("frame-rehearsal"),
        (false, false) => None,
    };
    let (bad, dim) = (page.theme.bad, page.theme.dim);
    let mut spans = Vec::new();
    spans.extend(trial.map(|key| Span::styled(format!("{}   ", all.text(key)), bad)));
    let duty = all.shift.as_ref().map(|shift| format!("{}: {}", all.text("frame-helper"), shift.volunteer));
    spans.extend(duty.map(|duty| Span::styled(duty, dim)));
    page.line_at(x, y, width, &Line::from(spans));
    let Some(tenths) = all.station.letters_tenths.filter(|tenths| *tenths < LEAST_TENTHS) else { return };
    let height = [("mm", tenths.div_euclid(10).into()), ("tenths", tenths.rem_euclid(10).into())];
    let hint = clip(&format!("▲ {}", all.words.with("frame-small-letters", &height)), width / 2 + 6);
    let strong = page.theme.strong;
    page.line_at((x + width).saturating_sub(cells(&hint)), y, cells(&hint), &Line::styled(hint, strong));
}

/// The steps with a line between them that is thick as far as the person has come.
fn draw_steps(page: &mut Page<'_, '_>, all: &Shared, parts: &[(Part, PartState)], row: Rect) {
    let name = |part: Part| {
        all.text(match part {
            Part::Register => "frame-register",
            Part::Learn => "frame-learn",
            Part::Test => "frame-test",
            Part::Share => "frame-share",
            Part::Certificate => "frame-certificate",
        })
    };
    let words: Vec<String> = parts.iter().map(|(part, state)| format!("{} {}", mark(*state), name(*part))).collect();
    let taken: u16 = words.iter().map(|word| cells(word)).sum();
    let gaps = u16::try_from(words.len().saturating_sub(1)).unwrap_or(1).max(1);
    let gap = (row.width.saturating_sub(taken) / gaps).clamp(2, WIDEST_GAP);
    let mut spans = Vec::new();
    for (at, ((_, state), word)) in parts.iter().zip(words).enumerate() {
        let style = step_style(page, *state);
        spans.push(Span::styled(word, style));
        if at + 1 < parts.len() {
            let is_done = matches!(state, PartState::Done);
            let (line, style) = if is_done { ("━", page.theme.good) } else { ("─", page.theme.rule) };
            spans.push(Span::styled(format!(" {} ", line.repeat(usize::from(gap.saturating_sub(2)))), style));
        }
    }
    page.line_at(row.x, row.y, row.width, &Line::from(spans));
}

fn mark(state: PartState) -> &'static str {
    match state {
        PartState::Done => "✓",
        PartState::Current => "▶",
        PartState::Open => "□",
    }
}

fn step_style(page: &Page<'_, '_>, state: PartState) -> Style {
    match state {
        PartState::Done => page.theme.good,
        PartState::Current => page.theme.title,
        PartState::Open => page.theme.dim,
    }
}

/// The keys of the page. Where not all have room, they stand closer; then those before Esc give way, never Esc.
pub(super) fn draw_footer(page: &mut Page<'_, '_>, hints: &[Hint], area: Rect) {
    let y = area.bottom().saturating_sub(1);
    let row = Rect { y, height: 1, ..area };
    let (plain, key) = (page.theme.footer, page.theme.key);
    page.buffer().set_style(row, plain);
    let room = area.width.saturating_sub(1);
    let (shown, gap) = fitting(hints, room);
    let mut x = area.x + 1;
    for hint in shown {
        let width = width_of(hint, gap);
        let (cap, wording) = (format!(" {} ", hint.cap), format!(" {}{}", hint.wording, " ".repeat(gap)));
        page.line_at(x, y, width, &Line::from(vec![Span::styled(cap, key), Span::styled(wording, plain)]));
        if hint.is_clickable() {
            page.hot(Rect { x, y, width: width.min(area.right().saturating_sub(x)), height: 1 }, hint.press);
        }
        x += width;
    }
}

fn width_of(hint: &Hint, gap: usize) -> u16 {
    cells(&hint.cap).saturating_add(cells(&hint.wording)).saturating_add(3 + u16::try_from(gap).unwrap_or(0))
}

/// The hints that have room, and the blanks behind each.
fn fitting(hints: &[Hint], room: u16) -> (Vec<&Hint>, usize) {
    // The blanks behind the last one are nobody's loss.
    let fits = |shown: &[&Hint], gap: usize| {
        let whole = shown.iter().map(|hint| width_of(hint, gap)).fold(0, u16::saturating_add);
        whole.saturating_sub(u16::try_from(gap).unwrap_or(0)) <= room
    };
    let mut shown: Vec<&Hint> = hints.iter().collect();
    if let Some(gap) = [3, 2, 1, 0].into_iter().find(|gap| fits(&shown, *gap)) {
        return (shown, gap);
    }
    while !fits(&shown, 0) && shown.len() > 1 {
        let last = shown.iter().rposition(|hint| hint.press != Press::Esc);
        shown.remove(last.unwrap_or(shown.len() - 1));
    }
    (shown, 0)
}
