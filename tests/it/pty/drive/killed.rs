//! The program is killed at many moments of an evening, each between two keys or right behind one, and started again: what was shown as
//! kept is there, nothing is there twice, and what was half typed comes back.

use super::{assumptions::VOLUNTEER_KEY, hands::Hands, people::NAMES, steps, steps::Help};
use crate::durability::{
    disk::Chance,
    scale::{report, scaled},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};
use tramso::{
    record::{Record, RecordKind},
    store::{DbKey, Station, StoreError},
};

/// Who comes, and writes a sheet.
const PEOPLE: usize = 4;
/// Kills while the same thing is done, before it is left to end.
const MOST_TRIES: usize = 3;

/// Something that is kept by one acknowledgement.
#[derive(Clone, Copy, Debug)]
enum Step {
    Register(usize),
    Print,
    Teach(usize),
    Collect,
    Key(usize),
}

impl Step {
    fn all() -> Vec<Self> {
        let people = || 0..PEOPLE;
        let mut all: Vec<Self> = people().map(Step::Register).collect();
        all.extend([Step::Print, Step::Teach(1), Step::Teach(2), Step::Collect]);
        all.extend((3..=4).map(Step::Teach).chain(people().map(Step::Key)));
        all
    }

    /// The record that is kept of it, and how many keys it takes.
    fn measure(self) -> (RecordKind, usize) {
        match self {
            Self::Register(_) => (RecordKind::Registration, 52),
            Self::Print => (RecordKind::PapersPrinted, 6),
            Self::Teach(_) => (RecordKind::GroupLesson, 24),
            Self::Collect => (RecordKind::PapersCollected, 6),
            Self::Key(_) => (RecordKind::PaperHanded, 34),
        }
    }
}

impl Step {
    /// Whether so many keys were certainly in the middle of a form or a sheet.
    fn leaves_something(self, pressed: usize) -> bool {
        match self {
            Self::Register(_) => pressed >= 24,
            Self::Key(_) => (12..=24).contains(&pressed),
            Self::Print | Self::Teach(_) | Self::Collect => false,
        }
    }
}

/// The station's records, each as it was written; those of the chain in their order.
fn records(dir: &Path, key: &DbKey) -> Result<Vec<Vec<u8>>, String> {
    let copy = tempfile::tempdir_in(dir.parent().unwrap()).unwrap();
    crate::store::slots::copy(dir, copy.path());
    let station = Station::find(copy.path()).map_err(|fault| format!("{fault:?}"))?;
    let store = station.unlock_in(key.clone(), &crate::store::fixture::quick(), &mut |_| ());
    let store = store.map_err(|fault| format!("it does not open: {fault:?}"))?;
    let wrong = store.verify_chain().map_err(|fault| format!("{fault:?}"))?;
    if !wrong.is_empty() {
        return Err(format!("{} breaks of the chain", wrong.len()));
    }
    let mut found = Vec::new();
    for epoch in store.epochs().unwrap() {
        let read = store.each_link::<StoreError>(epoch.number, 1, |link| {
            found.extend(link.content.map(|(_, bytes)| bytes.to_vec()));
            Ok(true)
        });
        read.map_err(|fault| format!("{fault:?}"))?;
    }
    Ok(found)
}

fn count(records: &[Vec<u8>], kind: RecordKind) -> usize {
    records.iter().filter(|bytes| Record::read(bytes).unwrap().body.kind() == kind).count()
}

/// Whether everything that was there is there unchanged, and of a kind as many as were shown as kept, or one that was under way.
fn compare(before: &[Vec<u8>], after: &[Vec<u8>], kind: RecordKind, kept: usize) -> Result<bool, String> {
    if !after.starts_with(before) {
        return Err(format!("{} records were there, {} are", before.len(), after.len()));
    }
    match count(after, kind).checked_sub(kept) {
        Some(0) => Ok(false),
        Some(1) => Ok(true),
        other => Err(format!("{kept} {kind:?} were kept, and {other:?} more are there")),
    }
}

/// An evening in which the program is killed.
struct Killed {
    hands: Hands,
    dir: PathBuf,
    stick: PathBuf,
    key: DbKey,
    chance: Chance,
    found: Vec<Vec<u8>>,
    kept: BTreeMap<&'static str, usize>,
    kills: BTreeMap<&'static str, usize>,
    /// Kills at most.
    wanted: usize,
    /// Half-typed pages and sheets that came back.
    resumed: usize,
    /// So much was typed when the program was killed that something of it must come back.
    expects: bool,
}

impl Killed {
    fn begin(folder: &Path, medium: &Path, seed: u64, wanted: usize) -> Self {
        let (dir, stick) = (folder.join("station"), medium.join("stick"));
        fs::create_dir_all(&stick).unwrap();
        let mut hands = Hands::sit_down(dir.clone(), stick.clone());
        hands.see("câu mật khẩu ở ngay dưới đây");
        let passphrase = fs::read_to_string(dir.join("demo-passphrase.txt")).unwrap();
        steps::open_shift(&mut hands, passphrase.trim());
        let key = Station::find(&dir).unwrap().kept_key().expect("the kernel keeps the key of an open shift");
        let found = records(&dir, &key).unwrap();
        let (kept, kills) = (BTreeMap::new(), BTreeMap::new());
        Self { hands, dir, stick, key, chance: Chance(seed), found, kept, kills, wanted, resumed: 0, expects: false }
    }

    /// One step to its end, over as many kills as it is given.
    fn go(&mut self, step: Step) -> Result<(), String> {
        let (kind, keys) = step.measure();
        for attempt in 0.. {
            if attempt < MOST_TRIES && self.kills.values().sum::<usize>() < self.wanted {
                let wait = Duration::from_micros(u64::try_from(self.chance.below(8000)).unwrap());
                self.hands.cut_after(1 + self.chance.below(keys), wait);
            }
            let before = self.hands.keys();
            let is_kept = self.perform(step);
            if !self.hands.is_cut() {
                self.hands.cut_never();
                *self.kept.entry(kind.as_str()).or_default() += 1;
                return Ok(());
            }
            *self.kills.entry(kind.as_str()).or_default() += 1;
            let after = records(&self.dir, &self.key)?;
            let has = self.kept.get(kind.as_str()).copied().unwrap_or(0);
            let has_landed = compare(&self.found, &after, kind, has)?;
            if is_kept && !has_landed {
                return Err(format!("{step:?} was shown as kept and is not there"));
            }
            self.found = after;
            let pressed = self.hands.keys() - before;
            self.expects = !has_landed && step.leaves_something(pressed);
            self.hands.start_again();
            self.home(step);
            if has_landed {
                if matches!(step, Step::Print) {
                    self.print_again();
                }
                *self.kept.entry(kind.as_str()).or_default() += 1;
                return Ok(());
            }
        }
        unreachable!("the last attempt is not cut");
    }

    /// To the desk from wherever the program has gone on; in a lesson it goes on there.
    fn home(&mut self, step: Step) {
        if self.hands.sees_first("Lớp học chung", "Bấm Enter để bắt đầu") {
            assert!(matches!(step, Step::Teach(_)), "{step:?}: a lesson that nobody teaches\n{}", self.hands.calm());
            self.hands.press("<esc>").see("Ra khỏi lớp học chung?").press("3").see("Bàn của người hỗ trợ");
        } else {
            steps::to_desk(&mut self.hands);
        }
    }

    /// Papers that were written down are printed, whatever became of the file.
    fn print_again(&mut self) {
        self.hands.cut_never();
        self.hands.press("g").see("In lại lô mới nhất").press("5").see("Đã ghi đề").press("<esc>");
        self.hands.see("Bàn của người hỗ trợ");
        let files = fs::read_dir(&self.stick).unwrap().map(|one| one.unwrap().path());
        assert_eq!(files.filter(|path| path.extension().is_some_and(|end| end == "pdf")).count(), 1);
    }

    /// The step by its keys, from the desk to the desk: whether it was shown as kept before the program was killed.
    fn perform(&mut self, step: Step) -> bool {
        match step {
            Step::Register(person) => self.register(person),
            Step::Print => {
                self.hands.press("g").see("In đề mới").press("1").see("In mấy tờ?");
                self.hands.press(&PEOPLE.to_string()).press("<enter>");
                self.hands.see("đề mới ra USB").press("1").see("Đã ghi đề");
                self.end("<esc>")
            }
            Step::Teach(topic) => self.teach(topic),
            Step::Collect => {
                self.hands.press("g").see("Thu bài").press("2").see("đánh dấu những tờ vừa thu").press("a<enter>");
                if self.hands.sees_first("viết cần ít nhất", "Đã thu") {
                    self.hands.press("2");
                }
                self.hands.see(&format!("Đã thu {PEOPLE} tờ"));
                self.end("<esc>")
            }
            Step::Key(person) => self.key_in(person),
        }
    }

    /// What the screen shows as kept is kept; then back to the desk.
    fn end(&mut self, keys: &str) -> bool {
        let is_kept = !self.hands.is_cut();
        self.hands.press(keys).see("Bàn của người hỗ trợ");
        is_kept
    }

    fn register(&mut self, person: usize) -> bool {
        self.hands.press("k");
        if self.hands.sees_first("gõ dở", "Đọc to cho cả hội trường") || self.hands.shows_soon("gõ dở")
        {
            self.came_back();
            self.hands.press("<esc>");
            // A form in which nothing is typed yet is left unasked.
            if self.hands.sees_first("Bỏ phiếu đang gõ", "Bàn của người hỗ trợ") {
                self.hands.press("2");
            }
            self.hands.see("Bàn của người hỗ trợ").press("k").see("Đọc to cho cả hội trường");
        }
        assert!(!self.expects || self.hands.is_cut(), "what was half typed has not come back");
        self.hands.press("<enter>").see("▶ Số định danh");
        steps::register(&mut self.hands, person, Help::Alone);
        self.end("<esc>")
    }

    fn came_back(&mut self) {
        if !self.hands.is_cut() {
            self.resumed += 1;
            self.expects = false;
        }
    }

    fn teach(&mut self, topic: usize) -> bool {
        let (end, kept) = (format!("Hết chuyên đề {topic}"), format!("Đã ghi chuyên đề {topic}"));
        self.hands.press_on("l");
        for _ in 0..300 {
            if self.hands.is_cut() {
                return false;
            }
            let screen = self.hands.calm();
            if ["Đang mở danh sách", "Đang ghi"].iter().any(|waiting| screen.contains(waiting)) {
                continue;
            }
            if screen.contains(&kept) {
                self.hands.press("<esc>").see("Ra khỏi lớp học chung?");
                return self.end("3");
            }
            let keys = match &screen {
                shown if shown.contains("Dạy chuyên đề nào") => topic.to_string(),
                shown if shown.contains("Chưa đánh dấu ai") => "a".to_owned(),
                shown if shown.contains("Điểm danh") => "<enter>".to_owned(),
                shown if shown.contains(&end) && shown.contains("Bấm 2 nếu") => "2".to_owned(),
                shown if shown.contains(&end) => "<enter>".to_owned(),
                shown if shown.contains("Mời bà con giơ tay") => "2<enter>".to_owned(),
                _ => "<right>".to_owned(), // else: a page, or an answer
            };
            self.hands.wait(VOLUNTEER_KEY * 5);
            self.hands.press_on(&keys);
        }
        panic!("topic {topic} has no end\n{}", self.hands.calm());
    }

    fn key_in(&mut self, person: usize) -> bool {
        let digits = self.numbers()[person].clone();
        self.hands.press("g").see("Nhập bài").press("3");
        if self.hands.sees_first("gõ dở", "Nhập bài: tờ nào?") || self.hands.shows_soon("gõ dở") {
            self.came_back();
            self.hands.press("<esc>");
            if self.hands.sees_first("Bỏ những gì vừa gõ", "Nhập bài: tờ nào?") {
                self.hands.press("2");
            }
            self.hands.see("Nhập bài: tờ nào?");
        }
        assert!(!self.expects || self.hands.is_cut(), "the half-keyed sheet has not come back");
        let is_second = {
            self.hands.press(&digits[6..]);
            self.hands.sees_first("Gõ lần hai", "Ai viết tờ này?")
        };
        if is_second {
            self.hands.press(&super::people::crosses(person)).see("so với lần gõ trước");
            self.hands.press("<enter>").see("Đã nộp đề");
        } else if steps::key_answers(&mut self.hands, person) {
            steps::key_again(&mut self.hands, &digits, person);
        }
        let is_kept = !self.hands.is_cut();
        self.hands.press("<esc>").see("In đề mới");
        self.end("<esc>");
        is_kept
    }

    fn numbers(&self) -> Vec<String> {
        let copy = tempfile::tempdir_in(self.dir.parent().unwrap()).unwrap();
        crate::store::slots::copy(&self.dir, copy.path());
        let station = Station::find(copy.path()).unwrap();
        let store = station.unlock_in(self.key.clone(), &crate::store::fixture::quick(), &mut |_| ()).unwrap();
        let batches = store.printed_batches().unwrap();
        batches.last().unwrap().papers.iter().map(|paper| paper.number.digits()).collect()
    }
}

#[test]
fn a_kill_at_any_moment_of_an_evening_loses_nothing() {
    let wanted = scaled(20, 200);
    let (mut kills, mut resumed, mut records_there, mut seed) = (BTreeMap::new(), 0, 0, 11);
    while kills.values().sum::<usize>() < wanted {
        let (folder, medium) = (tempfile::tempdir().unwrap(), super::medium());
        let left = wanted - kills.values().sum::<usize>();
        let mut evening = Killed::begin(folder.path(), medium.path(), seed, left);
        seed += 1;
        for step in Step::all() {
            evening.go(step).unwrap_or_else(|lost| panic!("{step:?} of seed {}: {lost}", seed - 1));
        }
        // Control: the station as it was before the last record has lost something.
        let all = records(&evening.dir, &evening.key).unwrap();
        let kind = RecordKind::PaperHanded;
        assert_eq!(compare(&evening.found, &all, kind, PEOPLE), Ok(false));
        let last = all.iter().rposition(|bytes| Record::read(bytes).unwrap().body.kind() == kind).unwrap();
        let older = &all[..last];
        assert!(compare(&all, older, kind, PEOPLE).is_err() && compare(older, older, kind, PEOPLE).is_err(), "control");
        evening.hands.station.kill();
        records_there += all.len();
        resumed += evening.resumed;
        report(&format!("an evening of seed {}: {:?} kills, 0 lost", seed - 1, evening.kills));
        for (kind, count) in evening.kills {
            *kills.entry(kind).or_insert(0) += count;
        }
    }
    report(&format!(
        "kill -9 in evenings: {} kills ({kills:?}), {records_there} records, 0 lost, {resumed} half-typed pages and sheets came back",
        kills.values().sum::<usize>()
    ));
    assert!(resumed > 0, "nothing that was half typed came back");
    assert!(NAMES.len() > PEOPLE);
}
