//! Each bad machine of the list has its light, its code and nothing else; the good one has none.

use std::io;
use tramso::{
    domain::{Light, MachinePart, Moment},
    input::{ScanBehaviour, Stroke},
    kiosk::machine::{Facts, Package, Printer, Voice, figures, lines},
    notices::Failure,
    platform::{
        DiskFacts, FileFault, HardwareClock, Hibernation, Memory, Sound, SwapPlace, SyncAnswer, SyncTimes, WriteCache,
    },
    text::{Language, Words},
    tui::{CheckLine, Drawing, KeysFound, PageFound, ScanFound, TerminalFacts, Trials},
};

const SCAN: ScanBehaviour = ScanBehaviour { signs: 96, span_ms: 120, ending: Some(Stroke::Enter), is_card: true };

fn drawing(wrong: &[char], wrong_blocks: usize) -> Drawing {
    Drawing::Measured { letters: 134, wrong: wrong.to_vec(), wrong_blocks }
}

fn syncs(middle_us: u32) -> SyncAnswer {
    SyncAnswer::Times(SyncTimes { count: 60, least_us: middle_us / 2, middle_us, most_us: middle_us * 3 })
}

/// A laptop as it should be.
fn good() -> Facts {
    let terminal =
        TerminalFacts { size: Some((85, 24)), colours: Some(1 << 24), other_locale: None, drawing: drawing(&[], 0) };
    Facts {
        wall: Moment(crate::days::MADE_MS),
        newest_file: Some(Moment(crate::days::MADE_MS - 1000)),
        hardware_clock: HardwareClock::Off(2),
        trials: Trials {
            terminal: Some(terminal),
            keys: Some(KeysFound { missing: vec![] }),
            scan: Some(ScanFound::Came(SCAN)),
            page: Some(PageFound::Clear),
        },
        disk: DiskFacts {
            filesystem: "ext4".to_owned(),
            is_memory: false,
            without_barriers: false,
            is_rotating: Some(false),
            write_cache: Some(WriteCache::Back),
        },
        syncs: syncs(1_840),
        is_virtual: false,
        free: Some(52_000_000_000),
        memory: Some(Memory { whole_mb: 1_960, free_mb: 1_200 }),
        printer: Printer::Queues(1),
        voice: Voice::Ready,
        sound: Some(Sound::Ready),
        is_muted: Some(false),
        swap: Some(vec![SwapPlace::Memory]),
        hibernation: Some(Hibernation::No),
        is_root: false,
        shared: None,
        package: Package::Installed(format!("{}-1", env!("CARGO_PKG_VERSION"))),
    }
}

fn judged(facts: &Facts) -> Vec<CheckLine> {
    lines(facts, &Words::new(Language::Vietnamese))
}

/// The parts that are not green, with their codes.
fn problems(change: impl FnOnce(&mut Facts)) -> Vec<(MachinePart, Light, &'static str)> {
    let mut facts = good();
    change(&mut facts);
    let of = |line: CheckLine| line.failure.map(|failure| (line.part, line.light, failure.code));
    judged(&facts).into_iter().filter_map(of).collect()
}

fn terminal(facts: &mut Facts) -> &mut TerminalFacts {
    facts.trials.terminal.as_mut().unwrap()
}

#[track_caller]
fn only(part: MachinePart, light: Light, code: &str, change: impl FnOnce(&mut Facts)) {
    assert_eq!(problems(change), [(part, light, code)]);
}

#[test]
fn a_good_machine_is_green_throughout() {
    assert_eq!(problems(|_| ()), []);
    assert_eq!(problems(|facts| facts.package = Package::Release("9.9.9".to_owned())), [], "a release from a stick");
    let lines = judged(&good());
    assert_eq!(lines.len(), MachinePart::ALL.len());
    assert!(lines.iter().all(|line| !line.value.is_empty() && !line.value.contains('⟦')), "{lines:?}");
}

#[test]
fn bad_terminals() {
    use Light::{Amber, Red};
    use MachinePart as P;
    only(P::Screen, Red, "TS-A02", |facts| terminal(facts).size = Some((79, 24)));
    only(P::Colours, Amber, "TS-D22", |facts| terminal(facts).colours = Some(8));
    only(P::Colours, Red, "TS-A06", |facts| terminal(facts).colours = Some(0));
    only(P::Encoding, Amber, "TS-D24", |facts| terminal(facts).other_locale = Some("C".to_owned()));
    only(P::Letters, Red, "TS-D25", |facts| terminal(facts).drawing = drawing(&['ế', 'ộ'], 0));
    only(P::Blocks, Red, "TS-D27", |facts| terminal(facts).drawing = drawing(&[], 3));
    let silent = problems(|facts| terminal(facts).drawing = Drawing::Silent);
    assert_eq!(silent, [(P::Letters, Amber, "TS-D26"), (P::Blocks, Amber, "TS-D26")]);
    let not_utf8 = problems(|facts| terminal(facts).drawing = Drawing::NotUtf8);
    let red = |part| (part, Red, "TS-D23");
    assert_eq!(not_utf8, [red(P::Encoding), red(P::Letters), red(P::Blocks)]);
    let silent_and_other = problems(|facts| {
        *terminal(facts) =
            TerminalFacts { drawing: Drawing::Silent, other_locale: Some("C".to_owned()), ..terminal(facts).clone() };
    });
    assert_eq!(silent_and_other[0], red(P::Encoding), "nothing speaks for it then");
    let none = problems(|facts| facts.trials.terminal = None);
    let amber = |part| (part, Amber, "TS-D21");
    assert_eq!(none, [amber(P::Screen), amber(P::Colours), amber(P::Letters), amber(P::Blocks)]);
}

#[test]
fn keys_and_scanners() {
    use Light::{Amber, Red};
    use MachinePart as P;
    only(P::Keyboard, Amber, "TS-D28", |facts| facts.trials.keys = None);
    only(P::Keyboard, Red, "TS-D29", |facts| facts.trials.keys = Some(KeysFound { missing: vec!["F10"] }));
    only(P::Scanner, Amber, "TS-D30", |facts| facts.trials.scan = None);
    only(P::Scanner, Amber, "TS-D31", |facts| facts.trials.scan = Some(ScanFound::Nothing));
    let scan = |scan| move |facts: &mut Facts| facts.trials.scan = Some(ScanFound::Came(scan));
    only(P::Scanner, Amber, "TS-D32", scan(ScanBehaviour { ending: None, ..SCAN }));
    only(P::Scanner, Amber, "TS-D33", scan(ScanBehaviour { span_ms: 6_000, ..SCAN }));
    for ending in [Stroke::LineFeed, Stroke::Tab] {
        assert_eq!(
            problems(scan(ScanBehaviour { ending: Some(ending), ..SCAN })),
            [],
            "the station takes it as an end"
        );
    }
}

#[test]
fn bad_clocks_disks_and_the_rest() {
    use Light::{Amber, Red};
    use MachinePart as P;
    only(P::Clock, Red, "TS-D05", |facts| facts.wall = Moment(0));
    only(P::Clock, Red, "TS-D05", |facts| facts.newest_file = Some(facts.wall.plus_ms(3 * 86_400_000)));
    only(P::Clock, Amber, "TS-D34", |facts| facts.hardware_clock = HardwareClock::Off(-4_000));
    assert_eq!(problems(|facts| facts.hardware_clock = HardwareClock::Off(7 * 3600 + 3)), [], "it keeps local time");
    let full = problems(|facts| {
        facts.syncs = SyncAnswer::Refused(FileFault::from(io::Error::from(io::ErrorKind::StorageFull)));
        facts.free = Some(0);
    });
    assert_eq!(full, [(P::Disk, Red, "TS-D02"), (P::Space, Red, "TS-D02")]);
    only(P::Disk, Red, "TS-D37", |facts| facts.syncs = SyncAnswer::Refused(FileFault::ReadOnly));
    only(P::Disk, Red, "TS-D38", |facts| facts.syncs = SyncAnswer::TooSlow);
    only(P::Disk, Amber, "TS-D35", |facts| facts.syncs = syncs(400_000));
    only(P::Space, Amber, "TS-D02", |facts| facts.free = Some(400_000_000));
    only(P::Memory, Amber, "TS-D40", |facts| facts.memory = Some(Memory { whole_mb: 900, free_mb: 200 }));
    only(P::Memory, Amber, "TS-D50", |facts| facts.memory = None);
    only(P::Printer, Amber, "TS-D08", |facts| facts.printer = Printer::Missing);
    only(P::Printer, Amber, "TS-D41", |facts| facts.printer = Printer::Queues(0));
    only(P::Printer, Amber, "TS-D42", |facts| facts.printer = Printer::Silent);
    only(P::Printer, Amber, "TS-D95", |facts| facts.trials.page = Some(PageFound::Poor));
    only(P::Printer, Amber, "TS-D96", |facts| facts.trials.page = Some(PageFound::Nothing));
    only(P::Voice, Amber, "TS-D09", |facts| facts.voice = Voice::Missing);
    only(P::Voice, Amber, "TS-D43", |facts| facts.voice = Voice::NotVietnamese);
    only(P::Sound, Amber, "TS-D44", |facts| facts.sound = Some(Sound::None));
    only(P::Sound, Amber, "TS-D45", |facts| facts.sound = Some(Sound::Closed));
    only(P::Sound, Amber, "TS-D60", |facts| facts.is_muted = Some(true));
    only(P::Swap, Amber, "TS-D12", |facts| facts.swap = Some(vec![SwapPlace::Encrypted, SwapPlace::Clear]));
    only(P::Sleep, Amber, "TS-D46", |facts| facts.hibernation = Some(Hibernation::Clear));
    only(P::User, Red, "TS-D47", |facts| facts.is_root = true);
    only(P::User, Amber, "TS-S40", |facts| facts.shared = Some(Failure::new("TS-S40", [])));
    only(P::Package, Amber, "TS-D48", |facts| facts.package = Package::None);
    only(P::Package, Amber, "TS-D49", |facts| facts.package = Package::Installed("9.9.9".to_owned()));
}

/// What is physically impossible is named, what cannot be known is named as that, and only the rest is green.
#[test]
fn what_can_be_known_of_a_disk() {
    let of = |rotating, cache, middle_us: u32, is_virtual| {
        let found = problems(|facts| {
            facts.disk = DiskFacts { is_rotating: rotating, write_cache: cache, ..facts.disk.clone() };
            (facts.syncs, facts.is_virtual) = (syncs(middle_us), is_virtual);
        });
        found.first().map_or("", |(_, _, code)| *code)
    };
    let (back, through) = (Some(WriteCache::Back), Some(WriteCache::Through));
    assert_eq!(of(Some(true), back, 300, false), "TS-D01", "a platter cannot turn so fast");
    assert_eq!(of(Some(true), back, 8_300, false), "", "a turn of 7200 a minute");
    assert_eq!(of(Some(true), through, 8_300, false), "");
    assert_eq!(of(Some(false), back, 4, false), "TS-D01", "nothing left the processor");
    assert_eq!(of(Some(false), back, 60, false), "TS-D39");
    assert_eq!(of(Some(false), through, 1_000, false), "TS-D39", "most sticks claim it");
    assert_eq!(of(None, None, 1_000, false), "TS-D39");
    assert_eq!(of(Some(true), back, 300, true), "TS-D39", "a virtual machine's disks call themselves turning");
    let memory = problems(|facts| facts.disk.is_memory = true);
    assert_eq!(memory, [(MachinePart::Disk, Light::Red, "TS-D36")]);
    let without = problems(|facts| facts.disk.without_barriers = true);
    assert_eq!(without, [(MachinePart::Disk, Light::Amber, "TS-D01")]);
}

#[test]
fn what_travels_has_lights_codes_and_figures_only() {
    let mut facts = good();
    facts.trials.scan = None;
    facts.shared = Some(Failure::new("TS-S40", [("user", "nguyenthihoa".to_owned())]));
    let check = figures(&facts, &judged(&facts));
    assert_eq!((check.columns, check.rows, check.answer_us), (Some(85), Some(24), Some(1_840)));
    assert_eq!((check.free_mb, check.memory_mb), (Some(52_000), Some(1_960)));
    assert_eq!((check.count(Light::Green), check.count(Light::Amber)), (MachinePart::ALL.len() - 2, 2));
    let written = tramso::bundle::enrol::machine::write(&check);
    assert_eq!(tramso::bundle::enrol::machine::read(&written), Ok(check));
    let text = String::from_utf8(written).unwrap();
    assert!(text.contains("TS-S40") && !text.contains("nguyen"), "{text}");
}
