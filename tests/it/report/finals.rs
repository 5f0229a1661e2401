//! The organiser's certificate as a page: what is on it, what still fits, and that its bytes stay.

use super::{Paper, scanned};
use crate::{content::png, days::day};
use tramso::{
    certificate::{Statement, drawn, page_of},
    content::{builtin, form_digest, usual_form},
    crypto::{Secret, hex, sha256},
    domain::{Birth, CertificateForm, Logo, Signer},
    report::{FinalCertificates, Fonts, FormPicture, Given, final_certificates},
    text::{Language, Words},
};

const NAME: &str = "Nguyễn Thị Thanh Thủy";
/// 80 letters.
const LONGEST: &str = "Nguyễn Phước Hoàng Đặng Thị Ngọc Bích Phương Thảo Hồng Hạnh Tuyết Mai Lan Phượng";

fn seed() -> Secret<32> {
    Secret::from_bytes(&mut [7; 32])
}

/// A statement of the built-in contest, not as the demo's.
fn statement(form: &CertificateForm, name: &str) -> Statement {
    let dates = builtin::DemoDates { opens: day("2025-10-11"), closes: day("2025-11-11") };
    let contest = builtin::pack(dates).unwrap().contest;
    Statement {
        contest: "cds-hp-2025".to_owned(),
        number: "GCN-000123".to_owned(),
        name: name.to_owned(),
        birth: Birth::Day(day("1960-03-12")),
        residence: "thôn Ngọc Lặc, xã Tân Kỳ, thành phố Hải Phòng".to_owned(),
        slip: Some("TK-7F3K9Q-000123".to_owned()),
        ..Statement::of(&contest, form, day("2025-11-20"))
    }
}

fn file(form: &CertificateForm, statement: &Statement) -> Vec<u8> {
    let picture = FormPicture::new(form.clone()).unwrap();
    drawn(statement, &statement.sign(&seed()), &picture, &Fonts::embedded().unwrap()).unwrap()
}

fn two_signers() -> CertificateForm {
    let signer = |title: &str, name: &str| Signer { title: title.to_owned(), name: name.to_owned() };
    CertificateForm {
        signers: vec![
            signer("TRƯỞNG PHÒNG CHUYỂN ĐỔI SỐ", "Trần Thị Bình"),
            signer("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Nguyễn Văn Hoàng Long"),
        ],
        logo: Some(Logo::new(png(96)).unwrap()),
        ..usual_form()
    }
}

#[test]
fn a_certificate_is_one_a4_page_with_every_field_of_its_statement() {
    let form = usual_form();
    let of = statement(&form, NAME);
    let bytes = file(&form, &of);
    assert!(bytes.len() <= 120 << 10, "{} bytes", bytes.len());
    let archival = b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>";
    assert!(bytes.windows(archival.len()).any(|window| window == archival), "not marked as PDF/A-2u");
    let paper = Paper::keep(&bytes);
    let facts = paper.tool("pdfinfo", &[]);
    assert!(facts.contains("Pages:           1\n") && facts.contains("841.89 x 595.276 pts (A4)"), "{facts}");
    let text = paper.text();
    let check = of.sign(&seed()).check().as_str().to_owned();
    for shown in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "GIẤY CHỨNG NHẬN",
        NAME,
        "ngày 12 tháng 3 năm 1960",
        &of.residence,
        &of.title,
        &of.topics[3],
        "Hải Phòng, ngày 20 tháng 11 năm 2025",
        "TM. BAN TỔ CHỨC",
        "Số: GCN-000123",
        &check,
        "TK-7F3K9Q-000123",
    ] {
        assert!(text.contains(shown), "{shown}\n{text}");
    }
    assert!(text.contains(&of.organiser.to_uppercase()) || text.contains("SỞ KHOA HỌC VÀ CÔNG NGHỆ"), "{text}");
    assert!(!text.contains("Tạm thời") && !text.contains("DÙNG THỬ"), "it is a real one: {text}");
    assert!(paper.is_light_between_frame_and_text());
    let link = page_of(&of, &of.sign(&seed())).check_url;
    for dots in [150, 300] {
        assert_eq!(scanned(&paper.picture(dots)), [link.as_str()], "{dots} dots an inch, in grey");
    }
}

/// What an archive asks of PDF/A-2u and tools that are not ours can see: fonts inside, each with its letters, colours that are defined, nothing that
/// acts by itself.
#[test]
fn a_certificate_is_a_file_for_decades() {
    let form = two_signers();
    let bytes = file(&form, &statement(&form, NAME));
    let paper = Paper::keep(&bytes);
    let fonts = paper.tool("pdffonts", &[]);
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(fonts.len() >= 3, "{fonts:?}");
    for font in fonts {
        let words: Vec<&str> = font.split_whitespace().rev().collect();
        assert_eq!(words[2..5], ["yes", "yes", "yes"], "embedded, a subset, with a table of letters: {font}");
    }
    let facts = paper.tool("pdfinfo", &[]);
    for fact in ["JavaScript:      no", "Encrypted:       no", "Form:            none", "PDF version:     1.7"] {
        assert!(facts.contains(fact), "{fact}: {facts}");
    }
    let has = |wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
    assert!(has(b"/OutputIntents") && has(b"/GTS_PDFA1") && has(b"<pdfaid:part>2</pdfaid:part>"));
    for never in ["/JavaScript", "/Launch", "/AA", "/EmbeddedFile", "/SubmitForm", "/Encrypt"] {
        assert!(!has(never.as_bytes()), "{never}");
    }
}

#[test]
fn a_name_of_eighty_letters_two_signers_and_a_logo_still_fit() {
    assert_eq!(LONGEST.chars().count(), 80);
    let form = two_signers();
    let long = Statement {
        residence: "khu dân cư số 12 tổ dân phố Nguyễn Công Trứ Kéo Dài, phường Thủy Nguyên, thành phố Hải Phòng"
            .to_owned(),
        ..statement(&form, LONGEST)
    };
    let paper = Paper::keep(&file(&form, &long));
    let text = paper.text();
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(joined.contains(LONGEST), "{text}");
    assert!(text.contains("Trần Thị Bình") && text.contains("Nguyễn Văn Hoàng Long"), "{text}");
    assert!(paper.is_light_between_frame_and_text());
    assert_eq!(scanned(&paper.picture(150)).len(), 1);
    assert!(!paper.tool("pdfimages", &["-list"]).is_empty(), "the logo is there");
    let images = paper.tool("pdfimages", &["-list"]).lines().count();
    assert_eq!(images, 3, "a head of two lines, and one picture");
}

#[test]
fn a_rehearsals_certificate_is_marked_all_over() {
    let form = usual_form();
    let of = Statement { rehearsal: true, ..statement(&form, NAME) };
    let text = Paper::keep(&file(&form, &of)).text();
    assert!(text.contains("DIỄN TẬP"), "{text}");
    let demo = Statement { contest: "demo".to_owned(), ..statement(&form, NAME) };
    assert!(Paper::keep(&file(&form, &demo)).text().contains("DÙNG THỬ"));
}

/// Files of certificates are checked by drawing them again: a page that was issued keeps its bytes. Who changes the drawing on purpose keeps
/// the old one beside it (docs/decisions/063-certificates-and-their-check.md).
#[test]
fn the_bytes_of_a_page_stay() {
    let (usual, full) = (usual_form(), two_signers());
    let digest = |form: &CertificateForm, name: &str| hex(&sha256(&[&file(form, &statement(form, name))]));
    assert_eq!(digest(&usual, NAME), digest(&usual, NAME), "drawn twice");
    assert_eq!([digest(&usual, NAME), digest(&full, LONGEST)], PINNED);
    let other = CertificateForm { wording: "khác".to_owned(), ..usual.clone() };
    assert_ne!(form_digest(&usual), form_digest(&other));
}

const PINNED: [&str; 2] = [
    "a3cf8161b4ba20c63eb7125f0fbde2029e95ed2f0370b6c1d81c666aac1be9ac",
    "f50563fbb981c4f149322489ea7bedcc2e12393a78d702212f7041960229da04",
];

#[test]
fn what_cannot_be_drawn_is_left_out_of_a_file_and_named_on_its_list() {
    let form = usual_form();
    let picture = FormPicture::new(form.clone()).unwrap();
    let given = ["Nguyễn Thị Thanh Thủy", "Trần ☃ Văn", "Vũ Đình Tuấn"].into_iter().enumerate().map(|(at, name)| {
        let of = Statement { number: format!("GCN-00000{}", at + 1), ..statement(&form, name) };
        let certificate = page_of(&of, &of.sign(&seed()));
        Given { certificate, picture: &picture, village: "thôn Ngọc Lặc".to_owned() }
    });
    let files = FinalCertificates {
        contest: "Cuộc thi".to_owned(),
        place: "thôn Ngọc Lặc, Xã Tân Kỳ".to_owned(),
        date: day("2025-11-20"),
        trial: None,
        given: given.collect(),
    };
    let words = Words::new(Language::Vietnamese);
    let drawn = final_certificates(&files, &words, &Fonts::embedded().unwrap()).unwrap();
    assert_eq!(drawn.left_out.iter().map(|(number, _)| number.as_str()).collect::<Vec<_>>(), ["GCN-000002"]);
    let pages = Paper::keep(&drawn.pdf).pages();
    assert_eq!(pages.len(), 3, "two of three, and the list");
    assert!(pages[2].contains("chưa in được") && pages[2].contains("Vũ Đình Tuấn"), "{}", pages[2]);
    let broken = FormPicture::new(CertificateForm { logo: Some(Logo { bytes: b"no picture".to_vec() }), ..form });
    assert!(broken.is_err(), "no picture");
}
