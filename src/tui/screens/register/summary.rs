//! The last page: every answer, what deserves a second look, and namesakes to be distinguished.

use super::{
    State,
    finish::NAMESAKES,
    slot::{GROUPS, Kind, Slot, Step},
    view,
};
use crate::{
    domain::Identity,
    tui::{
        Press, Shared,
        draw::{Choices, Marker, Page, cells, digit_of},
        typed::unit_name,
    },
};
use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

pub(super) fn draw(state: &State, all: &Shared, page: &mut Page<'_, '_>) {
    let area = match state.is_doubtful(all) {
        false => view::head(state, all, page),
        true => second_look(state, all, page),
    };
    // What deserves a second look needs its rows; then the answers have one each.
    let most = if state.is_doubtful(all) { 1 } else { 2 };
    let mut left = area;
    let mut steps = state.steps(all);
    steps.retain(|step| *step != Step::Summary);
    let labels = steps.iter().map(|step| cells(&all.text(name_of(*step)))).max().unwrap_or(0) + 6;
    for (at, step) in steps.iter().enumerate() {
        let head = format!("{}. {}", at + 1, all.text(name_of(*step)));
        page.line_at(left.x, left.y, labels, &Line::from(vec![Span::styled(head, page.theme.page)]));
        let beside = Rect {
            x: left.x + labels,
            width: left.width.saturating_sub(labels),
            height: left.height.min(most),
            ..left
        };
        let rows = page.text(beside, &answer(state, all, *step), page.theme.strong).max(1);
        if let Some(digit) = digit_of(at) {
            page.hot(Rect { height: rows.min(left.height), ..left }, Press::Char(digit));
        }
        left = Rect { y: left.y + rows, height: left.height.saturating_sub(rows), ..left };
    }
}

/// What about the number deserves a second look, in place of the heading; returns the room below.
fn second_look(state: &State, all: &Shared, page: &mut Page<'_, '_>) -> Rect {
    let below = view::progress(state, all, page);
    let doubts = state.form.doubts(all);
    let likely = |line: &crate::tui::PersonLine| {
        let values = [
            ("name", line.name.as_str().into()),
            ("village", line.village.as_str().into()),
            ("year", line.birth_year.to_string().into()),
        ];
        all.words.with("register-likely", &values)
    };
    let what: Vec<String> =
        doubts.iter().map(|doubt| doubt.what().to_owned()).chain(state.likely.iter().take(2).map(likely)).collect();
    let wording = format!("▲ {} {}", all.text("register-look-again"), what.join(" "));
    let rows = page.text(below, &wording, page.theme.bad) + 1;
    Rect { y: below.y + rows, height: below.height.saturating_sub(rows), ..below }
}

fn name_of(step: Step) -> &'static str {
    match step {
        Step::Name => "register-name",
        Step::Birth => "register-birth",
        Step::Guardian => "register-guardian-short",
        Step::Home => "register-home",
        Step::Contact => "register-phone-short",
        Step::Work => "register-work-short",
        Step::Workplace => "register-workplace-short",
        Step::Groups => "register-groups-short",
        Step::Help => "register-help-short",
        Step::Summary => "register-ask-summary",
    }
}

/// What was answered on a page, on one line.
fn answer(state: &State, all: &Shared, step: Step) -> String {
    let form = &state.form;
    let picked = |slot: Slot| match slot.kind() {
        Kind::Pick(_) => form.picked_text(all, slot),
        Kind::Text(_) | Kind::Groups(_) | Kind::Unit | Kind::Village | Kind::Place => String::new(),
    };
    let unit = |slot: Slot| {
        let unit = form.units.get(&slot).and_then(|code| all.unit(code));
        unit.map(|unit| unit_name(&all.words, unit)).unwrap_or_default()
    };
    let joined = |parts: Vec<String>| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" • ");
    match step {
        Step::Name => joined(vec![form.text(Slot::Name).trim().to_owned(), identity(state, all)]),
        Step::Birth => {
            let birth = form.birth().map(super::form::spelled).unwrap_or_default();
            joined(vec![birth, picked(Slot::Sex)])
        }
        Step::Guardian => form.text(Slot::Guardian).trim().to_owned(),
        Step::Home => joined(vec![form.text(Slot::Village).trim().to_owned(), unit(Slot::Unit)]),
        Step::Contact => {
            let phone = form.text(Slot::Phone).trim();
            let phone = if phone.is_empty() { all.text("register-no-phone") } else { phone.to_owned() };
            let taken = match form.picks.get(&Slot::OneTouch) {
                Some(1) => all.text("register-one-touch-short"),
                Some(_) => all.text("register-one-touch-none"),
                None => String::new(),
            };
            joined(vec![phone, taken])
        }
        Step::Work => picked(Slot::WorkKind),
        Step::Workplace => joined(vec![form.text(Slot::WorkName).trim().to_owned(), unit(Slot::WorkUnit)]),
        Step::Groups => groups(state, all),
        Step::Help => picked(Slot::Help),
        Step::Summary => String::new(),
    }
}

fn identity(state: &State, all: &Shared) -> String {
    match &state.form.identity {
        Identity::Number(number) => number.masked(),
        Identity::None(_) => all.text("register-no-number"),
    }
}

fn groups(state: &State, all: &Shared) -> String {
    let Kind::Groups(keys) = Slot::Groups.kind() else { return String::new() };
    let chosen = (0u8..).zip(keys.iter().take(GROUPS.len())).filter(|(at, _)| state.form.groups.contains(at));
    let names: Vec<String> = chosen.map(|(_, key)| all.text(key)).collect();
    if names.is_empty() { all.text("register-groups-none") } else { names.join(", ") }
}

/// People of the same name, birth and village, without a number to distinguish them.
pub(super) fn draw_namesakes(state: &State, all: &Shared, page: &mut Page<'_, '_>) {
    let body = page.body;
    let ask = if state.asks_likely { "register-likely-ask" } else { "register-namesakes" };
    let rows = page.text(body, &all.text(ask), page.theme.strong) + 1;
    let seen = |wall: crate::domain::Moment| {
        if all.now.believes(wall) { all.words.date(wall.date()) } else { all.text("clock-unknown") }
    };
    let line = |one: &crate::tui::PersonLine| {
        let variables = [
            ("name", one.name.as_str().into()),
            ("village", one.village.as_str().into()),
            ("year", one.birth_year.to_string().into()),
            ("date", seen(one.last_seen.wall).into()),
        ];
        all.words.with("register-namesake", &variables)
    };
    let mut options: Vec<String> = state.namesakes.iter().take(NAMESAKES).map(line).collect();
    options.push(all.text("register-somebody-else"));
    let markers = vec![Marker::None; options.len()];
    let area = Rect { y: body.y + rows, height: body.height.saturating_sub(rows), ..body };
    Choices { options: &options, markers: &markers, first: 1 }.draw(page, area);
}
