//! The end of a topic: who is there, how long it was taught, and that it is kept.

use super::State;
use crate::{
    content::Pack,
    domain::TopicId,
    tui::{
        Press, Shared,
        draw::{Page, cells, draw_headline, hall, heading, wrap},
    },
};
use ratatui::{layout::Rect, style::Style};

pub fn view_end(state: &State, all: &Shared, page: &mut Page<'_, '_>, pack: &Pack) {
    let Some(teaching) = &state.teaching else { return };
    let (count, missing) = (state.present().len(), teaching.missing_s(pack));
    let minutes = |seconds: u64| all.words.number(seconds.div_ceil(60));
    let title = pack.contest.topic(teaching.topic).map(|topic| topic.title.clone()).unwrap_or_default();
    let values = [("topic", teaching.topic.number().to_string().into()), ("title", title.into())];
    let (head, strong) = (all.words.with("group-end-head", &values), page.theme.strong);
    // Rounded so that what is enough never looks like less.
    let taught = if missing > 0 { all.words.number(teaching.taught_s() / 60) } else { minutes(teaching.taught_s()) };
    let time = [("minutes", taught.into()), ("least", minutes(teaching.least_s(pack)).into())];
    let mut lines = vec![(all.words.with("group-end-time", &time), page.theme.page)];
    if missing > 0 {
        let short = [("minutes", minutes(missing).into())];
        lines.push((all.words.with("group-end-short", &short), page.theme.bad));
    }
    if count == 0 {
        lines.push((all.text("group-end-nobody"), page.theme.bad));
    }
    lines.push((all.text("group-end-change"), page.theme.page));
    let figure = (count.to_string(), all.text("group-roll-present"));
    let button = match (count, missing) {
        (0, _) => None,
        (_, 0) => Some((all.words.with("group-end-keep", &[("n", count.into())]), Press::Enter)),
        _ => Some((all.words.with("group-end-keep-short", &[("n", count.into())]), Press::Char('2'))), // else: too short
    };
    let colour = heading(page);
    draw(page, (head, strong), (figure.0, figure.1, colour), &lines, button);
}

pub fn view_keeping(all: &Shared, page: &mut Page<'_, '_>) {
    let y = page.body.y + page.body.height / 3;
    page.centred(y, &all.text("group-keeping"), page.theme.strong);
}

/// What was kept, and the one key that leads on.
pub fn view_kept(
    state: &State,
    all: &Shared,
    page: &mut Page<'_, '_>,
    pack: &Pack,
    (topic, present, passed_over): (TopicId, usize, usize),
) {
    let number = topic.number().to_string();
    let kept = all.words.with("group-kept", &[("topic", number.into()), ("n", present.into())]);
    let mut lines = Vec::new();
    if passed_over > 0 {
        lines.push((all.words.with("group-passed-over", &[("n", passed_over.into())]), page.theme.strong));
    }
    let taught = pack.contest.topics.iter().filter(|one| one.id == topic || state.is_taught(one.id)).count();
    let values = [("n", taught.into()), ("of", pack.contest.topics.len().into())];
    lines.push((all.words.with("group-taught-today", &values), page.theme.page));
    let next = state.next_topic(pack).and_then(|at| pack.contest.topics.get(at));
    let button = match (&state.list, next) {
        (None, _) => None,
        (Some(_), Some(next)) => {
            let values = [("topic", next.id.number().to_string().into()), ("title", next.short.as_str().into())];
            Some((all.words.with("group-next-topic", &values), Press::Enter))
        }
        (Some(_), None) => Some((all.text("group-all-taught"), Press::Enter)),
    };
    let (good, strong) = (page.theme.good, page.theme.strong);
    draw(page, (format!("✓ {kept}"), strong), (all.text("group-kept-big"), String::new(), good), &lines, button);
}

/// A heading, a figure in large letters with its caption, lines below, and a button, spread over the whole height.
fn draw(
    page: &mut Page<'_, '_>,
    head: (String, Style),
    figure: (String, String, Style),
    lines: &[(String, Style)],
    button: Option<(String, Press)>,
) {
    let room = hall(page);
    let centred = |page: &mut Page<'_, '_>, y: u16, text: &str, style: Style| {
        let mut rows = 0;
        for line in wrap(text, room.width) {
            let x = room.x + room.width.saturating_sub(cells(&line)) / 2;
            page.text(Rect { x, y: y + rows, width: cells(&line).max(1), height: 1 }, &line, style);
            rows += 1;
        }
        rows
    };
    let texts: u16 = lines.iter().map(|(text, _)| u16::try_from(wrap(text, room.width).len()).unwrap_or(1)).sum();
    let count = u16::try_from(lines.len()).unwrap_or(0);
    // Heading, figure of seven rows at most, caption, lines, button; what is left is shared between them.
    let needed = 1 + 7 + 1 + texts + count + 1;
    let gap = (room.height.saturating_sub(needed) / 4).clamp(0, 4);
    let mut y = room.y + gap;
    y += centred(page, y, &head.0, head.1) + 1 + gap / 2;
    y += draw_headline(page, Rect { y, height: room.bottom().saturating_sub(y), ..room }, &figure.0, figure.2) + 1;
    if !figure.1.is_empty() {
        y += centred(page, y, &figure.1, head.1);
    }
    y += gap / 2 + 1;
    for (text, style) in lines {
        y += centred(page, y, text, *style) + u16::from(gap > 0);
    }
    if let Some((text, press)) = button {
        let y = (y + gap).clamp(y, room.bottom().saturating_sub(1));
        page.button(y, &text, press);
    }
}
