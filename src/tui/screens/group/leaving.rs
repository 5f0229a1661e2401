//! Whether the hall's screen is left, since what comes next may show what a wall must not; and why nothing can be taught.

use super::{Action, State};
use crate::tui::{
    Press, Shared, Table,
    draw::{Choices, Marker, Page, hall, popup},
};
use ratatui::layout::Rect;

/// Width of the window.
const WIDTH: u16 = 70;

impl State {
    /// What the window offers: actions and the keys of their wording.
    pub(super) fn ways(&self) -> Vec<(Action, &'static str)> {
        let mut ways = vec![
            (Action::Stay, "class-leave-stay"),
            (Action::Register, "class-leave-register"),
            (Action::Desk, "class-leave-desk"),
        ];
        if self.teaching.is_some() {
            ways.push((Action::Drop, "class-leave-drop"));
        }
        ways
    }

    pub(super) fn leaving_bindings(&self) -> Table<Action> {
        let ways = self.ways();
        let cap = format!("1-{}", ways.len());
        Table::new()
            .digits(ways.len(), cap, "class-key-choose", move |at| {
                ways.get(at).map_or(Action::Stay, |(action, _)| *action)
            })
            .key(Press::Esc, "Esc", "class-key-stay", Action::Stay)
            .unlisted(&[Press::Backspace], Action::Stay)
    }
}

pub fn view(state: &State, all: &Shared, page: &mut Page<'_, '_>) {
    let inside = popup(page, &all.text("class-leave-title"), WIDTH, 16);
    let key = if state.teaching.is_some() { "class-leave-kept" } else { "class-leave-how" };
    let rows = page.text(inside, &all.text(key), page.theme.page) + 1;
    let options: Vec<String> = state.ways().iter().map(|(_, key)| all.text(key)).collect();
    let markers = vec![Marker::None; options.len()];
    let area = Rect { y: inside.y + rows, height: inside.height.saturating_sub(rows), ..inside };
    Choices { options: &options, markers: &markers, first: 1 }.draw(page, area);
}

pub fn view_blocked(all: &Shared, page: &mut Page<'_, '_>, why: &str) {
    let room = hall(page);
    let area = Rect { y: room.y + room.height / 3, height: room.height - room.height / 3, ..room };
    page.text(area, &all.text(why), page.theme.strong);
}
