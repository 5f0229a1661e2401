//! A page of the form: how far it is, what is asked, and its one or two questions.

use super::{
    State,
    form::VILLAGE_LIST_NOTE_FROM,
    slot::{Kind, Slot, Step},
};
use crate::domain::Identity;
use crate::input::{FieldKind, Typing};
use crate::tui::{
    Press, Shared,
    draw::{Choices, FieldParts, Marker, Page, cells, draw_field, wrap},
    typed::unit_name,
};
use ratatui::{layout::Rect, text::Line, widgets::Clear};

/// Rows that a fault has.
const REMARK: u16 = 2;

pub(super) fn draw(state: &State, all: &Shared, page: &mut Page<'_, '_>) {
    let whole = head(state, all, page);
    // The last rows are kept for what is wrong: a fault moves nothing and hides nothing.
    let area = Rect { height: whole.height.saturating_sub(REMARK), ..whole };
    let slots = state.step.slots();
    let focus = slots.iter().position(|slot| *slot == state.slot).unwrap_or(0);
    let mut left = area;
    for (at, slot) in slots.iter().enumerate() {
        // What comes below needs its rows.
        let waiting: u16 = slots.iter().skip(at + 1).map(|slot| rows_at_rest(*slot)).sum();
        let room = Rect { height: left.height.saturating_sub(waiting), ..left };
        let rows = if at == focus {
            question(state, all, page, room, *slot)
        } else {
            let rows = at_rest(state, all, page, room, *slot);
            let towards = if at < focus { Press::Up } else { Press::Down };
            page.hot(Rect { height: rows.min(room.height), ..room }, towards);
            rows
        };
        let rows = rows + 1;
        left = Rect { y: left.y + rows, height: left.height.saturating_sub(rows), ..left };
    }
    remark(state, page, whole);
}

/// How far the form is and what is asked; returns the room below.
pub(super) fn head(state: &State, all: &Shared, page: &mut Page<'_, '_>) -> Rect {
    let below = progress(state, all, page);
    let who = [("who", all.address().inside(all.settings.language).into())];
    let rows = page.text(below, &all.words.with(state.step.heading(), &who), page.theme.strong) + 1;
    Rect { y: below.y + rows, height: below.height.saturating_sub(rows), ..below }
}

/// `Bước 2 / 7` with its gauge; returns the room below.
pub(super) fn progress(state: &State, all: &Shared, page: &mut Page<'_, '_>) -> Rect {
    let body = page.body;
    // A page that only some people have belongs to the page before it: how many there are does not change on the way.
    let mut steps = state.steps(all);
    steps.retain(|step| !matches!(step, Step::Guardian | Step::Workplace));
    if let Some(work) = steps.iter().position(|step| *step == Step::Work).filter(|_| !steps.contains(&Step::Groups)) {
        steps.insert(work + 1, Step::Groups);
    }
    let chapter = match state.step {
        Step::Guardian => Step::Birth,
        Step::Workplace => Step::Work,
        step => step, // else: a page that everybody has
    };
    let at = steps.iter().position(|step| *step == chapter).unwrap_or(0) + 1;
    let wording = all.words.with("register-step", &[("n", at.into()), ("of", steps.len().into())]);
    page.line_at(body.x, body.y, body.width, &Line::styled(wording, page.theme.strong));
    let bar = body.width / 2;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    page.bar(body.right().saturating_sub(bar), body.y, bar, count(at), count(steps.len()));
    Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body }
}

/// The question that takes the keys, with its list where it has one and the fault beside it.
fn question(state: &State, all: &Shared, page: &mut Page<'_, '_>, room: Rect, slot: Slot) -> u16 {
    let mut rows = match slot.kind() {
        Kind::Text(_) => field(state, all, page, room, slot),
        Kind::Unit | Kind::Village | Kind::Place => field(state, all, page, room, slot),
        Kind::Pick(_) | Kind::Groups(_) if state.step.slots().len() > 1 => label(state, all, page, room, slot),
        Kind::Pick(_) | Kind::Groups(_) => 0,
    };
    let below = |rows: u16| Rect { y: room.y + rows, height: room.height.saturating_sub(rows), ..room };
    if let Some(look) = state.looking.filter(|one| *one == slot).and_then(|slot| state.form.second_look(all, slot)) {
        rows += page.text(below(rows), &format!("▲ {look}"), page.theme.strong) + 1;
        let right = if slot == Slot::GuardianConsent { "consent-practise" } else { "register-look-right" };
        let answers = [right, "register-look-change"];
        return rows + choices(state, all, page, below(rows), &answers, |_| false);
    }
    rows + match slot.kind() {
        Kind::Text(FieldKind::Name) => keys_of_marks(all, page, below(rows)),
        Kind::Text(_) => 0,
        Kind::Pick(_) => {
            let chosen = state.form.picks.get(&slot).copied();
            let taken = offered(state, all, page, below(rows), slot, |at| chosen == Some(at));
            if (slot, chosen) == (Slot::OneTouch, Some(1)) {
                let who = [("who", all.address().inside(all.settings.language).into())];
                let note = all.words.with("register-one-touch-note", &who);
                page.text(below(rows + taken), &note, page.theme.page);
            }
            taken
        }
        Kind::Groups(_) => offered(state, all, page, below(rows), slot, |at| state.form.groups.contains(&at)),
        Kind::Unit => {
            let finds = state.form.finds(all, slot);
            let names: Vec<String> = finds.iter().map(|unit| unit_name(&all.words, unit)).collect();
            let mark = |at| if state.chooser.at() == Some(at) { Marker::Focused } else { Marker::None };
            lines(page, below_field(below(rows)), &names, &(0..names.len()).map(mark).collect::<Vec<_>>())
        }
        Kind::Place => {
            let typed = state.form.text(slot);
            state.chooser.draw(page, below_field(below(rows)), &state.form.listed(all, slot), typed, Some(typed))
        }
        Kind::Village => villages(state, all, page, below_field(below(rows))),
    }
}

/// The room of a list that belongs to a field: below it and as far to the right as its box.
fn below_field(room: Rect) -> Rect {
    Rect { x: room.x + 2, width: room.width.saturating_sub(2), ..room }
}

/// The options that this person is asked about, what is chosen marked.
fn offered(
    state: &State,
    all: &Shared,
    page: &mut Page<'_, '_>,
    room: Rect,
    slot: Slot,
    is_chosen: impl Fn(u8) -> bool,
) -> u16 {
    let places = state.form.offered(all, slot);
    let keys: Vec<&str> = places.iter().map(|at| state.form.wording(all, slot, *at)).collect();
    choices(state, all, page, room, &keys, |at| places.get(usize::from(at)).is_some_and(|place| is_chosen(*place)))
}

/// How marks are typed, on two lines where there is room.
fn keys_of_marks(all: &Shared, page: &mut Page<'_, '_>, room: Rect) -> u16 {
    let keys = match all.settings.typing {
        Typing::Telex => ["register-telex-letters", "register-telex-tones"],
        Typing::Vni => ["register-vni-letters", "register-vni-tones"],
        Typing::Off => return 0,
    };
    if room.height < 4 {
        return 0;
    }
    for (row, key) in (1u16..).zip(keys) {
        page.line_at(
            room.x + 2,
            room.y + row,
            room.width.saturating_sub(2),
            &Line::styled(all.text(key), page.theme.dim),
        );
    }
    3
}

fn choices(
    state: &State,
    all: &Shared,
    page: &mut Page<'_, '_>,
    room: Rect,
    keys: &[&str],
    is_chosen: impl Fn(u8) -> bool,
) -> u16 {
    let texts: Vec<String> = keys.iter().map(|key| all.text(key)).collect();
    let mark = |at: u8| match (is_chosen(at), state.chooser.at() == Some(usize::from(at))) {
        (true, _) => Marker::Chosen,
        (false, true) => Marker::Focused,
        (false, false) => Marker::None,
    };
    let markers: Vec<Marker> = (0..).take(keys.len()).map(mark).collect();
    list(page, room, &texts, &markers)
}

fn list(page: &mut Page<'_, '_>, room: Rect, texts: &[String], markers: &[Marker]) -> u16 {
    if texts.is_empty() || room.height == 0 {
        return 0;
    }
    Choices { options: texts, markers, first: 1 }.draw(page, room)
}

/// Names with a row each, and one between them and the field above where there is room.
fn lines(page: &mut Page<'_, '_>, room: Rect, texts: &[String], markers: &[Marker]) -> u16 {
    if texts.is_empty() || room.height == 0 {
        return 0;
    }
    Choices { options: texts, markers, first: 1 }.draw_lines(page, room)
}

fn villages(state: &State, all: &Shared, page: &mut Page<'_, '_>, room: Rect) -> u16 {
    let shown = state.form.villages(all);
    let below = |rows: u16| Rect { y: room.y + rows, height: room.height.saturating_sub(rows), ..room };
    if shown.is_empty() {
        let note = if state.form.village_typed { all.text("register-village-typed") } else { return 0 };
        return page.text(below(1), &note, page.theme.dim) + 1;
    }
    let chosen = state.form.text(Slot::Village);
    let mark = |(at, village): (usize, &String)| match (state.chooser.at() == Some(at), village == chosen) {
        (true, _) => Marker::Focused,
        (false, true) => Marker::Chosen,
        (false, false) => Marker::None,
    };
    let markers: Vec<Marker> = shown.iter().enumerate().map(mark).collect();
    // A village is a word or two, and the list may be long; two rows are kept for the way out of it and the note.
    let above = u16::from(room.height > 7);
    let mut rows = above;
    rows += lines(page, Rect { height: below(rows).height.saturating_sub(2), ..below(rows) }, &shown, &markers);
    // A row between it and the names, as between these where they have room.
    rows += u16::from(above > 0 && room.height >= rows + 3);
    let other = Rect { height: 1, ..below(rows) };
    let style = page.theme.band;
    page.buffer().set_style(other, style);
    page.line_at(other.x + 4, other.y, other.width, &Line::styled(all.text("register-village-other"), style));
    let digit = page.theme.title.bg(style.bg.unwrap_or_default());
    page.buffer().set_style(Rect { x: other.x + 4, width: 2, ..other }, digit);
    page.hot(other, Press::Char('0'));
    rows += 1;
    if shown.len() >= VILLAGE_LIST_NOTE_FROM {
        rows += page.text(below(rows), &all.text("register-village-more"), page.theme.dim);
    }
    rows
}

/// A question that does not take the keys now: its label and the answer so far.
fn at_rest(state: &State, all: &Shared, page: &mut Page<'_, '_>, room: Rect, slot: Slot) -> u16 {
    match slot.kind() {
        Kind::Text(FieldKind::Name) => {
            let rows = field(state, all, page, room, slot);
            rows + keys_of_marks(all, page, Rect { y: room.y + rows, height: room.height.saturating_sub(rows), ..room })
        }
        Kind::Text(_) | Kind::Unit | Kind::Village | Kind::Place => field(state, all, page, room, slot),
        Kind::Pick(_) => {
            let rows = label(state, all, page, room, slot);
            // As large as it is when the keys go to it, and not clicked as its digits, which the other question takes.
            let (area, clickable) =
                (Rect { y: room.y + rows, height: room.height.saturating_sub(rows), ..room }, page.hots.len());
            let chosen = state.form.picks.get(&slot).copied();
            let places = state.form.offered(all, slot);
            let texts = state.form.offered_texts(all, slot);
            let mark = |at: &u8| if chosen == Some(*at) { Marker::Chosen } else { Marker::None };
            let taken = list(page, area, &texts, &places.iter().map(mark).collect::<Vec<_>>());
            page.hots.truncate(clickable);
            rows + taken
        }
        Kind::Groups(_) => label(state, all, page, room, slot),
    }
}

fn label(state: &State, all: &Shared, page: &mut Page<'_, '_>, room: Rect, slot: Slot) -> u16 {
    let is_active = slot == state.slot;
    let lead = if is_active { "▶ " } else { "  " };
    let style = if is_active { page.theme.strong } else { page.theme.page };
    let wording = format!("{lead}{}", label_text(state, all, slot));
    page.line_at(room.x, room.y, room.width, &Line::styled(wording, style));
    1
}

fn label_text(state: &State, all: &Shared, slot: Slot) -> String {
    let who = [("who", all.address().inside(all.settings.language).into())];
    let wording = all.words.with(slot.label(), &who);
    let by_number = slot == Slot::Sex && state.form.picks.get(&slot).copied() == state.form.sex_of_number();
    let from = match (state.form.from_card.contains(&slot), by_number && state.form.picks.contains_key(&slot)) {
        (true, _) => "register-from-card",
        (false, true) => "register-from-number",
        (false, false) => return wording,
    };
    format!("{wording} {}", all.text(from))
}

fn field(state: &State, all: &Shared, page: &mut Page<'_, '_>, room: Rect, slot: Slot) -> u16 {
    let is_active = slot == state.slot;
    let typed = state.form.text(slot);
    let chosen = match (slot.kind(), typed.is_empty()) {
        (Kind::Unit, true) => state.form.units.get(&slot).and_then(|code| all.unit(code)),
        _ => None, // else: only a unit is shown before it is typed
    };
    let shown = chosen.map_or_else(|| typed.to_owned(), |unit| unit_name(&all.words, unit));
    let column = match chosen {
        Some(_) => cells(&shown),
        None => state.form.fields.get(&slot).map_or(0, |field| u16::try_from(field.cursor_column()).unwrap_or(0)),
    };
    let of_card = &state.form.from_card;
    // Cards have no name that could be read for sure: the person at the keyboard waits for it.
    let hint = match slot == Slot::Name && of_card.contains(&Slot::Birth) && !of_card.contains(&Slot::Name) {
        true => "register-name-by-card",
        false => slot.hint(),
    };
    let year = match &state.form.identity {
        Identity::Number(number) if slot == Slot::Birth => Some(number.birth_year().to_string()),
        Identity::Number(_) | Identity::None(_) => None,
    };
    let hint = match year {
        Some(year) => all.words.with("register-birth-hint-year", &[("year", year.into())]),
        None => all.text(hint),
    };
    let label = label_text(state, all, slot);
    let parts = FieldParts {
        label: &label,
        shown: &shown,
        cursor: is_active.then_some(column),
        hint: &hint,
        remark: "",
        remark_is_bad: false,
    };
    draw_field(page, room, &parts)
}

/// What is wrong with the question at hand, or else with the other one, in the last rows of the page.
fn remark(state: &State, page: &mut Page<'_, '_>, area: Rect) {
    let here = state.remarks.iter().find(|(slot, _)| *slot == state.slot).or_else(|| state.remarks.first());
    let Some((_, wording)) = here else { return };
    let wording = format!("✗ {wording}");
    let rows = u16::try_from(wrap(&wording, area.width).len()).unwrap_or(1);
    let place = Rect { y: area.bottom().saturating_sub(rows), height: rows, ..area }.intersection(area);
    page.draw(Clear, place);
    let style = page.theme.page;
    page.buffer().set_style(place, style);
    page.text(place, &wording, page.theme.bad);
}

/// Rows of a question that does not take the keys now, with the blank row before it.
fn rows_at_rest(slot: Slot) -> u16 {
    match slot.kind() {
        Kind::Pick(keys) => u16::try_from(keys.len()).unwrap_or(2) + 2,
        Kind::Text(_) | Kind::Unit | Kind::Village | Kind::Place | Kind::Groups(_) => 4,
    }
}
