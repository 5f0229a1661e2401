//! The encodings and line ends in which files arrive.

use super::{came_in, left_out, mentioned};
use encoding_rs::WINDOWS_1258;
use tramso::exchange::{Format, Import, RemarkKind, import};

const SHEET: &str = "Câu hỏi,Đáp án A,Đáp án B,Đáp án đúng\nThủ đô của nước Việt Nam?,Hải Phòng,Hà Nội,B\nNước sôi ở bao nhiêu độ?,Một trăm độ,Năm mươi độ,A\n";

fn sheet(bytes: &[u8]) -> Import {
    import(Format::Csv, bytes)
}

fn wide(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

/// As Windows-1258 writes it: some marks on the letters, some behind them.
fn vietnamese(text: &str) -> Vec<u8> {
    let one = |sign: char| {
        let text = sign.to_string();
        let (bytes, _, failed) = WINDOWS_1258.encode(&text);
        (!failed).then(|| bytes.into_owned())
    };
    let two = |sign: char| {
        let (base, mark) = parted(sign);
        [one(base).unwrap(), one(mark).unwrap()].concat()
    };
    text.chars().flat_map(|sign| one(sign).unwrap_or_else(|| two(sign))).collect()
}

/// `ế` is `ê` and the acute.
fn parted(sign: char) -> (char, char) {
    let rows = [
        ("aăâeêioôơuưyAĐ", '\u{300}', "àằầèềìòồờùừỳÀ "),
        ("aăâeêioôơuưyA ", '\u{301}', "áắấéếíóốớúứýÁ "),
        ("aăâeêioôơuưyA ", '\u{309}', "ảẳẩẻểỉỏổởủửỷẢ "),
        ("aăâeêioôơuưyA ", '\u{303}', "ãẵẫẽễĩõỗỡũữỹÃ "),
        ("aăâeêioôơuưyA ", '\u{323}', "ạặậẹệịọộợụựỵẠ "),
    ];
    rows.iter()
        .find_map(|(bases, mark, whole)| {
            whole.chars().position(|one| one == sign).map(|at| (bases.chars().nth(at).unwrap(), *mark))
        })
        .unwrap_or_else(|| panic!("{sign}"))
}

#[test]
fn every_encoding_and_line_end_reads_alike() {
    let plain = sheet(SHEET.as_bytes());
    assert_eq!((plain.items.len(), plain.remarks.len()), (2, 0));
    let marked = format!("\u{feff}{SHEET}");
    let same = [
        marked.clone().into_bytes(),
        SHEET.replace('\n', "\r\n").into_bytes(),
        SHEET.replace('\n', "\r").into_bytes(),
        wide(&marked, u16::to_le_bytes),
        wide(&marked, u16::to_be_bytes),
    ];
    for bytes in same {
        assert_eq!(sheet(&bytes), plain, "{:?}", &bytes[..20]);
    }
    let guessed = [
        (wide(SHEET, u16::to_le_bytes), "UTF-16 LE"),
        (wide(SHEET, u16::to_be_bytes), "UTF-16 BE"),
        (vietnamese(SHEET), "Windows-1258"),
    ];
    for (bytes, name) in guessed {
        let read = sheet(&bytes);
        assert_eq!(read.items, plain.items, "{name}");
        assert_eq!(mentioned(&read), [(0, RemarkKind::EncodingGuessed(name))]);
    }
}

#[test]
fn loose_marks_are_composed_and_unseen_signs_go() {
    let loose = "Ca\u{302}u ho\u{309}i,A,B,Key\nThu\u{309}\u{a0}\u{200b} đô?,\u{feff}x,y\u{ad},A\n";
    assert_eq!(came_in(&sheet(loose.as_bytes())), [("Thủ đô?", vec!["x", "y"])]);
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    let broken = |bytes: &[u8]| left_out(&sheet(bytes));
    let mut utf8 = SHEET.as_bytes().to_vec();
    utf8.splice(60..60, [0xff]);
    assert_eq!(broken(&utf8), [(2, RemarkKind::Encoding)]);
    assert_eq!(broken(b"\xff\xfe\x00\xd8"), [(0, RemarkKind::Encoding)], "half a pair of UTF-16");
    assert_eq!(broken(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\xff"), [(0, RemarkKind::OtherFormat("picture"))]);
    let latin = "Frage,A,B\nWelche Größe hätte der schöne Käse für Müßiggänger?"
        .chars()
        .map(|sign| sign as u8)
        .collect::<Vec<_>>();
    assert_eq!(broken(&latin), [(2, RemarkKind::Encoding)], "another language's bytes are not Vietnamese");
}

#[test]
fn files_for_old_fonts_are_known() {
    let tcvn3 = "C©u hái 1: §¸p ¸n nµo ®óng?";
    let vni = "Caâu 1: Ñaùp aùn naøo ñuùng?";
    for (text, font) in [(tcvn3, "TCVN3"), (vni, "VNI")] {
        assert_eq!(left_out(&import(Format::Text, text.as_bytes())), [(0, RemarkKind::OldFont(font))]);
        let bytes: Vec<u8> = text.chars().map(|sign| sign as u8).collect();
        assert_eq!(left_out(&import(Format::Text, &bytes)), [(0, RemarkKind::OldFont(font))]);
    }
}
