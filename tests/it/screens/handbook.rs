//! The pictures of the volunteer's handbook are the real screens, in the letters of the console's font; TRAMSO_SNAPSHOTS=write takes them
//! again.

use super::{desk, keys::Case, learning, people};
use image::{Rgb, RgbImage, codecs::png};
use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use std::{collections::HashMap, fs, io::Cursor, path::PathBuf};
use tramso::{
    kiosk::handbook::{DOCUMENTS, PICTURES, draw},
    report::Fonts,
    text::{Language, Words, notice},
    tui::view,
};

/// The pictures, each with the state whose screen it shows.
const SHOWN: [(&str, &str); 9] = [
    ("machine", "machine, found"),
    ("waiting", "waiting"),
    ("quiz", "lesson-check"),
    ("who", "who"),
    ("group_roll", "group-roll"),
    ("papers", "papers"),
    ("certificate", "certificate"),
    ("closing_menu", "closing-menu"),
    ("notice", "notice"),
];

/// Columns and rows of a screen, and pixels of a letter.
const SCREEN: (u16, u16) = (80, 24);
const LETTER: (u32, u32) = (16, 32);

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The console's font: rows of pixels of each sign.
struct ConsoleFont(HashMap<char, Vec<u16>>);

impl ConsoleFont {
    fn read() -> Self {
        let bytes = fs::read(root().join("assets/packaging/station/tramso-16x32.psf")).unwrap();
        let field = |at: usize| usize::try_from(u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())).unwrap();
        let (head, count, size) = (field(8), field(16), field(20));
        let names = bytes[head + count * size..].split(|byte| *byte == 0xff);
        let mut signs = HashMap::new();
        for (at, names) in names.take(count).enumerate() {
            let glyph = &bytes[head + at * size..head + (at + 1) * size];
            let rows: Vec<u16> = glyph.chunks(2).map(|row| u16::from_be_bytes([row[0], row[1]])).collect();
            signs.extend(std::str::from_utf8(names).unwrap().chars().map(|sign| (sign, rows.clone())));
        }
        Self(signs)
    }

    fn rows(&self, sign: char) -> &[u16] {
        self.0.get(&sign).unwrap_or_else(|| panic!("the console's font has no {sign:?}"))
    }
}

fn rgb(colour: Color) -> Rgb<u8> {
    match colour {
        Color::Rgb(red, green, blue) => Rgb([red, green, blue]),
        other => panic!("a colour of the terminal's own: {other:?}"),
    }
}

fn draw_cell(picture: &mut RgbImage, font: &ConsoleFont, cell: &Cell, (x, y): (u32, u32)) {
    let has = |modifier| cell.modifier.contains(modifier);
    let (fore, back) = if has(Modifier::REVERSED) { (cell.bg, cell.fg) } else { (cell.fg, cell.bg) };
    let (fore, back) = (rgb(fore), rgb(back));
    let rows = font.rows(cell.symbol().chars().next().unwrap_or(' '));
    for (down, row) in (0..).zip(rows) {
        let row = if has(Modifier::BOLD) { row | row >> 1 } else { *row };
        for across in 0..LETTER.0 {
            let is_lit = row & (0x8000 >> across) != 0;
            picture.put_pixel(x + across, y + down, if is_lit { fore } else { back });
        }
    }
}

fn picture(font: &ConsoleFont, buffer: &Buffer) -> RgbImage {
    let (columns, rows) = (u32::from(buffer.area.width), u32::from(buffer.area.height));
    let mut picture = RgbImage::new(columns * LETTER.0, rows * LETTER.1);
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let at = (u32::from(x) * LETTER.0, u32::from(y) * LETTER.1);
            draw_cell(&mut picture, font, &buffer[(x, y)], at);
        }
    }
    picture
}

fn screen(case: &str) -> Buffer {
    let cases: Vec<Case> =
        [desk::cases::CASES, desk::group::CASES, people::cases::CASES, learning::cases::CASES].concat();
    let (_, make) = cases.into_iter().find(|(name, _)| *name == case).unwrap_or_else(|| panic!("no case {case}"));
    let model = make();
    let mut terminal = Terminal::new(TestBackend::new(SCREEN.0, SCREEN.1)).unwrap();
    terminal.draw(|frame| drop(view(&model, frame))).unwrap();
    terminal.backend().buffer().clone()
}

fn path_of(name: &str) -> PathBuf {
    root().join("docs/so-tay-tram/hinh").join(name).with_extension("png")
}

#[test]
fn the_handbooks_pictures_are_the_screens_of_today() {
    let font = ConsoleFont::read();
    let writes = std::env::var("TRAMSO_SNAPSHOTS").is_ok_and(|mode| mode == "write");
    for (name, case) in SHOWN {
        let now = picture(&font, &screen(case));
        if writes {
            let mut bytes = Cursor::new(Vec::new());
            let (best, filter) = (png::CompressionType::Best, png::FilterType::NoFilter);
            now.write_with_encoder(png::PngEncoder::new_with_quality(&mut bytes, best, filter)).unwrap();
            fs::write(path_of(name), bytes.into_inner()).unwrap();
        }
        let kept = image::open(path_of(name)).unwrap().into_rgb8();
        assert!(
            kept == now,
            "{name}: the picture shows another screen than the program; TRAMSO_SNAPSHOTS=write takes it again"
        );
    }
    assert!(picture(&font, &screen("quiz")) != picture(&font, &screen("quiz-marked")), "control: a mark is seen");
}

/// Each picture of the text is compiled in, and each that is compiled in is in the text and held to the program.
#[test]
fn the_text_and_the_program_have_the_same_pictures() {
    let text = fs::read_to_string(root().join("docs/so-tay-tram/so-tay.md")).unwrap();
    let cited: Vec<&str> = text.split("](hinh/").skip(1).map(|rest| rest.split_once(".png)").unwrap().0).collect();
    let compiled: Vec<&str> = PICTURES.iter().map(|(name, _)| *name).collect();
    let held: Vec<&str> = SHOWN.iter().map(|(name, _)| *name).collect();
    assert_eq!((cited, compiled), (held.clone(), held));
}

/// What the text has of notices is what the program shows.
#[test]
fn the_text_has_the_notices_words() {
    let words = Words::new(Language::Vietnamese);
    let text = fs::read_to_string(root().join("docs/so-tay-tram/so-tay.md")).unwrap();
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| TS-"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 5, "control: there are rows");
    for row in rows {
        let shown = notice(&words, row[0].to_owned().leak(), &[]);
        assert_eq!((row[1], row[2]), (shown.what(), shown.now()), "{}", row[0]);
    }
}

#[test]
fn the_book_has_ten_pages_and_the_sheet_one() {
    let (words, fonts) = (Words::new(Language::Vietnamese), Fonts::embedded().unwrap());
    let pages = DOCUMENTS.map(|(form, _)| draw(form, crate::days::today(), &words, &fonts).unwrap().pages);
    assert_eq!(pages, [10, 1]);
}
