use super::{Hot, Model, Screen, Shared, draw::Page, overlays};
use ratatui::{Frame, layout::Rect, text::Line};

/// The least that a question with four options needs.
const LEAST: (u16, u16) = (80, 23);

/// Draws one frame and returns which places can be clicked in it.
pub fn view(model: &Model, frame: &mut Frame<'_>) -> Vec<Hot> {
    let all = &model.shared;
    let area = frame.area();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let theme = all.theme;
        frame.buffer_mut().set_style(area, theme.page);
        let wording = all.words.with("frame-enlarge", &[("columns", LEAST.0.into()), ("rows", LEAST.1.into())]);
        for (y, line) in (area.y + area.height / 3..).zip(super::draw::wrap(&wording, area.width)) {
            if y < area.bottom() {
                frame.buffer_mut().set_line(area.x, y, &Line::styled(line, theme.strong), area.width);
            }
        }
        return Vec::new();
    }
    let keys = match model.overlays.last() {
        Some(overlay) => overlay.keys(all),
        None => model.screen.keys(all),
    };
    if overlays::covers_all(&model.overlays) {
        let mut page = Page::covered(frame, all, keys);
        overlays::draw_cover(all, &model.overlays, &mut page);
        draw_aside(all, &mut page, area);
        return page.hots;
    }
    let title = model.screen.title(all);
    let mut page = match &model.screen {
        Screen::Group(_) => Page::for_hall(frame, all, &title, keys),
        _ => Page::new(frame, all, &title, keys), // else: for who sits before it
    };
    let footer = page.hots.clone();
    model.screen.view(all, &mut page);
    if let Some(overlay) = model.overlays.last() {
        overlay.view(all, &mut page);
        page.hots.extend(footer);
    }
    let prompt = match model.overlays.last() {
        Some(overlay) => overlay.prompt(all),
        None => model.screen.prompt(all),
    };
    if let Some(prompt) = prompt {
        prompt.draw(&mut page);
    }
    draw_aside(all, &mut page, area);
    page.hots
}

/// The line about a scan, on the row above the footer, which every page leaves free.
fn draw_aside(all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
    let Some(aside) = &all.aside else { return };
    let row = Rect { y: area.bottom().saturating_sub(2), height: 1, ..area };
    let style = page.theme.badge;
    page.buffer().set_style(row, style);
    // It begins where the prompt does.
    page.line_at(page.body.x, row.y, page.body.width, &Line::styled(aside.wording.as_str(), style));
}
