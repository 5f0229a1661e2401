use ratatui::style::Color;

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
    /// The colour of a sign; none where the page shows.
    pub(super) fn of(&self, sign: u8) -> Option<Color> {
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

/// A colour that takes on so many percent of another; a named one, which has no parts, stays.
pub(super) fn veiled(colour: Color, veil: Color, percent: u32) -> Color {
    let (Color::Rgb(r, g, b), Color::Rgb(vr, vg, vb)) = (colour, veil) else { return colour };
    let mix = |one: u8, other: u8| {
        let mixed = (u32::from(one) * (100 - percent) + u32::from(other) * percent) / 100;
        u8::try_from(mixed).unwrap_or(other)
    };
    Color::Rgb(mix(r, vr), mix(g, vg), mix(b, vb))
}
