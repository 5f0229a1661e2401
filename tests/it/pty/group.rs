//! A topic taught to a group, with the power cut in the middle of its pages and right at keeping.

use super::{Station, open_shift, visit};
use std::{path::Path, process::Command, thread, time::Duration};
use tramso::{domain::TopicId, record::RecordKind};

/// Some people who have registered, and some of them learnt.
fn people(dir: &Path) {
    let passphrase = dir.join("demo-passphrase.txt");
    let simulated = Command::new(env!("CARGO_BIN_EXE_tramso"))
        .args(["simulate", "--people", "12", "--seed", "5", "--dir", dir.to_str().unwrap()])
        .args(["--passphrase-file", passphrase.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(simulated.status.success(), "{}", String::from_utf8_lossy(&simulated.stderr));
}

/// Records of a kind that the station holds.
fn count(dir: &Path, kind: RecordKind) -> usize {
    let station = tramso::store::Station::find(dir).unwrap();
    let passphrase = std::fs::read_to_string(dir.join("demo-passphrase.txt")).unwrap();
    let passphrase = tramso::crypto::Passphrase::read(passphrase.trim()).unwrap();
    let store = station.unlock(station.slots[0].id, &passphrase).unwrap();
    let mut found = 0;
    store
        .each_link::<tramso::store::StoreError>(store.epochs().unwrap().last().unwrap().number, 1, |link| {
            let record = link.content.map(|(_, bytes)| tramso::record::Record::read(bytes).unwrap());
            found += usize::from(record.is_some_and(|record| record.body.kind() == kind));
            Ok(true)
        })
        .unwrap();
    found
}

fn to_topics(station: &mut Station) {
    station.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ");
    station.press("l").see("Dạy chuyên đề nào").see("người chưa học");
}

#[test]
fn the_power_is_cut_in_a_lesson_and_at_its_keeping_and_nothing_is_doubled() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("s");
    let mut station = Station::demo(&dir, 80, 24);
    station.see("câu mật khẩu ở ngay dưới đây");
    station.press("<esc>").see("Ai trực ca này?").press("<esc>");
    assert!(station.ends_well());
    people(&dir);
    let lessons = |dir: &Path| count(dir, RecordKind::GroupLesson);
    let topics_before = count(&dir, RecordKind::TopicDone);

    let mut station = Station::demo(&dir, 80, 24);
    open_shift(&mut station);
    to_topics(&mut station);
    station.press("3").see("Điểm danh").press("12").see("Lớp học chung • 2 người • Chuyên đề 3");
    station.press("<enter>").see("Bài 3.1 • trang 1").press("<right>").see("Bài 3.1 • trang 2");
    thread::sleep(Duration::from_millis(400)); // the last key has its time to reach the disk
    let before = visit::calm(&station);
    assert!(before.contains("Lớp học chung • 2 người • Chuyên đề 3"), "{before}");
    station.kill();
    let mut station = Station::demo(&dir, 80, 24);
    station.see("Bài 3.1 • trang 2");
    assert_eq!(visit::calm(&station), before, "the same page with the same people");

    let pack = visit::pack();
    let of_topic: Vec<_> = pack.required_lessons(TopicId::new(3).unwrap()).collect();
    let steps: usize = of_topic.iter().map(|lesson| lesson.pages.len() + 2 * lesson.checks.len()).sum();
    for _ in 0..steps * 2 {
        if station.sees("Hết chuyên đề 3", Duration::from_millis(150)) {
            break;
        }
        station.press("<right>");
    }
    station.see("Hết chuyên đề 3").see("Còn thiếu");
    thread::sleep(Duration::from_millis(400));
    // The key and the cut come together: either all of it is on the disk or nothing is.
    station.press("2");
    station.kill();
    let mut station = Station::demo(&dir, 80, 24);
    station.see("Lớp học chung");
    if station.sees("Hết chuyên đề 3", Duration::from_secs(2)) {
        station.press("2").see("Đã ghi chuyên đề 3 cho 2 người");
        thread::sleep(Duration::from_millis(400));
    } else {
        station.see("đã dạy trong ca này");
    }
    station.kill();
    let mut station = Station::demo(&dir, 80, 24);
    station.see("đã dạy trong ca này");
    // The same people are there for the next topic.
    station.press("4").see("Lớp học chung • 2 người • Chuyên đề 4");
    assert!(!station.text().contains("Mã PIN"));
    station.press("<esc>").see("Ra khỏi lớp học chung?").press("3").see("Bàn của người hỗ trợ");
    // The draft is taken away behind the screen's back: a cut within milliseconds would open the class once more.
    thread::sleep(Duration::from_millis(400));
    station.kill();
    // At the desk: a restart does not open the hall by itself, which a PIN guards.
    let mut station = Station::demo(&dir, 80, 24);
    station.see("Bấm Enter để bắt đầu");
    station.kill();
    assert_eq!(lessons(&dir), 1);
    assert_eq!(count(&dir, RecordKind::TopicDone), topics_before + 2);
}
