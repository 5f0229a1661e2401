//! What is posted up and handed out: its codes are read from a print of 150 dots an inch and from a bad photo of it, its words come back, and
//! what somebody typed stays in its place.

use super::{
    Paper, Picture,
    evening::{form, forms},
    paper::is_inside,
    sample,
};
use std::{fs, path::Path, process::Command};
use tramso::{
    domain::{AppLink, HelpLink, Platform},
    report::{DrawnPosting, Fonts, PostedPart, PostedSheet, Posting, RegistrationForm, Trial, posted},
    text::{Language, Words},
};

const ANDROID: &str = "https://play.google.com/store/apps/details?id=vn.gov.haiphong.smart";
const IPHONE: &str = "https://apps.apple.com/vn/app/smart-hai-phong/id1234567890";
const ZALO: &str = "https://zalo.me/g/motzcq639";
const GUIDE: &str = "https://docs.google.com/document/d/1caLTXEfTl2wTt2pHLLFySlQ-6JSEgfOc/edit";
/// What no place is called: a direction turned round, control signs, markup, another script.
const HOSTILE: &str = "Nhà \u{202e}văn hóa \u{7}\u{1b}[2J <b>&amp; 村";

const SHEETS: [PostedSheet; 4] =
    [PostedSheet::WallA4, PostedSheet::WallA3, PostedSheet::TableSign, PostedSheet::Leaflet];

#[test]
fn each_sheet_is_of_its_size_and_its_codes_are_read_from_a_print_and_from_a_photo() {
    let app = || vec![IPHONE.to_owned(), ANDROID.to_owned()];
    let twice = |codes: Vec<String>| {
        let mut codes = [codes.clone(), codes].concat();
        codes.sort();
        codes
    };
    let expected = [
        (PostedSheet::WallA4, "595.276 x 841.89 pts (A4)", vec![app()]),
        (PostedSheet::WallA3, "841.89 x 1190.55 pts (A3)", vec![app()]),
        (PostedSheet::TableSign, "595.276 x 841.89 pts (A4)", vec![app()]),
        (
            PostedSheet::Leaflet,
            "841.89 x 595.276 pts (A4)",
            vec![twice(app()), twice(vec![GUIDE.to_owned(), ZALO.to_owned()])],
        ),
    ];
    for (sheet, size, codes) in expected {
        let DrawnPosting { pdf, cut } = drawn(&posting(), sheet);
        assert_eq!(cut, [], "{sheet:?}");
        let paper = Paper::keep(&pdf);
        assert!(paper.tool("pdfinfo", &[]).contains(size), "{sheet:?}: {}", paper.tool("pdfinfo", &[]));
        assert!(is_inside(&paper), "{sheet:?}");
        let pictures = paper.pictures(150);
        assert_eq!(pictures.len(), codes.len(), "{sheet:?}");
        for (picture, codes) in pictures.iter().zip(&codes) {
            assert_eq!(read(picture), *codes, "{sheet:?}");
            assert_eq!(read(&photo(picture)), *codes, "{sheet:?}, as a photo");
        }
    }
}

#[test]
fn control_another_address_or_a_code_without_its_quiet_zone_is_not_read_as_the_right_one() {
    let other =
        Posting { app_links: links("https://play.google.com/store/apps/details?id=vn.gov.other", IPHONE), ..posting() };
    let picture = &Paper::keep(&drawn(&other, PostedSheet::WallA4).pdf).pictures(150)[0];
    assert!(!read(picture).contains(&ANDROID.to_owned()));

    let mut picture = Paper::keep(&drawn(&posting(), PostedSheet::WallA4).pdf).pictures(150).remove(0);
    assert_eq!(read(&picture).len(), 2);
    let codes = dark_squares(&picture);
    for (left, top, right, bottom) in codes {
        // Ink up to the modules on all sides, as wide as the quiet zone.
        let reach = (right - left) / 8;
        for y in top - reach..bottom + reach {
            for x in left - reach..right + reach {
                if x < left || x >= right || y < top || y >= bottom {
                    picture.pixels[y * picture.width + x] = 0;
                }
            }
        }
    }
    assert_eq!(read(&picture), [] as [String; 0]);
}

#[test]
fn every_sheet_has_its_words_and_the_place_has_its_own() {
    let raw = |sheet| words_of(&Paper::keep(&drawn(&posting(), sheet).pdf));
    for sheet in [PostedSheet::WallA4, PostedSheet::WallA3] {
        let text = raw(sheet);
        for shown in [
            "XÃ TÂN KỲ",
            "CÔNG DÂN SỐ HẢI PHÒNG",
            "Sử dụng thông minh, sống an toàn",
            "Từ ngày 11/10/2025 đến hết ngày 11/11/2025",
            "Đăng ký",
            "Học 4 chuyên đề",
            "Trả lời 20 câu hỏi",
            "Được làm 3 lần",
            "Gửi lời chia sẻ",
            "Nhà văn hóa thôn Quý Cao",
            "Thứ bảy, chủ nhật: 7 giờ 30 đến 11 giờ",
            "0904 540 490",
            "Phòng Văn hóa - Xã hội xã Tân Kỳ",
            "Nhóm Zalo hỗ trợ cuộc thi: zalo.me/g/motzcq639",
            "Điện thoại Android",
            "Ban Tổ chức chưa xác nhận",
        ] {
            assert!(text.contains(shown), "{sheet:?}: {shown} is missing in:\n{text}");
        }
        let joined = text.replace(' ', "");
        for url in [ANDROID, IPHONE] {
            assert!(joined.contains(&url["https://".len()..]), "{url} is readable:\n{text}");
        }
    }
    let sign = raw(PostedSheet::TableSign);
    for shown in ["TRẠM HỌC SỐ", "Mời bà con vào học và thi", "Nhà văn hóa thôn Quý Cao", "0904 540 490", "iPhone"]
    {
        assert!(sign.contains(shown), "{shown} is missing in:\n{sign}");
    }
    let leaflet = raw(PostedSheet::Leaflet);
    for shown in
        ["Smart Hải Phòng", "Xã Tân Kỳ mời bà con", "Bấm vào dòng chữ", "đừng tự tìm", "Nhóm Zalo hỗ trợ cuộc thi"]
    {
        assert_eq!(leaflet.matches(shown).count(), 2, "{shown} is on each half of:\n{leaflet}");
    }
    let sure = Posting { recognised: true, ..posting() };
    let text = words_of(&Paper::keep(&drawn(&sure, PostedSheet::WallA4).pdf));
    assert!(text.contains("Đủ bốn bước") && !text.contains("chưa xác nhận"), "{text}");
}

#[test]
fn what_nobody_knows_is_left_blank_and_a_code_that_is_not_official_is_never_printed() {
    let mut blank = Posting { unit: None, place: None, hours: None, hotline: None, contact: None, ..posting() };
    blank.app_links.iter_mut().for_each(|link| link.official = false);
    blank.help_links.clear();
    assert_eq!(blank.without_code(), [Platform::Android, Platform::Iphone]);
    for sheet in SHEETS {
        let DrawnPosting { pdf, cut } = drawn(&blank, sheet);
        assert_eq!(cut, []);
        let paper = Paper::keep(&pdf);
        assert!(is_inside(&paper));
        let text = words_of(&paper);
        assert!(text.contains("Dán mã chính thức vào ô này") && !text.contains("google"), "{text}");
        assert!(!text.contains("Tân Kỳ") && !text.contains("0904"), "{text}");
        assert!(paper.pictures(150).iter().all(|picture| read(picture).is_empty()), "{sheet:?}");
    }
    assert_eq!(posting().without_code(), []);
}

#[test]
fn one_code_for_both_kinds_of_telephones_is_printed_once_and_larger() {
    let one = Posting { app_links: links(ANDROID, ANDROID), ..posting() };
    for sheet in [PostedSheet::WallA4, PostedSheet::TableSign] {
        let paper = Paper::keep(&drawn(&one, sheet).pdf);
        assert_eq!(read(&paper.pictures(150)[0]), [ANDROID]);
        assert!(words_of(&paper).contains("Android và iPhone"));
    }
}

#[test]
fn every_letter_of_the_language_comes_back() {
    let small = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵfjwz";
    let large = small.to_uppercase();
    for letters in [small, large.as_str()] {
        let spaced: Vec<String> = letters.chars().map(String::from).collect();
        let about = spaced.chunks(6).map(|chunk| chunk.concat()).collect::<Vec<_>>().join(" ");
        // As it may be typed elsewhere: letters with their marks behind them.
        let typed: String = unicode(&about);
        let DrawnPosting { pdf, cut } = drawn(&Posting { about: Some(typed), ..posting() }, PostedSheet::Leaflet);
        assert_eq!(cut, []);
        let text = words_of(&Paper::keep(&pdf));
        assert!(text.contains(&about), "{about} is not in:\n{text}");
    }
}

#[test]
fn long_and_hostile_words_stay_in_their_places_and_are_named() {
    let long = "Nhà văn hóa liên thôn Quý Cao, Trung Lập, Đông Phong, Kỳ Trung, Hưng Long, đối diện trường tiểu học, cạnh ủy ban xã cũ";
    assert_eq!(long.chars().count(), 118);
    for sheet in SHEETS {
        let whole = drawn(&Posting { place: Some(long.to_owned()), ..posting() }, sheet);
        assert_eq!(whole.cut, [], "{sheet:?}: 118 letters are whole");
        let endless = Posting {
            place: Some(HOSTILE.to_owned()),
            hours: Some("W".repeat(200)),
            hotline: Some(format!("{HOSTILE} 0904")),
            contact: Some("đồng chí ".repeat(60)),
            about: Some("để ".repeat(900)),
            contest: format!("{} - {}", "dài ".repeat(60), "W".repeat(90)),
            app: "W".repeat(120),
            ..posting()
        };
        let DrawnPosting { pdf, cut } = drawn(&endless, sheet);
        let all = [PostedPart::App, PostedPart::Place, PostedPart::Hours, PostedPart::Hotline, PostedPart::Contact];
        assert!(all.iter().all(|part| cut.contains(part)), "{sheet:?}: {cut:?}");
        let paper = Paper::keep(&pdf);
        assert!(is_inside(&paper), "{sheet:?}");
        let text = words_of(&paper);
        assert!(!text.contains(['\u{202e}', '\u{1b}', '\u{7}', '村']), "{text:?}");
        let codes = paper.pictures(150);
        assert!(read(&codes[0]).contains(&ANDROID.to_owned()), "{sheet:?}: the codes are where they were");
    }
}

#[test]
fn a_trial_is_marked_across_every_page_and_its_codes_are_still_read() {
    for (trial, head) in [(Trial::Demo, "BẢN DÙNG THỬ, không"), (Trial::Rehearsal, "DIỄN TẬP, không")] {
        for sheet in SHEETS {
            let paper = Paper::keep(&drawn(&Posting { trial: Some(trial), ..posting() }, sheet).pdf);
            assert!(paper.pages().iter().all(|page| page.contains(head)), "{sheet:?}");
            if trial == Trial::Demo && sheet != PostedSheet::WallA3 {
                assert!(read(&paper.pictures(150)[0]).contains(&IPHONE.to_owned()), "{sheet:?}");
            }
        }
    }
    let text = words_of(&Paper::keep(&drawn(&posting(), PostedSheet::WallA4).pdf));
    assert!(!text.contains("không có giá trị"), "control");
}

#[test]
fn sheets_can_be_drawn_in_english_and_the_same_input_is_the_same_file() {
    let words = Words::new(Language::English);
    for sheet in SHEETS {
        let one = posted(&posting(), sheet, &words, &Fonts::embedded().unwrap()).unwrap();
        assert_eq!(one.cut, []);
        let text = words_of(&Paper::keep(&one.pdf));
        assert!(text.contains("Questions") && text.contains("Android phone"), "{text}");
        assert!(!text.contains("poster-"), "{text}");
        assert_eq!(drawn(&posting(), sheet), drawn(&posting(), sheet));
    }
}

#[test]
fn no_sheet_is_a_large_dark_area() {
    for sheet in SHEETS {
        for picture in Paper::keep(&drawn(&posting(), sheet).pdf).pictures(36) {
            let dark = picture.pixels.iter().filter(|shade| **shade < 128).count();
            assert!(dark * 100 < picture.pixels.len() * 12, "{sheet:?}: {dark} of {}", picture.pixels.len());
        }
    }
}

/// The form's text is the screen's, word for word: the dumps of the screen are what the screen shows.
#[test]
fn the_form_asks_for_consent_in_the_words_of_the_screen() {
    let screen = ["consent-1", "consent-2"].map(screen).concat();
    let asked: Vec<&str> = screen.iter().map(String::as_str).filter(|line| line.starts_with(['•', '▲'])).collect();
    let asked: Vec<&str> = asked.iter().map(|line| line.trim_start_matches(['•', '▲', ' '])).collect();
    assert_eq!(asked.len(), 7, "{screen:#?}");
    let form = RegistrationForm {
        organiser: "Ban Tổ chức cuộc thi (Sở Khoa học và Công nghệ thành phố Hải Phòng)".to_owned(),
        sealed_until: crate::days::date(2025, 12, 11),
        consent_version: 2,
        ..form()
    };
    let text = words_of(&Paper::keep(&forms(&form)));
    assert!(text.contains(&asked.join(" ")), "{asked:#?}\nis not in:\n{text}");
    assert!(text.contains("Lời xin đồng ý: bản 2"), "{text}");
    // Control: of another contest the words are others.
    let other = words_of(&Paper::keep(&forms(&RegistrationForm { kept_days: 8, ..form })));
    assert!(!other.contains(&asked.join(" ")));
}

#[test]
fn the_forms_fields_are_in_the_order_of_the_quick_form() {
    let text = words_of(&Paper::keep(&forms(&form())));
    // Each as the form and as the screen names it.
    let fields = [
        ("Số định danh cá nhân:", "Số định danh"),
        ("Chưa có số định danh, vì:", "Không có số vì"),
        ("Họ và tên:", "Họ và tên"),
        ("Ngày sinh:", "Ngày sinh"),
        ("Giới tính:", "Giới tính"),
        ("Dưới 16 tuổi", "Người giám hộ"),
        ("Đồng ý cho em tham gia", "Giám hộ đồng ý?"),
        ("Xã, phường:", "Xã, phường"),
        ("Thôn, tổ dân phố:", "Thôn, tổ dân phố"),
        ("Điện thoại", "Điện thoại"),
        ("Đã thi trên One Touch chưa?", "Thi One Touch?"),
        ("Khi làm bài:", "Cách làm bài"),
        ("Nơi làm việc, nơi học:", "Công việc"),
        ("Đoàn thể:", "Đoàn thể"),
    ];
    let begins = text.find("Tôi không đồng ý").expect("the question is asked first");
    let places: Vec<usize> = fields.iter().map(|(form, _)| begins + text[begins..].find(form).expect(form)).collect();
    assert!(places.is_sorted(), "{places:?}\n{text}");
    let mut shown = 0;
    for name in ["quick-more", "quick-guardian-refused"] {
        let dump = dump(name);
        let line = |label: &str| dump.iter().position(|line| line.trim_start_matches("▶ ").starts_with(label));
        let lines: Vec<usize> = fields.iter().filter_map(|(_, label)| line(label)).collect();
        assert!(lines.is_sorted(), "{name}: {lines:?}");
        shown += lines.len();
    }
    assert_eq!(shown, 11 + 12, "both kinds of people were looked at");
}

/// Lines of a screen's dump.
fn dump(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/snapshots/{name}-100x30.txt"));
    let dump = fs::read_to_string(path).unwrap();
    dump.lines().filter_map(|line| line.strip_suffix('|')).map(|line| line.trim().to_owned()).collect()
}

/// Paragraphs of a screen's dump, each on one line.
fn screen(name: &str) -> Vec<String> {
    let shown = dump(name);
    let mut paragraphs = vec![String::new()];
    for line in shown.iter().map(String::as_str) {
        match paragraphs.last_mut().filter(|_| !line.is_empty()) {
            Some(last) if last.is_empty() => last.push_str(line),
            Some(last) => last.push_str(&format!(" {line}")),
            None => paragraphs.push(String::new()),
        }
    }
    paragraphs
}

/// The same text with each mark behind its letter.
fn unicode(text: &str) -> String {
    text.replace('ế', "e\u{302}\u{301}").replace('ữ', "u\u{31b}\u{303}").replace('Ặ', "A\u{323}\u{306}")
}

/// All words in the order in which they were drawn, one space between.
fn words_of(paper: &Paper) -> String {
    paper.tool("pdftotext", &["-raw"]);
    let text = fs::read_to_string(paper.path("page.txt")).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn links(android: &str, iphone: &str) -> Vec<AppLink> {
    [(Platform::Android, android), (Platform::Iphone, iphone)]
        .map(|(platform, url)| AppLink { platform, url: url.to_owned(), official: true })
        .to_vec()
}

fn posting() -> Posting {
    let help = |title: &str, url: &str| HelpLink { title: title.to_owned(), url: url.to_owned() };
    Posting {
        contest: sample().contest,
        organiser: sample().organiser,
        days: (crate::days::date(2025, 10, 11), crate::days::date(2025, 11, 11)),
        topics: 4,
        questions: 20,
        attempts: 3,
        recognised: false,
        app: "Smart Hải Phòng".to_owned(),
        app_links: links(ANDROID, IPHONE),
        help_links: vec![help("Nhóm Zalo hỗ trợ cuộc thi", ZALO), help("Tài liệu hướng dẫn tham gia cuộc thi", GUIDE)],
        unit: Some("Xã Tân Kỳ".to_owned()),
        place: Some("Nhà văn hóa thôn Quý Cao".to_owned()),
        hours: Some("Thứ bảy, chủ nhật: 7 giờ 30 đến 11 giờ".to_owned()),
        hotline: Some("0904 540 490".to_owned()),
        contact: Some("Phòng Văn hóa - Xã hội xã Tân Kỳ".to_owned()),
        about: None,
        date: sample().date,
        trial: None,
    }
}

fn drawn(posting: &Posting, sheet: PostedSheet) -> DrawnPosting {
    posted(posting, sheet, &Words::new(Language::Vietnamese), &Fonts::embedded().unwrap()).unwrap()
}

/// What a reader on a telephone would find, in order.
pub fn read(picture: &Picture) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("seen.pgm");
    let head = format!("P5\n{} {}\n255\n", picture.width, picture.height);
    fs::write(&path, [head.as_bytes(), &picture.pixels].concat()).unwrap();
    let found = Command::new("zbarimg")
        .args(["-q", "--nodbus", "--raw", "-Sdisable", "-Sqrcode.enable"])
        .arg(&path)
        .output()
        .expect("apt-get install zbar-tools");
    let mut codes: Vec<String> = String::from_utf8(found.stdout).unwrap().lines().map(str::to_owned).collect();
    codes.sort();
    codes
}

/// A photo of the sheet: held askew and from the side, a little out of focus, of poor contrast, with a glare and grain.
fn photo(of: &Picture) -> Picture {
    let (width, height) = (of.width as f32, of.height as f32);
    let (sin, cos) = 0.1_f32.sin_cos();
    let at = |x: f32, y: f32| {
        let inside = x >= 1.0 && y >= 1.0 && x < width - 2.0 && y < height - 2.0;
        if !inside {
            return 140.0;
        }
        let place = y as usize * of.width + x as usize;
        let shade = |place: usize| f32::from(of.pixels[place]);
        (shade(place) + shade(place + 1) + shade(place + of.width) + shade(place + of.width + 1)) / 4.0
    };
    let mut grain = 1_u32;
    let mut pixels = Vec::with_capacity(of.pixels.len());
    for y in 0..of.height {
        for x in 0..of.width {
            let (dx, dy) = (x as f32 - width / 2.0, y as f32 - height / 2.0);
            let depth = 0.94 - 0.00006 * dy;
            let (u, v) = ((cos * dx + sin * dy + 0.05 * dy) / depth, (cos * dy - sin * dx) / depth);
            let glare = 50.0 * (1.0 - (dx.hypot(dy) / width)).max(0.0);
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (grain >> 28) as f32 - 8.0;
            let shade = 70.0 + 0.42 * at(u + width / 2.0, v + height / 2.0) + glare + noise;
            pixels.push(shade.clamp(0.0, 255.0) as u8);
        }
    }
    Picture { width: of.width, height: of.height, pixels }
}

/// The squares of modules on the right side of a page, from their outermost dark pixels: left, top, right, bottom.
fn dark_squares(picture: &Picture) -> Vec<(usize, usize, usize, usize)> {
    let is_dark = |x: usize, y: usize| picture.pixels[y * picture.width + x] < 60;
    let mut squares: Vec<(usize, usize, usize, usize)> = Vec::new();
    let mut y = 0;
    while y < picture.height {
        // A finder's upper edge: seven modules of ink without a gap, which no letter has.
        let run = (picture.width / 2..picture.width - 60).find(|x| (*x..x + 45).all(|x| is_dark(x, y)));
        let Some(left) = run else {
            y += 1;
            continue;
        };
        let right = (left..picture.width - 40).rev().find(|x| is_dark(*x, y)).unwrap() + 1;
        squares.push((left, y, right, y + (right - left)));
        y += right - left + 20;
    }
    squares
}
