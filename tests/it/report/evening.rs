//! Slips of an evening, lists, the summary, and the form to register at home.

use super::{
    Paper,
    paper::{is_inside, is_light_at_the_edge},
    sample, scanned,
};
use tramso::{
    domain::PersonName,
    report::{
        CallBack, CallBacks, Certificate, DrawnSlips, EveningCounts, EveningSummary, Fonts, GivenSlip, PdfFault,
        RegistrationForm, Slips, Trial, call_backs, evening_slips, evening_summary, pdf, registration_forms,
    },
    text::{Language, Words},
};

const LONG_NAME: &str = "NGUYỄN-WƯỜNG ĐẶNG MWÀM THỊ MỸ WƯỚNG HOÀNG MAMMƯWƠNG MỘNG";
/// What no name is: a direction turned round, a control sign, another script, a mark without its letter.
const HOSTILE: &str = "\u{202e}gnourT \u{7}\u{1b}[2J\n עברית 村 \u{301}x";

#[test]
fn two_slips_are_on_a_sheet_and_their_codes_are_read_from_a_copy() {
    let slips = slips(&["Nguyễn Văn An", "Lê Thị Bình", LONG_NAME]);
    let DrawnSlips { pdf, left_out } = drawn(&slips);
    assert_eq!(left_out, []);
    let paper = Paper::keep(&pdf);
    let link = |at: usize| slips.given[at].slip.check_url.clone();
    // 150 dots an inch, and what a copier makes of them at 80 % and a little off it.
    for dots in [150, 124, 120, 117] {
        let mut codes: Vec<Vec<String>> = paper.pictures(dots).iter().map(scanned).collect();
        codes.iter_mut().for_each(|page| page.sort());
        assert_eq!(codes, [vec![link(0), link(1)], vec![link(2)], vec![]], "{dots}");
    }
    let pages = paper.pages();
    for shown in ["PHIẾU GHI NHẬN HOÀN THÀNH", "Nguyễn Văn An", "Lê Thị Bình", "chờ Ban Tổ chức xác nhận"]
    {
        assert!(pages[0].contains(shown), "{shown} is missing in:\n{}", pages[0]);
    }
    let urls = paper.tool("pdfinfo", &["-url"]);
    let links = |page: usize| urls.lines().filter(|line| line.trim_start().starts_with(&page.to_string())).count();
    assert_eq!([links(1), links(2), links(3)], [4, 2, 0], "the code and the print of each slip open its statement");
    assert!(urls.contains(&slips.given[0].slip.statement_url));
    assert!(is_inside(&paper));
}

#[test]
fn the_list_to_sign_names_everybody_in_the_given_order_with_its_head_on_each_page() {
    let names: Vec<String> = (0..40).map(|at| format!("Nguyễn Văn Số {}", letters(at))).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let pages = Paper::keep(&drawn(&slips(&names)).pdf).pages();
    let lists: Vec<&String> = pages.iter().filter(|page| page.contains("Danh sách ký nhận")).collect();
    assert_eq!((pages.len(), lists.len()), (22, 2));
    for (at, page) in (1..).zip(&lists) {
        for head in ["STT", "Họ và tên", "Thôn, tổ dân phố", "Số phiếu", "Ký nhận", &format!("Trang {at}/2")]
        {
            assert!(page.contains(head), "{head} is missing in:\n{page}");
        }
    }
    let all = lists.iter().map(|page| page.as_str()).collect::<String>();
    let places: Vec<usize> = names.iter().map(|name| all.find(name).unwrap()).collect();
    assert!(places.is_sorted());
    assert!(all.contains("TK-7F3K9Q-000040") && all.contains("thôn Ngọc Lặc") && all.contains("1962"));
    assert_eq!(all.matches("Người hỗ trợ (ký").count(), 1);
}

#[test]
fn one_slip_that_cannot_be_drawn_is_named_and_keeps_none_of_the_others() {
    let mut slips = slips(&["Nguyễn Văn An", "Lê Thị Bình", "Vũ Văn Cầu"]);
    slips.given[1].slip.residence = "thôn 村".to_owned();
    slips.given[1].village = "thôn 村".to_owned();
    let DrawnSlips { pdf, left_out } = drawn(&slips);
    assert_eq!(left_out, [("TK-7F3K9Q-000002".to_owned(), PdfFault::MissingGlyph('村'))]);
    let pages = Paper::keep(&pdf).pages();
    assert_eq!(pages.len(), 2);
    assert!(pages[0].contains("Nguyễn Văn An") && pages[0].contains("Vũ Văn Cầu"));
    assert!(pages[1].contains("Lê Thị Bình") && pages[1].contains("chưa in được"), "{}", pages[1]);
    assert!(pages[1].contains("thôn ?"), "{}", pages[1]);
}

#[test]
fn a_slip_on_trial_is_marked_alone_and_among_others() {
    let words = Words::new(Language::Vietnamese);
    for (trial, mark, head) in [
        (Trial::Demo, "BẢN DÙNG THỬ", "BẢN DÙNG THỬ, không có giá trị"),
        (Trial::Rehearsal, "DIỄN TẬP", "DIỄN TẬP, không tính cho cuộc thi thật"),
    ] {
        let slip = Certificate { trial: Some(trial), ..sample() };
        let alone = Paper::keep(&pdf(&slip, &words, &Fonts::embedded().unwrap()).unwrap());
        let text = alone.text();
        assert!(text.contains(head) && !text.contains("chờ Ban Tổ chức xác nhận"), "{text}");
        alone.tool("pdftotext", &["-raw"]);
        let raw = std::fs::read_to_string(alone.path("page.txt")).unwrap();
        let raw = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(raw.matches(mark).count() >= 2, "across the page too:\n{raw}");
        assert_eq!(scanned(&alone.picture(150)), [slip.check_url.as_str()]);

        let mut evening = slips(&["Nguyễn Văn An"]);
        evening.trial = Some(trial);
        evening.given[0].slip.trial = Some(trial);
        let pages = Paper::keep(&drawn(&evening).pdf).pages();
        assert!(pages.iter().all(|page| page.contains(head)), "{pages:?}");
    }
    let real = Paper::keep(&pdf(&sample(), &words, &Fonts::embedded().unwrap()).unwrap()).text();
    assert!(!real.contains("BẢN DÙNG THỬ") && !real.contains("DIỄN TẬP"), "control");
}

#[test]
fn the_summary_is_one_page_with_every_figure_and_both_signatures() {
    let paper = Paper::keep(&summary(&["Nguyễn Thị Mai".to_owned(), "Trần Văn Hùng".to_owned()], None));
    assert!(paper.tool("pdfinfo", &[]).contains("Pages:           1\n"));
    let text = paper.text();
    for (label, figure) in [
        ("Số người đăng ký", "31"),
        ("Số chuyên đề học chung", "4"),
        ("Số người học đủ chuyên đề", "28"),
        ("Đề giấy đã in", "60"),
        ("Đề giấy đã thu", "24"),
        ("Đề giấy đã nhập vào máy", "23"),
        ("Đề giấy đã hủy", "36"),
        ("Bài thi làm trên máy", "5"),
        ("Bài dự thi hợp lệ", "27"),
        ("Bài còn chờ nộp về Ban Tổ chức", "1.026"),
    ] {
        let line = text.lines().find(|line| line.contains(label)).unwrap_or_else(|| panic!("{label}:\n{text}"));
        assert!(line.trim_end().ends_with(figure), "{line}");
    }
    for shown in ["Nguyễn Thị Mai, Trần Văn Hùng", "xã Tân Kỳ", "ngày 30/11/2025", "Người hỗ trợ (ký", "Trưởng thôn"]
    {
        assert!(text.contains(shown), "{shown}:\n{text}");
    }
}

#[test]
fn those_to_call_back_are_listed_with_their_numbers_and_what_is_missing() {
    let people = vec![person("Nguyễn Văn An", Some("0912 345 678")), person("Lê Thị Bình", None)];
    let text = Paper::keep(&calls(people, None)).text();
    for shown in ["Danh sách gọi lại", "0912 345 678", "không có", "bài thi", "Ghi chú", "Trang 1/1"] {
        assert!(text.contains(shown), "{shown}:\n{text}");
    }
    let many = vec![person("Nguyễn Văn An", None); 70];
    let pages = Paper::keep(&calls(many, None)).pages();
    let of = pages.len();
    assert!(of > 1 && (1..).zip(&pages).all(|(at, page)| page.contains(&format!("Trang {at}/{of}"))), "{of}");
    assert!(pages.iter().all(|page| page.contains("Còn thiếu")), "the head is on each page");
}

#[test]
fn hostile_and_endless_words_stay_in_their_places() {
    let endless = "W".repeat(200);
    let names = [HOSTILE, &endless, LONG_NAME, ""];
    let people = names.map(|name| CallBack { missing: name.repeat(3), ..person(name, Some(name)) }).to_vec();
    let volunteers: Vec<String> = names.iter().cycle().take(30).map(|name| (*name).to_owned()).collect();
    let mut slips = slips(&[LONG_NAME]);
    (slips.station, slips.contest) = (HOSTILE.to_owned(), endless.clone());
    slips.given[0].village = endless.clone();
    slips.given[0].slip.topics = vec![endless.clone()];
    let form = RegistrationForm { unit: HOSTILE.to_owned(), contest: endless.clone(), ..form() };
    let list = drawn(&slips);
    assert_eq!(list.left_out.len(), 1, "the slip itself has no such topic");
    for bytes in [calls(people, None), summary(&volunteers, None), list.pdf, forms(&form)] {
        let paper = Paper::keep(&bytes);
        assert!(is_inside(&paper), "{}", paper.text());
        let text = paper.text();
        assert!(!text.contains('\u{202e}') && !text.contains('\u{1b}') && !text.contains('\u{7}'), "{text:?}");
    }
    let text = Paper::keep(&calls(vec![person(&endless, None)], None)).text();
    assert!(text.contains("WWW…"), "{text}");
}

#[test]
fn control_something_at_the_edge_of_the_page_is_seen() {
    // Each page is looked at up to its edge: a black dot there is seen.
    let paper = Paper::keep(&summary(&[], None));
    let (page, edge) = (&mut paper.pictures(72)[0], 5);
    assert!(is_light_at_the_edge(page));
    let dot = edge * page.width + page.width - 1 - edge;
    page.pixels[dot] = 0;
    assert!(!is_light_at_the_edge(page));
}

#[test]
fn the_form_asks_for_consent_and_every_field_on_one_side() {
    let paper = Paper::keep(&forms(&RegistrationForm { copies: 3, ..form() }));
    assert!(paper.tool("pdfinfo", &[]).contains("Pages:           3\n"));
    assert!(is_inside(&paper));
    let text = paper.pages()[2].split_whitespace().collect::<Vec<_>>().join(" ");
    for shown in [
        "Thu thập gì: họ tên, ngày sinh, giới tính, số định danh",
        "91/2025/QH15",
        "Ban Tổ chức chưa xác nhận",
        "Tôi đồng ý",
        "Tôi không đồng ý",
        "Số định danh cá nhân:",
        "Họ và tên:",
        "Ngày sinh:",
        "Nam",
        "Nữ",
        "Thôn, tổ dân phố:",
        "Điện thoại (không có thì bỏ trống):",
        "Trường học",
        "Hội Phụ nữ",
        "One Touch",
        "Đọc hộ và bấm hộ",
        "Dưới 16 tuổi",
        "Ký tên:",
    ] {
        assert!(text.contains(shown), "{shown} is missing in:\n{text}");
    }
    let sure = Paper::keep(&forms(&RegistrationForm { recognised: true, ..form() })).text();
    assert!(!sure.contains("chưa xác nhận"), "control");
}

#[test]
fn every_document_of_a_trial_is_marked_and_the_same_input_is_the_same_file() {
    let trial = Some(Trial::Rehearsal);
    let people = || vec![person("Nguyễn Văn An", None)];
    let one = || [calls(people(), trial), summary(&[], trial), forms(&RegistrationForm { trial, ..form() })];
    assert_eq!(one(), one());
    for bytes in one() {
        for page in Paper::keep(&bytes).pages() {
            assert!(page.contains("DIỄN TẬP, không tính cho cuộc thi thật"), "{page}");
        }
    }
    let slips = slips(&["Nguyễn Văn An", "Lê Thị Bình"]);
    assert_eq!(drawn(&slips).pdf, drawn(&slips).pdf);
}

#[test]
fn lists_do_not_show_people_in_logs() {
    let slips = slips(&["Nguyễn Văn An"]);
    let shown = format!("{slips:?} {:?} {:?}", slips.given[0], person("Nguyễn Văn An", Some("0912 345 678")));
    assert_eq!(shown, "Slips(1) GivenSlip(TK-7F3K9Q-000001) CallBack(…)");
}

/// 0 is `A`, 27 is `BB`: names have no digits.
fn letters(at: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(at % 26).unwrap());
    String::from(letter).repeat(at / 26 + 1)
}

fn slips(names: &[&str]) -> Slips {
    let given = (1..).zip(names).map(|(serial, name)| {
        let number = format!("TK-7F3K9Q-{serial:06}");
        let check_url = format!("https://cds.haiphong.gov.vn/k/{number}-Q7M2XF9A");
        let slip = Certificate { number, name: PersonName::parse(name).unwrap(), check_url, ..sample() };
        GivenSlip { slip, village: "thôn Ngọc Lặc".to_owned() }
    });
    Slips {
        contest: sample().contest,
        station: sample().station,
        date: sample().date,
        trial: None,
        given: given.collect(),
    }
}

fn drawn(slips: &Slips) -> DrawnSlips {
    evening_slips(slips, &Words::new(Language::Vietnamese), &Fonts::embedded().unwrap()).unwrap()
}

fn summary(volunteers: &[String], trial: Option<Trial>) -> Vec<u8> {
    let summary = EveningSummary {
        contest: sample().contest,
        station: sample().station,
        unit: "xã Tân Kỳ".to_owned(),
        date: sample().date,
        volunteers: volunteers.to_vec(),
        counts: EveningCounts {
            registered: 31,
            group_lessons: 4,
            learned: 28,
            papers_printed: 60,
            papers_collected: 24,
            papers_handed: 23,
            papers_void: 36,
            screen_tests: 5,
            valid: 27,
            waiting: 1026,
        },
        trial,
    };
    evening_summary(&summary, &Words::new(Language::Vietnamese), &Fonts::embedded().unwrap()).unwrap()
}

fn person(name: &str, phone: Option<&str>) -> CallBack {
    CallBack { name: name.to_owned(), phone: phone.map(str::to_owned), missing: "bài thi; lời chia sẻ".to_owned() }
}

fn calls(people: Vec<CallBack>, trial: Option<Trial>) -> Vec<u8> {
    let Certificate { contest, station, date, .. } = sample();
    let calls = CallBacks { contest, station, date, trial, people };
    call_backs(&calls, &Words::new(Language::Vietnamese), &Fonts::embedded().unwrap()).unwrap()
}

pub(super) fn form() -> RegistrationForm {
    RegistrationForm {
        contest: sample().contest,
        organiser: sample().organiser,
        unit: "xã Tân Kỳ".to_owned(),
        hotline: "0904 540 490".to_owned(),
        kept_days: 7,
        consent_version: 2,
        sealed_until: crate::days::date(2026, 1, 31),
        recognised: false,
        date: sample().date,
        trial: None,
        copies: 1,
    }
}

pub(super) fn forms(form: &RegistrationForm) -> Vec<u8> {
    registration_forms(form, &Words::new(Language::Vietnamese), &Fonts::embedded().unwrap()).unwrap()
}
