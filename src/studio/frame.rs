use crate::{
    cli::Console,
    content::Pack,
    domain::{Moment, Stamp},
    tui::{Model, Settings, StationLine, ThemeName},
};
use ratatui::{
    Frame, Terminal,
    backend::TestBackend,
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use std::{
    fmt::Write,
    io::{IsTerminal, stdout},
    sync::Arc,
};

/// Frames of a station's screen, printed instead of shown.
pub struct Frames<'w> {
    pack: Arc<Pack>,
    size: (u16, u16),
    theme: ThemeName,
    coloured: bool,
    console: &'w Console,
}

impl<'w> Frames<'w> {
    /// Colours are for terminals; elsewhere a frame is text.
    #[must_use]
    pub fn new(pack: Pack, size: (u16, u16), theme: ThemeName, plain: bool, console: &'w Console) -> Self {
        Self { pack: Arc::new(pack), size, theme, coloured: !plain && stdout().is_terminal(), console }
    }

    /// The content that is shown.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// A station that has this content and nobody in front of it, on the day on which the contest opens.
    #[must_use]
    pub fn model(&self) -> Model {
        let wall = Moment::start_of(self.pack.contest.opens);
        let now = Stamp { wall, mono_ms: 0, boot: 1, suspect: false };
        let settings = Settings { theme: self.theme, language: self.console.words().language(), ..Settings::default() };
        let mut model = Model::new(StationLine::default(), settings, now);
        model.shared.pack = Some(Arc::clone(&self.pack));
        model
    }

    /// Prints a frame.
    pub fn show(&self, draw: impl FnOnce(&mut Frame<'_>), console: &Console) {
        let Ok(mut terminal) = Terminal::new(TestBackend::new(self.size.0, self.size.1));
        let Ok(_) = terminal.draw(draw);
        console.drawn(if self.coloured {
            coloured(terminal.backend().buffer())
        } else {
            plain(terminal.backend().buffer())
        });
        console.verbatim("");
    }
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    buffer.content.chunks(usize::from(buffer.area.width.max(1)))
}

fn plain(buffer: &Buffer) -> String {
    let line = |cells: &[Cell]| cells.iter().map(Cell::symbol).collect::<String>().trim_end().to_owned();
    rows(buffer).map(line).collect::<Vec<_>>().join("\n")
}

/// With ANSI colours; each line ends plain, so that a screen wider than the frame stays as it was.
fn coloured(buffer: &Buffer) -> String {
    let mut text = String::new();
    for (at, cells) in rows(buffer).enumerate() {
        if at > 0 {
            text.push('\n');
        }
        for run in cells.chunk_by(|a, b| (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier)) {
            let Some(first) = run.first() else { continue };
            text.push_str("\u{1b}[0");
            if first.modifier.contains(Modifier::BOLD) {
                text.push_str(";1");
            }
            if first.modifier.contains(Modifier::REVERSED) {
                text.push_str(";7");
            }
            colour(&mut text, 38, first.fg);
            colour(&mut text, 48, first.bg);
            text.push('m');
            text.extend(run.iter().map(Cell::symbol));
        }
        text.push_str("\u{1b}[0m");
    }
    text
}

/// The preview's themes are of true colours; any other one is the terminal's own.
fn colour(text: &mut String, layer: u8, colour: Color) {
    if let Color::Rgb(red, green, blue) = colour {
        let _ = write!(text, ";{layer};2;{red};{green};{blue}");
    }
}
