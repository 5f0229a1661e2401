//! The program without a terminal, disk or clock: effects are listed, saves are answered, frames are dumped.

use super::pack;
use ratatui::{Terminal, backend::TestBackend, buffer::Cell, style::Style};
use std::{fs, path::PathBuf, sync::Arc};
use tramso::{
    content::Pack,
    domain::{
        Birth, Choice, Date, Guardian, Identity, Moment, NoIdReason, OneTouch, PersonKey, PersonName, Registration,
        Residence, Seed, Sex, Stamp,
    },
    session::{Command, Visit},
    tui::{Effect, Guest, Model, Msg, Press, Screen, Settings, Shift, StationLine, draw::Theme, view},
};

pub const SIZES: [(u16, u16); 2] = [(80, 24), (100, 30)];

pub struct Stage {
    pub model: Model,
    pub now: Stamp,
    /// Everything that was asked of the world so far, saves included.
    pub effects: Vec<Effect>,
    /// Saves are answered at once.
    pub disk: bool,
}

impl Stage {
    /// Bà Hoa, born 1962, signed in at an open station with this pack.
    pub fn new(pack: Pack) -> Self {
        let mut stage = Self::empty(pack);
        let visit = registered(stage.pack(), 1962, None);
        stage.seat(visit);
        stage
    }

    /// A station with a shift and nobody signed in.
    pub fn empty(pack: Pack) -> Self {
        let now = Stamp { wall: Moment::start_of(date(2025, 10, 20)), mono_ms: 5_000_000, boot: 1, suspect: false };
        let station =
            StationLine { place: "Nhà văn hóa thôn Ngọc Lặc".to_owned(), enrolled: true, ..Default::default() };
        let mut model = Model::new(station, Settings::default(), now);
        let _ = model.update(now, Msg::Content(Arc::new(pack)));
        let volunteer = "Trần Văn Minh".to_owned();
        model.shared.shift = Some(Shift { number: 1, slot: "a".to_owned(), volunteer, opened: now });
        Self { model, now, effects: Vec::new(), disk: true }
    }

    pub fn pack(&self) -> &Pack {
        self.model.shared.pack.as_ref().unwrap()
    }

    pub fn visit(&self) -> &Visit {
        &self.model.shared.guest.as_ref().unwrap().visit
    }

    pub fn seat(&mut self, visit: Visit) {
        self.model.shared.guest = Some(Guest::new(PersonKey([7; 32]), visit));
    }

    /// Takes steps of the visit behind the screen's back.
    pub fn having(mut self, events: impl IntoIterator<Item = Command>) -> Self {
        let mut visit = self.visit().clone();
        for event in events {
            visit = visit.step(self.pack(), event, self.now).unwrap().0;
        }
        self.seat(visit);
        self
    }

    /// Hands in a test with so many right answers; the wrong ones come last.
    pub fn tested(self, right: usize) -> Self {
        let opened = self.having([Command::OpenAttempt(seed())]);
        let paper = opened.visit().running().unwrap().paper.clone().unwrap();
        let marks = paper.items.iter().enumerate().map(|(place, item)| {
            let wanted = u8::from(place >= right);
            let at = item.order.iter().position(|option| *option == wanted).unwrap();
            Command::Mark { place, choice: Choice(u8::try_from(at).unwrap()), seconds: 5 }
        });
        opened.having(marks).having([Command::Submit])
    }

    pub fn on(mut self, screen: Screen) -> Self {
        self.model.screen = screen;
        self
    }

    pub fn send(&mut self, msg: Msg) {
        let effects = self.model.update(self.now, msg);
        let tickets: Vec<_> = effects
            .iter()
            .filter_map(|effect| if let Effect::Save { ticket, .. } = effect { Some(*ticket) } else { None })
            .collect();
        self.effects.extend(effects);
        if self.disk {
            tickets.into_iter().for_each(|ticket| self.send(Msg::Saved(ticket)));
        }
    }

    /// Presses keys: letters and digits as they are, `<enter>`, `<left>`, `<tab>` and so on.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(sign) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
            let (press, after) = match named {
                Some((name, after)) => (named_key(name), after),
                None => (Press::Char(sign), &rest[sign.len_utf8()..]),
            };
            self.send(Msg::Press(press));
            rest = after;
        }
        self
    }

    /// The frame as text.
    pub fn text(&self, size: (u16, u16)) -> String {
        self.frame(size).0
    }

    /// Whether the frame at the smallest size shows this, wherever its lines are broken.
    pub fn says(&self, words: &str) -> bool {
        self.text(SIZES[0]).split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
    }

    /// Compares the frame at both sizes with its snapshots, which TRAMSO_SNAPSHOTS=write writes again.
    pub fn shows(&self, name: &str) {
        for size in SIZES {
            let (_, dump) = self.frame(size);
            assert!(!dump.contains('⟦'), "{name}: a wording is missing\n{dump}");
            let path = snapshots().join(format!("{name}-{}x{}.txt", size.0, size.1));
            if std::env::var("TRAMSO_SNAPSHOTS").is_ok_and(|mode| mode == "write") {
                fs::write(&path, &dump).unwrap();
            }
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert!(kept == dump, "{} differs; now:\n{dump}", path.display());
        }
    }

    /// The frame's text, and its text with a line of styles under each line that is not plain.
    fn frame(&self, size: (u16, u16)) -> (String, String) {
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        let mut hots = Vec::new();
        terminal.draw(|frame| hots = view(&self.model, frame)).unwrap();
        let buffer = terminal.backend().buffer();
        for hot in hots {
            assert_eq!(hot.area.intersection(buffer.area), hot.area, "a place to click lies outside the frame");
        }
        let (mut text, mut dump) = (String::new(), String::new());
        for row in buffer.content().chunks(usize::from(size.0)) {
            let line: String = row.iter().map(Cell::symbol).collect();
            let styles: String = row.iter().map(|cell| style_sign(&self.model.shared.theme, cell)).collect();
            let shown = [Some(&line), Some(&styles).filter(|styles| !styles.trim().is_empty())];
            for part in shown.into_iter().flatten() {
                dump.push_str(part.trim_end());
                dump.push('\n');
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        (text, dump)
    }

    /// Every key of the footer does something: the frame, the screen or the list of effects changes.
    pub fn each_hint_acts(&self, again: impl Fn() -> Stage) {
        for hint in self.model.screen.keys(&self.model.shared).hints(&self.model.shared) {
            let mut stage = again();
            let (before, effects) = (stage.text(SIZES[0]), stage.effects.len());
            stage.send(Msg::Press(hint.press));
            let changed = stage.text(SIZES[0]) != before || stage.effects.len() > effects;
            assert!(changed, "{:?} ({}) does nothing on\n{before}", hint.press, hint.wording);
        }
    }
}

pub fn registered(pack: &Pack, born: i32, guardian: Option<&str>) -> Visit {
    let now = Stamp { wall: Moment::start_of(date(2025, 10, 20)), mono_ms: 1, boot: 1, suspect: false };
    let told = Registration {
        name: PersonName::parse("Nguyễn Thị Hoa").unwrap(),
        birth: Birth::Day(date(born, 5, 9)),
        sex: Sex::Female,
        identity: Identity::None(NoIdReason::LostCard),
        residence: Residence { unit: pack.units[0].code.clone(), village: "thôn Ngọc Lặc".to_owned() },
        phone: None,
        guardian: guardian.map(|name| Guardian { name: PersonName::parse(name).unwrap(), consents: true }),
        workplace: None,
        memberships: Default::default(),
        one_touch: OneTouch::NotTaken,
    };
    let visit = Visit::default().step(pack, Command::Consent, now).unwrap().0;
    visit.step(pack, Command::Register(Box::new(told)), now).unwrap().0
}

pub fn date(year: i32, month: u32, day: u32) -> Date {
    crate::days::date(year, month, day)
}

pub fn seed() -> Seed {
    Seed([3; 32])
}

/// All required lessons finished.
pub fn whole_course() -> Vec<Command> {
    pack::required().map(Command::FinishLesson).collect()
}

fn named_key(name: &str) -> Press {
    match name {
        "enter" => Press::Enter,
        "esc" => Press::Esc,
        "left" => Press::Left,
        "right" => Press::Right,
        "up" => Press::Up,
        "down" => Press::Down,
        "tab" => Press::Tab,
        "back" => Press::Backspace,
        "clear" => Press::ClearField,
        other => panic!("no key is called {other}"),
    }
}

/// One sign for each style of the look; a space for plain text.
fn style_sign(theme: &Theme, cell: &Cell) -> char {
    let named = [
        (theme.page, ' '),
        (theme.dim, 'd'),
        (theme.strong, 's'),
        (theme.badge, 'B'),
        (theme.chosen, 'B'),
        (theme.good, 'g'),
        (theme.bad, 'x'),
        (theme.footer, 'f'),
        (theme.key, 'k'),
        (theme.field, 'e'),
        (theme.field_active, 'E'),
        (theme.title, 't'),
        (theme.head, 'h'),
        (theme.note, 'n'),
        (theme.slip, 'p'),
        (theme.seal, 'S'),
        (theme.band, 'o'),
        (theme.band_focused, 'F'),
        (theme.band_good, 'G'),
        (theme.band_bad, 'X'),
        (theme.rule, 'r'),
        (theme.placeholder, 'i'),
    ];
    let is =
        |style: &Style| style.fg == Some(cell.fg) && style.bg == Some(cell.bg) && style.add_modifier == cell.modifier;
    // On a blank only the background can be seen.
    let blank = |style: &Style| cell.symbol() == " " && style.bg == Some(cell.bg);
    named.iter().find(|(style, _)| is(style) || blank(style)).map_or('?', |(_, sign)| *sign)
}

fn snapshots() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots")
}
