use super::paints::Paints;
use crate::tui::ThemeName;
use ratatui::style::{Color, Modifier, Style};

/// Theme: the styles by what they mean. Every pair has a contrast of at least 7:1 (WCAG 2.2, 1.4.6), what may be overlooked of at least
/// 4.5:1 (1.4.3), and nothing is shown by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Ordinary text on the page.
    pub page: Style,
    /// What may be overlooked: hints, units.
    pub dim: Style,
    /// What matters most in a text.
    pub strong: Style,
    /// Titles and large letters.
    pub title: Style,
    /// The head's row.
    pub head: Style,
    /// The station's name, buttons.
    pub badge: Style,
    /// What is chosen; always together with ●.
    pub chosen: Style,
    /// Together with ✓.
    pub good: Style,
    /// Together with ✗ or a word.
    pub bad: Style,
    /// An option's band at rest.
    pub band: Style,
    /// The band of an option that the arrows are at; always together with ▶.
    pub band_focused: Style,
    /// The band of a right option, together with ✓.
    pub band_good: Style,
    /// The band of a wrong choice, together with ✗.
    pub band_bad: Style,
    /// What is to be remembered.
    pub note: Style,
    /// The certificate's paper.
    pub slip: Style,
    /// The certificate's title, its name and its frame.
    pub seal: Style,
    /// The footer's row.
    pub footer: Style,
    /// A key's cap in the footer.
    pub key: Style,
    /// Frames.
    pub line: Style,
    /// Rules and what is left of a gauge: ornament, which nobody has to read.
    pub rule: Style,
    /// A field at rest.
    pub field: Style,
    /// The field that takes the keys.
    pub field_active: Style,
    /// What to type, while the field that takes the keys is empty.
    pub placeholder: Style,
    /// The colours of pictures.
    pub paints: Paints,
    /// Areas can be distinguished by their colour, so that they need no frames: not on a plain console.
    pub has_bands: bool,
}

const NIGHT: Color = Color::Rgb(13, 18, 28);
const YELLOW: Color = Color::Rgb(255, 212, 84);
const PAPER: Color = Color::Rgb(252, 250, 245);
const INK: Color = Color::Rgb(20, 24, 32);
const NAVY: Color = Color::Rgb(12, 64, 132);
const WHITE: Color = Color::Rgb(255, 255, 255);

impl From<ThemeName> for Theme {
    fn from(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::dark(),
            ThemeName::Light => Self::light(),
            ThemeName::Console => Self::console(),
        }
    }
}

fn on(fore: Color, back: Color) -> Style {
    Style::new().fg(fore).bg(back)
}

fn bold(fore: Color, back: Color) -> Style {
    on(fore, back).add_modifier(Modifier::BOLD)
}

impl Theme {
    fn dark() -> Self {
        let text = Color::Rgb(232, 236, 243);
        Self {
            page: on(text, NIGHT),
            dim: on(Color::Rgb(170, 179, 194), NIGHT),
            strong: bold(WHITE, NIGHT),
            title: bold(YELLOW, NIGHT),
            head: on(Color::Rgb(226, 233, 244), Color::Rgb(28, 42, 66)),
            badge: bold(INK, YELLOW),
            chosen: bold(INK, YELLOW),
            good: bold(Color::Rgb(134, 229, 168), NIGHT),
            bad: bold(Color::Rgb(255, 160, 150), NIGHT),
            band: on(text, Color::Rgb(29, 37, 52)),
            band_focused: bold(WHITE, Color::Rgb(36, 58, 94)),
            band_good: bold(Color::Rgb(166, 240, 192), Color::Rgb(17, 56, 38)),
            band_bad: bold(Color::Rgb(255, 190, 182), Color::Rgb(72, 28, 30)),
            note: on(text, Color::Rgb(24, 44, 72)),
            slip: on(INK, Color::Rgb(255, 253, 244)),
            seal: bold(Color::Rgb(140, 22, 26), Color::Rgb(255, 253, 244)),
            footer: on(Color::Rgb(200, 208, 220), Color::Rgb(24, 31, 44)),
            key: bold(WHITE, Color::Rgb(46, 58, 80)),
            line: on(Color::Rgb(170, 179, 194), NIGHT),
            rule: on(Color::Rgb(58, 68, 86), NIGHT),
            field: on(WHITE, Color::Rgb(36, 45, 62)),
            field_active: on(INK, Color::Rgb(255, 248, 222)),
            placeholder: on(Color::Rgb(104, 98, 84), Color::Rgb(255, 248, 222)).add_modifier(Modifier::ITALIC),
            paints: Paints {
                ink: Color::Rgb(92, 146, 216),
                sky: Color::Rgb(30, 54, 92),
                white: Color::Rgb(222, 230, 240),
                yellow: YELLOW,
                amber: Color::Rgb(236, 170, 48),
                blue: Color::Rgb(86, 138, 206),
                green: Color::Rgb(88, 176, 122),
                red: Color::Rgb(220, 72, 72),
                crimson: Color::Rgb(150, 34, 40),
            },
            has_bands: true,
        }
    }

    /// Reads like paper: what residents see unless somebody chose otherwise.
    fn light() -> Self {
        let pale = Color::Rgb(242, 238, 228);
        Self {
            page: on(INK, PAPER),
            dim: on(Color::Rgb(82, 86, 94), PAPER),
            strong: bold(INK, PAPER),
            title: bold(NAVY, PAPER),
            head: on(WHITE, NAVY),
            badge: bold(WHITE, NAVY),
            chosen: bold(WHITE, NAVY),
            good: bold(Color::Rgb(8, 88, 44), PAPER),
            bad: bold(Color::Rgb(150, 20, 20), PAPER),
            band: on(INK, pale),
            band_focused: bold(NAVY, Color::Rgb(220, 232, 247)),
            band_good: bold(Color::Rgb(6, 76, 38), Color::Rgb(220, 241, 226)),
            band_bad: bold(Color::Rgb(134, 16, 16), Color::Rgb(252, 228, 223)),
            note: on(INK, Color::Rgb(223, 234, 248)),
            slip: on(INK, Color::Rgb(255, 253, 244)),
            seal: bold(Color::Rgb(140, 22, 26), Color::Rgb(255, 253, 244)),
            footer: on(Color::Rgb(66, 70, 78), pale),
            key: bold(NAVY, Color::Rgb(255, 255, 252)),
            line: on(Color::Rgb(82, 86, 94), PAPER),
            rule: on(Color::Rgb(212, 207, 194), PAPER),
            field: on(INK, Color::Rgb(235, 233, 226)),
            field_active: on(INK, Color::Rgb(255, 242, 186)),
            placeholder: on(Color::Rgb(104, 94, 62), Color::Rgb(255, 242, 186)).add_modifier(Modifier::ITALIC),
            paints: Paints {
                ink: NAVY,
                sky: Color::Rgb(190, 215, 241),
                white: WHITE,
                yellow: Color::Rgb(255, 209, 82),
                amber: Color::Rgb(230, 160, 20),
                blue: Color::Rgb(74, 132, 206),
                green: Color::Rgb(70, 158, 104),
                red: Color::Rgb(196, 44, 48),
                crimson: Color::Rgb(140, 22, 30),
            },
            has_bands: true,
        }
    }

    /// A plain console maps true colours badly (docs/DESIGN.md 11.2): named ones only, and frames in place of bands.
    fn console() -> Self {
        let page = on(Color::White, Color::Black);
        let strong = page.add_modifier(Modifier::BOLD);
        Self {
            page,
            dim: page.fg(Color::Gray),
            strong,
            title: strong,
            head: page,
            badge: on(Color::Black, Color::White),
            chosen: bold(Color::White, Color::Blue),
            good: strong,
            bad: strong,
            band: page,
            band_focused: strong,
            band_good: strong,
            band_bad: strong,
            note: page,
            slip: page,
            seal: strong,
            footer: on(Color::Black, Color::Gray),
            key: bold(Color::White, Color::Black),
            line: page.fg(Color::Gray),
            rule: page.fg(Color::Gray),
            field: on(Color::White, Color::Blue),
            field_active: on(Color::Black, Color::White),
            placeholder: on(Color::Blue, Color::White),
            paints: Paints {
                ink: Color::Gray,
                sky: Color::Blue,
                white: Color::White,
                yellow: Color::Yellow,
                amber: Color::Yellow,
                blue: Color::Cyan,
                green: Color::Green,
                red: Color::Red,
                crimson: Color::Red,
            },
            has_bands: false,
        }
    }
}
