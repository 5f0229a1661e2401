use crate::tui::ThemeName;
use ratatui::style::{Color, Modifier, Style};

/// Theme: the styles by what they mean. Every pair has a contrast of at least 7:1 (WCAG 2.2, 1.4.6), and nothing is shown by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Ordinary text on the page.
    pub page: Style,
    /// What may be overlooked: hints, units.
    pub dim: Style,
    /// Headings and what matters most.
    pub strong: Style,
    /// The station's name, buttons.
    pub badge: Style,
    /// What is chosen; always together with ● and a thick frame.
    pub chosen: Style,
    /// Together with ✓.
    pub good: Style,
    /// Together with ✗ or a word.
    pub bad: Style,
    /// The footer's row.
    pub footer: Style,
    /// A key's cap in the footer.
    pub key: Style,
    /// Rules and thin frames.
    pub line: Style,
    /// A field at rest.
    pub field: Style,
    /// The field that takes the keys.
    pub field_active: Style,
}

const NIGHT: Color = Color::Rgb(12, 16, 24);
const YELLOW: Color = Color::Rgb(255, 209, 64);
const PAPER: Color = Color::Rgb(251, 250, 246);
const INK: Color = Color::Rgb(16, 20, 28);
const NAVY: Color = Color::Rgb(11, 66, 138);

impl From<ThemeName> for Theme {
    fn from(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::dark(),
            ThemeName::Light => Self::light(),
            ThemeName::Console => Self::console(),
        }
    }
}

impl Theme {
    fn dark() -> Self {
        let page = Style::new().fg(Color::Rgb(255, 255, 255)).bg(NIGHT);
        Self {
            page,
            dim: page.fg(Color::Rgb(178, 186, 198)),
            strong: page.add_modifier(Modifier::BOLD),
            badge: Style::new().fg(NIGHT).bg(YELLOW).add_modifier(Modifier::BOLD),
            chosen: Style::new().fg(NIGHT).bg(YELLOW).add_modifier(Modifier::BOLD),
            good: page.fg(Color::Rgb(134, 232, 168)).add_modifier(Modifier::BOLD),
            bad: page.fg(Color::Rgb(255, 170, 160)).add_modifier(Modifier::BOLD),
            footer: Style::new().fg(NIGHT).bg(Color::Rgb(178, 186, 198)),
            key: Style::new().fg(Color::Rgb(255, 255, 255)).bg(NIGHT).add_modifier(Modifier::BOLD),
            line: page.fg(Color::Rgb(178, 186, 198)),
            field: Style::new().fg(Color::Rgb(255, 255, 255)).bg(Color::Rgb(34, 42, 56)),
            field_active: Style::new().fg(INK).bg(Color::Rgb(255, 255, 255)),
        }
    }

    fn light() -> Self {
        let page = Style::new().fg(INK).bg(PAPER);
        Self {
            page,
            dim: page.fg(Color::Rgb(70, 76, 86)),
            strong: page.add_modifier(Modifier::BOLD),
            badge: Style::new().fg(Color::Rgb(255, 255, 255)).bg(NAVY).add_modifier(Modifier::BOLD),
            chosen: Style::new().fg(Color::Rgb(255, 255, 255)).bg(NAVY).add_modifier(Modifier::BOLD),
            good: page.fg(Color::Rgb(8, 84, 40)).add_modifier(Modifier::BOLD),
            bad: page.fg(Color::Rgb(146, 20, 20)).add_modifier(Modifier::BOLD),
            footer: Style::new().fg(Color::Rgb(255, 255, 255)).bg(Color::Rgb(54, 62, 74)),
            key: Style::new().fg(INK).bg(PAPER).add_modifier(Modifier::BOLD),
            line: page.fg(Color::Rgb(70, 76, 86)),
            field: Style::new().fg(INK).bg(Color::Rgb(226, 229, 234)),
            field_active: Style::new().fg(INK).bg(Color::Rgb(255, 236, 150)),
        }
    }

    /// A plain console maps true colours badly (docs/DESIGN.md 11.2): named ones only.
    fn console() -> Self {
        let page = Style::new().fg(Color::White).bg(Color::Black);
        Self {
            page,
            dim: page.fg(Color::Gray),
            strong: page.add_modifier(Modifier::BOLD),
            badge: Style::new().fg(Color::Black).bg(Color::White),
            chosen: Style::new().fg(Color::White).bg(Color::Blue).add_modifier(Modifier::BOLD),
            good: page.add_modifier(Modifier::BOLD),
            bad: page.add_modifier(Modifier::BOLD),
            footer: Style::new().fg(Color::Black).bg(Color::Gray),
            key: Style::new().fg(Color::White).bg(Color::Black).add_modifier(Modifier::BOLD),
            line: page.fg(Color::Gray),
            field: Style::new().fg(Color::White).bg(Color::Blue),
            field_active: Style::new().fg(Color::Black).bg(Color::White),
        }
    }
}
