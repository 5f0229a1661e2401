//! A station with a small pack, an open shift and a few people, for the screens of the desk and of a visit's end.

use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, style::Style};
use std::{fs, path::PathBuf, sync::Arc};
use tramso::{
    content::Pack,
    domain::*,
    record::Event,
    session::{Command, Visit},
    tui::{draw::Theme, *},
};

pub const KEY: PersonKey = PersonKey([7; 32]);

pub fn now() -> Stamp {
    let noon = Moment(Moment::start_of(crate::days::date(2025, 10, 20)).0 + 9 * 3_600_000);
    Stamp { wall: noon, mono_ms: 1_000_000, boot: 1, suspect: false }
}

pub fn pack() -> Pack {
    let topics = [
        ("Nhận thức số và năng lực số cơ bản", "Nhận thức số"),
        ("Sử dụng dịch vụ số thiết yếu", "Dịch vụ số"),
        ("Tương tác trên môi trường số", "Tương tác số"),
        ("Ứng dụng AI trong công việc và cuộc sống", "Ứng dụng AI"),
    ];
    let ids: Vec<TopicId> = (1..=4).filter_map(TopicId::new).collect();
    let unit = UnitCode::parse("11113").unwrap();
    Pack {
        contest: Contest {
            id: "demo".into(),
            rehearsal: false,
            title: "Công dân số Hải Phòng".into(),
            organiser: "Ban Tổ chức cuộc thi".into(),
            opens: crate::days::date(2025, 10, 11),
            closes: crate::days::date(2025, 11, 11),
            topics: ids
                .iter()
                .zip(topics)
                .map(|(id, (title, short))| Topic { id: *id, title: title.into(), short: short.into() })
                .collect(),
            rules: Rules {
                blueprint: ids.iter().map(|topic| Stratum { topic: *topic, level: None, count: 1 }).collect(),
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
            help_links: [("Nhóm hỗ trợ", "thu"), ("Tài liệu hướng dẫn", "tai-lieu"), ("Video hướng dẫn", "video")]
                .map(|(title, end)| HelpLink { title: title.to_owned(), url: format!("https://zalo.me/g/{end}") })
                .into(),
            app_links: vec![
                AppLink {
                    platform: Platform::Android,
                    url: "https://play.google.com/store/search?q=Smart+Hai+Phong&c=apps".into(),
                    official: false,
                },
                AppLink {
                    platform: Platform::Iphone,
                    url: "https://apps.apple.com/vn/iphone/search?term=Smart+Hai+Phong".into(),
                    official: false,
                },
            ],
            check_url: "https://haiphong.gov.vn/cn/".into(),
            certificate: None,
            consent_version: 1,
            ready_messages: vec!["Tôi đã học được nhiều điều.".into()],
            station: Some(StationPlace {
                unit: unit.clone(),
                village: "thôn Ngọc Lặc".into(),
                target: 200,
                villages: vec!["thôn Ngọc Lặc".into()],
                contact: "Chị Hoa, 0900 000 000".into(),
            }),
        },
        lessons: ids
            .iter()
            .map(|topic| Lesson {
                id: LessonId { topic: *topic, number: 1 },
                title: "Bài học".into(),
                required: true,
                facts: Vec::new(),
                pages: vec![Page { title: "Trang".into(), blocks: vec![Block::Paragraph("Chữ.".into())] }],
                checks: Vec::new(),
            })
            .collect(),
        bank: ids.iter().map(|topic| question(*topic)).collect(),
        units: vec![Unit {
            code: unit,
            kind: UnitKind::Commune,
            name: "Tân Kỳ".into(),
            population: 12_000,
            population_inferred: false,
        }],
        places: Vec::new(),
        digest: [1; 32],
        sealed: false,
        earlier: Vec::new(),
    }
}

fn question(topic: TopicId) -> Question {
    Question {
        id: QuestionId(format!("{}-001", ["A", "B", "C", "D"][usize::from(topic.number()) - 1])),
        topic,
        level: Level::Easy,
        fact: "f".into(),
        lesson: LessonId { topic, number: 1 },
        stem: "Câu hỏi?".into(),
        options: (1..=4).map(|at| format!("Phương án {at}")).collect(),
        why: "Vì vậy.".into(),
        source: "s".into(),
        checked: crate::days::date(2025, 10, 1),
        until: None,
        situation: false,
        negative: false,
        group: None,
    }
}

pub fn registration(name: &str) -> Registration {
    Registration {
        name: PersonName::parse(name).unwrap(),
        birth: Birth::Year(1962),
        sex: Sex::Female,
        identity: Identity::None(NoIdReason::LostCard),
        residence: Residence { unit: UnitCode::parse("11113").unwrap(), village: "thôn Ngọc Lặc".into() },
        phone: None,
        guardian: None,
        workplace: None,
        memberships: Default::default(),
        one_touch: OneTouch::NotTaken,
    }
}

/// How far a visit has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Upto {
    Registered,
    Learnt,
    Tested,
    Shared,
}

/// Somebody who came as far as that, as the machine of visits makes them.
pub fn guest(name: &str, upto: Upto) -> Guest {
    let pack = pack();
    let mut visit = Visit::default();
    let mut step = |command: Command| -> Vec<Event> {
        let (next, events) = visit.step(&pack, command, now()).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        visit = next;
        events
    };
    step(Command::Consent);
    step(Command::Register(Box::new(registration(name))));
    if upto >= Upto::Learnt {
        for lesson in &pack.lessons {
            step(Command::FinishLesson(lesson.id));
        }
    }
    if upto >= Upto::Tested {
        step(Command::OpenAttempt(Seed([3; 32])));
        for place in 0..4 {
            step(Command::Mark { place, choice: Choice(0), seconds: 5 });
        }
        step(Command::Submit);
        step(Command::SeeResult);
    }
    if upto >= Upto::Shared {
        step(Command::Share {
            text: "Tôi đã học được nhiều điều.".into(),
            ready: None,
            dictated: false,
            publish: false,
        });
    }
    Guest::new(KEY, visit)
}

pub fn shift() -> Shift {
    Shift { number: 3, slot: "hoa".into(), volunteer: "Hoa".into(), opened: now() }
}

fn station() -> StationLine {
    StationLine {
        place: "Nhà văn hóa thôn Ngọc Lặc".into(),
        enrolled: true,
        volunteers: vec![line("hoa", "Hoa"), line("minh", "Minh")],
        ..StationLine::default()
    }
}

pub fn line(slot: &str, name: &str) -> VolunteerLine {
    VolunteerLine { slot: slot.into(), name: name.into() }
}

/// The program in an open shift, with nobody or somebody at the keyboard; and what the driver was asked for at that.
pub fn open(guest: Option<Guest>) -> (Model, Vec<Effect>) {
    let mut model = Model::new(station(), Settings::default(), now());
    let _ = model.update(now(), Msg::Content(Arc::new(pack())));
    let station = model.shared.station.clone();
    let guest = guest.map(Box::new);
    let effects =
        model.update(now(), Msg::ShiftOpen { shift: shift(), draft: None, parked: None, class: None, guest, station });
    (model, effects)
}

/// A machine at 1970 at a station that knows better.
pub fn wrong_clock() -> (Stamp, Known) {
    let known = Known { signed: now().wall, closes: Some(crate::days::date(2025, 11, 11)), ..Known::default() };
    let wall = Moment::start_of(crate::days::date(1970, 1, 2)).plus_ms(7 * 3_600_000);
    (Stamp { wall, suspect: true, ..now() }, known)
}

/// The desk under such a clock.
pub fn doubtful() -> Model {
    let (stamp, known) = wrong_clock();
    let mut model = at_desk();
    model.shared.known = known;
    model.shared.now = known.now(stamp);
    model
}

/// The screen that asks for the date.
pub fn asks_for_date() -> Model {
    let mut model = doubtful();
    model.screen = Screen::ConfirmDate(Box::new(screens::confirm_date::State::new(&model.shared)));
    model
}

/// The desk, behind its PIN.
pub fn at_desk() -> Model {
    let (mut model, _) = open(None);
    let _ = press(&mut model, Press::F(10));
    let _ = model.update(now(), Msg::Pin { purpose: PinFor::Desk, right: true, wait_s: 0 });
    let counts = Counts {
        registered: 57,
        registered_today: 3,
        to_learn: 9,
        to_test: 4,
        to_share: 3,
        valid: 41,
        valid_today: 2,
        one_touch: 6,
        both: 2,
        parked_today: 1,
        installs: 20,
        installs_today: 1,
        half_form: false,
        half_sheet: false,
    };
    let _ = model.update(
        now(),
        Msg::Counts(
            counts,
            SyncState {
                waiting: 1_212,
                sent: 40,
                confirmed: 38,
                spoken: 0,
                bytes: 152_000,
                receipt: Some((4, now().wall)),
            },
        ),
    );
    model
}

pub fn press(model: &mut Model, press: Press) -> Vec<Effect> {
    model.update(now(), Msg::Press(press))
}

/// Presses one key after the other: `1`, `ab`, `<enter>`, `<esc>`, `<down>` …
pub fn visit(model: &mut Model, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = keys;
    while let Some(sign) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|named| named.split_once('>'));
        let key = match named {
            Some((name, _)) => match name {
                "enter" => Press::Enter,
                "esc" => Press::Esc,
                "up" => Press::Up,
                "down" => Press::Down,
                "left" => Press::Left,
                "right" => Press::Right,
                "pgdn" => Press::PageDown,
                "back" => Press::Backspace,
                other => panic!("no key {other}"),
            },
            None => Press::Char(sign),
        };
        rest = named.map_or_else(|| &rest[sign.len_utf8()..], |(_, after)| after);
        effects.extend(press(model, key));
    }
    effects
}

/// Types the passphrase that a screen asks for again, and lets it be right.
pub fn authorise(model: &mut Model) -> Vec<Effect> {
    let asked = visit(model, "ba ca<enter>");
    assert!(matches!(asked.as_slice(), [Effect::CheckPassphrase(secret)] if *secret.0 == "ba ca"), "{asked:?}");
    model.update(now(), Msg::PassphraseRight)
}

pub fn failed() -> Msg {
    Msg::Failed(Failure::new("TS-S01", []))
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

/// What can be read on the screen, row by row.
pub fn read(model: &Model, columns: u16, rows: u16) -> String {
    let buffer = frame(model, columns, rows);
    (0..rows).map(|y| row(&buffer, y).trim_end().to_owned() + "\n").collect()
}

fn row(buffer: &Buffer, y: u16) -> String {
    (0..buffer.area.width).map(|x| buffer[(x, y)].symbol().replace('\u{a0}', " ")).collect()
}

/// Text, and under each line what its cells mean where that is not plain text.
pub fn dump(model: &Model, columns: u16, rows: u16) -> String {
    let buffer = frame(model, columns, rows);
    let theme = model.shared.theme;
    let mut out = String::new();
    for y in 0..rows {
        out += &format!("{}|\n", row(&buffer, y));
        let styles: String = (0..columns).map(|x| letter(&theme, buffer[(x, y)].style())).collect();
        if styles.contains(|sign| sign != '.') {
            out += &format!("{}:\n", styles.replace('.', " "));
        }
    }
    out
}

fn letter(theme: &Theme, style: Style) -> char {
    let known = [
        (theme.page, '.'),
        (theme.dim, 'd'),
        (theme.strong, 's'),
        (theme.badge, 'c'),
        (theme.good, 'g'),
        (theme.bad, 'b'),
        (theme.footer, 'f'),
        (theme.key, 'k'),
        (theme.field, 'i'),
        (theme.field_active, 'a'),
        (theme.title, 't'),
        (theme.head, 'h'),
        (theme.band, 'o'),
        (theme.band_focused, 'F'),
        (theme.band_good, 'G'),
        (theme.band_bad, 'X'),
        (theme.rule, 'r'),
        (theme.placeholder, 'p'),
    ];
    let same = |one: &Style| style.fg == one.fg && style.bg == one.bg && style.add_modifier == one.add_modifier;
    known.iter().find(|(one, _)| same(one)).map_or('#', |(_, letter)| *letter)
}

/// Holds a screen against its picture at both sizes; `TRAMSO_SNAPSHOTS=write` takes the pictures again.
pub fn see(name: &str, model: &Model) {
    see_at(name, model, &[(80, 24), (100, 30)]);
}

/// The same at these sizes.
pub fn see_at(name: &str, model: &Model, sizes: &[(u16, u16)]) {
    for &(columns, rows) in sizes {
        let shown = dump(model, columns, rows);
        let path = snapshot(&format!("{name}-{columns}x{rows}"));
        if std::env::var("TRAMSO_SNAPSHOTS").is_ok_and(|wish| wish == "write") {
            fs::write(&path, &shown).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == shown, "{} is not what is shown:\n{shown}", path.display());
    }
}

pub fn snapshot(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots").join(format!("{name}.txt"))
}
