//! States of the desk's screens and of a visit's end, each made from nothing, for the walk over all keys.

use super::{light, machine, release, stage::*};
use crate::screens::keys::Case;
use tramso::{
    domain::{Choice, PaperBatch, PaperNumber, PersonKey, Seed, SpokenReply, Stamp},
    tui::*,
};

pub const CASES: &[Case] = &[
    ("waiting", || open(None).0),
    ("waiting-code", || at(open(None).0, "1")),
    ("welcome", || at(open(None).0, "<enter>")),
    ("menu", || at(open(None).0, "<enter><esc>")),
    ("menu, a break", || at(open(Some(guest("Nguyễn Thị Hường", Upto::Shared))).0, "<esc>4")),
    ("goodbye", || at(open(Some(guest("Nguyễn Thị Hường", Upto::Shared))).0, "<esc>41")),
    ("quiz, of blanks", || saved(at(saved(pressed(saved(quiz("2")), Press::Tab)), "<enter>"))),
    ("quiz, reminded", || saved(quiz("<enter>"))),
    ("menu over a visit", || at(open(Some(guest("Nguyễn Thị Hường", Upto::Shared))).0, "<esc>")),
    ("help", || at(open(None).0, "<enter><esc>2")),
    ("help, a code", || at(open(None).0, "<enter><esc>23")),
    ("notice", || after(open(None).0, [failed()])),
    ("idle", idle),
    ("hidden", || at(at_desk(), "c")),
    ("hidden, PIN", || at(at_desk(), "cx")),
    ("pin", || pressed(open(None).0, Press::F(10))),
    ("pin, four digits", || at(pressed(open(None).0, Press::F(10)), "1234")),
    ("pin, asked", || at(pressed(open(None).0, Press::F(10)), "1234<enter>")),
    ("pin, wrong", || {
        let wrong = Msg::Pin { purpose: PinFor::Desk, right: false, wait_s: 3 };
        after(at(pressed(open(None).0, Press::F(10)), "1234<enter>"), [wrong])
    }),
    ("pin, too soon", || {
        let too_soon = Msg::PinNotRead { purpose: PinFor::Desk, wait_s: 3 };
        after(at(pressed(open(None).0, Press::F(10)), "1234<enter>"), [too_soon])
    }),
    ("pin, forgotten", || forgotten("")),
    ("pin, forgotten, typed", || forgotten("ba")),
    ("pin, forgotten, checking", || forgotten("ba<enter>")),
    ("pin, new", || new_pin("")),
    ("pin, new, short", || new_pin("12<enter>")),
    ("pin, new, again", || new_pin("1234<enter>")),
    ("pin, new, setting", || new_pin("1234<enter>1234<enter>")),
    ("pin, to be changed", || at(at_desk(), "m")),
    ("pin, changed", || {
        let asked = at(after(at(at_desk(), "mba<enter>"), [Msg::PassphraseRight]), "1234<enter>1234<enter>");
        after(asked, [Msg::Pin { purpose: PinFor::Change, right: true, wait_s: 0 }])
    }),
    ("shift, locked", || after(open(None).0, [Msg::Slept])),
    ("shift", || locked(2)),
    ("shift, nobody", || locked(0)),
    ("shift, locked station", || whole_machine(locked(2))),
    ("shift-off", || at(whole_machine(locked(2)), "<esc>")),
    ("shift, passphrase", || at(locked(2), "2")),
    ("shift, passphrase typed", || at(locked(2), "2ba")),
    ("shift, passphrase of the only one", || locked(1)),
    ("shift, opening", || at(locked(2), "2ba<enter>")),
    ("shift, PIN", || unlocked("")),
    ("shift, PIN typed", || unlocked("1234")),
    ("shift, PIN too short", || unlocked("12<enter>")),
    ("shift, PIN again", || unlocked("1234<enter>1234")),
    ("shift, starting", || unlocked("1234<enter>1234<enter>")),
    ("practice without a shift", || pressed(locked(2), Press::F(2))),
    ("test-intro", intro),
    ("test-intro, asked", || at(intro(), "<enter>")),
    ("quiz", || saved(quiz(""))),
    ("quiz-saving", || quiz("2")),
    ("quiz-marked", || saved(quiz("2"))),
    ("quiz, last", || saved(quiz("1<right>2<right>3<right>4"))),
    ("overview-blank", || pressed(saved(quiz("2")), Press::Tab)),
    ("overview, moved", || at(pressed(saved(quiz("2")), Press::Tab), "<right>")),
    ("overview, complete", || pressed(saved(quiz("1<right>2<right>3<right>4")), Press::Tab)),
    ("overview, sure", || at(pressed(saved(quiz("1<right>2<right>3<right>4")), Press::Tab), "0")),
    ("certificate, making", || open(Some(guest("Nguyễn Thị Hường", Upto::Shared))).0),
    ("certificate, failed", || after(open(Some(guest("Nguyễn Thị Hường", Upto::Shared))).0, [failed()]).closed()),
    ("certificate", with_slip),
    ("certificate-code", || at(with_slip(), "3")),
    ("certificate, saving", || {
        let right = Msg::Pin { purpose: PinFor::Certificate, right: true, wait_s: 0 };
        after(at(with_slip(), "21234<enter>"), [right])
    }),
    ("certificate-missing", || {
        let mut model = open(Some(guest("Nguyễn Thị Hường", Upto::Learnt))).0;
        model.screen = Screen::Certificate(Box::default());
        model
    }),
    ("app", || at(with_slip(), "<enter>")),
    ("app-android", || at(with_slip(), "<enter>1")),
    ("app-iphone", || at(with_slip(), "<enter>2")),
    ("app, ticked", || saved(at(with_slip(), "<enter>3"))),
    ("app, asked", || saved(at(with_slip(), "<enter><enter>"))),
    ("thanks", || saved(at(with_slip(), "<enter><enter><enter>"))),
    ("desk", at_desk),
    ("desk, cursor", || at(at_desk(), "<down><down>")),
    ("desk, not enrolled", not_enrolled),
    ("people", || at(at_desk(), "1")),
    ("people, typed", || at(at_desk(), "1huong<down>a")),
    ("people, found", || after(at(at_desk(), "1huong<enter>"), [people(2)])),
    ("people, opening", || at(after(at(at_desk(), "1huong<enter>"), [people(2)]), "1")),
    ("people-list", || after(at(at_desk(), "2"), [people(20)])),
    ("people-list, second page", || at(after(at(at_desk(), "2"), [people(20)]), "<pgdn>")),
    ("people-list, printed", || {
        let listed = after(at(at_desk(), "2"), [people(3)]);
        after(at(listed, "p"), [Msg::FileWritten("/media/usb/goi-lai-2025-10-20.pdf".into())])
    }),
    ("people-nobody", || after(at(at_desk(), "2"), [people(0)])),
    ("people, coming", || at(at_desk(), "2")),
    ("quick-consent", || at(at_desk(), "k")),
    ("quick, not enrolled", || at(not_enrolled(), "k")),
    ("quick-form", || quick("")),
    ("quick, again", || quick("031162000017")),
    ("quick, wrong number", || quick("999999999999")),
    ("quick, differs", || quick("031162000017031162000018")),
    ("quick, no number", || quick("<enter>")),
    ("quick-named", || named("")),
    ("quick, birth", || named("<enter>")),
    ("quick-phone", || named("<enter><enter>")),
    ("quick, one touch", || named("<enter><enter><enter>")),
    ("quick, help", || named("<enter><enter><enter>1")),
    ("quick-whole", || named("<enter><enter><enter>11")),
    ("quick, consent missing", || named("<enter><enter><enter>11<enter>")),
    ("quick, saving", || named("<enter><enter><enter>111")),
    ("quick-likely", || after(named("<enter><enter><enter>11"), [people(2)])),
    ("quick, sure", || at(after(named("<enter><enter><enter>11"), [people(2)]), "1")),
    ("quick-namesakes", || {
        let Msg::People(lines) = people(2) else { unreachable!() };
        after(named("<enter><enter><enter>111"), [Msg::Namesakes(lines)])
    }),
    ("quick, leaving", || named("<esc>")),
    ("quick, guardian refused", guardian_refused),
    ("quick-next", || {
        let guest = Box::new(guest("Nguyễn Thị Hường", Upto::Registered));
        after(named("<enter><enter><enter>111"), [Msg::Person(Some(guest))])
    }),
    ("quick-known", || {
        let guest = Box::new(guest("Nguyễn Thị Hường", Upto::Registered));
        after(quick("031162000017031162000017"), [Msg::Person(Some(guest))])
    }),
    ("quick-more", || pressed(named(""), Press::F(2))),
    ("quick, village", || at(named(""), "<down><down><down><down>")),
    ("group, empty", || at(at_desk(), "l")),
    ("papers, coming", || at(at_desk(), "g")),
    ("papers", || papers("")),
    ("papers, cursor", || papers("<down><down>")),
    ("papers, not enrolled", || at(not_enrolled(), "g")),
    ("papers-print", || papers("1")),
    ("papers-print, missing", || papers("1<enter>")),
    ("papers-print, asked", || papers("124<enter>")),
    ("papers-print, printing", || papers("124<enter>1")),
    ("papers, printed", || after(papers("124<enter>1"), [Msg::FileWritten("/media/usb/de-thi-048192.pdf".into())])),
    ("papers-collect", || papers("2")),
    ("papers-collect, ticked", || papers("207 <right> ")),
    ("papers-collect, nothing", || papers("2<enter>")),
    ("papers-collect, saving", || papers("2a<enter>")),
    ("papers-collect, early", || just_printed("207<enter>")),
    ("papers-collect, of two batches", || two_batches("207")),
    ("papers-void, asked", || papers("407<enter>")),
    ("papers-void, saving", || papers("407<enter><enter>")),
    ("papers-key", || papers("3")),
    ("papers-key, wrong", || papers("304819<enter>")),
    ("papers-key, opening", || papers(&format!("3{}<enter>", paper(3).digits()))),
    ("papers-writer", || sheet("", false)),
    ("papers-writer, found", || after(sheet("ho", false), [people(3)])),
    ("papers-writer, number", || sheet("0311", false)),
    ("papers-answers", || answers("")),
    ("papers-answers, some", || answers("abcd ")),
    ("papers-answers, whole", || answers(&"abcd".repeat(5))),
    ("papers-answers, helped", || answers("abh")),
    ("papers-answers, leaving", || answers("ab<esc>")),
    ("papers-answers, second", || sheet("ab", true)),
    ("papers-differs", differing),
    ("papers-message", || answers(&format!("{}<enter>", "abcd".repeat(5)))),
    ("papers-own", || answers(&format!("{}<enter>9toi", "abcd".repeat(5)))),
    ("papers-saving", || answers(&format!("{}<enter>1", "abcd".repeat(5)))),
    ("papers-handed", || after(answers(&format!("{}<enter>1", "abcd".repeat(5))), [kept(SheetKept::Handed)])),
    ("papers-again", || after(answers(&format!("{}<enter>1", "abcd".repeat(5))), [kept(SheetKept::ToKeyAgain)])),
    ("installs", || at(at_desk(), "3")),
    ("installs-sure", || at(at_desk(), "31")),
    ("installs, saving", || at(at_desk(), "31<enter>")),
    ("installs, kept", || saved(at(at_desk(), "31<enter>"))),
    ("installs, posters", || at(at_desk(), "3p")),
    ("installs, posters written", || {
        after(at(at_desk(), "3p"), [Msg::PostersPrinted(vec!["/media/usb/ap-phich-a4.pdf".into()])])
    }),
    ("installs, not enrolled", || at(not_enrolled(), "3")),
    ("clock", asks_for_date),
    ("clock, typed", || at(asks_for_date(), "05")),
    ("desk, clock in doubt", doubtful),
    ("volunteers-asking", || at(at_desk(), "5")),
    ("volunteers-asking, typed", || at(at_desk(), "5ba")),
    ("volunteers-asking, missing", || at(at_desk(), "5<enter>")),
    ("volunteers-asking, checking", || at(at_desk(), "5ba<enter>")),
    ("volunteers", || volunteers("")),
    ("volunteers, second", || volunteers("2")),
    ("volunteers, oneself", || volunteers("1b")),
    ("volunteers, adding", || volunteers("tLan")),
    ("volunteers, nameless", || volunteers("t<enter>")),
    ("volunteers, making", || volunteers("tLan<enter>")),
    ("volunteers-passphrase", || new_passphrase("")),
    ("volunteers-back", || new_passphrase("<enter>quyt")),
    ("volunteers-back, different", || new_passphrase("<enter>quyt<enter>")),
    ("volunteers-remove", || volunteers("2b")),
    ("volunteers-sure", || volunteers("2b1")),
    ("volunteers, leaving", || after(volunteers("2b19"), [Msg::ChangingKey { done: 512, of: 1024 }])),
    ("settings", || at(at_desk(), "7")),
    ("settings, idle", || at(at_desk(), "7<down><down><down>")),
    ("settings, last", || at(at_desk(), "7<down><down><down><down>")),
    ("transfer", || at(at_desk(), "6")),
    ("transfer, locked station", || at(whole_machine(at_desk()), "6")),
    ("transfer-leaving", || at(whole_machine(at_desk()), "66")),
    ("machine", || at(at_desk(), "64")),
    ("machine, found", || machine::found("")),
    ("machine, keys", || machine::found("1")),
    ("machine, keys, on the way", || machine::found("11x")),
    ("machine, scan", || machine::found("2")),
    ("release", || at(at_desk(), "65")),
    ("release, none", || release::found(release::none())),
    ("release, offered", || release::found(release::offered())),
    ("release, refused", || release::found(release::refused())),
    ("release, left", || release::found(release::left())),
    ("release, staged", || release::found(release::staged())),
    ("release, taking", || at(release::found(release::offered()), "1")),
    ("release, stopping", || at(release::found(release::offered()), "1<esc>")),
    ("transfer, asking", || at(at_desk(), "61ba")),
    ("transfer, writing", || after(at(at_desk(), "61ba<enter>"), [Msg::PassphraseRight])),
    ("transfer-written", || {
        after(at(at_desk(), "61ba<enter>"), [Msg::PassphraseRight, Msg::FileWritten("USB/tramso-20251020.tsk".into())])
    }),
    ("transfer, examining", || at(at_desk(), "62")),
    ("transfer-findings", || after(at(at_desk(), "62"), [findings()])),
    ("transfer-findings, further", || at(after(at(at_desk(), "62"), [findings()]), "<pgdn>")),
    ("outbox", || at(at_desk(), "n")),
    ("outbox, not enrolled", || at(not_enrolled(), "n")),
    ("outbox, busy", || at(at_desk(), "n1")),
    ("outbox-writing", || after(at(at_desk(), "n1"), [pace()])),
    ("outbox-which", || after(at(at_desk(), "n1"), [drives()])),
    ("outbox, stopping", || at(at_desk(), "n1<esc>")),
    ("outbox-written", || after(at(at_desk(), "n1"), [handed_over()])),
    ("outbox-address", || at(at_desk(), "n4http://a")),
    ("outbox-address, asked", || at(at_desk(), "n4http://a<enter>")),
    ("light, packing", || at(at_desk(), "n6")),
    ("light-ready", || after(at(at_desk(), "n6"), [light::packed(40_000)])),
    ("light-taken", || at(after(at(at_desk(), "n6"), [light::packed(40_000)]), "<enter>1<enter>")),
    ("light, no room", || {
        let mut model = after(at(at_desk(), "n6"), [light::packed(40_000)]);
        model.shared.size = (40, 24);
        at(model, "<enter>")
    }),
    ("spoken", || after(at(at_desk(), "n7"), [light::desk(0)])),
    ("spoken, several", || at(after(at(at_desk(), "n7"), [light::desk(0)]), "khoang t ")),
    ("spoken, full", || at(after(at(at_desk(), "n7"), [light::desk(0)]), "khoang hum khiep toai huy ")),
    ("spoken, asked", || at(after(at(at_desk(), "n7"), [light::desk(0)]), "khoang hum khiep toai huy <enter>")),
    ("spoken-held", || {
        let asked = at(after(at(at_desk(), "n7"), [light::desk(0)]), "khoang hum khiep toai huy <enter>");
        after(asked, [Msg::Spoke(SpokenReply::Held { seq: 3, bundles: 2, records: 270 })])
    }),
    ("outbox, centre known", || {
        let mut model = at_desk();
        model.shared.settings.centre = "https://tramso.vn".into();
        at(model, "n")
    }),
    ("closing-menu", || at(at_desk(), "8")),
    ("closing-menu, cursor", || at(at_desk(), "8<down><down>")),
    ("closing-menu, papers", || closing("8")),
    ("closing-menu, without papers", || at(without_papers(), "8")),
    ("closing, not enrolled", || at(not_enrolled(), "8")),
    ("closing-writing", || after(at(at_desk(), "82"), [pace()])),
    ("closing-which", || after(at(at_desk(), "82"), [drives()])),
    ("closing-written", || after(at(at_desk(), "82"), [handed_over()])),
    ("closing-issuing", || after(at(at_desk(), "81"), [Msg::Pace(Pace { stage: Stage::Issuing, done: 7, of: 26 })])),
    ("closing-printed", || after(at(at_desk(), "81"), [evening(&[])])),
    ("closing-printed, left out", || after(at(at_desk(), "81"), [evening(&["TK-7F3K9Q-000123", "TK-7F3K9Q-000130"])])),
    ("closing-sure", || at(at_desk(), "84")),
    ("closing", || at(at_desk(), "84<enter>")),
    ("closing, typed", || at(at_desk(), "84<enter>ba")),
    ("closing, checking", || at(at_desk(), "84<enter>ba<enter>")),
    ("closing, closed", || after(at(at_desk(), "84<enter>ba<enter>"), [Msg::PassphraseRight, Msg::ShiftClosed])),
    ("closing, closing", || after(at(at_desk(), "84<enter>ba<enter>"), [Msg::PassphraseRight])),
];

pub fn at(mut model: Model, keys: &str) -> Model {
    let _ = visit(&mut model, keys);
    model
}

/// The PIN's window after "quên mã".
pub fn forgotten(keys: &str) -> Model {
    at(at(pressed(open(None).0, Press::F(10)), "q"), keys)
}

pub fn new_pin(keys: &str) -> Model {
    at(after(forgotten("ba<enter>"), [Msg::PassphraseRight]), keys)
}

fn pressed(mut model: Model, key: Press) -> Model {
    let _ = press(&mut model, key);
    model
}

pub fn after(mut model: Model, messages: impl IntoIterator<Item = Msg>) -> Model {
    for msg in messages {
        let _ = model.update(now(), msg);
    }
    model
}

/// Everything so far is on the disk, and what waited for it has happened.
fn saved(mut model: Model) -> Model {
    while model.shared.last_saved < model.shared.last_ticket {
        let ticket = model.shared.last_ticket;
        let _ = model.update(now(), Msg::Saved(ticket));
    }
    model
}

trait Closed {
    fn closed(self) -> Self;
}

impl Closed for Model {
    /// Without the windows above the screen.
    fn closed(mut self) -> Self {
        self.overlays.clear();
        self
    }
}

pub fn idle() -> Model {
    let mut model = at(open(None).0, "<enter>1");
    let mut later = now();
    later.mono_ms += 181_000;
    let _ = model.update(later, Msg::Tick);
    model
}

fn not_enrolled() -> Model {
    let mut model = at_desk();
    model.shared.station.enrolled = false;
    model
}

/// The first screen of a station with so many volunteers.
fn locked(volunteers: usize) -> Model {
    let (mut model, _) = open(None);
    model.shared.shift = None;
    model.shared.station.volunteers.truncate(volunteers);
    model.screen = Screen::Shift(screens::shift::State::new(&model.shared));
    model
}

/// At a locked station, where the program is all that the machine shows.
pub fn whole_machine(mut model: Model) -> Model {
    model.shared.station.locked = true;
    model
}

fn unlocked(keys: &str) -> Model {
    let model = at(locked(2), "2ba<enter>");
    let station = model.shared.station.clone();
    at(after(model, [Msg::Unlocked { station }]), keys)
}

fn intro() -> Model {
    let (mut model, _) = open(Some(guest("Nguyễn Thị Hường", Upto::Learnt)));
    model.screen = Screen::TestIntro(screens::test_intro::State::default());
    model
}

/// The test with these keys pressed, each kept before the next.
fn quiz(keys: &str) -> Model {
    let mut model = saved(after(at(intro(), "<enter>"), [Msg::Seed(Seed([1; 32]))]));
    let mut rest = keys;
    while let Some(sign) = rest.chars().next() {
        let length = if sign == '<' { rest.find('>').unwrap() + 1 } else { 1 };
        model = at(saved(model), &rest[..length]);
        rest = &rest[length..];
    }
    model
}

pub fn with_slip() -> Model {
    let (number, check) = ("TK-7F3K9Q-000123".to_owned(), "ABCDEFGH".to_owned());
    let link = pack().contest.check_link(&number, &check);
    let made = Msg::CertificateMade { person: KEY, number, check, link };
    saved(after(open(Some(guest("Nguyễn Thị Hường", Upto::Shared))).0, [made]))
}

fn people(count: u8) -> Msg {
    let person = |at: u8| PersonLine {
        key: PersonKey([at; 32]),
        name: format!("Phạm Văn {at}"),
        birth_year: 1950 + i32::from(at),
        village: "thôn Ngọc Lặc".into(),
        masked_number: "031•••••0012".into(),
        phone: "0912 345 678".into(),
        topics_done: 1,
        tested: false,
        shared: false,
        certified: false,
        last_seen: now(),
    };
    Msg::People((1..=count).map(person).collect())
}

fn volunteers(keys: &str) -> Model {
    let lines = vec![line("hoa", "Hoa"), line("minh", "Minh")];
    at(after(at(at_desk(), "5ba<enter>"), [Msg::PassphraseRight, Msg::Volunteers(lines)]), keys)
}

fn new_passphrase(keys: &str) -> Model {
    at(after(volunteers("tLan<enter>"), [Msg::NewPassphrase(Secret::new("ba nghe tuong lim quyt xoan"))]), keys)
}

fn findings() -> Msg {
    Msg::Diagnosis((1..=40).map(|at| format!("✓ Điều kiểm tra số {at}")).collect())
}

fn pace() -> Msg {
    Msg::Pace(Pace { stage: Stage::Writing, done: 3 << 20, of: 7 << 20 })
}

fn drives() -> Msg {
    let drive = |name: &str, free| DriveLine { path: format!("/media/{name}"), name: name.into(), free_mb: free };
    Msg::Drives(vec![drive("HOA", Some(7_000)), drive("MINH", None)])
}

fn handed_over() -> Msg {
    let folder = Some("/media/tramso/USB-HOA/tramso-nop".into());
    Msg::HandedOver(Box::new(HandedOver { bundles: 2, records: 1_212, folder, ..HandedOver::default() }))
}

/// What the station answers when the documents of an evening are on the stick.
pub fn evening(left_out: &[&str]) -> Msg {
    let files = ["phieu", "tong-ket", "goi-lai"].map(|name| format!("/media/tramso/USB-HOA/{name}-2025-10-20.pdf"));
    let left_out = left_out.iter().map(|number| (*number).to_owned()).collect();
    Msg::EveningPrinted(Box::new(EveningFiles { files: files.into(), slips: 26, left_out }))
}

/// A contest that takes no tests on paper.
pub fn without_papers() -> Model {
    let mut model = at_desk();
    let mut pack = pack();
    pack.contest.rules.on_paper = false;
    model.shared.pack = Some(std::sync::Arc::new(pack));
    model
}

/// Half an hour ago.
fn earlier() -> Stamp {
    Stamp { wall: now().wall.plus_ms(-1_800_000), mono_ms: 0, boot: 9, suspect: false }
}

/// A batch of twelve, in all states.
fn twelve_papers() -> Msg {
    let step = |serial: u8| match serial {
        1..=3 => PaperStep::Collected,
        4 => PaperStep::KeyedOnce,
        5 => PaperStep::Handed,
        6 => PaperStep::Void,
        _ => PaperStep::Printed,
    };
    let line = |serial: u8| PaperLine { number: paper(serial), step: step(serial) };
    let batch = BatchLine { batch: paper(1).batch(), printed: earlier(), papers: (1..=12).map(line).collect() };
    Msg::Papers(vec![batch])
}

/// Papers that were printed two minutes ago, in this run of the machine.
pub fn just_printed(keys: &str) -> Model {
    let printed = Stamp { mono_ms: now().mono_ms - 120_000, ..now() };
    at(after(at(at_desk(), "g"), [of_batches(&["048192"], printed)]), keys)
}

/// Two batches, whose serials are the same.
pub fn two_batches(keys: &str) -> Model {
    at(after(at(at_desk(), "g"), [of_batches(&["048192", "730516"], earlier())]), keys)
}

/// Twelve papers of each batch that nobody has given back.
fn of_batches(batches: &[&str], printed: Stamp) -> Msg {
    let line = |batch, serial| PaperLine { number: PaperNumber::new(batch, serial).unwrap(), step: PaperStep::Printed };
    let batch = |digits: &&str| {
        let batch = PaperBatch::parse(digits).unwrap();
        BatchLine { batch, printed, papers: (1..=12).map(|serial| line(batch, serial)).collect() }
    };
    Msg::Papers(batches.iter().map(batch).collect())
}

/// A child whose guardian does not agree.
pub fn guardian_refused() -> Model {
    let child = at(quick("<enter>1"), "Nguyeenx Hoa<enter>2013<enter>1");
    at(child, "Nguyeenx Van<enter>2")
}

/// The closing of an evening with papers in all states.
pub fn closing(keys: &str) -> Model {
    let (first, rest) = keys.split_at(1);
    at(after(at(at_desk(), first), [twelve_papers()]), rest)
}

pub fn paper(serial: u8) -> PaperNumber {
    PaperNumber::new(PaperBatch::parse("048192").unwrap(), serial).unwrap()
}

/// The desk's papers: a batch of twelve, in all states.
pub fn papers(keys: &str) -> Model {
    at(after(at(at_desk(), "g"), [twelve_papers()]), keys)
}

/// The sheet of `paper(3)`.
pub fn twenty_questions(second: bool) -> Sheet {
    let question = |at: usize| SheetQuestion {
        stem: format!("Câu hỏi số {at} trên tờ đề, dài vừa phải để xem dòng gãy ở đâu?"),
        options: ["Gọi lại số quen", "Bấm thử xem sao", "Hỏi người bán", "Để mai tính"].map(String::from).to_vec(),
    };
    Sheet {
        number: paper(3),
        questions: (1..=20).map(question).collect(),
        second: second.then(|| (KEY, "Nguyễn Thị Hường".to_owned())),
    }
}

pub fn sheet(keys: &str, second: bool) -> Model {
    at(sheet_while_wait(second, Msg::People(Vec::new())), keys)
}

/// The same while these people have learnt and wait for the test.
pub fn sheet_while_wait(second: bool, waiting: Msg) -> Model {
    let opening = papers(&format!("3{}<enter>", paper(3).digits()));
    after(opening, [Msg::Sheet(Box::new(twenty_questions(second))), waiting])
}

/// The sheet of somebody who was found by name.
pub fn answers(keys: &str) -> Model {
    at(after(sheet("ho", false), [people(3)]), &format!("2{keys}"))
}

fn kept(kept: SheetKept) -> Msg {
    Msg::SheetKept(paper(3), kept)
}

/// A second keying that differs from the first in two places.
pub fn differing() -> Model {
    let keyed = sheet(&format!("{}<enter>", "abcd".repeat(5)), true);
    let differs = |place, first| SheetDifference { place, first: Choice(first), second: Choice(0) };
    after(keyed, [kept(SheetKept::Differs(vec![differs(4, 2), differs(16, 1)]))])
}

/// The quick form, the consent read.
pub fn quick(keys: &str) -> Model {
    at(at(at_desk(), "k<enter>"), keys)
}

/// The same with a number that nobody has, and a name.
pub fn named(keys: &str) -> Model {
    let known = after(quick("031162000017031162000017"), [Msg::Person(None)]);
    at(at(known, "Nguyeenx Thij Hoa"), keys)
}

pub fn desk_then(keys: &str) -> Model {
    at(at_desk(), keys)
}

pub fn with_f2(model: Model) -> Model {
    pressed(model, Press::F(2))
}
