//! What is done at the laptop in an evening, step by step, each by the keys that a volunteer presses.

use super::{
    assumptions::{
        CARD, CHANGE, CONSENT, HANDS, NAME, RESIDENT_KEY, SEAT, SHEET, STICK, THINKING, reading, syllables,
        syllables_of_screen,
    },
    hands::Hands,
    people::{NAMES, crosses},
};
use crate::pty::number;
use std::sync::OnceLock;
use tramso::content::Pack;

/// How somebody takes the test, by the digit of the form: alone, or read out to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Help {
    Alone = 1,
    ReadOut = 2,
}

/// The passphrase is the demo's, and typed to the end as any other.
pub fn open_shift(hands: &mut Hands, passphrase: &str) {
    // Behind a shift that was closed comes a page of its own.
    if hands.sees_first("Mở ca khác", "câu mật khẩu ở ngay dưới đây") {
        hands.press("2");
    }
    hands.see("câu mật khẩu ở ngay dưới đây").press(passphrase).press("<enter>").see("Đặt mã PIN");
    hands.press("1234<enter>").see("Nhập lại mã PIN").press("1234<enter>").see("Bấm Enter để bắt đầu");
    to_desk(hands);
}

pub fn to_desk(hands: &mut Hands) {
    hands.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ");
}

/// The consent is read to the people who are there.
pub fn read_consent(hands: &mut Hands) {
    hands.see("Đọc to cho cả hội trường");
    let screen = hands.calm();
    hands.wait(reading(syllables_of_screen(&screen))).press("<enter>").see("▶ Số định danh");
}

/// One page a person, the number typed twice.
pub fn register(hands: &mut Hands, person: usize, help: Help) {
    let digits = number(u32::try_from(700 + person).unwrap());
    hands.wait(CARD).press(&digits).see("Gõ lại số").press(&digits).see("▶ Họ và tên");
    finish_form(hands, person, help);
}

/// The same with the card before a scanner: it has the number and the birth date.
pub fn register_by_card(hands: &mut Hands, person: usize, help: Help) {
    let digits = number(u32::try_from(700 + person).unwrap());
    let card = format!("{digits}||Ten Khong Dau|0509{}|N?|Thon X, Tan Ky|10052021\r", crate::pty::born());
    hands.wait(CARD).scan(&card).see("▶ Họ và tên");
    finish_form(hands, person, help);
}

fn finish_form(hands: &mut Hands, person: usize, help: Help) {
    let (typed, written, _) = NAMES[person];
    hands.press(typed).see(written).press("<enter>");
    if hands.sees_first("▶ Ngày sinh", "▶ Điện thoại") {
        hands.press("<enter>");
    }
    hands
        .see("▶ Điện thoại")
        .press("<enter>")
        .see("▶ Thi One Touch")
        .press("1")
        .see("▶ Cách làm bài")
        .press(&(help as u8).to_string());
    hands.see("▶ Đồng ý").wait(CONSENT).press("1").see(&format!("Đã đăng ký {written}"));
}

/// From the desk to the first page of the first topic, everybody called and ticked.
pub fn roll_call(hands: &mut Hands, people: usize) {
    hands.press("l").see("Dạy chuyên đề nào").press("1").see("Điểm danh");
    hands.wait(NAME * u32::try_from(people).unwrap()).press("a<enter>").see("Bài 1.1 • trang 1");
}

/// A topic's pages and questions to its end, read aloud.
pub fn teach(hands: &mut Hands, topic: usize) {
    let end = format!("Hết chuyên đề {topic}");
    for _ in 0..200 {
        let screen = hands.calm();
        if screen.contains(&end) {
            return;
        }
        if screen.contains("Mời bà con giơ tay") {
            ask_hall(hands, &screen);
        } else if screen.contains("câu hỏi nhỏ") {
            let why: String = screen.lines().skip_while(|row| !row.contains('→')).collect::<Vec<_>>().join(" ");
            hands.wait(reading(syllables(&why))).press_on("<right>");
        } else {
            hands.wait(reading(syllables_of_screen(&screen) + heading(&screen))).press_on("<right>");
        }
    }
    panic!("topic {topic} has no end");
}

/// Syllables of a page's heading, which is on the screen in letters of several rows; of a question's likewise.
fn heading(screen: &str) -> usize {
    static PACK: OnceLock<Pack> = OnceLock::new();
    let words: Vec<&str> = screen.split_whitespace().collect();
    let place = words.windows(7).find(|words| words[0] == "Bài" && words[2] == "•");
    let Some(&[_, id, _, kind, first, _, third]) = place else { return 0 };
    let is_page = kind == "trang";
    let number: usize = (if is_page { first } else { third }).parse().unwrap();
    let lessons = &PACK.get_or_init(crate::pty::visit::pack).lessons;
    let lesson = lessons.iter().find(|lesson| lesson.id.to_string() == id).unwrap();
    let heading = if is_page { &lesson.pages[number - 1].title } else { &lesson.checks[number - 1].stem };
    if words.join(" ").contains(heading.as_str()) { 0 } else { syllables(heading) }
}

/// A question by show of hands: read, thought about, counted for each option.
fn ask_hall(hands: &mut Hands, screen: &str) {
    hands.wait(reading(syllables_of_screen(screen) + heading(screen)) + THINKING);
    let options = screen.matches("__").count().max(screen.matches(" tay").count()).clamp(2, 6);
    for _ in 0..options {
        if !hands.calm().contains("Mời bà con giơ tay") {
            break;
        }
        hands.wait(HANDS).press("5").press_on("<enter>");
    }
    assert!(!hands.calm().contains("Mời bà con giơ tay"), "{}", hands.calm());
}

/// The end of a topic: kept for everybody who is there.
pub fn keep_topic(hands: &mut Hands, topic: usize, people: usize) {
    hands.see(&format!("Hết chuyên đề {topic}")).see(&format!("Bấm Enter để ghi cho {people} người"));
    hands.press("<enter>").see(&format!("Đã ghi chuyên đề {topic}"));
}

pub fn next_topic(hands: &mut Hands, topic: usize) {
    hands.press("<enter>").see(&format!("Bài {topic}.1 • trang 1"));
}

/// In the break behind a topic's last page: from the hall to the quick form.
pub fn break_to_register(hands: &mut Hands) {
    hands.press("<esc>").see("Ra khỏi lớp học chung?").press("2");
    read_consent(hands);
}

/// Back from the quick form into the hall, and who has come is ticked.
pub fn back_to_hall(hands: &mut Hands, topic: usize, new: usize) {
    hands.press("<esc>").see("Bàn của người hỗ trợ").press("l").see(&format!("Hết chuyên đề {topic}"));
    hands.press("1").see("Điểm danh").wait(NAME * u32::try_from(new).unwrap()).press("a<enter>");
    hands.see(&format!("Hết chuyên đề {topic}"));
}

pub fn leave_hall(hands: &mut Hands) {
    hands.press("<enter>").see("Ra khỏi lớp học chung?").press("3").see("Bàn của người hỗ trợ");
}

pub fn print_papers(hands: &mut Hands, count: usize) {
    hands.press("g").see("In đề mới").press("1").see("In mấy tờ?").press(&count.to_string()).press("<enter>");
    hands.see(&format!("Ghi {count} đề mới")).press("1").see("Đã ghi đề").press("<esc>").see("Bàn của người hỗ trợ");
}

/// All sheets that were handed out; those left in the drawer are the last ones.
pub fn collect(hands: &mut Hands, written: usize, printed: usize) {
    hands.wait(SHEET * u32::try_from(written).unwrap());
    hands.press("g").see("Thu bài").press("2").see("đánh dấu những tờ vừa thu").press("a");
    for left in written + 1..=printed {
        hands.press(&format!("{left:02}"));
    }
    hands.see(&format!("Đã đánh dấu {written} trên {printed}")).press("<enter>").see(&format!("Đã thu {written} tờ"));
}

/// A sheet: its last three digits, who wrote it, twenty letters, the sentence. Whether it is to be keyed in again.
pub fn key_sheet(hands: &mut Hands, digits: &str, person: usize) -> bool {
    hands.wait(SHEET).press(&digits[6..]).see("Ai viết tờ này?");
    key_answers(hands, person)
}

/// From the question who wrote it.
pub fn key_answers(hands: &mut Hands, person: usize) -> bool {
    let (_, written, given) = NAMES[person];
    // Letters of the name until its line is there; where few wait for the test it is there at once.
    let row = format!(". {written}");
    let mut letters = given.chars();
    while !hands.shows_soon(&row) {
        let Some(letter) = letters.next().filter(|_| !hands.is_cut()) else { break };
        hands.press(&letter.to_string());
    }
    hands.see(&row);
    let screen = hands.calm();
    let Some((before, _)) = screen.split_once(&row) else { return false };
    let digit = before.chars().next_back().unwrap();
    hands.press(&digit.to_string()).see("Gõ A B C D").press(&crosses(person)).see("Đọc lại một lượt");
    // Read back, twenty letters at the pace of speech.
    hands.wait(reading(20)).press("<enter>").see("người viết chọn câu nào").press("1");
    hands.see("Nhập bài: tờ nào?");
    let screen = hands.calm();
    assert!(hands.is_cut() || screen.contains(written), "{screen}");
    screen.contains("được chọn gõ lần hai")
}

/// The same sheet from its beginning, by another volunteer: it is compared with the first keying, so that nothing is read back.
pub fn key_again(hands: &mut Hands, digits: &str, person: usize) {
    hands.wait(SHEET).press(&digits[6..]).see("Gõ lần hai").press(&crosses(person));
    hands.see("so với lần gõ trước").press("<enter>").see("Đã nộp đề");
}

pub fn change_volunteer(hands: &mut Hands) {
    hands.wait(CHANGE);
}

/// From the desk: the test of somebody who is registered and has learnt, read out; the resident presses the keys. Back at the desk.
pub fn visit(hands: &mut Hands, person: usize) {
    let (_, written, given) = NAMES[person];
    hands.wait(SEAT).press("1").see("Họ và tên").press(given).press("<enter>").see(written);
    let screen = hands.calm();
    let at = screen.lines().filter(|row| row.contains("Thị")).position(|row| row.contains(written)).unwrap();
    hands.press(&(at + 1).to_string()).see("Bài thi có 20 câu hỏi");
    read_screen(hands);
    hands.press_at("<enter>", RESIDENT_KEY).see("Câu 1 / 20");
    let crosses = crosses(person);
    for (place, letter) in (1..=20).zip(crosses.bytes()) {
        hands.see(&format!("Câu {place} / 20"));
        read_screen(hands);
        let digit = letter - b'a' + 1;
        hands.wait(THINKING).press_at(&digit.to_string(), RESIDENT_KEY);
        hands.see(&format!("● {digit}.")).see("✓ Đã lưu").press_at("<enter>", RESIDENT_KEY);
    }
    hands.see("Đã trả lời đủ. Nộp bài bây giờ?");
    hands.press_at("1", RESIDENT_KEY).see("đã hoàn thành bài thi").press_at("<enter>", RESIDENT_KEY);
    hands.see("trả lời đúng").press_at("<enter>", RESIDENT_KEY).see("Tự viết");
    read_screen(hands);
    hands.press_at("1", RESIDENT_KEY).see("bấm số để chọn một câu");
    read_screen(hands);
    hands.wait(THINKING).press_at("1", RESIDENT_KEY).see("● 1.").press_at("<enter>", RESIDENT_KEY);
    hands.see("PHIẾU GHI NHẬN HOÀN THÀNH").press("1").see("loại nào?").press("3<enter>").see("Đã xong đủ các phần");
    hands.press("<enter>").see("Bấm Enter để bắt đầu");
    to_desk(hands);
}

fn read_screen(hands: &mut Hands) {
    let screen = hands.calm();
    hands.wait(reading(syllables_of_screen(&screen)));
}

/// The documents of the evening, the results on the stick, and the end of the shift.
pub fn close(hands: &mut Hands, passphrase: &str) {
    hands.wait(STICK).press("8").see("Ca của").press("1").see("phiếu ghi nhận; tệp trên USB").press("2");
    hands.see("Rút USB được rồi").see("đọc lại đúng").wait(STICK).press("4");
    if hands.sees_first("▲ chưa xong", "Câu mật khẩu") {
        hands.press("<enter>");
    }
    hands.see("Câu mật khẩu").press(passphrase).press("<enter>").see("Đã đóng ca. Cảm ơn Cô Mai");
}
