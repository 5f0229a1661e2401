//! The report room at its door.

mod evening;
mod finals;
mod paper;
mod poster;
mod test_page;

use proptest::prelude::*;
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use tramso::{
    domain::{Birth, PersonName},
    report::{Certificate, Fonts, Part, PdfFault, pdf, qr},
    text::{Language, Words},
};

const LINK: &str = "https://cds.haiphong.gov.vn/k/TK-7F3K9Q-000123?c=Q7M2XF9A";

// ---- QR ----

#[test]
fn a_code_is_read_back_from_its_modules() {
    for text in ["A", LINK, "Trạm học số: thôn Ngọc Lặc, xã Tân Kỳ", &"x".repeat(600)] {
        let matrix = qr::matrix(text, 177).unwrap();
        assert_eq!(scanned(&raster(&matrix, qr::QUIET)), [text]);
    }
}

#[test]
fn a_code_with_a_wrong_corner_is_not_read() {
    let mut picture = raster(&qr::matrix(LINK, 177).unwrap(), qr::QUIET);
    let broken = picture.pixels.len() / 3;
    picture.pixels[..broken].fill(255);
    assert_eq!(scanned(&picture), [] as [String; 0]);
}

#[test]
fn a_code_is_the_smallest_that_holds_the_text_and_as_strong_as_that_allows() {
    // docs/DESIGN.md 11.3: 78 bytes are what a version 4 code (33 modules) holds at level L.
    assert_eq!(qr::matrix(&"a".repeat(78), 33).unwrap().size(), 33);
    assert_eq!(qr::matrix(&"a".repeat(79), 33), Err(qr::QrFault::TooLarge { modules: 37, most: 33 }));
    // The standard's levels as a reader finds them: 1 is L, 0 is M, 3 is Q, 2 is H (ISO/IEC 18004, table 12).
    for (length, size, level) in [(7, 21, 2), (17, 21, 1), (20, 25, 3), (54, 33, 0), (78, 33, 1)] {
        let matrix = qr::matrix(&"a".repeat(length), 177).unwrap();
        let found = readings(&raster(&matrix, qr::QUIET));
        assert_eq!((matrix.size(), found[0].0), (size, level), "{length} bytes");
    }
    assert_eq!(qr::matrix("", 33), Err(qr::QrFault::Empty));
    assert_eq!(qr::matrix(&"a".repeat(3000), 177), Err(qr::QrFault::TooLong(3000)));
}

#[test]
fn outside_a_code_everything_is_light() {
    let matrix = qr::matrix(LINK, 177).unwrap();
    assert!(matrix.is_dark(0, 0), "control: the finder's corner is dark");
    assert!(!matrix.is_dark(matrix.size(), 0) && !matrix.is_dark(0, matrix.size()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn every_text_comes_back(text in "[ -~à-ỹ]{1,90}") {
        prop_assert_eq!(scanned(&raster(&qr::matrix(&text, 177).unwrap(), qr::QUIET)), [text]);
    }
}

// ---- the certificate ----

#[test]
fn a_certificate_is_one_a4_page_that_says_what_it_is() {
    let paper = drawn(&sample());
    let facts = paper.tool("pdfinfo", &[]);
    assert!(facts.contains("Pages:           1\n"), "{facts}");
    assert!(facts.contains("841.89 x 595.276 pts (A4)"), "{facts}");
    let bytes = fs::read(paper.path("page.pdf")).unwrap();
    let archival = b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>";
    assert!(bytes.windows(archival.len()).any(|window| window == archival), "not marked as PDF/A-2u");
    let text = paper.text();
    for shown in [
        "PHIẾU GHI NHẬN HOÀN THÀNH",
        "Tạm thời - chờ Ban Tổ chức xác nhận",
        "Nguyễn Thị Hường",
        "Sinh ngày 05 tháng 9 năm 1962",
        "“Công dân số Hải Phòng - sử dụng thông minh, sống an toàn”",
        "Tương tác trên môi trường số",
        "Tân Kỳ, ngày 30 tháng 11 năm 2025",
        "Số TK-7F3K9Q-000123",
    ] {
        assert!(text.contains(shown), "{shown:?} is missing in:\n{text}");
    }
    for never in ["CỘNG HÒA", "CỘNG HOÀ", "Độc lập", "20/20", "18/20"] {
        assert!(!text.contains(never), "{never:?} is in:\n{text}");
    }
}

#[test]
fn a_name_typed_in_parts_is_printed_composed() {
    let certificate = Certificate {
        name: PersonName::parse("Nguye\u{302}\u{303}n Thi\u{323} Hu\u{31b}o\u{31b}\u{300}ng").unwrap(),
        residence: "tho\u{302}n Ngo\u{323}c La\u{306}\u{323}c".to_owned(),
        ..sample()
    };
    let text = drawn(&certificate).text();
    assert!(text.contains("Nguyễn Thị Hường") && text.contains("thôn Ngọc Lặc"), "{text}");
}

#[test]
fn the_score_stands_there_only_when_it_is_asked_for() {
    let certificate = Certificate { right: Some(18), ..sample() };
    let text = drawn(&certificate).text();
    assert!(text.contains("trả lời đúng 18/20 câu hỏi"), "{text}");
}

#[test]
fn the_year_alone_is_told_as_a_year() {
    let text = drawn(&Certificate { birth: Birth::Year(1941), ..sample() }).text();
    assert!(text.contains("Sinh năm 1941"), "{text}");
}

#[test]
fn it_can_be_drawn_in_english() {
    let bytes = pdf(&sample(), &Words::new(Language::English), &Fonts::embedded().unwrap()).unwrap();
    let text = Paper::keep(&bytes).text();
    assert!(text.contains("RECORD OF COMPLETION") && text.contains("Born 05 September 1962"), "{text}");
}

#[test]
fn the_code_scans_from_paper_of_150_dots_an_inch() {
    let paper = drawn(&sample());
    let picture = paper.picture(150);
    assert_eq!(scanned(&picture), [LINK]);
    let zbar = run("zbarimg", "zbar-tools", &["-q", "--raw", paper.path("page.pgm").to_str().unwrap()]);
    assert_eq!(String::from_utf8(zbar.stdout).unwrap().trim(), LINK);
}

#[test]
fn the_longest_name_stays_inside_the_frame() {
    let long = "NGUYỄN-WƯỜNG ĐẶNG MWÀM THỊ MỸ WƯỚNG HOÀNG MAMMƯWƠNG MỘNG MƠ M";
    assert_eq!(long.chars().count(), 60 + 1);
    let name: String = long.chars().take(60).collect();
    let paper = drawn(&Certificate { name: PersonName::parse(&name).unwrap(), ..sample() });
    assert!(paper.text().contains(name.trim()));
    assert!(paper.is_light_between_frame_and_text(), "something touches the frame");
}

#[test]
fn a_page_full_of_the_longest_texts_still_fits() {
    let paper = drawn(&fullest());
    assert!(paper.is_light_between_frame_and_text(), "something touches the frame");
    assert_eq!(scanned(&paper.picture(150)), [fullest().check_url]);
}

#[test]
fn text_beyond_all_measure_is_an_error() {
    let refused = |certificate: &Certificate| {
        pdf(certificate, &Words::new(Language::Vietnamese), &Fonts::embedded().unwrap()).unwrap_err()
    };
    let endless = "Wường ".repeat(80);
    assert_eq!(refused(&Certificate { residence: endless.clone(), ..sample() }), PdfFault::TooWide(Part::Origin));
    assert_eq!(refused(&Certificate { contest: endless.clone(), ..sample() }), PdfFault::TooWide(Part::Contest));
    assert_eq!(refused(&Certificate { organiser: endless.clone(), ..sample() }), PdfFault::TooWide(Part::Organiser));
    assert_eq!(refused(&Certificate { station: endless.clone(), ..sample() }), PdfFault::TooWide(Part::Station));
    assert_eq!(refused(&Certificate { topics: vec![endless], ..sample() }), PdfFault::TooWide(Part::Topic));
    let statement_url = "A".repeat(9000);
    assert_eq!(refused(&Certificate { statement_url, ..sample() }), PdfFault::TooWide(Part::Statement));
    let check_url = "a".repeat(300);
    assert!(matches!(refused(&Certificate { check_url, ..sample() }), PdfFault::Qr(qr::QrFault::TooLarge { .. })));
}

#[test]
fn a_sign_that_the_fonts_lack_is_an_error() {
    for (sign, residence) in [('村', "thôn 村"), ('\u{7}', "thôn\u{7}"), ('\u{301}', "thôn x\u{301}")] {
        let certificate = Certificate { residence: residence.to_owned(), ..sample() };
        let drawn = pdf(&certificate, &Words::new(Language::Vietnamese), &Fonts::embedded().unwrap());
        assert_eq!(drawn.map(|bytes| bytes.len()), Err(PdfFault::MissingGlyph(sign)));
    }
}

#[test]
fn every_vietnamese_letter_can_be_printed() {
    let letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz";
    for letters in [letters.to_owned(), letters.to_uppercase()] {
        drawn(&Certificate { residence: letters, ..sample() });
    }
}

#[test]
fn the_statement_travels_in_a_link_and_in_small_print() {
    let paper = drawn(&sample());
    let urls = paper.tool("pdfinfo", &["-url"]);
    assert_eq!(urls.matches(&sample().statement_url).count(), 2, "{urls}");
    let print: String = paper.text().split_whitespace().collect();
    assert!(print.contains(&sample().statement_url), "{print}");
}

#[test]
fn the_same_certificate_is_the_same_file() {
    let fonts = Fonts::embedded().unwrap();
    let words = Words::new(Language::Vietnamese);
    let first = pdf(&sample(), &words, &fonts).unwrap();
    assert_eq!(first, pdf(&sample(), &words, &Fonts::embedded().unwrap()).unwrap());
    let other = Certificate { number: "TK-7F3K9Q-000124".to_owned(), ..sample() };
    assert_ne!(first, pdf(&other, &words, &fonts).unwrap());
}

#[test]
fn a_certificate_does_not_show_its_person_in_logs() {
    assert_eq!(format!("{:?}", sample()), "Certificate(TK-7F3K9Q-000123)");
}

pub fn sample() -> Certificate {
    Certificate {
        number: "TK-7F3K9Q-000123".to_owned(),
        name: PersonName::parse("Nguyễn Thị Hường").unwrap(),
        birth: Birth::Day(crate::days::date(1962, 9, 5)),
        residence: "thôn Ngọc Lặc, xã Tân Kỳ, thành phố Hải Phòng".to_owned(),
        topics: [
            "Nhận thức số và năng lực số cơ bản",
            "Sử dụng dịch vụ số thiết yếu",
            "Tương tác trên môi trường số",
            "Ứng dụng AI trong công việc và cuộc sống",
        ]
        .map(str::to_owned)
        .to_vec(),
        questions: 20,
        right: None,
        contest: "Công dân số Hải Phòng - sử dụng thông minh, sống an toàn".to_owned(),
        organiser: "Sở Khoa học và Công nghệ thành phố Hải Phòng".to_owned(),
        station: "Nhà văn hóa thôn Ngọc Lặc".to_owned(),
        place: "Tân Kỳ".to_owned(),
        date: crate::days::date(2025, 11, 30),
        check_url: LINK.to_owned(),
        statement_url: format!("https://cds.haiphong.gov.vn/k#{}", "eyJ2IjoxLCJraW9zayI6IjdGM0s5USIs".repeat(14)),
        trial: None,
    }
}

fn fullest() -> Certificate {
    let place = "thôn Ngọc Lặc Thượng Hạ Đoài Đông Trung Hòa Bình An Lạc Phú Cường Thịnh Vượng MM";
    Certificate {
        name: PersonName::parse(&format!("NGUYỄN {}", "M".repeat(53))).unwrap(),
        residence: format!("{place}, phường Nguyễn Bỉnh Khiêm, thành phố Hải Phòng, Việt Nam"),
        topics: (1..=8).map(|n| format!("Chuyên đề {n}: tương tác trên môi trường số an toàn, văn minh")).collect(),
        contest: "Công dân số Hải Phòng - sử dụng thông minh, sống an toàn - chặng hai, mùa thi dành cho các gia đình và tổ công nghệ số".to_owned(),
        organiser: "Ban Tổ chức cuộc thi công dân số - Sở Khoa học và Công nghệ thành phố Hải Phòng".to_owned(),
        station: place.to_owned(),
        place: "Nguyễn Bỉnh Khiêm".to_owned(),
        check_url: format!("https://cds.haiphong.gov.vn/k/{}", "K".repeat(48)),
        statement_url: format!("https://cds.haiphong.gov.vn/k#{}", "eyJ2IjoxLCJraW9zayI6IjdGM0s5USIs".repeat(40)),
        ..sample()
    }
}

fn drawn(certificate: &Certificate) -> Paper {
    Paper::keep(&pdf(certificate, &Words::new(Language::Vietnamese), &Fonts::embedded().unwrap()).unwrap())
}

/// A PDF in a folder of its own, to be looked at with other people's programs.
pub struct Paper {
    folder: tempfile::TempDir,
}

impl Paper {
    pub fn keep(bytes: &[u8]) -> Self {
        let paper = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(paper.path("page.pdf"), bytes).unwrap();
        paper
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    pub fn tool(&self, program: &str, options: &[&str]) -> String {
        let file = self.path("page.pdf");
        let shown = run(program, "poppler-utils", &[options, &[file.to_str().unwrap()]].concat());
        String::from_utf8(shown.stdout).unwrap()
    }

    pub fn text(&self) -> String {
        self.tool("pdftotext", &["-layout"]);
        fs::read_to_string(self.path("page.txt")).unwrap()
    }

    pub fn picture(&self, dots_an_inch: u32) -> Picture {
        let (file, root) = (self.path("page.pdf"), self.path("page"));
        let dots = dots_an_inch.to_string();
        let options = ["-gray", "-singlefile", "-r", &dots, file.to_str().unwrap(), root.to_str().unwrap()];
        run("pdftoppm", "poppler-utils", &options);
        Picture::read(&self.path("page.pgm"))
    }

    /// All pages in grey, in their order.
    fn pictures(&self, dots_an_inch: u32) -> Vec<Picture> {
        let (file, root) = (self.path("page.pdf"), self.path("each"));
        let dots = dots_an_inch.to_string();
        run("pdftoppm", "poppler-utils", &["-gray", "-r", &dots, file.to_str().unwrap(), root.to_str().unwrap()]);
        let files = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = files.filter(|file| file.to_str().unwrap().ends_with(".pgm")).collect();
        files.sort();
        files.iter().map(|file| Picture::read(file)).collect()
    }

    /// Text of each page, in their order.
    pub fn pages(&self) -> Vec<String> {
        self.text().trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
    }

    /// The frame's inner line is 40 points from the edge; 4 points further in nothing may be drawn.
    pub fn is_light_between_frame_and_text(&self) -> bool {
        let picture = self.picture(72);
        let (right, bottom) = (picture.width - 45, picture.height - 44);
        (44..bottom).all(|y| picture.is_light(43, y) && picture.is_light(right, y))
            && (44..right).all(|x| picture.is_light(x, 43))
    }
}

#[test]
fn control_a_line_over_the_frame_would_be_seen() {
    let picture = drawn(&sample()).picture(72);
    assert!(!(44..picture.height - 44).all(|y| picture.is_light(40, y)), "the frame itself is not light");
}

fn run(program: &str, package: &str, options: &[&str]) -> Output {
    let shown = Command::new(program)
        .args(options)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}; install it with: apt-get install {package}"));
    assert!(shown.status.success(), "{program}: {}", String::from_utf8_lossy(&shown.stderr));
    shown
}

/// A picture in shades of grey, 255 is white.
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Picture {
    /// Reads a binary PGM as pdftoppm writes it.
    fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap();
        let mut parts = bytes.splitn(4, |byte| *byte == b'\n');
        assert_eq!(parts.next().unwrap(), b"P5");
        let sizes = String::from_utf8(parts.next().unwrap().to_vec()).unwrap();
        let (width, height) = sizes.split_once(' ').unwrap();
        assert_eq!(parts.next().unwrap(), b"255");
        let pixels = parts.next().unwrap().to_vec();
        Self { width: width.parse().unwrap(), height: height.parse().unwrap(), pixels }
    }

    fn is_light(&self, x: usize, y: usize) -> bool {
        self.pixels[y * self.width + x] > 200
    }
}

/// Three dots a module, as a careful printer would.
fn raster(matrix: &qr::Matrix, quiet: usize) -> Picture {
    let width = (matrix.size() + 2 * quiet) * 3;
    let dark = |dot: usize| (dot / 3).checked_sub(quiet);
    let pixels = (0..width * width)
        .map(|at| match (dark(at % width), dark(at / width)) {
            (Some(x), Some(y)) if matrix.is_dark(x, y) => 0,
            _ => 255,
        })
        .collect();
    Picture { width, height: width, pixels }
}

pub fn scanned(picture: &Picture) -> Vec<String> {
    readings(picture).into_iter().map(|(_, text)| text).collect()
}

/// What a reader finds: each code's level of error correction and its text. This reader takes every shade that is a little darker than the
/// paper around it for dark, so that grey edges close thin light gaps; what it misses for that it finds in black and white.
fn readings(picture: &Picture) -> Vec<(u16, String)> {
    let mut found = readings_of(picture, |shade| shade);
    for one in readings_of(picture, |shade| if shade < 128 { 0 } else { 255 }) {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

fn readings_of(picture: &Picture, shown: impl Fn(u8) -> u8) -> Vec<(u16, String)> {
    let (width, height) = (picture.width, picture.height);
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| shown(picture.pixels[y * width + x]));
    let found = prepared.detect_grids().into_iter().filter_map(|grid| grid.decode().ok());
    found.map(|(facts, text)| (facts.ecc_level, text)).collect()
}
