//! The text room at its door.

mod faults;
mod hostile;
mod wording;

use std::{collections::BTreeSet, process::Command};
use tramso::{
    domain::{IdDoubt, IdFault, Moment, NameFault, PhoneFault, RegistrationFault, Sex},
    text::{
        Address, Language, Notice, Words, address, id_doubt_notice, id_notice, name_notice, notice, phone_notice,
        registration_notice, speakable, wrapped,
    },
};

const BOTH: [Language; 2] = [Language::Vietnamese, Language::English];

// ---- lines ----

#[test]
fn a_line_is_broken_at_spaces_and_a_command_is_not() {
    let fingerprint = "cui-tuon-huot-duom-siet-got-huoi-ngue";
    let spoken_to = format!("Đọc cho trạm dấu vân tay khóa gốc, đủ tám âm tiết, không thiếu âm nào: {fingerprint}");
    let lines = wrapped(&spoken_to, 40);
    assert!(lines.lines().all(|line| line.chars().count() <= 40) && lines.lines().count() > 2, "{lines}");
    assert!(lines.contains(fingerprint), "a fingerprint stays whole: {lines}");
    assert_eq!(lines.replace('\n', " "), spoken_to, "no word is lost");
    let command = "  tramso-central enrol approve don.tsq --out /media/usb --enrol-key cap-phep.key --dir trung-tam";
    assert_eq!(wrapped(command, 40), command, "what is copied stays one line");
    let control = command.replace("tramso-central", "tramsố");
    assert!(wrapped(&control, 40).lines().all(|line| line.starts_with("  ")), "control: other lines keep their indent");
    assert!(wrapped(&control, 40).contains('\n'), "control: other lines are broken");
}

// ---- words ----

#[test]
fn a_missing_word_shows_its_key_and_stops_nobody() {
    for language in BOTH {
        let words = Words::new(language);
        assert_eq!(words.get("figures-nowhere"), "⟦figures-nowhere⟧");
        assert_eq!(words.with("nowhere", &[]), "⟦nowhere⟧");
        assert_eq!(
            words.with("figures-hours", &[]),
            if language == Language::English { "{$n} hours" } else { "{$n} giờ" }
        );
    }
}

#[test]
fn variables_are_set_in_without_marks_and_counts_are_grouped() {
    let words = Words::new(Language::Vietnamese);
    assert_eq!(words.with("figures-hours", &[("n", 1_234_u32.into())]), "1.234 giờ");
    assert_eq!(Words::new(Language::English).with("figures-hours", &[("n", 1_234_u32.into())]), "1,234 hours");
    let year = words.with("certificate-born-in", &[("year", "1962".into())]);
    assert_eq!(year, "Sinh năm 1962");
}

#[test]
fn words_may_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Words>();
}

// ---- figures ----

#[test]
fn numbers_are_written_the_vietnamese_way() {
    let (vi, en) = (Words::new(Language::Vietnamese), Words::new(Language::English));
    for (number, vietnamese, english) in
        [(0, "0", "0"), (999, "999", "999"), (1_000, "1.000", "1,000"), (4_664_124, "4.664.124", "4,664,124")]
    {
        assert_eq!((vi.number(number), en.number(number)), (vietnamese.to_owned(), english.to_owned()));
    }
    assert_eq!(vi.decimal(1_234_567.84, 1), "1.234.567,8");
    assert_eq!(vi.decimal(-1234.5, 2), "-1.234,50");
    assert_eq!(vi.decimal(2.6, 0), "3");
    assert_eq!(en.decimal(1_234_567.84, 1), "1,234,567.8");
    assert_eq!(vi.number(u64::MAX), "18.446.744.073.709.551.615");
}

#[test]
fn percents_are_rounded_to_tenths() {
    let words = Words::new(Language::Vietnamese);
    for (part, whole, shown) in
        [(5, 6, "83,3%"), (1, 2, "50%"), (0, 7, "0%"), (2, 3, "66,7%"), (3, 2, "150%"), (1, 0, "–"), (1, 2000, "0,1%")]
    {
        assert_eq!(words.percent(part, whole), shown, "{part}/{whole}");
    }
    assert_eq!(words.percent(u64::MAX, 1), "1.844.674.407.370.955.161.500%");
    assert_eq!(Words::new(Language::English).percent(5, 6), "83.3%");
}

#[test]
fn dates_follow_the_form_of_administrative_documents() {
    let (vi, en) = (Words::new(Language::Vietnamese), Words::new(Language::English));
    let day = crate::days::date;
    assert_eq!(vi.date(day(1962, 9, 5)), "05/09/1962");
    assert_eq!(vi.long_date(day(1962, 9, 5)), "ngày 05 tháng 9 năm 1962");
    assert_eq!(vi.long_date(day(2026, 1, 31)), "ngày 31 tháng 01 năm 2026");
    assert_eq!(vi.long_date(day(2026, 2, 1)), "ngày 01 tháng 02 năm 2026");
    assert_eq!(vi.long_date(day(2025, 11, 30)), "ngày 30 tháng 11 năm 2025");
    assert_eq!(en.long_date(day(1962, 9, 5)), "05 September 1962");
    assert_eq!(en.long_date(day(1962, 12, 5)), "05 December 1962");
    let moment = Moment(Moment::start_of(day(2025, 11, 30)).0 + (14 * 60 + 5) * 60_000);
    assert_eq!(vi.moment(moment), "14:05, 30/11/2025");
}

#[test]
fn durations_name_their_two_greatest_units() {
    let (vi, en) = (Words::new(Language::Vietnamese), Words::new(Language::English));
    for (seconds, vietnamese, english) in [
        (0, "0 giây", "0 seconds"),
        (1, "1 giây", "1 second"),
        (60, "1 phút", "1 minute"),
        (200, "3 phút 20 giây", "3 minutes 20 seconds"),
        (3600, "1 giờ", "1 hour"),
        (3659, "1 giờ", "1 hour"),
        (7500, "2 giờ 5 phút", "2 hours 5 minutes"),
    ] {
        assert_eq!(vi.duration(seconds), vietnamese);
        assert_eq!(en.duration(seconds), english);
    }
}

// ---- speaking to people ----

#[test]
fn people_are_spoken_to_by_their_age() {
    for (birth_year, sex, spoken, opening) in [
        (None, None, "ông/bà", "Ông/bà"),
        (None, Some(Sex::Male), "ông/bà", "Ông/bà"),
        (Some(2015), None, "em", "Em"),
        (Some(2008), Some(Sex::Female), "em", "Em"),
        (Some(2007), Some(Sex::Female), "chị", "Chị"),
        (Some(1971), Some(Sex::Male), "anh", "Anh"),
        (Some(1971), None, "anh/chị", "Anh/chị"),
        (Some(1970), Some(Sex::Male), "bác", "Bác"),
        (Some(1962), Some(Sex::Female), "bác", "Bác"),
        (Some(1946), None, "bác", "Bác"),
        (Some(1945), Some(Sex::Female), "cụ", "Cụ"),
        (Some(1910), Some(Sex::Male), "cụ", "Cụ"),
        // A machine that believes it is 1970 must not fall over.
        (Some(2030), None, "em", "Em"),
        (Some(i32::MIN), None, "cụ", "Cụ"),
    ] {
        let spoken_to = address(birth_year, sex, 2025);
        assert_eq!(spoken_to.inside(Language::Vietnamese), spoken, "{birth_year:?} {sex:?}");
        assert_eq!(spoken_to.opening(Language::Vietnamese), opening, "{birth_year:?} {sex:?}");
        assert_eq!((spoken_to.inside(Language::English), spoken_to.opening(Language::English)), ("you", "You"));
    }
    assert_eq!(address(None, None, 2025), Address::Unknown);
}

#[test]
fn abbreviations_are_said_and_the_rest_is_left_alone() {
    for (written, said) in [
        ("Không đọc mã OTP cho ai.", "Không đọc mã ô tê pê cho ai."),
        ("VNeID, mã QR (USB)", "vê nờ e ai đi, mã quy a (u ét bê)"),
        ("AI giúp việc; ai cũng học", "ây ai giúp việc; ai cũng học"),
        ("Tổ công nghệ số cộng đồng", "Tổ công nghệ số cộng đồng"),
        ("UBND TP. Hải Phòng, v.v.", "ủy ban nhân dân thành phố Hải Phòng, vân vân"),
        // Dates, times, parts of a whole, from and to.
        ("Mở ngày 20/11/2026, hết 30/11/2026.", "Mở ngày 20 tháng 11 năm 2026, hết ngày 30 tháng 11 năm 2026."),
        ("ngày 20/11, câu 4/20, trang 1 / 3", "ngày 20 tháng 11, câu 4 trên 20, trang 1 trên 3"),
        ("từ 19:30 đến 21h, 7h05", "từ 19 giờ 30 phút đến 21 giờ, 7 giờ 5 phút"),
        ("5-10 phút, đúng 80%", "5 đến 10 phút, đúng 80 phần trăm"),
        ("giá 1.500.000 đồng, 20.000₫", "giá 1.500.000 đồng, 20.000 đồng"),
        // Addresses: the host, as over the phone.
        ("https://vneid.gov.vn/tai-ve?a=1", "vê nờ e ai đi chấm gốp chấm vê en"),
        ("vào dichvucong.gov.vn.", "vào dịch vụ công chấm gốp chấm vê en."),
        ("Gọi 113 hoặc số 1022", "Gọi 1 1 3 hoặc số 1 0 2 2"),
        ("năm 1930 có 113 người", "năm 1930 có 113 người"),
        // Marks before the number of an option; others are for the eyes.
        ("✗ 2. Bấm vào link", "Sai: 2. Bấm vào link"),
        ("✓ 1. Gọi lại", "Đúng: 1. Gọi lại"),
        ("▶ ✓ Đã lưu. Bấm Enter.", "Đã lưu. Bấm en tơ."),
        ("● ○ ━━━", ""),
    ] {
        assert_eq!(speakable(written, Language::Vietnamese), said, "{written}");
    }
    assert_eq!(speakable("The OTP of 20/11/2026", Language::English), "The O T P of day 20 month 11 year 2026");
}

#[test]
fn what_may_be_somebodys_number_is_never_said() {
    for number in [
        "031085001234",
        "031 085 001 234",
        "0912.345.678",
        "0912-345-678",
        "+84 912 345 678",
        "1234567",
        "031 ••••• 0012",
        "０３１０８５００１２３４",
    ] {
        let said = speakable(&format!("Số là {number}, đúng chưa?"), Language::Vietnamese);
        assert!(said.contains("dãy số trên màn hình"), "{said}");
        assert!(said.chars().filter(|sign| sign.is_numeric()).count() < 3, "{said}");
    }
    for open in ["123456", "1.500.000 đồng", "20/11/2026", "năm 2025, 2026"] {
        assert!(!speakable(open, Language::Vietnamese).contains("dãy số"), "control: {open}");
    }
}

/// What the voice itself makes of it: sounds of Vietnamese alone, and each abbreviation as its letters are called.
#[test]
fn the_voice_says_abbreviations_as_people_do() {
    let sounds = |text: &str| {
        let out = Command::new("espeak-ng").args(["-v", "vi", "-q", "-x", text]).output().unwrap();
        String::from_utf8(out.stdout).unwrap().trim().to_owned()
    };
    let said = |text: &str| sounds(&speakable(text, Language::Vietnamese));
    for (written, letters) in [("OTP", "ô tê pê"), ("UBND", "ủy ban nhân dân"), ("CCCD", "căn cước công dân")]
    {
        assert_eq!(said(written), sounds(letters));
        assert_ne!(said(written), sounds(written), "control: alone it is read in another way");
    }
    for written in ["VNeID", "mã QR", "20/11/2026", "19:30", "USB", "50%", "Wi-Fi"] {
        assert!(!said(written).contains("(en)"), "{written}: {}", said(written));
    }
    assert!(sounds("VNeID").contains("(en)"), "control: the voice turns English");
}

// ---- notices ----

#[test]
fn a_notice_reads_like_a_sentence_over_the_phone() {
    let words = Words::new(Language::Vietnamese);
    let pulled = notice(&words, "TS-K02", &[]);
    assert_eq!(pulled.to_string(), "TS-K02. USB bị rút ra khi đang ghi. Cắm lại USB, chờ 5 giây rồi làm lại việc này.");
    let waits = notice(&words, "TS-S02", &[("seconds", 30_u32.into())]);
    assert_eq!(waits.what(), "Đã nhập sai nhiều lần, còn phải chờ 30 giây.");
    let unknown = notice(&words, "TS-Z99", &[]);
    assert_eq!((unknown.code, unknown.what()), ("TS-Z99", "⟦ts-z99⟧"));
}

#[test]
fn every_fault_of_a_registration_has_its_own_notice() {
    for language in BOTH {
        let words = Words::new(language);
        let mut shown: Vec<Notice> = Vec::new();
        shown.extend(
            [NameFault::Empty, NameFault::TooLong(61), NameFault::Char('1')].map(|fault| name_notice(&words, &fault)),
        );
        shown.extend(
            [IdFault::Empty, IdFault::NotDigits, IdFault::OldCard, IdFault::Length(11), IdFault::NoPlace]
                .map(|fault| id_notice(&words, fault)),
        );
        shown.extend(
            [
                IdDoubt::Place,
                IdDoubt::BirthYear { number: 1962, declared: 1963 },
                IdDoubt::Sex { number: Sex::Male },
                IdDoubt::Sex { number: Sex::Female },
            ]
            .map(|doubt| id_doubt_notice(&words, doubt)),
        );
        shown.extend(
            [PhoneFault::NotDigits, PhoneFault::Before2018, PhoneFault::Length(2), PhoneFault::Unknown]
                .map(|fault| phone_notice(&words, fault)),
        );
        shown.extend(
            [
                RegistrationFault::BornInFuture,
                RegistrationFault::BornTooEarly,
                RegistrationFault::UnknownUnit,
                RegistrationFault::VillageMissing,
                RegistrationFault::VillageChar('\u{200b}'),
                RegistrationFault::TooYoung { least: 6 },
                RegistrationFault::GuardianMissing,
                RegistrationFault::GuardianMustConsent,
                RegistrationFault::WorkplaceChar('\u{200b}'),
                RegistrationFault::PlaceTooLong { n: 81, most: 80 },
            ]
            .map(|fault| registration_notice(&words, &fault)),
        );
        let codes: BTreeSet<&str> = shown.iter().map(|notice| notice.code).collect();
        assert_eq!(codes.len(), shown.len(), "two faults share a code");
        for notice in &shown {
            let whole = notice.to_string();
            assert!(!whole.contains(['⟦', '$', '{']), "{whole}");
        }
        let year = shown.iter().find(|notice| notice.code == "TS-I18").unwrap();
        assert!(year.what().contains("1962") && year.what().contains("1963"), "a year is not grouped: {}", year.what());
        assert!(shown.iter().any(|notice| notice.what().contains("U+200B")), "an invisible sign is named");
    }
}
