use super::{
    Hot, Model, Screen, Shared,
    draw::{Page, Sentence},
    overlays,
};
use ratatui::{Frame, layout::Rect, style::Modifier, text::Line, widgets::Clear};

/// The least that a question with four options needs.
const LEAST: (u16, u16) = (80, 23);

/// Draws one frame and returns which places can be clicked in it.
pub fn view(model: &Model, frame: &mut Frame<'_>) -> Vec<Hot> {
    view_and_read(model, frame).0
}

/// The same, with what can be read aloud of it while that is wanted.
pub fn view_and_read(model: &Model, frame: &mut Frame<'_>) -> (Vec<Hot>, Vec<Sentence>) {
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
        return (Vec::new(), Vec::new());
    }
    let keys = match model.overlays.last() {
        Some(overlay) => overlay.keys(all),
        None => model.screen.keys(all),
    };
    if overlays::covers_all(&model.overlays) {
        let mut page = Page::covered(frame, all, keys);
        overlays::draw_cover(all, &model.overlays, &mut page);
        draw_aside(all, &mut page, area);
        return read(all, page);
    }
    let title = model.screen.title(all);
    let mut page = match &model.screen {
        Screen::Group(_) => Page::for_hall(frame, all, &title, keys),
        Screen::Light(light) if light.fills() => Page::covered(frame, all, keys),
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
    read(all, page)
}

/// Marks the sentence that is being read: by a line below it as well as by its colours.
fn read(all: &Shared, mut page: Page<'_, '_>) -> (Vec<Hot>, Vec<Sentence>) {
    if let Some(current) = all.reading.current() {
        let style = page.theme.field_active.add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        page.mark_read(current, style);
    }
    let sentences = if all.reading.is_on() { page.sentences() } else { Vec::new() };
    (page.hots, sentences)
}

/// The line about a scan or the voice, on the row above the footer, which every page leaves free.
fn draw_aside(all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
    let Some(aside) = &all.aside else { return };
    let row = Rect { y: area.bottom().saturating_sub(2), height: 1, ..area };
    let style = page.theme.badge;
    // Whatever else was on the row goes.
    page.draw(Clear, row);
    page.buffer().set_style(row, style);
    // It begins where the prompt does.
    let (x, width) = (page.body.x, page.body.width);
    let line = Line::styled(aside.wording.as_str(), style);
    match aside.is_quiet {
        true => page.unsaid(|page| page.line_at(x, row.y, width, &line)),
        false => page.line_at(x, row.y, width, &line),
    }
}
