use crate::{
    input::Typing,
    text::{Language, Words},
    tui::{
        Effect, Keyed, Next, Press, PrinterLine, Route, ScreenState, Settings, Shared, Table, ThemeName,
        draw::{Page, Prompt, Theme, cells, digit_of},
    },
};
use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

/// The volunteer's settings. Each change holds at once and is seen at once.
#[derive(Default)]
pub struct State {
    cursor: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Language,
    Theme,
    Typing,
    Idle,
    Speech,
    Printer,
}

const ROWS: [(Row, &str); 6] = [
    (Row::Language, "settings-language"),
    (Row::Theme, "settings-theme"),
    (Row::Typing, "settings-typing"),
    (Row::Idle, "settings-idle"),
    (Row::Speech, "settings-speech"),
    (Row::Printer, "settings-printer"),
];

/// The rows that there are now: the last one only where there is a printer.
fn rows(all: &Shared) -> &'static [(Row, &'static str)] {
    let count = if all.printers.is_empty() { ROWS.len() - 1 } else { ROWS.len() };
    ROWS.get(..count).unwrap_or(&ROWS)
}

const THEMES: [ThemeName; 3] = [ThemeName::Light, ThemeName::Dark, ThemeName::Console];
/// Shortest and longest wait before the idle warning, and the step between; the warning itself gives a minute more.
const IDLE_FROM: u32 = 60;
const IDLE_UP_TO: u32 = 600;
const IDLE_STEP: u32 = 30;

impl State {
    fn move_to(&mut self, place: usize) -> Next {
        self.cursor = place;
        Next::stay()
    }

    fn change(&self, all: &mut Shared, turn: Turn) -> Next {
        let Some((row, _)) = rows(all).get(self.cursor) else { return Next::stay() };
        let before = all.settings.clone();
        change(&mut all.settings, &all.printers, *row, turn);
        if all.settings == before {
            return Next::stay();
        }
        all.words = Words::new(all.settings.language);
        all.theme = Theme::from(all.settings.theme);
        Effect::Settings(all.settings.clone()).into()
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// The value before.
    Previous,
    /// The next value.
    Next,
    /// The next value of this row.
    NextOf(usize),
    /// To the desk.
    Desk,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        Table::new()
            .key(Press::Down, "↑↓", "settings-key-row", Action::Down)
            .named(&[Press::Up], Action::Up)
            .key(Press::Right, "←→", "settings-key-change", Action::Next)
            .named(&[Press::Left], Action::Previous)
            .unlisted(&[Press::Enter], Action::Next)
            .digits(rows(all).len(), format!("1-{}", rows(all).len()), "settings-key-next", Action::NextOf)
            .key(Press::Esc, "Esc", "desk-key-back", Action::Desk)
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Up => self.move_to(self.cursor.saturating_sub(1)),
            Action::Down => self.move_to((self.cursor + 1).min(rows(all).len() - 1)),
            Action::Previous => self.change(all, Turn::Back),
            Action::Next => self.change(all, Turn::On),
            Action::NextOf(row) => {
                self.cursor = row;
                self.change(all, Turn::On)
            }
            Action::Desk => Next::go(Route::Desk),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("settings-title")
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(Prompt::with_keys(all, "settings-now"))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let labels: Vec<String> = rows(all).iter().map(|(_, key)| all.text(key)).collect();
        let wide = labels.iter().map(|label| cells(label)).max().unwrap_or(0) + 9;
        let mut y = body.y;
        for (at, ((row, _), label)) in rows(all).iter().zip(&labels).enumerate() {
            let chosen = at == self.cursor;
            let style = if chosen { page.theme.chosen } else { page.theme.page };
            let place = Rect { y, height: 1, ..body };
            page.buffer().set_style(place, style);
            let mark = if chosen { "●" } else { " " };
            page.line_at(body.x + 1, y, wide, &Line::styled(format!("{mark} {}. {label}", at + 1), style));
            let value = format!("◀ {} ▶", value(all, *row));
            page.line_at(body.x + wide, y, body.width.saturating_sub(wide), &Line::styled(value, style));
            let digit = digit_of(at);
            page.hot(place, Press::Char(digit.unwrap_or(' ')));
            y += 2;
        }
        let theme = page.theme;
        let sample = Line::from(vec![
            Span::styled(all.text("settings-sample"), theme.page),
            Span::styled(format!("  ✓ {}", all.text("settings-right")), theme.good),
            Span::styled(format!("  ✗ {}  ", all.text("settings-wrong")), theme.bad),
            Span::styled(format!(" ● {} ", all.text("settings-chosen")), theme.chosen),
        ]);
        page.line_at(body.x + 1, y + 1, body.width.saturating_sub(1), &sample);
        let Some((row, _)) = rows(all).get(self.cursor) else { return };
        let about = Rect {
            x: body.x + 1,
            y: y + 3,
            width: body.width.saturating_sub(1),
            height: body.bottom().saturating_sub(y + 3),
        };
        page.text(about, &all.text(about_key(*row)), page.theme.dim);
    }
}

#[derive(Clone, Copy)]
enum Turn {
    On,
    Back,
}

fn change(settings: &mut Settings, printers: &[PrinterLine], row: Row, turn: Turn) {
    match row {
        Row::Language => {
            settings.language = match settings.language {
                Language::Vietnamese => Language::English,
                Language::English => Language::Vietnamese,
            }
        }
        Row::Theme => {
            let at = THEMES.iter().position(|theme| *theme == settings.theme).unwrap_or(0);
            let step = match turn {
                Turn::On => 1,
                Turn::Back => THEMES.len() - 1,
            };
            settings.theme = THEMES.get((at + step) % THEMES.len()).copied().unwrap_or_default();
        }
        Row::Typing => {
            settings.typing = match settings.typing {
                Typing::Telex => Typing::Vni,
                Typing::Vni | Typing::Off => Typing::Telex,
            }
        }
        Row::Idle => {
            let seconds = match turn {
                Turn::On => settings.idle_s.saturating_add(IDLE_STEP),
                Turn::Back => settings.idle_s.saturating_sub(IDLE_STEP),
            };
            settings.idle_s = seconds.clamp(IDLE_FROM, IDLE_UP_TO);
        }
        Row::Speech => settings.speech = !settings.speech,
        Row::Printer => settings.printer = turned(printers, &settings.printer, turn),
    }
}

/// The next printer, or none: the machine's usual one.
fn turned(printers: &[PrinterLine], chosen: &str, turn: Turn) -> String {
    let names: Vec<&str> = std::iter::once("").chain(printers.iter().map(|printer| printer.name.as_str())).collect();
    let at = names.iter().position(|name| *name == chosen).unwrap_or(0);
    let step = match turn {
        Turn::On => 1,
        Turn::Back => names.len() - 1,
    };
    names.get((at + step) % names.len()).copied().unwrap_or_default().to_owned()
}

fn value(all: &Shared, row: Row) -> String {
    let settings = &all.settings;
    match row {
        Row::Language => all.text(match settings.language {
            Language::Vietnamese => "settings-vietnamese",
            Language::English => "settings-english",
        }),
        Row::Theme => all.text(match settings.theme {
            ThemeName::Dark => "settings-dark",
            ThemeName::Light => "settings-light",
            ThemeName::Console => "settings-console",
        }),
        Row::Typing => all.text(match settings.typing {
            Typing::Telex => "settings-telex",
            Typing::Vni => "settings-vni",
            Typing::Off => "settings-plain",
        }),
        Row::Idle => all.words.duration(settings.idle_s),
        Row::Speech => all.text(if settings.speech { "settings-on" } else { "settings-off" }),
        Row::Printer if settings.printer.is_empty() => all.text("settings-printer-usual"),
        Row::Printer => {
            let printer = all.printers.iter().find(|printer| printer.name == settings.printer);
            printer.map_or_else(|| settings.printer.clone(), |printer| printer.shown.clone())
        }
    }
}

fn about_key(row: Row) -> &'static str {
    match row {
        Row::Language => "settings-about-language",
        Row::Theme => "settings-about-theme",
        Row::Typing => "settings-about-typing",
        Row::Idle => "settings-about-idle",
        Row::Speech => "settings-about-speech",
        Row::Printer => "settings-about-printer",
    }
}
