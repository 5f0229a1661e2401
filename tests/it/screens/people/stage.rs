//! A station of xã Tân Kỳ with an open shift, for the screens on which people identify themselves.

use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, style::Style};
use std::{fs, path::PathBuf, sync::Arc};
use tramso::{
    content::Pack,
    domain::*,
    input::card,
    record::Draft,
    session::{Command, Visit},
    tui::{draw::Theme, *},
};

pub const KEY: PersonKey = PersonKey([7; 32]);
pub const OTHER: PersonKey = PersonKey([8; 32]);
/// Hải Phòng, a woman born in 1962.
pub const NUMBER: &str = "031162001234";
pub const TAN_KY: &str = "11113";

pub fn now() -> Stamp {
    at(crate::days::date(2025, 10, 20))
}

pub fn at(day: Date) -> Stamp {
    Stamp { wall: Moment(Moment::start_of(day).0 + 9 * 3_600_000), mono_ms: 1_000_000, boot: 1, suspect: false }
}

fn unit(code: &str, kind: UnitKind, name: &str) -> Unit {
    let code = UnitCode::parse(code).unwrap();
    Unit { code, kind, name: name.into(), population: 12_000, population_inferred: false }
}

pub fn pack() -> Pack {
    let day = |month, day| crate::days::date(2025, month, day);
    let topics = ["Nhận thức số và năng lực số cơ bản", "Sử dụng dịch vụ số thiết yếu"];
    let topic =
        |(id, title): (u8, &str)| Topic { id: TopicId::new(id).unwrap(), title: title.into(), short: "".into() };
    let villages = ["thôn Ngọc Lặc", "thôn Ngọc Trì", "thôn Nghi Khê", "thôn La Giang", "thôn Phượng Lâu"];
    Pack {
        contest: Contest {
            id: "demo".into(),
            rehearsal: false,
            title: "Công dân số Hải Phòng".into(),
            organiser: "Ban Tổ chức cuộc thi (Sở Khoa học và Công nghệ thành phố Hải Phòng)".into(),
            opens: day(10, 11),
            closes: day(11, 11),
            topics: (1..).zip(topics).map(topic).collect(),
            rules: Rules {
                blueprint: Vec::new(),
                attempts: 3,
                minutes: None,
                pass_mark: None,
                message_from: 10,
                message_up_to: 500,
                review: true,
                least_age: None,
                recognised: false,
                groups: true,
                on_paper: true,
                paper_ranks: false,
                prizes: Default::default(),
                paper_from: tramso::domain::PaperFrom::All,
                signs: Default::default(),
            },
            hotline: "0904 540 490".into(),
            app_name: "Smart Hải Phòng".into(),
            app_links: Vec::new(),
            help_links: Vec::new(),
            check_url: "https://haiphong.gov.vn/cn/".into(),
            certificate: None,
            consent_version: 1,
            ready_messages: Vec::new(),
            station: Some(StationPlace {
                unit: UnitCode::parse(TAN_KY).unwrap(),
                village: "thôn Ngọc Lặc".into(),
                target: 200,
                villages: villages.map(Into::into).to_vec(),
                contact: "Chị Hoa, 0900 000 000".into(),
            }),
        },
        lessons: Vec::new(),
        bank: Vec::new().into(),
        units: vec![
            unit("10888", UnitKind::Commune, "Cẩm Giàng"),
            unit("10891", UnitKind::Commune, "Cẩm Giang"),
            unit(TAN_KY, UnitKind::Commune, "Tân Kỳ"),
            unit("11359", UnitKind::Ward, "Thủy Nguyên"),
            unit("11914", UnitKind::SpecialZone, "Cát Hải"),
        ],
        places: Vec::new(),
        digest: [1; 32],
        sealed: false,
        earlier: Vec::new(),
    }
}

pub fn number(digits: &str) -> IdNumber {
    IdNumber::parse(digits).unwrap()
}

pub fn told(name: &str) -> Registration {
    Registration {
        name: PersonName::parse(name).unwrap(),
        birth: Birth::Day(crate::days::date(1962, 9, 5)),
        sex: Sex::Female,
        identity: Identity::Number(number(NUMBER)),
        residence: Residence { unit: UnitCode::parse(TAN_KY).unwrap(), village: "thôn Ngọc Lặc".into() },
        phone: None,
        guardian: None,
        workplace: None,
        memberships: Default::default(),
        one_touch: OneTouch::NotTaken,
    }
}

/// Somebody who has registered and takes part.
pub fn guest(key: PersonKey, name: &str) -> Box<Guest> {
    Box::new(Guest::new(key, steps(vec![Command::Consent, Command::Register(Box::new(told(name)))])))
}

/// Somebody who has registered and taken the consent back.
pub fn withdrawn(name: &str) -> Box<Guest> {
    let commands = vec![Command::Consent, Command::Register(Box::new(told(name))), Command::Withdraw];
    Box::new(Guest::new(KEY, steps(commands)))
}

pub fn steps(commands: Vec<Command>) -> Visit {
    let pack = pack();
    let step =
        |visit: Visit, command| visit.step(&pack, command, now()).unwrap_or_else(|refusal| panic!("{refusal:?}")).0;
    commands.into_iter().fold(Visit::default(), step)
}

/// The card of NUMBER, as a scanner with its own driver reads it.
pub fn scan() -> Msg {
    Msg::Card(card::read("031162001234|030123456|Nguyễn Thị Hoà|05091962|Nữ|Thôn Ngọc Lặc, Tân Kỳ, Tứ Kỳ|01012022"))
}

pub fn station() -> StationLine {
    StationLine { place: "Nhà văn hóa thôn Ngọc Lặc".into(), enrolled: true, ..StationLine::default() }
}

/// The program in an open shift, with what was left when the power went.
pub fn open(draft: Option<Draft>, guest: Option<Box<Guest>>) -> Model {
    open_with(pack(), station(), draft, guest)
}

pub fn open_with(pack: Pack, station: StationLine, draft: Option<Draft>, guest: Option<Box<Guest>>) -> Model {
    let mut model = Model::new(station, Settings::default(), now());
    let shift = Shift { number: 3, slot: "hoa".into(), volunteer: "Hoa".into(), opened: now() };
    let _ = model.update(now(), Msg::Content(Arc::new(pack)));
    let station = model.shared.station.clone();
    let _ = model.update(now(), Msg::ShiftOpen { shift, draft, parked: None, class: None, guest, station });
    model
}

pub fn tell(model: &mut Model, msg: Msg) -> Vec<Effect> {
    model.update(now(), msg)
}

/// The helper's PIN, and it is right.
pub fn pin(model: &mut Model, purpose: PinFor) -> Vec<Effect> {
    tell(model, Msg::Pin { purpose, right: true, wait_s: 0 })
}

/// Presses one key after the other: `1`, `ab`, `<enter>`, `<esc>`, `<pgup>` …
pub fn visit(model: &mut Model, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = keys;
    while let Some(sign) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|named| named.split_once('>'));
        let (key, len) = match named {
            Some((name, _)) => (key_named(name), name.len() + 2),
            None => (Press::Char(sign), sign.len_utf8()),
        };
        rest = &rest[len..];
        effects.extend(tell(model, Msg::Press(key)));
    }
    effects
}

fn key_named(name: &str) -> Press {
    match name {
        "enter" => Press::Enter,
        "esc" => Press::Esc,
        "up" => Press::Up,
        "down" => Press::Down,
        "left" => Press::Left,
        "right" => Press::Right,
        "pgup" => Press::PageUp,
        "pgdn" => Press::PageDown,
        "back" => Press::Backspace,
        "clear" => Press::ClearField,
        "f3" => Press::F(3),
        "f4" => Press::F(4),
        "f10" => Press::F(10),
        other => panic!("no key {other}"),
    }
}

/// The draft that was kept last.
pub fn draft(effects: &[Effect]) -> Option<Draft> {
    let kept = |effect: &Effect| match effect {
        Effect::SaveDraft(draft) => Some(draft.clone()),
        _ => None,
    };
    effects.iter().filter_map(kept).next_back()
}

pub fn frame(model: &Model, columns: u16, rows: u16) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal
        .draw(|frame| {
            view(model, frame);
        })
        .unwrap();
    terminal.backend().buffer().clone()
}

/// What can be read at 80x24, row by row.
pub fn read(model: &Model) -> String {
    let buffer = frame(model, 80, 24);
    (0..24).map(|y| row(&buffer, y).trim_end().to_owned() + "\n").collect()
}

/// The same in one line, so that a break does not part a sentence.
pub fn said(model: &Model) -> String {
    read(model).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
pub fn assert_said(model: &Model, wanted: &str) {
    assert!(said(model).contains(wanted), "«{wanted}» is not on the screen:\n{}", read(model));
}

fn row(buffer: &Buffer, y: u16) -> String {
    (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect()
}

/// Text, and under each line what its cells mean where that is not plain text.
fn dump(model: &Model, columns: u16, rows: u16) -> String {
    let buffer = frame(model, columns, rows);
    let theme = model.shared.theme;
    let mut out = String::new();
    for y in 0..rows {
        out += &format!("{}|\n", row(&buffer, y));
        let styles: String = (0..columns).map(|x| letter(&theme, buffer[(x, y)].style())).collect();
        if styles.contains(|sign| sign != ' ') {
            out += &format!("{styles}:\n");
        }
    }
    out
}

fn letter(theme: &Theme, style: Style) -> char {
    let known = [
        (theme.page, ' '),
        (theme.dim, 'd'),
        (theme.strong, 's'),
        (theme.badge, 'c'),
        (theme.good, 'g'),
        (theme.bad, 'b'),
        (theme.footer, 'f'),
        (theme.key, 'k'),
        (theme.field, 'i'),
        (theme.field_active, 'a'),
    ];
    let same = |one: &Style| style.fg == one.fg && style.bg == one.bg && style.add_modifier == one.add_modifier;
    known.iter().find(|(one, _)| same(one)).map_or('#', |(_, letter)| *letter)
}

/// Holds a screen against its picture at both sizes; `TRAMSO_SNAPSHOTS=write` takes the pictures again.
#[track_caller]
pub fn see(name: &str, model: &Model) {
    for (columns, rows) in [(80, 24), (100, 30)] {
        let shown = dump(model, columns, rows);
        assert!(!shown.contains('⟦'), "a wording is missing:\n{shown}");
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots");
        let path = folder.join(format!("{name}-{columns}x{rows}.txt"));
        if std::env::var("TRAMSO_SNAPSHOTS").is_ok_and(|wish| wish == "write") {
            fs::write(&path, &shown).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == shown, "{} is not what is shown:\n{shown}", path.display());
    }
}
