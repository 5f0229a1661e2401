//! Nothing that anybody entered can be read in the folder without its key.

use super::fixture::{Place, act, message, register, resident};
use std::{collections::HashMap, fs, path::Path};
use tramso::{
    domain::fold,
    platform::{Log, LogEvent, now},
    record::{Draft, hex},
};
use unicode_normalization::UnicodeNormalization;

/// Every spelling of a text that a search of the disk would try.
fn spellings(text: &str) -> Vec<Vec<u8>> {
    let composed: String = text.nfc().collect();
    let apart: String = text.nfd().collect();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut all: Vec<Vec<u8>> =
        [&composed, &apart, &fold(text), &text.to_uppercase()].map(|one| one.as_bytes().to_vec()).into();
    all.extend([wide(&composed), wide(&apart), wide(&fold(text)), hex(composed.as_bytes()).into_bytes()]);
    all
}

/// Texts that are looked for all at once, by their first four bytes.
struct Wanted(HashMap<[u8; 4], Vec<Vec<u8>>>);

impl Wanted {
    fn new(texts: Vec<Vec<u8>>) -> Self {
        let mut by_start: HashMap<[u8; 4], Vec<Vec<u8>>> = HashMap::new();
        for text in texts {
            by_start.entry(text[..4].try_into().unwrap()).or_default().push(text);
        }
        Self(by_start)
    }

    fn hits(&self, bytes: &[u8]) -> usize {
        let begins = |at: usize| {
            self.0
                .get(<&[u8; 4]>::try_from(&bytes[at..at + 4]).unwrap())
                .map_or(0, |ones| ones.iter().filter(|one| bytes[at..].starts_with(one)).count())
        };
        (0..bytes.len().saturating_sub(3)).map(begins).sum()
    }

    /// In every file below a folder, names of files included.
    fn hits_below(&self, folder: &Path) -> usize {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .map(|path| {
                let name = self.hits(path.file_name().unwrap().to_str().unwrap().as_bytes());
                name + if path.is_dir() { self.hits_below(&path) } else { self.hits(&fs::read(&path).unwrap()) }
            })
            .sum()
    }
}

#[test]
fn fifty_residents_leave_no_readable_trace() {
    let place = Place::new();
    let mut store = place.open();
    let story = "Tôi đã giúp bà nội nộp hồ sơ qua mạng";
    let mut sought = spellings(story);
    for n in 0..50 {
        let person = register(&mut store, n, 0);
        store.save(Some(person), &act(1), &[message(story)]).unwrap();
        let one = resident(n);
        for text in [&one.number, &one.name, &one.phone] {
            sought.extend(spellings(text));
        }
    }
    let draft = Draft { kind: "register".to_owned(), text: resident(51).name };
    store.draft_save(None, &draft).unwrap();
    sought.extend(spellings(&resident(51).name));
    sought.extend(spellings(place.passphrase.text()));
    let key = place.key.to_bytes();
    sought.extend([key.bytes()[..32].to_vec(), hex(&key.bytes()[..32]).into_bytes()]);
    let wanted = Wanted::new(sought);
    let mut log = Log::open(&place.station.path("tramso.log")).unwrap();
    log.write(&LogEvent::SpaceShort { free: 7 });
    let stick = place.temp.path().join("station/stick");
    fs::create_dir(&stick).unwrap();
    store.backup_to(&stick, &mut |_, _| ()).unwrap();
    assert_eq!(wanted.hits_below(place.station.dir()), 0, "with the database and its log open");
    drop(store);
    assert_eq!(wanted.hits_below(place.station.dir()), 0, "and closed");

    fs::write(place.station.path("control.txt"), &resident(7).number).unwrap();
    fs::write(place.station.path("control.bin"), spellings(&resident(8).name)[4].clone()).unwrap();
    assert!(wanted.hits_below(place.station.dir()) >= 2, "the control");
}

#[test]
fn the_station_file_holds_nothing_secret() {
    let place = Place::new();
    let text = fs::read_to_string(place.station.path("station.json")).unwrap();
    let station = &place.station.station;
    let village = "the village is shown before there is a key: it tells nothing about anybody";
    assert_eq!(
        text,
        format!(
            "{{\"format\":1,\"kiosk\":\"{station}\",\"contest\":\"demo\",\"demo\":true,\"village\":\"thôn Ngọc Lặc\"}}"
        ),
        "{village}"
    );
}

#[test]
fn the_clock_counts_forward() {
    let (one, other) = (now(), now());
    assert!(other.mono_ms >= one.mono_ms && other.boot == one.boot && one.wall_ms > 1_500_000_000_000);
}
