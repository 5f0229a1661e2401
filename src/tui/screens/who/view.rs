use super::{State, Step};
use crate::{
    input::id_entry,
    text::{Value, address},
    tui::{
        Press, Shared,
        draw::{Choices, FieldParts, Page, below, draw_field, markers},
        typed::unit_name,
    },
};
use chrono::Datelike;
use ratatui::layout::Rect;

pub(super) fn draw(state: &State, all: &Shared, page: &mut Page<'_, '_>) {
    let body = page.body;
    let area = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    match state.step {
        Step::First | Step::Again => typing(state, all, page, area),
        Step::Looking => page.centred(area.y + 4, &all.text("who-looking"), page.theme.strong),
        Step::Confirm => confirm(state, all, page, area),
        Step::New => {
            let wording = all.words.with("who-new", &[("number", masked(state))]);
            page.text(area, &wording, page.theme.strong);
        }
        Step::Blocked => {
            page.text(area, &all.text("who-blocked"), page.theme.strong);
        }
        Step::Unknown => {
            let wording = all.words.with("who-unknown", &[("number", masked(state))]);
            ask(state, page, area, &wording, &[all.text("who-unknown-join"), all.text("who-unknown-again")]);
        }
        Step::Reasons => {
            let options =
                [all.text("who-reason-child"), all.text("who-reason-lost"), all.text("who-reason-not-issued")];
            ask(state, page, area, &all.text("who-reasons"), &options);
        }
    }
}

fn masked(state: &State) -> Value<'static> {
    state.number.as_ref().map(crate::domain::IdNumber::masked).unwrap_or_default().into()
}

fn ask(state: &State, page: &mut Page<'_, '_>, area: Rect, wording: &str, options: &[String]) {
    let rows = page.text(area, wording, page.theme.strong) + 1;
    Choices { options, markers: &markers(options.len(), state.focus, None), first: 1 }.draw(page, below(area, rows));
}

fn typing(state: &State, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
    let mut area = area;
    let head = if state.step == Step::First { "who-ask" } else { "who-ask-again" };
    area = below(area, page.text(area, &all.text(head), page.theme.strong) + 1);
    let now = id_entry::grouped(state.field.text());
    let column = u16::try_from(id_entry::column(state.field.cursor())).unwrap_or(u16::MAX);
    let first_label = all.text("who-label");
    let again_label = all.text("who-label-again");
    if let Some(first) = &state.first {
        let shown = id_entry::masked(first);
        let parts =
            FieldParts { label: &first_label, shown: &shown, cursor: None, hint: "", remark: "", remark_is_bad: false };
        page.hot(Rect { height: 2, ..area }, Press::PageUp);
        area = below(area, draw_field(page, area, &parts) + 1);
    }
    let parts = FieldParts {
        label: if state.first.is_some() { &again_label } else { &first_label },
        shown: &now,
        cursor: Some(column),
        hint: "",
        remark: "",
        remark_is_bad: false,
    };
    area = below(area, draw_field(page, area, &parts) + 1);
    match &state.remark {
        Some(remark) => {
            page.text(area, &format!("✗ {remark}"), page.theme.bad);
        }
        None if state.first.is_none() => {
            area = below(area, page.text(area, &all.text("who-hint"), page.theme.page) + 1);
            page.text(area, &all.text("who-hint-none"), page.theme.page);
        }
        None => {
            page.text(area, &all.text("who-hint-again"), page.theme.page);
        }
    }
}

/// Only so much as somebody needs to know themselves by (docs/DESIGN.md 4.4).
fn confirm(state: &State, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
    let Some(registered) = state.found.as_ref().and_then(|guest| guest.visit.registration()) else { return };
    let who = address(Some(registered.birth.year()), Some(registered.sex), all.now.date().year());
    let unit = all.unit(&registered.residence.unit).map(|unit| unit_name(&all.words, unit)).unwrap_or_default();
    let wording = all.words.with(
        "who-confirm",
        &[
            ("name", registered.name.hinted().into()),
            ("village", registered.residence.village.as_str().into()),
            ("unit", unit.into()),
            ("year", registered.birth.year().to_string().into()),
            ("who", who.inside(all.settings.language).into()),
        ],
    );
    ask(state, page, area, &wording, &[all.text("who-yes"), all.text("who-no")]);
}
