use super::{Page, Picture, Slide, below, blocks_height, cells, clip, draw_blocks, draw_slide};
use crate::domain::Block;
use ratatui::{layout::Rect, text::Line};

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
}

/// Cells between the picture and the text.
const GAP: u16 = 4;
/// Narrower than this a text is broken too often to stand beside a picture.
const LEAST_TEXT: u16 = 48;
/// Lines that the eye still follows back.
const LONGEST_LINE: u16 = 76;
/// From this height on there is room for a title in large letters.
const TALL: u16 = 22;
/// Rows of the title, the rule below it and an empty one.
const TITLE: u16 = 3;

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
        self.draw_place(page, body);
        if is_tall {
            let slide = Slide { title: self.title, blocks: self.blocks, remember: self.remember, is_near: true };
            return draw_slide(page, below(room, 2), &slide);
        }
        let room = Rect { width: text.width.max(room.width.min(LONGEST_LINE)), ..room };
        let lift = if has_picture { 2 } else { 0 };
        let beside_place = if has_picture { room.width } else { room.width.saturating_sub(cells(self.place) + 2) };
        let title = clip(self.title, beside_place);
        let (style, rule) = (page.theme.title, page.theme.rule);
        page.line_at(room.x, room.y + lift, room.width, &Line::styled(title, style));
        page.line_at(room.x, room.y + lift + 1, room.width, &Line::styled("─".repeat(room.width.into()), rule));
        let text = below(room, lift + TITLE);
        let spare = text.height.saturating_sub(blocks_height(self.blocks, text.width));
        draw_blocks(page, if has_picture { below(text, spare / 6) } else { text }, self.blocks, self.remember);
    }

    /// Which page it is, at the right above.
    fn draw_place(&self, page: &mut Page<'_, '_>, body: Rect) {
        let x = body.right().saturating_sub(cells(self.place));
        let style = page.theme.dim;
        page.line_at(x, body.y, cells(self.place), &Line::styled(self.place, style));
    }
}
