use super::{
    Page,
    paints::{Paints, veiled},
};
use crate::domain::TopicId;
use ratatui::style::Color;

/// How much of the page's colour a picture takes on while it is not reached, in percent.
const FAINT: u32 = 78;

/// A picture of square pixels, two in each cell, one above the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixel rows from the top; each sign is a colour of `Paints`, a point is the page.
    rows: &'static str,
}

impl Picture {
    /// Columns of the widest: what is beside pictures is at one place.
    pub const WIDEST: u16 = 22;

    /// The picture of a topic: a phone, an identity card, a shield, a lamp; the flower for what comes after these.
    #[must_use]
    pub fn of_topic(topic: TopicId) -> Self {
        match topic.number() {
            1 => PHONE,
            2 => CARD,
            3 => SHIELD,
            4 => LAMP,
            _ => FLOWER, // else: a contest may have more topics than there are pictures
        }
    }

    /// The flower of the flame tree, this city's own: it is shown where something is done.
    #[must_use]
    pub fn flower() -> Self {
        FLOWER
    }

    /// Columns.
    #[must_use]
    pub fn width(self) -> u16 {
        self.rows.lines().next().and_then(|row| u16::try_from(row.len()).ok()).unwrap_or(0)
    }

    /// Rows of cells.
    #[must_use]
    pub fn height(self) -> u16 {
        u16::try_from(self.rows.lines().count().div_ceil(2)).unwrap_or(0)
    }

    /// Paints it as through a veil, for what is not reached yet; on a plain console, which has no such colours, in grey.
    pub fn draw_faint(self, page: &mut Page<'_, '_>, x: u16, y: u16) {
        let (ground, has_bands) = (page.theme.page.bg.unwrap_or_default(), page.theme.has_bands);
        self.paint(page, x, y, |paints, sign| match has_bands {
            true => paints.of(sign).map(|colour| veiled(colour, ground, FAINT)),
            false => Some(Color::DarkGray),
        });
    }

    /// Paints it with its upper left corner at a place, clipped to the frame. It shows nothing that no word beside it names.
    pub fn draw(self, page: &mut Page<'_, '_>, x: u16, y: u16) {
        self.paint(page, x, y, Paints::of);
    }

    fn paint(self, page: &mut Page<'_, '_>, x: u16, y: u16, colour: impl Fn(&Paints, u8) -> Option<Color>) {
        let paints = page.theme.paints;
        let buffer = page.buffer();
        let rows: Vec<&str> = self.rows.lines().collect();
        for (down, pair) in (0u16..).zip(rows.chunks(2)) {
            let signs = |at: usize| pair.get(at).map_or(&[] as &[u8], |row| row.as_bytes());
            for across in 0..self.width() {
                let paint = |at| {
                    signs(at)
                        .get(usize::from(across))
                        .filter(|sign| **sign != b'.')
                        .and_then(|sign| colour(&paints, *sign))
                };
                let (symbol, fore, back) = match (paint(0), paint(1)) {
                    (None, None) => continue,
                    (Some(upper), None) => ("▀", upper, None),
                    (None, Some(lower)) => ("▄", lower, None),
                    (Some(upper), Some(lower)) if upper == lower => (" ", upper, Some(upper)),
                    (Some(upper), Some(lower)) => ("▄", lower, Some(upper)),
                };
                let Some(cell) = buffer.cell_mut((x.saturating_add(across), y.saturating_add(down))) else { continue };
                cell.set_symbol(symbol).set_fg(fore);
                if let Some(back) = back {
                    cell.set_bg(back);
                }
            }
        }
    }
}

const PHONE: Picture = Picture { rows: include_str!("../../../assets/pictures/phone.txt") };
const CARD: Picture = Picture { rows: include_str!("../../../assets/pictures/card.txt") };
const SHIELD: Picture = Picture { rows: include_str!("../../../assets/pictures/shield.txt") };
const LAMP: Picture = Picture { rows: include_str!("../../../assets/pictures/lamp.txt") };
const FLOWER: Picture = Picture { rows: include_str!("../../../assets/pictures/flower.txt") };
