//! A resident's whole visit, from the shift to the certificate, with a power cut in the middle of the test.

use super::{Station, born, medium, number, open_shift, sex_and_year};
use crate::days;
use std::{fs, thread, time::Duration};
use tramso::content::{Pack, builtin};

pub fn pack() -> Pack {
    builtin::pack(days::open_contest()).unwrap()
}

/// Presses keys and waits until the screen is another one and stays it: what is being saved may come to the screen in two steps.
fn press_on(station: &mut Station, keys: &str) {
    let before = station.text();
    let mut last = before.clone();
    station.press(keys);
    let mut calm = 0;
    for _ in 0..4000 {
        thread::sleep(Duration::from_millis(5));
        let text = station.text();
        calm = if text == last && text != before { calm + 1 } else { 0 };
        if calm == 10 {
            return;
        }
        last = text;
    }
    panic!("{keys} changed nothing on\n{before}");
}

/// From the waiting screen to the first lesson: consent, number, PIN, the form.
pub fn register(station: &mut Station, serial: u32, name: &str, as_written: &str) {
    station.press("<enter>").see("muốn làm gì").press("1").see("Tôi đồng ý");
    station.press("1").see("Xin nhập số định danh");
    let digits = number(serial);
    station.press(&digits).see(&format!(" {} ", sex_and_year())).press("<enter>").see("Nhập lại số định danh");
    station.press(&digits).see(&format!(" {} ", sex_and_year())).press("<enter>").see("chưa đăng ký ở trạm này");
    station.see("Mã PIN của ca này").press("1234<enter>").see("Họ và tên của");
    station.press(name).see(as_written).press("<enter>").see("Ngày sinh và giới tính");
    station.see("● 2. Nữ").press("0509<enter>");
    rest_of_form(station);
}

/// The form behind the birth.
fn rest_of_form(station: &mut Station) {
    station.see("Nơi ở của").press("1").see("Số điện thoại và").press("<enter>").see("▶ Trước đây").press("1");
    station.see("làm việc hay học").press("1").see("Đảng viên").press("<enter>").see("Tự làm").press("1");
    station.see("Đúng cả rồi").press("<enter>").see("Bấm Enter để học bài 1.1");
}

/// The whole required course, each check answered rightly. Returns the screens on the way.
pub fn learn(station: &mut Station, pack: &Pack) -> Vec<String> {
    let mut screens = Vec::new();
    let mut last = 0;
    for _ in 0..120 {
        let text = station.text();
        screens.push(text.clone());
        if text.contains("Bấm Enter để vào bài thi") {
            return screens;
        }
        if text.contains("Câu hỏi nhỏ") && text.contains("để chọn") {
            let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let head = |stem: &str| stem.split(' ').take(6).collect::<Vec<_>>().join(" ");
            let checks = pack.lessons.iter().flat_map(|lesson| &lesson.checks);
            let check = checks.into_iter().find(|check| flat.contains(&head(&check.stem))).expect(&text);
            let right = check.options.iter().position(|option| option.right).unwrap();
            // Nobody reads a question in less; the same digit at once would be the same tap.
            if last == right + 1 {
                thread::sleep(Duration::from_millis(400));
            }
            last = right + 1;
            press_on(station, &last.to_string());
        } else {
            // As the prompt has it: pages are turned by the arrow.
            press_on(station, if text.contains("bấm →") { "<right>" } else { "<enter>" });
        }
    }
    panic!("the course has no end:\n{}", station.text());
}

/// Syllables of what a person reads on these screens: each row once, without the heads and the row of keys.
fn syllables(screens: &[String]) -> usize {
    let mut seen = std::collections::HashSet::new();
    let is_read = |word: &&str| word.chars().any(char::is_alphanumeric);
    for screen in screens {
        let rows: Vec<&str> = screen.lines().skip(3).filter(|row| !row.trim().is_empty()).collect();
        let rows = rows.split_last().map_or(&[][..], |(_, rows)| rows);
        for row in rows {
            let row = row.split("Trang ").next().unwrap().replace("Bấm Enter để tiếp tục.", "");
            let words: Vec<&str> = row.split_whitespace().filter(is_read).collect();
            // The number of an option, and of how many lessons are done, make no other row.
            let counts = |word: &&&str| word.chars().any(char::is_alphabetic);
            seen.insert(words.iter().filter(counts).copied().collect::<Vec<_>>().join(" "));
        }
    }
    seen.iter().map(|row| row.split(' ').filter(|word| !word.is_empty()).count()).sum()
}

/// The screen once it stays as it is: a frame arrives in pieces.
pub fn calm(station: &Station) -> String {
    let mut last = station.text();
    let mut same = 0;
    while same < 10 {
        thread::sleep(Duration::from_millis(10));
        let text = station.text();
        same = if text == last { same + 1 } else { 0 };
        last = text;
    }
    last
}

/// A person takes a break: the menu, which shows this text, asks, and a farewell ends the visit.
pub fn take_break(station: &mut Station, menu: &str) {
    station.press("<esc>").see(menu).press("4").see("Nghỉ ở đây").press("1").see("Hẹn gặp lại");
    station.press("<enter>").see("Bấm Enter để bắt đầu");
}

/// The question on the screen, without what shows whether it is saved.
pub fn question(station: &Station) -> String {
    let text = calm(station);
    let lines = text.lines().filter(|line| !line.contains("lưu") && !line.contains("Bấm số"));
    lines.collect::<Vec<_>>().join("\n")
}

/// With a card before a scanner nothing of the number or the birth is typed.
#[test]
fn a_card_spares_the_number_and_the_birth() {
    let dir = medium();
    let mut station = Station::demo(dir.path(), 80, 24);
    open_shift(&mut station);
    let before = station.pressed;
    let card = format!("{}||Nguyen Thi Huong|0509{}|N?|Thon X, Tan Ky|10052021\r", number(123), born());
    station.press(&card).see("Tôi đồng ý");
    let scanned = station.pressed - before;
    thread::sleep(Duration::from_millis(200));
    station.press("1").see("Bấm Enter để nhập mã PIN").press("<enter>").see("Mã PIN của ca này").press("1234<enter>");
    station.see("Họ và tên của").press("nguyeenx thij huwowngf").see("Nguyễn Thị Hường").press("<enter>");
    if station.sees("Ngày sinh và giới tính", Duration::from_millis(500)) {
        station.press("<enter>");
    }
    rest_of_form(&mut station);
    // The scan is one movement of a hand; the PIN is the volunteer's.
    let keys = station.pressed - before - scanned + 1 - 5;
    println!("from the waiting screen to the first lesson, by card: {keys} keys");
    assert!(keys <= 40, "{keys} keys");
}

#[test]
fn from_the_shift_to_the_certificate_with_a_power_cut_in_the_test() {
    let (folder, medium) = (tempfile::tempdir().unwrap(), medium());
    let (dir, stick) = (folder.path().join("station"), medium.path().join("stick"));
    fs::create_dir(&stick).unwrap();
    let (dir, stick) = (dir.to_str().unwrap(), stick.to_str().unwrap());
    let start = || Station::start_with(&["demo", "--dir", dir], 80, 24, &[("TRAMSO_DRIVES", stick)]);
    let mut station = start();
    open_shift(&mut station);
    let before_visit = (station.pressed, station.seen.len());
    register(&mut station, 123, "nguyeenx thij huwowngf", "Nguyễn Thị Hường");
    let form = (station.pressed - before_visit.0 - 5, syllables(&station.seen[before_visit.1..]));
    println!("from the waiting screen to the first lesson, typed: {} keys, {} syllables", form.0, form.1);
    let screens = learn(&mut station, &pack());
    let (keys, read) = (screens.len() - 1, syllables(&screens));
    println!("the required path: {keys} keys, {read} syllables, {:.1} minutes at 100 a minute", read as f64 / 100.0);
    assert!((1_500..=1_800).contains(&read), "it has become longer, or was not read");
    station.press("<enter>").see("Bài thi có 20 câu hỏi").press("<enter>").see("Câu 1 / 20");
    for place in 1..=6 {
        station.see(&format!("Câu {place} / 20")).press("2").see("● 2.").see("✓ Đã lưu").press("<enter>");
    }
    station.see("Câu 7 / 20").press("3").see("● 3.").see("✓ Đã lưu");
    let before = question(&station);
    let mut keys = station.pressed - before_visit.0;
    let mut all: Vec<String> = station.seen.split_off(before_visit.1).into_iter().chain(screens).collect();
    station.kill();

    // The key is still with the kernel: the station goes on by itself, at the same question of the same paper.
    let mut station = start();
    station.see("Câu 7 / 20").see("● 3.");
    assert_eq!(question(&station), before);
    assert!(station.text().contains("Nguyễn Thị Hường"));
    for place in 7..=20 {
        station.see(&format!("Câu {place} / 20")).press("1").see("● 1.").see("✓ Đã lưu").press("<enter>");
    }
    station.see("Đã trả lời đủ. Nộp bài bây giờ?").press("1").see("đã hoàn thành bài thi");
    station.press("<enter>").see("trả lời đúng").press("<enter>").see("Tự viết");
    station.press("1").see("bấm số để chọn một câu").press("1").see("● 1.").press("<enter>");
    station.see("PHIẾU GHI NHẬN HOÀN THÀNH");
    let code = station.scan().expect("the slip's code can be read from the screen");
    assert!(code.starts_with("https://haiphong.gov.vn/cn/TK-") && code.len() <= 78, "{code}");
    station.press("2").see("Mã PIN của ca này").press("1234<enter>").see("Rút USB được");
    let saved: Vec<_> = fs::read_dir(stick).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(saved.len(), 1, "{saved:?}");
    assert!(saved[0].to_str().is_some_and(|name| name.starts_with("TK-") && name.ends_with(".pdf")), "{saved:?}");
    station.press("1").see("loại nào?").press("3").press("<enter>").see("Đã xong đủ các phần");
    station.press("<enter>").see("1 người");
    // The volunteer's: two PINs, and the slip that is written to a stick.
    keys += station.pressed - 11;
    all.append(&mut station.seen);
    let read = syllables(&all);
    println!("the whole visit: {keys} keys, {read} syllables, {:.1} minutes at 100 a minute", read as f64 / 100.0);
    assert!(keys <= 182 && read < 3_950, "it has become longer");
    assert!(!station.text().contains("Hường"), "nothing of the visit stays on the screen");
    station.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ").see("Hợp lệ");
    station.press("8").see("Ca của Cô Mai").press("1").see("Đã ghi 1 phiếu ghi nhận");
    station.press("2").see("Rút USB được rồi");
    station.press("4").see("Câu mật khẩu").press("<enter>").see("Đã đóng ca. Cảm ơn Cô Mai");
    station.press("1");
    assert!(station.ends_well());
}
