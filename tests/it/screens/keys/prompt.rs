//! The one thing to do now is on the same row of every screen, of residents and of volunteers, whatever it shows.

use super::{Eye, desk, learning, people};
use ratatui::style::Style;
use tramso::tui::Model;

/// The row of the prompt, above the footer, and whether it is coloured from side to side as nothing else is.
fn prompt(eye: &mut Eye, model: &mut Model) -> (String, bool) {
    let style = model.shared.theme.badge;
    let buffer = eye.frame(model).0;
    let row = buffer.area.bottom() - 2;
    let cells = || (0..buffer.area.right()).map(|x| &buffer[(x, row)]);
    let is_strong = cells().all(|cell| {
        let seen = Style::new().fg(cell.fg).bg(cell.bg).add_modifier(cell.modifier);
        seen == style
    });
    (cells().map(ratatui::buffer::Cell::symbol).collect::<String>().trim().to_owned(), is_strong)
}

#[test]
fn every_screen_has_its_prompt_on_the_same_row() {
    let mut eye = Eye(None);
    let cases =
        [people::cases::CASES, learning::cases::CASES, desk::cases::CASES, desk::group::CASES, desk::printing::CASES]
            .concat();
    let (mut faults, mut seen) = (Vec::new(), 0);
    for (name, make) in cases {
        let mut model = make();
        if !model.overlays.is_empty() {
            continue;
        }
        seen += 1;
        let (text, is_strong) = prompt(&mut eye, &mut model);
        let sentence = text.strip_prefix("▶ ").unwrap_or_default();
        let is_whole = sentence.split(' ').count() > 1 && sentence.ends_with(['.', '?', '!', '…']);
        if !is_strong || !is_whole || sentence.contains('⟦') {
            faults.push(format!("{name}: «{text}»"));
        }
    }
    assert!(faults.is_empty(), "{} of {seen}:\n{}", faults.len(), faults.join("\n"));
    assert!(seen > 200, "{seen} states");
}

/// A window that is above a screen has its own, on the same row.
#[test]
fn windows_have_theirs_on_the_same_row() {
    let mut eye = Eye(None);
    let cases = [people::cases::CASES, learning::cases::CASES, desk::cases::CASES].concat();
    let mut faults = Vec::new();
    for (name, make) in cases {
        let mut model = make();
        let is_covered = model.overlays.iter().any(|window| matches!(window, tramso::tui::Overlay::Hidden));
        if model.overlays.is_empty() || is_covered {
            continue;
        }
        let (text, is_strong) = prompt(&mut eye, &mut model);
        if !is_strong || !text.starts_with("▶ ") {
            faults.push(format!("{name}: «{text}»"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
