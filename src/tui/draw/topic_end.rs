use super::{Moment, Page, Picture, draw_shelf, shelf_height};
use crate::{content::Pack, domain::TopicId, tui::Shared};
use ratatui::layout::Rect;

/// A moment to be glad: what is done, how far the course has come, and the one key that leads on.
pub fn draw_topic_end(all: &Shared, page: &mut Page<'_, '_>, (pack, topic): (&Pack, TopicId), done: &str) {
    let body = page.body;
    let missing = all.guest.as_ref().map(|guest| guest.visit.topics_missing(pack)).unwrap_or_default();
    let shelf: Vec<(Picture, bool)> =
        pack.contest.topics.iter().map(|topic| (Picture::of_topic(topic.id), !missing.contains(&topic.id))).collect();
    let below = 5;
    let shelved = shelf_height(&shelf, body.width);
    let has_shelf = shelved > 0 && body.height >= shelved + below + 9;
    let needed = if has_shelf { below + shelved + 1 } else { below };
    let (big, style) = (all.text("lesson-topic-big"), page.theme.good);
    let picture = if has_shelf { Picture::flower() } else { Picture::of_topic(topic) };
    let mut y = body.y + Moment { picture, big: &big, style }.draw(page, body, needed);
    page.centred(y, &format!("✓ {done}"), page.theme.strong);
    y += 2;
    if has_shelf {
        draw_shelf(page, Rect { y, height: shelved, ..body }, &shelf);
    } else {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (width, done) = (body.width / 2, shelf.len().saturating_sub(missing.len()));
        page.gauge(body.x + (body.width - width) / 2, y, width, count(done), count(shelf.len()));
    }
}
