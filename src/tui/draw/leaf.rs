use super::{Page, Picture, Slide, below, blocks_height, cells, clip, draw_blocks, draw_slide};
use crate::domain::Block;
use ratatui::{layout::Rect, style::Style, text::Line};

/// A page of a lesson for who sits before it: its topic's picture, its title and its text.
pub struct Leaf<'t> {
    /// The topic's picture.
    pub picture: Picture,
    /// Heading.
    pub title: &'t str,
    /// Which page it is, in words.
    pub place: &'t str,
    /// Content, top to bottom.
    pub blocks: &'t [Block],
    /// Content of every page of the lesson: pages of one lesson are laid out alike.
    pub all: &'t [&'t [Block]],
    /// Heading of what is to be remembered.
    pub remember: &'t str,
    /// What the page before left to be read, in a line; empty where there is nothing.
    pub before: &'t str,
}

/// Cells between the picture and the text.
const GAP: u16 = 4;
/// Narrower than this a text is broken too often to stand beside a picture.
const LEAST_TEXT: u16 = 48;
/// Lines that the eye still follows back.
const LONGEST_LINE: u16 = 76;
/// From this height on there is room for a title in large letters.
const TALL: u16 = 22;
/// Rows of the title and its edges, or of the title, the rule below it and an empty one.
const TITLE: u16 = 3;

/// A title on an area of its own, so that it is more than one more line of its text; a console, which has no such areas, draws a rule.
fn draw_title(page: &mut Page<'_, '_>, place: Rect, title: &str) {
    let (style, rule) = (page.theme.title, page.theme.rule);
    if page.theme.has_bands {
        let note = page.theme.note;
        page.band(place, note);
        let style = style.bg(note.bg.unwrap_or_default());
        let title = clip(title, place.width.saturating_sub(4));
        page.line_at(place.x + 2, place.y + 1, place.width, &Line::styled(title, style));
        return;
    }
    page.line_at(place.x, place.y, place.width, &Line::styled(title, style));
    page.line_at(place.x, place.y + 1, place.width, &Line::styled("─".repeat(place.width.into()), rule));
}

impl Leaf<'_> {
    /// Draws it over the whole body.
    pub fn draw(&self, page: &mut Page<'_, '_>) {
        let body = page.body;
        let beside = self.picture.width().max(Picture::WIDEST) + GAP;
        let rest = Rect { x: body.x + beside, width: body.width.saturating_sub(beside), ..body };
        let is_tall = body.height >= TALL && rest.width >= LONGEST_LINE - 10;
        let text = Rect { width: rest.width.min(LONGEST_LINE), ..below(rest, TITLE + 2) };
        let fits = |blocks: &&[Block]| blocks_height(blocks, text.width) <= text.height;
        let has_picture = rest.width >= LEAST_TEXT && (is_tall || self.all.iter().all(fits));
        let room = if has_picture { rest } else { body };
        if has_picture {
            let left = body.x + (Picture::WIDEST - self.picture.width()) / 2;
            let down = body.height.saturating_sub(self.picture.height()) / 2;
            self.picture.draw(page, left, body.y + down);
        }
        let has_band = page.theme.has_bands && !is_tall;
        // Where the title's area begins at the top, the place is in it.
        let place_row = if has_band && !has_picture { body.y + 1 } else { body.y };
        let before = Line::styled(self.before, page.theme.good);
        let has_free_row = has_picture || is_tall;
        if has_free_row {
            page.line_at(body.x, body.y, body.width.saturating_sub(cells(self.place) + 3), &before);
        }
        if is_tall {
            let slide = Slide { title: self.title, blocks: self.blocks, remember: self.remember, is_near: true };
            self.draw_place(page, (body, place_row), page.theme.dim);
            return draw_slide(page, below(room, 2), &slide);
        }
        let room = Rect { width: text.width.max(room.width.min(LONGEST_LINE)), ..room };
        let lift = if has_picture { 2 } else { 0 };
        let beside_place = if has_picture { room.width } else { room.width.saturating_sub(cells(self.place) + 6) };
        let title = clip(self.title, beside_place);
        // The edge of the title's area is half of the empty row above it.
        let above = if has_band { lift / 2 } else { lift };
        draw_title(page, Rect { y: room.y + above, height: TITLE, ..room }, &title);
        let (beside, style) = match has_band && !has_picture {
            true => (Rect { width: room.width.saturating_sub(2), ..room }, page.theme.note),
            false => (body, page.theme.dim),
        };
        self.draw_place(page, (beside, place_row), style);
        let text = below(room, lift + TITLE);
        let mut text = text;
        let mut spare = text.height.saturating_sub(blocks_height(self.blocks, text.width));
        if !has_free_row && !self.before.is_empty() && spare > 1 {
            page.line_at(text.x, text.y, text.width, &before);
            (text, spare) = (below(text, 2), spare - 2);
        }
        draw_blocks(page, if has_picture { below(text, spare / 6) } else { text }, self.blocks, self.remember);
    }

    /// Which page it is, at the right above.
    fn draw_place(&self, page: &mut Page<'_, '_>, (body, row): (Rect, u16), style: Style) {
        let x = body.right().saturating_sub(cells(self.place));
        page.line_at(x, row, cells(self.place), &Line::styled(self.place, style));
    }
}
