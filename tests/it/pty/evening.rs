//! An evening with many people at one laptop, driven on the real program: registered quickly, taught together, tested on paper, keyed
//! in; and what the centre makes of it. Nobody waits in a test: lessons and writing are too short here, so that the centre holds the
//! entries until a person has decided, which is what it is for; how it judges an evening that took its time is tested at the centre.

use super::{Station, medium, number, open_shift, visit};
use crate::street;
use std::{fs, path::Path, thread, time::Duration};
use tramso::{
    crypto::Passphrase,
    domain::{PaperNumber, Sign},
    store::Store,
};

const PEOPLE: usize = 6;
const NAMES: [(&str, &str); PEOPLE] = [
    ("nguyeenx thij hoa", "Nguyễn Thị Hoa"),
    ("traanf thij maan", "Trần Thị Mân"),
    ("phamj thij cucs", "Phạm Thị Cúc"),
    ("leej thij dungf", "Lệ Thị Dùng"),
    ("vux thij en", "Vũ Thị En"),
    ("buif thij gaams", "Bùi Thị Gấm"),
];

/// The station with every key counted, as a volunteer presses it.
struct Counted {
    station: Station,
    keys: usize,
}

impl Counted {
    fn press(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(sign) = rest.chars().next() {
            self.keys += 1;
            rest = match rest.strip_prefix('<').and_then(|named| named.split_once('>')) {
                Some((_, behind)) => behind,
                None => &rest[sign.len_utf8()..],
            };
        }
        self.station.press(keys);
        self
    }

    fn see(&mut self, text: &str) -> &mut Self {
        self.station.see(text);
        self
    }

    /// Keys since it was asked last.
    fn taken(&mut self) -> usize {
        std::mem::take(&mut self.keys)
    }
}

fn register(desk: &mut Counted, at: usize) {
    let (typed, written) = NAMES[at];
    let digits = number(u32::try_from(700 + at).unwrap());
    desk.press(&digits).see("Gõ lại số").press(&digits).see("▶ Họ và tên");
    desk.press(typed).see(written).press("<enter>").see("▶ Ngày sinh").press("<enter>").see("▶ Điện thoại");
    desk.press("<enter>").see("▶ Thi One Touch");
    desk.press("1").see("▶ Cách làm bài").press("1").see("▶ Đồng ý").press("1");
    desk.see(&format!("Hôm nay {} người", at + 1));
}

/// A topic's pages and questions one after the other, and what is kept.
fn teach(desk: &mut Counted, topic: u8) {
    let end = format!("Hết chuyên đề {topic}");
    for _ in 0..200 {
        if desk.station.sees(&end, Duration::from_millis(160)) {
            break;
        }
        desk.press("<right>");
    }
    desk.see(&end).see("Bấm 2 nếu vẫn muốn ghi cho 6 người").press("2").see("Đã ghi chuyên đề");
}

fn numbers(dir: &Path) -> Vec<PaperNumber> {
    let store = store(dir);
    let batches = store.printed_batches().unwrap();
    batches.last().unwrap().papers.iter().map(|paper| paper.number).collect()
}

fn store(dir: &Path) -> Store {
    let station = tramso::store::Station::find(dir).unwrap();
    let passphrase = fs::read_to_string(dir.join("demo-passphrase.txt")).unwrap();
    station.unlock(station.slots[0].id, &Passphrase::read(passphrase.trim()).unwrap()).unwrap()
}

fn given_name(at: usize) -> &'static str {
    // Enough of the name to find one person; the list's first line is theirs.
    ["hoa", "maan", "cucs", "dungf", "en", "gaams"][at]
}

#[test]
fn people_are_registered_taught_together_tested_on_paper_and_known_at_the_centre() {
    let (folder, medium) = (tempfile::tempdir().unwrap(), medium());
    let (dir, stick) = (folder.path().join("station"), medium.path().join("stick"));
    fs::create_dir(&stick).unwrap();
    let drives = [("TRAMSO_DRIVES", stick.to_str().unwrap())];
    let mut station = Station::start_with(&["demo", "--dir", dir.to_str().unwrap()], 80, 24, &drives);
    open_shift(&mut station);
    let mut desk = Counted { station, keys: 0 };
    desk.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ");
    desk.press("k").see("Đọc to cho cả hội trường").press("<enter>").see("▶ Số định danh");
    let _ = desk.taken();
    for at in 0..PEOPLE {
        register(&mut desk, at);
        let keys = desk.taken();
        assert!(keys <= 65, "{keys} keys for a person");
        if at == 0 {
            println!("registering a person, typed: {keys} keys");
        }
    }
    desk.press("<esc>").see("Bàn của người hỗ trợ");
    // Papers are printed before, and written on while the course is over.
    desk.press("g").see("In đề mới").press("1").see("In mấy tờ?").press("6<enter>").see("Ghi 6 đề mới");
    desk.press("1").see("Đã ghi đề");
    desk.press("<esc>").see("Bàn của người hỗ trợ").press("l").see("Dạy chuyên đề nào");
    let _ = desk.taken();
    desk.press("1").see("Điểm danh").press("a<enter>").see("Bài 1.1 • trang 1");
    for topic in 1..=4 {
        teach(&mut desk, topic);
        if topic < 4 {
            desk.press("<enter>").see(&format!("Bài {}.1 • trang 1", topic + 1));
        }
    }
    println!("the course together: {} keys", desk.taken());
    desk.press("<enter>").see("Ra khỏi lớp học chung?").press("3").see("Bàn của người hỗ trợ");
    desk.press("g").see("Thu bài").press("2").see("đánh dấu những tờ vừa thu").press("a<enter>");
    // The course went by in seconds here.
    desk.see("viết cần ít nhất 10 phút").press("2").see("Đã thu 6 tờ");
    desk.press("3").see("Nhập bài: tờ nào?");
    // What is printed on the sheets is read from the station's own list, as the volunteer reads it from the paper.
    let copy = folder.path().join("ban-sao");
    crate::store::slots::copy(&dir, &copy);
    let papers = numbers(&copy);
    let mut again = Vec::new();
    let _ = desk.taken();
    for (at, paper) in papers.iter().enumerate() {
        let digits = paper.digits();
        desk.press(&digits[6..]).see("Ai viết tờ này?").press(given_name(at));
        desk.see(&format!("1. {}", NAMES[at].1));
        // Keys that come faster than hands' are a scanner's.
        thread::sleep(Duration::from_millis(300));
        desk.press("1").see("Gõ A B C D").press(&"abcd".repeat(5)).see("Đọc lại một lượt");
        desk.press("<enter>").see("người viết chọn câu nào").press("1");
        let keys = desk.taken();
        assert!(keys <= 32, "{keys} keys for a sheet");
        if at == 0 {
            println!("keying a sheet: {keys} keys");
        }
        thread::sleep(Duration::from_millis(300));
        if visit::calm(&desk.station).contains("được chọn gõ lần hai") {
            again.push(*paper);
        }
    }
    for paper in &again {
        desk.press(&paper.digits()).press("<enter>").see("Gõ lần hai").press(&"abcd".repeat(5));
        desk.see("so với lần gõ trước").press("<enter>").see("Đã nộp đề");
    }
    println!("keyed a second time: {} of {PEOPLE}", again.len());
    desk.press("<esc>").see("đã nộp 6").press("<esc>").see("Bàn của người hỗ trợ");
    let row = |text: &str| text.lines().find(|line| line.contains("Hợp lệ")).unwrap_or_default().to_owned();
    let finished = row(&visit::calm(&desk.station));
    assert!(
        finished.split_whitespace().filter(|word| *word == "6").count() == 2,
        "all four parts of all six: {finished}"
    );
    desk.station.kill();

    let mut store = store(&dir);
    let hall = street::Hall::new();
    let late = store.last_stamp().unwrap();
    hall.admit(&store, late);
    street::hand_in(&hall, &mut store, late);
    assert_eq!(store.everybody().unwrap().len(), PEOPLE);
    for line in store.everybody().unwrap() {
        let standing = hall.standing(line.key).expect("the centre knows everybody");
        let shows = |sign: Sign| standing.anomalies & sign.bit() != 0;
        assert!(
            standing.valid.is_none() && standing.waits != 0,
            "lessons and a test of seconds are held: {standing:?}"
        );
        assert!(shows(Sign::Group) && shows(Sign::PaperSoon), "with the reasons: {standing:?}");
    }
}
