use super::{Page, theme::veiled};
use crate::domain::TopicId;
use ratatui::style::Color;

/// How much of the page's colour a picture takes on while it is not reached, in percent.
const FAINT: u32 = 78;

/// A picture of square pixels, two in each cell, one above the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixel rows from the top; each sign is a colour of `Paints`, a point is the page.
    rows: &'static [&'static str],
}

/// The colours that pictures are painted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paints {
    /// Outlines.
    pub ink: Color,
    /// Large fillings.
    pub sky: Color,
    /// Light and paper.
    pub white: Color,
    /// What draws the eye.
    pub yellow: Color,
    /// Beside it.
    pub amber: Color,
    /// Shapes.
    pub blue: Color,
    /// Shapes.
    pub green: Color,
    /// Shapes and petals.
    pub red: Color,
    /// The shade on petals.
    pub crimson: Color,
}

impl Paints {
    fn of(&self, sign: u8) -> Option<Color> {
        match sign {
            b'n' => Some(self.ink),
            b's' => Some(self.sky),
            b'w' => Some(self.white),
            b'y' => Some(self.yellow),
            b'o' => Some(self.amber),
            b'b' => Some(self.blue),
            b'g' => Some(self.green),
            b'r' => Some(self.red),
            b'p' => Some(self.crimson),
            _ => None, // else: the page shows
        }
    }
}

impl Picture {
    /// Columns of the widest: what stands beside pictures is at one place.
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

    /// The flower of the flame tree, this city's own: it stands where something is done.
    #[must_use]
    pub fn flower() -> Self {
        FLOWER
    }

    /// Columns.
    #[must_use]
    pub fn width(self) -> u16 {
        self.rows.first().and_then(|row| u16::try_from(row.len()).ok()).unwrap_or(0)
    }

    /// Rows of cells.
    #[must_use]
    pub fn height(self) -> u16 {
        u16::try_from(self.rows.len().div_ceil(2)).unwrap_or(0)
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
        for (down, pair) in (0u16..).zip(self.rows.chunks(2)) {
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

const PHONE: Picture = Picture {
    rows: &[
        ".nnnnnnnnnnnnn.",
        "nnnnnnnnnnnnnnn",
        "nnssssnnnssssnn",
        "nsssssssssssssn",
        "nsyyysbbbsgggsn",
        "nsyyysbbbsgggsn",
        "nsyyysbbbsgggsn",
        "nsssssssssssssn",
        "nsgggsrrrsyyysn",
        "nsgggsrrrsyyysn",
        "nsgggsrrrsyyysn",
        "nsssssssssssssn",
        "nswwwwwwwwwwwsn",
        "nswnnnnnnnwwwsn",
        "nswwwwwwwwwwwsn",
        "nswnnnnnnwwwwsn",
        "nswwwwwwwwwwwsn",
        "nsssssssssssssn",
        "nsssssnnnsssssn",
        "nnsssssssssssnn",
        "nnnnnnnnnnnnnnn",
        ".nnnnnnnnnnnnn.",
    ],
};
const CARD: Picture = Picture {
    rows: &[
        ".nnnnnnnnnnnnnnnnnnnn.",
        "nnnnnnnnnnnnnnnnnnnnnn",
        "nnnyynnnnnnnnnnnnnnnnn",
        "nnyyyynnwwwwwwwwwwnnnn",
        "nnnyynnnnnnnnnnnnnnnnn",
        "nnnnnnnnnnnnnnnnnnnnnn",
        "nwwwwwwwwwwwwwwwwwwwwn",
        "nwssssssssswwnnnnnnnwn",
        "nwsssbbbssswwwwwwwwwwn",
        "nwssbbbbbsswwbbbbbwwwn",
        "nwssbbbbbsswwwwwwwwwwn",
        "nwsssbbbssswwbbbbbbbwn",
        "nwssssssssswwwwwwwwwwn",
        "nwssbbbbbsswwyyyywwwwn",
        "nwsbbbbbbbswwyyyywwwwn",
        "nwsbbbbbbbswwyyyywwwwn",
        "nwwwwwwwwwwwwwwwwwwwwn",
        ".nnnnnnnnnnnnnnnnnnnn.",
    ],
};
const SHIELD: Picture = Picture {
    rows: &[
        ".......nnnnn.......",
        "....nnnnnnnnnnn....",
        "nnnnnnnnnnnnnnnnnnn",
        "nnnnnnnsssssnnnnnnn",
        "nnsssssssssssssssnn",
        "nnsssssssssssssssnn",
        "nnsssssssssssssssnn",
        "nnsssssssssssysssnn",
        "nnssssssssssyysssnn",
        "nnsssysssssyyysssnn",
        "nnsssyysssyyyssssnn",
        ".nnssyyysyyyssssnn.",
        ".nnsssyyyyysssssnn.",
        ".nnssssyyyssssssnn.",
        "..nnssssyssssssnn..",
        "..nnsssssssssssnn..",
        "...nnsssssssssnn...",
        "....nnsssssssnn....",
        ".....nnsssssnn.....",
        "......nnnsnnn......",
        ".......nnnnn.......",
        ".........n.........",
    ],
};
const LAMP: Picture = Picture {
    rows: &[
        "..........o..........",
        "..........o..........",
        "...o.............o...",
        "....o..nnnnnnn..o....",
        "......nnnyyynnn......",
        ".....nnywyyyyynn.....",
        ".....nywyyyyyyyn.....",
        "....nnywyyyyyyynn....",
        ".oo.nnywyyyyyyynn.oo.",
        "....nnyyyyyyyyynn....",
        "....nnyyynynyyynn....",
        ".....nyynynynyyn.....",
        ".....nnyyynyyynn.....",
        "..oo..nnyynyynn..oo..",
        ".......nyynyyn.......",
        ".......nyynyyn.......",
        ".......nnnnnnn.......",
        ".......nsssssn.......",
        ".......nnnnnnn.......",
        ".......nsssssn.......",
        "........nnnnn........",
        ".........nnn.........",
    ],
};
const FLOWER: Picture = Picture {
    rows: &[
        ".........rr.........",
        "........rrrr........",
        ".......rrrrrr.......",
        ".......rrrrrr.......",
        ".......rrpprr.......",
        "..rrr..rrpprr..rrr..",
        ".rrrrr..rppr..rrrrr.",
        "rrrrrrr.rppr.rrrrrrr",
        "rrrrprrr.oo.rrrprrrr",
        "rrrrrpppooooppprrrrr",
        ".rrrrrrroooorrrrrrr.",
        "..rrrr..oooo..rrrr..",
        "......rrpooprr......",
        "....rrrpp..pprrr....",
        "...rrrppr..rpprrr...",
        "...rrrprr..rrprrr...",
        "...rrrrrrrrrrrrrr...",
        "...rrrrrr..rrrrrr...",
        "....rrrr....rrrr....",
        "....................",
    ],
};
