//! The end of a topic: who is there, how long it was taught, and that it is kept.

use super::State;
use crate::{
    content::Pack,
    domain::TopicId,
    tui::{
        Shared,
        draw::{Page, big_height, cells, draw_headline, hall, heading, wrap},
    },
};
use ratatui::{layout::Rect, style::Style, text::Line};

pub fn view_end(state: &State, all: &Shared, page: &mut Page<'_, '_>, pack: &Pack) {
    let Some(teaching) = &state.teaching else { return };
    let (count, missing) = (state.present().len(), teaching.missing_s(pack));
    let minutes = |seconds: u64| all.words.number(seconds.div_ceil(60));
    let title = pack.contest.topic(teaching.topic).map(|topic| topic.title.clone()).unwrap_or_default();
    let values = [("topic", teaching.topic.number().to_string().into()), ("title", title.into())];
    let (head, strong) = (all.words.with("class-end-head", &values), page.theme.strong);
    // Rounded so that what is enough never looks like less.
    let taught_min = if missing > 0 { teaching.taught_s() / 60 } else { teaching.taught_s().div_ceil(60) };
    let taught = all.words.number(taught_min);
    let time = [("minutes", taught.into()), ("least", minutes(teaching.least_s(pack)).into())];
    let mut lines = vec![(all.words.with("class-end-time", &time), page.theme.page)];
    if missing > 0 {
        // What is shown adds up.
        let short = teaching.least_s(pack).div_ceil(60).saturating_sub(taught_min);
        let short = [("minutes", all.words.number(short).into())];
        lines.push((all.words.with("class-end-short", &short), page.theme.bad));
    }
    if count == 0 {
        lines.push((all.text("class-end-nobody"), page.theme.bad));
    }
    lines.push((all.text("class-end-change"), page.theme.page));
    let figure = (count.to_string(), all.text("class-roll-present"));
    let colour = heading(page);
    draw(page, (head, strong), (figure.0, figure.1, colour), &lines);
}

pub fn view_keeping(all: &Shared, page: &mut Page<'_, '_>) {
    let y = page.body.y + page.body.height / 3;
    page.centred(y, &all.text("class-keeping"), page.theme.strong);
}

/// What was kept.
pub fn view_kept(
    state: &State,
    all: &Shared,
    page: &mut Page<'_, '_>,
    pack: &Pack,
    (topic, present, passed_over): (TopicId, usize, usize),
) {
    let number = topic.number().to_string();
    let kept = all.words.with("class-kept", &[("topic", number.into()), ("n", present.into())]);
    let mut lines = Vec::new();
    if passed_over > 0 {
        lines.push((all.words.with("class-passed-over", &[("n", passed_over.into())]), page.theme.strong));
    }
    let taught = pack.contest.topics.iter().filter(|one| one.id == topic || state.is_taught(one.id)).count();
    let values = [("n", taught.into()), ("of", pack.contest.topics.len().into())];
    lines.push((all.words.with("class-taught-today", &values), page.theme.page));
    let (good, strong) = (page.theme.good, page.theme.strong);
    draw(page, (format!("✓ {kept}"), strong), (all.text("class-kept-big"), String::new(), good), &lines);
}

/// A heading, a figure in large letters with its caption, and lines below: in the middle of the room, as far apart as it allows.
fn draw(page: &mut Page<'_, '_>, head: (String, Style), figure: (String, String, Style), lines: &[(String, Style)]) {
    let room = hall(page);
    let rows = |text: &str| u16::try_from(wrap(text, room.width).len()).unwrap_or(1);
    let texts: u16 = lines.iter().map(|(text, _)| rows(text)).sum();
    let count = u16::try_from(lines.len()).unwrap_or(0);
    let caption = u16::from(!figure.1.is_empty());
    let fixed = rows(&head.0) + big_height(&figure.0) + caption + texts + 1;
    // Between heading, figure, caption and each of the lines.
    let height = |gap: u16| fixed + gap * (count + 2);
    let gap = (0..=3).rev().find(|gap| height(*gap) <= room.height).unwrap_or(0);
    let mut y = room.y + room.height.saturating_sub(height(gap)) / 2;
    y += centred(page, room, y, (&head.0, head.1)) + gap;
    y += draw_headline(page, Rect { y, height: room.bottom().saturating_sub(y), ..room }, &figure.0, figure.2) + 1;
    y += caption * centred(page, room, y, (&figure.1, head.1)) + gap;
    for (text, style) in lines {
        y += centred(page, room, y, (text, *style)) + gap;
    }
}

/// Wrapped text, each line in the middle of the room; returns the rows it took.
fn centred(page: &mut Page<'_, '_>, room: Rect, y: u16, (text, style): (&str, Style)) -> u16 {
    page.as_one(|page| {
        let mut rows = 0;
        for line in wrap(text, room.width) {
            let x = room.x + room.width.saturating_sub(cells(&line)) / 2;
            page.line_at(x, y + rows, cells(&line), &Line::styled(line, style));
            rows += 1;
        }
        rows
    })
}
