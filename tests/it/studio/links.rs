use super::{campaign, out, studio, told};
use image::{DynamicImage, GrayImage, ImageFormat, Luma, imageops};
use std::{fs, path::PathBuf};
use tempfile::{TempDir, tempdir};

const ANDROID: &str = "https://play.google.com/store/apps/details?id=vn.gov.haiphong.smart";

/// A printed sheet with a code of `text`: white paper, a grey table around it.
fn sheet(text: &str) -> GrayImage {
    let code = qrcode::QrCode::new(text).unwrap();
    let (side, modules) = (8, code.width());
    let colors = code.to_colors();
    let size = u32::try_from((modules + 8) * side).unwrap();
    let paper = GrayImage::from_fn(size, size, |x, y| {
        let (column, row) = (x as usize / side, y as usize / side);
        let inside = (4..modules + 4).contains(&column) && (4..modules + 4).contains(&row);
        let dark = inside && colors[(row - 4) * modules + column - 4] == qrcode::Color::Dark;
        Luma([if dark { 20 } else { 235 }])
    });
    let mut table = GrayImage::from_pixel(size * 2, size * 2, Luma([150]));
    imageops::overlay(&mut table, &paper, i64::from(size / 3), i64::from(size / 2));
    table
}

fn saved(picture: GrayImage, name: &str, format: ImageFormat) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join(name);
    DynamicImage::ImageLuma8(picture).save_with_format(&path, format).unwrap();
    (folder, path)
}

#[test]
fn a_code_is_read_from_photos_such_as_people_take() {
    let plain = sheet(ANDROID);
    let dim = GrayImage::from_fn(plain.width(), plain.height(), |x, y| {
        let [shade] = plain.get_pixel(x, y).0;
        Luma([40 + shade / 4])
    });
    let large = imageops::resize(&plain, plain.width() * 4, plain.height() * 4, imageops::FilterType::Triangle);
    let photos = [
        ("plain", plain.clone()),
        ("blurred", imageops::blur(&plain, 2.0)),
        ("dim", dim),
        ("on-its-side", imageops::rotate90(&plain)),
        ("upside-down", imageops::rotate180(&plain)),
        ("twelve-megapixels", imageops::blur(&large, 3.0)),
    ];
    for (name, photo) in photos {
        for (file, format) in [("anh.png", ImageFormat::Png), ("anh.jpg", ImageFormat::Jpeg)] {
            let (_folder, path) = saved(photo.clone(), file, format);
            let read = studio(["links", "scan", path.to_str().unwrap(), "--json"]);
            assert_eq!(read.status.code(), Some(0), "{name} {file}: {}", told(&read));
            let found: serde_json::Value = serde_json::from_str(&out(&read)).unwrap();
            assert_eq!(found["url"], ANDROID, "{name} {file}");
            assert_eq!(found["platforms"], serde_json::json!(["android"]));
            assert_eq!(found["written"], false);
        }
    }
}

#[test]
fn the_contest_file_takes_the_link_and_keeps_everything_else() {
    let (_folder, photo) = saved(sheet(&format!("{ANDROID}&hl=vi&utm_source=qr")), "a.png", ImageFormat::Png);
    let bank = tempdir().unwrap();
    campaign(bank.path());
    let file = bank.path().join("contest.toml");
    let before = fs::read_to_string(&file).unwrap();
    let read = studio(["links", "scan", photo.to_str().unwrap(), "--into", bank.path().to_str().unwrap()]);
    assert_eq!(read.status.code(), Some(0), "{}", told(&read));
    let after = fs::read_to_string(&file).unwrap();
    assert!(after.contains(&format!("url = \"{ANDROID}\"")), "{after}");
    const REMARK: &str = "# Chưa có mã chính thức";
    assert!(before.contains(REMARK) && !after.contains(REMARK), "what is no longer so is not said");
    let kept = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| !line.starts_with("url") && !line.starts_with(REMARK) && !line.starts_with("official"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(kept(&before), kept(&after), "other comments and keys stay");
    let linted = studio(["lint", bank.path().to_str().unwrap()]);
    let about_links = out(&linted).matches("[C05]").count();
    assert_eq!(about_links, 1, "only the other platform's link is still none of the organiser's");
    // The same again changes nothing.
    studio(["links", "scan", photo.to_str().unwrap(), "--into", bank.path().to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
}

#[test]
fn a_page_of_the_authority_serves_both_platforms() {
    let (_folder, photo) = saved(sheet("https://smart.haiphong.gov.vn/app"), "a.png", ImageFormat::Png);
    let bank = tempdir().unwrap();
    campaign(bank.path());
    let read = studio(["links", "scan", photo.to_str().unwrap(), "--into", bank.path().to_str().unwrap()]);
    assert!(out(&read).contains("android, iphone"));
    let linted = studio(["lint", bank.path().to_str().unwrap()]);
    assert_eq!(out(&linted).matches("[C05]").count(), 0);
}

#[test]
fn what_cannot_be_used_is_refused_and_nothing_is_written() {
    let bank = tempdir().unwrap();
    campaign(bank.path());
    let file = bank.path().join("contest.toml");
    let before = fs::read(&file).unwrap();
    let folder = tempdir().unwrap();
    let broken = folder.path().join("cut.png");
    let (_keep, whole) = saved(sheet(ANDROID), "a.png", ImageFormat::Png);
    fs::write(&broken, &fs::read(&whole).unwrap()[..200]).unwrap();
    let blank = saved(GrayImage::from_pixel(400, 400, Luma([200])), "b.png", ImageFormat::Png);
    let foreign = saved(sheet("https://smart-haiphong.top/app"), "c.png", ImageFormat::Png);
    let open = saved(sheet("http://haiphong.gov.vn/app"), "d.png", ImageFormat::Png);
    let hostile = saved(sheet("https://a.gov.vn/\u{1b}[2J\u{202e}"), "e.png", ImageFormat::Png);
    let cases = [
        (broken, "TS-Q01"),
        (blank.1.clone(), "TS-Q03"),
        (foreign.1.clone(), "TS-Q04"),
        (open.1.clone(), "TS-Q04"),
        (hostile.1.clone(), "TS-Q04"),
        (folder.path().join("none.png"), "TS-C02"),
    ];
    for (photo, code) in cases {
        let refused = studio(["links", "scan", photo.to_str().unwrap(), "--into", bank.path().to_str().unwrap()]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(told(&refused).starts_with(code), "{photo:?}: {}", told(&refused));
        assert!(!told(&refused).contains(['\u{1b}', '\u{202e}']), "nothing that a terminal obeys");
        assert_eq!(fs::read(&file).unwrap(), before);
    }
    fs::write(&file, "id = ").unwrap();
    let refused = studio(["links", "scan", whole.to_str().unwrap(), "--into", bank.path().to_str().unwrap()]);
    assert!(told(&refused).starts_with("TS-Q05"));
    assert_eq!(fs::read(&file).unwrap(), b"id = ");
}

/// A PNG whose header states 60,000 x 60,000 pixels.
#[test]
fn a_picture_of_too_many_pixels_is_not_unpacked() {
    let (folder, path) = saved(GrayImage::from_pixel(8, 8, Luma([0])), "a.png", ImageFormat::Png);
    let mut bytes = fs::read(&path).unwrap();
    for at in [16, 20] {
        bytes[at..at + 4].copy_from_slice(&60_000u32.to_be_bytes());
    }
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    fs::write(&path, bytes).unwrap();
    let refused = studio(["links", "scan", path.to_str().unwrap()]);
    assert!(told(&refused).starts_with("TS-Q02"), "{}", told(&refused));
    drop(folder);
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}
